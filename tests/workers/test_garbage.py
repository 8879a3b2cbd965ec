"""A process that has settled still frees what holds itself."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest

from woo_desk.workers.garbage import YOUNG_OBJECTS, settle, trim
from woo_desk.workers.guard import memory_bytes


class _Ring:
    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_stays_is_left_out_and_rings_are_still_found() -> None:
    settle()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    rings = [weakref.ref(_Ring()) for _ in range(3 * YOUNG_OBJECTS)]
    assert sum(ring() is None for ring in rings) >= YOUNG_OBJECTS


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the C library cannot")
def test_what_was_let_go_of_goes_back_to_the_system() -> None:
    """Holes between what is still there stayed with the process for good."""
    piece = 100_000
    pieces = [b"x" * piece for _ in range(1000)]
    full = memory_bytes()
    kept = pieces[::100]
    del pieces
    trim()
    assert full - memory_bytes() > 90 * piece * len(kept)
