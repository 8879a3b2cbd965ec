"""Taking in with a search at its side: the first documents are ready while the rest comes in.

What was handed in is noted in the dossier until all of it is there, so that an intake that was
stopped, by a person or by a power cut, can go on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from woo_desk.domain.document import Document
from woo_desk.usecases.detection import Detection, DetectionReport, detect_documents
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.intake import INTAKE, IntakeReport, add_documents
from woo_desk.usecases.session import Session

_KIND, _SOURCES = "intake", "sources"
_paths = msgspec.json.Decoder(list[str])


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came in, and what was found in it."""

    intake: IntakeReport
    detection: DetectionReport


def take_in(session: Session, paths: Sequence[Path], *, reads_scans: bool = True) -> Flow[TakenIn]:
    """Take in files and folders, and look for personal data in each document once it is there.

    Args:
        session: the open dossier.
        paths: files and folders.
        reads_scans: whether pages without text are recognised.

    Raises:
        UsageError: a path does not exist, there is no room for temporary files, or a list of the
            organisation has mistakes.
    """
    search = _Search(session, reads_scans=reads_scans)
    _note(session, paths)
    intake = yield from search.beside(
        add_documents(session, paths, reads_scans=reads_scans, on_added=search.on_added)
    )
    _note(session, ())
    detection = yield from detect_documents(session, detection=search.detection)
    return TakenIn(intake, detection)


def unfinished_sources(session: Session) -> tuple[Path, ...]:
    """What was handed in and did not come in wholly, as far as it can still be reached."""
    kept = session.file.cached(_KIND, _SOURCES)
    paths = map(Path, _paths.decode(kept)) if kept else ()
    return tuple(path for path in paths if path.exists())


def forget_unfinished(session: Session) -> None:
    """Leave it at what has come in."""
    _note(session, ())


def _note(session: Session, paths: Sequence[Path]) -> None:
    with session.file.derive() as tx:
        names = [str(path.absolute()) for path in paths]
        tx.put_cached(_KIND, _SOURCES, msgspec.json.encode(names))


class _Search:
    """Puts a job of detection after each job of intake, as long as documents wait for one.

    What it does not get to, and what will be read from pictures first, is left to the round that
    follows; so is what looks like a copy, which may turn out to be one.
    """

    def __init__(self, session: Session, *, reads_scans: bool) -> None:
        self.detection = Detection(session)
        self._session = session
        self._reads_scans = reads_scans
        self._waiting: deque[Document] = deque()
        self._seen: set[str] = set()
        self._entered = 0

    def on_added(self, document: Document) -> None:
        """A document has been recorded."""
        if not document.prepared_sha256 or document.source_type.is_container:
            return
        if not self._is_new(document):
            return
        pages = self._session.file.pages(document.id)
        if self._reads_scans and any(page.needs_eyes for page in pages):
            return
        self._waiting.append(document)
        self._entered += 1

    def _is_new(self, document: Document) -> bool:
        facts = document.mail
        said = f"{facts.message_id} {facts.body_key}" if facts and facts.message_id else ""
        keys = {document.source_sha256, said} - {""}
        is_new = self._seen.isdisjoint(keys)
        self._seen |= keys
        return is_new

    def beside(self, flow: Flow[IntakeReport]) -> Flow[IntakeReport]:
        """The same flow, with jobs of detection among those of its first stages."""
        try:
            stage = next(flow)
            while True:
                yield self._with_search(stage) if stage.key == INTAKE else stage
                stage = next(flow)
        except StopIteration as end:
            report: IntakeReport = end.value
            return report
        finally:
            flow.close()

    def _with_search(self, stage: Stage) -> Stage:
        entered = self._entered - len(self._waiting)
        return Stage(
            stage.key,
            _Turns(iter(stage.jobs), self._jobs()),
            stage.total,
            lambda job, outcome: self._record(stage, job, outcome),
            lambda: stage.found() + self._entered - entered,
        )

    def _jobs(self) -> Iterator[Job]:
        while True:
            while not self._waiting:
                yield _NOTHING
            self.detection.begin()
            yield from self.detection.jobs([self._next()], {})

    def _next(self) -> Document:
        """What a person is looking at, when it waits; else what has waited longest."""
        wanted = self._session.attention.document_id
        for document in self._waiting if wanted else ():
            if document.id == wanted:
                self._waiting.remove(document)
                return document
        return self._waiting.popleft()

    def _record(self, stage: Stage, job: Job, outcome: Outcome) -> None:
        if job.task == "detect":
            self.detection.record(job, outcome)
        else:
            stage.record(job, outcome)


_NOTHING = Job("", None, 0)


class _Turns(Iterator["Job | None"]):
    """Jobs of two kinds in turn; where one kind has none, the other goes on.

    It ends with the first kind, and may have more again later: a driver asks as long as jobs run.
    """

    def __init__(self, first: Iterator[Job | None], second: Iterator[Job]) -> None:
        self._first, self._second = first, second
        self._is_turn_of_second = False

    def __next__(self) -> Job | None:
        self._is_turn_of_second = not self._is_turn_of_second
        if not self._is_turn_of_second:
            job = next(self._second)
            if job is not _NOTHING:
                return job
        return next(self._first)
