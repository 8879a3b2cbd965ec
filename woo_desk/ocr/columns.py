"""Puts the lines of a page in two columns one column after the other.

WHY: where a gutter is narrow, Tesseract reads across it, and a name over a line end is split.
A table has gutters too and is read row by row: only lines that are filled with words on both sides
are columns of running text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from statistics import median

from woo_desk.ocr.tesseract import RawWord

Line = list[RawWord]

_GUTTER = 0.8
"""Heights of a line: a gutter is at least so wide; a space between words has a third."""
_FEWEST_LINES = 4
_WORDS = 3
"""On either side of the gutter, in the middle line: a cell of a table has fewer."""
_LETTERS = 20
"""The same, in letters."""
_FILLED = 0.75
"""Share of a column that its middle line fills; cells of a table leave room."""
_PARAGRAPH = 2.6
"""Heights from line to line beyond which a band of columns ends."""


def by_column(lines: Sequence[Line]) -> list[Line]:
    """The same words; lines that run over a gutter are cut in two, left column first."""
    ordered: list[Line] = []
    for gutter, band in _bands(lines):
        if gutter is None:
            ordered += band
        else:
            middle = sum(gutter) / 2
            sides = [[w for w in line if w.x0 < middle] for line in band]
            others = [[w for w in line if w.x0 >= middle] for line in band]
            ordered += [side for side in (*sides, *others) if side]
    return ordered


Gutter = tuple[float, float]


def _bands(lines: Sequence[Line]) -> Iterator[tuple[Gutter | None, list[Line]]]:
    """Successive lines with the gutter that they share, or None for lines without."""
    at = 0
    while at < len(lines):
        gutter, end = _longest_from(lines, at)
        if gutter is None:
            yield None, [lines[at]]
            at += 1
        else:
            yield gutter, list(lines[at:end])
            at = end


def _longest_from(lines: Sequence[Line], at: int) -> tuple[Gutter | None, int]:
    best: tuple[Gutter | None, int] = None, at
    for gap in _gaps(lines[at]):
        gutter, end = gap, at + 1
        while end < len(lines) and _is_next(lines[end - 1], lines[end]):
            narrower = _shared(gutter, lines[end])
            if narrower is None:
                break
            gutter, end = narrower, end + 1
        if end > best[1] and _is_text(lines[at:end], gutter):
            best = gutter, end
    return best


def _gaps(line: Line) -> list[Gutter]:
    least = _GUTTER * _height(line)
    words = sorted(filter(_says_something, line), key=lambda word: word.x0)
    return [(a.x1, b.x0) for a, b in itertools.pairwise(words) if b.x0 - a.x1 >= least]


def _shared(gutter: Gutter, line: Line) -> Gutter | None:
    """What is left of the gutter where this line is beside it; None when the line crosses it."""
    left, right = gutter
    for word in filter(_says_something, line):
        if word.x0 < (left + right) / 2 < word.x1:
            return None
        if word.x1 <= (left + right) / 2:
            left = max(left, word.x1)
        else:
            right = min(right, word.x0)
    return (left, right) if right - left >= _GUTTER * _height(line) else None


def _is_next(above: Line, below: Line) -> bool:
    step = below[0].y0 - above[0].y0
    return 0 <= step <= _PARAGRAPH * max(_height(above), _height(below))


def _is_text(band: Sequence[Line], gutter: Gutter) -> bool:
    """Whether both sides are running text: many words, that fill their column."""
    middle = sum(gutter) / 2
    both = [
        (left, right)
        for line in band
        if (left := [w for w in line if w.x0 < middle])
        and (right := [w for w in line if w.x0 >= middle])
    ]
    if len(both) < _FEWEST_LINES:
        return False
    return all(_is_filled(side) for side in zip(*both, strict=True))


def _is_filled(side: Sequence[Line]) -> bool:
    start = min(word.x0 for line in side for word in line)
    widths = [max(word.x1 for word in line) - start for line in side]
    letters = median(sum(len(word.text) for word in line) for line in side)
    is_cut = median(len(_gaps(line)) for line in side) >= 1
    if is_cut or letters < _LETTERS:
        return False
    return median(map(len, side)) >= _WORDS and median(widths) >= _FILLED * max(widths)


def _says_something(word: RawWord) -> bool:
    """Not a speck in the gutter that was read as a dash."""
    return any(map(str.isalnum, word.text))


def _height(line: Line) -> float:
    return max(word.y1 - word.y0 for word in line)
