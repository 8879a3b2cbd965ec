"""Intake: every file that is handed in becomes a document of the dossier, or a named problem.

What lies in a message, an archive or an Office file becomes a document of its own, numbered right
after the one that it came out of.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from woo_desk.domain.document import (
    Document,
    IntakeProblem,
)
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import DossierError, SourceError, UsageError
from woo_desk.usecases.failures import NO_ROOM, log_defect
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.intake_candidate import (
    Candidate,
    child_of,
    document_of,
    failure,
    pages_of,
    problem_of,
)
from woo_desk.usecases.intake_known import Known, may_be_mended
from woo_desk.usecases.leftovers import private_folder
from woo_desk.usecases.likeness import liken_documents, mark_copies, put_description
from woo_desk.usecases.names import clean_name, reachable
from woo_desk.usecases.old_office import Modernising
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.recognition import RecognitionReport, recognise_documents
from woo_desk.usecases.requests import PrepareRequest, PrepareResult
from woo_desk.usecases.session import Session
from woo_desk.usecases.sources import find_sources, is_of_dossier, place_of

PREPARE_LIMIT_S = 300.0
"""Time limit for one source file."""
INTAKE = "intake"
"""Key of the stages in which files come in."""


def _nobody(_document: Document) -> None:
    """What is done when nobody waits for documents."""


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What one drop brought in: `files + inside == len(added) + already`, nothing is skipped."""

    added: tuple[DocumentId, ...]
    problems: int
    """Added documents that cannot be worked with."""
    duplicates: int = 0
    """Documents newly recognised as a copy of another one."""
    alike: int = 0
    """Likenesses between documents that a person has to confirm."""
    files: int = 0
    """Files that were handed in."""
    inside: int = 0
    """Documents found inside files: attachments, members of archives."""
    already: int = 0
    """Of both, those that the dossier held already, from the same place with the same bytes."""
    held: int = 0
    """Documents in the dossier when all was in, what was there before included."""
    warnings: int = 0
    """Added documents that can be read, but that a person has to compare with the source."""
    recognition: RecognitionReport = field(default_factory=RecognitionReport)
    """What was read of the scans among them."""


def counts_of(report: IntakeReport) -> dict[str, int]:
    """The counts that have to add up, by name."""
    return {
        "files": report.files,
        "inside": report.inside,
        "added": len(report.added),
        "already": report.already,
        "held": report.held,
    }


def add_documents(
    session: Session,
    paths: Sequence[Path],
    *,
    reads_scans: bool = True,
    on_added: Callable[[Document], None] = _nobody,
) -> Flow[IntakeReport]:
    """Take in files and whole folders as one undo step, and read the scans among them.

    Raises:
        UsageError: a path does not exist, or there is no room for temporary files.
    """
    dossier = session.file.path  # it often lies in the folder that is handed in
    files = [path for path in find_sources(paths) if not is_of_dossier(path, dossier)]
    return (yield from add_files(session, files, paths, reads_scans=reads_scans, on_added=on_added))


def add_files(
    session: Session,
    files: Sequence[Path],
    roots: Sequence[Path] = (),
    *,
    reads_scans: bool = True,
    on_added: Callable[[Document], None] = _nobody,
) -> Flow[IntakeReport]:
    """Take in what `find_sources` found; what has vanished since becomes a named problem.

    It can be stopped at any moment: what has been recorded stays, and handing the same files in
    again takes in what is missing.

    Args:
        session: the dossier.
        files: in order.
        roots: the files and folders that they were found in.
        reads_scans: whether pages without text are recognised right away.
        on_added: hears of each document once it is in the dossier.

    Raises:
        UsageError: there is no room for temporary files.
    """
    with private_folder() as folder:
        intake = _Intake(session, folder, Known(session.file.documents()), on_added)
        intake.enter(
            [Candidate(path, clean_name(path.name), place_of(path, roots)) for path in files]
        )
        try:
            while intake.waiting:
                yield Stage(INTAKE, intake.jobs(), intake.waiting, intake.record, intake.found)
        except GeneratorExit:
            if intake.step is not None:
                with contextlib.suppress(DossierError):  # closed, or what stopped the intake
                    mark_copies(session, join=intake.step)
            raise
        report = intake.report(len(files))
    if not report.added:
        return report
    recognition = report.recognition
    if reads_scans:
        recognition = yield from recognise_documents(session, report.added, join=intake.step)
    likeness = yield from liken_documents(session, join=intake.step)
    return dataclasses.replace(
        report, recognition=recognition, duplicates=likeness.copies, alike=likeness.proposals
    )


class _Intake:
    """Makes the jobs of one drop and records their outcomes under one step.

    Outcomes are recorded in order of place, whatever order they come in: the numbers of documents
    do not depend on which worker is faster, and what lies in a document follows it.

    Attributes:
        step: that all of it belongs to, once something was recorded.
    """

    def __init__(
        self,
        session: Session,
        folder: Path,
        known: Known,
        on_added: Callable[[Document], None],
    ) -> None:
        self._on_added = on_added
        self._session = session
        self._folder = folder
        self._known = known
        self.step: int | None = None
        self._to_start: deque[Candidate] = deque()
        self._to_record: deque[Candidate] = deque()
        self._running: dict[DocumentId, Candidate] = {}
        self._added: list[DocumentId] = []
        self._entered = self._started = self._problems = self._warnings = 0
        self._already = 0
        self._at_stage = 0
        self._old = Modernising(folder)

    @property
    def waiting(self) -> int:
        """How many files wait to be looked at."""
        return len(self._to_start) + self._old.waiting

    def found(self) -> int:
        """How many more looks have come up since the stage began."""
        return self._entered + self._old.again - self._at_stage

    def enter(self, candidates: Sequence[Candidate]) -> None:
        """Put candidates before all that wait, and record those that need no look."""
        self._entered += len(candidates)
        self._to_start.extendleft(c for c in reversed(candidates) if c.path is not None)
        self._to_record.extendleft(reversed(candidates))

    def jobs(self) -> Iterator[Job]:
        """The jobs, those of documents found meanwhile included."""
        self._at_stage = self._entered + self._old.again
        while self.waiting:
            job = self._old.job()
            if job is not None:
                yield job
                continue
            if not self._to_start:
                return
            candidate = self._to_start.popleft()
            self._running[candidate.document_id] = candidate
            yield Job("prepare", self._request(candidate), PREPARE_LIMIT_S, candidate.document_id)

    def record(self, job: Job, outcome: Outcome) -> None:
        """Keep the outcome of a job, and record whatever has its turn."""
        if job.task == "modernise":
            self._take_modern(outcome)
            return
        candidate = self._running.pop(DocumentId(job.subject))
        if isinstance(outcome, Failed):
            if outcome.key == NO_ROOM:
                raise UsageError("target_unwritable", name=str(self._folder))
            log_defect(outcome)
            candidate.result = failure(problem_of(outcome.key))
        elif isinstance(outcome.result, PrepareResult):
            candidate.result = self._unless_modernised(candidate, outcome.result)
        else:
            msg = "prepare returned something else"
            raise TypeError(msg)
        self._record_ready()

    def _unless_modernised(
        self, candidate: Candidate, result: PrepareResult
    ) -> PrepareResult | None:
        """None for an old Office file that another program is asked to write anew first."""
        if candidate.modern is not None or candidate.path is None:
            return result
        path = self._reachable(candidate, candidate.path)
        if not self._old.takes(candidate.document_id, path, result.old_kind):
            return result
        candidate.refusal = result
        self._running[candidate.document_id] = candidate
        return None

    def _take_modern(self, outcome: Outcome) -> None:
        for document_id, path in self._old.ended(outcome).items():
            candidate = self._running.pop(document_id)
            candidate.modern = path
            if path is None:
                candidate.result = candidate.refusal
            else:
                self._to_start.appendleft(candidate)
        self._record_ready()

    def report(self, files: int) -> IntakeReport:
        """What was done; RuntimeError when the counts do not add up (a defect)."""
        if self._entered != len(self._added) + self._already:
            msg = "not every file was recorded"
            raise RuntimeError(msg)
        held = {document.id for document in self._session.file.documents()}
        if not held.issuperset(self._added):
            msg = "not every document that was recorded is in the dossier"
            raise RuntimeError(msg)
        return IntakeReport(
            added=tuple(self._added),
            problems=self._problems,
            files=files,
            inside=self._entered - files,
            already=self._already,
            held=len(held),
            warnings=self._warnings,
        )

    def _request(self, candidate: Candidate) -> PrepareRequest:
        return PrepareRequest(
            str(self._reachable(candidate, candidate.path or Path())),
            str(self._prepared(candidate)),
            name=candidate.name,
            children_folder=str(self._children_folder(candidate)),
            depth=candidate.depth,
            known=self._known.digests(candidate.place),
            modern_path=str(candidate.modern or ""),
            near=candidate.near,
        )

    def _reachable(self, candidate: Candidate, path: Path) -> Path:
        return reachable(path, self._folder, f"bron-{candidate.document_id}")

    def _record_ready(self) -> None:
        while self._to_record:
            candidate = self._to_record[0]
            if candidate.result is None and candidate.problem is not None:
                candidate.result = failure(candidate.problem)
            if candidate.result is None:
                return
            self._to_record.popleft()
            self._record(candidate, candidate.result)

    def _record(self, candidate: Candidate, result: PrepareResult) -> None:
        known = self._known.take(candidate.place, result.sha256)
        if result.is_known or (known is not None and not may_be_mended(known)):
            self._already += 1
            document = known
        else:
            document, result = self._put(candidate, result, known)
        self._prepared(candidate).unlink(missing_ok=True)
        if candidate.modern is not None:
            candidate.modern.unlink(missing_ok=True)
        if candidate.parent is not None and candidate.path is not None:
            candidate.path.unlink(missing_ok=True)
        if document is not None and not result.is_known:
            self.enter([child_of(child, document, candidate) for child in result.children])

    def _put(
        self, candidate: Candidate, result: PrepareResult, known: Document | None
    ) -> tuple[Document, PrepareResult]:
        """Write a document, in the place of one that failed to come in earlier.

        What cannot be written becomes a problem; the result says so.
        """
        prepared = self._prepared(candidate)
        if known is not None:
            candidate.document_id = known.id
        number = known.number if known is not None else self._session.file.next_number()
        try:
            document = self._write(candidate, prepared, number, result)
        except SourceError as error:
            result = dataclasses.replace(failure(problem_of(error.key)), bytes=result.bytes)
            document = self._write(candidate, prepared, number, result)
        except OSError:  # gone, changed or no longer readable since the worker read it
            result = failure(IntakeProblem.UNREADABLE)
            document = self._write(candidate, prepared, number, result)
        self._added.append(document.id)
        self._on_added(document)
        self._problems += document.problem is not None
        self._warnings += bool(document.warnings)
        return document, result

    def _write(
        self, candidate: Candidate, prepared: Path, number: int, result: PrepareResult
    ) -> Document:
        """Source, prepared PDF, document and pages in one transaction, or nothing of it."""
        file = self._session.file
        document = document_of(candidate, number, result, self._session)
        with self._session.step("add_documents", join=self.step) as tx:
            if result.sha256 and candidate.path is not None:
                file.put_blob(result.sha256, candidate.path)
            if result.prepared_sha256:
                file.put_blob(result.prepared_sha256, prepared)
            tx.put(document)
            tx.put_all(pages_of(candidate, result))
            if result.described is not None:
                digest = result.prepared_sha256
                put_description(file, tx, document.id, digest, result.described)
        self.step = tx.step
        return document

    def _prepared(self, candidate: Candidate) -> Path:
        return self._folder / f"{candidate.document_id}.pdf"

    def _children_folder(self, candidate: Candidate) -> Path:
        return self._folder / f"in-{candidate.document_id}"
