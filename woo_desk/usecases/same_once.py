"""What a person decides about likenesses between documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import PageLook
from woo_desk.domain.finding import FindingReview
from woo_desk.domain.likeness import Likeness, LikenessState, representative_of
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeDecision, ScopeOutcome, ScopeReason
from woo_desk.store.rows import LIKENESS
from woo_desk.usecases.scope import Choice, decisions_for
from woo_desk.usecases.session import Session

TRANSFER_LIMIT_S = 120.0
Carried = Redaction | FindingReview | PageLook | ScopeDecision


def likenesses(session: Session) -> tuple[Likeness, ...]:
    """Every likeness between documents that are still there, in order of finding."""
    present = {document.id for document in session.file.documents()}
    return tuple(one for one in session.file.items(LIKENESS) if one.other_id in present)


def confirm_likenesses(session: Session, chosen: Sequence[Likeness]) -> Changes:
    """Agree with likenesses, as one step.

    What is the same thing becomes a copy of the other and is decided to be a duplicate; a version
    or a part stays a document of its own and is only recorded as such.
    """
    if not chosen:
        return Changes()
    documents = {document.id: document for document in session.file.documents()}
    copies = {document.id: document.duplicate_of for document in documents.values()}
    same = [one for one in chosen if one.kind.is_same_thing]
    for one in same:
        kept = representative_of(one.other_id, copies)
        if kept != one.document_id:  # else the two would be copies of one another
            copies[one.document_id] = kept
    choices = [
        Choice(one.document_id, ScopeOutcome.DUPLICATE, ScopeReason.DUPLICATE)
        for one in same
        if copies[one.document_id] is not None
    ]
    decisions = decisions_for(session, choices)
    with session.step("confirm_likeness") as tx:
        for one in chosen:
            tx.put(_judged(session, one, LikenessState.CONFIRMED))
        for one in same:
            document = documents[one.document_id]
            tx.put(dataclasses.replace(document, duplicate_of=copies[document.id]))
        for decision in decisions:
            tx.put(decision)
    changed = frozenset(one.document_id for one in chosen)
    return Changes("step.confirm_likeness", documents=changed, decisions=changed)


def reject_likenesses(session: Session, chosen: Sequence[Likeness]) -> Changes:
    """Say that documents are not alike in a way that matters; they are not proposed again."""
    if not chosen:
        return Changes()
    with session.step("reject_likeness") as tx:
        for one in chosen:
            tx.put(_judged(session, one, LikenessState.REJECTED))
    changed = frozenset(one.document_id for one in chosen)
    return Changes("step.reject_likeness", documents=changed)


def _judged(session: Session, likeness: Likeness, state: LikenessState) -> Likeness:
    return dataclasses.replace(likeness, state=state, by=session.user, at=session.clock.now())
