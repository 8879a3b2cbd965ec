"""One place in its whole page: for when the strip does not say enough."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

from woo_desk.texts import text


class ExamplePage(QWidget):
    """Shows one page as large as fits, with its heading above it.

    Signals:
        left(): the user wants back to the list (Esc).
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text("gui.example.page"))
        self._heading = ""
        self._picture: QPixmap | None = None
        self._is_read = False

    def show_page(self, heading: str, picture: QPixmap | None, *, is_read: bool) -> None:
        """Show this page; None while it is drawn, or when it cannot be."""
        self._heading, self._picture, self._is_read = heading, picture, is_read
        self.setAccessibleDescription(heading)
        self.update()

    def room(self) -> QRect:
        """Where the page is drawn."""
        line = self.fontMetrics().height()
        return self.rect().adjusted(8, line + 14, -8, -8)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        line = QRect(8, 6, self.width() - 16, self.fontMetrics().height())
        shown = self.fontMetrics().elidedText(
            f"{self._heading}    {text('gui.example.back')}",
            Qt.TextElideMode.ElideRight,
            line.width(),
        )
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        room = self.room()
        if self._picture is None:
            key = "gui.example.no_picture" if self._is_read else "gui.example.busy"
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text(key))
            return
        size = self._picture.deviceIndependentSize()
        factor = min(room.width() / size.width(), room.height() / size.height())
        width, height = int(size.width() * factor), int(size.height() * factor)
        place = QRect(room.center().x() - width // 2, room.top(), width, height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
