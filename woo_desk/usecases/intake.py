"""Intake: every file that is handed in becomes a document of the dossier, or a named problem."""

from __future__ import annotations

import dataclasses
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.ports import Failed
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


@dataclass(frozen=True, slots=True)
class _Candidate:
    path: Path
    document_id: DocumentId
    number: int


def add_documents(session: Session, paths: Sequence[Path]) -> Flow[IntakeReport]:
    """Take in files and whole folders as one undo step.

    Raises:
        UsageError: a path does not exist.
    """
    first = session.file.next_number()
    candidates = [
        _Candidate(path, DocumentId(new_id()), first + offset)
        for offset, path in enumerate(find_sources(paths))
    ]
    folder = Path(tempfile.mkdtemp(prefix="woo-desk-"))
    try:
        intake = _Intake(session, {c.document_id: c for c in candidates}, folder)
        yield Stage("intake", intake.jobs(), len(candidates), intake.record)
        duplicates = intake.mark_duplicates()
        return IntakeReport(tuple(intake.added), intake.problems, duplicates)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_sources(paths: Sequence[Path]) -> list[Path]:
    """Every file in order, folders walked by name.

    A folder that cannot be read is listed itself and becomes a document with a problem, so that
    nothing disappears silently. Links are not followed, so that a folder cannot hold itself.

    Raises:
        UsageError: a path does not exist.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError("source_missing", name=str(path))
        if path.is_dir():
            found.extend(_walk(path))
        else:
            found.append(path)
    return found


def _walk(top: Path) -> Iterator[Path]:
    unreadable: list[Path] = []
    walker = os.walk(top, onerror=lambda error: unreadable.append(Path(error.filename)))
    for folder, subfolders, names in walker:
        subfolders.sort()
        paths = (Path(folder) / name for name in sorted(names))
        yield from (path for path in paths if not path.is_symlink())
    yield from unreadable


class _Intake:
    """Makes the jobs of one drop and records their outcomes under one step."""

    def __init__(
        self, session: Session, candidates: dict[DocumentId, _Candidate], folder: Path
    ) -> None:
        self._session = session
        self._candidates = candidates
        self._folder = folder
        self._step: int | None = None
        self.added: list[DocumentId] = []
        self.problems = 0

    def jobs(self) -> Iterator[Job]:
        for candidate in self._candidates.values():
            request = PrepareRequest(str(candidate.path), str(self._prepared(candidate)))
            yield Job("prepare", request, PREPARE_LIMIT_S, candidate.document_id)

    def record(self, job: Job, outcome: Outcome) -> None:
        candidate = self._candidates[DocumentId(job.subject)]
        if isinstance(outcome, Failed):
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
            with self._session.step("add_documents", join=self._step) as tx:
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
        with self._session.step("add_documents", join=self._step) as tx:
            tx.put(document)
            for page in pages:
                tx.put(page)
        self._step = tx.step
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
    return Document(
        id=candidate.document_id,
        number=candidate.number,
        source_sha256=result.sha256,
        source_name=candidate.path.name,
        source_type=result.source_type,
        title=candidate.path.stem.replace("_", " ").strip() or candidate.path.name,
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
