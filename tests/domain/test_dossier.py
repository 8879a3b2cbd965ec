"""What blocks an export, kind by kind; a dossier is ready only when nothing does."""

from __future__ import annotations

import dataclasses

import pytest

from tests.helpers import cases
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.dossier import BlockerKind, DocumentState, readiness
from woo_desk.domain.finding import Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.judgement import Judgement, JudgementOverride
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.usecases.grounds import load_grounds


def kinds(*states: DocumentState, basis: LegalBasis = LegalBasis.WOO) -> list[BlockerKind]:
    return [blocker.kind for blocker in readiness(cases.dossier(basis), states, load_grounds())]


def test_an_empty_dossier_is_not_ready() -> None:
    assert kinds() == [BlockerKind.NO_DOCUMENTS]


def test_a_decided_document_is_ready() -> None:
    finding = cases.finding("Jansen", 0)
    done = cases.state(findings=(finding,), redactions=(cases.redaction(finding),))
    assert kinds(done) == []


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (cases.state(outcome=None), BlockerKind.NO_SCOPE_DECISION),
        (cases.state(outcome=None, problem=IntakeProblem.ENCRYPTED), BlockerKind.PROBLEM),
        (cases.state(problem=IntakeProblem.ENCRYPTED), BlockerKind.PROBLEM),
        (cases.state(analysed=False), BlockerKind.NOT_ANALYSED),
        (cases.state(has_text=False), BlockerKind.NEEDS_EYES),
        (cases.state(findings=(cases.finding("Jansen", 0),)), BlockerKind.OPEN_FINDING),
        (
            cases.state(findings=(cases.finding("Jansen", 0, proposal=Proposal.ASK),)),
            BlockerKind.OPEN_FINDING,
        ),
    ],
)
def test_each_kind_of_blocker(state: DocumentState, kind: BlockerKind) -> None:
    assert kinds(state) == [kind]


def test_a_page_that_somebody_looked_at_does_not_block() -> None:
    assert kinds(cases.state(has_text=False, looked_at=True)) == []


def test_a_page_that_was_looked_at_but_not_analysed_still_blocks() -> None:
    assert kinds(cases.state(analysed=False, looked_at=True)) == [BlockerKind.NOT_ANALYSED]


def test_what_is_kept_by_policy_needs_no_decision() -> None:
    assert kinds(cases.state(findings=(cases.finding("Rutte", 0, proposal=Proposal.KEEP),))) == []


@pytest.mark.parametrize("outcome", [ScopeOutcome.OUT_OF_SCOPE, ScopeOutcome.DUPLICATE])
def test_out_of_scope_needs_nothing_but_its_decision(outcome: ScopeOutcome) -> None:
    left_out = cases.state(outcome=outcome, findings=(cases.finding("Jansen", 0),), analysed=False)
    assert kinds(left_out) == []


def test_an_article_5_1_ground_blocks_an_art_68_dossier() -> None:
    """Case "nareis", R14: the profile of an art. 68 product has no Woo ground in it."""
    finding = cases.finding("Jansen", 0)
    state = cases.state(findings=(finding,), redactions=(cases.redaction(finding),))
    assert kinds(state, basis=LegalBasis.ART_68_GW) == [BlockerKind.GROUND_OF_OTHER_BASIS]


def test_the_residual_ground_stands_alone() -> None:
    both = (GroundCode("5.1.2e"), GroundCode("5.1.5"))
    state = cases.state(redactions=(cases.redaction(words="iets", codes=both),))
    assert kinds(state) == [BlockerKind.RESIDUAL_GROUND_COMBINED]


def test_a_refusal_as_a_whole_needs_its_reason() -> None:
    override = JudgementOverride(
        DocumentId("d1"), Judgement.NOT_PUBLIC, (cases.PERSONAL,), "", "", "tester", cases.NOW
    )
    refused = dataclasses.replace(cases.state(analysed=False), override=override)
    assert kinds(refused) == [BlockerKind.MOTIVATION_MISSING]
    reasoned = dataclasses.replace(override, reason="Gaat alleen over één persoon.")
    assert kinds(dataclasses.replace(refused, override=reasoned)) == []


def test_the_promise_of_only_personal_data_blocks_every_other_ground() -> None:
    dossier = cases.dossier(LegalBasis.ART_68_GW, only_personal_data=True)
    personal = cases.redaction(words="Jansen", codes=(GroundCode("persoonsgegevens"),))
    interest = dataclasses.replace(
        cases.redaction(words="geheim", codes=(GroundCode("belang van de staat"),)),
        motivation="Openbaarheid schaadt het overleg met andere landen.",
    )
    kept, broken = cases.state(redactions=(personal,)), cases.state(redactions=(interest,))
    assert readiness(dossier, [kept], load_grounds()) == ()
    found = readiness(dossier, [broken], load_grounds())
    assert [blocker.kind for blocker in found] == [BlockerKind.NOT_ONLY_PERSONAL_DATA]
    whole = JudgementOverride(
        DocumentId("d1"), Judgement.NOT_PUBLIC, (GroundCode("belang van de staat"),), "", "x", "y",
        cases.NOW,
    )  # fmt: skip
    refused = dataclasses.replace(kept, override=whole)
    assert [blocker.kind for blocker in readiness(dossier, [refused], load_grounds())] == [
        BlockerKind.NOT_ONLY_PERSONAL_DATA
    ]
