"""A text as numbers of four letters each, to see which of thousands of beginnings stand in it.

WHY numbers: `struct` makes them of every fourth place at once, without a step for each letter.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from itertools import chain

SIZE = 4
"""Letters, of one byte each, in one number."""


def windows(data: bytes) -> Iterable[int]:
    """The letters from each place on as one number, in no order; the last ones with zeros after."""
    data += bytes(SIZE - 1)
    parts = []
    for shift in range(SIZE):
        count = (len(data) - shift) // SIZE
        parts.append(struct.unpack_from(f"<{count}I", data, shift))
    return chain.from_iterable(parts)


def number_of(data: bytes) -> int:
    """The number of up to four letters, as `windows` has it."""
    return int.from_bytes(data[:SIZE], "little")
