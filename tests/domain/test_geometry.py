from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_desk.domain.geometry import (
    Box,
    Rotation,
    Span,
    bounding_box,
    page_to_view,
    view_to_page,
)

numbers = st.floats(min_value=0, max_value=2000, allow_nan=False)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    x0, x1 = sorted((draw(numbers), draw(numbers)))
    y0, y1 = sorted((draw(numbers), draw(numbers)))
    return Box(x0, y0, x1, y1)


@given(
    boxes(),
    st.floats(min_value=1, max_value=2000),
    st.floats(min_value=1, max_value=2000),
    st.sampled_from(Rotation),
    st.floats(min_value=0.1, max_value=6),
)
def test_view_and_page_space_are_inverse(
    box: Box, width: float, height: float, rotation: Rotation, scale: float
) -> None:
    there = page_to_view(box, width, height, rotation, scale)
    back = view_to_page(there, width, height, rotation, scale)
    assert back.as_tuple() == pytest.approx(box.as_tuple(), abs=1e-6)


def test_a_page_turned_right_shows_its_left_edge_on_top() -> None:
    left_edge = Box(0, 0, 10, 800)
    assert page_to_view(left_edge, 600, 800, Rotation.RIGHT, 1) == Box(0, 0, 800, 10)


@given(boxes(), boxes())
def test_overlap_is_symmetric_and_within_both(one: Box, other: Box) -> None:
    assert one.overlap(other) == other.overlap(one)
    assert one.overlap(other) <= min(one.area, other.area) * (1 + 1e-9)
    if one.overlap(other) > 0:
        assert one.intersects(other)
    union = one.union(other)
    assert union == bounding_box((one, other))
    assert union.area >= max(one.area, other.area)


@pytest.mark.parametrize("corners", [(2, 0, 1, 1), (0, 2, 1, 1), (math.nan, 0, 1, 1)])
def test_what_is_no_box_is_refused(corners: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="not a box"):
        Box(*corners)


def test_shrinking_below_nothing_ends_in_the_centre() -> None:
    assert Box(0, 0, 10, 4).grown(-20) == Box(5, 2, 5, 2)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_what_is_no_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 9).contains(Span(3, 5))
    assert len(Span(3, 5)) == 2


def test_bounding_box_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no boxes"):
        bounding_box(())


def test_rotation_takes_any_multiple_of_a_quarter_turn() -> None:
    assert Rotation.of(-90) is Rotation.LEFT
    assert Rotation.of(450) is Rotation.RIGHT
    with pytest.raises(ValueError, match="45"):
        Rotation.of(45)
