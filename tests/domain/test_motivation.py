"""Where the law asks for a reason, and what counts as one."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from tests.helpers import cases
from woo_desk.domain.dossier import BlockerKind, DocumentState, readiness
from woo_desk.domain.ids import GroundCode, RedactionId
from woo_desk.domain.motivation import Motivation, MotivationRule, is_old, rules_for
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.usecases.grounds import load_grounds

TODAY = cases.NOW.date()
OLD = dt.date(TODAY.year - 6, 1, 1)
RECENT = dt.date(TODAY.year - 1, 1, 1)
RESIDUAL, OPINIONS, CROWN = GroundCode("5.1.5"), GroundCode("5.2"), GroundCode("5.1.1a")


def state(
    code: GroundCode = cases.PERSONAL,
    *,
    date: dt.date | None = RECENT,
    kind: str = "brief",
    motivation: str = "",
    motivated: frozenset[GroundCode] = frozenset(),
    origin: RedactionOrigin = RedactionOrigin.MANUAL,
) -> DocumentState:
    redaction = dataclasses.replace(
        cases.redaction(words="x", codes=(code,), origin=origin), motivation=motivation
    )
    base = cases.state(redactions=(redaction,))
    document = dataclasses.replace(base.document, date=date, kind=kind)
    return dataclasses.replace(base, document=document, motivated=motivated)


def blocks(found: DocumentState) -> bool:
    kinds = [blocker.kind for blocker in readiness(cases.dossier(), [found], load_grounds())]
    assert set(kinds) <= {BlockerKind.MOTIVATION_MISSING}
    return bool(kinds)


@pytest.mark.parametrize(
    ("code", "date", "kind", "rules"),
    [
        (cases.PERSONAL, OLD, "brief", (MotivationRule.OLD_INFORMATION,)),
        (cases.PERSONAL, RECENT, "brief", ()),
        (GroundCode("5.1.2i"), RECENT, "brief", (MotivationRule.WEIGHED,)),
        (cases.PERSONAL, None, "brief", ()),
        (CROWN, OLD, "brief", ()),  # lid 1 is not named in art. 5.3
        (OPINIONS, RECENT, "nota", (MotivationRule.FORMAL_DECISION,)),
        (OPINIONS, RECENT, "e-mail", ()),
        (
            OPINIONS,
            OLD,
            "conceptnota",
            (MotivationRule.OLD_INFORMATION, MotivationRule.FORMAL_DECISION),
        ),
        (RESIDUAL, RECENT, "brief", (MotivationRule.RESIDUAL,)),
    ],
)
def test_when_the_law_asks_for_a_reason(
    code: GroundCode, date: dt.date | None, kind: str, rules: tuple[MotivationRule, ...]
) -> None:
    document = dataclasses.replace(cases.document(), date=date, kind=kind)
    assert rules_for(load_grounds().get(code), document, TODAY) == rules
    assert blocks(state(code, date=date, kind=kind)) is bool(rules)


def test_an_answer_to_the_kamer_says_what_interest_is_against_it() -> None:
    grounds, document = load_grounds(), cases.document()
    for code, rules in (("belang van de staat", (MotivationRule.STATE,)), ("persoonsgegevens", ())):
        assert rules_for(grounds.get(GroundCode(code)), document, TODAY) == rules


def test_a_reason_for_the_redaction_or_for_its_ground_is_enough() -> None:
    assert not blocks(state(date=OLD, motivation="Betrokkene werkt er nog."))
    assert not blocks(state(date=OLD, motivated=frozenset({cases.PERSONAL})))
    assert blocks(state(date=OLD, motivation="  "))
    assert blocks(state(date=OLD, motivated=frozenset({OPINIONS})))


def test_a_batch_run_writes_no_reasons() -> None:
    assert not blocks(state(date=OLD, origin=RedactionOrigin.BATCH))


def test_five_years_end_on_the_day_itself_also_for_a_leap_day() -> None:
    born = dt.date(2020, 2, 29)
    assert not is_old(born, dt.date(2025, 3, 1))
    assert is_old(born, dt.date(2025, 3, 2))
    assert not is_old(dt.date(2020, 5, 4), dt.date(2025, 5, 4))
    assert is_old(dt.date(2020, 5, 4), dt.date(2025, 5, 5))


def test_a_motivation_has_words() -> None:
    with pytest.raises(ValueError, match="words"):
        Motivation(cases.PERSONAL, " ", "x", cases.NOW)


def test_the_residual_ground_may_not_lie_on_another_in_a_box_of_its_own() -> None:
    first = dataclasses.replace(
        cases.redaction(words="x", codes=(RESIDUAL,)), motivation="Uitzonderlijk."
    )
    second = dataclasses.replace(cases.redaction(words="y"), id=RedactionId("other"))
    both = cases.state(redactions=(first, second))
    found = readiness(cases.dossier(), [both], load_grounds())
    assert [blocker.kind for blocker in found] == [BlockerKind.RESIDUAL_GROUND_COMBINED]


def test_a_question_keeps_a_finding_open_and_a_rejection_settles_it() -> None:
    finding = cases.finding("Jansen", 0)
    asked = dataclasses.replace(cases.state(findings=(finding,)), questions=frozenset({finding.id}))
    settled = dataclasses.replace(
        cases.state(findings=(finding,)), reviewed=frozenset({finding.id})
    )
    assert asked.is_open(finding)
    assert not settled.is_open(finding)
