"""The inventory list (inventarislijst): one row per candidate, derived from the decisions."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.dates import find_dates
from woo_desk.domain.document import Document
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import BundlePart, PublishedFile
from woo_desk.domain.ground import GroundCatalogue
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.judgement import Judgement, judgement_of
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome, ScopeReason

UNSAID = "[…]"
"""Stands in a title or remark for what may not be told there."""
_DAY_ALONE = 40
"""Characters of the longest redaction that is no more than a date with a word or two beside it."""


@dataclass(frozen=True, slots=True)
class PublicText:
    """What is told of a document in words, after detection has been through it."""

    title: str = ""
    kind: str = ""
    reference: str = ""
    remark: str = ""


def spoken_text(state: DocumentState) -> PublicText:
    """The same as it stands in the dossier: not yet fit to be published."""
    override, decision = state.override, state.decision
    return PublicText(
        title=state.document.title,
        kind=state.document.kind,
        reference=state.document.reference,
        remark=(override.reason if override else "") or (decision.note if decision else ""),
    )


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
    annex: str = ""
    """Number of the annex in the bundle; "" for what is not in it."""
    belongs_to: str = ""
    """What the annex belongs to ("Horend bij …"); "" for what is no annex."""
    volume: int | None = None
    """Volume of the bundle."""
    basis: str = ""
    """Value of the LegalBasis."""
    source_type: str = ""
    """Value of the SourceType."""
    redactions: int = 0
    """How many boxes there are in the published file."""
    bytes: int = 0
    """Of the published file."""
    family: int | None = None
    """The same for a message and what hangs on it."""
    thread: int | None = None
    """The same for the messages of one conversation."""
    related: tuple[str, ...] = ()
    """Printed numbers of documents that this one belongs to."""
    is_withdrawn: bool = False
    """It was published, and is no longer: the row stays, the file is gone."""
    suspended: bool = False
    """A third party objects: the row stands there, the file is not given yet."""
    public_since: str = ""
    """ISO date since when it has been public elsewhere; "" when that is not told."""
    public_sha256: str = ""
    """Of the file that can be found there."""


def build_inventory(
    states: Sequence[DocumentState],
    *,
    texts: Mapping[DocumentId, PublicText],
    files: Mapping[DocumentId, PublishedFile],
    parts: Mapping[DocumentId, BundlePart],
    held_back: frozenset[DocumentId],
    grounds: GroundCatalogue,
    list_out_of_scope: bool = True,
    withdrawn: frozenset[DocumentId] = frozenset(),
    suspended: frozenset[DocumentId] = frozenset(),
    belongs_to: str = "",
) -> tuple[InventoryEntry, ...]:
    """Rows in document order.

    Args:
        states: every document of the dossier, in order of number.
        texts: words from which personal data has been removed; a document without gets none.
        files: the published file of each document that has one.
        parts: the bundle pages of each document that is in the bundle.
        held_back: documents that were not ready and are therefore not judged.
        grounds: fixes the order in which grounds are listed.
        list_out_of_scope: whether documents out of scope get a row.
        withdrawn: documents that were published and are no longer.
        suspended: documents that are given later, because a third party objects.
        belongs_to: what the annexes belong to.
    """
    states_by_id = {state.document.id: state.document for state in states}
    numbers = {key: document.printed_number for key, document in states_by_id.items()}
    threads = _threads(states)
    return tuple(
        dataclasses.replace(
            _entry(
                state,
                texts.get(state.document.id, PublicText()),
                files.get(state.document.id),
                parts.get(state.document.id),
                grounds,
                numbers,
                is_held_back=state.document.id in held_back,
            ),
            family=_family(state.document, states_by_id),
            thread=threads.get(state.document.thread),
            is_withdrawn=state.document.id in withdrawn,
            belongs_to=belongs_to if state.document.id in parts else "",
            suspended=state.document.id in suspended,
        )
        for state in states
        if list_out_of_scope or not _is_left_out(state)
    )


def public_day(state: DocumentState) -> dt.date | None:
    """The day of a document, unless that very day was redacted in it by itself.

    WHY: a letter in which the only date is somebody's birthday takes that for its own; in a list
    it would come back. A day within a redacted passage says nothing of that kind and stays.
    """
    day = state.document.date
    alone = (each.text for each in state.redactions if 0 < len(each.text) <= _DAY_ALONE)
    if day is not None and any(day in find_dates(words) for words in alone):
        return None
    return day


def _is_left_out(state: DocumentState) -> bool:
    return state.decision is not None and state.decision.outcome is ScopeOutcome.OUT_OF_SCOPE


def _entry(
    state: DocumentState,
    said: PublicText,
    file: PublishedFile | None,
    part: BundlePart | None,
    grounds: GroundCatalogue,
    numbers: Mapping[DocumentId, str],
    *,
    is_held_back: bool,
) -> InventoryEntry:
    document, decision, override = state.document, state.decision, state.override
    return InventoryEntry(
        document_id=document.id,
        printed_number=document.printed_number,
        title=said.title,
        date_text=day.isoformat() if (day := public_day(state)) else "",
        kind=said.kind,
        reference=said.reference,
        judgement=None
        if is_held_back
        else judgement_of(decision, override, is_redacted=bool(state.redactions)),
        outcome=decision.outcome if decision else None,
        reason=decision.reason if decision else ScopeReason.NONE,
        ground_codes=() if is_held_back else _grounds_of(state, grounds),
        remark=said.remark,
        public_link=override.public_link if override else "",
        public_since=override.public_on.isoformat() if override and override.public_on else "",
        public_sha256=override.public_sha256 if override else "",
        duplicate_of=_kept_number(document, numbers),
        file_name=file.path if file else "",
        page_count=document.page_count,
        bundle_first=part.first_page if part else None,
        bundle_last=part.last_page if part else None,
        reviewed_by_person=_reviewed_by_person(state, is_held_back),
        sha256=file.sha256 if file else "",
        annex=part.annex if part else "",
        volume=part.volume if part else None,
        basis=decision.basis.value if decision else "",
        source_type=document.source_type.value,
        redactions=len(state.redactions) if file else 0,
        bytes=file.bytes if file else 0,
        related=tuple(
            numbers[related]
            for related in (document.parent, document.duplicate_of)
            if related is not None and related in numbers
        ),
    )


def _family(document: Document, documents: Mapping[DocumentId, Document]) -> int | None:
    """The number of the document that the family began with."""
    head = documents.get(document.family) if document.family else None
    return head.number if head else None


def _threads(states: Sequence[DocumentState]) -> Mapping[str, int]:
    """The number of the first message of each conversation of more than one."""
    seen: dict[str, list[int]] = {}
    for state in states:
        if state.document.thread:
            seen.setdefault(state.document.thread, []).append(state.document.number)
    return {thread: numbers[0] for thread, numbers in seen.items() if len(numbers) > 1}


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
