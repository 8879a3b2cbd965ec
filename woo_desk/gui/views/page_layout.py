"""Where pages stand under and beside one another. Numbers only: no widgets."""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 16.0
"""Space between two pages, in view pixels."""
MIN_ZOOM, MAX_ZOOM = 0.2, 5.0
WIDEST_FIT = 2.0
"""A page is fitted to the window no larger than this, in view pixels per point."""

Size = tuple[float, float]
"""Width and height."""


class Fit(enum.Enum):
    """What decides how large pages are."""

    WIDTH = "width"
    """As wide as the window."""
    PAGE = "page"
    """So that a whole page is to be seen."""
    NONE = "none"
    """A zoom that was chosen."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of all pages, in view pixels."""

    corners: tuple[tuple[float, float], ...] = ()
    """Top left corner of each page."""
    rows: tuple[float, ...] = ()
    """Top of each row of pages."""
    columns: int = 1
    width: float = 0.0
    """Of the widest row."""
    height: float = GAP

    def row_at(self, y: float) -> range:
        """Numbers of the pages in the row at this height; the nearest above it in a gap."""
        row = max(0, bisect_right(self.rows, y) - 1)
        first = row * self.columns
        return range(first, min(first + self.columns, len(self.corners)))

    def row_of(self, index: int) -> float:
        """Top of the row that a page stands in."""
        return self.rows[index // self.columns]


def lay_out(sizes: Sequence[Size], columns: int) -> Layout:
    """Rows of so many pages, each row in the middle, its pages side by side."""
    rows = [sizes[n : n + columns] for n in range(0, len(sizes), columns)]
    widths = [sum(width for width, _ in row) + GAP * (len(row) - 1) for row in rows]
    widest = max(widths, default=0.0)
    # WHY: the only page of a last row stands on the left, as it would in a book.
    starts = [
        (widest - (width if len(row) == columns else 2 * row[0][0] + GAP)) / 2
        for row, width in zip(rows, widths, strict=True)
    ]
    corners: list[tuple[float, float]] = []
    tops: list[float] = []
    top = GAP
    for row, start in zip(rows, starts, strict=True):
        tops.append(top)
        x = max(0.0, start)
        for width, _ in row:
            corners.append((x, top))
            x += width + GAP
        top += max(height for _, height in row) + GAP
    return Layout(tuple(corners), tuple(tops), columns, widest, top)


def fitting_scale(sizes: Sequence[Size], room: Size, fit: Fit, columns: int) -> float:
    """View pixels per point with which the widest page, or every whole page, fits.

    Args:
        sizes: of the pages in points, as they are turned.
        room: of the view, in view pixels.
        fit: to the width, or to the whole page.
        columns: pages side by side.
    """
    widest = max((width for width, _ in sizes), default=595.0)
    scale = (room[0] - (columns + 1) * GAP) / (widest * columns)
    if fit is Fit.PAGE:
        highest = max((height for _, height in sizes), default=842.0)
        scale = min(scale, (room[1] - 2 * GAP) / highest)
    return max(MIN_ZOOM, min(MAX_ZOOM, scale, WIDEST_FIT))
