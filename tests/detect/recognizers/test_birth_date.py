from __future__ import annotations

import pytest

from tests.detect.helpers import finds
from woo_desk.detect.recognizers.birth_date import BirthDateRecognizer

RECOGNIZER = BirthDateRecognizer()


@pytest.mark.parametrize(
    "date",
    [
        "15-11-1970",
        "5-1-1970",
        "15/11/1970",
        "15.11.1970",
        "15 - 11 - 1970",
        "15-11-70",
        "15-11-'70",
        "15 november '70",
        "19701115",
        "1 5 - 1 1 - 1 9 7 0",  # boxes of a form
        "1970-11-15",
        "15 november 1970",
        "1 mei 1970",
        "15 nov. 1970",
        "15 NOVEMBER 1970",
        "15\nnovember 1970",
        "15-11-\n1970",
        "l5-11-197O",  # read badly
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "Geboortedatum: {}",
        "geboortedatum is {}.",
        "geboren op {} te Kraków",
        "geboren: {}",
        "geboren te Kraków op {}",
        "geboren te ’s-Hertogenbosch, {}",
        "geboren op of omstreeks {}",
        "Geb. datum/plaats: {} / Zwolle",
        "Geboorteplaats en -datum: Zwolle, {}",
        "Geboortedatum (dd-mm-jjjj): {}",
        "geb. {}",
        "geb.dat. {}",
        "(geboren {})",
        "Geboortedatum betrokkene: {}",
        "Geboortedatum\n{}",
        "date of birth: {}",
    ],
)
def test_after_its_label(date: str, around: str) -> None:
    assert finds(RECOGNIZER, around.format(date)) == [(date, "redact")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("geboren in 1970", [("1970", "ask")]),
        ("op 15-11-1970 te Aleppo geboren", [("15-11-1970", "redact")]),
        (
            "Naam\tGeboortedatum\tPlaats\nA\t1-2-1970\tX\nB\t3-4-1980\tY\n\n5-6-2020",
            [("1-2-1970", "redact"), ("3-4-1980", "redact")],
        ),
        ("geboren op 1-2-1970 en zijn broer, geboren op 3-4-1980", [
            ("1-2-1970", "redact"), ("3-4-1980", "redact"),
        ]),
        # A column of headings, then a column of values.
        ("Geboortedatum\nBSN\nDatum\n1-2-1970\n123456782\n3-4-2020", [("1-2-1970", "ask")]),
        ("Geboren: 1-2-1970. Datum besluit: 3-4-2020", [("1-2-1970", "redact")]),
    ],
)  # fmt: skip
def test_where_it_stands(text: str, found: list[tuple[str, str]]) -> None:
    assert finds(RECOGNIZER, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Datum 15-11-2023",
        "op 22 september 2023 heeft de Kamer",
        "een geboren bestuurder. Op 22 september 2023 sprak hij",
        "het kind is geboren. Het verzoek is van 12 mei 2022",
        "aangeboren 15-11-1970",
        "[05-10-2023 08:16:12] geb",
        "geboortedatum onbekend\n\n15-11-2023",
    ],
)
def test_other_dates_stay(text: str) -> None:
    assert finds(RECOGNIZER, text) == []
