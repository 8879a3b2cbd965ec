"""Lays two texts beside each other, word by word: what is equal, what is only in one of them.

Standard library only. Words that stand once in both texts hold the rest in place, so that a report
of fifty pages takes a fraction of a second; only what lies between such words is compared in full.
"""

from __future__ import annotations

import bisect
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_FULL = 400_000
"""Words of one side times words of the other up to which a stretch is compared in full."""
_ANCHORS = (5, 3, 1)
"""How many words in a row hold two texts in place: tried in this order."""


class Part(enum.StrEnum):
    """What a stretch is."""

    EQUAL = "equal"
    CHANGED = "changed"
    LEFT = "left"
    """Only in the left text."""
    RIGHT = "right"
    """Only in the right text."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `left_from` to `left_to` of one text beside those of the other; ends not included."""

    part: Part
    left_from: int
    left_to: int
    right_from: int
    right_to: int


def aligned(left: Sequence[str], right: Sequence[str]) -> tuple[Stretch, ...]:
    """All of both texts as stretches in order."""
    pairs = list(_matches(left, right, 0, len(left), 0, len(right)))
    result: list[Stretch] = []
    one = other = 0
    for start, begin, size in [*_joined(pairs), (len(left), len(right), 0)]:
        if start > one or begin > other:
            result.append(Stretch(_part(start > one, begin > other), one, start, other, begin))
        if size:
            result.append(Stretch(Part.EQUAL, start, start + size, begin, begin + size))
        one, other = start + size, begin + size
    return tuple(result)


def _part(is_left: bool, is_right: bool) -> Part:
    if is_left and is_right:
        return Part.CHANGED
    return Part.LEFT if is_left else Part.RIGHT


def _joined(pairs: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Runs of equal words, those that touch taken together."""
    held: tuple[int, int, int] | None = None
    for start, begin, size in pairs:
        if held is not None and held[0] + held[2] == start and held[1] + held[2] == begin:
            held = (held[0], held[1], held[2] + size)
            continue
        if held is not None:
            yield held
        held = (start, begin, size)
    if held is not None:
        yield held


def _matches(
    left: Sequence[str], right: Sequence[str], lo: int, hi: int, below: int, top: int
) -> Iterator[tuple[int, int, int]]:
    """Runs of equal words between these bounds, in order."""
    head = 0
    while lo + head < hi and below + head < top and left[lo + head] == right[below + head]:
        head += 1
    if head:
        yield lo, below, head
        lo, below = lo + head, below + head
    tail = 0
    while hi - tail > lo and top - tail > below and left[hi - tail - 1] == right[top - tail - 1]:
        tail += 1
    hi, top = hi - tail, top - tail
    if lo < hi and below < top:
        yield from _between(left, right, lo, hi, below, top)
    if tail:
        yield hi, top, tail


def _between(
    left: Sequence[str], right: Sequence[str], lo: int, hi: int, below: int, top: int
) -> Iterator[tuple[int, int, int]]:
    anchors: list[tuple[int, int]] = []
    for size in _ANCHORS:
        anchors = _anchors(left, right, lo, hi, below, top, size)
        if anchors:
            break
    if not anchors:
        yield from _in_full(left, right, lo, hi, below, top)
        return
    for start, begin in anchors:
        if start < lo or begin < below:  # a run before it went past it
            continue
        yield from _inner(left, right, lo, start, below, begin)
        run = 1
        while start + run < hi and begin + run < top and left[start + run] == right[begin + run]:
            run += 1
        yield start, begin, run
        lo, below = start + run, begin + run
    yield from _inner(left, right, lo, hi, below, top)


def _inner(
    left: Sequence[str], right: Sequence[str], lo: int, hi: int, below: int, top: int
) -> Iterator[tuple[int, int, int]]:
    if lo < hi and below < top:
        yield from _matches(left, right, lo, hi, below, top)


def _anchors(
    left: Sequence[str], right: Sequence[str], lo: int, hi: int, below: int, top: int, size: int
) -> list[tuple[int, int]]:
    """Runs of so many words that stand once on either side, as many as keep their order."""
    ours = _once(left, lo, hi, size)
    theirs = _once(right, below, top, size)
    pairs = [(place, theirs[run]) for run, place in ours.items() if run in theirs]
    return _longest_rising(pairs)


def _once(words: Sequence[str], first: int, last: int, size: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for place in range(first, last - size + 1):
        run = tuple(words[place : place + size])
        places[run] = -1 if run in places else place
    return {run: place for run, place in places.items() if place >= 0}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series in which the second numbers rise as the first do (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        pile = bisect.bisect_left(tops, value)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(value)
            ends.append(index)
        else:
            tops[pile], ends[pile] = value, index
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _in_full(
    left: Sequence[str], right: Sequence[str], lo: int, hi: int, below: int, top: int
) -> Iterator[tuple[int, int, int]]:
    if (hi - lo) * (top - below) > _FULL:
        return  # nothing holds these stretches together: one took the place of the other
    matcher = SequenceMatcher(None, left[lo:hi], right[below:top], autojunk=False)
    for start, begin, size in matcher.get_matching_blocks():
        if size:
            yield lo + start, below + begin, size
