"""Detection over the dossier: every document once, then again where the dossier taught a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.detect.versions import detector_version
from woo_desk.domain.document import Document
from woo_desk.domain.finding import Finding, Proposal
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.person import KnownPerson
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests import DetectRequest, DetectResult
from woo_desk.usecases.session import Session

DETECT_LIMIT_PER_PAGE_S = 20.0
DETECT_LIMIT_BASE_S = 60.0
"""Time limit for one document: the base for loading the lists, and so much for each page."""


@dataclass(frozen=True, slots=True)
class DetectionReport:
    """What one round of detection did."""

    documents: int
    failed: tuple[DocumentId, ...]
    """Documents whose analysis did not end; their pages block export."""


def detect_documents(
    session: Session, document_ids: Sequence[DocumentId] | None = None
) -> Flow[DetectionReport]:
    """Find personal data in these documents, or in every one with a page not yet analysed.

    A copy of another document is left to that other one until it is asked for by its id.
    """
    documents = _to_detect(session, document_ids)
    detection = _Detection(session)
    yield Stage("detect", detection.jobs(documents), len(documents), detection.record)
    again = detection.taught_by_others()
    if again:
        jobs = detection.jobs([document for document, _ in again], dict(again))
        yield Stage("detect_again", jobs, len(again), detection.record)
    return DetectionReport(len(documents), tuple(sorted(detection.failed)))


def _to_detect(session: Session, document_ids: Sequence[DocumentId] | None) -> list[Document]:
    ready = [doc for doc in session.file.documents() if doc.prepared_sha256]
    if document_ids is not None:
        wanted = set(document_ids)
        return [doc for doc in ready if doc.id in wanted]
    unfinished = {doc.id for doc in session.file.documents_to_detect(detector_version())}
    return [doc for doc in ready if doc.id in unfinished and doc.duplicate_of is None]


class _Detection:
    """Makes the jobs of one round and keeps who was known when each document was analysed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._policy = load_policy(session.dossier.basis)
        self._known: tuple[KnownPerson, ...] = session.file.persons()
        self._known_at: dict[DocumentId, frozenset[KnownPerson]] = {}
        self._prepared: dict[DocumentId, Sha256] = {}
        self.failed: set[DocumentId] = set()

    def jobs(
        self, documents: Sequence[Document], pages: Mapping[Document, tuple[int, ...]] | None = None
    ) -> Iterator[Job]:
        """Jobs for whole documents, or for some pages of each."""
        path = str(self._session.file.path)
        for document in documents:
            self._known_at[document.id] = frozenset(self._known)
            self._prepared[document.id] = document.prepared_sha256
            yield Job(
                "detect",
                DetectRequest(
                    dossier_path=path,
                    document_id=document.id,
                    prepared_sha256=document.prepared_sha256,
                    policy=self._policy,
                    known=self._known,
                    date=document.date,
                    pages=pages[document] if pages else (),
                ),
                DETECT_LIMIT_BASE_S + DETECT_LIMIT_PER_PAGE_S * document.page_count,
                document.id,
            )

    def record(self, job: Job, outcome: Outcome) -> None:
        document_id = DocumentId(job.subject)
        if isinstance(outcome, Failed):
            self.failed.add(document_id)
            return
        if not isinstance(outcome.result, DetectResult):
            msg = "detect returned something else"
            raise TypeError(msg)
        result = outcome.result
        prepared = self._prepared[document_id]
        with self._session.file.derive() as tx:
            for page in result.pages:
                tx.put_page_result(
                    document_id,
                    page.index,
                    page.text,
                    page.findings,
                    page.complete,
                    result.detector_version,
                    prepared_sha256=prepared,
                )
            if not isinstance(job.request, DetectRequest) or not job.request.pages:
                tx.put_persons(document_id, result.learnt)
        if not all(page.complete for page in result.pages):
            self.failed.add(document_id)
        self._known = self._session.file.persons()

    def taught_by_others(self) -> list[tuple[Document, tuple[int, ...]]]:
        """Pages on which what other documents taught since could change what is found.

        It could where a word of a person learnt elsewhere stands outside every finding, or in one
        that is kept readable or in doubt. What is proposed for redaction anyway stays so.
        """
        pages = (
            (document, self._pages_to_see_again(document.id))
            for document in self._session.file.documents()
            if document.id in self._known_at
        )
        return [(document, indexes) for document, indexes in pages if indexes]

    def _pages_to_see_again(self, document_id: DocumentId) -> tuple[int, ...]:
        own = set(self._session.file.persons_of(document_id))
        news = set(self._known) - self._known_at[document_id] - own
        if not news:
            return ()
        pattern = _mention_pattern(news)
        settled = _settled_spans(self._session.file.findings(document_id))
        return tuple(
            index
            for index, text in enumerate(self._session.file.page_texts(document_id))
            if any(
                not any(span.contains(Span(*match.span())) for span in settled[index])
                for match in pattern.finditer(text)
            )
        )


def _settled_spans(findings: Iterable[Finding]) -> Mapping[int, list[Span]]:
    """By page the places that will be proposed for redaction whatever else is learnt."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for finding in findings:
        if finding.proposal is Proposal.REDACT:
            spans[finding.page_index].append(finding.span)
    return spans


def _mention_pattern(persons: set[KnownPerson]) -> re.Pattern[str]:
    """Matches any word by which one of these persons could be mentioned."""
    words: set[str] = set()
    for person in persons:
        words.update((person.surname, person.first_name, *person.aliases))
    alternatives = "|".join(re.escape(word) for word in sorted(words) if len(word) > 1)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
