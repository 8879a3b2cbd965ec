"""How much analysis one page may take, and how a page that takes more is recognised.

A page that was cut short is never passed off as analysed: it comes back with `complete=False`,
and the dossier cannot be exported until a person has dealt with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

PAGE_SECONDS = 10.0
"""Processor time for one page. A full page takes some 0.02 s, a page of dense lists 0.1 s."""

MAX_PAGE_CHARS = 400_000
"""Longer texts are analysed up to here only, and reported as not complete."""

MAX_PAGE_RESULTS = 20_000
"""More results than this on one page are not a document; the page is reported as not complete."""


_STEP = 0.1
"""Seconds by the wall during which no more processor time than that can have been used."""


class Deadline:
    """Processor time left for one page.

    WHY processor time: a busy machine must not change what is found; a page that waits does no
    harm. The workers' own time limit ends a process that really hangs.

    Attributes:
        cut_short: some recogniser did not come to the end of the page.
    """

    def __init__(
        self, seconds: float = PAGE_SECONDS, clock: Callable[[], float] = time.process_time
    ) -> None:
        self.cut_short = False
        self._clock = clock
        self._left = seconds
        # WHY: asking the system for processor time is slow, and most pages are done before it has
        # to be asked at all; what was used until then is given as a present.
        self._step = _STEP if clock is time.process_time else 0.0
        self._end = None if self._step else clock() + seconds
        self._next = time.perf_counter() + self._step

    def remaining(self) -> float:
        """Seconds left, always above zero; TimeoutError when there are none."""
        now = time.perf_counter()
        if now >= self._next:
            spent_at = self._clock()
            self._end = spent_at + self._left if self._end is None else self._end
            self._left = self._end - spent_at
            self._next = now + self._step
        if self._left <= 0:
            raise TimeoutError
        return self._left

    def check(self) -> None:
        """TimeoutError when the time is up; for loops that may grow with the page."""
        self.remaining()
