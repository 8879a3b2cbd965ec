from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.detect.helpers import finds
from woo_desk.detect.recognizers.bsn import BsnRecognizer
from woo_desk.detect.recognizers.checks import passes_eleven_test

RECOGNIZER = BsnRecognizer()
GOOD, BAD = "123456782", "123456789"


@pytest.mark.parametrize(
    "text",
    [
        "BSN 123456782",
        "BSN: 123456782",
        "BSN-nummer 123456782",
        "bsn nr. 123456782",
        "burgerservicenummer (BSN) 123456782",
        "Burgerservicenummer\n123456782",
        "sofinummer: 123456782",
        "sofi-nummer 123456782",
        "met BSN-nummer: 123456782.",
        "BSN=123456782",
        "BSN betrokkene: 123456782",
    ],
)
def test_next_to_its_label(text: str) -> None:
    assert finds(RECOGNIZER, text) == [(GOOD, "redact")]


@pytest.mark.parametrize(
    "written",
    ["1234.56.782", "123 456 782", "123.456.782", "1234 56 782", "123-456-782", "123 456\n782"],
)
def test_ways_of_writing(written: str) -> None:
    assert finds(RECOGNIZER, f"BSN: {written}, adres") == [(written, "redact")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BSN: 123456789", [("123456789", "ask")]),  # fails the eleven-test: a typing error
        ("BSN: 12345672", [("12345672", "redact")]),  # eight digits: leading zero left out
        ("BSN: 12345678", [("12345678", "ask")]),
        ("BSN: 12345678Z", []),  # a word, not a number
        ("BSN: l23456782", [("l23456782", "redact")]),  # l read for 1
        ("BSN: 12345O782", [("12345O782", "ask")]),  # O read for 0, test fails
        # A column of headings, then a column of values; the date is no BSN.
        ("Geboortedatum\nBSN\n12-03-1975\n123456782", [("123456782", "redact")]),
        ("123456782", [("123456782", "ask")]),  # passes, nothing says what it is
        ("1234.56.782", [("1234.56.782", "ask")]),
        ("123 456 782", []),  # three amounts in a row
        ("123456789", []),
        ("Naam\tBSN\nJansen\t123456782\nPieters\t111222333", [
            ("123456782", "redact"), ("111222333", "redact"),
        ]),
    ],
)  # fmt: skip
def test_how_sure(text: str, found: list[tuple[str, str]]) -> None:
    assert finds(RECOGNIZER, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "kenmerk 123456782",
        "zaaknummer: 123456782",
        "KvK-nummer 123456782",
        "factuurnummer 123456782",
        "123456782-01",
        "2024-123456782",
        "€ 123.456.782",
        "1234567820",  # ten digits
        "tel. 123456782",
        "000000000",
        "19637 nr. 3606 en 2024/1347",
        "NL12 RABO 5602 1354 14",
        "0612345678",
    ],
)
def test_what_is_no_bsn(text: str) -> None:
    assert finds(RECOGNIZER, text) == []


@pytest.mark.parametrize(
    ("digits", "passes"),
    [
        ("123456782", True),
        ("111222333", True),
        ("12345672", True),
        ("123456789", False),
        ("000000000", False),
        ("1234567", False),
        ("12345678a", False),
        ("", False),
    ],
)
def test_eleven_test(digits: str, passes: bool) -> None:
    assert passes_eleven_test(digits) is passes


@given(st.integers(min_value=10_000_000, max_value=999_999_999), st.integers(0, 8))
def test_one_wrong_digit_always_fails(number: int, place: int) -> None:
    digits = f"{number:09d}"
    if passes_eleven_test(digits):
        for other in "0123456789".replace(digits[place], ""):
            assert not passes_eleven_test(digits[:place] + other + digits[place + 1 :])
