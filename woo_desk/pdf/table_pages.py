"""Prints tables as a PDF/A-2b: A4 lying, headings on every page, nothing cut off.

A row that does not fit goes to the next page whole; one that is higher than a page goes on there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from woo_desk.domain.table import Table
from woo_desk.pdf.pdfa import make_pdfa
from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.typeset import FONT_RESOURCE, Typesetter, rectangle
from woo_desk.pdf.write import beside, save
from woo_desk.texts import text

_WIDTH, _HEIGHT = 842, 595
_MARGIN = 34.0
_FOOT = 24.0
"""Height kept free at the foot: the bundle prints its own line below ours."""
_SIZE, _LEADING = 7.2, 9.2
_TITLE_SIZE = 13.0
_PAD = 2.5
_HEAD_GREY, _RULE_GREY = 0.88, 0.75
_CACHED_LENGTH = 40
"""Cells up to this length repeat (judgements, grounds): they are broken into lines once."""

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
    pages: list[bytes] = []
    for number, table in enumerate(tables, 1):
        pages += _Layout(setter, table, title).pages()
        report(number, len(tables))
    with pikepdf.new() as target, beside(output) as temporary:
        font = target.make_indirect(pikepdf.Dictionary())
        for number, content in enumerate(pages, 1):
            line = text("table.foot", page=number, pages=len(pages))
            foot = setter.show(line, _MARGIN, _MARGIN - 6, _SIZE)
            page = target.add_blank_page(page_size=(_WIDTH, _HEIGHT))
            page.obj.Contents = make_stream(target, content + foot)
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary({FONT_RESOURCE: font}))
        setter.font.build(target, font)
        make_pdfa(target, title)
        save(target, temporary)
    return len(pages)


@dataclass(slots=True)
class _Layout:
    setter: Typesetter
    table: Table
    title: str
    _columns: tuple[int, ...] = field(init=False)
    """Indexes of the columns that are printed."""
    _lefts: list[float] = field(init=False)
    _widths: list[float] = field(init=False)
    _seen: dict[tuple[int, str], Lines] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns = self.table.columns
        self._columns = tuple(i for i, column in enumerate(columns) if column.printed)
        total = sum(columns[i].printed for i in self._columns)
        room = _WIDTH - 2 * _MARGIN
        self._widths = [room * columns[i].printed / total for i in self._columns]
        self._lefts = [_MARGIN + sum(self._widths[:n]) for n in range(len(self._widths))]

    def pages(self) -> Iterator[bytes]:
        """The content of each page, without its foot."""
        head = [
            self.setter.lines(self.table.columns[i].heading, width - 2 * _PAD, _SIZE)
            for i, width in zip(self._columns, self._widths, strict=True)
        ]
        top = _HEIGHT - _MARGIN
        parts, y = self._titled(top)
        parts, y = self._headed(parts, y, head)
        for row in self.table.rows:
            cells = [self._broken(n, row[i]) for n, i in enumerate(self._columns)]
            height = max(map(len, cells), default=0) * _LEADING + 2 * _PAD
            full = top - _MARGIN - _FOOT - self._head_height(head)
            while cells:
                room = y - _MARGIN - _FOOT
                if height > room and (height <= full or room < 2 * _LEADING + 2 * _PAD):
                    yield b"".join(parts)
                    parts, y = self._headed([], top, head)
                    room = y - _MARGIN - _FOOT
                fits = max(int((room - 2 * _PAD) / _LEADING), 1)
                y = self._row(parts, y, [cell[:fits] for cell in cells])
                cells = [cell[fits:] for cell in cells]
                height = max(map(len, cells), default=0) * _LEADING + 2 * _PAD
                if not any(cells):
                    break
        yield b"".join(parts)

    def _titled(self, y: float) -> tuple[list[bytes], float]:
        parts = []
        for words in (self.table.name, self.title):
            size = _TITLE_SIZE if words == self.table.name else _SIZE + 2
            for line in self.setter.lines(words, _WIDTH - 2 * _MARGIN, size):
                y -= size * 1.25
                parts.append(self.setter.show(line, _MARGIN, y, size))
        return parts, y - 8

    def _head_height(self, head: Sequence[Lines]) -> float:
        return max(map(len, head), default=1) * _LEADING + 2 * _PAD

    def _headed(
        self, parts: list[bytes], y: float, head: Sequence[Lines]
    ) -> tuple[list[bytes], float]:
        height = self._head_height(head)
        parts.append(rectangle(_MARGIN, y - height, _WIDTH - 2 * _MARGIN, height, _HEAD_GREY))
        return parts, self._row(parts, y, head)

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

    def _row(self, parts: list[bytes], y: float, cells: Sequence[Lines]) -> float:
        """Print one row from y downwards; gives where the next begins."""
        for left, lines in zip(self._lefts, cells, strict=True):
            baseline = y - _PAD - _SIZE
            for line in lines:
                parts.append(self.setter.show(line, left + _PAD, baseline, _SIZE))
                baseline -= _LEADING
        bottom = y - max(map(len, cells), default=0) * _LEADING - 2 * _PAD
        parts.append(rectangle(_MARGIN, bottom, _WIDTH - 2 * _MARGIN, 0.4, _RULE_GREY))
        return bottom
