"""Prints a statement of the program as a PDF/A-2b: A4, paragraphs, labels with what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from woo_desk.domain.statement import LineKind, Statement, StatementLine
from woo_desk.pdf.pdfa import make_pdfa
from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.typeset import FONT_RESOURCE, Typesetter, rectangle
from woo_desk.pdf.write import WrittenFile, beside, save
from woo_desk.texts import text

_WIDTH, _HEIGHT = 595, 842
_MARGIN, _FOOT = 56.0, 34.0
_ROOM = _WIDTH - 2 * _MARGIN
_LABEL = 165.0
_SIZES = {
    LineKind.TITLE: 20.0,
    LineKind.HEADING: 11.5,
    LineKind.TEXT: 9.2,
    LineKind.SMALL: 7.4,
    LineKind.PAIR: 8.6,
}
_ABOVE = {
    LineKind.TITLE: 0.0,
    LineKind.HEADING: 15.0,
    LineKind.TEXT: 3.0,
    LineKind.SMALL: 1.5,
    LineKind.PAIR: 3.0,
}
_LEADING = 1.32
_KEEP = 46.0
"""Room that a heading needs below it: it never stands alone at the foot of a page."""
_RULE_GREY = 0.75


def write_statement(statement: Statement, output: Path) -> tuple[WrittenFile, int]:
    """Write the statement; gives what was written and its number of pages.

    The same statement gives the same bytes.

    Raises:
        OSError: the output cannot be written.
    """
    setter = Typesetter()
    sheets = _Sheets(setter)
    for line in statement.lines:
        sheets.put(line)
    pages = sheets.finish()
    with pikepdf.new() as target, beside(output) as temporary:
        font = target.make_indirect(pikepdf.Dictionary())
        for number, content in enumerate(pages, 1):
            foot = setter.show(
                text("statement.foot", page=number, pages=len(pages)), _MARGIN, _FOOT, 7.4
            )
            page = target.add_blank_page(page_size=(_WIDTH, _HEIGHT))
            page.obj.Contents = make_stream(target, content + foot)
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary({FONT_RESOURCE: font}))
        setter.font.build(target, font)
        make_pdfa(target, statement.title)
        written = save(target, temporary)
    return written, len(pages)


@dataclass(slots=True)
class _Sheets:
    """Pages that are filled from top to bottom."""

    setter: Typesetter
    done: list[bytes] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)
    y: float = _HEIGHT - _MARGIN

    def put(self, line: StatementLine) -> None:
        size = _SIZES[line.kind]
        self.y -= _ABOVE[line.kind]
        if line.kind is LineKind.HEADING:
            self._heading_room()
        if line.kind is LineKind.PAIR:
            self._pair(line, size)
            return
        for words in self.setter.lines(line.text, _ROOM, size):
            self._set([(words, _MARGIN)], size)
        if line.kind is LineKind.HEADING:
            self.parts.append(rectangle(_MARGIN, self.y - 4, _ROOM, 0.5, _RULE_GREY))
            self.y -= 4

    def _heading_room(self) -> None:
        if self.y - _KEEP < _MARGIN:
            self._turn()

    def _pair(self, line: StatementLine, size: float) -> None:
        labels = list(self.setter.lines(line.label, _LABEL - 8, size))
        said = list(self.setter.lines(line.text, _ROOM - _LABEL, size))
        for number in range(max(len(labels), len(said))):
            cells = []
            if number < len(labels):
                cells.append((labels[number], _MARGIN))
            if number < len(said):
                cells.append((said[number], _MARGIN + _LABEL))
            self._set(cells, size)

    def _set(self, cells: list[tuple[str, float]], size: float) -> None:
        leading = size * _LEADING
        if self.y - leading < _MARGIN:
            self._turn()
        self.y -= leading
        for words, x in cells:
            self.parts.append(self.setter.show(words, x, self.y, size))

    def _turn(self) -> None:
        self.done.append(b"".join(self.parts))
        self.parts, self.y = [], _HEIGHT - _MARGIN

    def finish(self) -> list[bytes]:
        return [*self.done, b"".join(self.parts)]
