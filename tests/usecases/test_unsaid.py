"""What is redacted in a document stands in no title, however it is glued into a name of a file."""

from __future__ import annotations

import pytest

from woo_desk.usecases.unsaid import without_words


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("memo-zeester-2021", "memo-[…]-2021"),
        ("Notitie Zeester, versie 3", "Notitie […], versie 3"),
        ("MemoZeester2", "Memo[…]2"),
        ("besluit_ZEESTER_def", "besluit_[…]_def"),
        ("Zeesterren aan de kust", "Zeesterren aan de kust"),
        ("Brief aan Anna-Maria  Vos over Zeester", "Brief aan […] over […]"),
        ("Zeester", "[…]"),
        ("", ""),
    ],
)
def test_redacted_words_are_left_out(title: str, said: str) -> None:
    assert without_words({"k": title}, ["Zeester", "Anna Maria Vos"]) == {"k": said}


def test_without_words_to_leave_out_a_title_stays_as_it_is() -> None:
    assert without_words({"k": "Memo_2021  def"}, ()) == {"k": "Memo_2021  def"}


@pytest.mark.parametrize(
    "title", ["tracemonkey 3", "TRACEMONKEY 3", "TraceMonkey3", "trace_monkey-3"]
)
def test_a_word_of_two_in_one_is_left_out_however_it_is_written(title: str) -> None:
    """A list said "tracemonkey", and nothing of the whole batch was delivered."""
    assert "onkey" not in without_words({"k": title}, ["TraceMonkey"])["k"].lower()
