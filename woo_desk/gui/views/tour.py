"""A short walk along the parts of the window: a card beside each, that stops nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.room import for_letters
from woo_desk.gui.views.main_window import MainWindow
from woo_desk.texts import text

SEEN = "tour"
WIDTH = 380
GAP = 12


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: texts `gui.tour.<key>.heading` and `.body`, beside a part of the window."""

    key: str
    part: Callable[[], QWidget | None]


class Tour(QFrame):
    """The card. Enter or the right arrow goes on, the left arrow back, Escape ends it.

    Signals:
        ended(): the card is gone.
    """

    ended = Signal()

    def __init__(self, window: MainWindow, memory: WindowMemory) -> None:
        super().__init__(window)
        self._window = window
        self._memory = memory
        self._stops = stops(window)
        self._at = 0
        self._before: QWidget | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFrameShadow(QFrame.Shadow.Raised)
        self.setAutoFillBackground(True)
        self.setLineWidth(2)
        self.setFixedWidth(for_letters(self, WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text("gui.tour.name"))
        self._heading = QLabel()
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self._body = QLabel()
        for label in (self._heading, self._body):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel()
        self._back = QPushButton(text("gui.tour.back"))
        self._next = QPushButton(text("gui.tour.next"))
        skip = QPushButton(text("gui.tour.skip"))
        self._back.clicked.connect(lambda: self.go(-1))
        self._next.clicked.connect(lambda: self.go(1))
        skip.clicked.connect(self.end)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        for button in (skip, self._back, self._next):
            button.setAutoDefault(True)
            row.addWidget(button)
        column = QVBoxLayout(self)
        for widget in (self._heading, self._body):
            column.addWidget(widget)
        column.addLayout(row)
        window.installEventFilter(self)

    @property
    def at(self) -> str:
        """Key of the stop that is shown."""
        return self._stops[self._at].key

    @property
    def keys(self) -> list[str]:
        """Keys of all stops, in order."""
        return [stop.key for stop in self._stops]

    def begin(self) -> None:
        """Show the first stop; from now on the tour counts as seen."""
        self._memory.note_seen(SEEN)
        self._before = QApplication.focusWidget()
        self._at = 0
        self.show()
        self._show()
        self._next.setFocus()

    def go(self, step: int) -> None:
        """To a later or an earlier stop; past the last one it ends."""
        if self._at + step >= len(self._stops):
            self.end()
            return
        self._at = max(0, self._at + step)
        self._show()

    def end(self) -> None:
        """Take the card away; the focus goes back to where it was."""
        before = self._before
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        # WHY looked for: what had the focus may have been deleted meanwhile.
        there = [each for each in self._window.findChildren(QWidget) if each is before]
        next((each for each in there if each.isVisible()), self._window).setFocus()
        self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the card; any other goes on to the window."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.end()
            case Qt.Key.Key_Right | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.go(1)
            case Qt.Key.Key_Left:
                self.go(-1)
            case _:
                event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the part when the window changes its size, or shows the part only now."""
        moves = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
        if event.type() in moves and watched is self._window:
            self._place()
        return False

    def _show(self) -> None:
        key = self._stops[self._at].key
        self._heading.setText(text(f"gui.tour.{key}.heading"))
        self._body.setText(text(f"gui.tour.{key}.body"))
        self._count.setText(text("gui.tour.count", number=self._at + 1, total=len(self._stops)))
        self.setAccessibleDescription(f"{self._heading.text()}. {self._body.text()}")
        self._back.setEnabled(self._at > 0)
        is_last = self._at + 1 == len(self._stops)
        self._next.setText(text("gui.tour.done" if is_last else "gui.tour.next"))
        self._place()

    def _place(self) -> None:
        """Beside the part it is about, always within the window."""
        layout = self.layout()
        if layout is not None:  # WHY not adjustSize: it gives words over lines too little height
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        part = self._stops[self._at].part()
        room = self._window.rect()
        if part is None or not part.isVisible():
            # WHY not in the middle: there stands how to begin, which it would cover.
            spot = room.bottomRight() - QPoint(0, self.height() + self._window.statusBar().height())
        else:
            corner = part.mapTo(self._window, QPoint(0, 0))
            below = corner.y() + part.height() + GAP
            fits = below + self.height() <= room.height()
            spot = QPoint(corner.x() + GAP, below if fits else corner.y() + GAP)
        x = max(GAP, min(spot.x(), room.width() - self.width() - GAP))
        y = max(GAP, min(spot.y(), room.height() - self.height() - GAP))
        self.move(x, y)
        self.raise_()


def stops(window: MainWindow) -> Sequence[Stop]:
    """The stops, as the work goes; how to begin only while no dossier is open."""
    begin = (Stop("begin", lambda: window.welcome),) if window.middle is window.welcome else ()
    return (
        *begin,
        Stop("documents", lambda: window.document_list),
        Stop("persons", window.menuBar),
        Stop("pages", lambda: window.page_pane),
        Stop("publish", window.menuBar),
        Stop("help", window.statusBar),
    )
