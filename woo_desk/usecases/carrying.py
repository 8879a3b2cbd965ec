"""What is decided about a document counts for copies with other pages, where the same words stand.

For copies with the very same pages, and for what is taken back, that happens by itself with each
decision (`usecases.following`); here the words have to be looked for in the other pages first.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.carried import Carried
from woo_desk.domain.changes import Changes
from woo_desk.domain.document import Document
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Finding, FindingReview
from woo_desk.domain.ids import DocumentId, FindingId, RedactionId
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.journal import Transaction
from woo_desk.usecases.failures import log_defect
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.following import Follower
from woo_desk.usecases.mirroring import carried_id
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests_content import PlacedMark, TransferRequest, TransferResult
from woo_desk.usecases.session import Session, new_id

TRANSFER_LIMIT_S = 120.0


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
    longer holds is taken back. What a person decided in the copy stays as it is; only a redaction
    that she took out of a copy with the very same pages comes back, as that is what is asked for.
    """
    carrying = _Carrying(session, document_id)
    if carrying.to_align:
        jobs, total = carrying.jobs(), len(carrying.to_align)
        yield Stage("transfer", jobs, total, carrying.record)
    return carrying.finish()


def within_the_request(session: Session, copies: Sequence[Document]) -> list[Document]:
    """The copies that a person put within the request, which have to be fit for publication."""
    ids = [copy.id for copy in copies]
    decisions = session.file.copies.decisions(ids, session.dossier.basis)
    return [
        copy
        for copy in copies
        if copy.id in decisions and decisions[copy.id].outcome is ScopeOutcome.IN_SCOPE
    ]


def with_other_pages(session: Session, document_id: DocumentId) -> list[Document]:
    """The copies within the request that do not follow by themselves: they have other pages.

    Of a document that is judged for others, its copies; of such a copy, itself.
    """
    file = session.file
    kept = file.copies.kept_for(document_id) or document_id
    copies = [
        file.document(copy.id)
        for copy in file.copies.of(kept)
        if not copy.has_same_pages and (kept == document_id or copy.id == document_id)
    ]
    return within_the_request(session, copies) if copies else []


def fill_searched_copies(session: Session, searched: Iterable[DocumentId]) -> Changes:
    """What their originals have, for copies with the very same pages that were just searched.

    Only where nobody has judged anything in the copy yet: the verdicts could not be carried over
    while there was nothing found.
    """
    file = session.file
    copies = [one for one in searched if file.copies.kept_for(one) and not file.reviews(one)]
    waiting = within_the_request(session, [file.document(one) for one in copies])
    if not waiting:
        return Changes()
    with session.step("carry_over") as tx:
        follower = Follower(file, tx, new_id)
        for copy in waiting:
            follower.fill(copy.id)
    return tx.changes


@dataclass
class _New:
    """What is written to one copy."""

    redactions: list[Redaction] = field(default_factory=list)
    reviews: list[FindingReview] = field(default_factory=list)


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
        self._within = within_the_request(session, self._copies)
        kept = self._kept.document.prepared_sha256
        self.to_align = [
            one for one in self._within if one.prepared_sha256 and one.prepared_sha256 != kept
        ]

    def _find_copies(self) -> list[Document]:
        file = self._session.file
        return [file.document(copy.id) for copy in file.copies.of(self._kept.document.id)]

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
        file = self._session.file
        aligned = {copy.id for copy in self.to_align} - self._failed
        placed = 0
        with self._session.step("carry_over") as tx:
            follower = Follower(file, tx, new_id)
            if self._kept.decision is not None:
                follower.decide(dict.fromkeys((c.id for c in self._copies), self._kept.decision))
            for copy in self._within:
                if copy.id in aligned:
                    placed += self._write(tx, copy.id)
                elif copy.id not in self._failed:
                    placed += follower.fill(copy.id)
        return CarryReport(
            len(self._copies),
            placed,
            self._missing,
            self._taken_back,
            tx.changes.affected,
        )

    def _write(self, tx: Transaction, copy: DocumentId) -> int:
        """What holds now for one copy, in the place of what was carried to it before."""
        new = self._new[copy]
        file = self._session.file
        before = file.copies.carried([copy]).get(copy, Carried(copy))
        there = _There(file, before)
        redactions = [one for one in new.redactions if there.takes_redaction(one)]
        reviews = [one for one in new.reviews if there.takes_review(one)]
        now = Carried(copy, tuple(redactions), tuple(reviews), decision=before.decision)
        self._take_back(tx, before, new)
        for redaction in redactions:
            tx.put(redaction)
        for review in reviews:
            tx.put(review)
        kept = [one for one in before.redactions if one.id in {r.id for r in new.redactions}]
        ids = {one.id for one in redactions}
        now = dataclasses.replace(
            now, redactions=(*redactions, *(one for one in kept if one.id not in ids))
        )
        if now != Carried(copy):
            tx.put(now)
        else:
            tx.remove(before)
        return sum(one.id not in there.redactions for one in redactions)

    def _take_back(self, tx: Transaction, before: Carried, now: _New) -> None:
        """Remove what no longer holds and still stands in the copy as it was carried there."""
        file, copy = self._session.file, before.document_id
        ids = {redaction.id for redaction in now.redactions}
        there = set(file.redactions(copy))
        gone = [one for one in before.redactions if one.id not in ids and one in there]
        self._taken_back += len(gone)
        judged = {review.finding_id for review in now.reviews}
        verdicts = set(file.reviews(copy))
        for redaction in gone:
            tx.remove(redaction)
        for review in before.reviews:
            if review.finding_id not in judged and review in verdicts:
                tx.remove(review)

    def _redact(
        self, copy: Document, redaction: Redaction, mark: PlacedMark, behind: FindingId | None
    ) -> None:
        self._new[copy.id].redactions.append(
            dataclasses.replace(
                redaction,
                id=carried_id(copy.id, redaction.id),
                document_id=copy.id,
                page_index=mark.page_index,
                boxes=mark.boxes,
                text=mark.text,
                finding_id=behind,
                spans=(),  # of other pages
            )
        )


class _There:
    """What stands in a copy, and what of it is a person's own.

    Attributes:
        redactions: by id.
    """

    def __init__(self, file: DossierFile, before: Carried) -> None:
        self.redactions = file.copies.redactions(before.document_id)
        self._reviews = file.copies.reviews(before.document_id)
        self._carried = {one.id: one for one in before.redactions}
        self._carried_reviews = {one.finding_id: one for one in before.reviews}

    def takes_redaction(self, redaction: Redaction) -> bool:
        """Whether nobody has changed it, taken it away, or decided about the finding behind it."""
        there, was = self.redactions.get(redaction.id), self._carried.get(redaction.id)
        if there != was:
            return False
        finding = redaction.finding_id
        return there is not None or finding is None or not self._is_decided(finding)

    def takes_review(self, review: FindingReview) -> bool:
        """Whether nobody has decided about the finding."""
        return not self._is_decided(review.finding_id)

    def _is_decided(self, finding: FindingId) -> bool:
        return self._reviews.get(finding) not in (None, self._carried_reviews.get(finding))


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
