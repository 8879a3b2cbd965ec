"""What is decided about a document counts at once for its copies, in the same step.

A copy that nobody decided about gets its decision from the document that is judged for it. Where a
person put a copy within the request, and its pages are the very same, it gets the redactions,
verdicts and looks too, and loses them again. What a person decided in the copy itself is hers: it
is neither replaced nor taken away. Copies with other pages need their words looked for, which is
work for `carrying`.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.carried import Carried
from woo_desk.domain.changes import Changes
from woo_desk.domain.ids import DecisionId, DocumentId, RedactionId
from woo_desk.domain.scope import ScopeDecision, ScopeOutcome, ScopeReason
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.images import Image
from woo_desk.store.journal import Transaction
from woo_desk.store.rows import DECISION, DOCUMENT, REDACTION
from woo_desk.usecases.mirroring import JUDGED, Mirror, carried_id, images_of

_POINTS = '"duplicate_of":"'
"""In the row of a document that is a copy."""


@dataclass(slots=True)
class Follower:
    """Adds to a command what follows from it for copies.

    Attributes:
        changes: what that was.
    """

    file: DossierFile
    tx: Transaction
    new_id: Callable[[], str]
    changes: Changes = field(default_factory=Changes)

    def follow(self) -> None:
        """Look at what the command has changed."""
        images = self.tx.images
        new_copies = [image for image in images if image.kind is DOCUMENT and _has_become(image)]
        decided = [image for image in images if image.kind is DECISION and image.after]
        judged = [image for image in images if image.kind in JUDGED]
        if not (new_copies or decided or judged):
            return
        if any(image.kind is DOCUMENT for image in images):
            self.file.copies.forget()
        self._decide(decided, new_copies)
        self._judge(judged)
        self._enter(decided)

    # Decisions --------------------------------------------------------------------------------

    def _decide(self, decided: Sequence[Image], new_copies: Sequence[Image]) -> None:
        own = {image.document_id for image in decided}
        wanted: dict[DocumentId, ScopeDecision] = {}
        for image in decided:
            decision: ScopeDecision = DECISION.codec.one(image.after or "")
            for copy in self.file.copies.of(decision.document_id):
                if copy.id not in own:
                    wanted[copy.id] = decision
        wanted |= self._decisions_for(new_copies)
        self.decide(wanted)

    def decide(self, wanted: Mapping[DocumentId, ScopeDecision]) -> None:
        """Let these decisions about originals count for these copies."""
        for basis in {decision.basis for decision in wanted.values()}:
            copies = {c: d for c, d in wanted.items() if d.basis == basis}
            theirs = self.file.copies.decisions(copies, basis)
            carried = self.file.copies.carried(copies)
            self._put_decisions(copies, theirs, carried)

    def _decisions_for(self, new_copies: Sequence[Image]) -> dict[DocumentId, ScopeDecision]:
        kept_for = {
            DocumentId(image.key): kept
            for image in new_copies
            if (kept := self.file.copies.kept_for(DocumentId(image.key))) is not None
        }
        if not kept_for:
            return {}
        basis = self.file.dossier().basis
        decisions = self.file.copies.decisions(set(kept_for.values()), basis)
        return {copy: decisions[kept] for copy, kept in kept_for.items() if kept in decisions}

    def _put_decisions(
        self,
        wanted: Mapping[DocumentId, ScopeDecision],
        theirs: Mapping[DocumentId, ScopeDecision],
        carried: Mapping[DocumentId, Carried],
    ) -> None:
        first = self.file.next_sequence()
        put: list[ScopeDecision] = []
        records: list[Carried] = []
        for copy, decision in wanted.items():
            before, record = theirs.get(copy), carried.get(copy, Carried(copy))
            if before is not None and before != record.decision:
                continue  # a person has decided about the copy itself
            followed = followed_decision(
                decision, copy, DecisionId(self.new_id()), first + len(put)
            )
            if before is None or not _says_the_same(before, followed):
                put.append(followed)
                records.append(dataclasses.replace(record, decision=followed))
        self.tx.put_all([*put, *records])
        self.changes |= Changes(decisions=frozenset(one.document_id for one in put))

    # Redactions, verdicts and looks -----------------------------------------------------------

    def _judge(self, judged: Sequence[Image]) -> None:
        """Do the same in the copies within the request that have the very same pages."""
        by_document: defaultdict[DocumentId, list[Image]] = defaultdict(list)
        for image in judged:
            if image.document_id is not None and self.file.copies.of(image.document_id):
                by_document[image.document_id].append(image)
        for kept, images in by_document.items():
            same = {c.id: c.has_same_pages for c in self.file.copies.of(kept)}
            for copy in self._within(list(same)):
                if same[copy]:
                    self._mirror(copy, images)
                else:
                    self._take_back(copy, images)

    def _take_back(self, copy: DocumentId, images: Iterable[Image]) -> None:
        """What was carried over to other pages and is no longer in the original goes there too."""
        record = self.file.copies.carried([copy]).get(copy)
        gone = {
            carried_id(copy, RedactionId(image.key))
            for image in images
            if image.kind is REDACTION and image.after is None
        }
        if record is None or not gone:
            return
        there = self.file.copies.redactions(copy)
        ended = [one for one in record.redactions if one.id in gone]
        taken = [one for one in ended if there.get(one.id) == one]
        findings = {one.finding_id for one in taken}
        opened = [r for r in record.reviews if r.finding_id in {e.finding_id for e in ended}]
        reviews = self.file.copies.reviews(copy)
        for redaction in taken:
            self.tx.remove(redaction)
        for review in opened:
            if review.finding_id in findings and reviews.get(review.finding_id) == review:
                self.tx.remove(review)
        self.tx.put(
            dataclasses.replace(
                record,
                redactions=tuple(one for one in record.redactions if one.id not in gone),
                reviews=tuple(one for one in record.reviews if one not in opened),
            )
        )
        if taken:
            self.changes |= Changes(findings=frozenset({copy}), redactions=frozenset({copy}))

    def _enter(self, decided: Sequence[Image]) -> None:
        """A copy that a person puts within the request gets all that its original has."""
        for image in decided:
            decision: ScopeDecision = DECISION.codec.one(image.after or "")
            if decision.outcome is ScopeOutcome.IN_SCOPE:
                self.fill(decision.document_id)

    def fill(self, copy: DocumentId) -> int:
        """Everything that its original has; gives how many redactions that were."""
        kept = self.file.copies.kept_for(copy)
        if kept is None or not any(
            each.id == copy and each.has_same_pages for each in self.file.copies.of(kept)
        ):
            return 0
        return self._mirror(copy, images_of(self.file, kept))

    def _within(self, copies: Sequence[DocumentId]) -> list[DocumentId]:
        if not copies:
            return []
        decisions = self.file.copies.decisions(copies, self.file.dossier().basis)
        return [
            copy
            for copy in copies
            if copy in decisions and decisions[copy].outcome is ScopeOutcome.IN_SCOPE
        ]

    def _mirror(self, copy: DocumentId, images: Iterable[Image]) -> int:
        mirror = Mirror(self.file, self.tx, copy)
        count = mirror.put(images)
        one = frozenset({copy})
        if mirror.is_changed:
            self.changes |= Changes(documents=one, findings=one, redactions=one, decisions=one)
        return count


def followed_decision(
    decision: ScopeDecision, copy: DocumentId, new_id: DecisionId, sequence: int
) -> ScopeDecision:
    """What a decision about a document says of its copy: left out as well, or a duplicate."""
    is_out = decision.outcome is ScopeOutcome.OUT_OF_SCOPE
    return dataclasses.replace(
        decision,
        id=new_id,
        document_id=copy,
        outcome=decision.outcome if is_out else ScopeOutcome.DUPLICATE,
        reason=decision.reason if is_out else ScopeReason.DUPLICATE,
        note=decision.note if is_out else "",
        sequence=sequence,
    )


def _says_the_same(one: ScopeDecision, other: ScopeDecision) -> bool:
    return (one.outcome, one.reason, one.note) == (other.outcome, other.reason, other.note)


def _has_become(image: Image) -> bool:
    """Whether a document has become a copy, or one of another document."""
    return _POINTS in (image.after or "") and _points_at(image.after) != _points_at(image.before)


def _points_at(row: str | None) -> str:
    return (row or "").partition(_POINTS)[2].partition('"')[0]
