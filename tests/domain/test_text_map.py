from __future__ import annotations

import itertools
import math

import pytest

from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.text_map import Covered, TextMap

NO_BOX = (math.nan,) * 4


def two_lines() -> TextMap:
    """Two lines, "ab cd" over "ef": letters 10 by 10, space and line end without a box."""
    text = "ab cd\nef"
    corners: list[float] = []
    lines: list[int] = []
    x, line = 0, 0
    for character in text:
        lines.append(line)
        if character == "\n":
            corners.extend(NO_BOX)
            x, line = 0, line + 1
        elif character == " ":
            corners.extend(NO_BOX)
            x += 10
        else:
            corners.extend((x, 20 * line, x + 10, 20 * line + 10))
            x += 10
    return TextMap(0, text, tuple(corners), tuple(lines))


def test_one_box_per_line() -> None:
    assert two_lines().boxes_of(Span(3, 8)) == (Box(30, 0, 50, 10), Box(0, 20, 20, 30))


def test_a_span_without_ink_has_no_box() -> None:
    assert two_lines().boxes_of(Span(2, 3)) == ()


def test_text_in_a_box_keeps_what_joins_together() -> None:
    page = two_lines()
    assert page.covered((Box(0, 0, 60, 12),)).text == "ab cd"
    assert page.covered((Box(0, 0, 60, 40),)).text == "ab cd\nef"
    assert page.covered((Box(0, 0, 21, 40),)).text == "ab\n\nef"
    assert page.covered((Box(200, 0, 210, 10),)) == Covered()


def test_covered_words_know_where_they_stand() -> None:
    page = two_lines()
    found = page.covered((Box(0, 0, 21, 40),))
    assert [page.text[span.start : span.end] for span in found.spans] == ["ab", "ef"]
    assert page.covered_by(Span(3, 5)) == Covered("cd", (Span(3, 5),))


def test_a_half_covered_letter_counts_by_its_centre() -> None:
    assert two_lines().covered((Box(6, 0, 60, 10),)).text == "b cd"


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="differ"):
        TextMap(0, "ab", (0.0,) * 4, (0, 0))


def askew(rise: float) -> TextMap:
    """ "namen van", letters 14 by 14, each 4 further along and `rise` lower."""
    text = "namen van"
    corners = [
        edge for i in range(len(text)) for edge in (4 * i, rise * i, 4 * i + 14, rise * i + 14)
    ]
    return TextMap(0, text, tuple(corners), (0,) * len(text))


@pytest.mark.parametrize("rise", [4, -4, 1.5])
def test_along_a_line_that_runs_askew_a_row_of_boxes(rise: float) -> None:
    """One box around it takes the letters of the lines beside it."""
    page = askew(rise * 3)
    boxes = page.boxes_of(Span(0, 5))
    assert len(boxes) > 5
    for letter in map(page.box_at, range(5)):
        assert letter is not None
        assert any(
            box.grown(0.1).contains(letter.x0, letter.y0)
            and box.grown(0.1).contains(letter.x1, letter.y1)
            for box in boxes
        )
    assert max(box.height for box in boxes) < 20
    assert max(box.width for box in boxes) < 20


def test_boxes_along_a_line_tell_nothing_of_its_letters() -> None:
    """Steps of one size; a box for each letter would tell how wide each is."""
    wide, narrow = (4, 4, 14, 14, 4, 4, 14), (9, 9, 4, 14, 9, 9, 4)
    found = []
    for widths in (wide, narrow):
        starts = [sum(widths[:i]) for i in range(len(widths))]
        middles = [start + width / 2 for start, width in zip(starts, widths, strict=True)]
        corners = tuple(edge for at in middles for edge in (at, at, at + 14, at + 14))
        boxes = TextMap(0, "x" * len(widths), corners, (0,) * len(widths)).boxes_of(Span(0, 7))
        found.append({round(b.x0 - a.x0, 6) for a, b in itertools.pairwise(boxes)})
    assert all(len(steps) == 1 for steps in found)


@pytest.mark.parametrize("rise", [0, 1, -1])
def test_a_line_that_hardly_runs_askew_has_one_box(rise: float) -> None:
    assert len(askew(rise).boxes_of(Span(0, 5))) == 1


def test_letters_along_a_bend_have_one_box_around_them() -> None:
    spots = ((0, 0), (30, 5), (55, 20), (70, 45), (75, 75))
    corners = tuple(edge for x, y in spots for edge in (x, y, x + 10, y + 10))
    page = TextMap(0, "namen", corners, (0,) * 5)
    assert page.boxes_of(Span(0, 5)) == (Box(0, 0, 85, 85),)
