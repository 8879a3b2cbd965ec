"""Each blocker has its line in the list, and each line that can be wrong has a state for it."""

from __future__ import annotations

import dataclasses

from tests.helpers import cases
from woo_desk.domain.checks import (
    BlockerChecks,
    Check,
    CheckKey,
    CheckState,
    Place,
    check_states,
    in_order,
)
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.dossier import Blocker, BlockerKind, DocumentState
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.judgement import Judgement, JudgementOverride
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.usecases.grounds import load_grounds

D1 = DocumentId("d1")


def run(*states: DocumentState, basis: LegalBasis = LegalBasis.WOO) -> dict[CheckKey, Check]:
    return check_states(cases.dossier(basis), states, load_grounds())


def test_every_blocker_is_a_line_with_its_place() -> None:
    for kind in BlockerKind:
        gathered = BlockerChecks()
        gathered.add([Blocker(kind, D1, 3)])
        checks = gathered.checks()
        bad = [check for check in checks.values() if check.state is not CheckState.GOOD]
        assert [(c.state, c.count, c.places) for c in bad] == [
            (CheckState.BLOCK, 1, (Place(D1, 3, kind=kind.value),))
        ]


def test_nothing_to_say_is_good() -> None:
    checks = {**BlockerChecks().checks(), **run(cases.state())}
    states = {check.state for check in checks.values()}
    assert states == {CheckState.GOOD, CheckState.NOT_APPLICABLE}
    assert [check.key for check in in_order(checks)] == [key for key in CheckKey if key in checks]


def test_left_out_without_a_reason_is_pointed_at() -> None:
    found = run(cases.state(outcome=ScopeOutcome.OUT_OF_SCOPE))[CheckKey.SCOPE_REASON]
    assert (found.state, found.places) == (CheckState.WARN, (Place(D1),))


def test_a_ground_of_the_woo_on_a_whole_document_contradicts_article_68() -> None:
    override = JudgementOverride(
        D1, Judgement.NOT_PUBLIC, (GroundCode("5.1.2e"),), "", "reden", "x", cases.NOW
    )
    state = dataclasses.replace(cases.state(), override=override)
    assert run(state)[CheckKey.JUDGEMENT].state is CheckState.GOOD
    assert run(state, basis=LegalBasis.ART_68_GW)[CheckKey.JUDGEMENT].count == 1


def test_boxes_in_what_is_already_public_contradict() -> None:
    override = JudgementOverride(
        D1, Judgement.ALREADY_PUBLIC, (), "https://a.invalid", "", "x", cases.NOW
    )
    state = cases.state(redactions=(cases.redaction(words="x"),))
    assert run(dataclasses.replace(state, override=override))[CheckKey.JUDGEMENT].count == 1


def test_warnings_and_batch_boxes_are_pointed_at() -> None:
    box = cases.redaction(words="x", origin=RedactionOrigin.BATCH)
    state = cases.state(redactions=(box,))
    document = dataclasses.replace(state.document, warnings=(IntakeProblem.TEXT_LOST,))
    found = run(dataclasses.replace(state, document=document))
    assert found[CheckKey.ATTENTION].places == (Place(D1),)
    assert found[CheckKey.BATCH].places == (Place(D1, 0),)
