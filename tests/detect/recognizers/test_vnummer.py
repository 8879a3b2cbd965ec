from __future__ import annotations

import pytest

from tests.detect.helpers import finds
from woo_desk.detect.recognizers.vnummer import VNummerRecognizer

RECOGNIZER = VNummerRecognizer()


@pytest.mark.parametrize(
    "number",
    [
        "2719862565",
        "272.619.2090",
        "2857.754.265",
        "272 619 2090",
        "9907.12.3456",
        "272.619.\n2090",
        "271-986-2565",
    ],
)
@pytest.mark.parametrize(
    "label",
    ["V-nummer: {}", "V-nr. {}", "(V-nr.\n{})", "vreemdelingennummer {}", "vnr {}", "V nummer {}"],
)
def test_next_to_its_label(number: str, label: str) -> None:
    assert finds(RECOGNIZER, label.format(number)) == [(number, "redact")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("272.619.2090", [("272.619.2090", "redact")]),
        ("2719862565", [("2719862565", "ask")]),
        (
            "V-nummers:\n2719862565\n2719862566",
            [("2719862565", "redact"), ("2719862566", "redact")],
        ),
        ("Naam en V-nummer staan hieronder.\n\nJansen 2719862565", [("2719862565", "redact")]),
        ("V-nummer 271986256", [("271986256", "ask")]),  # a digit is missing
        ("V-nummer: 27I98625O5", [("27I98625O5", "redact")]),
    ],
)
def test_how_sure(text: str, found: list[tuple[str, str]]) -> None:
    assert finds(RECOGNIZER, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "kenmerk 2719862565",
        "tel. 2719862565",
        "0612345678",
        "0703701234",
        "27198625651",
        "€ 271.986.2565,00",
        "1.250.000.000",
        "2019 2020 2021",
        "272 619 2090",  # numbers with spaces and nothing that says what they are
    ],
)
def test_what_is_no_vnummer(text: str) -> None:
    assert finds(RECOGNIZER, text) == []
