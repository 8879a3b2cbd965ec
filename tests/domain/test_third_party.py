"""A third party reads its own words and nobody else's."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from woo_desk.domain.third_party import MASK, ThirdParty, ViewOutcome, masked


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
