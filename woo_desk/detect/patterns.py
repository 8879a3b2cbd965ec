"""Regular expressions with a time limit.

Documents are hostile or odd until proven otherwise; an expression that backtracks without end must
cut the page short, not the evening. All patterns of recognisers are made here, so that the fuzz
test can try each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import regex  # type: ignore[import-untyped]  # ships without types

from woo_desk.detect.limits import Deadline


class Match(Protocol):
    """What is used of a match of the `regex` library, which has no types of its own."""

    def start(self, group: int | str = 0, /) -> int:
        """Offset where the group begins; -1 when it took no part."""

    def end(self, group: int | str = 0, /) -> int:
        """Offset where the group ends; -1 when it took no part."""

    def span(self, group: int | str = 0, /) -> tuple[int, int]:
        """Both offsets."""

    def group(self, group: int | str = 0, /) -> str:
        """The text of the group."""


class Pattern:
    """One named expression. Case-sensitive unless told otherwise; `^` and `$` are line ends.

    WHY not `presidio_analyzer.Pattern`: Presidio skips an expression that runs out of time and
    goes on; here the page has to be reported as not analysed.
    """

    def __init__(
        self, name: str, expression: str, *, ignore_case: bool = False, start: str = ""
    ) -> None:
        """Compile the expression.

        Args:
            name: of its own among all patterns.
            expression: in the language of the `regex` library, VERBOSE and MULTILINE.
            ignore_case: whether capitals count as small letters.
            start: one character class and a look-ahead, in the language of `re`. A match can only
                begin where it matches; looking there first makes some expressions much quicker.
        """
        self.name = name
        self._start = re.compile(start) if start else None
        self.expression = expression
        flags = regex.MULTILINE | regex.VERBOSE | (regex.IGNORECASE if ignore_case else 0)
        self._compiled: Any = regex.compile(expression, flags)

    @property
    def has_start(self) -> bool:
        """Whether it is looked for only where its `start` matches."""
        return self._start is not None

    def finditer(
        self, text: str, deadline: Deadline, start: int = 0, end: int | None = None
    ) -> Iterator[Match]:
        """Matches in text[start:end]; TimeoutError when time is up.

        Looks back beyond `start`, but takes `end` for the end of the text.
        """
        last = len(text) if end is None else end
        if self._start is not None:
            places = (place.start() for place in self._start.finditer(text, start, last))
            yield from self.finditer_at(text, deadline, places, last)
        else:
            yield from self._compiled.finditer(text, start, last, timeout=deadline.remaining())

    def finditer_at(
        self, text: str, deadline: Deadline, places: Iterable[int], end: int | None = None
    ) -> Iterator[Match]:
        """Matches that begin at one of these places, which stand in order, and do not overlap."""
        last = len(text) if end is None else end
        free = 0
        for place in places:
            if place >= free:
                match = self._compiled.match(text, place, last, timeout=deadline.remaining())
                if match is not None:
                    free = max(match.end(), place + 1)
                    yield match

    def search(
        self, text: str, deadline: Deadline, start: int = 0, end: int | None = None
    ) -> Match | None:
        """The first match in text[start:end]; TimeoutError when time is up."""
        found: Match | None = self._compiled.search(
            text, start, len(text) if end is None else end, timeout=deadline.remaining()
        )
        return found

    def match(self, text: str, deadline: Deadline, start: int = 0) -> Match | None:
        """The match that begins at `start`; TimeoutError when time is up."""
        found: Match | None = self._compiled.match(text, start, timeout=deadline.remaining())
        return found
