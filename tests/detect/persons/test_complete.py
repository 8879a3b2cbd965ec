"""Half a name is completed: what a fifth blind set of dossiers showed to be missed."""

from __future__ import annotations

import pytest

from woo_desk.detect.persons.find import find_persons
from woo_desk.detect.persons.lists import Lists
from woo_desk.detect.persons.scores import SHOWN
from woo_desk.domain.finding import EntityType, Role

LOG = (
    "LOGBOEK\ntijd  wie  wat\n07.55  KB  dienst overgenomen van {other}\n"
    "08.20  KB  chauffeur belt terug\n09.10  ZD  bevestiging verstuurd\n"
)


def found(lists: Lists, text: str, kind: EntityType = EntityType.PERSON) -> list[str]:
    hits = find_persons(text, lists).hits
    return [text[h.start : h.end] for h in hits if h.type is kind and h.score >= SHOWN]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De opmerking is met Oubadira Mosterdzaad besproken.", "Oubadira Mosterdzaad"),
        ("Via Plechtild Geuzenkamper hoorde ik dat.", "Plechtild Geuzenkamper"),
        ("U kunt bellen met Rozemonde Oyelaranti of met Piet.", "Rozemonde Oyelaranti"),
        ("Notulen van Sanne Mosterdzaad, 3 mei", "Sanne Mosterdzaad"),
    ],
)
def test_a_surname_that_is_a_word_belongs_to_the_name_before_it(
    lists: Lists, text: str, name: str
) -> None:
    assert name in found(lists, text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Projectleider Jansen belt morgen.", "Projectleider"),
        ("Gisteren De Vries gesproken over het plan.", "Gisteren"),
        ("Marloes van Financiën belt terug.", "Financiën"),
        ("Reactie van Sanne Actiepunten volgen. De actiepunten zijn klaar.", "Actiepunten"),
    ],
)
def test_what_is_no_name_stays_beside_one(lists: Lists, text: str, kept: str) -> None:
    assert not any(kept in name for name in found(lists, text))


def test_two_names_on_a_line_are_not_one_surname_first(lists: Lists) -> None:
    names = found(lists, "Meelezers: Anna van Drielandsma, O. Mosterdzaad (HDBZ)\n")
    assert "Anna van Drielandsma" in names
    assert "O. Mosterdzaad" in names


def test_a_list_of_names_is_read_line_by_line(lists: Lists) -> None:
    text = "Deelnemers\nRozemonde Oyelaranti\nMorqand van Dam\nVuurpijler, Kees van\nAnna Bos\n"
    assert not any("\n" in name for name in found(lists, text))


def test_a_label_on_the_next_line_ends_a_name(lists: Lists) -> None:
    assert found(lists, "Opgenomen door: Udo\nBeller: mevr. Visser\n") == ["Udo", "Visser"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Tolk               F. Hendriks, Tigrinya\n", "Tigrinya"),
        ("Anna Bosman\nOosterkade 83, 5734 VX Zutphen\na.bosman@minbzk.nl\n", "Zutphen"),
        ("Aanwezig: burgemeester Bruls (Nijmegen), burgemeester Marcouch (Arnhem)\n", "Arnhem"),
        ("Ministerie van Financiën\nT.a.v. J.W. Tuinstra, P&O\n", "T.a.v"),
    ],
)
def test_languages_towns_and_attention_lines_are_no_persons(
    lists: Lists, text: str, word: str
) -> None:
    assert not any(word in name for name in found(lists, text))


@pytest.mark.parametrize("other", ["MT", "UR"])
def test_letters_behind_the_times_of_a_log_are_parafen(lists: Lists, other: str) -> None:
    """Also where they are the letters of a body ("MT"): the reviewer is asked."""
    text = LOG.format(other=other)
    parafen = found(lists, text, EntityType.INITIALS)
    assert parafen.count("KB") == 2
    assert "ZD" in parafen
    assert (other in parafen) == (other == "UR")


def test_one_line_with_a_time_is_no_log(lists: Lists) -> None:
    assert not found(lists, "14.30 RTC in gebruik genomen\nEinde\n", EntityType.INITIALS)


def test_letters_in_brackets_behind_an_agreement_are_a_paraaf(lists: Lists) -> None:
    text = "Route: MT-DGM akkoord (UR), FEZ akkoord (OB), klaar\n"
    assert found(lists, text, EntityType.INITIALS) == ["UR", "OB"]


def test_letters_before_the_due_date_of_a_numbered_action_are_a_paraaf(lists: Lists) -> None:
    text = "Nr. Actie Wie Gereed\n1 Planning aanleveren\n3 Brief naar gemeente concept GK 20/4\n"
    assert found(lists, text, EntityType.INITIALS) == ["GK"]


@pytest.mark.parametrize(
    "text",
    [
        "MEMO\naan: Peter van Dijk\nvan: Kees Bos\n",
        "Ik machtig mijn dochter Peter van Dijk om mij te vertegenwoordigen.",
    ],
)
def test_a_namesake_of_a_member_is_asked_about(lists: Lists, text: str) -> None:
    """Peter van Dijk sits in the Tweede Kamer, and has many namesakes."""
    [hit] = [h for h in find_persons(text, lists).hits if "Dijk" in text[h.start : h.end]]
    assert (hit.role, hit.why_key) == (Role.CIVIL, "why.person.contradiction")
    said = find_persons("In het debat vroeg Peter van Dijk naar de cijfers.", lists).hits
    assert [h.role for h in said] == [Role.OFFICE]
