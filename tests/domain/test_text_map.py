from __future__ import annotations

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
