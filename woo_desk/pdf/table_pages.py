"""Prints tables as an accessible PDF (PDF/A-2a, PDF/UA-1): A4 lying, headings on every page.

A row that does not fit goes to the next page whole; one that is higher than a page goes on there.
The headings that are repeated on further pages are not read aloud again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from woo_desk.domain.table import Table
from woo_desk.pdf.growing_pdf import GrowingPdf
from woo_desk.pdf.own_pages import Mark, OwnPages, footer
from woo_desk.pdf.typeset import Typesetter, rectangle
from woo_desk.pdf.write import beside
from woo_desk.texts import dutch_text as text

_WIDTH, _HEIGHT = 842, 595
_MARGIN = 34.0
_FOOT = 24.0
"""Height kept free at the foot: the bundle prints its own line below ours."""
_SIZE, _LEADING = 7.2, 9.2
_TITLE_SIZE = 13.0
_PAD = 2.5
_TOP = _HEIGHT - _MARGIN
_HEAD_GREY, _RULE_GREY = 0.88, 0.75
_CACHED_LENGTH = 40
"""Cells up to this length repeat (judgements, grounds): they are broken into lines once."""
_OF_COLUMN = b"<</O /Table /Scope /Column>>"
_OF_ROW = b"<</O /Table /Scope /Row>>"

Lines = Sequence[str]


def write_tables(
    tables: Sequence[Table],
    title: str,
    output: Path,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Write the tables one after the other, each on a new page; gives the number of pages.

    The same tables give the same bytes. Columns without a printed width are left out.

    Args:
        tables: at least one.
        title: above the first table and in the metadata; free of personal data.
        output: where to write; an existing file is replaced.
        report: is told how many tables are done; may raise to stop.

    Raises:
        OSError: the output cannot be written.
    """
    setter = Typesetter()
    with beside(output) as temporary, GrowingPdf(temporary, setter.font) as pdf:
        pages = OwnPages(pdf, (_WIDTH, _HEIGHT))
        scopes = _Scopes(pdf.file.add(_OF_COLUMN), pdf.file.add(_OF_ROW))
        for number, table in enumerate(tables, 1):
            if number > 1:
                pages.turn()
            _Layout(setter, table, pages, scopes).write(title)
            report(number, len(tables))

        def foot(page: int, total: int) -> bytes:
            line = text("table.foot", page=page, pages=total)
            return footer(setter.show(line, _MARGIN, _MARGIN - 6, _SIZE))

        count = pages.finish(foot)
        pdf.finish(title, is_accessible=True)
    return count


@dataclass(frozen=True, slots=True)
class _Scopes:
    """Numbers of the attributes of headings."""

    column: int
    row: int


@dataclass(slots=True)
class _Layout:
    setter: Typesetter
    table: Table
    pages: OwnPages
    scopes: _Scopes
    _columns: tuple[int, ...] = field(init=False)
    """Indexes of the columns that are printed."""
    _lefts: list[float] = field(init=False)
    _widths: list[float] = field(init=False)
    _seen: dict[tuple[int, str], Lines] = field(default_factory=dict)
    _y: float = _TOP

    def __post_init__(self) -> None:
        columns = self.table.columns
        self._columns = tuple(i for i, column in enumerate(columns) if column.printed)
        total = sum(columns[i].printed for i in self._columns)
        room = _WIDTH - 2 * _MARGIN
        self._widths = [room * columns[i].printed / total for i in self._columns]
        self._lefts = [_MARGIN + sum(self._widths[:n]) + _PAD for n in range(len(self._widths))]

    def write(self, title: str) -> None:
        """Print the table from the top of the page on."""
        file, document = self.pages.pdf.file, self.pages.pdf.document
        self._headline(b"H1", self.table.name, _TITLE_SIZE)
        self._headline(b"P", title, _SIZE + 2)
        if self.table.note:
            self._headline(b"P", self.table.note, _SIZE + 2)
        self._y -= 8
        table = file.reserve()
        head = [
            self.setter.lines(self.table.columns[i].heading, width - 2 * _PAD, _SIZE)
            for i, width in zip(self._columns, self._widths, strict=True)
        ]
        # WHY no groups in a table without rows: a THead asks for a TBody (ISO 14289-1, 7.2).
        group = file.reserve(2) if self.table.rows else 0
        kids = [self._head(head, group or table)]
        if group:
            rows = [self._row(row, group + 1, head) for row in self.table.rows]
            self.pages.element(b"THead", table, kids=kids, number=group)
            self.pages.element(b"TBody", table, kids=rows, number=group + 1)
            kids = [group, group + 1]
        self.pages.pdf.add_part(self.pages.element(b"Table", document, kids=kids, number=table))

    def _headline(self, kind: bytes, words: str, size: float) -> None:
        pdf = self.pages.pdf
        lines = self.setter.lines(words, _WIDTH - 2 * _MARGIN, size)
        number = pdf.file.reserve()
        shown = self.setter.block(lines, _MARGIN, self._y - size * 1.25, size, size * 1.25)
        mark = self.pages.text(number, kind, shown)
        pdf.add_part(self.pages.element(kind, pdf.document, [mark], number=number))
        self._y -= len(lines) * size * 1.25

    # Headings -----------------------------------------------------------------------------------

    def _head(self, head: Sequence[Lines], parent: int) -> int:
        """Print the headings for who reads; gives the element of their row."""
        file, pages = self.pages.pdf.file, self.pages
        row = file.reserve()
        self._head_ground(head)
        cells = []
        for left, lines in zip(self._lefts, head, strict=True):
            cell = file.reserve()
            mark = pages.text(cell, b"TH", self._cell(left, lines))
            scope = b" /A %d 0 R" % self.scopes.column
            cells.append(pages.element(b"TH", row, [mark], attributes=scope, number=cell))
        self._y = self._end_row(head)
        return pages.element(b"TR", parent, kids=cells, number=row)

    def _repeat_head(self, head: Sequence[Lines]) -> None:
        self.pages.turn()
        self._y = _TOP
        self._head_ground(head)
        cells = zip(self._lefts, head, strict=True)
        self.pages.repeated(b"".join(self._cell(left, lines) for left, lines in cells))
        self._y = self._end_row(head)

    def _head_ground(self, head: Sequence[Lines]) -> None:
        height = _height(head)
        room = _WIDTH - 2 * _MARGIN
        self.pages.under(rectangle(_MARGIN, self._y - height, room, height, _HEAD_GREY))

    # Rows ---------------------------------------------------------------------------------------

    def _row(self, row: Sequence[str], body: int, head: Sequence[Lines]) -> int:
        """Print one row, over as many pages as it takes; gives its element."""
        pages = self.pages
        first = pages.pdf.file.reserve(len(self._columns) + 1)
        marks: list[list[Mark]] = [[] for _ in self._columns]
        cells = [self._broken(n, row[i]) for n, i in enumerate(self._columns)]
        for part in self._parts(cells, head):
            for n, lines in enumerate(part):
                if lines:
                    kind = b"TD" if n else b"TH"
                    shown = self._cell(self._lefts[n], lines)
                    marks[n].append(pages.text(first + 1 + n, kind, shown))
            self._y = self._end_row(part)
        kids = range(first + 1, first + 1 + len(marks))
        scope = b" /A %d 0 R" % self.scopes.row
        pages.element(b"TH", first, marks[0], attributes=scope, number=first + 1)
        for number, found in zip(kids[1:], marks[1:], strict=True):
            pages.element(b"TD", first, found, number=number)
        return pages.element(b"TR", body, kids=kids, number=first)

    def _parts(self, cells: Sequence[Lines], head: Sequence[Lines]) -> Iterator[Sequence[Lines]]:
        """The cells as far as the page has room for them, page after page."""
        while True:
            height, room = _height(cells), self._y - _MARGIN - _FOOT
            full = _TOP - _MARGIN - _FOOT - _height(head)
            if height > room and (height <= full or room < 2 * _LEADING + 2 * _PAD):
                self._repeat_head(head)
                room = self._y - _MARGIN - _FOOT
            if height <= room:
                yield cells
                return
            fits = max(int((room - 2 * _PAD) / _LEADING), 1)
            yield [cell[:fits] for cell in cells]
            cells = [cell[fits:] for cell in cells]
            if not any(cells):
                return

    def _broken(self, column: int, words: str) -> Lines:
        if not words:
            return ()
        key = column, words
        if len(words) <= _CACHED_LENGTH and key in self._seen:
            return self._seen[key]
        lines = self.setter.lines(words, self._widths[column] - 2 * _PAD, _SIZE)
        if len(words) <= _CACHED_LENGTH:
            self._seen[key] = lines
        return lines

    def _cell(self, left: float, lines: Lines) -> bytes:
        return self.setter.block(lines, left, self._y - _PAD - _SIZE, _SIZE, _LEADING)

    def _end_row(self, cells: Sequence[Lines]) -> float:
        """Draw the line below a row; gives where the next begins."""
        bottom = self._y - _height(cells)
        self.pages.under(rectangle(_MARGIN, bottom, _WIDTH - 2 * _MARGIN, 0.4, _RULE_GREY))
        return bottom


def _height(cells: Sequence[Lines]) -> float:
    return max(map(len, cells), default=0) * _LEADING + 2 * _PAD
