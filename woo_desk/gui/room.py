"""Sizes that follow the letters: with text at 200 % a window needs twice the room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QHeaderView, QScrollArea, QStyle, QWidget
from shiboken6 import Shiboken

USUAL_HEIGHT = 16
"""Pixels of a line at 9 points, the size that widths and heights in code are meant for."""
FRAME = 48
"""Pixels of the screen that stay free for the frame of a window and a bar of the desktop."""
_SOME_LINES = 8
"""Lines of usual letters of what scrolls that are always in view."""


def for_letters(widget: QWidget, pixels: int) -> int:
    """These pixels, meant for letters of the usual size, at the size of this widget's letters."""
    return round(pixels * max(1.0, widget.fontMetrics().height() / USUAL_HEIGHT))


def resize_for_letters(window: QWidget, width: int, height: int) -> None:
    """Give a window a size that is meant for usual letters.

    With larger ones it grows along, as far as the screen goes.
    """
    wanted = QSize(for_letters(window, width), for_letters(window, height))
    window.resize(wanted.boundedTo(room_on_screen(window)))


def room_on_screen(window: QWidget) -> QSize:
    """How large a window may be without leaving the screen that it is on."""
    return window.screen().availableSize() - QSize(FRAME, FRAME)


class ScrolledRoom(QScrollArea):
    """Shows a widget whole where there is room, and scrolls it up and down where there is not."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self._body = body
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(body)
        body.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        body.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """As large as what is in it."""
        return self._body.sizeHint().expandedTo(self.minimumSizeHint())

    def minimumSizeHint(self) -> QSize:
        """As wide as what is in it with a scroll bar, and some lines high."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        needs = self._body.minimumSizeHint()
        some = for_letters(self, _SOME_LINES * USUAL_HEIGHT)
        return QSize(needs.width() + bar, min(needs.height(), some))

    def hidden_height(self) -> int:
        """Pixels that are out of sight at its least height."""
        body, least = self._body, self.minimumSizeHint()
        needs = body.minimumSizeHint().height()
        if body.hasHeightForWidth():
            needs = max(needs, body.heightForWidth(max(self.width(), least.width())))
        return max(needs - least.height(), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another size when what is in it does."""
        if watched is self._body and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class LeastRoom(QObject):
    """Keeps the column that gets the room that is left wide enough to be read.

    WHY: with large text the other columns took everything, and the titles of documents were gone.
    Now the table can be moved sideways instead.
    """

    def __init__(self, header: QHeaderView, column: int, characters: int) -> None:
        super().__init__(header)
        self._header = header
        self._column = column
        self._characters = characters
        self._is_busy = False
        header.installEventFilter(self)
        header.sectionResized.connect(lambda *_: self._settle())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the table has another width."""
        if watched is self._header and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._settle()
        return False

    def _settle(self) -> None:
        header, column = self._header, self._column
        # WHY: a table that is taken apart still tells of its columns.
        if self._is_busy or not Shiboken.isValid(header):
            return
        if not header.isVisible() or header.isSectionHidden(column):
            return
        self._is_busy = True
        least = header.fontMetrics().averageCharWidth() * self._characters
        others = [n for n in range(header.count()) if n != column and not header.isSectionHidden(n)]
        room = header.width() - sum(header.sectionSize(n) for n in others)
        modes = QHeaderView.ResizeMode
        wanted = modes.Stretch if room >= least else modes.Interactive
        if header.sectionResizeMode(column) is not wanted:
            header.setSectionResizeMode(column, wanted)
        if wanted is modes.Interactive and header.sectionSize(column) < least:
            header.resizeSection(column, least)
        self._is_busy = False
