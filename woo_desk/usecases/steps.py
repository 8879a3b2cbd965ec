"""Long reading in small steps: None between them, and at last the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")


def whole(steps: Iterator[T | None]) -> T:
    """Read to the end in one go; for who does not have to stay responsive."""
    last: T | None = None
    for last in steps:  # noqa: B007  the last one is the whole
        pass
    if last is None:
        msg = "the reading ended before it had a result"
        raise RuntimeError(msg)
    return last
