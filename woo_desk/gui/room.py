"""Sizes that follow the letters: with text at 200 % a window needs twice the room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QHeaderView, QWidget

USUAL_HEIGHT = 16
"""Pixels of a line at 9 points, the size that widths and heights in code are meant for."""
FRAME = 48
"""Pixels of the screen that stay free for the frame of a window and a bar of the desktop."""


def for_letters(widget: QWidget, pixels: int) -> int:
    """These pixels, meant for letters of the usual size, at the size of this widget's letters."""
    return round(pixels * max(1.0, widget.fontMetrics().height() / USUAL_HEIGHT))


def resize_for_letters(window: QWidget, width: int, height: int) -> None:
    """Give a window a size that is meant for usual letters.

    With larger ones it grows along, as far as the screen goes.
    """
    least = QSize(width, height)
    wanted = QSize(for_letters(window, width), for_letters(window, height))
    room = window.screen().availableSize() - QSize(FRAME, FRAME)
    window.resize(least.expandedTo(wanted.boundedTo(room)))


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
        if self._is_busy or not header.isVisible() or header.isSectionHidden(column):
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
