"""Runs of words that are redacted somewhere, in a few bytes each; for comparing passages.

WHY no dictionary: a dossier of ten thousand pages has half a million of them, nearly all redacted
alike wherever they stand, and each would take a hundred bytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

_KEY = (1 << 56) - 1
"""What is kept of the hash of a run."""
_MASK = 8
"""Bits of which words of a run are redacted; one for each."""
_PARTS = 8
"""Bits of a key that say in which list it is; so that each list is sorted by itself."""
_NEAR = (1 << 22) - 1
"""Bits of a key by which nearly all runs that are redacted nowhere are passed over."""


class RedactedRuns:
    """Takes every redacted run, and then tells which runs are not redacted alike everywhere."""

    def __init__(self) -> None:
        self._lists = [array("Q") for _ in range(1 << _PARTS)]
        self._near = bytearray(_NEAR + 1)
        self._is_sorted = False

    def __bool__(self) -> bool:
        return any(self._lists)

    def add(self, runs: Iterable[int], masks: Iterable[int]) -> None:
        """Take in a page: hashes of its runs, and which words of each are redacted."""
        for run, mask in zip(runs, masks, strict=True):
            if mask:
                key = run & _KEY
                self._near[key & _NEAR] = 1
                self._lists[key >> (56 - _PARTS)].append(key << _MASK | mask)

    def differing(self, runs: Iterable[int], masks: bytes) -> Iterator[int]:
        """Those runs of a page that are redacted in another way somewhere.

        Args:
            runs: hashes, in order; every page has to have been added before.
            masks: as they were added; empty for a page with nothing redacted.
        """
        if not self._is_sorted:
            self._lists = [array("Q", sorted(set(each))) for each in self._lists]
            self._is_sorted = True
        near = self._near
        for number, run in enumerate(runs):
            if near[run & _NEAR] and self._differs(run & _KEY, masks[number] if masks else 0):
                yield run

    def _differs(self, key: int, mask: int) -> bool:
        entries = self._lists[key >> (56 - _PARTS)]
        start = bisect_left(entries, key << _MASK)
        end = bisect_left(entries, key + 1 << _MASK, start)
        return end - start > 1 or (end > start and entries[start] & 0xFF != mask)
