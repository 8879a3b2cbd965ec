from __future__ import annotations

import pytest

from tests.detect.helpers import finds
from woo_desk.detect.recognizers.phone import PhoneRecognizer

RECOGNIZER = PhoneRecognizer()


@pytest.mark.parametrize(
    "number",
    [
        "06-12345678",
        "06 - 12 34 56 78",
        "06 12 345 678",
        "06 123 45 678",
        "[06] 12345678",
        "+31 06 12345678",
        "+31 (06) 12 34 56 78",
        "+31-(0)6-12345678",
        "(+31)(0)6 12345678",
        "+31(6)12345678",
        "0031(0)612345678",
        "0 6 1 2 3 4 5 6 7 8",
        "020/123.45.67",
        "06 12 34 56 78",
        "06 1234 5678",
        "0612345678",
        "06-1234 5678",
        "06 - 1234 5678",
        "06-12 34 56 78",
        "06.12.34.56.78",
        "06/12345678",
        "06–12345678",
        "(06) 12345678",
        "(06)-12 34 56 78",
        "+31612345678",
        "+31 6 12345678",
        "+31 6 12 34 56 78",
        "+31-6-12345678",
        "+31 (0)6 1234 5678",
        "+31(0)612345678",
        "+31 (0) 6 12 34 56 78",
        "(+31) 6 12345678",
        "0031 6 12345678",
        "0031612345678",
        "00316-12345678",
        "0031 (0)6 12 34 56 78",
        "070-3701234",
        "070 370 12 34",
        "(070) 370 12 34",
        "070 - 370 12 34",
        "0703701234",
        "070/3701234",
        "0172-256059",
        "(0172) 25 60 59",
        "0172 256 059",
        "+31 70 370 12 34",
        "+31(0)70-3701234",
        "+31 (0)172 25 60 59",
        "0031 70 3701234",
        "088-1234567",
        "+32 2 123 45 67",
        "+49 30 12345678",
        "+44 (0)20 7123 4567",
        "0049 30 12345678",
    ],
)
@pytest.mark.parametrize(
    "around", ["Bel {}.", "T {}", "tel.: {} of mail", "Jan ({})", "{}", "Tel {}, kamer 3"]
)
def test_every_way_of_writing_a_number(number: str, around: str) -> None:
    assert finds(RECOGNIZER, around.format(number)) == [(number, "redact")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bel 1400.", [("1400", "keep")]),
        ("het algemene nummer 1400", [("1400", "keep")]),
        ("T (070) 370 79 11", [("(070) 370 79 11", "keep")]),
        ("T +31 70 370 79 11", [("+31 70 370 79 11", "keep")]),
        ("telefoon 0800-8051", [("0800-8051", "keep")]),
        ("0900 1234 of 0900-1234567", [("0900 1234", "keep"), ("0900-1234567", "keep")]),
        ("bel 14 070", [("14 070", "keep")]),
        ("Algemeen nummer: 010-1234567", [("010-1234567", "keep")]),
        ("de receptie (030 123 45 67)", [("030 123 45 67", "keep")]),
        ("T: 088 – 123 45 67 (receptie)", [("088 – 123 45 67", "keep")]),
        # A mobile number is one person's, whatever stands before it.
        ("algemeen nummer 06-12345678", [("06-12345678", "redact")]),
        ("kenmerk 06-12345678", [("06-12345678", "redact")]),
    ],
)
def test_whose_number_it_is(text: str, found: list[tuple[str, str]]) -> None:
    assert finds(RECOGNIZER, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bereikbaar op 06-12345678, ma t/m do", [("06-12345678", "redact")]),
        ("op 06\n12345678", [("06\n12345678", "redact")]),
        ("op 06-1234\n5678 of", [("06-1234\n5678", "redact")]),
        (
            "T. +31(0)70 – 123 45 67 | M. 06 – 12 34 56 78",
            [
                ("+31(0)70 – 123 45 67", "redact"),
                ("06 – 12 34 56 78", "redact"),
            ],
        ),
        ("doorkiesnummer 1234", [("1234", "ask")]),
        ("doorkiesnummer 070-3701234", [("070-3701234", "redact")]),
        ("T 3707911", [("3707911", "ask")]),
        ("tel. 06-1234567", [("06-1234567", "ask")]),  # a digit is missing
        ("wa.me/31612345678", [("31612345678", "redact")]),
        ("09:15 06 12345678 09:30", [("06 12345678", "redact")]),
        ("tst. 5485", [("5485", "ask")]),
        ("toestel 12345", [("12345", "ask")]),
        ("tel. 370 12 34", [("370 12 34", "ask")]),
        ("06-12345678 / 06-87654321", [("06-12345678", "redact"), ("06-87654321", "redact")]),
        ("06-12345678/06-87654321", [("06-12345678", "redact"), ("06-87654321", "redact")]),
        ("070-3701234 06-12345678", [("070-3701234", "redact"), ("06-12345678", "redact")]),
        ("06-12345678\n06-87654321", [("06-12345678", "redact"), ("06-87654321", "redact")]),
        ("0612345678 0687654321", [("0612345678", "redact"), ("0687654321", "redact")]),
        ("07-06-2023 06-12345678", [("06-12345678", "redact")]),
        ("M06-12345678", [("06-12345678", "redact")]),
        ("tel:+31612345678", [("+31612345678", "redact")]),
        ("06-1234567O", [("06-1234567O", "redact")]),  # the letter O, read for a zero
        ("O6-12345678", [("O6-12345678", "redact")]),
    ],
)
def test_where_a_number_stands(text: str, found: list[tuple[str, str]]) -> None:
    assert finds(RECOGNIZER, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Kenmerk 5277899",
        "dossier 19637 nr. 3606",
        "Verordening 2024/1347",
        "446.930 aanvragen",
        "in 2014, 2019 en 2023",
        "2019 2020 2021 2022 2023",
        "06-12-2023 12:30",
        "05-05-2024 15:30",
        "[05-10-2023 08:16:12]",
        "6-6-2023",
        "€ 1.250.000 en € 12.345,67",
        "ISBN 978-90-12-40012-8",
        "NL12 RABO 5602 1354 14",
        "NL37RABO3911979416",
        "BSN: 281 455 594",
        "BSN 041455594",
        "V-nummer: 272.619.2090",
        "zaaknummer 0123456789",
        "210\n120\n300\n100\n110",
        "van 09:00 tot 17:00",
        "artikel 14 070",  # a paragraph number, not 14 0xx
        "1400 aanvragen",
        "06 en 07 oktober",
        "pagina 06 12",
        "KvK 27312345",
        "Kamerstuk 36 410 VI, nr. 2",
    ],
)
def test_what_is_no_telephone_number(text: str) -> None:
    assert finds(RECOGNIZER, text) == []
