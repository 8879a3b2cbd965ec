"""The same thing once: copies are marked, likenesses proposed, messages put into threads."""

from __future__ import annotations

import dataclasses
import functools
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from woo_desk.domain.document import Document, HiddenKind
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.likeness import (
    Likeness,
    LikenessKind,
    Sketched,
    candidate_pairs,
    judge_pair,
)
from woo_desk.domain.sameness import PageKey, Sameness
from woo_desk.domain.self_description import DocumentStatus, SelfDescription
from woo_desk.domain.threads import Letter, Told, conversations, quoted_completely
from woo_desk.domain.wording import Wording, key_of_words
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.journal import Transaction
from woo_desk.store.rows import LIKENESS, SELF_DESCRIPTION
from woo_desk.usecases.failures import log_defect
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests_content import (
    DescribeRequest,
    DescribeResult,
    PictureKeyRequest,
    PictureKeyResult,
)
from woo_desk.usecases.session import Session

WORDING, WORDS, PICTURE = "wording 1", "words 1", "picture 1"
"""Kinds of what is kept by prepared PDF. The number changes when it is made in another way."""
DESCRIBE_LIMIT_S = 120.0
_PROPOSALS = 3
"""Likenesses proposed for one document, the strongest first."""
_KEPT_TEXTS = 40
"""WHY no more: 400 texts of some pages took 50 MB, and saved a seventh of the time."""
_wording = msgspec.json.Decoder(Wording)


@dataclass(frozen=True, slots=True)
class LikenessReport:
    """What was found."""

    copies: int = 0
    """Documents newly marked as a copy of another."""
    proposals: int = 0
    """Likenesses newly proposed."""
    threads: int = 0
    """Conversations of more than one message in the dossier."""
    unread: int = 0
    """Documents whose text could not be read to compare it."""


def liken_documents(session: Session, *, join: int | None = None) -> Flow[LikenessReport]:
    """Find copies, versions, scans, quoted messages and threads among all documents.

    What was read of a document is kept, so a next round only reads what is new.

    Args:
        session: the open dossier.
        join: number of the step that this continues.
    """
    liking = _Liking(session, join)
    liking.mark(Sameness.by_bytes)
    liking.mark(Sameness.by_parts)
    waiting = liking.to_describe()
    if waiting:
        yield Stage("describe", liking.describe_jobs(waiting), len(waiting), liking.described)
    twins = liking.twins()
    if twins:
        yield Stage("picture_key", liking.picture_jobs(twins), len(twins), liking.pictured)
    keys = liking.page_keys()
    liking.mark(lambda same: same.by_pages(keys))
    threads = liking.put_threads()
    liking.propose()
    return LikenessReport(liking.copies, liking.proposals, threads, liking.unread)


def mark_copies(session: Session, *, join: int | None = None) -> int:
    """Mark the documents with the same bytes as an earlier one; returns how many were new."""
    liking = _Liking(session, join)
    liking.mark(Sameness.by_bytes)
    return liking.copies


def put_description(
    file: DossierFile,
    tx: Transaction,
    document_id: DocumentId,
    prepared_sha256: Sha256,
    result: DescribeResult,
) -> None:
    """Keep what was read of a document; what a person corrected stays."""
    new = dataclasses.replace(
        result.description, document_id=document_id, prepared_sha256=prepared_sha256
    )
    kept = next(iter(file.items(SELF_DESCRIPTION, document_id)), None)
    if kept is not None and kept.corrected_by:
        new = dataclasses.replace(kept, prepared_sha256=prepared_sha256)
    with file.derive() as derived:
        derived.put_cached(WORDING, prepared_sha256, msgspec.json.encode(result.wording))
        derived.put_cached(WORDS, prepared_sha256, zlib.compress(result.words.encode()))
    tx.put(new)


def words_of(session: Session, document: Document) -> list[str]:
    """The words of a document, read when it was compared; none when it was not."""
    kept = session.file.cached(WORDS, document.prepared_sha256)
    return zlib.decompress(kept).decode().split() if kept else []


def body_of(document: Document, words: Sequence[str]) -> Sequence[str]:
    """The words of a message below its heading; none when that is not known for certain."""
    facts = document.mail
    if facts is None or not facts.body_words:
        return ()
    body = words[-facts.body_words :]
    return body if key_of_words(body) == facts.body_key else ()


class _Liking:
    """One round. All that it changes belongs to one step."""

    def __init__(self, session: Session, join: int | None) -> None:
        self._session = session
        self._step = join
        self._key = "add_documents" if join is not None else "liken_documents"
        self.copies = self.proposals = self.unread = 0

    def mark(self, rule: Callable[[Sameness], None]) -> None:
        """Mark the copies that a rule finds."""
        documents = self._session.file.documents()
        same = Sameness(documents)
        rule(same)
        changed = same.changed()
        copies = [
            dataclasses.replace(document, duplicate_of=changed[document.id])
            for document in documents
            if document.id in changed
        ]
        self._put(copies)
        self.copies += len(copies)

    def to_describe(self) -> list[Document]:
        """Documents that were not read as they are now."""
        file = self._session.file
        read = {one.document_id: one.prepared_sha256 for one in file.items(SELF_DESCRIPTION)}
        return [
            document
            for document in self._judged()
            if read.get(document.id) != document.prepared_sha256
            or file.cached(WORDING, document.prepared_sha256) is None
        ]

    def describe_jobs(self, documents: Sequence[Document]) -> Iterator[Job]:
        path = str(self._session.file.path)
        sent = {
            document.id: document.mail.sent_at.date()
            for document in self._session.file.documents()
            if document.mail is not None and document.mail.sent_at is not None
        }
        for document in documents:
            request = DescribeRequest(
                path,
                document.id,
                document.prepared_sha256,
                document.source_name,
                document.mail,
                _properties(document),
                sent.get(document.parent) if document.parent else None,
            )
            yield Job("describe", request, DESCRIBE_LIMIT_S, document.id)

    def described(self, job: Job, outcome: Outcome) -> None:
        """Keep what was read."""
        if isinstance(outcome, Failed):
            log_defect(outcome)
            self.unread += 1
            return
        request, result = job.request, outcome.result
        if not (isinstance(request, DescribeRequest) and isinstance(result, DescribeResult)):
            msg = "describe returned something else"
            raise TypeError(msg)
        with self._session.step(self._key, join=self._step) as tx:
            put_description(
                self._session.file, tx, request.document_id, request.prepared_sha256, result
            )
        self._step = tx.step

    def twins(self) -> list[Document]:
        """Documents with the very same text as another, of which no picture was compared."""
        return [
            document
            for document in self._with_same_text()
            if self._session.file.cached(PICTURE, document.prepared_sha256) is None
        ]

    def picture_jobs(self, documents: Sequence[Document]) -> Iterator[Job]:
        path = str(self._session.file.path)
        for document in documents:
            wording = self._wording(document)
            pages = wording.pages if wording else document.page_count
            request = PictureKeyRequest(path, document.prepared_sha256, pages)
            yield Job("picture_key", request, DESCRIBE_LIMIT_S, document.id)

    def pictured(self, job: Job, outcome: Outcome) -> None:
        if isinstance(outcome, Failed):
            log_defect(outcome)
            self.unread += 1
            return
        request, result = job.request, outcome.result
        if not (isinstance(request, PictureKeyRequest) and isinstance(result, PictureKeyResult)):
            msg = "picture_key returned something else"
            raise TypeError(msg)
        with self._session.file.derive() as tx:
            tx.put_cached(PICTURE, request.prepared_sha256, result.key.encode())

    def page_keys(self) -> Mapping[DocumentId, PageKey]:
        """Of documents with the very same text as another, what their pages look like."""
        keys = {}
        for document in self._with_same_text():
            wording = self._wording(document)
            picture = self._session.file.cached(PICTURE, document.prepared_sha256)
            if wording is not None and picture is not None:
                keys[document.id] = PageKey(wording.text_key, picture.decode())
        return keys

    def put_threads(self) -> int:
        """Name the conversation of every message; gives how many have more than one message."""
        documents = [one for one in self._session.file.documents() if one.mail is not None]
        letters = [Letter(one.id, one.number, one.mail) for one in documents if one.mail]
        named = conversations(letters)
        self._put(
            [
                dataclasses.replace(document, thread=named[document.id])
                for document in documents
                if document.thread != named[document.id]
            ]
        )
        return sum(count > 1 for count in Counter(named.values()).values())

    def propose(self) -> None:
        """Propose likenesses between documents that are judged by themselves."""
        documents = self._judged()
        known = {(one.document_id, one.other_id) for one in self._session.file.items(LIKENESS)}
        known |= {(other, one) for one, other in known}
        new = [
            one
            for one in (*self._quoted(documents), *self._alike(documents))
            if (one.document_id, one.other_id) not in known
        ]
        self._put(new)
        self.proposals += len(new)

    def _quoted(self, documents: Sequence[Document]) -> Iterator[Likeness]:
        threads: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            if document.mail is not None:
                threads[document.thread].append(document)
        for thread in threads.values():
            if len(thread) < 2:
                continue
            told = []
            for each in thread:
                sent = each.mail.sent_at if each.mail else None
                words = body_of(each, words_of(self._session, each))
                told.append(Told(each.id, each.number, sent, words))
            for one, other in quoted_completely(told).items():
                yield Likeness(one, other, LikenessKind.QUOTED, 1.0)

    def _alike(self, documents: Sequence[Document]) -> Iterator[Likeness]:
        by_id = {document.id: document for document in documents}
        of_picture = self._read_from_pictures(documents)
        words = functools.lru_cache(_KEPT_TEXTS)(
            lambda document_id: tuple(words_of(self._session, by_id[document_id]))
        )
        found: list[Likeness] = []
        described = {each.document_id: each for each in self._session.file.items(SELF_DESCRIPTION)}
        for left, right in candidate_pairs(self._sketched(documents, of_picture)):
            one, other = by_id[left.id], by_id[right.id]
            if one.thread and one.thread == other.thread:
                continue  # how messages of one conversation hold each other is told already
            is_read = left.is_read != right.is_read
            judged = judge_pair(words(one.id), words(other.id), is_read=is_read)
            if judged is not None:
                lengths = len(words(one.id)), len(words(other.id))
                one, other = _ordered(one, other, judged[0], described, of_picture, lengths)
                found.append(Likeness(one.id, other.id, *judged))
        yield from _strongest(found)

    def _sketched(
        self, documents: Sequence[Document], of_picture: frozenset[DocumentId]
    ) -> list[Sketched]:
        sketched = []
        for document in documents:
            wording = self._wording(document)
            if wording is not None and wording.sketch:
                hashes = array("q", wording.sketch)
                is_read = document.id in of_picture
                sketched.append(Sketched(document.id, document.number, hashes, is_read))
        return sketched

    def _read_from_pictures(self, documents: Sequence[Document]) -> frozenset[DocumentId]:
        pages = self._session.file.pages
        return frozenset(one.id for one in documents if any(page.ocr_key for page in pages(one.id)))

    def _with_same_text(self) -> list[Document]:
        groups: dict[str, list[Document]] = defaultdict(list)
        for document in self._judged():
            wording = self._wording(document)
            if wording is not None:
                groups[wording.text_key].append(document)
        return [one for group in groups.values() if len(group) > 1 for one in group]

    def _wording(self, document: Document) -> Wording | None:
        kept = self._session.file.cached(WORDING, document.prepared_sha256)
        return _wording.decode(kept) if kept else None

    def _judged(self) -> list[Document]:
        """Documents with pages that are no copy and no mere list of what they hold."""
        return [
            document
            for document in self._session.file.documents()
            if document.prepared_sha256
            and document.duplicate_of is None
            and not document.source_type.is_container
        ]

    def _put(self, values: Sequence[Document | SelfDescription | Likeness]) -> None:
        if not values:
            return
        with self._session.step(self._key, join=self._step) as tx:
            for value in values:
                tx.put(value)
        self._step = tx.step


def _properties(document: Document) -> tuple[str, ...]:
    return tuple(item.detail for item in document.hidden if item.kind is HiddenKind.METADATA)


def _ordered(
    one: Document,
    other: Document,
    kind: LikenessKind,
    described: Mapping[DocumentId, SelfDescription],
    of_picture: frozenset[DocumentId],
    lengths: tuple[int, int],
) -> tuple[Document, Document]:
    """The copy, the part or the earlier version first; `one` has the lower number."""
    if kind is LikenessKind.CONTAINED:
        return (one, other) if lengths[0] <= lengths[1] else (other, one)
    if kind is LikenessKind.SCAN:
        return (one, other) if one.id in of_picture else (other, one)
    if kind is LikenessKind.SAME_TEXT:
        return other, one
    return (other, one) if _is_earlier(other, one, described) else (one, other)


def _is_earlier(
    one: Document, other: Document, described: Mapping[DocumentId, SelfDescription]
) -> bool:
    """Whether one is the concept of the other, or has an earlier date."""
    concepts = [
        each.id in described and described[each.id].status is DocumentStatus.CONCEPT
        for each in (one, other)
    ]
    if concepts[0] != concepts[1]:
        return concepts[0]
    return one.date is not None and other.date is not None and one.date < other.date


def _strongest(found: Sequence[Likeness]) -> Iterator[Likeness]:
    told: Counter[DocumentId] = Counter()
    for each in sorted(found, key=lambda one: (-one.score, one.document_id, one.other_id)):
        if told[each.document_id] < _PROPOSALS:
            told[each.document_id] += 1
            yield each
