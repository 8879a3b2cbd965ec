"""Decisions about whole documents: within the request or not, and judgement overrides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from woo_desk.domain.changes import Changes
from woo_desk.domain.ids import NO_SHA256, DecisionId, DocumentId, GroundCode, Sha256
from woo_desk.domain.judgement import Judgement, JudgementOverride
from woo_desk.domain.scope import ScopeDecision, ScopeOutcome, ScopeReason
from woo_desk.usecases.session import Session, new_id


def decide_scope(
    session: Session,
    document_ids: Sequence[DocumentId],
    outcome: ScopeOutcome,
    reason: ScopeReason = ScopeReason.NONE,
    note: str = "",
) -> Changes:
    """One decision for each of these documents, under the dossier's legal basis."""
    if not document_ids:
        return Changes()
    choices = [Choice(document_id, outcome, reason, note) for document_id in document_ids]
    decisions = decisions_for(session, choices)
    with session.step("decide_scope") as tx:
        for decision in decisions:
            tx.put(decision)
    return Changes("step.decide_scope", decisions=frozenset(document_ids))


def undecided(session: Session) -> list[DocumentId]:
    """Documents that nobody decided about, in order of number.

    Left out is what needs a look of its own: copies, and what could not be opened.
    """
    decided = session.file.current_decisions(session.dossier.basis)
    return [
        document.id
        for document in session.file.documents()
        if document.id not in decided and not document.problem and not document.duplicate_of
    ]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is decided about one document."""

    document_id: DocumentId
    outcome: ScopeOutcome
    reason: ScopeReason = ScopeReason.NONE
    note: str = ""


def decisions_for(session: Session, choices: Sequence[Choice]) -> list[ScopeDecision]:
    """The decisions to put in a step, under the dossier's legal basis, in order."""
    basis = session.dossier.basis
    now = session.clock.now()
    first = session.file.next_sequence()
    return [
        ScopeDecision(
            id=DecisionId(new_id()),
            document_id=choice.document_id,
            basis=basis,
            outcome=choice.outcome,
            reason=choice.reason,
            note=choice.note,
            decided_by=session.user,
            decided_at=now,
            sequence=first + offset,
        )
        for offset, choice in enumerate(choices)
    ]


def override_judgement(
    session: Session,
    document_ids: Sequence[DocumentId],
    judgement: Judgement,
    *,
    ground_codes: tuple[GroundCode, ...] = (),
    public_link: str = "",
    public_on: dt.date | None = None,
    public_sha256: Sha256 = NO_SHA256,
    reason: str = "",
) -> Changes:
    """These documents not public as a whole (with grounds and reason), or already public.

    ALREADY_PUBLIC needs a link; day and digest of what is found there may be added.
    """
    with session.step("override_judgement") as tx:
        for document_id in document_ids:
            tx.put(
                JudgementOverride(
                    document_id=document_id,
                    judgement=judgement,
                    ground_codes=ground_codes,
                    public_link=public_link,
                    public_on=public_on,
                    public_sha256=public_sha256,
                    reason=reason,
                    by=session.user,
                    at=session.clock.now(),
                )
            )
    return Changes("step.override_judgement", decisions=frozenset(document_ids))


def clear_override(session: Session, document_ids: Sequence[DocumentId]) -> Changes:
    """Let the judgement of these documents follow from the redactions again."""
    overrides = session.file.overrides()
    found = [overrides[document_id] for document_id in document_ids if document_id in overrides]
    if not found:
        return Changes()
    with session.step("clear_override") as tx:
        for override in found:
            tx.remove(override)
    changed = frozenset(override.document_id for override in found)
    return Changes("step.clear_override", decisions=changed)
