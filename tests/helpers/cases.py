"""Values of the domain for tests, with sensible defaults."""

from __future__ import annotations

import datetime as dt

from woo_desk.domain.document import Document, IntakeProblem, Page, SourceType
from woo_desk.domain.dossier import DocumentState, Dossier
from woo_desk.domain.finding import EntityType, Finding, Proposal, Role, finding_id
from woo_desk.domain.geometry import Box, Rotation, Span
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DecisionId, DocumentId, DossierId, GroundCode, RedactionId, Sha256
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.scope import ScopeDecision, ScopeOutcome, ScopeReason

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
PERSONAL = GroundCode("5.1.2e")
A_BOX = Box(72, 72, 144, 84)


class FixedClock:
    """Stands still."""

    def now(self) -> dt.datetime:
        return NOW


def dossier(basis: LegalBasis = LegalBasis.WOO, *, only_personal_data: bool = False) -> Dossier:
    return Dossier(DossierId("case"), "Nareis", basis, NOW, only_personal_data=only_personal_data)


def document(number: int = 1, *, problem: IntakeProblem | None = None) -> Document:
    return Document(
        id=DocumentId(f"d{number}"),
        number=number,
        source_sha256=Sha256(f"{number:064x}"),
        source_name=f"stuk {number}.pdf",
        source_type=SourceType.PDF,
        title=f"Stuk {number}",
        added_at=NOW,
        prepared_sha256=Sha256("" if problem else f"{number + 1000:064x}"),
        page_count=0 if problem else 1,
        problem=problem,
    )


def page(number: int = 1, index: int = 0, *, has_text: bool = True) -> Page:
    return Page(DocumentId(f"d{number}"), index, 595, 842, Rotation.NONE, has_text)


def finding(
    words: str,
    start: int,
    *,
    number: int = 1,
    page_index: int = 0,
    kind: EntityType = EntityType.PERSON,
    proposal: Proposal = Proposal.REDACT,
) -> Finding:
    span = Span(start, start + len(words))
    document_id = DocumentId(f"d{number}")
    return Finding(
        id=finding_id(document_id, page_index, span, kind),
        document_id=document_id,
        page_index=page_index,
        span=span,
        boxes=(A_BOX,),
        text=words,
        entity_type=kind,
        role=Role.OFFICE if proposal is Proposal.KEEP else Role.CIVIL,
        proposal=proposal,
        ground_code=None if proposal is Proposal.KEEP else PERSONAL,
        score=0.9,
        recognizer="test",
        why="test",
        detector_version="1",
    )


def redaction(
    of: Finding | None = None,
    *,
    number: int = 1,
    page_index: int = 0,
    words: str = "",
    codes: tuple[GroundCode, ...] = (PERSONAL,),
    origin: RedactionOrigin = RedactionOrigin.MANUAL,
) -> Redaction:
    return Redaction(
        id=RedactionId(f"r-{of.id if of else words}-{number}-{page_index}"),
        document_id=of.document_id if of else DocumentId(f"d{number}"),
        page_index=of.page_index if of else page_index,
        boxes=(A_BOX,),
        ground_codes=codes,
        origin=RedactionOrigin.FINDING if of else origin,
        confirmed_by="tester",
        confirmed_at=NOW,
        finding_id=of.id if of else None,
        text=of.text if of else words,
    )


def decision(
    number: int = 1,
    outcome: ScopeOutcome = ScopeOutcome.IN_SCOPE,
    *,
    sequence: int = 1,
    by: str = "tester",
) -> ScopeDecision:
    return ScopeDecision(
        id=DecisionId(f"b{number}-{sequence}"),
        document_id=DocumentId(f"d{number}"),
        basis=LegalBasis.WOO,
        outcome=outcome,
        reason=ScopeReason.NONE,
        note="",
        decided_by=by,
        decided_at=NOW,
        sequence=sequence,
    )


def state(
    number: int = 1,
    *,
    findings: tuple[Finding, ...] = (),
    redactions: tuple[Redaction, ...] = (),
    outcome: ScopeOutcome | None = ScopeOutcome.IN_SCOPE,
    problem: IntakeProblem | None = None,
    has_text: bool = True,
    analysed: bool = True,
    looked_at: bool = False,
) -> DocumentState:
    """A document of one page; findings with a redaction count as reviewed."""
    return DocumentState(
        document=document(number, problem=problem),
        pages=() if problem else (page(number, has_text=has_text),),
        analysed=frozenset({0} if analysed else ()),
        looked_at=frozenset({0} if looked_at else ()),
        findings=findings,
        reviewed=frozenset(r.finding_id for r in redactions if r.finding_id),
        redactions=redactions,
        decision=decision(number, outcome) if outcome else None,
        override=None,
    )
