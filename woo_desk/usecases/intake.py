"""Intake: every file that is handed in becomes a document of the dossier, or a named problem."""

from __future__ import annotations

import dataclasses
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from woo_desk.domain.document import (
    DatePrecision,
    Document,
    IntakeProblem,
    Page,
    SourceType,
)
from woo_desk.domain.ids import NO_SHA256, DocumentId, Sha256
from woo_desk.errors import SourceError, UsageError
from woo_desk.publication import package
from woo_desk.usecases.failures import NO_ROOM, log_defect
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.leftovers import private_folder
from woo_desk.usecases.names import clean_name, reachable
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.recognition import RecognitionReport, recognise_documents
from woo_desk.usecases.requests import PrepareRequest, PrepareResult
from woo_desk.usecases.session import Session, new_id

PREPARE_LIMIT_S = 300.0
"""Time limit for one source file."""


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What one drop brought in."""

    added: tuple[DocumentId, ...]
    problems: int
    duplicates: int
    recognition: RecognitionReport = field(default_factory=RecognitionReport)
    """What was read of the scans among them."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    path: Path
    document_id: DocumentId
    number: int


def add_documents(
    session: Session, paths: Sequence[Path], *, reads_scans: bool = True
) -> Flow[IntakeReport]:
    """Take in files and whole folders as one undo step, and read the scans among them.

    Raises:
        UsageError: a path does not exist, or there is no room for temporary files.
    """
    files = find_sources(paths)
    return (yield from add_files(session, files, reads_scans=reads_scans))


def add_files(
    session: Session, files: Sequence[Path], *, reads_scans: bool = True
) -> Flow[IntakeReport]:
    """Take in what `find_sources` found; what has vanished since becomes a named problem.

    Raises:
        UsageError: there is no room for temporary files.
    """
    first = session.file.next_number()
    candidates = [
        _Candidate(path, DocumentId(new_id()), first + offset) for offset, path in enumerate(files)
    ]
    with private_folder() as folder:
        intake = _Intake(session, {c.document_id: c for c in candidates}, folder)
        yield Stage("intake", intake.jobs(), len(candidates), intake.record)
        duplicates = intake.mark_duplicates()
    recognition = RecognitionReport()
    if reads_scans and intake.added:
        recognition = yield from recognise_documents(session, intake.added, join=intake.step)
    return IntakeReport(tuple(intake.added), intake.problems, duplicates, recognition)


def find_sources(paths: Sequence[Path], target: Path | None = None) -> list[Path]:
    """Every file in order, folders walked by name.

    A folder that cannot be read, or that is only a link, is listed itself and becomes a document
    with a problem, so that nothing disappears silently and no folder can hold itself.

    Args:
        paths: files and folders.
        target: of an export; what earlier exports left there is no source.

    Raises:
        UsageError: a path does not exist.
    """
    found: list[Path] = []
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except PermissionError:  # it is there, but closed: the worker will say so
            is_folder = False
        except (OSError, ValueError):
            raise UsageError("source_missing", name=clean_name(str(path))) from None
        found.extend(_walk(path, target) if is_folder else [path])
    return found


def _walk(top: Path, target: Path | None) -> Iterator[Path]:
    unreadable: list[Path] = []
    walker = os.walk(top, onerror=lambda error: unreadable.append(Path(error.filename)))
    own = target.resolve() if target is not None else None
    for name, subfolders, names in walker:
        folder = Path(name)
        subfolders.sort()
        linked = [sub for sub in subfolders if (folder / sub).is_symlink()]
        if own is not None and folder.resolve() == own:
            subfolders[:] = [sub for sub in subfolders if not package.is_of_export(sub)]
        yield from (folder / name for name in sorted([*names, *linked]))
    yield from unreadable


class _Intake:
    """Makes the jobs of one drop and records their outcomes under one step."""

    def __init__(
        self, session: Session, candidates: dict[DocumentId, _Candidate], folder: Path
    ) -> None:
        self._session = session
        self._candidates = candidates
        self._folder = folder
        self.step: int | None = None
        self.added: list[DocumentId] = []
        self.problems = 0

    def jobs(self) -> Iterator[Job]:
        for candidate in self._candidates.values():
            path = reachable(candidate.path, self._folder, f"bron-{candidate.document_id}")
            request = PrepareRequest(str(path), str(self._prepared(candidate)))
            yield Job("prepare", request, PREPARE_LIMIT_S, candidate.document_id)

    def record(self, job: Job, outcome: Outcome) -> None:
        candidate = self._candidates[DocumentId(job.subject)]
        if isinstance(outcome, Failed):
            if outcome.key == NO_ROOM:
                raise UsageError("target_unwritable", name=str(self._folder))
            log_defect(outcome)
            result = _failure(_problem_of(outcome.key))
        elif isinstance(outcome.result, PrepareResult):
            result = self._stored(candidate, outcome.result)
        else:
            msg = "prepare returned something else"
            raise TypeError(msg)
        self._put(_document(candidate, result, self._session), _pages(candidate, result))
        self._prepared(candidate).unlink(missing_ok=True)

    def mark_duplicates(self) -> int:
        """Point each later copy at the first document with the same bytes; returns how many."""
        first: dict[Sha256, DocumentId] = {}
        copies = []
        for document in self._session.file.documents():
            if not document.source_sha256:
                continue
            kept = first.setdefault(document.source_sha256, document.id)
            if kept != document.id and document.duplicate_of is None:
                copies.append(dataclasses.replace(document, duplicate_of=kept))
        if copies:
            with self._session.step("add_documents", join=self.step) as tx:
                for copy in copies:
                    tx.put(copy)
        return len(copies)

    def _prepared(self, candidate: _Candidate) -> Path:
        return self._folder / f"{candidate.document_id}.pdf"

    def _stored(self, candidate: _Candidate, result: PrepareResult) -> PrepareResult:
        """Put source and prepared PDF into the dossier file; a failure becomes a problem."""
        file = self._session.file
        try:
            if result.sha256:
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

    def _put(self, document: Document, pages: Sequence[Page]) -> None:
        with self._session.step("add_documents", join=self.step) as tx:
            tx.put(document)
            for page in pages:
                tx.put(page)
        self.step = tx.step
        self.added.append(document.id)
        self.problems += document.problem is not None


def _problem_of(key: str) -> IntakeProblem:
    try:
        return IntakeProblem(key)
    except ValueError:
        return IntakeProblem.WORKER_DIED


def _failure(problem: IntakeProblem) -> PrepareResult:
    return PrepareResult(sha256=NO_SHA256, bytes=0, source_type=SourceType.UNKNOWN, problem=problem)


def _document(candidate: _Candidate, result: PrepareResult, session: Session) -> Document:
    name = clean_name(candidate.path.name) or str(candidate.number)
    return Document(
        id=candidate.document_id,
        number=candidate.number,
        source_sha256=result.sha256,
        source_name=name,
        source_type=result.source_type,
        title=Path(name).stem.replace("_", " ").strip() or name,
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
    )


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
