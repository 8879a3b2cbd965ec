"""Dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from woo_desk.domain.vague_dates import Fineness, dates_in

WRITTEN = dt.date(2024, 6, 7)


@pytest.mark.parametrize(
    ("words", "first", "last", "fineness"),
    [
        ("Datum 7 juni 2024", "2024-06-07", "2024-06-07", Fineness.DAY),
        ("het ordedebat van 27 februari jl.", "2024-02-27", "2024-02-27", Fineness.DAY),
        ("een stafoverleg van 8 januari jl.", "2024-01-08", "2024-01-08", Fineness.DAY),
        ("op 12 december jl. gemeld", "2023-12-12", "2023-12-12", Fineness.DAY),
        ("Medio december heeft de", "2023-12-11", "2023-12-20", Fineness.PART_OF_MONTH),
        ("eind november 2023 verstuurd", "2023-11-21", "2023-11-30", Fineness.PART_OF_MONTH),
        ("Halverwege februari\n2024 is", "2024-02-11", "2024-02-20", Fineness.PART_OF_MONTH),
        ("begin januari ten behoeve", "2024-01-01", "2024-01-10", Fineness.PART_OF_MONTH),
        ("van mei 2023 van de IND2", "2023-05-01", "2023-05-31", Fineness.MONTH),
        ("het tweede kwartaal van 2023", "2023-04-01", "2023-06-30", Fineness.QUARTER),
    ],
)
def test_a_date_is_a_period(words: str, first: str, last: str, fineness: Fineness) -> None:
    (found,) = dates_in(words, WRITTEN)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.fineness is fineness
    assert words[found.start :].startswith(found.printed)


def test_without_a_document_date_no_year_is_made_up() -> None:
    assert dates_in("op 27 februari jl. en medio december") == []


def test_a_day_to_come() -> None:
    (found,) = dates_in("uiterlijk 3 maart a.s.", WRITTEN)
    assert found.first == dt.date(2025, 3, 3)
    assert found.year_is_guessed


def test_days_that_do_not_exist_are_no_dates() -> None:
    assert dates_in("31 februari jl.", WRITTEN) == []
