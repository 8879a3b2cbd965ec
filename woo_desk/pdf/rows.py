"""The printed rows of a page, glyph by glyph, with what each redaction takes out of them.

Rows are what a paragraph is set anew from. Whatever does not run level from left to right is not a
row, but something in the way.
"""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from woo_desk.domain.geometry import Box
from woo_desk.pdf.matrix import Rect
from woo_desk.pdf.page_text import Printed, Word

_LEVEL = 0.01
_BLANK = " \u00ad"
_ODD = re.compile("[^\\S \u00a0]|[\0-\x1f\u00ad]")
"""Spaces that words do not end at, what has no ink, and what is taken for a space."""
_EXACT = 0.02
"""Points by which a place may differ and be the same."""
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


class Row:
    """A printed line, or the part of it that lies in one cell or column.

    WHY not all of its glyphs at once: most rows of a page are only there for their edges.
    """

    def __init__(
        self, x0: float, x1: float, baseline: float, size: float, read: Callable[[], list[Cell]]
    ) -> None:
        """Take in what is known of it.

        Args:
            x0: where its first letter begins.
            x1: where its last letter ends.
            baseline: of most of its glyphs.
            size: of most of its glyphs.
            read: gives its glyphs, from left to right.
        """
        self.x0, self.x1, self.baseline, self.size = x0, x1, baseline, size
        self._read = read

    @functools.cached_property
    def cells(self) -> list[Cell]:
        """Its glyphs, with spaces, from left to right."""
        return self._read()

    @functools.cached_property
    def ink(self) -> list[Cell]:
        """What can be seen of it."""
        return [cell for cell in self.cells if not cell.is_space]

    @functools.cached_property
    def is_tangled(self) -> bool:
        """Whether glyphs lie over one another."""
        return any(
            after.x0 < before.x1 and _is_tangled(before, after)
            for before, after in itertools.pairwise(self.ink)
        )

    def holds(self, is_hidden: Callable[[int], bool]) -> bool:
        """Whether it has a glyph of a mark for which that holds."""
        return self.is_marked and any(
            cell.mark >= 0 and is_hidden(cell.mark) for cell in self.cells
        )

    is_marked = True
    """Whether a mark may lie on it."""
    first: Word | None = None
    """Its first word, where that tells how it begins: all glyphs of one size, on one height."""

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
    lines: list[_Line] = []
    for index, line in enumerate(printed.lines):
        if abs(line["dir"][1]) > _LEVEL or line["dir"][0] < 0 or line["wmode"]:
            result.others.append(line["bbox"])
            continue
        found = _Line(printed, index, marks)
        if found.has_ink:
            lines.append(found)
    for group in _by_baseline(lines):
        result.rows += _rows_of(group)
    result.rows.sort(key=lambda row: (row.baseline, row.x0))
    return result


class _Line:
    """A stretch of text as it was drawn."""

    def __init__(self, printed: Printed, index: int, marks: Sequence[tuple[Box, ...]]) -> None:
        self._printed, self._index = printed, index
        line = printed.lines[index]
        self.block: int = line["block"]
        self._near = _near(line["bbox"], marks)
        spans = line["spans"]
        self.size = float(spans[0]["size"]) or 1.0 if spans else 1.0
        self.is_plain = not self._near and _is_plain(spans)
        if self.is_plain:
            self.has_ink = any(span["text"].strip() for span in spans)
            self.height: float = spans[0]["origin"][1]
            return
        heights = Counter([cell.y for cell in self.cells if not cell.char.isspace()])
        self.has_ink = bool(heights)
        self.height = heights.most_common(1)[0][0] if heights else 0.0

    @functools.cached_property
    def cells(self) -> list[Cell]:
        """Its glyphs."""
        return _cells(self._printed.glyphs(self._index), self._near, self.block)

    def is_like(self, other: _Line) -> bool:
        """Whether it is as large and as high as another."""
        return self.size == other.size and abs(self.height - other.height) < _EXACT / 4

    @property
    def words(self) -> list[Word]:
        """Its words."""
        return self._printed.words.get(self._index, [])


def _near(extent: Rect, marks: Sequence[tuple[Box, ...]]) -> list[tuple[int, Box]]:
    x0, y0, x1, y1 = extent
    return [
        (index, box)
        for index, boxes in enumerate(marks)
        for box in boxes
        if box.x0 < x1 and x0 < box.x1 and box.y0 < y1 and y0 < box.y1
    ]


def _is_plain(spans: Sequence[Any]) -> bool:
    """Whether its words tell all that is to know of it: one size, one height, ordinary spaces."""
    if not spans:
        return False
    size, height = spans[0]["size"], spans[0]["origin"][1]
    if size <= 0:
        return False
    for span in spans:
        if span["size"] != size or span["origin"][1] != height:
            return False
        if not _is_one_high(span) or _ODD.search(span["text"]) is not None:
            return False
    return True


def _is_one_high(span: Any) -> bool:
    """Whether all its glyphs stand on one height: its box is then as high as its font."""
    size, (_, y) = span["size"], span["origin"]
    _, top, _, bottom = span["bbox"]
    return bool(
        abs(y - span["ascender"] * size - top) < _EXACT
        and abs(y - span["descender"] * size - bottom) < _EXACT
    )


def _cells(line: Any, near: Sequence[tuple[int, Box]], block: int) -> list[Cell]:
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


def _by_baseline(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Glyphs of one height together; what is raised in a line stays with it."""
    lines.sort(key=lambda line: line.height)
    row: list[_Line] = []
    before = 0.0
    for line in lines:
        if row and line.height - before > _SAME_BASELINE:
            yield row
            row = []
        row.append(line)
        before = line.height
    if row:
        yield row


def _rows_of(group: Sequence[_Line]) -> Iterator[Row]:
    """The rows that stretches of text on one height make up."""
    first = group[0]
    if all(line.is_plain and line.is_like(first) for line in group):
        yield from _rough_rows(group)
        return
    yield from _split([cell for line in group for cell in line.cells])


def _rough_rows(group: Sequence[_Line]) -> Iterator[Row]:
    """The same, told by words alone."""
    words = [(*word, line) for line in group for word in line.words]
    words.sort(key=_left)

    def cells(before: float, after: float) -> list[Cell]:
        found = [cell for line in group for cell in line.cells if before <= cell.x0 < after]
        return sorted(found, key=_left)

    size, baseline = round(group[0].size, 2), _most([line.height for *_, line in words])
    begins = [0, *_begins(words), len(words)]
    parts = [words[start:end] for start, end in itertools.pairwise(begins)]
    edges = [float("-inf"), *(part[0][0] - _EXACT for part in parts[1:]), float("inf")]
    for part, (before, after) in zip(parts, itertools.pairwise(edges), strict=True):
        read = functools.partial(cells, before, after)
        row = Row(part[0][0], max(x1 for _, x1, *_ in part), baseline, size, read)
        row.is_marked = False
        row.first = part[0][:3]
        yield row


def _begins(words: Sequence[tuple[float, float, str, _Line]]) -> Iterator[int]:
    """Where, after the first, a cell or column begins in the words of one height."""
    for place, (last, word) in enumerate(itertools.pairwise(words), 1):
        gap, size = word[0] - last[1], word[3].size
        if gap > _COLUMN_GAP * size and _is_apart(gap / size, last[3].block, word[3].block):
            yield place


def _split(cells: list[Cell]) -> Iterator[Row]:
    """A row cut where cells of a table or columns of text begin."""
    for part in _parts(sorted(cells, key=_left)):
        yield from _row(part)


def _parts(cells: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    start = 0
    last: Cell | None = None
    for place, cell in enumerate(cells):
        if cell.is_space:
            continue
        if last is not None:
            # WHY first alone: hardly any letter stands that far from the one before.
            gap = cell.x0 - last.x1
            size = max(cell.size, last.size)
            if gap > _COLUMN_GAP * cell.size and _is_apart(gap / size, last.block, cell.block):
                yield cells[start:place]
                start = place
        last = cell
    yield cells[start:]


_left = operator.itemgetter(0)


def _is_apart(gap: float, block: int, after: int) -> bool:
    """Whether a gap, in font sizes, lies between two cells; `block`: that of what is before it."""
    return gap > _CELL_GAP or (gap > _COLUMN_GAP and after != block)


def _row(cells: Sequence[Cell]) -> Iterator[Row]:
    ink = [cell for cell in cells if not cell.is_space]
    if not ink:
        return
    size = _most([cell.size for cell in ink])
    baseline = _most([cell.y for cell in ink if cell.size >= 0.9 * size])
    yield Row(ink[0].x0, max(cell.x1 for cell in ink), baseline, size, lambda: list(cells))


def _is_tangled(before: Cell, after: Cell) -> bool:
    return after.x0 < before.x1 - _TANGLED * max(before.x1 - before.x0, 0.1)


def _most(values: list[float]) -> float:
    """The value that most have, in hundredths; of many sorts, the first."""
    if values.count(values[0]) == len(values):
        return round(values[0], 2)
    counts: Counter[float] = Counter()
    for value, count in Counter(values).items():
        counts[round(value, 2)] += count
    return counts.most_common(1)[0][0]
