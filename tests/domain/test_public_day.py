"""A day that was redacted does not come back as the date of the document in the inventory."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from tests.helpers.cases import redaction, state
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.inventory import public_day

BIRTHDAY = dt.date(1974, 3, 12)


def dated(day: dt.date, *words: str) -> DocumentState:
    made = state(redactions=tuple(redaction(words=each) for each in words))
    return dataclasses.replace(made, document=dataclasses.replace(made.document, date=day))


@pytest.mark.parametrize("words", ["12 maart 1974", "12-03-1974", "geb. 12-3-1974"])
def test_a_birthday_taken_for_the_date_of_a_letter_is_not_told(words: str) -> None:
    assert public_day(dated(BIRTHDAY, words)) is None


def test_another_day_says_nothing_of_the_date() -> None:
    assert public_day(dated(dt.date(2024, 6, 7), "12 maart 1974", "")) == dt.date(2024, 6, 7)


def test_a_passage_in_which_the_day_stands_too_leaves_the_date() -> None:
    passage = "Op 7 juni 2024 heeft het bedrijf zijn cijfers over het derde kwartaal gedeeld."
    assert public_day(dated(dt.date(2024, 6, 7), passage)) == dt.date(2024, 6, 7)
