"""Export: redact, verify, bundle, list, verify again; a package appears whole or not at all."""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from woo_desk.domain.document import Document
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import (
    BundlePart,
    ExportProfile,
    ExportResult,
    PublishedFile,
    Residue,
    Verification,
)
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.inventory import InventoryEntry, PublicText, build_inventory, spoken_text
from woo_desk.errors import ResidueFound, UsageError
from woo_desk.publication import package
from woo_desk.usecases.export_internal import DOSSIER, REFUSED, write_internal
from woo_desk.usecases.export_plan import ExportPlan, marks_of, plan_export
from woo_desk.usecases.failures import NO_ROOM, log_defect, task_error
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.leftovers import clear_abandoned, own_mark
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests import (
    BundleItem,
    BundleRequest,
    BundleResult,
    CleanTitlesRequest,
    CleanTitlesResult,
    InventoryRequest,
    InventoryResult,
    RedactRequest,
    RedactResult,
    VerifyFolderRequest,
    VerifyFolderResult,
    VerifyRequest,
    VerifyResult,
)
from woo_desk.usecases.session import Session

BASE_LIMIT_S = 120.0
PAGE_LIMIT_S = 30.0
"""Time limits for redacting, verifying and bundling: the base, and so much for each page."""

R = TypeVar("R")


class ExportResidue(ResidueFound):
    """The verifier found something; nothing was delivered.

    Attributes:
        residues: where; never what.
    """

    def __init__(self, residues: tuple[Residue, ...]) -> None:
        super().__init__("residue_found", count=len(residues))
        self.residues = residues


def export_package(session: Session, target: Path, profile: ExportProfile) -> Flow[ExportResult]:
    """Write `target/publicatie` and `target/intern`.

    Raises:
        ExportNotReady: something blocks the export; nothing is written.
        ExportResidue: the verifier found something; the report lies in `target/intern/geweigerd`,
            and `target/publicatie` is as it was before.
        UsageError: the target cannot be written to, or holds what no export made.
        WorkerDied: a document could not be written; nothing is delivered.
    """
    plan = plan_export(session, profile)
    clear_abandoned(target, package.UNFINISHED)
    staging = package.stage(target, own_mark())
    try:
        run = _Export(session, plan, profile, staging)
        yield run.clean_titles()
        yield run.redact()
        yield run.verify()
        run.refuse_residue(target)
        yield run.bundle()
        yield run.verify_bundle()
        yield run.write_inventory()
        run.write_manifest()
        yield run.verify_folder()
        run.refuse_residue(target)
        result = run.result()
        internal = staging / package.INTERNAL
        write_internal(plan.states, result, internal, run.fallbacks)
        if not lies_in(session, target):
            session.file.copy_to(internal / DOSSIER)
        package.move_into_place(staging, target)
        with session.file.derive() as tx:
            tx.put_export(result, by=session.user, at=session.clock.now())
    except OSError:
        raise UsageError("target_unwritable", name=str(target)) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return result


def lies_in(session: Session, target: Path) -> bool:
    """Whether the dossier itself already lies in the target (a batch run)."""
    return session.file.path.resolve() == (target / package.INTERNAL / DOSSIER).resolve()


class _Export:
    """One run: makes the jobs of each stage and takes in what they delivered."""

    def __init__(
        self, session: Session, plan: ExportPlan, profile: ExportProfile, staging: Path
    ) -> None:
        self._session = session
        self._plan = plan
        self._profile = profile
        self._staging = staging
        self._public = staging / package.PUBLIC
        self._numbers = {s.document.id: s.document.printed_number for s in plan.published}
        self._held_back = set(plan.held_back)
        self._held_back_now: set[DocumentId] = set()
        self._dossier_title = ""
        self._texts: dict[DocumentId, PublicText] = {}
        self._files: dict[DocumentId, PublishedFile] = {}
        self._lists: tuple[PublishedFile, ...] = ()
        self._bundle: tuple[PublishedFile, ...] = ()
        self._parts: tuple[BundlePart, ...] = ()
        self._verifications: list[Verification] = []
        self.fallbacks: dict[DocumentId, tuple[str, ...]] = {}

    # Stages, in order ---------------------------------------------------------------------------

    def clean_titles(self) -> Stage:
        """Words about a document go into metadata, bookmarks and lists: no name may stand there."""
        spoken = {state.document.id: spoken_text(state) for state in self._plan.states}
        dossier = self._session.dossier
        words = [dossier.title]
        words += [word for said in spoken.values() for word in dataclasses.astuple(said)]
        unclean = tuple(dict.fromkeys(words))
        request = CleanTitlesRequest(
            texts=unclean,
            policy=load_policy(dossier.basis),
            known=self._session.file.persons(),
        )

        def record(_job: Job, outcome: Outcome) -> None:
            cleaned = dict(zip(unclean, _expect(outcome, CleanTitlesResult).texts, strict=True))
            self._dossier_title = cleaned[dossier.title]
            self._texts = {
                document_id: PublicText(*(cleaned[word] for word in dataclasses.astuple(said)))
                for document_id, said in spoken.items()
            }

        return _single("clean_titles", "clean_titles", request, 0, record)

    def redact(self) -> Stage:
        """Write the redacted PDF of each published document."""
        package.documents_folder(self._public).mkdir(parents=True, exist_ok=True)

        def jobs() -> Iterator[Job]:
            for state in self._plan.published:
                request = RedactRequest(
                    dossier_path=str(self._session.file.path),
                    prepared_sha256=state.document.prepared_sha256,
                    marks=marks_of(state.redactions),
                    terms=(),
                    style=self._profile.box_style,
                    title=self._texts[state.document.id].title,
                    output_path=str(self._path(state.document)),
                )
                yield _job("redact", request, state.document)

        return Stage("redact", jobs(), len(self._plan.published), self._record_redacted)

    def verify(self) -> Stage:
        """Re-read each redacted PDF with other readers, beside its prepared PDF."""
        written = self._written()

        def jobs() -> Iterator[Job]:
            for state in written:
                request = VerifyRequest(
                    path=str(self._path(state.document)),
                    file_name=package.document_path(state.document.printed_number),
                    marks=marks_of(state.redactions),
                    terms=self._plan.terms,
                    dossier_path=str(self._session.file.path),
                    original_sha256=state.document.prepared_sha256,
                )
                yield _job("verify", request, state.document)

        return Stage("verify", jobs(), len(written), self._record_checked)

    def bundle(self) -> Stage:
        """Join the redacted documents."""
        items = tuple(
            BundleItem(
                path=str(self._path(state.document)),
                document_id=state.document.id,
                printed_number=state.document.printed_number,
                title=self._texts[state.document.id].title,
            )
            for state in self._written()
        )
        request = BundleRequest(items, self._dossier_title, str(self._public / package.BUNDLE))

        def record(_job: Job, outcome: Outcome) -> None:
            result = _expect(outcome, BundleResult)
            self._parts = result.parts
            self._bundle = (
                PublishedFile(package.BUNDLE, result.sha256, result.bytes, result.pages),
            )

        if not items:  # every document is out of scope, refused or already public
            return Stage("bundle", (), 0, record)
        return _single("bundle", "bundle", request, self._page_count(), record)

    def verify_bundle(self) -> Stage:
        """The bundle was written anew, so it is checked anew."""
        if not self._bundle:
            return Stage("verify_bundle", (), 0, self._record_verification)
        request = VerifyRequest(
            path=str(self._public / package.BUNDLE),
            file_name=package.BUNDLE,
            marks=None,
            terms=self._plan.terms,
        )
        return _single(
            "verify_bundle", "verify", request, self._page_count(), self._record_verification
        )

    def write_inventory(self) -> Stage:
        """Inventory list as xlsx and csv, from the same decisions as the files."""
        request = InventoryRequest(
            entries=self._entries(),
            dossier_title=self._dossier_title,
            xlsx_path=str(self._public / package.INVENTORY_XLSX),
            csv_path=str(self._public / package.INVENTORY_CSV),
        )

        def record(_job: Job, outcome: Outcome) -> None:
            written = _expect(outcome, InventoryResult).files
            self._lists = tuple(
                dataclasses.replace(file, path=Path(file.path).name) for file in written
            )

        return _single("inventory", "inventory", request, 0, record)

    def write_manifest(self) -> None:
        """List every file with its digest; the last thing that is written."""
        package.write_manifest(
            self._public,
            self._published_files(),
            parts=self._parts,
            made_at=self._session.clock.now(),
            title=self._dossier_title,
        )

    def verify_folder(self) -> Stage:
        """Names of files, cells, JSON values; and no source among the files."""
        request = VerifyFolderRequest(str(self._public), self._plan.terms, self._plan.sources)

        def record(_job: Job, outcome: Outcome) -> None:
            self._verifications.extend(_expect(outcome, VerifyFolderResult).verifications)

        return _single("verify_folder", "verify_folder", request, 0, record)

    # Results ------------------------------------------------------------------------------------

    def refuse_residue(self, target: Path) -> None:
        """Stop when anything survived; the report is kept for the user, the package is not."""
        result = self.result()
        if any(verification.has_leak for verification in self._verifications):
            folder = target / package.INTERNAL / REFUSED
            with contextlib.suppress(OSError):  # what was found is told in any case
                write_internal(self._plan.states, result, folder, self.fallbacks)
            raise ExportResidue(result.residues)

    def result(self) -> ExportResult:
        """What was made and checked so far."""
        return ExportResult(
            step=self._plan.step,
            files=self._published_files(),
            parts=self._parts,
            held_back=tuple(
                state.document.id
                for state in self._plan.states
                if state.document.id in self._held_back
            ),
            verifications=tuple(self._verifications),
        )

    def _record_redacted(self, job: Job, outcome: Outcome) -> None:
        document_id = DocumentId(job.subject)
        if self._holds_back(document_id, outcome):
            return
        result = _expect(outcome, RedactResult)
        number = self._numbers[document_id]
        self._files[document_id] = PublishedFile(
            package.document_path(number), result.sha256, result.bytes, result.pages
        )
        if result.fallbacks:
            self.fallbacks[document_id] = result.fallbacks

    def _holds_back(self, document_id: DocumentId, outcome: Outcome) -> bool:
        """Whether a job that failed costs only its document: one does not stop the other 999."""
        if not (isinstance(outcome, Failed) and self._profile.hold_back_unready):
            return False
        is_last = len(self._plan.published) == len(self._held_back_now) + 1
        if outcome.key == NO_ROOM or is_last:  # nothing would be left to publish
            return False
        log_defect(outcome)
        self._held_back_now.add(document_id)
        self._held_back.add(document_id)
        return True

    def _written(self) -> list[DocumentState]:
        """The documents that have a redacted file, in order of number."""
        return [state for state in self._plan.published if state.document.id in self._files]

    def _record_checked(self, job: Job, outcome: Outcome) -> None:
        document_id = DocumentId(job.subject)
        if self._holds_back(document_id, outcome):  # what could not be checked does not go out
            file = self._files.pop(document_id)
            (self._public / file.path).unlink()
            return
        self._record_verification(job, outcome)

    def _record_verification(self, _job: Job, outcome: Outcome) -> None:
        self._verifications.append(_expect(outcome, VerifyResult).verification)

    def _entries(self) -> tuple[InventoryEntry, ...]:
        return build_inventory(
            self._plan.states,
            texts=self._texts,
            files=self._files,
            parts={part.document_id: part for part in self._parts},
            held_back=frozenset(self._held_back),
            grounds=load_grounds(),
            list_out_of_scope=self._profile.list_out_of_scope,
        )

    def _published_files(self) -> tuple[PublishedFile, ...]:
        documents = (self._files[state.document.id] for state in self._written())
        return (*documents, *self._bundle, *self._lists)

    def _path(self, document: Document) -> Path:
        return self._public / package.document_path(document.printed_number)

    def _page_count(self) -> int:
        return sum(state.document.page_count for state in self._written())


def _job(task: str, request: object, document: Document) -> Job:
    limit = BASE_LIMIT_S + PAGE_LIMIT_S * document.page_count
    return Job(task, request, limit, document.id)


def _single(
    key: str, task: str, request: object, pages: int, record: Callable[[Job, Outcome], None]
) -> Stage:
    return Stage(key, (Job(task, request, BASE_LIMIT_S + PAGE_LIMIT_S * pages),), 1, record)


def _expect(outcome: Outcome, kind: type[R]) -> R:
    """The result of a job that must succeed for the package to exist."""
    if isinstance(outcome, Failed):
        raise task_error(outcome)
    if not isinstance(outcome.result, kind):
        msg = f"expected {kind.__name__}"
        raise TypeError(msg)
    return outcome.result
