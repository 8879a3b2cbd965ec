"""Pages of the bundle that are ours: the cover, and a page in the place of a document."""

from __future__ import annotations

from collections.abc import Sequence

from woo_desk.domain.table import Cover
from woo_desk.pdf.typeset import Typesetter, rectangle

WIDTH, HEIGHT = 595, 842
_MARGIN = 62.0
_ROOM = WIDTH - 2 * _MARGIN
_LABEL = 150.0
_SIZE, _LEADING = 10.0, 14.0
_TITLE = 22.0


def cover_pages(cover: Cover, setter: Typesetter) -> list[bytes]:
    """The content of the cover; a long one goes on on further pages."""
    sheet = _Sheets(setter)
    sheet.down(70)
    sheet.put(cover.heading, _SIZE + 2)
    sheet.down(6)
    sheet.put(cover.title, _TITLE)
    sheet.down(10)
    sheet.rule()
    sheet.down(16)
    for label, said in cover.facts:
        sheet.pair(label, said)
    sheet.down(20)
    for note in cover.notes:
        sheet.put(note, _SIZE)
        sheet.down(7)
    return sheet.finish()


def note_page(words: Sequence[str], setter: Typesetter) -> bytes:
    """The content of a page that says in a few lines why a document does not stand there."""
    sheet = _Sheets(setter)
    sheet.down(240)
    for number, line in enumerate(words):
        sheet.put(line, _SIZE + 3 if number == 0 else _SIZE)
        sheet.down(8)
    return sheet.finish()[0]


class _Sheets:
    """Pages that are filled from top to bottom."""

    def __init__(self, setter: Typesetter) -> None:
        self._setter = setter
        self._done: list[bytes] = []
        self._parts: list[bytes] = []
        self._y = HEIGHT - _MARGIN

    def down(self, points: float) -> None:
        self._y -= points

    def rule(self) -> None:
        self._parts.append(rectangle(_MARGIN, self._y, _ROOM, 1.2, 0.2))

    def put(self, words: str, size: float) -> None:
        for line in self._setter.lines(words, _ROOM, size):
            self._line(line, _MARGIN, size, size * _LEADING / _SIZE)

    def pair(self, label: str, said: str) -> None:
        lines = self._setter.lines(said, _ROOM - _LABEL, _SIZE) or [""]
        for number, line in enumerate(lines):
            self._line(line, _MARGIN + _LABEL, _SIZE, _LEADING)
            if number == 0:
                self._parts.append(self._setter.show(label, _MARGIN, self._y, _SIZE))
        self.down(4)

    def _line(self, line: str, x: float, size: float, leading: float) -> None:
        if self._y - leading < _MARGIN:
            self._done.append(b"".join(self._parts))
            self._parts, self._y = [], HEIGHT - _MARGIN
        self._y -= leading
        self._parts.append(self._setter.show(line, x, self._y, size))

    def finish(self) -> list[bytes]:
        return [*self._done, b"".join(self._parts)]
