"""Reading scans: pages without text of their own, or with text that cannot be relied on.

Each page is read once; what was read is kept by the page's picture, so that the same page in
another document, or after an interruption, is not read again.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from woo_desk.domain.document import Page
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.ocr import RecognisedPage
from woo_desk.ocr.data import has_language_data
from woo_desk.usecases.failures import log_defect
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.leftovers import private_folder
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests import (
    LayTextRequest,
    LayTextResult,
    RecogniseRequest,
    RecogniseResult,
)
from woo_desk.usecases.session import Session

CACHE_KIND = "ocr"
RECOGNISE_LIMIT_S = 180.0
"""Time limit for one page, which may be read in four directions."""
LAY_LIMIT_S = 300.0
_decoder = msgspec.json.Decoder(RecognisedPage)


@dataclass(frozen=True, slots=True)
class RecognitionReport:
    """What one round of reading scans did."""

    pages: int = 0
    """Pages that were read."""
    unread: int = 0
    """Pages that should have been read and were not; a person has to look at them."""
    data_missing: bool = False
    """There are no language data, so nothing could be read."""


def recognise_documents(
    session: Session,
    document_ids: Sequence[DocumentId] | None = None,
    *,
    join: int | None = None,
) -> Flow[RecognitionReport]:
    """Read every page that needs it and was not read yet, of these documents or of all.

    Args:
        session: the open dossier.
        document_ids: which documents; None for every one.
        join: number of the step that this continues, so that one undo takes back both.

    Raises:
        UsageError: there is no room for temporary files.
    """
    waiting = pages_to_read(session, document_ids)
    total = sum(map(len, waiting.values()))
    if not total:
        return RecognitionReport()
    if not has_language_data():
        return RecognitionReport(unread=total, data_missing=True)
    with private_folder() as folder:
        reading = _Reading(session, waiting, folder, join)
        yield Stage("recognise", reading.page_jobs(), total, reading.record_page)
        ready = reading.documents_to_write()
        yield Stage("lay_text", reading.layer_jobs(ready), len(ready), reading.record_layer)
    return RecognitionReport(reading.pages, total - reading.pages)


def pages_to_read(
    session: Session, document_ids: Sequence[DocumentId] | None = None
) -> dict[Sha256, list[int]]:
    """By prepared PDF the 0-based indexes of pages that should be read from their picture."""
    wanted = None if document_ids is None else set(document_ids)
    waiting: dict[Sha256, list[int]] = {}
    for document in session.file.documents():
        if not document.prepared_sha256 or document.prepared_sha256 in waiting:
            continue
        if wanted is not None and document.id not in wanted:
            continue
        pages = session.file.pages(document.id)
        # WHY has_text: pages made by conversion need eyes to compare them, not to be read again.
        is_made = bool(document.warnings)
        indexes = [
            page.index
            for page in pages
            if page.needs_eyes and not page.ocr_key and not (is_made and page.has_text)
        ]
        if indexes:
            waiting[document.prepared_sha256] = indexes
    return waiting


def recognised_pages(session: Session, document_id: DocumentId) -> dict[int, RecognisedPage]:
    """By 0-based index what was read from the pictures of a document's pages, in page space.

    The words of a page with `Word.is_doubtful` are those to compare with the picture.
    """
    found = {}
    for page in session.file.pages(document_id):
        kept = session.file.cached(CACHE_KIND, page.ocr_key) if page.ocr_key else None
        if kept is not None:
            found[page.index] = _decoder.decode(kept)
    return found


def doubtful_words(session: Session, document_id: DocumentId) -> dict[int, tuple[Box, ...]]:
    """By 0-based page index the places of words that may be read wrongly, in page space."""
    return {
        index: tuple(word.box for word in page.words if word.is_doubtful)
        for index, page in recognised_pages(session, document_id).items()
    }


class _Reading:
    """Makes the jobs of one round and records their outcomes."""

    def __init__(
        self,
        session: Session,
        waiting: dict[Sha256, list[int]],
        folder: Path,
        join: int | None,
    ) -> None:
        self._session = session
        self._waiting = waiting
        self._folder = folder
        self._step = join
        self._is_joined = join is not None
        self._read: dict[Sha256, dict[int, tuple[str, float | None]]] = defaultdict(dict)
        self.pages = 0

    def page_jobs(self) -> Iterator[Job]:
        path = str(self._session.file.path)
        for sha256, indexes in self._waiting.items():
            for index in indexes:
                request = RecogniseRequest(path, sha256, index, CACHE_KIND)
                yield Job("recognise", request, RECOGNISE_LIMIT_S, sha256)

    def record_page(self, job: Job, outcome: Outcome) -> None:
        if isinstance(outcome, Failed):
            log_defect(outcome)
            return
        if not (
            isinstance(outcome.result, RecogniseResult)
            and isinstance(job.request, RecogniseRequest)
        ):
            msg = "recognise returned something else"
            raise TypeError(msg)
        result = outcome.result
        if not result.was_kept:
            with self._session.file.derive() as tx:
                tx.put_cached(CACHE_KIND, result.key, msgspec.json.encode(result.page))
        read = result.key, result.page.confidence
        self._read[Sha256(job.subject)][job.request.page_index] = read
        self.pages += 1

    def documents_to_write(self) -> list[Sha256]:
        """Prepared PDFs of which at least one page was read."""
        return list(self._read)

    def layer_jobs(self, documents: Sequence[Sha256]) -> Iterator[Job]:
        path = str(self._session.file.path)
        for sha256 in documents:
            pages = tuple((index, key) for index, (key, _) in sorted(self._read[sha256].items()))
            request = LayTextRequest(path, sha256, pages, CACHE_KIND, str(self._output(sha256)))
            yield Job("lay_text", request, LAY_LIMIT_S, sha256)

    def record_layer(self, job: Job, outcome: Outcome) -> None:
        before = Sha256(job.subject)
        if isinstance(outcome, Failed):
            log_defect(outcome)
            self.pages -= len(self._read[before])
            return
        if not isinstance(outcome.result, LayTextResult):
            msg = "lay_text returned something else"
            raise TypeError(msg)
        after = outcome.result.prepared_sha256
        output = self._output(before)
        self._session.file.put_blob(after, output)
        output.unlink(missing_ok=True)
        self._record_step(before, after)

    def _record_step(self, before: Sha256, after: Sha256) -> None:
        """Every document with these bytes, copies included, now has the text."""
        key = "add_documents" if self._is_joined else "recognise_documents"
        file = self._session.file
        with self._session.step(key, join=self._step) as tx:
            for document in file.documents():
                if document.prepared_sha256 == before:
                    tx.put(dataclasses.replace(document, prepared_sha256=after))
                    for page in file.pages(document.id):
                        if page.index in self._read[before]:
                            tx.put(_with_text(page, *self._read[before][page.index]))
        self._step = tx.step

    def _output(self, sha256: Sha256) -> Path:
        return self._folder / f"{sha256}.pdf"


def _with_text(page: Page, key: str, confidence: float | None) -> Page:
    """The page as it is once its picture was read; a person still has to look at it."""
    return dataclasses.replace(
        page,
        has_text=page.has_text or confidence is not None,
        text_reliable=False,
        ocr_key=key,
        ocr_confidence=confidence,
    )
