"""What is proposed to be within the request or not, and a person's agreement with it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import DatePrecision, Document
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.likeness import LikenessKind, LikenessState, representative_of
from woo_desk.domain.scope_proposal import (
    Candidate,
    ScopeProposal,
    ScopeRequest,
    propose_scope,
)
from woo_desk.domain.self_description import DateBasis, SelfDescription
from woo_desk.store.rows import SCOPE_REQUEST, SELF_DESCRIPTION
from woo_desk.texts import text
from woo_desk.usecases.likeness import body_of, words_of
from woo_desk.usecases.same_once import likenesses
from woo_desk.usecases.scope import Choice, decisions_for
from woo_desk.usecases.session import Session


def scope_request(session: Session) -> ScopeRequest:
    """What was asked for, as it was recorded; empty when it was not."""
    return next(iter(session.file.items(SCOPE_REQUEST)), ScopeRequest())


def change_scope_request(session: Session, request: ScopeRequest) -> Changes:
    """Record what was asked for."""
    if request == scope_request(session):
        return Changes()
    with session.step("change_scope_request") as tx:
        tx.put(request)
    return Changes("step.change_scope_request", dossier=True)


def scope_proposals(session: Session) -> tuple[ScopeProposal, ...]:
    """A proposal for each document that nobody decided about and of which something can be said.

    The texts of documents pass by one at a time.
    """
    dossier, request = session.dossier, scope_request(session)
    found = (
        propose_scope(candidate, request, dossier.scope_from, dossier.scope_until)
        for candidate in _candidates(session)
    )
    return tuple(proposal for proposal in found if proposal is not None)


def accept_proposals(session: Session, chosen: Sequence[ScopeProposal]) -> Changes:
    """Decide as proposed, as one step."""
    if not chosen:
        return Changes()
    decisions = decisions_for(
        session, [Choice(one.document_id, one.outcome, one.reason) for one in chosen]
    )
    with session.step("accept_scope") as tx:
        for decision in decisions:
            tx.put(decision)
    decided = frozenset(one.document_id for one in chosen)
    return Changes("step.accept_scope", decisions=decided)


def why(proposal: ScopeProposal) -> str:
    """The reason in words."""
    return text(f"scope_proposal.{proposal.why}", **proposal.values)


def _candidates(session: Session) -> Iterator[Candidate]:
    file = session.file
    documents = file.documents()
    decided = file.current_decisions(session.dossier.basis)
    copies = {document.id: document.duplicate_of for document in documents}
    numbers = {document.id: document.printed_number for document in documents}
    described = {one.document_id: one for one in file.items(SELF_DESCRIPTION)}
    threads = Counter(document.thread for document in documents if document.thread)
    quoted = {
        one.document_id: one.other_id
        for one in likenesses(session)
        if one.kind is LikenessKind.QUOTED and one.state is not LikenessState.REJECTED
    }
    for document in documents:
        if document.id in decided or document.problem is not None:
            continue
        said = described.get(document.id)
        words = words_of(session, document)
        kept = representative_of(document.id, copies)
        first, last = _days(document, said)
        yield Candidate(
            document=document,
            words=words,
            body=body_of(document, words),
            first=first,
            last=last,
            about=_about(document, said),
            copy_of=numbers.get(kept, "") if kept != document.id else "",
            quoted_in=numbers.get(quoted.get(document.id, DocumentId("")), ""),
            forwards_known=threads[document.thread] > 1 if document.thread else False,
        )


def _days(
    document: Document, said: SelfDescription | None
) -> tuple[dt.date | None, dt.date | None]:
    """The days that a document may be of; none where its date is not sure."""
    if document.date is not None and document.date_precision is DatePrecision.EXACT:
        return document.date, document.date
    if said is not None and said.date_basis is DateBasis.VAGUE:
        return said.date, said.date_last
    return None, None


def _about(document: Document, said: SelfDescription | None) -> str:
    parts = [document.title]
    if document.mail is not None:
        parts += [document.mail.sender, *document.mail.recipients, document.mail.subject]
    if said is not None:
        parts += [said.unit, *said.addressees, said.subject]
    return " ".join(parts)
