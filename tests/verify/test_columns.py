"""Where coordinates of characters change, which is looked for without a step for each of them."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from woo_desk.verify.readers import changes

_FEW = st.sampled_from((0.0, 1.5, 1.6, -1.5, 700.25))


@given(st.lists(st.tuples(_FEW, _FEW), max_size=40))
def test_every_place_where_one_of_two_columns_changes_is_found(
    rows: list[tuple[float, float]],
) -> None:
    tops, bottoms = (
        (array("f", column) for column in zip(*rows, strict=True))
        if rows
        else (
            array("f"),
            array("f"),
        )
    )
    expected = [i for i in range(1, len(rows)) if rows[i] != rows[i - 1]]
    assert changes(tops, bottoms) == ([0, *expected, len(rows)] if rows else [])
    assert changes(tops, tops) == changes(tops)
