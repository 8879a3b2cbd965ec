"""Does in a copy with the very same pages what was done in its original.

What a person decided in the copy itself is hers: it is neither replaced nor taken away.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable
from typing import Any, TypeVar

from woo_desk.domain.document import PageLook, SourceComparison
from woo_desk.domain.finding import FindingReview, Verdict, finding_id
from woo_desk.domain.ids import DocumentId, FindingId, RedactionId
from woo_desk.domain.judgement import JudgementOverride
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import PageScope
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.images import Image
from woo_desk.store.journal import Transaction
from woo_desk.store.rows import (
    COMPARED,
    OVERRIDE,
    PAGE_LOOK,
    PAGE_SCOPE,
    REDACTION,
    REVIEW,
    Kind,
    encode,
)

T = TypeVar("T")

Placed = PageLook | JudgementOverride | PageScope | SourceComparison
"""What hangs on a document as such, and is the same in a copy but for its id."""
_PLACED: tuple[Kind[Any], ...] = (PAGE_LOOK, OVERRIDE, PAGE_SCOPE, COMPARED)
JUDGED: tuple[Kind[Any], ...] = (REVIEW, REDACTION, *_PLACED)
"""Kinds of what a person decides on the pages of a document."""


def images_of(file: DossierFile, document_id: DocumentId) -> list[Image]:
    """Everything that was decided on the pages of a document, as if it were put just now."""
    return [
        *_images(REVIEW, document_id, file.reviews(document_id)),
        *_images(REDACTION, document_id, file.redactions(document_id)),
        *_placed_on(file, document_id),
    ]


def carried_id(copy: DocumentId, original: RedactionId) -> RedactionId:
    """WHY not a new one: carrying over once more replaces what was carried before."""
    return RedactionId(hashlib.sha256(f"{copy}/{original}".encode()).hexdigest()[:32])


class Mirror:
    """Does in one copy with the very same pages what was done in its original.

    Attributes:
        is_changed: whether anything was written.
    """

    def __init__(self, file: DossierFile, tx: Transaction, copy: DocumentId) -> None:
        self._file, self._tx, self._copy = file, tx, copy
        self._redactions = file.copies.redactions(copy)
        self._reviews = file.copies.reviews(copy)
        self._placed = {
            (image.kind.name, image.key): image.after for image in _placed_on(file, copy)
        }
        self._own: set[FindingId] = set()
        """Findings in the copy that a person decided there."""
        self.is_changed = False

    def put(self, images: Iterable[Image]) -> int:
        """Gives how many redactions were placed."""
        images = list(images)
        for image in images:
            if image.kind is REVIEW:
                self._review(image)
        redactions = [image for image in images if image.kind is REDACTION]
        for image in redactions:
            self._take_away(image)
        count = sum(self._place(image) for image in redactions)
        for image in images:
            if image.kind in _PLACED:
                self._follow(image)
        return count

    def _review(self, image: Image) -> None:
        theirs = self._theirs(FindingId(image.key))
        if theirs is None:
            return
        before, after = (
            dataclasses.replace(value, finding_id=theirs) if value else None
            for value in _values(REVIEW, image)
        )
        there = self._reviews.get(theirs)
        if there not in (before, after):
            self._own.add(theirs)
            return
        self._write(there, after)

    def _take_away(self, image: Image) -> None:
        """What is no longer in the original goes here too, if it stands as it was put."""
        before, after = _redactions(image)
        if before is None:
            return
        there = self._redactions.get(carried_id(self._copy, before.id))
        if there is not None and after is None and self._is_as_put(there, before):
            self._write(there, None)
            del self._redactions[there.id]

    def _place(self, image: Image) -> bool:
        before, after = _redactions(image)
        if after is None:
            return False
        new = self._here(after)
        there = self._redactions.get(new.id)
        if there is None and before is not None:
            return False  # a person took it away here
        if there is not None and not self._is_as_put(there, before or after):
            return False
        if there is None and new.finding_id is not None and self._is_decided(new.finding_id):
            return False
        self._write(there, new)
        self._redactions[new.id] = new
        return there is None

    def _is_decided(self, finding: FindingId) -> bool:
        """Whether a person has decided about a finding in the copy itself."""
        review = self._reviews.get(finding)
        return (
            finding in self._own
            or (review is not None and review.verdict is not Verdict.REDACT)
            or any(one.finding_id == finding for one in self._redactions.values())
        )

    def _is_as_put(self, there: Redaction, original: Redaction) -> bool:
        """Whether a redaction is still what was put here for one of the original."""
        # WHY not who and when, and not the finding: earlier versions noted who carried it over,
        # and the copy may have been searched since.
        put = self._here(original)
        same = dataclasses.replace(
            there,
            confirmed_by=put.confirmed_by,
            confirmed_at=put.confirmed_at,
            finding_id=put.finding_id,
        )
        return same == put

    def _here(self, redaction: Redaction) -> Redaction:
        theirs = self._theirs(redaction.finding_id) if redaction.finding_id else None
        return dataclasses.replace(
            redaction,
            id=carried_id(self._copy, redaction.id),
            document_id=self._copy,
            finding_id=theirs,
        )

    def _theirs(self, original: FindingId) -> FindingId | None:
        """The same finding in the copy; None as long as the copy has not been searched."""
        finding = self._file.finding(original)
        if finding is None:
            return None
        theirs = finding_id(self._copy, finding.page_index, finding.span, finding.entity_type)
        return theirs if self._file.finding(theirs) is not None else None

    def _follow(self, image: Image) -> None:
        before: Placed | None
        after: Placed | None
        before, after = (
            dataclasses.replace(value, document_id=self._copy) if value else None
            for value in _values(image.kind, image)
        )
        value = after or before
        if value is None:
            return
        there = self._placed.get((image.kind.name, image.kind.key(value)))
        if there == (encode(before) if before else None):
            self._write(before, after)

    def _write(
        self,
        there: Redaction | FindingReview | Placed | None,
        new: Redaction | FindingReview | Placed | None,
    ) -> None:
        if there == new:
            return
        self.is_changed = True
        if new is not None:
            self._tx.put(new)
        elif there is not None:
            self._tx.remove(there)


def _images(kind: Kind[T], kept: DocumentId, values: Iterable[T]) -> list[Image]:
    """Values as if they were put just now."""
    return [Image(kind, kind.key(value), kept, None, encode(value)) for value in values]


def _placed_on(file: DossierFile, document_id: DocumentId) -> list[Image]:
    """What hangs on a document as such."""
    override = file.override(document_id)
    return [
        *_images(PAGE_LOOK, document_id, file.looks(document_id)),
        *_images(OVERRIDE, document_id, [override] if override else []),
        *_images(PAGE_SCOPE, document_id, file.items(PAGE_SCOPE, document_id)),
        *_images(COMPARED, document_id, file.items(COMPARED, document_id)),
    ]


def _values(kind: Kind[T], image: Image) -> tuple[T | None, T | None]:
    codec = kind.codec
    before = codec.one(image.before) if image.before else None
    return before, codec.one(image.after) if image.after else None


def _redactions(image: Image) -> tuple[Redaction | None, Redaction | None]:
    return _values(REDACTION, image)
