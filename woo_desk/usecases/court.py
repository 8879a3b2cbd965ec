"""The version for the court: unredacted, with every box and its ground to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import NotReady, UsageError
from woo_desk.publication import package
from woo_desk.texts import dutch_text
from woo_desk.usecases.export_jobs import expect, sized_job
from woo_desk.usecases.export_marks import marks_of
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.requests_publication import CourtRequest, CourtResult
from woo_desk.usecases.session import Session

FOLDER = "rechter"
"""Folder in `intern/` where it goes."""


def write_court_version(session: Session, folder: Path) -> Flow[tuple[Path, ...]]:
    """Write every document within the request, whatever its judgement, as `0001-ongelakt.pdf`.

    Raises:
        UsageError: "letters_in_publication": the folder is, or lies in, a publication; or it
            cannot be written to.
        NotReady: "nothing_for_court": no document is within the request.
        WorkerDied: a document could not be written.
    """
    package.refuse_publication(folder)
    states = [state for state in session.file.states() if _belongs(state)]
    if not states:
        raise NotReady("nothing_for_court")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError("target_unwritable", name=str(folder)) from None
    paths = [folder / f"{state.document.printed_number}-ongelakt.pdf" for state in states]

    def jobs() -> Iterator[Job]:
        for state, path in zip(states, paths, strict=True):
            request = CourtRequest(
                dossier_path=str(session.file.path),
                prepared_sha256=state.document.prepared_sha256,
                marks=marks_of(state, ExportProfile()),
                watermark=dutch_text("court.watermark", number=state.document.printed_number),
                output_path=str(path),
            )
            yield sized_job("court", request, state.document.page_count, state.document.id)

    def record(_job: Job, outcome: Outcome) -> None:
        expect(outcome, CourtResult)

    yield Stage("court", jobs(), len(states), record)
    return tuple(paths)


def _belongs(state: DocumentState) -> bool:
    made = state.decision
    is_in = made is not None and made.outcome is ScopeOutcome.IN_SCOPE
    return is_in and bool(state.document.prepared_sha256)
