"""Puts the lines of a ruled table one cell after the other, where a row of it has several lines.

WHY: Tesseract reads across the cells, and a name that runs over two lines of one cell is split.
Rows of one line, and columns of short entries without rules between them, stay as they were read.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PIL import Image

from woo_desk.ocr.tesseract import RawWord

Line = list[RawWord]

_CROSSED = 128
"""Ink, out of 255: a rule runs along half of the line of print, or of the width of the cell."""
_FILLED = 0.8
"""Share of the places (line times cell) with words, from which each line may be a row."""
_WRAPPED = 0.5
"""Share of line ends without room for the next word, from which cells hold running text."""


class _Piece(NamedTuple):
    """The words of a line between two upright rules, and the edges of their cell in pixels."""

    words: Line
    left: float
    top: float
    right: float
    bottom: float

    def shares(self, other: _Piece) -> bool:
        """Whether both lie in one cell."""
        return self._holds(other) and other._holds(self)

    def _holds(self, other: _Piece) -> bool:
        first, last = other.words[0], other.words[-1]
        x, y = (first.x0 + last.x1) / 2, (first.y0 + first.y1) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def by_cell(lines: Sequence[Line], rules: Image.Image | None) -> list[Line]:
    """The same words; where cells have several lines, cut at the rules and put cell after cell.

    Args:
        lines: as they were read.
        rules: white where the picture that they were read from has a straight rule.
    """
    if rules is None:
        return list(lines)
    cut = [_cut(line, rules) for line in lines]
    ordered: list[Line] = []
    for start, end in _rows(cut):
        cells = _cells(itertools.chain(*cut[start:end]))
        if len(cells) == 1 or end - start == 1 or _is_line_by_line(cells, end - start):
            ordered += lines[start:end]
        else:
            ordered += [piece.words for cell in _in_order(cells) for piece in cell]
    return ordered


def _cut(line: Line, rules: Image.Image) -> list[_Piece]:
    words = sorted(line, key=lambda word: word.x0)
    top, bottom = words[0].y0, words[0].y1
    uprights = _crossed(rules, (0, top, rules.width, bottom), (rules.width, 1))
    groups = itertools.groupby(words, lambda word: _around((word.x0 + word.x1) / 2, uprights))
    pieces = []
    for (left, right), group in groups:
        kept = list(group)
        own = kept[0].x0, top, kept[-1].x1, bottom
        across = own[0] if left is None else left, own[2] if right is None else right
        flats = _crossed(rules, (across[0], 0, across[1], rules.height), (1, rules.height))
        above, below = _around((top + bottom) / 2, flats)
        if above is None or below is None or (left is None and right is None):
            pieces.append(_Piece(kept, *own))
        else:
            pieces.append(_Piece(kept, across[0], above, across[1], below))
    return pieces


def _crossed(
    rules: Image.Image, box: tuple[float, float, float, float], size: tuple[int, int]
) -> list[int]:
    """The columns or rows of pixels in the box that are a rule for the most part."""
    x0, y0, x1, y1 = box
    whole = int(x0), int(y0), max(int(x1), int(x0) + 1), max(int(y1), int(y0) + 1)
    ink = rules.crop(whole).resize(size, Image.Resampling.BOX).tobytes()
    return [at for at, value in enumerate(ink) if value >= _CROSSED]


def _around(place: float, rules: Sequence[int]) -> tuple[int | None, int | None]:
    """The nearest rule before a place and the one after it."""
    before = max((rule for rule in rules if rule <= place), default=None)
    return before, min((rule for rule in rules if rule > place), default=None)


def _rows(cut: Sequence[list[_Piece]]) -> Iterator[tuple[int, int]]:
    """First and last line (exclusive) of lines that have a cell in common."""
    start = 0
    for at in range(1, len(cut) + 1):
        if at == len(cut) or not any(
            one.shares(other) for one in cut[at] for other in itertools.chain(*cut[start:at])
        ):
            yield start, at
            start = at


def _cells(pieces: Iterator[_Piece]) -> list[list[_Piece]]:
    cells: list[list[_Piece]] = []
    for piece in pieces:
        mine = next((cell for cell in cells if cell[0].shares(piece)), None)
        if mine is None:
            cells.append([piece])
        else:
            mine.append(piece)
    return cells


def _is_line_by_line(cells: Sequence[list[_Piece]], lines: int) -> bool:
    """Whether each line is a row: no rules between them, entries shorter than their column."""
    if sum(map(len, cells)) < _FILLED * lines * len(cells):
        return False
    ends = [_is_wrapped(*pair) for cell in cells for pair in itertools.pairwise(cell)]
    return sum(ends) < _WRAPPED * len(ends)


def _is_wrapped(piece: _Piece, following: _Piece) -> bool:
    """Whether the first word of the next line had no room behind this one."""
    first, edge = following.words[0], piece.words[0].x0 - piece.left
    room = piece.right - piece.words[-1].x1 - min(edge, first.y1 - first.y0)
    return room < first.x1 - first.x0 + (first.y1 - first.y0) / 4


def _in_order(cells: Sequence[list[_Piece]]) -> Iterator[list[_Piece]]:
    """From the top down, and those of one height from left to right."""
    row: list[list[_Piece]] = []
    for cell in sorted(cells, key=lambda cell: cell[0].top):
        first = cell[0].words[0]
        if row and cell[0].top - row[0][0].top > (first.y1 - first.y0) / 2:
            yield from sorted(row, key=lambda one: one[0].left)
            row = []
        row.append(cell)
    yield from sorted(row, key=lambda one: one[0].left)
