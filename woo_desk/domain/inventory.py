"""The inventory list (inventarislijst): one row per candidate, derived from the decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.document import Document
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import BundlePart, PublishedFile
from woo_desk.domain.ground import GroundCatalogue
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.judgement import Judgement, judgement_of
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome, ScopeReason


@dataclass(frozen=True, slots=True)
class InventoryEntry:
    """One row. Holds no personal data once the title has been through detection."""

    document_id: DocumentId
    printed_number: str
    title: str
    date_text: str
    """ISO date, or "" when unknown."""
    kind: str
    reference: str
    judgement: Judgement | None
    """None: not judged yet (held back by a batch run)."""
    outcome: ScopeOutcome | None
    reason: ScopeReason
    ground_codes: tuple[GroundCode, ...]
    remark: str
    public_link: str
    duplicate_of: str
    """Printed number of the document that is kept; "" when this is not a duplicate."""
    file_name: str
    """Relative to the package; "" when no file is published."""
    page_count: int
    bundle_first: int | None
    bundle_last: int | None
    reviewed_by_person: bool
    sha256: str


def build_inventory(
    states: Sequence[DocumentState],
    *,
    titles: Mapping[DocumentId, str],
    files: Mapping[DocumentId, PublishedFile],
    parts: Mapping[DocumentId, BundlePart],
    held_back: frozenset[DocumentId],
    grounds: GroundCatalogue,
    list_out_of_scope: bool = True,
) -> tuple[InventoryEntry, ...]:
    """Rows in document order.

    Args:
        states: every document of the dossier, in order of number.
        titles: titles from which personal data has been removed; a document without one gets "".
        files: the published file of each document that has one.
        parts: the bundle pages of each document that is in the bundle.
        held_back: documents that were not ready and are therefore not judged.
        grounds: fixes the order in which grounds are listed.
        list_out_of_scope: whether documents out of scope get a row.
    """
    numbers = {state.document.id: state.document.printed_number for state in states}
    return tuple(
        _entry(state, titles, files, parts, held_back, grounds, numbers)
        for state in states
        if list_out_of_scope or not _is_left_out(state)
    )


def _is_left_out(state: DocumentState) -> bool:
    return state.decision is not None and state.decision.outcome is ScopeOutcome.OUT_OF_SCOPE


def _entry(
    state: DocumentState,
    titles: Mapping[DocumentId, str],
    files: Mapping[DocumentId, PublishedFile],
    parts: Mapping[DocumentId, BundlePart],
    held_back: frozenset[DocumentId],
    grounds: GroundCatalogue,
    numbers: Mapping[DocumentId, str],
) -> InventoryEntry:
    document, decision, override = state.document, state.decision, state.override
    is_held_back = document.id in held_back
    file, part = files.get(document.id), parts.get(document.id)
    return InventoryEntry(
        document_id=document.id,
        printed_number=document.printed_number,
        title=titles.get(document.id, ""),
        date_text=document.date.isoformat() if document.date else "",
        kind=document.kind,
        reference=document.reference,
        judgement=None
        if is_held_back
        else judgement_of(decision, override, is_redacted=bool(state.redactions)),
        outcome=decision.outcome if decision else None,
        reason=decision.reason if decision else ScopeReason.NONE,
        ground_codes=() if is_held_back else _grounds_of(state, grounds),
        remark=(override.reason if override else "") or (decision.note if decision else ""),
        public_link=override.public_link if override else "",
        duplicate_of=_kept_number(document, numbers),
        file_name=file.path if file else "",
        page_count=document.page_count,
        bundle_first=part.first_page if part else None,
        bundle_last=part.last_page if part else None,
        reviewed_by_person=_reviewed_by_person(state, is_held_back),
        sha256=file.sha256 if file else "",
    )


def _grounds_of(state: DocumentState, grounds: GroundCatalogue) -> tuple[GroundCode, ...]:
    """The grounds of the row are those of the boxes in the file, or of the refusal as a whole."""
    if state.decision is None or state.decision.outcome is not ScopeOutcome.IN_SCOPE:
        return ()
    if state.override is not None:
        return grounds.sorted_codes(state.override.ground_codes)
    return grounds.sorted_codes(
        code for redaction in state.redactions for code in redaction.ground_codes
    )


def _kept_number(document: Document, numbers: Mapping[DocumentId, str]) -> str:
    return numbers.get(document.duplicate_of, "") if document.duplicate_of else ""


def _reviewed_by_person(state: DocumentState, is_held_back: bool) -> bool:
    if is_held_back or state.decision is None or state.decision.decided_by.startswith("batch:"):
        return False
    return all(redaction.origin is not RedactionOrigin.BATCH for redaction in state.redactions)
