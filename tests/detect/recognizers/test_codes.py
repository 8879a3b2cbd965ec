"""Personnel numbers, user ids and references: values that only their surroundings give away."""

from __future__ import annotations

import pytest

from tests.detect.helpers import finds
from woo_desk.detect.recognizers.reference import ReferenceRecognizer
from woo_desk.detect.recognizers.staff_number import StaffNumberRecognizer
from woo_desk.detect.recognizers.user_id import UserIdRecognizer

STAFF = StaffNumberRecognizer()
USER = UserIdRecognizer()
REFERENCE = ReferenceRecognizer()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Personeelsnummer: 417317", "417317"),
        ("personeelsnr. P23566)", "P23566"),
        ("Personeelsnummer\n38471337", "38471337"),
        ("P-nummer 12345", "12345"),
        ("Pers.nr.: 00123456", "00123456"),
        ("stamnummer 123.456", "123.456"),
        ("medewerkernummer: M-12345", "M-12345"),
        ("Pers. nr. 123456", "123456"),
        ("P-nr: 123456", "123456"),
        ("Naam\tPersoneelsnummer\nJansen\t123456", "123456"),
    ],
)
def test_staff_number(text: str, number: str) -> None:
    assert finds(STAFF, text) == [(number, "redact")]


def test_staff_number_found_again() -> None:
    assert finds(STAFF, "personeelsnummer 417317.\n\nZie ook 417317 en 417318.") == [
        ("417317", "redact"),
        ("417317", "redact"),
    ]


@pytest.mark.parametrize("text", ["417317", "personeelsnummer onbekend", "personeel: 417317 fte"])
def test_no_staff_number(text: str) -> None:
    assert finds(STAFF, text) == []


@pytest.mark.parametrize(
    ("text", "user"),
    [
        ("Gebruikersnaam: KOSS80", "KOSS80"),
        ("gebruikersnaam is j.jansen", "j.jansen"),
        ("User ID: u273373", "u273373"),
        ("inlognaam\njansen_p", "jansen_p"),
        ("Selam Zibari (BPKGA1)", "BPKGA1"),
        ("Amina Şahin (AABCF9)", "AABCF9"),
        ("Renée Lazizi (u273373)", "u273373"),
        ("Heleen de Fremery (JKJMC2, personeelsnr. 118647)", "JKJMC2"),
        (r"C:\Users\jansenp\Documents\nota.docx", "jansenp"),
        (r"\\server\home$\jansenp\map", "jansenp"),
        (r"MINJUS\u273373", "u273373"),
        ("/O=MINJUS/OU=X/cn=Recipients/cn=jansenp;", "jansenp"),
    ],
)
def test_user_id(text: str, user: str) -> None:
    assert finds(USER, text) == [(user, "redact")]


@pytest.mark.parametrize("text", ["UID: jansenp", "Gebruikersnaam: jansenp\nAdres"])
def test_user_id_of_letters_only_is_asked(text: str) -> None:
    assert finds(USER, text) == [("jansenp", "ask")]


def test_user_id_by_its_form_alone_is_asked() -> None:
    assert finds(USER, "gewijzigd door u273373") == [("u273373", "ask")]


def test_user_id_found_again() -> None:
    assert finds(USER, "Simar (EBBML9). Later wijzigde EBBML9 dit.") == [
        ("EBBML9", "redact"),
        ("EBBML9", "redact"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(COVID19)",
        "koolstofdioxide (CO2)",
        "het virus (COVID19)",
        "personeel (BR12)",
        "login: zie de bijlage",
        "Horizon (H2020)",
        r"C:\Users\Public\nota.docx",
        "login via de site",
        "account manager",
        "de gebruiker kan",
        "en/of",
        "(D66)",
        "de Wet (Stb. 2021)",
        "via account info@ind.nl",
    ],
)
def test_no_user_id(text: str) -> None:
    assert finds(USER, text) == []


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Ons kenmerk\n5277899", "5277899"),
        ("Ons kenmerk: PO-5680/24", "PO-5680/24"),
        ("Onze referentie Woo/2024/497", "Woo/2024/497"),
        ("(zaaknummer 4718569)", "4718569"),
        ("Dossier: 5106435-4", "5106435-4"),
        ("Besluit nr.\n4194136-2, versie", "4194136-2"),
        ("Kamerstukken II 19637, nr. 3606", "19637, nr. 3606"),
        ("Kamerstuk 36 410 VI, nr. 2", "36 410 VI, nr. 2"),
        ("ECLI:NL:RVS:2018:321", "ECLI:NL:RVS:2018:321"),
        ("Verordening (EU) 2024/1347", "2024/1347"),
    ],
)
def test_references_stay(text: str, reference: str) -> None:
    assert finds(REFERENCE, text) == [(reference, "keep")]


@pytest.mark.parametrize("text", ["446.930 aanvragen", "kenmerkend voor 2023", "in de zaak tegen"])
def test_no_reference(text: str) -> None:
    assert finds(REFERENCE, text) == []
