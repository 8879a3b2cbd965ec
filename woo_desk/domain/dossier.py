"""The dossier itself, and the list of what still blocks its export."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.document import Document, Page
from woo_desk.domain.finding import Finding, Proposal
from woo_desk.domain.ground import Ground, GroundCatalogue, GroundKind, LegalBasis
from woo_desk.domain.ids import DocumentId, DossierId, FindingId, GroundCode
from woo_desk.domain.judgement import JudgementOverride
from woo_desk.domain.motivation import unmotivated
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeDecision, ScopeOutcome


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case: a request and the candidate documents collected for it."""

    id: DossierId
    title: str
    basis: LegalBasis
    created_at: dt.datetime
    inquiry_number: str = ""
    """Zaaknummer."""
    organisation: str = ""
    """Bestuursorgaan."""
    scope_from: dt.date | None = None
    """First day of the period asked for."""
    scope_until: dt.date | None = None
    """Last day of the period asked for."""
    scope_note: str = ""
    only_personal_data: bool = False
    """Art. 68: nothing but personal data may be withheld, so any other ground blocks export."""


class BlockerKind(enum.StrEnum):
    """Why an export is not possible yet. Texts: `blocker.<value>`."""

    NO_DOCUMENTS = "no_documents"
    PROBLEM = "problem"
    """The document could not be opened, and is not decided to be out of scope."""
    NO_SCOPE_DECISION = "no_scope_decision"
    NOT_ANALYSED = "not_analysed"
    NEEDS_EYES = "needs_eyes"
    NOT_COMPARED = "not_compared"
    """The pages may not show all of the source, and nobody has compared them with it."""
    NOT_CHECKED = "not_checked"
    """The verifier could not check a place by machine, and nobody has looked at it."""
    OPEN_FINDING = "open_finding"
    GROUND_OF_OTHER_BASIS = "ground_of_other_basis"
    RESIDUAL_GROUND_COMBINED = "residual_ground_combined"
    """Woo art. 5.1 lid 5 only applies where no other ground is used for the same information."""
    SECOND_READER = "second_reader"
    """The profile demands a second reader, and nobody has read this twice."""
    DISPUTED = "disputed"
    """A second reader does not agree, and nobody has answered."""
    PERSON_MIXED = "person_mixed"
    """A person is redacted in one document and readable here, without anybody having chosen so."""
    PASSAGE = "passage"
    """Words are readable here that are redacted in the same passage elsewhere; nobody chose so."""
    MOTIVATION_MISSING = "motivation_missing"
    """Not public as a whole, or a ground that the law asks a reason for: none is written down."""
    NOT_ONLY_PERSONAL_DATA = "not_only_personal_data"
    """The dossier promises that only personal data are withheld, and something else is."""


PERSONAL_DATA = GroundCode("persoonsgegevens")
"""The one legend for which a dossier "only personal data" leaves room."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing to settle before export, with the place to go to."""

    kind: BlockerKind
    document_id: DocumentId | None = None
    page_index: int | None = None
    finding_id: FindingId | None = None


@dataclass(frozen=True, slots=True)
class DocumentState:
    """Everything that is known about one document, as readiness and export need it."""

    document: Document
    pages: Sequence[Page]
    analysed: frozenset[int]
    """Indexes of the pages that detection went through from beginning to end."""
    looked_at: frozenset[int]
    """Indexes of the pages that a person has looked at."""
    findings: Sequence[Finding]
    reviewed: frozenset[FindingId]
    redactions: Sequence[Redaction]
    decision: ScopeDecision | None
    """The one that counts."""
    override: JudgementOverride | None
    questions: frozenset[FindingId] = frozenset()
    """Findings that a person put aside with a question; none of them is in `reviewed`."""
    rejected: frozenset[FindingId] = frozenset()
    """Those of `reviewed` that a person called no personal datum."""
    motivated: frozenset[GroundCode] = frozenset()
    """Grounds whose use has been motivated for this document, or for the whole dossier."""
    compared: bool = False
    """A person has compared these pages with the source."""

    def is_open(self, finding: Finding) -> bool:
        """Whether a person still has to decide about a finding of this document."""
        if finding.id in self.questions:
            return True
        return finding.proposal is not Proposal.KEEP and finding.id not in self.reviewed


def readiness(
    dossier: Dossier, states: Sequence[DocumentState], grounds: GroundCatalogue
) -> tuple[Blocker, ...]:
    """What still blocks export, in document order; empty when the dossier is ready."""
    if not states:
        return (Blocker(BlockerKind.NO_DOCUMENTS),)
    return tuple(
        blocker for state in states for blocker in document_readiness(dossier, state, grounds)
    )


def document_readiness(
    dossier: Dossier, state: DocumentState, grounds: GroundCatalogue
) -> tuple[Blocker, ...]:
    """What still blocks one document. Documents out of scope only need their decision."""
    document_id = state.document.id
    if state.decision is None:
        kind = BlockerKind.PROBLEM if state.document.problem else BlockerKind.NO_SCOPE_DECISION
        return (Blocker(kind, document_id),)
    if state.decision.outcome is not ScopeOutcome.IN_SCOPE:
        return ()
    if state.override is not None:
        return (*_override_blockers(state.override), *_promise_blockers(dossier, state))
    if state.document.problem:
        return (Blocker(BlockerKind.PROBLEM, document_id),)
    return (
        *_source_blockers(state),
        *_page_blockers(state),
        *_finding_blockers(state),
        *_ground_blockers(dossier.basis, state, grounds),
        *_promise_blockers(dossier, state),
    )


def _promise_blockers(dossier: Dossier, state: DocumentState) -> list[Blocker]:
    """What is withheld although the dossier says that only personal data are.

    A document that is not given at all is withheld for more than its personal data, whatever the
    ground that was chosen.
    """
    if not dossier.only_personal_data:
        return []
    kind, document_id = BlockerKind.NOT_ONLY_PERSONAL_DATA, state.document.id
    if state.override is not None:
        return [Blocker(kind, document_id)] if state.override.ground_codes else []
    return [
        Blocker(kind, document_id, box.page_index, box.finding_id)
        for box in state.redactions
        if set(box.ground_codes) != {PERSONAL_DATA}
    ]


def _override_blockers(override: JudgementOverride) -> tuple[Blocker, ...]:
    if override.ground_codes and not override.reason.strip():
        return (Blocker(BlockerKind.MOTIVATION_MISSING, override.document_id),)
    return ()


def _source_blockers(state: DocumentState) -> list[Blocker]:
    if state.document.needs_comparing and not state.compared:
        return [Blocker(BlockerKind.NOT_COMPARED, state.document.id)]
    return []


def _page_blockers(state: DocumentState) -> list[Blocker]:
    result = []
    for page in state.pages:
        if page.index not in state.analysed:
            result.append(Blocker(BlockerKind.NOT_ANALYSED, page.document_id, page.index))
        elif page.needs_eyes and page.index not in state.looked_at:
            result.append(Blocker(BlockerKind.NEEDS_EYES, page.document_id, page.index))
    return result


def _finding_blockers(state: DocumentState) -> list[Blocker]:
    return [
        Blocker(BlockerKind.OPEN_FINDING, finding.document_id, finding.page_index, finding.id)
        for finding in state.findings
        if state.is_open(finding)
    ]


def _ground_blockers(
    basis: LegalBasis, state: DocumentState, grounds: GroundCatalogue
) -> list[Blocker]:
    allowed = {ground.code: ground for ground in grounds.of_basis(basis)}
    return [
        Blocker(kind, redaction.document_id, redaction.page_index, redaction.finding_id)
        for redaction in state.redactions
        if (kind := _ground_trouble(redaction, state, allowed)) is not None
    ]


def _ground_trouble(
    redaction: Redaction, state: DocumentState, allowed: Mapping[GroundCode, Ground]
) -> BlockerKind | None:
    codes = redaction.ground_codes
    if any(code not in allowed for code in codes):
        return BlockerKind.GROUND_OF_OTHER_BASIS
    used = [allowed[code] for code in codes]
    if any(ground.kind is GroundKind.RESIDUAL for ground in used) and (
        len(codes) > 1 or _lies_on_another_ground(redaction, state.redactions)
    ):
        return BlockerKind.RESIDUAL_GROUND_COMBINED
    if redaction.motivation.strip():
        return None
    day = redaction.confirmed_at.date()
    if unmotivated(used, state.document, day, state.motivated, redaction.origin):
        return BlockerKind.MOTIVATION_MISSING
    return None


def _lies_on_another_ground(redaction: Redaction, others: Sequence[Redaction]) -> bool:
    """Whether the same information is also withheld on another ground, in a box of its own."""
    return any(
        other.page_index == redaction.page_index
        and other.ground_codes != redaction.ground_codes
        and any(box.intersects(theirs) for box in redaction.boxes for theirs in other.boxes)
        for other in others
    )
