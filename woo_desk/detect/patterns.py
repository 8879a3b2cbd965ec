"""Regular expressions with a time limit.

Documents are hostile or odd until proven otherwise; an expression that backtracks without end must
cut the page short, not the evening. All patterns of recognisers are made here, so that the fuzz
test can try each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
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

    def __init__(self, name: str, expression: str, *, ignore_case: bool = False) -> None:
        self.name = name
        self.expression = expression
        flags = regex.MULTILINE | regex.VERBOSE | (regex.IGNORECASE if ignore_case else 0)
        self._compiled: Any = regex.compile(expression, flags)

    def finditer(
        self, text: str, deadline: Deadline, start: int = 0, end: int | None = None
    ) -> Iterator[Match]:
        """Matches in text[start:end]; TimeoutError when time is up.

        Looks back beyond `start`, but takes `end` for the end of the text.
        """
        yield from self._compiled.finditer(
            text, start, len(text) if end is None else end, timeout=deadline.remaining()
        )

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
