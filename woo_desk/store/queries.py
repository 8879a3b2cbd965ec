"""Questions to a dossier file. Reads only; each question takes a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from woo_desk.domain.changes import UndoStatus
from woo_desk.domain.document import Document, Page, PageLook
from woo_desk.domain.dossier import DocumentState, Dossier
from woo_desk.domain.export import ExportResult
from woo_desk.domain.finding import Finding, FindingReview, Proposal, Verdict
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, FindingId, GroundCode, RedactionId, Sha256
from woo_desk.domain.judgement import JudgementOverride
from woo_desk.domain.person import KnownPerson
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeDecision, current_decision
from woo_desk.errors import DossierDamaged
from woo_desk.store import blobs, journal, log, rows, search
from woo_desk.store.connection import Database
from woo_desk.store.packed import Packed, packed_by_owner
from woo_desk.store.rows import Codec, Kind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageText:
    """What detection read on one page."""

    text: str
    complete: bool
    detector_version: str


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """Numbers for one line of the document list."""

    pages: int
    analysed: int
    """Pages that detection went through from beginning to end."""
    unseen: int
    """Pages that need a person's eyes and have not had them."""
    findings: int
    open_findings: int
    """Findings not proposed to keep that nobody has reviewed: each blocks export."""
    redactions: int


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """One export that was made."""

    result: ExportResult
    by: str
    at: dt.datetime


class Queries:
    """Everything that can be asked of an open dossier."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- the dossier and its documents --------------------------------------------------------

    def dossier(self) -> Dossier:
        """The dossier's own fields."""
        row = self._database.row("SELECT data FROM dossier")
        if row is None:
            raise DossierDamaged("dossier_damaged", name=self._database.path.name)
        return rows.DOSSIER.codec.one(row[0])

    def documents(self) -> tuple[Document, ...]:
        """All documents in order of number."""
        return self._all(rows.DOCUMENT.codec, "SELECT data FROM document ORDER BY number")

    def document(self, document_id: DocumentId) -> Document:
        """One document; KeyError when there is none with this id."""
        row = self._database.row("SELECT data FROM document WHERE key = ?", (document_id,))
        if row is None:
            raise KeyError(document_id)
        return rows.DOCUMENT.codec.one(row[0])

    def documents_with_source(self, sha256: Sha256) -> tuple[Document, ...]:
        """The documents that came in with these bytes, in order of number."""
        sql = "SELECT data FROM document WHERE source_sha256 = ? ORDER BY number"
        return self._all(rows.DOCUMENT.codec, sql, sha256)

    def next_number(self) -> int:
        """The number for the next document; a number that was ever given does not come back."""
        row = self._database.row("SELECT value FROM counter WHERE name = 'number'")
        return (row[0] if row else 0) + 1

    def next_sequence(self) -> int:
        """The sequence for the next scope decision."""
        row = self._database.row("SELECT max(sequence) FROM decision")
        return ((row and row[0]) or 0) + 1

    def pages(self, document_id: DocumentId) -> tuple[Page, ...]:
        """The pages of a document in order."""
        return self._of_document(rows.PAGE.codec, "page", document_id, "page_index")

    def looks(self, document_id: DocumentId) -> tuple[PageLook, ...]:
        """Who looked at which page, in page order."""
        return self._of_document(rows.PAGE_LOOK.codec, "page_look", document_id, "page_index")

    # --- detection ----------------------------------------------------------------------------

    def page_text(self, document_id: DocumentId, page_index: int) -> PageText | None:
        """What detection read on a page; None when it has not been there."""
        row = self._database.row(
            "SELECT text, complete, detector_version FROM page_result"
            " WHERE document_id = ? AND page_index = ?",
            (document_id, page_index),
        )
        return PageText(row[0], bool(row[1]), row[2]) if row else None

    def page_texts(self, document_id: DocumentId) -> tuple[str, ...]:
        """The text of each page in page order; "" for one that detection has not read."""
        found = self._database.rows(
            "SELECT coalesce(text, '') FROM page LEFT JOIN page_result USING"
            " (document_id, page_index) WHERE page.document_id = ? ORDER BY page_index",
            (document_id,),
        )
        return tuple(row[0] for row in found)

    def findings(self, document_id: DocumentId) -> tuple[Finding, ...]:
        """The findings of a document by page and place."""
        return self._of_document(rows.FINDINGS, "finding", document_id, "page_index, start")

    def findings_of_page(self, document_id: DocumentId, page_index: int) -> tuple[Finding, ...]:
        """The findings of a page by place."""
        sql = "SELECT data FROM finding WHERE document_id = ? AND page_index = ? ORDER BY start"
        return self._all(rows.FINDINGS, sql, document_id, page_index)

    def open_findings(self, sieve: str = "") -> tuple[Finding, ...]:
        """What a person still has to decide; `sieve` as in `search.OPEN_FINDINGS`."""
        return self._all(rows.FINDINGS, search.OPEN_FINDINGS, Proposal.KEEP, sieve)

    def finding(self, finding_id: FindingId) -> Finding | None:
        """One finding; None when detection no longer finds it."""
        row = self._database.row("SELECT data FROM finding WHERE key = ?", (finding_id,))
        return rows.FINDINGS.one(row[0]) if row else None

    def persons(self) -> tuple[KnownPerson, ...]:
        """The persons learnt from the documents, in order of document number, without repeats."""
        found = self._all(
            rows.PERSONS,
            "SELECT person.data FROM person JOIN document ON document.key = person.document_id"
            " ORDER BY document.number",
        )
        return tuple(dict.fromkeys(person for persons in found for person in persons))

    def persons_of(self, document_id: DocumentId) -> tuple[KnownPerson, ...]:
        """The persons learnt from one document."""
        row = self._database.row("SELECT data FROM person WHERE document_id = ?", (document_id,))
        return rows.PERSONS.one(row[0]) if row else ()

    def documents_to_detect(self, detector_version: str) -> tuple[Document, ...]:
        """Documents with a page that this version of detection has not gone through to the end."""
        sql = (
            "SELECT data FROM document WHERE EXISTS (SELECT 1 FROM page"
            " LEFT JOIN page_result AS r ON r.document_id = page.document_id"
            " AND r.page_index = page.page_index AND r.complete AND r.detector_version = ?"
            " WHERE page.document_id = document.key AND r.document_id IS NULL) ORDER BY number"
        )
        return self._all(rows.DOCUMENT.codec, sql, detector_version)

    def search_text(self, words: str, *, limit: int | None = None) -> list[search.TextHit]:
        """Every place where words stand in the page texts; see `search.search_text`."""
        return search.search_text(self._database, words, limit=limit)

    # --- decisions ----------------------------------------------------------------------------

    def reviews(self, document_id: DocumentId) -> tuple[FindingReview, ...]:
        """The reviews of a document's findings, also of findings that are no longer found."""
        return self._of_document(rows.REVIEW.codec, "review", document_id, "rowid")

    def redactions(self, document_id: DocumentId) -> tuple[Redaction, ...]:
        """The redactions of a document by page, then in order of making."""
        return self._of_document(rows.REDACTION.codec, "redaction", document_id, _BY_PAGE)

    def redaction(self, redaction_id: RedactionId) -> Redaction | None:
        """One redaction, None when there is none with this id."""
        row = self._database.row("SELECT data FROM redaction WHERE key = ?", (redaction_id,))
        return rows.REDACTION.codec.one(row[0]) if row else None

    def decisions(self, document_id: DocumentId) -> tuple[ScopeDecision, ...]:
        """Every scope decision on a document, first to last."""
        return self._of_document(rows.DECISION.codec, "decision", document_id, "sequence")

    def override(self, document_id: DocumentId) -> JudgementOverride | None:
        """The judgement that a person laid over a document, if any."""
        found = self._of_document(rows.OVERRIDE.codec, "override", document_id, "rowid")
        return found[0] if found else None

    def current_decisions(self, basis: LegalBasis) -> Mapping[DocumentId, ScopeDecision]:
        """The scope decision that counts, of each document that has one."""
        found = self._all(rows.DECISION.codec, "SELECT data FROM decision ORDER BY sequence")
        return {each.document_id: each for each in found if each.basis == basis}

    def overrides(self) -> Mapping[DocumentId, JudgementOverride]:
        """The judgements that persons laid over documents."""
        found = self._all(rows.OVERRIDE.codec, "SELECT data FROM override")
        return {each.document_id: each for each in found}

    # --- further kinds ------------------------------------------------------------------------

    def items(self, kind: Kind[T], document_id: DocumentId | None = None) -> tuple[T, ...]:
        """Values of a kind of `rows.item_kind` in order of making; of one document, or all."""
        sql = "SELECT data FROM item WHERE kind = ?"
        if document_id is None:
            return self._all(kind.codec, f"{sql} ORDER BY rowid", kind.name)
        of_document = f"{sql} AND document_id = ? ORDER BY rowid"
        return self._all(kind.codec, of_document, kind.name, document_id)

    def cached(self, kind: str, key: str) -> bytes | None:
        """What `DerivedTransaction.put_cached` kept; None when it is not there."""
        sql = "SELECT content FROM cache WHERE kind = ? AND key = ?"
        row = self._database.row(sql, (kind, key))
        return bytes(row[0]) if row else None

    # --- as a whole ---------------------------------------------------------------------------

    def state(self, document_id: DocumentId) -> DocumentState:
        """All about one document; KeyError when there is none with this id."""
        return self._states((self.document(document_id),))[0]

    def states(self) -> tuple[DocumentState, ...]:
        """All about every document, in order of number."""
        return tuple(state for part in self.states_in_parts() for state in part)

    def states_in_parts(self) -> Iterator[tuple[DocumentState, ...]]:
        """The same some documents at a time; what is written in between counts for what comes."""
        documents = self.documents()
        for start in range(0, len(documents), _STATES_AT_ONCE):
            yield self._states(documents[start : start + _STATES_AT_ONCE])

    def _states(self, documents: Sequence[Document]) -> tuple[DocumentState, ...]:
        basis, ids = self.dossier().basis, [document.id for document in documents]
        pages = self._grouped(rows.PAGE.codec, "page", "page_index", ids)
        looks = self._grouped(rows.PAGE_LOOK.codec, "page_look", "page_index", ids)
        findings = self._packed(rows.FINDINGS, "finding", "page_index, start", ids)
        redactions = self._packed(rows.REDACTION.codec, "redaction", _BY_PAGE, ids)
        decisions = self._grouped(rows.DECISION.codec, "decision", "sequence", ids)
        overrides = self._grouped(rows.OVERRIDE.codec, "override", "rowid", ids)
        reviews = self._grouped(rows.REVIEW.codec, "review", "rowid", ids)
        motivated = self._motivated()
        done = {(c.document_id, c.prepared_sha256) for c in self.items(rows.COMPARED)}
        analysed = self._column("page_index", "page_result", "complete", ids)
        return tuple(
            DocumentState(
                document=document,
                pages=tuple(pages[document.id]),
                analysed=frozenset(analysed[document.id]),
                looked_at=frozenset(look.page_index for look in looks[document.id]),
                findings=findings[document.id],
                reviewed=_verdicts(reviews[document.id], *_DECIDED),
                redactions=redactions[document.id],
                decision=current_decision(decisions[document.id], document.id, basis),
                override=next(iter(overrides[document.id]), None),
                questions=_verdicts(reviews[document.id], Verdict.ASK),
                rejected=_verdicts(reviews[document.id], Verdict.REJECT),
                motivated=frozenset(motivated[None]) | frozenset(motivated[document.id]),
                compared=(document.id, document.prepared_sha256) in done,
            )
            for document in documents
        )

    def _motivated(self) -> defaultdict[DocumentId | None, set[GroundCode]]:
        """Motivated grounds per document; under None those of the whole dossier."""
        result: defaultdict[DocumentId | None, set[GroundCode]] = defaultdict(set)
        for each in self.items(rows.MOTIVATION):
            result[each.document_id].add(each.ground_code)
        return result

    def counts(self, only: Collection[DocumentId] = ()) -> Mapping[DocumentId, DocumentCounts]:
        """Numbers for the document list, of these documents, or of every one."""
        which = f"key IN ({', '.join('?' * len(only))})" if only else "true"
        sql, parameters = search.COUNTS.replace("{which}", which), (*only, Proposal.KEEP)
        found = self._database.rows(sql, parameters)
        return {DocumentId(row[0]): DocumentCounts(*row[1:]) for row in found}

    # --- history ------------------------------------------------------------------------------

    def undo_status(self) -> UndoStatus:
        """What could be undone and redone now, and the number of the step that stands."""
        return journal.undo_status(self._database)

    def exports(self) -> tuple[ExportRecord, ...]:
        """The exports that were made, first to last."""
        found = self._database.rows("SELECT data, by, at FROM export ORDER BY id")
        return tuple(
            ExportRecord(rows.EXPORTS.one(data), by, dt.datetime.fromisoformat(at))
            for data, by, at in found
        )

    def log_lines(self, *, limit: int | None = None) -> list[log.LogLine]:
        """The logbook from first to last, or only its last `limit` lines."""
        return log.read_log(self._database, limit=limit)

    # --- stored files -------------------------------------------------------------------------

    def has_blob(self, sha256: Sha256) -> bool:
        """Whether the dossier holds a file with this digest."""
        return blobs.has_blob(self._database, sha256)

    def blob_bytes(self, sha256: Sha256) -> bytes:
        """A stored file; DossierDamaged when it is missing or changed."""
        return blobs.blob_bytes(self._database, sha256)

    # --- how ----------------------------------------------------------------------------------

    def _all(self, codec: Codec[T], sql: str, *parameters: object) -> tuple[T, ...]:
        return tuple(codec.many(self._database.rows(sql, parameters)))

    def _of_document(
        self, codec: Codec[T], table: str, document_id: DocumentId, order: str
    ) -> tuple[T, ...]:
        sql = f"SELECT data FROM {table} WHERE document_id = ? ORDER BY {order}"
        return self._all(codec, sql, document_id)

    def _grouped(
        self, codec: Codec[T], table: str, order: str, ids: Sequence[DocumentId]
    ) -> defaultdict[str, list[T]]:
        result: defaultdict[str, list[T]] = defaultdict(list)
        for owner, data in self._chosen(f"document_id, data FROM {table}", "", ids, order):
            result[owner].append(codec.one(data))
        return result

    def _packed(
        self, codec: Codec[T], table: str, order: str, ids: Sequence[DocumentId]
    ) -> Mapping[str, Packed[T]]:
        ordered = f"document_id, {order}"
        found = self._chosen(f"document_id, data FROM {table}", "", ids, ordered)
        return packed_by_owner(codec, found)

    def _column(
        self, column: str, table: str, condition: str, ids: Sequence[DocumentId]
    ) -> defaultdict[str, list[Any]]:
        result: defaultdict[str, list[Any]] = defaultdict(list)
        for owner, value in self._chosen(f"document_id, {column} FROM {table}", condition, ids, ""):
            result[owner].append(value)
        return result

    def _chosen(
        self, what: str, condition: str, ids: Sequence[DocumentId], order: str
    ) -> Iterator[tuple[Any, ...]]:
        conditions = [condition] if condition else []
        conditions.append(f"document_id IN ({', '.join('?' * len(ids))})")
        ordered = f" ORDER BY {order}" if order else ""
        return self._database.each(
            f"SELECT {what} WHERE {' AND '.join(conditions)}{ordered}", tuple(ids)
        )


_STATES_AT_ONCE = 50
"""Documents. WHY no more: nobody at the window feels how long reading so many takes."""
_BY_PAGE = "page_index, rowid"


_DECIDED = frozenset(Verdict) - {Verdict.ASK}


def _verdicts(reviews: Iterable[FindingReview], *verdicts: Verdict) -> frozenset[FindingId]:
    """The findings with one of these verdicts."""
    return frozenset(each.finding_id for each in reviews if each.verdict in verdicts)
