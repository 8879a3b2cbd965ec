"""Batch: a folder becomes a dossier and a package without a person in between."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import ExportProfile, ExportResult
from woo_desk.domain.finding import EntityType, Finding
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.list_entry import ListEntry
from woo_desk.domain.publication import PublicationSettings
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.errors import UsageError
from woo_desk.publication import package
from woo_desk.store.people import NamePlace
from woo_desk.store.rows import LIST_ENTRY
from woo_desk.usecases.batch_persons import even_out_persons
from woo_desk.usecases.batch_resume import digest_of, note_request, resume
from woo_desk.usecases.detection import DetectionReport, detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.export import export_package
from woo_desk.usecases.export_internal import DOSSIER
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.intake import IntakeReport, add_files
from woo_desk.usecases.lists import add_entries
from woo_desk.usecases.names import clean_name
from woo_desk.usecases.passage_answers import redact_everywhere
from woo_desk.usecases.ports import Clock
from woo_desk.usecases.publication import change_publication_settings
from woo_desk.usecases.recognition import RecognitionReport, recognise_documents
from woo_desk.usecases.review import keep_findings, put_confirmed
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session, new_id
from woo_desk.usecases.sources import find_sources

BATCH_USER = "batch:standaard"
"""Who decided, in a batch run with the standard profile."""


_AT_ONCE = 500
"""Findings that are confirmed in one transaction."""


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What a batch run is asked to do."""

    sources: tuple[Path, ...]
    target: Path
    """Folder for `publicatie/` and `intern/`; a dossier in `intern/` must be that of the same run,
    cut off before its end: it goes on then."""
    basis: LegalBasis = LegalBasis.WOO
    title: str = ""
    min_score: float = 0.0
    """Findings under this score are left for a person; they hold their document back."""
    profile: ExportProfile = field(default_factory=ExportProfile)
    """What is written and how; what is not ready is always held back."""
    settings: PublicationSettings | None = None
    """What the receivers of the publication want to know; None for the usual values."""
    user: str = BATCH_USER
    reads_scans: bool = True
    entries: tuple[ListEntry, ...] = ()
    """Of lists "altijd lakken" and "nooit lakken"; they become those of the dossier."""
    kinds: frozenset[EntityType] = frozenset()
    """What is redacted; the rest stays readable. Empty for every kind."""
    ground_codes: tuple[GroundCode, ...] = ()
    """For every redaction; empty for the ground that is proposed for each."""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a batch run did."""

    dossier_path: Path
    intake: IntakeReport
    detection: DetectionReport
    export: ExportResult
    is_resumed: bool = False
    """It went on where an earlier run was cut off."""
    evened: tuple[NamePlace, ...] = ()
    """Redacted though proposed to stay readable: the person is redacted in another document."""

    @property
    def has_problems(self) -> bool:
        """Whether something is left for a person."""
        return bool(self.intake.problems or self.detection.failed or self.export.held_back)


def redact_folder(
    request: BatchRequest,
    clock: Clock,
    decide: Callable[[Session], Flow[None]] | None = None,
) -> Flow[BatchReport]:
    """Intake, detection, confirmation of every proposal, export; the dossier can be opened later.

    What is asked ("vraag") is redacted too: without a person, too much is mended more easily than
    too little. What cannot be vouched for (a page without text, a broken file) is held back.

    Args:
        request: what to do.
        clock: tells the time for the records.
        decide: called after detection, for decisions that come from elsewhere.

    Raises:
        UsageError: there is nothing to do, a source does not exist, or the target already holds
            another dossier or cannot be written to.
        ExportNotReady: not one document is ready.
        ExportResidue: the verifier found something.
    """
    sources = find_sources(request.sources, request.target)
    if not sources:
        raise UsageError("no_sources")
    dossier_path = _place_for_dossier(request.target)
    title = clean_name(request.title or request.sources[0].resolve().stem)
    digest = _digest_of(request, title, is_decided_elsewhere=decide is not None)
    earlier = resume(dossier_path, digest, request.target, user=request.user, clock=clock)
    if earlier is not None:
        session = earlier
    else:
        session = create_dossier(dossier_path, title, request.basis, user=request.user, clock=clock)
    try:
        note_request(session, digest)
        intake = yield from _take_in(session, request, sources, is_resumed=earlier is not None)
        if not session.file.items(LIST_ENTRY):
            add_entries(session, request.entries)
        detection = yield from detect_documents(session)
        if decide is not None:
            yield from decide(session)
        if request.settings is not None:
            change_publication_settings(session, request.settings)
        _decide_scope(session)
        _confirm(session, request)
        evened = even_out_persons(session, request.kinds, request.min_score, request.ground_codes)
        yield from redact_everywhere(session, RedactionOrigin.BATCH)
        profile = dataclasses.replace(request.profile, hold_back_unready=True)
        export = yield from export_package(session, request.target, profile)
    finally:
        session.file.close()
    return BatchReport(dossier_path, intake, detection, export, earlier is not None, evened)


def _take_in(
    session: Session, request: BatchRequest, sources: Sequence[Path], *, is_resumed: bool
) -> Flow[IntakeReport]:
    """Intake, and reading of the scans; the counts are those of the dossier as a whole."""
    reads_now = request.reads_scans and not is_resumed
    intake = yield from add_files(session, sources, request.sources, reads_scans=reads_now)
    if not is_resumed:
        return intake
    recognition = RecognitionReport()
    if request.reads_scans:
        recognition = yield from recognise_documents(session)
    documents = session.file.documents()
    return dataclasses.replace(
        intake,
        problems=sum(document.problem is not None for document in documents),
        duplicates=sum(document.duplicate_of is not None for document in documents),
        warnings=sum(bool(document.warnings) for document in documents),
        recognition=recognition,
    )


def _digest_of(request: BatchRequest, title: str, *, is_decided_elsewhere: bool) -> bytes:
    """What makes a run the same; decisions from elsewhere could be made twice, so never then."""
    places = [str(path.resolve()) for path in request.sources]
    bare = dataclasses.replace(request, sources=(), target=Path())
    return digest_of(bare, places, title, new_id() if is_decided_elsewhere else "")


def dossier_path_of(target: Path) -> Path:
    """Where a batch run puts the dossier."""
    return target / package.INTERNAL / DOSSIER


def _place_for_dossier(target: Path) -> Path:
    path = dossier_path_of(target)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.exists()
    except OSError:
        raise UsageError("target_unwritable", name=clean_name(str(target))) from None
    return path


def _decide_scope(session: Session) -> None:
    """Copies are duplicates, containers are left out; what else could be opened is in scope."""
    undecided = [state for state in session.file.states() if state.decision is None]
    decide_scope(
        session,
        _ids(state for state in undecided if state.document.duplicate_of),
        ScopeOutcome.DUPLICATE,
        ScopeReason.DUPLICATE,
    )
    undecided = [state for state in undecided if not state.document.duplicate_of]
    decide_scope(
        session,
        _ids(s for s in undecided if s.document.source_type.is_container),
        ScopeOutcome.OUT_OF_SCOPE,
        ScopeReason.CONTAINER,
    )
    undecided = [state for state in undecided if not state.document.source_type.is_container]
    decide_scope(
        session,
        _ids(state for state in undecided if not state.document.problem),
        ScopeOutcome.IN_SCOPE,
    )


def _confirm(session: Session, request: BatchRequest) -> None:
    """Redact every open proposal and question from the score up; keep kinds not asked for.

    WHY some documents at a time, as one step: the findings of ten thousand pages are no list that
    has to be in memory.
    """
    states = session.file.states()
    step: int | None = None
    for findings in _in_batches(states, request.min_score):
        wanted = [f for f in findings if not request.kinds or f.entity_type in request.kinds]
        if wanted:
            with session.step("confirm_findings", join=step) as tx:
                put_confirmed(session, tx, wanted, request.ground_codes, RedactionOrigin.BATCH)
            step = tx.step
    if request.kinds:
        left = (f for findings in _in_batches(states, request.min_score) for f in findings)
        keep_findings(session, [f for f in left if f.entity_type not in request.kinds])


def _in_batches(states: Iterable[DocumentState], min_score: float) -> Iterator[list[Finding]]:
    """The open findings of documents in scope, some hundreds at a time."""
    batch: list[Finding] = []
    for state in states:
        if state.decision is not None and state.decision.outcome is ScopeOutcome.IN_SCOPE:
            batch += _open_findings(state, min_score)
        if len(batch) >= _AT_ONCE:
            yield batch
            batch = []
    yield batch


def _open_findings(state: DocumentState, min_score: float) -> Sequence[Finding]:
    return [
        finding
        for finding in state.findings
        if state.is_open(finding) and finding.score >= min_score
    ]


def _ids(states: Iterable[DocumentState]) -> list[DocumentId]:
    return [state.document.id for state in states]
