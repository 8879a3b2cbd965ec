"""A text as numbers: every place of it, whatever its length."""

from __future__ import annotations

import pytest

from woo_desk.domain.windows import SIZE, number_of, windows


@pytest.mark.parametrize("length", range(12))
def test_every_place_is_a_number(length: int) -> None:
    data = bytes(range(97, 97 + length))
    assert sorted(windows(data)) == sorted(number_of(data[at:]) for at in range(length))
    assert {number_of(data[at : at + SIZE]) for at in range(length)} == set(windows(data))
