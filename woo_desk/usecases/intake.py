"""Intake: every file that is handed in becomes a document of the dossier, or a named problem.

What lies in a message, an archive or an Office file becomes a document of its own, numbered right
after the one that it came out of.
"""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from woo_desk.domain.document import (
    DatePrecision,
    Document,
    IntakeProblem,
    Page,
    Relation,
    SourceType,
)
from woo_desk.domain.ids import NO_SHA256, DocumentId
from woo_desk.errors import SourceError, UsageError
from woo_desk.usecases.failures import NO_ROOM, log_defect
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.intake_known import Known, Place, may_be_mended
from woo_desk.usecases.leftovers import private_folder
from woo_desk.usecases.likeness import liken_documents
from woo_desk.usecases.names import clean_name, reachable
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.recognition import RecognitionReport, recognise_documents
from woo_desk.usecases.requests import Child, PrepareRequest, PrepareResult
from woo_desk.usecases.session import Session, new_id
from woo_desk.usecases.sources import find_sources, place_of

PREPARE_LIMIT_S = 300.0
"""Time limit for one source file."""


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
    }


@dataclass(slots=True, eq=False)
class _Candidate:
    """One file on its way into the dossier."""

    path: Path | None
    """None when it could not be taken out of what holds it."""
    name: str
    source_path: str
    parent: Document | None = None
    relation: Relation | None = None
    problem: IntakeProblem | None = None
    depth: int = 0
    document_id: DocumentId = field(default_factory=lambda: DocumentId(new_id()))
    result: PrepareResult | None = None
    """Waits here until everything before it has been recorded."""

    @property
    def place(self) -> Place:
        """Where it comes from, as `Known` has it."""
        return (self.parent.id if self.parent else None), self.source_path


def add_documents(
    session: Session, paths: Sequence[Path], *, reads_scans: bool = True
) -> Flow[IntakeReport]:
    """Take in files and whole folders as one undo step, and read the scans among them.

    Raises:
        UsageError: a path does not exist, or there is no room for temporary files.
    """
    files = find_sources(paths)
    return (yield from add_files(session, files, paths, reads_scans=reads_scans))


def add_files(
    session: Session,
    files: Sequence[Path],
    roots: Sequence[Path] = (),
    *,
    reads_scans: bool = True,
) -> Flow[IntakeReport]:
    """Take in what `find_sources` found; what has vanished since becomes a named problem.

    It can be stopped at any moment: what has been recorded stays, and handing the same files in
    again takes in what is missing.

    Args:
        session: the dossier.
        files: in order.
        roots: the files and folders that they were found in.
        reads_scans: whether pages without text are recognised right away.

    Raises:
        UsageError: there is no room for temporary files.
    """
    with private_folder() as folder:
        intake = _Intake(session, folder, Known(session.file.documents()))
        intake.enter(
            [_Candidate(path, clean_name(path.name), place_of(path, roots)) for path in files]
        )
        while intake.waiting:
            yield Stage("intake", intake.jobs(), intake.waiting, intake.record, intake.found)
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

    def __init__(self, session: Session, folder: Path, known: Known) -> None:
        self._session = session
        self._folder = folder
        self._known = known
        self.step: int | None = None
        self._to_start: deque[_Candidate] = deque()
        self._to_record: deque[_Candidate] = deque()
        self._running: dict[DocumentId, _Candidate] = {}
        self._added: list[DocumentId] = []
        self._entered = self._started = self._problems = self._warnings = 0
        self._already = 0
        self._at_stage = 0

    @property
    def waiting(self) -> int:
        """How many files wait to be looked at."""
        return len(self._to_start)

    def found(self) -> int:
        """How many more have been found inside others since the stage began."""
        return self._entered - self._at_stage

    def enter(self, candidates: Sequence[_Candidate]) -> None:
        """Put candidates before all that wait, and record those that need no look."""
        self._entered += len(candidates)
        self._to_start.extendleft(c for c in reversed(candidates) if c.path is not None)
        self._to_record.extendleft(reversed(candidates))

    def jobs(self) -> Iterator[Job]:
        """The jobs, those of documents found meanwhile included."""
        self._at_stage = self._entered
        while self._to_start:
            candidate = self._to_start.popleft()
            self._running[candidate.document_id] = candidate
            yield Job("prepare", self._request(candidate), PREPARE_LIMIT_S, candidate.document_id)

    def record(self, job: Job, outcome: Outcome) -> None:
        """Keep the outcome of a job, and record whatever has its turn."""
        candidate = self._running.pop(DocumentId(job.subject))
        if isinstance(outcome, Failed):
            if outcome.key == NO_ROOM:
                raise UsageError("target_unwritable", name=str(self._folder))
            log_defect(outcome)
            candidate.result = _failure(_problem_of(outcome.key))
        elif isinstance(outcome.result, PrepareResult):
            candidate.result = outcome.result
        else:
            msg = "prepare returned something else"
            raise TypeError(msg)
        self._record_ready()

    def report(self, files: int) -> IntakeReport:
        """What was done; RuntimeError when the counts do not add up (a defect)."""
        if self._entered != len(self._added) + self._already:
            msg = "not every file was recorded"
            raise RuntimeError(msg)
        return IntakeReport(
            added=tuple(self._added),
            problems=self._problems,
            files=files,
            inside=self._entered - files,
            already=self._already,
            warnings=self._warnings,
        )

    def _request(self, candidate: _Candidate) -> PrepareRequest:
        source = candidate.path or Path()
        path = reachable(source, self._folder, f"bron-{candidate.document_id}")
        return PrepareRequest(
            str(path),
            str(self._prepared(candidate)),
            name=candidate.name,
            children_folder=str(self._children_folder(candidate)),
            depth=candidate.depth,
            known=self._known.digests(candidate.place),
        )

    def _record_ready(self) -> None:
        while self._to_record:
            candidate = self._to_record[0]
            if candidate.result is None and candidate.problem is not None:
                candidate.result = _failure(candidate.problem)
            if candidate.result is None:
                return
            self._to_record.popleft()
            self._record(candidate, candidate.result)

    def _record(self, candidate: _Candidate, result: PrepareResult) -> None:
        known = self._known.take(candidate.place, result.sha256)
        if result.is_known or (known is not None and not may_be_mended(known)):
            self._already += 1
            document = known
        else:
            result = self._stored(candidate, result)
            document = self._put(candidate, result, known)
        self._prepared(candidate).unlink(missing_ok=True)
        if candidate.parent is not None and candidate.path is not None:
            candidate.path.unlink(missing_ok=True)
        if document is not None and not result.is_known:
            self.enter([_of_child(child, document, candidate) for child in result.children])

    def _put(
        self, candidate: _Candidate, result: PrepareResult, known: Document | None
    ) -> Document:
        """Write a document, in the place of one that failed to come in earlier."""
        if known is not None:
            candidate.document_id = known.id
        number = known.number if known is not None else self._session.file.next_number()
        document = _document(candidate, number, result, self._session)
        with self._session.step("add_documents", join=self.step) as tx:
            tx.put(document)
            for page in _pages(candidate, result):
                tx.put(page)
        self.step = tx.step
        self._added.append(document.id)
        self._problems += document.problem is not None
        self._warnings += bool(document.warnings)
        return document

    def _prepared(self, candidate: _Candidate) -> Path:
        return self._folder / f"{candidate.document_id}.pdf"

    def _children_folder(self, candidate: _Candidate) -> Path:
        return self._folder / f"in-{candidate.document_id}"

    def _stored(self, candidate: _Candidate, result: PrepareResult) -> PrepareResult:
        """Put source and prepared PDF into the dossier file; a failure becomes a problem."""
        file = self._session.file
        try:
            if result.sha256 and candidate.path is not None:
                file.put_blob(result.sha256, candidate.path)
            if result.prepared_sha256:
                file.put_blob(result.prepared_sha256, self._prepared(candidate))
        except SourceError as error:
            return dataclasses.replace(
                _failure(_problem_of(error.key)), sha256=NO_SHA256, bytes=result.bytes
            )
        except OSError:  # gone, changed or no longer readable since the worker read it
            return _failure(IntakeProblem.UNREADABLE)
        return result


def _problem_of(key: str) -> IntakeProblem:
    try:
        return IntakeProblem(key)
    except ValueError:
        return IntakeProblem.WORKER_DIED


def _failure(problem: IntakeProblem) -> PrepareResult:
    return PrepareResult(sha256=NO_SHA256, bytes=0, source_type=SourceType.UNKNOWN, problem=problem)


def _of_child(child: Child, parent: Document, holder: _Candidate) -> _Candidate:
    return _Candidate(
        path=Path(child.path) if child.path else None,
        name=clean_name(child.name),
        source_path=clean_name(child.path_in_container),
        parent=parent,
        relation=child.relation,
        problem=child.problem,
        depth=holder.depth + 1,
    )


def _document(
    candidate: _Candidate, number: int, result: PrepareResult, session: Session
) -> Document:
    name = candidate.name or str(number)
    subject = clean_name(result.mail.subject).strip() if result.mail else ""
    return Document(
        id=candidate.document_id,
        number=number,
        source_sha256=result.sha256,
        source_name=name,
        source_type=result.source_type,
        title=subject or Path(name).stem.replace("_", " ").strip() or name,
        added_at=session.clock.now(),
        source_bytes=result.bytes,
        prepared_sha256=result.prepared_sha256,
        page_count=len(result.pages),
        date=result.date,
        date_precision=DatePrecision.EXACT if result.date else DatePrecision.UNKNOWN,
        kind=result.kind,
        reference=result.reference,
        problem=result.problem,
        hidden=result.hidden,
        source_path="" if candidate.parent else candidate.source_path,
        parent=candidate.parent.id if candidate.parent else None,
        family=_family(candidate, result),
        relation=candidate.relation,
        path_in_container=candidate.source_path if candidate.parent else "",
        children=len(result.children),
        mail=result.mail,
        warnings=result.warnings,
    )


def _family(candidate: _Candidate, result: PrepareResult) -> DocumentId | None:
    """A message and what hangs on it are one; an archive only happens to hold things."""
    parent = candidate.parent
    if parent is not None and not parent.source_type.is_container:
        return parent.family or parent.id
    if result.children and not result.source_type.is_container:
        return candidate.document_id
    return None


def _pages(candidate: _Candidate, result: PrepareResult) -> list[Page]:
    return [
        Page(
            document_id=candidate.document_id,
            index=index,
            width=page.width,
            height=page.height,
            rotation=page.rotation,
            has_text=page.has_text,
            text_reliable=page.text_reliable,
        )
        for index, page in enumerate(result.pages)
    ]
