"""A dry run of batch: what would be redacted in each document, without writing anything.

The dossier that is needed for it lies in a private folder and is gone afterwards.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from woo_desk.domain.dossier import DocumentState
from woo_desk.errors import UsageError
from woo_desk.usecases.batch import BatchRequest
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.export_internal import DOSSIER
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.lists import add_entries
from woo_desk.usecases.ports import Clock
from woo_desk.usecases.sources import find_sources

PREFIX = "woo-desk-proef-"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a batch run would do with one document."""

    number: str
    title: str
    pages: int
    redacted: int
    """Findings that would be redacted."""
    kept: int
    """Left readable: by the policy, or because their kind was not asked for."""
    below: int
    """Under the least score: they hold the document back."""
    problem: str
    """Text key of why it would be held back; "" when it would go out."""


def rehearse_folder(request: BatchRequest, clock: Clock) -> Flow[tuple[Rehearsed, ...]]:
    """Intake and detection as `redact_folder` does them, then counts per document.

    Raises:
        UsageError: "no_sources", or a source does not exist.
    """
    sources = find_sources(request.sources, request.target)
    if not sources:
        raise UsageError("no_sources")
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        session = create_dossier(
            folder / DOSSIER, request.title or "-", request.basis, user=request.user, clock=clock
        )
        with session.file:
            yield from add_files(session, sources, request.sources, reads_scans=request.reads_scans)
            add_entries(session, request.entries)
            yield from detect_documents(session)
            return tuple(_counted(state, request) for state in session.file.states())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _counted(state: DocumentState, request: BatchRequest) -> Rehearsed:
    still = [finding for finding in state.findings if state.is_open(finding)]
    wanted = [f for f in still if not request.kinds or f.entity_type in request.kinds]
    below = [f for f in still if f.score < request.min_score]
    redacted = [f for f in wanted if f.score >= request.min_score]
    return Rehearsed(
        number=state.document.printed_number,
        title=state.document.title,
        pages=len(state.pages),
        redacted=len(redacted),
        kept=len(state.findings) - len(redacted) - len(below),
        below=len(below),
        problem=_problem(state, has_below=bool(below)),
    )


def _problem(state: DocumentState, *, has_below: bool) -> str:
    document = state.document
    if document.problem is not None:
        return f"problem.{document.problem.value}"
    if document.source_type.is_container:
        return "scope_reason.container"
    if document.duplicate_of is not None:
        return "scope_reason.duplicate"
    if any(page.index not in state.analysed for page in state.pages):
        return "blocker.not_analysed"
    if any(page.needs_eyes for page in state.pages):
        return "blocker.needs_eyes"
    return "gui.rehearsal.below" if has_below else ""
