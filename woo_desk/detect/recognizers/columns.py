"""Cells below a heading: what a column is of, its head says once and its cells never.

A line of heads is cut at tabs, bars, semicolons or wide gaps; the lines below it that are cut in
the same way have their cells in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_desk.detect.context import PageContext
from woo_desk.detect.labels import Labels

_CUTS = (re.compile(r"[ ]*\|[ ]*"), re.compile(r"\t+"), re.compile(r";"), re.compile(r"[ ]{3,}"))
_MOST_ROWS = 400
_MOST_SKIPPED = 3
"""Lines that are cut otherwise and do not end the table: a cell that runs on."""


def cells_below(page: PageContext, labels: Labels, kind: str) -> Iterator[tuple[int, int]]:
    """Places of the cells below each label of this kind that is the head of a column."""
    for start, end in labels.of(kind):
        first, last = page.line_at(start)
        for cut in _CUTS:
            heads = _cells(page.text, first, last, cut)
            column = next((n for n, (a, b) in enumerate(heads) if a <= start and end <= b), None)
            if len(heads) > 1 and column is not None and heads[column] == (start, end):
                yield from _column(page, last + 1, cut, len(heads), column)
                break


def _column(
    page: PageContext, at: int, cut: re.Pattern[str], width: int, column: int
) -> Iterator[tuple[int, int]]:
    skipped = 0
    for _ in range(_MOST_ROWS):
        if at >= len(page.text) or skipped > _MOST_SKIPPED:
            return
        page.deadline.check()
        first, last = page.line_at(at)
        cells = _cells(page.text, first, last, cut)
        if len(cells) == width:
            skipped = 0
            yield cells[column]
        else:
            skipped += 1
        at = last + 1


def _cells(text: str, first: int, last: int, cut: re.Pattern[str]) -> list[tuple[int, int]]:
    """The cells of a line, without the white space around them."""
    cells, begin = [], first
    for match in cut.finditer(text, first, last):
        cells.append((begin, match.start()))
        begin = match.end()
    cells.append((begin, last))
    return [
        (a + len(part) - len(part.lstrip()), b - len(part) + len(part.rstrip()))
        for a, b in cells
        if (part := text[a:b]) or len(cells) > 1
    ]
