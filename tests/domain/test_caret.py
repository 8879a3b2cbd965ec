"""Moving through a page's text, and finding letters by place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_desk.domain.caret import Unit, moved, nearest_offset, span_under, stretched, word_at
from woo_desk.domain.geometry import Box, Span, complement
from woo_desk.domain.text_map import TextMap

LINES = ("Beste mevrouw Jansen,", "u belde ons gisteren.")


def page(*lines: str) -> TextMap:
    """Each letter ten points wide, each line twenty points high; spaces are not printed."""
    text = "\n".join(lines)
    corners: list[float] = []
    numbers: list[int] = []
    for number, line in enumerate(lines):
        for column, letter in enumerate(line + ("\n" if number < len(lines) - 1 else "")):
            x, y = 10.0 * column, 20.0 * number
            corners += [float("nan")] * 4 if letter.isspace() else [x, y, x + 10, y + 20]
            numbers.append(number)
    return TextMap(0, text, tuple(corners), tuple(numbers))


def test_points_lead_to_the_gap_nearest_to_them() -> None:
    text = page(*LINES)
    assert nearest_offset(text, 2, 5) == 0
    assert nearest_offset(text, 8, 5) == 1
    assert nearest_offset(text, 500, 5) == len(LINES[0])
    assert nearest_offset(text, 2, 35) == len(LINES[0]) + 1
    assert nearest_offset(text, 500, 500) == len(text.text)
    assert nearest_offset(page(""), 1, 1) is None


def test_what_lies_under_boxes() -> None:
    text = page(*LINES)
    found = span_under(text, [Box(140, 0, 201, 20)])
    assert found is not None
    assert text.text[found.start : found.end] == "Jansen"
    assert span_under(text, [Box(900, 0, 901, 20)]) is None


@pytest.mark.parametrize(
    ("at_end", "unit", "step", "words"),
    [
        (True, Unit.LETTER, 1, "Jansen,"),
        (True, Unit.LETTER, -1, "Janse"),
        (False, Unit.WORD, -1, "mevrouw Jansen"),
        (False, Unit.LETTER, 1, "ansen"),
        (True, Unit.WORD, -1, "Jansen"),  # nothing would be left
    ],
)
def test_an_end_moves_by_letter_or_word(at_end: bool, unit: Unit, step: int, words: str) -> None:
    text = page(*LINES)
    start = text.text.index("Jansen")
    span = stretched(text, Span(start, start + 6), at_end=at_end, unit=unit, step=step)
    assert text.text[span.start : span.end] == words


def test_narrowing_by_word_takes_the_space_along() -> None:
    text = page(*LINES)
    whole = Span(0, len("Beste mevrouw"))
    assert stretched(text, whole, at_end=True, unit=Unit.WORD, step=-1) == Span(0, 5)
    assert stretched(text, whole, at_end=False, unit=Unit.WORD, step=1) == Span(6, 13)


def test_a_line_down_and_up_again() -> None:
    text = page(*LINES)
    below = moved(text, 3, Unit.LINE, 1)
    assert below == len(LINES[0]) + 1 + 3
    assert moved(text, below, Unit.LINE, -1) == 3
    assert moved(text, below, Unit.LINE, 1) == len(text.text)


def test_words_by_place() -> None:
    text = page(*LINES)
    assert word_at(text, 8) == Span(6, 13)
    assert word_at(page(" "), 0) is None


@given(
    st.lists(st.text("ab ", min_size=1, max_size=8), min_size=1, max_size=4),
    st.integers(0, 40),
    st.sampled_from(list(Unit)),
    st.sampled_from([-1, 1]),
)
def test_no_move_leaves_the_page(lines: list[str], offset: int, unit: Unit, step: int) -> None:
    text = page(*lines)
    at = min(offset, len(text.text))
    assert 0 <= moved(text, at, unit, step) <= len(text.text)


@given(
    st.lists(
        st.tuples(*[st.integers(0, 20)] * 4).map(
            lambda v: Box(min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3]))
        ),
        max_size=5,
    )
)
def test_holes_and_their_complement_fill_the_area_without_overlap(holes: list[Box]) -> None:
    area = Box(2, 2, 18, 18)
    rest = complement(area, holes)
    for n, one in enumerate(rest):
        assert not any(one.intersects(other) for other in rest[n + 1 :])
        assert not any(one.intersects(hole) for hole in holes)
    for x in range(2, 18):
        for y in range(2, 18):
            cell = (x + 0.5, y + 0.5)
            in_hole = any(hole.contains(*cell) for hole in holes)
            assert any(one.contains(*cell) for one in rest) is not in_hole


def test_the_complement_of_one_hole_is_four_boxes() -> None:
    assert len(complement(Box(0, 0, 10, 10), [Box(4, 4, 6, 6)])) == 4
    assert complement(Box(0, 0, 10, 10), []) == (Box(0, 0, 10, 10),)
