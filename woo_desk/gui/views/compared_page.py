"""One page of a comparison: its picture, with what differs marked on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from woo_desk.domain.document import Page
from woo_desk.domain.geometry import Box, page_to_view
from woo_desk.texts import text
from woo_desk.usecases.requests import RenderResult

SCALE = 1.3
"""Pixels per point."""
_MARK = QColor(200, 120, 0, 60)
_EDGE = QColor(150, 80, 0)
_CURRENT = QColor(0, 90, 200, 80)
_CURRENT_EDGE = QColor(0, 60, 160)
_ROOM = 60
"""Pixels kept free around the difference that is shown."""

Draw = Callable[[int, float, Callable[[object], None]], None]
"""Ask for a page: 0-based index, scale, and who gets the RenderResult, or None."""


class ComparedPage(QScrollArea):
    """A heading and a page with marks; the current difference is framed with a thick line."""

    def __init__(self, name: str, pages: Sequence[Page], draw: Draw) -> None:
        """Args: name: of the document, above the page and for screen readers."""
        super().__init__()
        self._pages, self._draw, self._name = pages, draw, name
        self._index = -1
        self._sheet = _Sheet()
        self.heading = QLabel()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self.heading)
        column.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setAccessibleName(name)

    @property
    def index(self) -> int:
        """0-based index of the page that is shown; -1 for none."""
        return self._index

    @property
    def has_pages(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._pages)

    @property
    def marks(self) -> int:
        """How many places are marked on it."""
        return len(self._sheet.marks)

    def show_page(self, index: int, marks: Sequence[Box], current: Sequence[Box]) -> None:
        """Show a page with its differences, all boxes in page space."""
        page = self._pages[index]
        self._sheet.marks = [self._placed(page, box) for box in marks]
        self._sheet.current = [self._placed(page, box) for box in current]
        self.heading.setText(
            text("gui.compare.page", name=self._name, page=index + 1, count=len(self._pages))
        )
        if index != self._index:
            self._index = index
            self._sheet.show_image(QImage())
            self._draw(index, SCALE, lambda result: self._take(index, result))
        self._sheet.update()
        self._go_to_current()

    def _placed(self, page: Page, box: Box) -> QRectF:
        shown = page_to_view(box, page.width, page.height, page.rotation, SCALE)
        return QRectF(shown.x0, shown.y0, shown.x1 - shown.x0, shown.y1 - shown.y0)

    def _take(self, index: int, result: object) -> None:
        if index != self._index:
            return
        if not isinstance(result, RenderResult):
            self.heading.setText(text("gui.compare.no_picture", name=self._name, page=index + 1))
            return
        image = QImage(
            result.pixels,
            result.width,
            result.height,
            result.stride,
            QImage.Format.Format_RGB888,
        )
        self._sheet.show_image(image.copy())
        self._go_to_current()

    def _go_to_current(self) -> None:
        if self._sheet.current:
            middle = self._sheet.mapToParent(self._sheet.current[0].center().toPoint())
            self.ensureVisible(middle.x(), middle.y(), _ROOM, _ROOM)


class _Sheet(QWidget):
    """The picture itself."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[QRectF] = []
        self.current: list[QRectF] = []
        self._image = QImage()

    def show_image(self, image: QImage) -> None:
        self._image = image
        if not image.isNull():
            self.setFixedSize(image.size())
        self.update()

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        for boxes, fill, edge, width in (
            (self.marks, _MARK, _EDGE, 1),
            (self.current, _CURRENT, _CURRENT_EDGE, 3),
        ):
            painter.setPen(QPen(edge, width))
            painter.setBrush(fill)
            for box in boxes:
                painter.drawRect(box)
        painter.end()
