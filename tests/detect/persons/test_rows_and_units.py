"""How names are written in lists, and names of units that look like persons."""

from __future__ import annotations

import pytest

from tests.detect.persons import layouts_blind, layouts_open, layouts_third
from tests.detect.persons.people import cast, fill
from woo_desk.detect.persons.find import find_persons
from woo_desk.detect.persons.lists import Lists
from woo_desk.detect.persons.scores import SHOWN
from woo_desk.domain.finding import EntityType
from woo_desk.domain.person import KnownPerson
from woo_desk.texts import text as dutch


def shown(text: str, lists: Lists, *known: KnownPerson) -> list[str]:
    hits = find_persons(text, lists, known=known).hits
    return [text[h.start : h.end] for h in hits if h.score >= SHOWN]


def sure(text: str, lists: Lists) -> list[str]:
    return [text[h.start : h.end] for h in find_persons(text, lists).hits if h.score >= 0.75]


@pytest.mark.parametrize(
    "name",
    [
        "MOESKER T.",
        "VAN DER MEULEN J.G.",
        "HULSEBOSCH H.J.",
        "Ten Hove van Bentheim, K.",
        "De Ridder van Vollenhoven, A.M.",
        "Bouzidi, Mohamed Amin",
    ],
)
def test_surname_first(name: str, lists: Lists) -> None:
    text = f"Naam\tPlaats\n{name}\tZwolle\nKlaassen, P.\tAssen\nTieman, R.\tGoes\n"
    assert name in shown(text, lists)


@pytest.mark.parametrize("words", ["Bijlage B.", "SCENARIO B.", "Variant A.", "DIRECTIE A."])
def test_a_numbered_part_is_no_name(words: str, lists: Lists) -> None:
    assert shown(f"Overzicht\n{words}\nDe kosten zijn hoog.\n", lists) == []


def test_two_persons_on_two_lines(lists: Lists) -> None:
    text = "Aan:\nMarjolijn van der Plaats; Tewolde Habtemariam\nHulsebosch, Ruben; Postbus Wonen\n"
    assert {"Tewolde Habtemariam", "Hulsebosch, Ruben"} <= set(sure(text, lists))


def test_a_paraaf_and_the_label_below_it(lists: Lists) -> None:
    found = shown("Paraaf opsteller: ST\nMedeparaaf FEZ: BVr\n", lists)
    assert all("Medeparaaf" not in words for words in found)


@pytest.mark.parametrize("letters", ["THb", "THbt", "Teb"])
def test_paraaf_with_further_letters_of_the_surname(letters: str, lists: Lists) -> None:
    text = f"Tewolde Habtemariam (FEZ) is akkoord.\n\nGezien\n12-05\n{letters} / MvdP\n16-05\n"
    hits = find_persons(text, lists).hits
    found = {text[h.start : h.end] for h in hits if h.type is EntityType.INITIALS}
    assert (letters in found) == (letters != "Teb")


def test_letters_that_abbreviate_nobody_are_no_paraaf(lists: Lists) -> None:
    text = "Tewolde Habtemariam is akkoord. De NVt en het BIb doen mee.\n"
    hits = find_persons(text, lists).hits
    assert all(h.type is not EntityType.INITIALS for h in hits)


@pytest.mark.parametrize("party", ["PvdD", "PvdA", "FvD"])
def test_a_party_is_no_paraaf(party: str, lists: Lists) -> None:
    text = f"Paraaf\n{party}\nHet lid Westerveld ({party}) vroeg dit. Actie: {party}\n"
    assert party not in shown(text, lists)


@pytest.mark.parametrize(
    "text",
    [
        "Directoraat-Generaal\nWater en Lucht\n\nde directeur-generaal Water en Lucht,\nDatum",
        "Ministerie van Water en Jeugd\nParaaf\nWater en Jeugd\nContact\n",
        "Directie Bos en Natuur vindt dit.\nBos en Natuur meldt dat het klaar is.",
        "De dorpsvereniging Kerk en Haven vindt dat het kan.\nKern\tAantal\nKerk en Haven\t12\n",
        "Annotatie commissiedebat Zee en Visserij\nWie\tWat\nZee en Visserij\tnota\n",
        "Best wishes,\n\nMinistry of Water and Trade\nDepartment for Water\n",
        "Werkinstructie BEHAREG\nOpen BEHAREG en zoek de aanvraag.",
    ],
)
def test_names_of_units_and_systems_are_no_persons(text: str, lists: Lists) -> None:
    assert shown(text, lists) == []


@pytest.mark.parametrize(
    "cited",
    [
        "4 Stcrt. 2021, 18604. De regeling staat op de website",
        "Gepubliceerd in Stb. 2019, 12 en Trb. 1951, 131.",
        "(Stb. 2019, 12)",
        "Trb. 1951, 131",
        "Aldus Stb.\n2019, 12",
        "Kamerstukken II 2020/21, 35 570, nr. 3; Kamerst. II; Aanh. Handelingen II",
        "Gst. 2019/12",
    ],
)
def test_publications_that_are_cited_are_no_persons(cited: str, lists: Lists) -> None:
    assert find_persons(cited, lists).hits == ()


def test_letters_without_a_year_may_be_somebodys(lists: Lists) -> None:
    """The same letters as those of a publication, where a name is expected."""
    assert shown("Beste Trb,\n\nKun je dit nakijken?", lists) == ["Trb"]


def test_two_surnames_behind_a_unit_are_left_to_the_rules_for_persons(lists: Lists) -> None:
    text = "Volgens de directie Bakker en Visser is dit goed. Jolanda Bakker heeft gebeld."
    assert "Bakker" in shown(text, lists)


def test_prefix_and_surname_of_somebody_known_are_sure(lists: Lists) -> None:
    text = (
        "Mevrouw P.T. van der Berg opent de vergadering en licht de stukken toe aan allen. Van\n"
        "der Berg verwerkt de opmerkingen.\n"
    )
    assert sure(text, lists).count("Van\nder Berg") == 1


def test_initials_make_a_word_a_name(lists: Lists) -> None:
    known = KnownPerson(surname="Zwaluw", first_name="Roos", certainty=0.9)
    text = "Afwezig waren R.B. Zwaluw en anderen."
    (hit,) = find_persons(text, lists, known=(known,)).hits
    assert hit.score >= 0.75


def test_no_reason_has_an_empty_value(lists: Lists) -> None:
    layouts = (
        (layouts_open.POOL, layouts_open.OPEN),
        (layouts_blind.POOL, layouts_blind.BLIND),
        (layouts_third.POOL, layouts_third.THIRD),
    )
    for pool, templates in layouts:
        for number, template in enumerate(templates):
            for hit in find_persons(fill(template, cast(pool, number)).text, lists).hits:
                assert "“”" not in dutch(hit.why_key, **hit.why_values), hit.why_key
    text = "Namens deze,\n\nHarm Duinker\nGroetjes\nWillemijn\n"
    for hit in find_persons(text, lists).hits:
        assert "“”" not in dutch(hit.why_key, **hit.why_values)
