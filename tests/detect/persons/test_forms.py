"""Forms of names that are found whole, and look-alikes that are not found at all."""

from __future__ import annotations

import pytest

from woo_desk.detect.persons.find import find_persons
from woo_desk.detect.persons.lists import Lists
from woo_desk.domain.finding import EntityType
from woo_desk.domain.person import KnownPerson

FOUND = (
    ("Contactpersoon\nPaulien Krootjes\nwoordvoerder", ["Paulien Krootjes"]),
    ("Contactpersoon R. Tirtir", ["R. Tirtir"]),
    ("Aan: Lange, E. de (Esther)", ["Lange, E. de (Esther)"]),
    ("Aan: Beers, van, T.; Kooij, van der, K.", ["Beers, van, T.", "Kooij, van der, K."]),
    ("S.P.A. (Sander) Piorunek belt", ["S.P.A. (Sander) Piorunek"]),
    ("Van: Leeuw, Loes de\nAan: X", ["Leeuw, Loes de"]),
    ("Naam\tTelefoon\nTjon A Ten, C.F.\t06-123", ["Tjon A Ten, C.F."]),
    (
        "AAN:   ANDRÉ MIJNBEEK\nVAN:   NOORTJE VAN LEENING",
        ["ANDRÉ MIJNBEEK", "NOORTJE VAN LEENING"],
    ),
    ("Beste Rik en Yara,\n\nDank!", ["Rik", "Yara"]),
    ("Groet,\n\nYorick", ["Yorick"]),
    ("Gr. Yorick", ["Yorick"]),
    ("24-11-2023 08:48 - Mehmet Kaya: ok", ["Mehmet Kaya"]),
    ("[14:02, 3-5-2023] Xhemal: ok", ["Xhemal"]),
    ("Corine Engels  10:32\nprima", ["Corine Engels"]),
    ("Op di 3 jan 2024 om 13:57 schreef Elif Cheung <e.cheung@x.nl>:", ["Elif Cheung"]),
    ("On Monday Jane Doe <j.doe@x.eu> wrote:", ["Jane Doe"]),
    ("@Yorick: wil jij dit doen?", ["Yorick"]),
    ("dhr. Van Roosenbeek heeft gebeld", ["Van Roosenbeek"]),
    ("Present: Oyelaran Adebisi, Nguyet Phamthi", ["Oyelaran Adebisi", "Nguyet Phamthi"]),
    (
        "Besloten wordt dat Eline\nvan Donkers samen met DMB een voorstel maakt.",
        ["Eline\nvan Donkers"],
    ),
    ("opgesteld door Noor-\ntje van Leening voor het MT", ["Noor-\ntje van Leening"]),
    ("de dames C.H. van den Berg-Huisman en J. Bos", ["C.H. van den Berg-Huisman", "J. Bos"]),
    ("Adviseur: Wolters-de Heer, J. (Joost)", ["Wolters-de Heer, J. (Joost)"]),
    ("PIM ROS\nsecretaris\nWEI RODRÍGUEZ\nadviseur", ["PIM ROS", "WEI RODRÍGUEZ"]),
)

NOTHING = (
    "Zie ook de motie-Segers c.s. en de Wet Mulder.",
    "De commissie-Van Zwol en de commissie Van Rijn hebben geadviseerd.",
    "Het kabinet-Rutte IV en de Balkenendenorm.",
    "In zaal Drees aan de Anna van Hannoverstraat 4, het Anne Frankplein of Dr. H. Colijnlaan 341.",
    "Directie Migratiebeleid, AVIM en de afdeling Analyse Proeftuin Migratieketen.",
    "Volgens NRC en de Volkskrant; zie ook Van Dale en Albert Heijn.",
    "Voor het Willem II-terrein geldt een andere planning.",
    "In mei, juni en augustus; in Mei 2024.",
    "Het Caribisch deel (Bonaire, Sint Eustatius en Saba) volgt.",
    "Conform de Wet Markt en Overheid; het programma Grip op Migratie.",
    "Zij hebben de grote lijn besproken; er is ruimte voor een bakker en een smid.",
    "Contact: woo@minjenv.nl, E-mail info@minaz.nl, Van: postbus@ind.nl",
    "Aan: Directie Migratiebeleid\nCc: Communicatie",
    "Wet open overheid, Tweede Kamer der Staten-Generaal, Raad van State (RvS).",
    "Geboren te Asmara, woont in Capelle aan den IJssel.",
    "KNELPUNT IN HET KORT\n\nDoor het hoge aantal aanvragen",
    "Hoor- en beslismedewerkers werken aan de aanvraag.",
    "Sent: Monday, May 8, 2023 4:12 PM",
)


def shown(text: str, lists: Lists, *known: KnownPerson) -> list[str]:
    hits = find_persons(text, lists, known=known).hits
    return [text[h.start : h.end] for h in hits if h.score >= 0.55]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_is_found_whole(text: str, names: list[str], lists: Lists) -> None:
    assert shown(text, lists) == names


@pytest.mark.parametrize("text", NOTHING)
def test_is_no_person(text: str, lists: Lists) -> None:
    assert shown(text, lists) == []


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Opsteller: Silvia Aneke\n\nNaam\tParaaf\nS. Aneke\tSA\n", ["SA"]),
        ("Van: Sanne van den Borre\n\nGezien: SvdB / XQ", ["SvdB", "XQ"]),
        ("Beste Jan,\n\nDank.\n\nGr. EdL", ["EdL"]),
        ("Esther de Lange is er. Actie: EdL", ["EdL"]),
        ("De IND en het COA overleggen met BZ en de EU (RvS, WaU).", []),
        ("Zie de memorie van toelichting (MvT).", []),
    ],
)
def test_parafen(text: str, letters: list[str], lists: Lists) -> None:
    hits = find_persons(text, lists).hits
    assert [text[h.start : h.end] for h in hits if h.type is EntityType.INITIALS] == letters


KNOWN = KnownPerson(
    surname="Zwaluwdam", prefix="van der", first_name="Xhemal", initials="X.P.", certainty=0.9
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Dit ligt bij Xhemal nu.", "Xhemal"),
        ("Reactie van der Zwaluwdam afwachten", "van der Zwaluwdam"),
        ("Daar ging ZWALUWDAM over.", "ZWALUWDAM"),
        ("Dat is Xhemals idee geweest.", "Xhemals"),
        ("Graag nog even langs XvdZ.", "XvdZ"),
        ("dat weet xhemal wel", "xhemal"),
    ],
)
def test_other_forms_of_somebody_known_in_the_dossier(text: str, form: str, lists: Lists) -> None:
    assert shown(text, lists, KNOWN) == [form]
    score = {h.start: h.score for h in find_persons(text, lists).hits}
    assert all(
        h.score >= score.get(h.start, 0) for h in find_persons(text, lists, known=[KNOWN]).hits
    )


def test_learns_for_the_rest_of_the_dossier(lists: Lists) -> None:
    text = "Van: Xhemal van der Zwaluwdam <x.vanderzwaluwdam@minjenv.nl>\n\nGroet,\nXhemal"
    (person,) = find_persons(text, lists).learnt
    assert (person.surname, person.prefix, person.first_name) == ("Zwaluwdam", "van der", "Xhemal")
    assert person.certainty >= 0.75
    assert person.aliases == ("x.vanderzwaluwdam",)


def test_what_is_learnt_is_learnt_the_same_again(lists: Lists) -> None:
    text = "Van: Xhemal van der Zwaluwdam <x.vanderzwaluwdam@minjenv.nl>\n\nGroet,\nXhemal"
    first = find_persons(text, lists).learnt
    assert find_persons(text, lists, known=first).learnt == first
    assert find_persons("Niets bijzonders hier.", lists, known=first).learnt == first
