"""Two texts beside each other: all words of both come back, in order, and equal ones are equal."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from woo_desk.domain.alignment import Part, aligned

_TEXTS = st.lists(st.sampled_from(("de", "het", "nareis", "40", "10", "van")), max_size=40)


def test_a_changed_figure_is_the_only_difference() -> None:
    left = ["in", "totaal", "1.040", "aanvragen", "in", "2022"]
    right = ["in", "totaal", "980", "aanvragen", "in", "2022"]
    assert [(one.part, one.left_from, one.right_to) for one in aligned(left, right)] == [
        (Part.EQUAL, 0, 2),
        (Part.CHANGED, 2, 3),
        (Part.EQUAL, 3, 6),
    ]


def test_what_is_in_one_text_only() -> None:
    parts = [one.part for one in aligned(["a", "b", "c"], ["a", "c", "d"])]
    assert parts == [Part.EQUAL, Part.LEFT, Part.EQUAL, Part.RIGHT]
    assert aligned([], []) == ()


@given(_TEXTS, _TEXTS)
def test_nothing_is_lost_and_equal_is_equal(left: list[str], right: list[str]) -> None:
    found = aligned(left, right)
    ours = [word for one in found for word in left[one.left_from : one.left_to]]
    theirs = [word for one in found for word in right[one.right_from : one.right_to]]
    assert (ours, theirs) == (left, right)
    for one in found:
        is_equal = left[one.left_from : one.left_to] == right[one.right_from : one.right_to]
        assert is_equal == (one.part is Part.EQUAL)


def test_fifty_pages_take_a_fraction_of_a_second() -> None:
    dice = random.Random(1)
    words = [f"woord{int(dice.expovariate(0.004))}" for _ in range(20_000)]
    other = [word if dice.random() > 0.02 else f"{word}x" for word in words if dice.random() > 0.01]
    start = time.process_time()
    found = aligned(words, other)
    assert time.process_time() - start < 1.0
    equal = sum(one.left_to - one.left_from for one in found if one.part is Part.EQUAL)
    assert equal > 0.95 * len(words)
