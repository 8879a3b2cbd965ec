"""Two people with one surname: the title of the one keeps nobody else readable."""

from __future__ import annotations

import pytest

from woo_desk.detect.persons.find import Hit, find_persons
from woo_desk.detect.persons.lists import Lists
from woo_desk.detect.persons.scores import SHOWN
from woo_desk.domain.finding import EntityType, Role
from woo_desk.domain.person import KnownPerson

PUBLIC = (Role.OFFICE, Role.TOP)
OFFICE = KnownPerson(surname="Omtzigt", role=Role.OFFICE, certainty=0.9)


def hit_on(text: str, words: str, lists: Lists, *known: KnownPerson) -> Hit:
    """The one hit that covers these words."""
    start = text.index(words)
    hits = find_persons(text, lists, known=known).hits
    return next(h for h in hits if h.start <= start and h.end >= start + len(words))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vragen van het lid Omtzigt (CDA).\n\nKarlijn Omtzigt zoekt dit uit.", "Karlijn Omtzigt"),
        ("Karlijn Omtzigt zoekt dit uit.\n\nVragen van het lid Omtzigt (CDA).", "Karlijn Omtzigt"),
        ("Aanwezig: B.T. Omtzigt, J. de Graaf\n\nHet lid Omtzigt (CDA) vroeg", "B.T. Omtzigt"),
    ],
)
def test_full_name_that_only_shares_the_surname_goes(text: str, name: str, lists: Lists) -> None:
    hit = hit_on(text, name, lists)
    assert hit.role not in PUBLIC
    assert hit.score >= 0.75


def test_the_holder_of_office_still_stays(lists: Lists) -> None:
    text = "Vragen van het lid Omtzigt (CDA).\n\nKarlijn Omtzigt zoekt dit uit."
    assert hit_on(text, "Omtzigt (CDA)"[:7], lists).role is Role.OFFICE
    assert (
        hit_on("Pieter Omtzigt (NSC) sprak.\n\nPieter Omtzigt wil", "Pieter", lists).role in PUBLIC
    )


def test_namesake_on_another_page_of_the_dossier_goes(lists: Lists) -> None:
    hit = hit_on(
        "Graag contact opnemen met Karlijn Omtzigt hierover.", "Karlijn Omtzigt", lists, OFFICE
    )
    assert hit.role not in PUBLIC
    assert hit.score >= SHOWN


def test_title_holder_on_no_list_with_a_full_namesake_is_asked(lists: Lists) -> None:
    text = "Wethouder Kwakernaat opende de avond.\n\nMirthe Kwakernaat deed de zaal."
    hit = hit_on(text, "Mirthe Kwakernaat", lists)
    assert hit.role not in PUBLIC
    assert hit.why_key == "why.person.contradiction"
    assert SHOWN <= hit.score < 0.75


def test_bare_surname_of_both_is_asked(lists: Lists) -> None:
    text = "Het lid Omtzigt (CDA) vroeg dit. Karlijn Omtzigt zocht mee. Volgens Omtzigt kan het."
    start = text.rindex("Omtzigt")
    hit = next(h for h in find_persons(text, lists).hits if h.start == start)
    assert hit.role not in PUBLIC
    assert SHOWN <= hit.score < 0.75


def test_paraaf_of_the_namesake_goes(lists: Lists) -> None:
    text = "Het lid Omtzigt (CDA) vroeg dit.\nKarlijn Omtzigt\n\nActie\tWie\nBrief\tKOm\n"
    hit = hit_on(text, "KOm", lists)
    assert hit.type is EntityType.INITIALS
    assert hit.role not in PUBLIC


@pytest.mark.parametrize("cell", ["Tweede Kamer (CDA)", "Tweede Kamer", "CDA"])
def test_member_in_a_row_with_chamber_or_party_stays(cell: str, lists: Lists) -> None:
    text = f"Nr.\n1\nBolhuis, T.\nbewoner\n2\nOmtzigt, P.\n{cell}\n3\nDuinker, K.\nbewoner\n"
    assert hit_on(text, "Omtzigt, P.", lists).role is Role.OFFICE
    assert hit_on(text, "Bolhuis, T.", lists).role not in PUBLIC
    assert hit_on(text, "Duinker, K.", lists).role not in PUBLIC


@pytest.mark.parametrize("name", ["Omtzigt, K.", "Bolhuis, T."])
def test_chamber_in_the_row_keeps_nobody_who_is_not_on_the_list(name: str, lists: Lists) -> None:
    text = f"Nr.\n1\n{name}\nTweede Kamer (CDA)\n2\nDuinker, K.\nbewoner\n"
    assert hit_on(text, name, lists).role not in PUBLIC
