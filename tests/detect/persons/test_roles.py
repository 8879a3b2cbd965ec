"""Who stays readable and who does not: nobody is kept in silence by the title of another."""

from __future__ import annotations

import datetime as dt

import pytest

from woo_desk.detect.persons.find import find_persons
from woo_desk.detect.persons.lists import Lists
from woo_desk.domain.finding import Role
from woo_desk.domain.person import KnownPerson

READABLE = (
    # Title before, with and without portfolio; in the case of the nareis documents R30-R32.
    ("Minister voor Rechtsbescherming Franc Weerwind schreef", "Franc Weerwind"),
    ("de staatssecretaris van Justitie en Veiligheid, de heer Van der Burg, wil", "Van der Burg"),
    ("de minister van Justitie en Veiligheid, mevrouw Yesilgöz, heeft", "Yesilgöz"),
    ("Burgemeester van Amsterdam Femke Halsema zei dit", "Femke Halsema"),
    ("Lid van de Tweede Kamer Anne-Marijke Podt vroeg", "Anne-Marijke Podt"),
    ("gedeputeerde van Noord-Brabant Liesbeth Lazizi sprak", "Liesbeth Lazizi"),
    ("vragen van het lid Veldkamp (NSC)", "Veldkamp"),
    ("vragen van het lid Piri (GroenLinks-PvdA)", "Piri"),
    ("de motie van de leden Kuik en Bruins Slot is aangenomen", "Bruins Slot"),
    ("Ook de leden Podt, Piri en Van Dijk waren er.", "Piri"),
    ("minister Bos en Jan Jansen van DMB", "Bos"),
    ("de adviseur van minister Kaag is akkoord", "Kaag"),
    ("namens minister Kaag heeft hij gebeld", "Kaag"),
    # Title behind.
    ("Ulysse Ellian, lid van de Tweede Kamer", "Ulysse Ellian"),
    ("Jan-Willem Dubbeld, directeur-generaal Migratie", "Jan-Willem Dubbeld"),
    ("Jan-Willem Dubbeld, directeur-generaal Migratie\nMAX DE VRIES", "Jan-Willem Dubbeld"),
    ("Jan-Willem Dubbeld, secretaris-generaal, en Piet Bos", "Jan-Willem Dubbeld"),
    ("nodig hebben.\n\nRhodia Maas\nDG IND\nAantal aanvragen", "Rhodia Maas"),
    # Signature of the holder herself.
    ("De Minister van Asiel en Migratie,\n\n\n\nM. Faber\n", "M. Faber"),
    ("Griffier van de commissie,\nBurger\n\nNr", "Burger"),
    ("Voorzitter van de commissie,\nPeter de Groot\n", "Peter de Groot"),
    # Top officials.
    ("DG Bergveld en beleidsmedewerker Karin Smit", "Bergveld"),
    ("De directeur-generaal van de IND, Saskia Nolke, is akkoord", "Saskia Nolke"),
    ("Directeur-generaal: Johanna Bergveld", "Johanna Bergveld"),
    # By name alone.
    ("Sigrid Kaag heeft dit toegezegd.", "Sigrid Kaag"),
)

NOT_READABLE = (
    ("minister Bos en Jan Jansen van DMB", "Jan Jansen"),
    ("overleg met de SG, Jan Jansen en Piet de Boer", "Jan Jansen"),
    ("Aan: DG, Jan Jansen (DMB)", "Jan Jansen"),
    ("secretaresse DG Anna Bakker belde", "Anna Bakker"),
    ("woordvoerder minister Peter Visser belde", "Peter Visser"),
    ("hoofd bureau SG Jan Jansen", "Jan Jansen"),
    ("Het lid van het projectteam Jan Jansen is ziek.", "Jan Jansen"),
    ("De leden Jan Jansen en Piet de Boer van het MT", "Piet de Boer"),
    ("De minister heeft Jan Jansen gevraagd dit te doen.", "Jan Jansen"),
    ("de nota voor de minister van Jan Jansen", "Jan Jansen"),
    ("Jan Bos (adviseur minister) en Piet de Boer", "Piet de Boer"),
    ("Piet de Boer, politiek assistent van minister Kaag", "Piet de Boer"),
    ("R. Prins, O.D. Rietkerk en K. de Boer", "O.D. Rietkerk"),
    (
        "De minister van Justitie,\nnamens deze,\n\n\nJ.H.R. de Wette\nAfdelingshoofd",
        "J.H.R. de Wette",
    ),
    ("namens\nde staatssecretaris mr. O. de Gelder. Hij", "O. de Gelder"),
    ("Peter Polman – Nidos\nZoë Verschuren – NCTV\nKees Jonker – COA", "Zoë Verschuren"),
    ("Aanwezig: Jan Jansen, minister Faber, Piet Bos", "Jan Jansen"),
    ("Aanwezig: Jan Jansen, DG Bergveld en Piet Bos", "Jan Jansen"),
    (
        "Aanwezig: Jan Jansen, staatssecretaris van Justitie en Veiligheid Van der Burg",
        "Jan Jansen",
    ),
    ("K. Jansen\nMinister Faber\nP. de Boer", "K. Jansen"),
    ("Kees Jansen\nDirecteur-generaal: Johanna Bergveld\n", "Kees Jansen"),
    ("K. Jansen\nDe Minister van Asiel en Migratie,\n\nM. Faber", "K. Jansen"),
    ("Naam\tFunctie\nK. Jansen\tSG Schoof\n", "K. Jansen"),
    ("MAX DE VRIES, secretaris-generaal\nPIET JONKMAN\nadviseur", "PIET JONKMAN"),
)


def role_of(text: str, name: str, lists: Lists) -> tuple[Role, float]:
    hits = {text[h.start : h.end]: h for h in find_persons(text, lists).hits}
    assert name in hits, (name, list(hits))
    return hits[name].role, hits[name].score


@pytest.mark.parametrize(("text", "name"), READABLE)
def test_stays_readable(text: str, name: str, lists: Lists) -> None:
    assert role_of(text, name, lists)[0] in (Role.OFFICE, Role.TOP)


@pytest.mark.parametrize(("text", "name"), NOT_READABLE)
def test_is_not_kept_by_the_title_of_another(text: str, name: str, lists: Lists) -> None:
    role, score = role_of(text, name, lists)
    assert role not in (Role.OFFICE, Role.TOP)
    assert score >= 0.55


@pytest.mark.parametrize(
    "text",
    [
        "Van: Rutte, M. (Mark) <m.rutte@minjenv.nl>",  # on the list, with a civil servant's mailbox
        "de heer Van der Burg belde",  # a bare surname that is a minister's too
    ],
)
def test_a_contradiction_is_asked(text: str, lists: Lists) -> None:
    (hit,) = find_persons(text, lists).hits
    assert hit.role is Role.CIVIL
    assert 0.55 <= hit.score < 0.75


def test_surname_follows_the_full_name(lists: Lists) -> None:
    text = "Wethouder Tessa Zwaluwdam opende. Daarna bedankte mevrouw Zwaluwdam de zaal."
    assert {h.role for h in find_persons(text, lists).hits} == {Role.OFFICE}


def test_surname_of_both_is_asked(lists: Lists) -> None:
    text = (
        "Wethouder Tessa Zwaluwdam opende.\n\nVan: Kees Zwaluwdam <k.zwaluwdam@ind.nl>\n\n"
        "Volgens mevrouw Zwaluwdam kan dat."
    )
    last = find_persons(text, lists).hits[-1]
    assert (last.role, last.score) == (Role.CIVIL, 0.6)


def test_office_that_was_not_yet_taken_up(lists: Lists) -> None:
    text = "De planning is gemaakt door Marjolein Faber en de afdeling."
    before = find_persons(text, lists, date=dt.date(2001, 1, 1)).hits[0]
    later = find_persons(text, lists, date=dt.date(2024, 9, 1)).hits[0]
    assert before.role is Role.CIVIL
    assert later.role is Role.OFFICE


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Verzoeker: Kees Jansen", Role.PRIVATE),
        ("haar dochter Marieke woont", Role.PRIVATE),
        ("Advocaat: mr. K. de Vries", Role.EXTERNAL),
        ("Behandeld door: K. de Vries", Role.CIVIL),
    ],
)
def test_role_of_who_does_not_act_publicly(text: str, role: Role, lists: Lists) -> None:
    assert [hit.role for hit in find_persons(text, lists).hits] == [role]


@pytest.mark.parametrize(
    ("surname", "role"),
    [("Zwaluwdam", Role.OFFICE), ("Jansen", Role.CIVIL)],  # rare, and common: may be another
)
def test_office_known_from_another_document(surname: str, role: Role, lists: Lists) -> None:
    known = KnownPerson(surname=surname, first_name="Tessa", role=Role.OFFICE, certainty=0.9)
    (hit,) = find_persons(f"Daarna bedankte mevrouw {surname} ons.", lists, known=[known]).hits
    assert hit.role is role
    assert role is Role.OFFICE or hit.score < 0.75
