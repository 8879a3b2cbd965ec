"""Draws tables, with or without ruled lines, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from tests.helpers.voorbeeld.markup import plain
from tests.helpers.voorbeeld.paper import Colour, Paper
from tests.helpers.voorbeeld.truth import Stays

SHADE: Colour = (0.88, 0.91, 0.94)


def table(
    paper: Paper,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    size: float = 8.0,
    numbers: frozenset[int] = frozenset(),
    ruled: bool = True,
    stays: bool = False,
) -> None:
    """A table from `paper.y` on; the first row is its head and is repeated on each page.

    Args:
        paper: to draw on.
        rows: marked cells.
        widths: of the columns, in points.
        size: of the letters.
        numbers: columns that are set against their right side.
        ruled: with lines around the cells.
        stays: all cells that hold a figure must be readable in the publication.
    """
    top = paper.y - size
    for number, row in enumerate(rows):
        height = _height(paper, row, widths, size)
        if top + height > paper.bottom + size:
            paper.new_page()
            top = paper.y - size
            top = _row(paper, rows[0], widths, top, size, numbers, ruled, is_head=True)
        top = _row(paper, row, widths, top, size, numbers, ruled, is_head=not number)
        if stays and number:
            figures = tuple(plain(cell) for cell in row if any(c.isdigit() for c in cell))
            paper.made.stays.append(Stays("cells", paper.page_index, figures))
    paper.y = top + 2.2 * size


def _height(paper: Paper, row: Sequence[str], widths: Sequence[float], size: float) -> float:
    lines = (len(paper.lines_of(c, w - 8, size)) for c, w in zip(row, widths, strict=True))
    return max(max(lines), 1) * size * 1.25 + 6


def _row(
    paper: Paper,
    row: Sequence[str],
    widths: Sequence[float],
    top: float,
    size: float,
    numbers: frozenset[int],
    ruled: bool,
    *,
    is_head: bool,
) -> float:
    foot = top + _height(paper, row, widths, size)
    right = paper.left + sum(widths)
    if is_head:
        paper.fill((paper.left, top, right, foot), SHADE)
    x = paper.left
    for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
        text = f"**{cell}**" if is_head and cell else cell
        if index in numbers:
            paper.at(x + width - 4, top + size * 1.25 + 1, text, size=size, align="right")
        elif text:
            paper.y = top + size * 1.25 + 1
            paper.paragraph(text, x=x + 4, width=width - 8, size=size, leading=size * 1.25, after=0)
        x += width
    if ruled:
        _lines(paper, widths, top, foot)
    else:
        paper.rule(paper.left, foot, right, foot, weight=0.3)
    return foot


def _lines(paper: Paper, widths: Sequence[float], top: float, foot: float) -> None:
    x = paper.left
    right = paper.left + sum(widths)
    paper.rule(x, top, right, top)
    paper.rule(x, foot, right, foot)
    for width in (*widths, 0.0):
        paper.rule(x, top, x, foot)
        x += width
