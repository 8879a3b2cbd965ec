"""Which documents are copies of which; kept in memory, because every command asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.carried import Carried
from woo_desk.domain.finding import FindingReview
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.likeness import representative_of
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeDecision
from woo_desk.store.connection import Database
from woo_desk.store.rows import CARRIED, DECISION, REDACTION, REVIEW

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a document."""

    id: DocumentId
    has_same_pages: bool
    """Its prepared PDF is the very same: what is at a place in one is there in the other."""


class Copies:
    """Questions about copies. Made by `DossierFile`, which says when documents have changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[DocumentId, DocumentId] | None = None
        self._copies: dict[DocumentId, tuple[Copy, ...]] = {}

    def forget(self) -> None:
        """Documents have changed."""
        self._kept = None

    def of(self, kept: DocumentId) -> tuple[Copy, ...]:
        """The copies that a document is judged for, in order of number."""
        self._read()
        return self._copies.get(kept, ())

    def kept_for(self, copy: DocumentId) -> DocumentId | None:
        """The document that is judged for a copy; None for what is no copy."""
        return self._read().get(copy)

    def decisions(
        self, copies: Iterable[DocumentId], basis: LegalBasis
    ) -> Mapping[DocumentId, ScopeDecision]:
        """What holds now for those of these documents that were decided about."""
        # In order of document and sequence, so that the last one stands.
        found = (
            DECISION.codec.one(data)
            for data in self._data("decision", copies, " ORDER BY document_id, sequence")
        )
        return {one.document_id: one for one in found if one.basis == basis}

    def carried(self, copies: Iterable[DocumentId]) -> Mapping[DocumentId, Carried]:
        """What was carried over to these documents."""
        found = map(CARRIED.codec.one, self._data("item", copies, f" AND kind = '{CARRIED.name}'"))
        return {one.document_id: one for one in found}

    def redactions(self, copy: DocumentId) -> dict[str, Redaction]:
        """The redactions in a document, by id."""
        found = map(REDACTION.codec.one, self._data("redaction", [copy], ""))
        return {one.id: one for one in found}

    def reviews(self, copy: DocumentId) -> dict[str, FindingReview]:
        """The verdicts in a document, by finding."""
        found = map(REVIEW.codec.one, self._data("review", [copy], ""))
        return {one.finding_id: one for one in found}

    def _data(self, table: str, documents: Iterable[DocumentId], rest: str) -> Iterator[str]:
        wanted = list(documents)
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            sql = f"SELECT data FROM {table} WHERE document_id IN ({marks}){rest}"
            for (data,) in self._database.rows(sql, part):
                yield data

    def _read(self) -> Mapping[DocumentId, DocumentId]:
        if self._kept is None:
            self._kept, self._copies = _read(
                self._database.rows(
                    "SELECT key, json_extract(data, '$.duplicate_of'), prepared_sha256"
                    " FROM document ORDER BY number"
                )
            )
        return self._kept


def _read(
    rows: Sequence[tuple[str, str | None, str]],
) -> tuple[dict[DocumentId, DocumentId], dict[DocumentId, tuple[Copy, ...]]]:
    pointed = {
        DocumentId(key): DocumentId(kept) if kept is not None else None for key, kept, _ in rows
    }
    prepared = {key: digest for key, _, digest in rows}
    kept_for: dict[DocumentId, DocumentId] = {}
    copies: defaultdict[DocumentId, list[Copy]] = defaultdict(list)
    for copy, target in pointed.items():
        if target is None:
            continue
        kept = representative_of(copy, pointed)
        is_same = bool(prepared[copy]) and prepared[copy] == prepared.get(kept)
        kept_for[copy] = kept
        copies[kept].append(Copy(copy, is_same))
    return kept_for, {kept: tuple(each) for kept, each in copies.items()}
