"""The cells of a page by rows, for forms whose labels and values are read apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from woo_desk.domain.geometry import Box
from woo_desk.domain.text_map import TextMap

Rows = tuple[tuple[str, ...], ...]
"""Rows from top to bottom, cells from left to right, each cell the text of one printed line."""


def rows_of(page: TextMap) -> Rows:
    """Printed lines that stand beside one another, together. For pages that are not rotated."""
    return in_rows(_cells(page))


def in_rows(printed: Iterable[tuple[Box, str]]) -> Rows:
    """The same of printed lines with their boxes, in order of reading."""
    rows: list[tuple[Box, list[tuple[float, str]]]] = []
    for box, cell in sorted(printed, key=lambda one: one[0].centre[1]):
        # WHY the last row only: cells come in order of height.
        if rows and rows[-1][0].y0 <= box.centre[1] <= rows[-1][0].y1:
            rows[-1][1].append((box.x0, cell))
        else:
            rows.append((box, [(box.x0, cell)]))
    return tuple(tuple(cell for _, cell in sorted(cells)) for _, cells in rows)


def _cells(page: TextMap) -> Iterator[tuple[Box, str]]:
    """Printed lines with what stands in them."""
    start = 0
    for said in page.text.split("\n"):
        text = " ".join(said.split())
        outline = _outline(page, start, start + len(said)) if text else None
        if outline is not None:
            yield outline, text
        start += len(said) + 1


def _outline(page: TextMap, start: int, end: int) -> Box | None:
    """The box around a printed line; None when nothing of it is printed.

    WHY numbers until the end: a page has thousands of letters, and a box for each costs more than
    reading the page.
    """
    if page.outlines:
        return page.outlines[page.lines[start]]
    corners = page.corners[4 * start : 4 * end]
    sides = [[value for value in corners[side::4] if value == value] for side in range(4)]
    if not sides[0]:  # only NaN, for what is not printed, differs from itself
        return None
    return Box(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
