"""Which rows of a page are set anew together, and between which edges.

A row is broken where the next word did not fit any more. So not only the gap of a name tells how
wide the name was, but also every line break after it. That is why a paragraph is set anew from the
row of the last word before the name to its end, and why its right edge is taken from rows that no
name had a hand in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from woo_desk.pdf.rows import Cell, Row, Rows

_SAME_EDGE = 0.75
"""Points by which edges of rows may differ and still be one edge."""
_FLUSH = 0.6
_INDENT = 3.5
"""Font sizes by which the first row may begin elsewhere than the others."""
_LEADING = (0.9, 2.1)
"""Distance of rows of one paragraph, in font sizes."""
_RUNNING = 18.0
"""Width of a column of running text, in font sizes; narrower ones are lists and cells."""
_LABEL = 12.0
"""Width in font sizes up to which what stands before a row is a label for it."""
_ENOUGH = 3
"""Rows from which the right edge of a column can be told."""
_WORD = 0.15
"""Gap between words that are told apart by place alone, in font sizes."""

_ITEM = re.compile(r"[-\u2022\u25aa\u25cf\u2013\u00b7\uf0b7o*]|\(?(?:\d{1,2}|[a-z])[.)]")
"""First word of an item of a list."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Rows to set anew, and where."""

    rows: tuple[Row, ...]
    left: float
    """Where all rows but the first begin."""
    right: float
    """Where rows end at the latest."""
    anchor: float
    """What stays in its place when the paragraph is one row: 0 its begin, 0.5 its middle, 1 its
    end."""
    place: float
    """Where that is."""
    is_cut: bool
    """Whether the text may go on where we cannot follow: its breaks still tell something."""


class Layout:
    """What is known of the rows of one page."""

    def __init__(self, rows: Rows, size: tuple[float, float], hidden: Callable[[int], bool]):
        """Look at a page.

        Args:
            rows: of the page.
            size: of the page, in points.
            hidden: whether a mark (by index) wants its width hidden.
        """
        self.rows = rows.rows
        self._size = size
        self._hidden = hidden

    def holds(self, row: Row) -> bool:
        """Whether a gap that must not tell its width is in a row."""
        return row.holds(self._hidden)

    def paragraph(self, row: Row) -> Paragraph | None:
        """What has to be set anew when `row` holds a gap; None when that cannot be told."""
        column = self._column(row)
        rows = [row]
        if column is not None:
            rows = self._above(row, column) + self._below(row, column)
        after = rows[-1]
        is_cut = column is None and self._next(after) is not None and self._may_run_on(after)
        if len(rows) == 1:
            return self._single(row, is_cut=is_cut)
        left = rows[1].x0
        right = self._right(rows, left)
        if right is None:
            return None
        is_cut = is_cut or self._ends_the_page(after, right)
        return Paragraph(tuple(rows), left, right, 0.0, rows[0].x0, is_cut)

    # --- rows of one paragraph ------------------------------------------------------------------

    def _column(self, row: Row) -> float | None:
        """Right edge of the running text that a row may be part of, as far as rows tell."""
        near = [other for other in self.rows if _shares_column(row, other)]
        right = max(other.x1 for other in near)
        left = min(other.x0 for other in near)
        return right if right - left >= _RUNNING * row.size else None

    def _below(self, row: Row, right: float) -> list[Row]:
        rows = [row]
        while True:
            following = self._next(rows[-1])
            if following is None or not _continues(rows, following, right):
                return rows
            if self._has_label(rows[-1]) and self._has_label(following):
                return rows
            rows.append(following)

    def _above(self, row: Row, right: float) -> list[Row]:
        """Rows before, as long as the row begins with a gap: the last word before it counts."""
        rows: list[Row] = []
        first = row
        while first.ink[0].mark >= 0 and self._hidden(first.ink[0].mark):
            before = self._previous(first)
            if before is None or not _continues([before], first, right):
                break
            if self._has_label(before) and self._has_label(first):
                break
            rows.insert(0, before)
            first = before
        return rows

    def _next(self, row: Row) -> Row | None:
        low, high = (share * row.size for share in _LEADING)
        below = [
            other
            for other in self.rows
            if low <= other.baseline - row.baseline <= high and _overlaps(row, other)
        ]
        return below[0] if below else None

    def _previous(self, row: Row) -> Row | None:
        above = [
            other
            for other in self.rows
            if 0 < row.baseline - other.baseline <= _LEADING[1] * other.size
            and self._next(other) is row
        ]
        return above[-1] if above else None

    def _may_run_on(self, row: Row) -> bool:
        """Whether a row of a narrow column may have been broken because it was full.

        Rows of a table have neighbours on their height, the second row of a cell has none.
        """
        following = self._next(row)
        if following is None or abs(following.x0 - row.x0) > _SAME_EDGE:
            return False
        if self._has_neighbour(following):
            return False
        near = [other.x1 for other in self.rows if abs(other.x0 - row.x0) <= _SAME_EDGE]
        if row.x1 + 0.2 * row.size + first_word(following) <= max(near):
            return False
        first = following.ink[0]
        return self._has_neighbour(row) or (first.mark < 0 and first.char.islower())

    def _has_label(self, row: Row) -> bool:
        """Whether something short stands before it on its height: "Van", "Aan"."""
        return any(
            abs(other.baseline - row.baseline) < 1.0
            and other.x1 < row.x0
            and other.x1 - other.x0 < _LABEL * row.size
            for other in self.rows
        )

    def _has_neighbour(self, row: Row) -> bool:
        return any(
            other is not row and abs(other.baseline - row.baseline) < 1.0 for other in self.rows
        )

    def _ends_the_page(self, row: Row, right: float) -> bool:
        """Whether it is the last row on its page, and full: the text goes on overleaf."""
        lowest = max(
            (other.baseline for other in self.rows if _overlaps(row, other)), default=row.baseline
        )
        is_last = row.baseline >= lowest - 3.5 * row.size and row.baseline > 0.8 * self._size[1]
        return is_last and row.x1 > right - 8 * row.size and row.ink[-1].char not in ".:!?"

    # --- edges ----------------------------------------------------------------------------------

    def _right(self, rows: Sequence[Row], left: float) -> float | None:
        """The right edge of the column, from rows that no gap had a hand in."""
        column = [
            other for other in self.rows if abs(other.x0 - left) <= _SAME_EDGE or other in rows
        ]
        free = [other for other in column if other not in rows and not self.holds(other)]
        ends = [row.x1 for row in (*free, *rows[:-1])]
        edge = max(ends)
        full = [end for end in ends if end > edge - 4 * rows[0].size]
        flush = sum(end > edge - _FLUSH for end in full)
        if flush >= 2 and flush >= 0.6 * len(full):
            return round(edge, 1)
        width = self._size[0]
        widest = max((row.x1 for row in free), default=0.0)
        if len(free) >= _ENOUGH:
            return round(widest, 1)
        mirrored = width - left if left < 0.3 * width else 0.0
        return round(max(widest, min(mirrored, width - 36.0)), 1) or None

    def _single(self, row: Row, *, is_cut: bool) -> Paragraph | None:
        """A row by itself: it keeps the edge, or the middle, that it shares with others."""
        others = [other for other in self.rows if other is not row]
        right = self._size[0] - 24.0
        found = self._anchor(row, others)
        if found is None:
            return None
        anchor, place = found
        return Paragraph((row,), row.x0, right, anchor, place, is_cut)

    def _anchor(self, row: Row, others: Sequence[Row]) -> tuple[float, float] | None:
        for other in others:
            if abs(other.x0 - row.x0) <= 0.3:
                return 0.0, other.x0
        middle, centre = (row.x0 + row.x1) / 2, self._size[0] / 2
        if abs(middle - centre) <= 1.0:
            return 0.5, centre
        for other in others:
            if abs(other.x1 - row.x1) <= 0.3:
                return 1.0, other.x1
            if abs((other.x0 + other.x1) / 2 - middle) <= 0.3:
                return 0.5, (other.x0 + other.x1) / 2
        # WHY: with nothing to hold it against, a row that begins with words that stay and is not
        # in the middle of the page begins where its writer began it.
        if row.ink[0].mark < 0 and row.x0 < 0.4 * self._size[0]:
            return 0.0, row.x0
        return None


def _overlaps(row: Row, other: Row) -> bool:
    return other is not row and row.x0 < other.x1 and other.x0 < row.x1


def _shares_column(row: Row, other: Row) -> bool:
    return abs(other.size - row.size) < 0.05 * row.size and (
        abs(other.x0 - row.x0) <= _INDENT * row.size
    )


def _continues(rows: Sequence[Row], following: Row, right: float) -> bool:
    """Whether a row goes on with the text of those before, broken because the line was full."""
    last = rows[-1]
    if abs(following.size - last.size) > 0.05 * last.size or _begins_anew(following):
        return False
    if len(rows) > 1:
        leading = rows[1].baseline - rows[0].baseline
        if abs(following.baseline - last.baseline - leading) > 0.12 * leading:
            return False
        if abs(following.x0 - rows[1].x0) > _SAME_EDGE:
            return False
    elif abs(following.x0 - last.x0) > _INDENT * last.size:
        return False
    return last.x1 + 0.2 * last.size + first_word(following) > right - 0.5


def _begins_anew(row: Row) -> bool:
    """Whether a row begins with the sign of a footnote, a bullet or a number of a list."""
    if row.first is not None:
        return _ITEM.fullmatch(row.first[2]) is not None
    first = row.ink[0]
    if first.mark >= 0:
        return False
    if first.size < 0.85 * row.size or row.baseline - first.y > 0.15 * row.size:
        return True
    word = "".join(cell.char for cell in row.cells if cell.mark < 0).split(maxsplit=1)[0]
    return _ITEM.fullmatch(word) is not None


def first_word(row: Row) -> float:
    """Width of what stands before the first space of a row."""
    if row.first is not None:
        return row.first[1] - row.first[0]
    start: float | None = None
    end = row.x0
    for cell in row.cells:
        if cell.is_space or (start is not None and is_word_gap(end, cell)):
            if start is not None:
                break
            continue
        start = cell.x0 if start is None else start
        end = cell.x1
    return end - (start if start is not None else end)


def is_word_gap(end: float, cell: Cell) -> bool:
    """Whether so much room lies before a glyph that it begins a word."""
    return cell.x0 - end > _WORD * cell.size
