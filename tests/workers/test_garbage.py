"""A process that has settled still frees what holds itself."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from woo_desk.workers.garbage import YOUNG_OBJECTS, settle


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
