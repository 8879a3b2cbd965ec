"""Personnel numbers, user ids and references: values that only their surroundings give away."""

from __future__ import annotations

import pytest

from tests.detect.helpers import finds
from woo_desk.detect.context import PageContext
from woo_desk.detect.normal import normalise
from woo_desk.detect.recognizers.reference import ReferenceRecognizer
from woo_desk.detect.recognizers.staff_number import StaffNumberRecognizer
from woo_desk.detect.recognizers.user_id import UserIdRecognizer
from woo_desk.domain.person import KnownPerson

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


COLUMN = """Behandelaar
Personeelsnummer
Afgedaan

Ebbo Vlinkstra
00418827
212

Sanne Griffioen
00420561
1234567
"""


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (COLUMN, ["00418827", "00420561"]),
        ("Naam Personeelsnummer Aantal\nE. Vlinkstra 418827 2\nS. Griffioen 420561 3\n",
         ["418827", "420561"]),
        ("Aantal\n\nEbbo\n00418827\n", []),
        ("Wie zijn personeelsnummer vergeet, belt de balie.\n\nTotaal\n1234567\n", []),
        ("Personeelsnummer\nBedrag\n\nEbbo\n1.234.567\n\nSanne\n12,50\n", []),
    ],
)  # fmt: skip
def test_staff_numbers_below_their_head(text: str, numbers: list[str]) -> None:
    assert [number for number, _ in finds(STAFF, text)] == numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gülşen Demirözü leverde aan (export demirog1).", ["demirog1"]),
        ("export demirog1 door G. Demirözü", ["demirog1"]),
        ("Annelies van den Heuvel, aheuvel2", ["aheuvel2"]),
        ("Ebbo Vlinkstra schreef concept2 in maart2022", []),
        ("Gülşen Demirözü en demirot1", []),
        ("Gülşen Demirözü en demg1", []),
        ("zie demirog1", []),
        ("Gülşen Demirözü, demirog1@minienw.nl", []),
    ],
)
def test_user_ids_made_of_a_name(text: str, found: list[str]) -> None:
    assert [value for value, _ in finds(USER, text)] == found


def test_user_ids_made_of_a_name_known_in_the_dossier() -> None:
    known = (KnownPerson("Gebremedhin", first_name="Tesfalem"), KnownPerson("Bakker"))
    page = PageContext(normalise("ingevoerd: gebremt1, bakkerx1"), known)
    assert [page.text[hit.start : hit.end] for hit in USER.find(page)] == ["gebremt1"]
