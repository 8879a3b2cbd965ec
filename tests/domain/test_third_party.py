"""A third party reads its own words and nobody else's."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from woo_desk.domain.ids import DocumentId
from woo_desk.domain.third_party import (
    MASK,
    Passage,
    ThirdParty,
    ViewOutcome,
    given_from,
    masked,
)


@pytest.mark.parametrize(
    ("text", "others", "wanted"),
    [
        ("Jansen belde Bakkerij De Zon.", ["Jansen"], f"{MASK} belde Bakkerij De Zon."),
        ("J. de\nVries en Zon", ["J. de Vries"], f"{MASK} en Zon"),
        ("DE VRIES, en Zon", ["de Vries"], f"{MASK} en Zon"),
        ("mail: a.jansen@x.nl", ["jansen"], f"mail: {MASK}"),
        ("Bakkerij De Zon levert.", ["De Zon"], "Bakkerij De Zon levert."),
        ("niets te zien", [""], "niets te zien"),
    ],
)
def test_words_of_others_are_masked(text: str, others: list[str], wanted: str) -> None:
    assert masked(text, others, ("Bakkerij De Zon",)) == wanted


def test_an_answer_may_come_until_its_day() -> None:
    party = ThirdParty("t", "De Zon", answer_until=dt.date(2026, 6, 10))
    assert party.waits(dt.date(2026, 6, 10))
    assert not party.waits(dt.date(2026, 6, 11))
    assert not dataclasses.replace(party, outcome=ViewOutcome.AGREES).waits(dt.date(2026, 6, 1))
    assert ThirdParty("t", "De Zon").waits(dt.date(2026, 6, 1))


LONG = "De directeur heeft op dinsdag met de wethouder over de prijs van het brood gesproken."


def test_of_a_long_stretch_the_part_that_stands_in_the_passage_is_masked() -> None:
    passage = "Bakkerij De Zon levert. De directeur heeft op dinsdag met de wethouder"
    assert masked(passage, [LONG], ("Bakkerij De Zon",)) == f"Bakkerij De Zon levert. {MASK}"
    assert masked("De directeur heeft gebeld.", [LONG], ()) == "De directeur heeft gebeld."


def test_a_stretch_about_the_party_itself_is_what_it_is_asked_about() -> None:
    own = f"Bakkerij De Zon levert voor 5 euro. {LONG}"
    assert masked(own, [own, "wethouder"], ("Bakkerij De Zon",)) == own.replace("wethouder", MASK)


def party(outcome: ViewOutcome, *, followed: bool = False) -> ThirdParty:
    passages = (
        Passage(DocumentId("d1"), 0, "a", objection=True),
        Passage(DocumentId("d2"), 0, "b"),
        Passage(DocumentId("d3"), 0, "c", is_theirs=False),
    )
    return ThirdParty("t", "De Zon", passages=passages, outcome=outcome, followed=followed)


def test_what_would_be_given_against_its_will() -> None:
    def documents(found: ThirdParty) -> list[str]:
        return [passage.document_id for passage in found.objected]

    assert documents(party(ViewOutcome.OBJECTS)) == ["d1", "d2"]
    assert documents(party(ViewOutcome.PARTLY)) == ["d1"]
    assert documents(party(ViewOutcome.OBJECTS, followed=True)) == []
    assert documents(party(ViewOutcome.AGREES)) == []
    vague = dataclasses.replace(
        party(ViewOutcome.PARTLY),
        passages=(Passage(DocumentId("d1"), 0, "a"), Passage(DocumentId("d2"), 0, "b")),
    )
    assert documents(vague) == ["d1", "d2"], "in part, and nobody said which: all wait"


@pytest.mark.parametrize(
    ("decided", "given"),
    [
        ("2026-06-01", "2026-06-16"),  # the two weeks end on Monday the 15th
        ("2026-06-06", "2026-06-23"),  # Saturday the 20th runs on to Monday the 22nd
        ("2026-12-11", "2026-12-29"),  # Christmas on a Friday, a weekend, Monday the 28th
    ],
)
def test_two_weeks_between_decision_and_giving(decided: str, given: str) -> None:
    assert given_from(dt.date.fromisoformat(decided)) == dt.date.fromisoformat(given)
