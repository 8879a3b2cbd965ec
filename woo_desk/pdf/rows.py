"""The printed rows of a page, glyph by glyph, with what each redaction takes out of them.

Rows are what a paragraph is set anew from. Whatever does not run level from left to right is not a
row, but something in the way.
"""

from __future__ import annotations

import itertools
import operator
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from woo_desk.domain.geometry import Box
from woo_desk.pdf.matrix import Rect
from woo_desk.pdf.page_text import Printed

_LEVEL = 0.01
_BLANK = " \u00ad"
_SAME_BASELINE = 0.35
"""Points by which the baselines of glyphs of one row may differ."""
_CELL_GAP = 1.6
"""Gap between two cells of a table, in font sizes; words of a justified row lie closer."""
_COLUMN_GAP = 0.7
"""The same where what follows was drawn elsewhere in the page's text: two columns."""
_TANGLED = 0.45
"""Share of its width by which a glyph may reach back over the one before it."""


class Cell(NamedTuple):
    """One glyph in its row; page space."""

    x0: float
    """Its origin."""
    x1: float
    """Where the next glyph would come."""
    y: float
    """Height of its origin, y downwards."""
    size: float
    char: str
    mark: int
    """Index of the mark that takes it; -1 when it stays."""
    block: int = 0
    """Which run of text it was drawn in."""
    is_space: bool = False
    """Whether it has no ink."""

    @property
    def width(self) -> float:
        """Its advance in whole thousandths of the font size, times the size.

        WHY rounded: a coordinate read from a file is a rounded number, and what was rounded tells
        where on the line the glyph stood. Widths of fonts are whole thousandths.
        """
        return round(1000 * (self.x1 - self.x0) / self.size) * self.size / 1000


@dataclass(slots=True)
class Row:
    """A printed line, or the part of it that lies in one cell or column."""

    cells: list[Cell]
    baseline: float
    size: float
    """Of most of its glyphs."""
    is_tangled: bool = False
    """Whether glyphs lie over one another."""

    ink: list[Cell] = field(init=False)
    """What can be seen of it."""
    x0: float = field(init=False)
    """Where its first letter begins."""
    x1: float = field(init=False)
    """Where its last letter ends."""

    def __post_init__(self) -> None:
        self.ink = [cell for cell in self.cells if not cell.is_space]
        self.x0 = self.ink[0].x0
        self.x1 = max([cell.x1 for cell in self.ink])

    @property
    def top(self) -> float:
        """As far up as letters without accents reach."""
        return self.baseline - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """As far down as letters reach."""
        return self.baseline + 0.22 * self.size


@dataclass(slots=True)
class Rows:
    """All rows of a page, from top to bottom, and what else lies there."""

    rows: list[Row] = field(default_factory=list)
    others: list[Rect] = field(default_factory=list)
    """Where text stands that does not run level."""


def read_rows(printed: Printed, marks: Sequence[tuple[Box, ...]]) -> Rows:
    """The rows of a page.

    Args:
        printed: text of the page; nothing has been taken out of it yet.
        marks: boxes of each mark on the page, in page space.
    """
    result = Rows()
    lines: list[tuple[float, list[Cell]]] = []
    for number, block in enumerate(printed.blocks):
        for line in block.get("lines", ()):
            if abs(line["dir"][1]) > _LEVEL or line["dir"][0] < 0 or line["wmode"]:
                result.others.append(line["bbox"])
                continue
            cells = _cells(line, marks, number)
            heights = Counter([cell.y for cell in cells if not cell.char.isspace()])
            if heights:
                lines.append((heights.most_common(1)[0][0], cells))
    for group in _by_baseline(lines):
        result.rows += _split(group)
    result.rows.sort(key=lambda row: (row.baseline, row.x0))
    return result


def _cells(line: Any, marks: Sequence[tuple[Box, ...]], block: int) -> list[Cell]:
    x0, y0, x1, y1 = line["bbox"]
    near = [
        (index, box)
        for index, boxes in enumerate(marks)
        for box in boxes
        if box.x0 < x1 and x0 < box.x1 and box.y0 < y1 and y0 < box.y1
    ]
    cells: list[Cell] = []
    for span in line["spans"]:
        size = float(span["size"]) or 1.0
        for char in span["chars"]:
            if char["synthetic"]:
                continue
            left, top, right, bottom = char["bbox"]
            mark = _mark_at((left + right) / 2, (top + bottom) / 2, near) if near else -1
            said = char["c"]
            is_space = said in _BLANK or said.isspace()
            cells.append(Cell(left, right, char["origin"][1], size, said, mark, block, is_space))
    return cells


def _mark_at(x: float, y: float, near: Sequence[tuple[int, Box]]) -> int:
    for index, box in near:
        if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
            return index
    return -1


def _by_baseline(lines: list[tuple[float, list[Cell]]]) -> Iterator[list[Cell]]:
    """Glyphs of one height together; what is raised in a line stays with it."""
    lines.sort(key=lambda line: line[0])
    row: list[Cell] = []
    before = 0.0
    for height, cells in lines:
        if row and height - before > _SAME_BASELINE:
            yield row
            row = []
        row += cells
        before = height
    if row:
        yield row


def _split(cells: list[Cell]) -> Iterator[Row]:
    """A row cut where cells of a table or columns of text begin."""
    cells.sort(key=_left)
    start = 0
    last: Cell | None = None
    for place, cell in enumerate(cells):
        if cell.is_space:
            continue
        if last is not None:
            # WHY first alone: hardly any letter stands that far from the one before.
            gap = cell.x0 - last.x1
            if gap > _COLUMN_GAP * cell.size and _is_apart(last, cell):
                yield from _row(cells[start:place])
                start = place
        last = cell
    yield from _row(cells[start:])


_left = operator.itemgetter(0)


def _is_apart(last: Cell, cell: Cell) -> bool:
    gap = (cell.x0 - last.x1) / max(cell.size, last.size)
    return gap > _CELL_GAP or (gap > _COLUMN_GAP and cell.block != last.block)


def _row(cells: list[Cell]) -> Iterator[Row]:
    ink = [cell for cell in cells if not cell.is_space]
    if not ink:
        return
    size = _most([cell.size for cell in ink])
    baseline = _most([cell.y for cell in ink if cell.size >= 0.9 * size])
    tangled = any(
        after.x0 < before.x1 and _is_tangled(before, after)
        for before, after in itertools.pairwise(ink)
    )
    yield Row(cells, baseline, size, tangled)


def _is_tangled(before: Cell, after: Cell) -> bool:
    return after.x0 < before.x1 - _TANGLED * max(before.x1 - before.x0, 0.1)


def _most(values: list[float]) -> float:
    """The value that most have, in hundredths; of many sorts, the first."""
    counts: Counter[float] = Counter()
    for value, count in Counter(values).items():
        counts[round(value, 2)] += count
    return counts.most_common(1)[0][0]
