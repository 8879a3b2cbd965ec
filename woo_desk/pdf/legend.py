"""The legend of a page: what the letters stand for that are printed in boxes too small for more."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.geometry import Box, Rotation, view_to_page
from woo_desk.pdf.own_font import LabelFont
from woo_desk.texts import text

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LINE = 1.35
"""Height of a line, in font sizes."""
_SIDE = 24.0
"""Points to the left and right edge."""
_FOOT = 24.0
"""Points at the top and foot that stay free: the bundle prints its page numbers there."""
_APART = 10.0
"""Points between entries side by side."""
_STEP = 4.0


def code_for(number: int) -> str:
    """A, B … Z, AA, AB …, counted from 0."""
    first, last = divmod(number, len(_LETTERS))
    return (_LETTERS[first - 1] if first else "") + _LETTERS[last]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend."""

    words: str
    width: float
    """In points."""
    height: float

    @classmethod
    def of(cls, code: str, label: str, font: LabelFont, size: float) -> Entry:
        """The line for one letter."""
        words = f"{code} = {text('redaction.spoken', label=label)}"
        return cls(words, font.width(words) * size, _LINE * size)


def legend_places(
    entries: Sequence[Entry], size: tuple[float, float], rotation: Rotation
) -> Iterator[tuple[Box, ...]]:
    """Places for the entries in page space, the best first: below the text, then above it.

    Args:
        entries: at least one, or there are no places.
        size: of the page before rotation, in points.
        rotation: of the page; the legend is upright as the page is seen.
    """
    if not entries:
        return
    upright = rotation in (Rotation.NONE, Rotation.HALF)
    width, height = size if upright else size[::-1]
    for block in (_stacked(entries), _side_by_side(entries)):
        wide, high = max(box.x1 for box in block), max(box.y1 for box in block)
        if wide > width - 2 * _SIDE or high > height - 2 * _FOOT:
            continue
        lefts = dict.fromkeys((_SIDE, (width - wide) / 2, width - _SIDE - wide))
        for top, left in itertools.product(_tops(height, high), lefts):
            yield tuple(
                view_to_page(
                    Box(box.x0 + left, box.y0 + top, box.x1 + left, box.y1 + top),
                    *size, rotation, 1.0,
                )
                for box in block
            )  # fmt: skip


def _tops(height: float, high: float) -> Iterator[float]:
    lowest = height - _FOOT - high
    count = int((lowest - _FOOT) / _STEP) + 1
    tops = [lowest - _STEP * step for step in range(count)]
    middle = height / 2
    yield from (top for top in tops if top >= middle)
    yield from sorted(top for top in tops if top < middle)


def _stacked(entries: Sequence[Entry]) -> list[Box]:
    tops = itertools.accumulate((entry.height for entry in entries), initial=0.0)
    return [
        Box(0, top, entry.width, top + entry.height)
        for entry, top in zip(entries, tops, strict=False)
    ]


def _side_by_side(entries: Sequence[Entry]) -> list[Box]:
    lefts = itertools.accumulate((entry.width + _APART for entry in entries), initial=0.0)
    return [
        Box(left, 0, left + entry.width, entry.height)
        for entry, left in zip(entries, lefts, strict=False)
    ]
