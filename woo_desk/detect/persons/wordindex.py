"""A sorted word list that is searched where it lies, without an object per word."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path


class WordIndex:
    """Membership test on some 10^5 words in the memory of their bytes.

    WHY no set: seven lists as sets of strings take 70 MB in each worker process; as bytes 9 MB.
    A look-up takes some ten microseconds, and its answer is remembered by `Lists`.
    """

    def __init__(self, data: bytes) -> None:
        """Args: data: UTF-8, one word a line, sorted by bytes, with a newline at the end."""
        self._data = b"\n" + data

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
        data = self._data
        low, high = 0, len(data) - 1
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2 + 1)
            start = low if start < 0 else start
            end = data.find(b"\n", start + 1)
            entry = data[start + 1 : end]
            if entry == wanted:
                return True
            if entry < wanted:
                low = end
            else:
                high = start
        return False
