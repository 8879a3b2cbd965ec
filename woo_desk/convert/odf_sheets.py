"""Sheets of OpenDocument workbooks."""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.convert.odf_text import OdfReader
from woo_desk.convert.result import limit, mark
from woo_desk.convert.sheets import MAX_CELLS, Grid, column_letters
from woo_desk.convert.xml import Element, all_text, attribute, children, every, inner_text, local
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.printout import Paragraph

_REPEATED = 1000
"""So often is a filled cell or row repeated at most; more is a way to fill a background."""


def sheets_of(part: Element, content: Element, reader: OdfReader) -> Iterator[Grid]:
    """Every sheet in order; LimitExceeded when there are too many cells."""
    unseen = {
        attribute(style, "name")
        for style in every(content, "style")
        if any(attribute(p, "display") == "false" for p in children(style, "table-properties"))
    }
    for table in children(part, "table"):
        state = "hidden" if attribute(table, "style-name") in unseen else ""
        grid = Grid(attribute(table, "name"), state)
        _Filler(grid, reader).fill(table)
        yield grid


class _Filler:
    """Puts the cells of one table in a grid."""

    def __init__(self, grid: Grid, reader: OdfReader) -> None:
        self._grid, self._reader = grid, reader
        self._column = self._row = self._cells = 0

    def fill(self, table: Element) -> None:
        for element in _parts(table):
            if local(element) == "table-column":
                count = _repeat(element, "number-columns-repeated")
                if attribute(element, "visibility") in ("collapse", "filter"):
                    end = min(self._column + count, 16_384)
                    self._grid.hidden_columns |= set(range(self._column, end))
                self._column += count
            elif local(element) == "table-row":
                self._fill_row(element)
            elif local(element) == "shapes":
                for block in self._reader.blocks(element):
                    if isinstance(block, Paragraph):
                        self._grid.put(self._row, 0, block)

    def _fill_row(self, row: Element) -> None:
        count = _repeat(row, "number-rows-repeated")
        cells = self._cells_of(row)
        for number in range(self._row, self._row + (min(count, _REPEATED) if cells else 0)):
            if attribute(row, "visibility") in ("collapse", "filter"):
                self._grid.hidden_rows.add(number)
            for column, shown in cells.items():
                self._grid.put(number, column, *shown)
                self._cells += 1
            if self._cells > MAX_CELLS:
                raise limit(IntakeProblem.TOO_LARGE)
        self._row += count

    def _cells_of(self, row: Element) -> dict[int, list[Paragraph]]:
        result: dict[int, list[Paragraph]] = {}
        column = 0
        for cell in children(row, "table-cell", "covered-table-cell"):
            count = _repeat(cell, "number-columns-repeated")
            shown = self._shown(cell, column)
            for at in range(column, column + (min(count, _REPEATED) if shown else 0)):
                result[at] = shown
            column += count
        return result

    def _shown(self, cell: Element, column: int) -> list[Paragraph]:
        shown: list[Paragraph] = []
        for element in children(cell):
            if local(element) == "annotation":
                by = "".join(t for e in children(element, "creator") for t in all_text(e))
                words = "\n".join(inner_text(p) for p in every(element, "p"))
                dates = " ".join(e.text or "" for e in children(element, "date"))
                place = f"{column_letters(column)}{self._row + 1}"
                self._grid.comments.append((place, f"{by} {dates}".strip(), words))
                continue
            shown += [b for b in self._reader.blocks_of(element) if isinstance(b, Paragraph)]
        formula = attribute(cell, "formula")
        if '"' in formula:
            shown.append(Paragraph((mark("formula", value=formula),)))
        if not shown and (value := _value(cell)):
            shown.append(Paragraph((mark("value", value=value),)))
        return shown


def _value(cell: Element) -> str:
    """A value that no text in the cell shows."""
    if attribute(cell, "value-type") in ("", "string"):
        return ""
    return attribute(cell, "value") or attribute(cell, "date-value")


def _parts(table: Element) -> Iterator[Element]:
    for element in children(table):
        if local(element) in ("table-column", "table-row", "shapes"):
            yield element
        elif local(element).startswith(("table-row", "table-column", "table-header")):
            yield from _parts(element)


def _repeat(element: Element, name: str) -> int:
    value = attribute(element, name)
    return max(1, int(value)) if value.isdigit() and len(value) < 9 else 1
