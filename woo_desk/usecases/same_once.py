"""What a person decides about likenesses, and what is decided once and counts for every copy."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import Document, PageLook
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Finding, FindingReview, finding_id
from woo_desk.domain.ids import DocumentId, FindingId, RedactionId
from woo_desk.domain.likeness import Likeness, LikenessState, representative_of
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeDecision, ScopeOutcome, ScopeReason
from woo_desk.store.rows import LIKENESS
from woo_desk.usecases.failures import log_defect
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests_content import PlacedMark, TransferRequest, TransferResult
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


@dataclass(frozen=True, slots=True)
class CarryReport:
    """What was carried over to the copies of one document."""

    copies: int = 0
    redactions: int = 0
    missing: int = 0
    """Redactions whose words do not stand in a copy: a person has to look there."""
    changed: frozenset[DocumentId] = frozenset()


def carry_over(session: Session, document_id: DocumentId) -> Flow[CarryReport]:
    """Let what is decided about a document count for its copies, as one step.

    Copies that nobody decided about become duplicates, or are left out for the same reason. Those
    that a person put within the request get the redactions and verdicts: at the same places when
    the pages are the same, else where the same words stand.
    """
    carrying = _Carrying(session, document_id)
    if carrying.to_align:
        jobs, total = carrying.jobs(), len(carrying.to_align)
        yield Stage("transfer", jobs, total, carrying.record)
    return carrying.finish()


class _Carrying:
    """One document and its copies.

    Attributes:
        to_align: copies within the request with other pages.
    """

    def __init__(self, session: Session, document_id: DocumentId) -> None:
        self._session = session
        self._kept = session.file.state(document_id)
        self._reviews = {one.finding_id: one for one in session.file.reviews(document_id)}
        self._values: list[Carried] = []
        self._redactions = self._missing = 0
        self._copies = self._find_copies()
        self._within = [one for one in self._copies if self._outcome(one) is ScopeOutcome.IN_SCOPE]
        kept = self._kept.document.prepared_sha256
        self.to_align = [
            one for one in self._within if one.prepared_sha256 and one.prepared_sha256 != kept
        ]

    def _find_copies(self) -> list[Document]:
        documents = self._session.file.documents()
        copies = {document.id: document.duplicate_of for document in documents}
        kept = self._kept.document.id
        return [
            one for one in documents if one.id != kept and representative_of(one.id, copies) == kept
        ]

    def _outcome(self, document: Document) -> ScopeOutcome | None:
        decision = self._session.file.state(document.id).decision
        return decision.outcome if decision else None

    def jobs(self) -> Iterator[Job]:
        """One for each copy with other pages."""
        marks = tuple(self._marks())
        path, kept = str(self._session.file.path), self._kept.document.prepared_sha256
        for copy in self.to_align:
            request = TransferRequest(path, kept, copy.prepared_sha256, marks)
            yield Job("transfer", request, TRANSFER_LIMIT_S, copy.id)

    def _marks(self) -> Iterator[PlacedMark]:
        for redaction in self._kept.redactions:
            yield PlacedMark(redaction.id, redaction.page_index, redaction.boxes)
        for finding in self._judged_findings():
            yield PlacedMark(RedactionId(finding.id), finding.page_index, finding.boxes)

    def _judged_findings(self) -> list[Finding]:
        return [one for one in self._kept.findings if one.id in self._reviews]

    def record(self, job: Job, outcome: Outcome) -> None:
        """Place the redactions where the same words stand."""
        if isinstance(outcome, Failed):
            log_defect(outcome)
            self._missing += len(self._kept.redactions)
            return
        if not isinstance(outcome.result, TransferResult):
            msg = "transfer returned something else"
            raise TypeError(msg)
        placed = {mark.redaction_id: mark for mark in outcome.result.marks}
        state = self._session.file.state(DocumentId(job.subject))
        theirs: dict[FindingId, FindingId] = {}
        for finding in self._judged_findings():
            mark = placed.get(RedactionId(finding.id))
            found = _at(state, mark, finding) if mark else None
            if found is not None:
                theirs[finding.id] = found.id
                self._values.append(
                    dataclasses.replace(self._reviews[finding.id], finding_id=found.id)
                )
        for redaction in self._kept.redactions:
            mark = placed.get(redaction.id)
            if mark is None:
                self._missing += 1
                continue
            behind = theirs.get(redaction.finding_id) if redaction.finding_id else None
            self._redact(state.document, redaction, mark, behind)

    def finish(self) -> CarryReport:
        """Write everything, in one step."""
        kept = self._kept.document.prepared_sha256
        for copy in self._within:
            if copy.prepared_sha256 == kept:
                self._same_pages(copy)
        self._values += self._decisions()
        if self._values:
            with self._session.step("carry_over") as tx:
                for value in self._values:
                    tx.put(value)
        changed = frozenset(copy.id for copy in self._copies) if self._values else frozenset()
        return CarryReport(len(self._copies), self._redactions, self._missing, changed)

    def _same_pages(self, copy: Document) -> None:
        ids = {
            one.id: finding_id(copy.id, one.page_index, one.span, one.entity_type)
            for one in self._judged_findings()
        }
        for old, new in ids.items():
            self._values.append(dataclasses.replace(self._reviews[old], finding_id=new))
        for redaction in self._kept.redactions:
            behind = ids.get(redaction.finding_id) if redaction.finding_id else None
            mark = PlacedMark(redaction.id, redaction.page_index, redaction.boxes, redaction.text)
            self._redact(copy, redaction, mark, behind)
        for look in self._session.file.looks(self._kept.document.id):
            self._values.append(dataclasses.replace(look, document_id=copy.id))

    def _redact(
        self, copy: Document, redaction: Redaction, mark: PlacedMark, behind: FindingId | None
    ) -> None:
        self._redactions += 1
        self._values.append(
            dataclasses.replace(
                redaction,
                id=_carried_id(copy.id, redaction.id),
                document_id=copy.id,
                page_index=mark.page_index,
                boxes=mark.boxes,
                text=mark.text,
                finding_id=behind,
                confirmed_by=self._session.user,
                confirmed_at=self._session.clock.now(),
            )
        )

    def _decisions(self) -> list[ScopeDecision]:
        decision = self._kept.decision
        if decision is None:
            return []
        is_out = decision.outcome is ScopeOutcome.OUT_OF_SCOPE
        return decisions_for(
            self._session,
            [
                Choice(copy.id, decision.outcome, decision.reason, decision.note)
                if is_out
                else Choice(copy.id, ScopeOutcome.DUPLICATE, ScopeReason.DUPLICATE)
                for copy in self._copies
                if self._outcome(copy) is None
            ],
        )


def _carried_id(copy: DocumentId, original: RedactionId) -> RedactionId:
    """WHY not a new one: carrying over once more replaces what was carried before."""
    return RedactionId(hashlib.sha256(f"{copy}/{original}".encode()).hexdigest()[:32])


def _at(state: DocumentState, mark: PlacedMark, finding: Finding) -> Finding | None:
    """The finding of a copy at the place that a finding moved to."""
    return next(
        (
            each
            for each in state.findings
            if each.page_index == mark.page_index
            and each.entity_type is finding.entity_type
            and any(box.intersects(theirs) for box in mark.boxes for theirs in each.boxes)
        ),
        None,
    )
