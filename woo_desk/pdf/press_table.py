"""Sets tables: widths of columns, rows over pages, bands of columns for wide sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from woo_desk.domain.printout import Paragraph, Run, Table
from woo_desk.pdf.press_lines import Line, Setter
from woo_desk.pdf.press_page import MARGIN, Sheets

SIZE = 8.0
_LEADING = 10.2
_PAD = 3.0
_SAMPLE = 300
"""Rows that the widths of columns are taken from."""
_LONGEST_WORD = 110.0
"""Points that a column is at least given for a long word; a longer word is broken."""
_WIDEST = 320.0
"""Points that a column is at most given before its text is wrapped."""

Row = Sequence[Sequence[Paragraph]]
Cells = list[list[Line]]


class TableSetter:
    """Draws tables on sheets."""

    def __init__(self, sheets: Sheets, setter: Setter) -> None:
        self._sheets, self._setter = sheets, setter

    def draw(self, table: Table) -> None:
        """Draw a table from the left margin on."""
        count = max(map(len, table.rows), default=0)
        if not count:
            return
        extremes = [self._extremes(table, column) for column in range(count)]
        for columns in self._bands(table, extremes):
            widths = self._widths([extremes[column] for column in columns])
            self._draw_band(table, columns, widths)

    def _extremes(self, table: Table, column: int) -> tuple[float, float]:
        least, most = 12.0, 12.0
        for row in islice(table.rows, _SAMPLE):
            for paragraph in row[column] if column < len(row) else ():
                word, line = self._setter.extremes(paragraph.runs, SIZE)
                least, most = max(least, min(word, _LONGEST_WORD)), max(most, line)
        return least + 2 * _PAD, min(max(most, least), _WIDEST) + 2 * _PAD

    def _bands(
        self, table: Table, extremes: Sequence[tuple[float, float]]
    ) -> Iterator[Sequence[int]]:
        """Columns that stand beside one another; the first one before each band."""
        count, room = len(extremes), self._sheets.width
        if not table.splits_wide or sum(least for least, _ in extremes) <= room:
            yield range(count)
            return
        band, used = [0], extremes[0][0]
        for column in range(1, count):
            wanted = min(extremes[column][1], max(extremes[column][0], room / 4))
            if used + wanted > room and len(band) > 1:
                yield band
                band, used = [0], extremes[0][0]
            band.append(column)
            used += wanted
        yield band

    def _widths(self, extremes: Sequence[tuple[float, float]]) -> list[float]:
        room = self._sheets.width
        least, most = [e[0] for e in extremes], [e[1] for e in extremes]
        if sum(most) <= room:
            return most
        if sum(least) >= room:
            return [room * one / sum(least) for one in least]
        spare, wish = room - sum(least), sum(most) - sum(least)
        return [a + (b - a) * spare / wish for a, b in zip(least, most, strict=True)]

    def _draw_band(self, table: Table, columns: Sequence[int], widths: list[float]) -> None:
        head = [self._cells(row, columns, widths) for row in table.rows[: table.header_rows]]
        head_height = sum(_height(cells) for cells in head)
        if not self._sheets.is_at_top and self._sheets.room < head_height + 3 * _LEADING:
            self._sheets.new_page()
        for number, row in enumerate(table.rows):
            cells = self._cells(row, columns, widths)
            is_head = number < table.header_rows
            fits = _height(cells) <= self._sheets.room
            # WHY not always at the top of a page: a row longer than a page is cut where it stands.
            if not fits and _height(cells) <= self._sheets.bottom - MARGIN - head_height:
                self._sheets.new_page()
                if not is_head:
                    self._repeat(head, widths)
            self._draw_row(cells, widths, bold=is_head)
        self._sheets.y += _LEADING / 2

    def _repeat(self, head: Sequence[Cells], widths: list[float]) -> None:
        for cells in head:
            if _height(cells) <= self._sheets.room / 2:
                self._draw_row(cells, widths, bold=True)

    def _cells(self, row: Row, columns: Sequence[int], widths: list[float]) -> Cells:
        result: Cells = []
        for column, width in zip(columns, widths, strict=True):
            cell = row[column] if column < len(row) else ()
            lines = chain.from_iterable(
                self._setter.lines(_bold_safe(one), width - 2 * _PAD, SIZE) for one in cell
            )
            result.append(list(lines))
        return result

    def _draw_row(self, cells: Cells, widths: list[float], *, bold: bool) -> None:
        """Draw a row, over as many pages as it takes."""
        start, total = 0, max([1, *map(len, cells)])
        while start < total:
            self._sheets.need(_LEADING + 2 * _PAD)
            room = int((self._sheets.room - 2 * _PAD) / _LEADING)
            part = max(1, min(room, total - start))
            height = part * _LEADING + 2 * _PAD
            x, y = MARGIN, self._sheets.y
            for lines, width in zip(cells, widths, strict=True):
                self._sheets.draw_box(x, y, width, height)
                for offset, line in enumerate(lines[start : start + part]):
                    top = y + _PAD + offset * _LEADING
                    self._sheets.draw_line(line, x + _PAD, top, SIZE, bold=False)
                x += width
            if bold:  # a heavier line under the heading of a table
                self._sheets.draw_rule(MARGIN, y + height, sum(widths))
            self._sheets.y += height
            start += part


def _bold_safe(paragraph: Paragraph) -> tuple[Run, ...]:
    return paragraph.runs


def _height(cells: Cells) -> float:
    return max([1, *map(len, cells)]) * _LEADING + 2 * _PAD
