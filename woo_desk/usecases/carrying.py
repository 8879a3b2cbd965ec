"""What is decided about a document counts for its copies, and so does what is taken back."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from woo_desk.domain.carried import Carried
from woo_desk.domain.document import Document, PageLook
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Finding, FindingReview, finding_id
from woo_desk.domain.ids import DocumentId, FindingId, RedactionId
from woo_desk.domain.likeness import representative_of
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeDecision, ScopeOutcome, ScopeReason
from woo_desk.store.journal import Transaction
from woo_desk.store.rows import CARRIED
from woo_desk.usecases.failures import log_defect
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests_content import PlacedMark, TransferRequest, TransferResult
from woo_desk.usecases.scope import Choice, decisions_for
from woo_desk.usecases.session import Session

TRANSFER_LIMIT_S = 120.0
Written = Redaction | FindingReview | PageLook | ScopeDecision


@dataclass(frozen=True, slots=True)
class CarryReport:
    """What was carried over to the copies of one document."""

    copies: int = 0
    redactions: int = 0
    missing: int = 0
    """Redactions whose words do not stand in a copy: a person has to look there."""
    taken_back: int = 0
    """Redactions that stood in a copy because of one that is no longer there."""
    changed: frozenset[DocumentId] = frozenset()


def carry_over(session: Session, document_id: DocumentId) -> Flow[CarryReport]:
    """Let what is decided about a document count for its copies, as one step.

    Copies that nobody decided about become duplicates, or are left out for the same reason. Those
    that a person put within the request get the redactions and verdicts: at the same places when
    the pages are the same, else where the same words stand. What was carried over before and no
    longer holds is taken back, unless a person has changed it in the copy since.
    """
    carrying = _Carrying(session, document_id)
    if carrying.to_align:
        jobs, total = carrying.jobs(), len(carrying.to_align)
        yield Stage("transfer", jobs, total, carrying.record)
    return carrying.finish()


@dataclass
class _New:
    """What is written to one copy."""

    redactions: list[Redaction] = field(default_factory=list)
    reviews: list[FindingReview] = field(default_factory=list)
    looks: list[PageLook] = field(default_factory=list)


class _Carrying:
    """One document and its copies.

    Attributes:
        to_align: copies within the request with other pages.
    """

    def __init__(self, session: Session, document_id: DocumentId) -> None:
        self._session = session
        self._kept = session.file.state(document_id)
        self._reviews = {one.finding_id: one for one in session.file.reviews(document_id)}
        self._new: defaultdict[DocumentId, _New] = defaultdict(_New)
        self._failed: set[DocumentId] = set()
        self._missing = self._taken_back = 0
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
            self._failed.add(DocumentId(job.subject))
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
                review = dataclasses.replace(self._reviews[finding.id], finding_id=found.id)
                self._new[state.document.id].reviews.append(review)
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
        earlier = {one.document_id: one for one in self._session.file.items(CARRIED)}
        decisions = {one.document_id: one for one in self._decisions(earlier)}
        with self._session.step("carry_over") as tx:
            for copy in self._copies:
                if copy.id not in self._failed:
                    before = earlier.get(copy.id, Carried(copy.id))
                    self._write(tx, before, decisions.get(copy.id))
        copies = frozenset(copy.id for copy in self._copies)
        return CarryReport(
            len(self._copies),
            sum(len(new.redactions) for new in self._new.values()),
            self._missing,
            self._taken_back,
            copies if tx.step is not None else frozenset(),
        )

    def _write(self, tx: Transaction, before: Carried, decision: ScopeDecision | None) -> None:
        """What holds now for one copy, in the place of what was carried to it before."""
        new = self._new[before.document_id]
        now = Carried(
            before.document_id,
            tuple(new.redactions),
            tuple(new.reviews),
            tuple(new.looks),
            decision or before.decision,
        )
        self._take_back(tx, before, now)
        written: list[Written] = [*now.redactions, *now.reviews, *now.looks]
        if decision is not None:
            written.append(decision)
        for value in written:
            tx.put(value)
        if now != Carried(before.document_id):
            tx.put(now)
        else:
            tx.remove(before)

    def _take_back(self, tx: Transaction, before: Carried, now: Carried) -> None:
        """Remove what no longer holds and still stands in the copy as it was carried there."""
        file, copy = self._session.file, before.document_id
        ids = {redaction.id for redaction in now.redactions}
        there = set(file.redactions(copy))
        gone = [one for one in before.redactions if one.id not in ids and one in there]
        self._taken_back += len(gone)
        judged = {review.finding_id for review in now.reviews}
        verdicts = set(file.reviews(copy))
        seen = {look.page_index for look in now.looks}
        looks = set(file.looks(copy))
        taken: list[Written] = list(gone)
        taken += [r for r in before.reviews if r.finding_id not in judged and r in verdicts]
        taken += [one for one in before.looks if one.page_index not in seen and one in looks]
        for value in taken:
            tx.remove(value)

    def _same_pages(self, copy: Document) -> None:
        ids = {
            one.id: finding_id(copy.id, one.page_index, one.span, one.entity_type)
            for one in self._judged_findings()
        }
        values = self._new[copy.id]
        for old, new in ids.items():
            values.reviews.append(dataclasses.replace(self._reviews[old], finding_id=new))
        for redaction in self._kept.redactions:
            behind = ids.get(redaction.finding_id) if redaction.finding_id else None
            mark = PlacedMark(redaction.id, redaction.page_index, redaction.boxes, redaction.text)
            self._redact(copy, redaction, mark, behind)
        for look in self._session.file.looks(self._kept.document.id):
            values.looks.append(dataclasses.replace(look, document_id=copy.id))

    def _redact(
        self, copy: Document, redaction: Redaction, mark: PlacedMark, behind: FindingId | None
    ) -> None:
        self._new[copy.id].redactions.append(
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

    def _decisions(self, earlier: Mapping[DocumentId, Carried]) -> list[ScopeDecision]:
        """For copies that nobody decided about, or only by an earlier decision on this document."""
        decision = self._kept.decision
        if decision is None:
            return []
        choices = []
        for copy in self._copies:
            theirs = self._session.file.state(copy.id).decision
            if theirs is not None and (
                copy.id not in earlier or theirs != earlier[copy.id].decision
            ):
                continue  # a person has decided about the copy itself
            choice = Choice(copy.id, ScopeOutcome.DUPLICATE, ScopeReason.DUPLICATE)
            if decision.outcome is ScopeOutcome.OUT_OF_SCOPE:
                choice = Choice(copy.id, decision.outcome, decision.reason, decision.note)
            if theirs is None or (theirs.outcome, theirs.reason, theirs.note) != (
                choice.outcome,
                choice.reason,
                choice.note,
            ):
                choices.append(choice)
        return decisions_for(self._session, choices)


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
