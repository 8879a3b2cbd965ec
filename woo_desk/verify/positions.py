"""The text of a page as it lies on the paper, whatever the order in which the file draws it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from woo_desk.verify.readers import SPACES, Characters, changes

_LINE_END = re.compile(r"[\r\n]+")
_UNSEEN = "".join(SPACES)


class ByPosition:
    """The characters of a page line by line from left to right, whatever their order in the file.

    Attributes:
        differs: whether that is another order than that of the file.
    """

    def __init__(self, characters: Characters) -> None:
        self._characters = characters
        runs = list(_runs(characters))
        self._lines = _lines([run.height for run in runs])
        keys = [(self._lines[run.height], run.left) for run in runs]
        mixed = _mixed_lines(runs, self._lines)
        self.differs = bool(mixed) or keys != sorted(keys)
        # WHY in two steps: a label stands in the gap that its box left in a line; cut at the gaps,
        # such a line is in order. Only what is still mixed then is taken apart by character.
        for cut in (_Run.at_gaps, _Run.apart):
            if mixed:
                runs = [
                    part
                    for run in runs
                    for part in (
                        cut(run, characters) if self._lines[run.height] in mixed else [run]
                    )
                ]
                mixed = _mixed_lines(runs, self._lines)
        self._runs = sorted(runs, key=lambda run: (self._lines[run.height], run.left))

    @property
    def glued(self) -> str:
        """The text without what tells words apart: enough to see that a term is not there."""
        text = self._characters.text
        return "".join([text[run.start : run.end] for run in self._runs])

    @property
    def text(self) -> str:
        """The text with a space where there is a gap, and a line end where the line changes."""
        parts: list[str] = []
        before: _Run | None = None
        for run in self._runs:
            if before is not None:
                if self._lines[run.height] != self._lines[before.height]:
                    parts.append("\n")
                elif run.left - before.right > 0.15 * run.size:
                    parts.append(" ")
            parts.append(self._characters.text[run.start : run.end])
            before = run
        return "".join(parts)


class _Run(NamedTuple):
    """Characters that follow one another in the file and on the page, at one height."""

    start: int
    end: int
    left: float
    right: float
    height: float
    """Of the baseline's side, counted downwards."""
    size: float

    def at_gaps(self, characters: Characters) -> Iterator[_Run]:
        """Cut where nothing is for as long as the characters are high."""
        lefts, rights, text = characters.lefts, characters.rights, characters.text
        visible = [place for place in range(self.start, self.end) if text[place] not in SPACES]
        start = self.start
        for before, after in pairwise(visible):
            if lefts[after] - rights[before] > self.size:
                yield self._part(start, before + 1, characters)
                start = after
        yield self._part(start, self.end, characters)

    def _part(self, start: int, end: int, characters: Characters) -> _Run:
        left, right = characters.lefts[start], characters.rights[end - 1]
        return _Run(start, end, left, right, self.height, self.size)

    def apart(self, characters: Characters) -> Iterator[_Run]:
        """Each visible character as a run of its own."""
        for index in range(self.start, self.end):
            if characters.text[index] in SPACES:
                continue
            left, right = characters.lefts[index], characters.rights[index]
            yield _Run(index, index + 1, left, right, self.height, self.size)


def _runs(characters: Characters) -> Iterator[_Run]:
    for parts in _level(characters):
        first, end = parts[0].start, parts[-1].stop
        bottom = characters.bottoms[first]
        left, right = characters.lefts[first], characters.rights[end - 1]
        whole = _Run(first, end, left, right, -bottom, characters.tops[first] - bottom)
        yield from whole.apart(characters) if _steps_back(characters, parts) else (whole,)


def _level(characters: Characters) -> Iterator[list[range]]:
    """Visible characters that follow one another in a line of the file, at one height.

    In parts, because what cannot be seen between them may have another height. Each part begins and
    ends with a character that can be seen.
    """
    text, bottoms = characters.text, characters.bottoms
    line_ends = {end.start() for end in _LINE_END.finditer(text)}
    parts: list[range] = []
    for start, end in pairwise(sorted(line_ends.union(changes(bottoms)))):
        seen = text[start:end].lstrip(_UNSEEN)
        first = end - len(seen)
        is_other = start in line_ends or (
            seen and parts and bottoms[parts[0].start] != bottoms[first]
        )
        if parts and is_other:
            yield parts
            parts = []
        if seen:
            parts.append(range(first, first + len(seen.rstrip(_UNSEEN))))
    if parts:
        yield parts


def _steps_back(characters: Characters, parts: Sequence[range]) -> bool:
    """Whether a character begins before the one that it follows."""
    text, lefts = characters.text, characters.lefts
    # WHY first with the spaces within: slices are taken in C, and mostly spaces are in order too.
    if _in_order([left for part in parts for left in lefts[part.start : part.stop]]):
        return False
    return not _in_order([lefts[i] for part in parts for i in part if text[i] not in SPACES])


def _in_order(values: list[float]) -> bool:
    return values == sorted(values)


def _mixed_lines(runs: Sequence[_Run], lines: Mapping[float, int]) -> set[int]:
    """Numbers of the lines on which runs lie over one another, so that their characters mix."""
    by_line: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for run in runs:
        by_line[lines[run.height]].append((run.left, run.right))
    return {
        line
        for line, places in by_line.items()
        if any(after[0] < before[1] - 0.5 for before, after in pairwise(sorted(places)))
    }


def _lines(heights: Sequence[float]) -> Mapping[float, int]:
    """Number of the printed line for each height that occurs; within 2 points is one line."""
    result: dict[float, int] = {}
    number, last = 0, float("-inf")
    for height in sorted(set(heights)):
        if height - last > 2:
            number += 1
        result[height], last = number, height
    return result
