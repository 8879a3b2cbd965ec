"""Stretches of page text that are about to be decided together, shown to a person first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import EntityType, Finding
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.usecases.consistency import folded
from woo_desk.usecases.session import Session

CONTEXT = 40
"""Characters shown before and behind a place."""


@dataclass(frozen=True, slots=True)
class Place:
    """One stretch of the text of one page. Document text: never logged."""

    document_id: DocumentId
    page_index: int
    """0-based."""
    span: Span
    text: str
    before: str = ""
    """What stands before it on the page, at most CONTEXT characters."""
    after: str = ""
    finding: Finding | None = None
    """The open finding that has exactly this span; it is decided instead."""


def place_in(
    document_id: DocumentId, page_index: int, span: Span, text: str, finding: Finding | None = None
) -> Place:
    """A place with its context; `text` is that of the whole page."""
    before = " ".join(text[max(0, span.start - CONTEXT) : span.start].split())
    after = " ".join(text[span.end : span.end + CONTEXT].split())
    words = text[span.start : span.end]
    return Place(document_id, page_index, span, words, before, after, finding)


def places_of(session: Session, findings: Iterable[Finding]) -> tuple[Place, ...]:
    """Findings as places with their context."""
    texts: dict[tuple[DocumentId, int], str] = {}
    result = []
    for finding in findings:
        key = finding.document_id, finding.page_index
        if key not in texts:
            page = session.file.page_text(*key)
            texts[key] = page.text if page else ""
        result.append(place_in(*key, finding.span, texts[key], finding))
    return tuple(result)


def equal_findings(session: Session, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Every open finding of the dossier with the same words as one of these, these included.

    In order of document number and place; documents decided to be out of scope are left alone.
    """
    # WHY without "": a signature has no words, and is no other signature.
    words = {folded(finding.text) for finding in findings} - {""}
    sieve = max(_letters(min(words, key=len)), key=len, default="") if len(words) == 1 else ""
    return tuple(
        finding
        for finding in _open_in_scope(session, sieve)
        if folded(finding.text) in words or finding in findings
    )


def findings_of_kind(session: Session, kind: EntityType) -> tuple[Finding, ...]:
    """Every open finding of the dossier of this kind, in order of document number and place."""
    sieve = f'"entity_type":"{kind.value}"'.casefold()
    return tuple(f for f in _open_in_scope(session, sieve) if f.entity_type is kind)


def is_left_alone(state: DocumentState) -> bool:
    """Whether the document was decided not to be part of the publication."""
    return state.decision is not None and state.decision.outcome is not ScopeOutcome.IN_SCOPE


def documents_in_play(session: Session) -> Mapping[DocumentId, str]:
    """Printed number of each document with pages that was not decided to be left out."""
    decisions = session.file.current_decisions(session.dossier.basis)
    return {
        document.id: document.printed_number
        for document in session.file.documents()
        if document.page_count
        and (
            (decision := decisions.get(document.id)) is None
            or decision.outcome is ScopeOutcome.IN_SCOPE
        )
    }


def _open_in_scope(session: Session, sieve: str) -> Iterable[Finding]:
    wanted = documents_in_play(session)
    return (f for f in session.file.open_findings(sieve) if f.document_id in wanted)


def _letters(words: str) -> list[str]:
    """The runs of letters that look the same in any case and any notation."""
    plain = "".join(c if c.isascii() and c.isalnum() else " " for c in words)
    return plain.split()
