"""A sorted word list that is searched where it lies, without an object per word."""

from __future__ import annotations

import bisect
import gzip
from collections.abc import Iterable
from pathlib import Path

_STRIDE = 1024
"""Bytes between two words by which a place is looked up."""


class WordIndex:
    """Membership test on some 10^5 words in the memory of their bytes.

    WHY no set: seven lists as sets of strings take 70 MB in each worker process; as bytes 9 MB.
    A look-up takes two microseconds: one word in a kilobyte is known by its place, the kilobyte
    behind it is searched. Its answer is remembered by `Lists`.
    """

    def __init__(self, data: bytes) -> None:
        """Args: data: UTF-8, one word a line, sorted by bytes, with a newline at the end."""
        self._data = b"\n" + data
        self._words: list[bytes] = []
        self._places: list[int] = []
        """Of the newline before each of these words; at the end that of the last newline."""
        place = 0
        while 0 <= place < len(self._data) - 1:
            end = self._data.index(b"\n", place + 1)
            self._words.append(self._data[place + 1 : end])
            self._places.append(place)
            place = self._data.find(b"\n", max(end, place + _STRIDE))
        self._places.append(len(self._data) - 1)

    @classmethod
    def load(cls, path: Path) -> WordIndex:
        """Read a list made by `resources/names/build.py`; OSError when it is missing or broken."""
        return cls(gzip.decompress(path.read_bytes()))

    @classmethod
    def of(cls, words: Iterable[str]) -> WordIndex:
        """An index of these words."""
        return cls(b"".join(line + b"\n" for line in sorted({w.encode() for w in words})))

    def __contains__(self, word: str) -> bool:
        wanted = word.encode()
        near = bisect.bisect_right(self._words, wanted) - 1
        if near < 0:
            return False
        start, end = self._places[near], self._places[near + 1] + 1
        return self._data.find(b"\n" + wanted + b"\n", start, end) >= 0
