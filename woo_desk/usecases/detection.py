"""Detection over the dossier: every document once, then again where the dossier taught a name."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.detect.versions import detector_version
from woo_desk.domain.document import Document
from woo_desk.domain.finding import Finding, Proposal
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.person import KnownPerson
from woo_desk.usecases.carrying import fill_searched_copies, within_the_request
from woo_desk.usecases.detection_parts import Parts
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.lists import changed_pages, lists_of, remember_applied
from woo_desk.usecases.persons.decide import apply_register
from woo_desk.usecases.persons.known import known_persons
from woo_desk.usecases.policies import policy_of
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.regions import regions_of
from woo_desk.usecases.requests import DetectRequest, DetectResult
from woo_desk.usecases.session import Session

_WORD = re.compile(r"[^\W_]{2,}")
DETECT_LIMIT_PER_PAGE_S = 20.0
DETECT_LIMIT_BASE_S = 60.0
"""Time limit for one document: the base for loading the lists, and so much for each page."""
_KIND, _ROUND = "detection", "round"
_CUT_OFF, _THROUGH = b"begun", b"through"
PAGES_AT_ONCE = 100
"""Pages of one job. WHY no more: a document of a thousand pages keeps all workers busy and not one,
and what was found is recorded in steps that nobody at the window feels."""


@dataclass(frozen=True, slots=True)
class DetectionReport:
    """What one round of detection did."""

    documents: int
    failed: tuple[DocumentId, ...]
    """Documents whose analysis did not end; their pages block export."""


def detect_documents(
    session: Session,
    document_ids: Sequence[DocumentId] | None = None,
    *,
    detection: Detection | None = None,
) -> Flow[DetectionReport]:
    """Find personal data in these documents, or in every one with a page not yet analysed.

    A copy of another document is left to that other one until it is asked for by its id. Without
    ids, pages are analysed again too where something stands that was put on or taken off a list.

    Args:
        session: with the open dossier.
        document_ids: which documents; None for what is not yet analysed.
        detection: a round that began while documents came in, to be brought to its end.

    Raises:
        UsageError: a list of the organisation has mistakes.
    """
    detection = detection or Detection(session)
    documents = [
        document
        for document in _to_detect(session, document_ids)
        if document.id not in detection.failed
    ]
    pages = {} if document_ids is not None else detection.listed_anew(documents)
    work = [*documents, *pages]
    detection.begin()
    yield Stage(
        "detect", detection.jobs(work, pages), len(work), detection.record, detection.further
    )
    again = detection.taught_by_others()
    if again:
        jobs = detection.jobs(list(again), again)
        yield Stage("detect_again", jobs, len(again), detection.record, detection.further)
    if document_ids is None and not detection.failed:
        remember_applied(session, detection.lists)
    apply_register(session, detection.documents)
    fill_searched_copies(session, detection.documents)
    detection.end()
    return DetectionReport(detection.analysed, tuple(sorted(detection.failed)))


def _to_detect(session: Session, document_ids: Sequence[DocumentId] | None) -> list[Document]:
    ready = [doc for doc in session.file.documents() if doc.prepared_sha256]
    if document_ids is not None:
        wanted = set(document_ids)
        return [doc for doc in ready if doc.id in wanted]
    unfinished = {doc.id for doc in session.file.documents_to_detect(detector_version())}
    ready = [doc for doc in ready if doc.id in unfinished]
    copies = [doc for doc in ready if doc.duplicate_of is not None]
    within = {doc.id for doc in within_the_request(session, copies)}
    return [doc for doc in ready if doc.duplicate_of is None or doc.id in within]


class Detection:
    """One round: makes its jobs and keeps who was known when each document was analysed.

    Attributes:
        lists: of the dossier, as they were when the round began.
        failed: documents of which not every page could be analysed.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._policy = policy_of(session)
        self.lists = lists_of(session)
        self._known: tuple[KnownPerson, ...] = known_persons(session.file)
        self._since = {person: number for number, person in enumerate(self._known)}
        """Everybody known, numbered in the order in which they became so."""
        self._known_at: dict[DocumentId, int] = {}
        """How many were known when each document was analysed."""
        self._prepared: dict[DocumentId, Sha256] = {}
        self._whole = Parts()
        self._further = 0
        self.failed: set[DocumentId] = set()
        self._is_begun = False

    def begin(self) -> None:
        """Note that a round is under way.

        After one that was cut off nobody knows whom the documents that it did analyse were searched
        for, so that they are looked at again wherever a known person may be mentioned.
        """
        if self._is_begun:
            return
        self._is_begun = True
        if self._session.file.cached(_KIND, _ROUND) == _CUT_OFF:
            self._forget_who_was_known()
        self._note(_CUT_OFF)

    def end(self) -> None:
        """Note that the round came to its end."""
        self._note(_THROUGH)

    def _note(self, how_far: bytes) -> None:
        with self._session.file.derive() as tx:
            tx.put_cached(_KIND, _ROUND, how_far)

    def jobs(
        self, documents: Sequence[Document], pages: Mapping[Document, tuple[int, ...]]
    ) -> Iterator[Job]:
        """Jobs for whole documents, or for some pages of those that `pages` names.

        What a person is looking at comes first; a long document is done in parts.
        """
        self._further = 0
        waiting = {document.id: document for document in documents}
        parts: dict[DocumentId, deque[tuple[int, ...]]] = {}
        while waiting:
            wanted = self._session.attention.document_id
            document_id = wanted if wanted in waiting else next(iter(waiting))
            document = waiting[document_id]
            if document_id not in parts:
                parts[document_id] = deque(self._parts_of(document, pages.get(document)))
                self._further += len(parts[document_id]) - 1
            indexes = parts[document_id].popleft()
            if not parts[document_id]:
                del parts[document_id], waiting[document_id]
            yield self._job(document, indexes)

    def further(self) -> int:
        """How many more jobs there are than documents, as far as is known."""
        return self._further

    def _parts_of(
        self, document: Document, indexes: tuple[int, ...] | None
    ) -> list[tuple[int, ...]]:
        self._known_at[document.id] = len(self._known)
        self._prepared[document.id] = document.prepared_sha256
        if indexes is None and document.page_count <= PAGES_AT_ONCE:
            return [()]
        every = indexes or tuple(range(document.page_count))
        parts = [every[n : n + PAGES_AT_ONCE] for n in range(0, len(every), PAGES_AT_ONCE)]
        if indexes is None:
            self._whole.begin(document.id, parts)
        return parts

    def _job(self, document: Document, indexes: tuple[int, ...]) -> Job:
        request = DetectRequest(
            dossier_path=str(self._session.file.path),
            document_id=document.id,
            prepared_sha256=document.prepared_sha256,
            policy=self._policy,
            known=self._known,
            date=document.date,
            pages=indexes,
            lists=self.lists.entries,
            holders=self.lists.holders,
        )
        count = len(indexes) or document.page_count
        limit = DETECT_LIMIT_BASE_S + DETECT_LIMIT_PER_PAGE_S * count
        return Job("detect", request, limit, document.id)

    def _forget_who_was_known(self) -> None:
        for document in self._session.file.documents():
            if document.prepared_sha256 and document.duplicate_of is None:
                self._known_at[document.id] = 0

    @property
    def analysed(self) -> int:
        """How many documents were given to a worker."""
        return len(self._prepared)

    @property
    def documents(self) -> frozenset[DocumentId]:
        """Every document that was looked at."""
        return frozenset(self._known_at)

    def record(self, job: Job, outcome: Outcome) -> None:
        """Keep what was found in a document."""
        document_id = DocumentId(job.subject)
        if isinstance(outcome, Failed):
            self.failed.add(document_id)
            return
        if not isinstance(outcome.result, DetectResult):
            msg = "detect returned something else"
            raise TypeError(msg)
        result = outcome.result
        prepared = self._prepared[document_id]
        ink = regions_of(self._session, document_id, result, self._policy)
        with self._session.file.derive() as tx:
            for page in result.pages:
                tx.put_page_result(
                    document_id,
                    page.index,
                    page.text,
                    (*page.findings, *ink.get(page.index, ())),
                    page.complete,
                    result.detector_version,
                    prepared_sha256=prepared,
                )
            learnt = self._learnt_of(job, result)
            if learnt is not None:
                tx.put_persons(document_id, learnt)
        if not all(page.complete for page in result.pages):
            self.failed.add(document_id)

    def _learnt_of(self, job: Job, result: DetectResult) -> tuple[KnownPerson, ...] | None:
        """Who is named in a document, once all of it was read; None until then."""
        document_id = DocumentId(job.subject)
        indexes = job.request.pages if isinstance(job.request, DetectRequest) else ()
        if not indexes:
            self._learn(result.learnt)
            return result.learnt
        if not self._whole.is_part(document_id, indexes):
            return None
        self._learn(result.learnt)
        return self._whole.end(document_id, indexes, result.learnt)

    def _learn(self, persons: Iterable[KnownPerson]) -> None:
        for person in persons:
            self._since.setdefault(person, len(self._since))
        if len(self._since) > len(self._known):
            self._known = tuple(self._since)

    def listed_anew(self, whole: Sequence[Document]) -> Mapping[Document, tuple[int, ...]]:
        """Pages that a change of the lists touches, of documents that are not done whole."""
        changed = changed_pages(self._session, self.lists)
        left_out = {document.id for document in whole}
        return {
            document: changed[document.id]
            for document in self._session.file.documents()
            if document.id in changed and document.id not in left_out
        }

    def taught_by_others(self) -> Mapping[Document, tuple[int, ...]]:
        """Pages on which what other documents taught since could change what is found.

        It could where a word of a person learnt elsewhere stands outside every finding, or in one
        that is kept readable or in doubt. What is proposed for redaction anyway stays so.
        """
        news = _News(self._since)
        pages = {
            document: self._pages_to_see_again(document.id, news)
            for document in self._session.file.documents()
            if document.id in self._known_at
        }
        return {document: indexes for document, indexes in pages.items() if indexes}

    def _pages_to_see_again(self, document_id: DocumentId, news: _News) -> tuple[int, ...]:
        known = self._known_at[document_id]
        if known == len(self._since):
            return ()
        # WHY nobody in a long document: its parts do not know of one another.
        own: Container[KnownPerson] = ()
        if not self._whole.was_split(document_id):
            own = frozenset(self._session.file.persons_of(document_id))
        texts = self._session.file.page_texts(document_id)
        settled = _settled_spans(self._session.file.findings(document_id))
        return tuple(
            index
            for index, text in enumerate(texts)
            if any(
                not any(span.contains(place) for span in settled[index])
                for place in news.places(text, known, own)
            )
        )


def _settled_spans(findings: Iterable[Finding]) -> Mapping[int, list[Span]]:
    """By page the places that will be proposed for redaction whatever else is learnt."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for finding in findings:
        if finding.proposal is Proposal.REDACT:
            spans[finding.page_index].append(finding.span)
    return spans


class _News:
    """Every word by which a person of the dossier could be mentioned, with who that is.

    WHY one index for all documents: an expression of the thousands of names of a large dossier,
    made anew for each document, takes longer than detection itself.
    """

    def __init__(self, since: Mapping[KnownPerson, int]) -> None:
        self._since = since
        self._persons: dict[str, list[KnownPerson]] = defaultdict(list)
        """The last one to become known first."""
        for person in sorted(since, key=since.__getitem__, reverse=True):
            for name in {person.surname, person.first_name, *person.aliases}:
                for word in _WORD.findall(name.casefold()):
                    self._persons[word].append(person)

    def places(self, text: str, known: int, own: Container[KnownPerson]) -> Iterator[Span]:
        """Where a word of somebody stands who became known after so many others, not from here."""
        there = self._persons.keys() & set(_WORD.findall(text.casefold()))
        news = {word for word in there if self._is_news(word, known, own)}
        if not news:
            return
        for match in _WORD.finditer(text):
            if match.group().casefold() in news:
                yield Span(*match.span())

    def _is_news(self, word: str, known: int, own: Container[KnownPerson]) -> bool:
        for person in self._persons[word]:
            if self._since[person] < known:
                return False
            if person not in own:
                return True
        return False
