"""How far a dossier is: documents, findings and pages, and the term of the request."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.term import Term, term_of
from woo_desk.store.rows import PROCEDURE_EVENT
from woo_desk.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of so many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class DossierProgress:
    """Counts for one dossier; findings and pages are those of documents that may go out."""

    documents: Tally
    """With a decision about scope."""
    findings: Tally
    """Decided, or left readable by the policy."""
    analysed: Tally
    """Pages that detection went through."""
    seen: Tally
    """Pages that need a person's eyes and have had them; the total is what needs them."""
    term: Term


def progress_of(session: Session) -> DossierProgress:
    """Count it; a few questions to the file, whatever its size."""
    file, basis = session.file, session.dossier.basis
    counts, decisions = file.counts(), file.current_decisions(basis)
    needing = file.overview.pages_that_need_eyes()
    inside = [
        (document_id, count)
        for document_id, count in counts.items()
        if (made := decisions.get(document_id)) is None or made.outcome is ScopeOutcome.IN_SCOPE
    ]
    findings = sum(count.findings for _, count in inside)
    still = sum(count.open_findings for _, count in inside)
    eyes = sum(needing.get(document_id, 0) for document_id, _ in inside)
    unseen = sum(count.unseen for _, count in inside)
    events = file.items(PROCEDURE_EVENT)
    return DossierProgress(
        documents=Tally(sum(key in decisions for key in counts), len(counts)),
        findings=Tally(findings - still, findings),
        analysed=Tally(sum(c.analysed for _, c in inside), sum(c.pages for _, c in inside)),
        seen=Tally(eyes - unseen, eyes),
        term=term_of(basis, events, session.clock.now().date()),
    )
