from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.detect.helpers import finds
from woo_desk.detect.recognizers.checks import passes_account_test, passes_iban_test
from woo_desk.detect.recognizers.iban import IbanRecognizer

RECOGNIZER = IbanRecognizer()


@pytest.mark.parametrize(
    "iban",
    [
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "NL91 ABNA 0417164300",
        "N L 9 1 A B N A 0 4 1 7 1 6 4 3 0 0",
        "nl91abna0417164300",
        "NL91.ABNA.0417.1643.00",
        "NL91-ABNA-0417-1643-00",
        "NL91 ABNA 0417\n1643 00",
        "NL91 ABNA 04 17 16 43 00",
        "NL91 ABNA O417 1643 OO",  # letters read for zeros
        "BE68 5390 0754 7034",
        "BE68539007547034",
        "DE89 3704 0044 0532 0130 00",
        "GB29 NWBK 6016 1331 9268 19",
    ],
)
@pytest.mark.parametrize("around", ["IBAN: {} t.n.v. Jansen", "rekening {}.", "{}", "({})"])
def test_ways_of_writing(iban: str, around: str) -> None:
    assert finds(RECOGNIZER, around.format(iban)) == [(iban, "redact")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NL91 ABNA 0417 1643 01", [("NL91 ABNA 0417 1643 01", "ask")]),  # wrong check digits
        ("NL86 INGB 0002 4455 88", [("NL86 INGB 0002 4455 88", "keep")]),  # Belastingdienst
        ("rekeningnummer 41.71.64.300", [("41.71.64.300", "redact")]),
        ("rekeningnummer 123456789", [("123456789", "redact")]),
        ("girorekening 1234567", [("1234567", "ask")]),
    ],
)
def test_how_sure(text: str, found: list[tuple[str, str]]) -> None:
    assert finds(RECOGNIZER, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "41.71.64.300",  # an old account number needs its label
        "BE68 5390 0754 7035",  # another country, wrong check digits: any code
        "NL91 ABNA 0417 1643",  # too short
        "XNL91ABNA0417164300",
        "DOSSIER12345678901234",
        "PO-5680/24",
        "kamerstuk 19637",
        "in rekening gebracht: 2023",
    ],
)
def test_what_is_no_account(text: str) -> None:
    assert finds(RECOGNIZER, text) == []


def test_check_digits() -> None:
    assert passes_iban_test("NL91ABNA0417164300")
    assert not passes_iban_test("NL19ABNA0417164300")
    assert not passes_iban_test("XX91ABNA0417164300")
    assert passes_account_test("417164300")
    assert not passes_account_test("417164301")
    assert not passes_account_test("0")


@given(st.integers(0, 9), st.integers(8, 17))
def test_one_wrong_digit_always_fails(digit: int, place: int) -> None:
    good = "NL91ABNA0417164300"
    assert passes_iban_test(good[:place] + str(digit) + good[place + 1 :]) is (
        good[place] == str(digit)
    )
