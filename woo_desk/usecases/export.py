"""Export: redact, verify, bundle, list, verify again; a package appears whole or not at all."""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

from woo_desk.domain.document import Document
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import (
    ExportProfile,
    ExportResult,
    PublishedFile,
    Residue,
    Verification,
)
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.inventory import PublicText, spoken_text
from woo_desk.errors import ResidueFound, UsageError
from woo_desk.publication import package
from woo_desk.usecases.export_books import Books, words_to_clean
from woo_desk.usecases.export_internal import DOSSIER, REFUSED, write_internal
from woo_desk.usecases.export_jobs import expect, single, sized_job
from woo_desk.usecases.export_marks import check_of, marks_of
from woo_desk.usecases.export_plan import ExportPlan, plan_export
from woo_desk.usecases.export_proof import Proof
from woo_desk.usecases.failures import NO_ROOM, log_defect
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.leftovers import clear_abandoned, own_mark
from woo_desk.usecases.lists import lists_of
from woo_desk.usecases.policies import policy_of
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests import (
    CleanTitlesRequest,
    CleanTitlesResult,
    RedactRequest,
    RedactResult,
    VerifyFolderRequest,
    VerifyFolderResult,
    VerifyResult,
)
from woo_desk.usecases.session import Session


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
        NotReady: a published document was changed, and nobody said why.
        PublicationRefused: a receiver would not take a chosen format.
        ExportResidue: the verifier found something; the report lies in `target/intern/geweigerd`,
            and `target/publicatie` is as it was before.
        UsageError: the target cannot be written to, or holds what no export made.
        WorkerDied: a document could not be written; nothing is delivered.
    """
    plan = plan_export(session, profile)
    Books(session, plan, profile, target).refuse_early()
    clear_abandoned(target, package.UNFINISHED)
    staging = package.stage(target, own_mark())
    try:
        run = _Export(session, plan, profile, staging)
        yield run.clean_titles()
        yield run.redact()
        yield run.verify()
        run.refuse_residue(target)
        run.settle_unchecked()
        books = run.open_books()
        yield books.inventory()
        yield books.bundle()
        yield books.verify()
        run.refuse_residue(target)
        yield books.records()
        proof = run.proof
        yield proof.verify_lists()
        yield run.certify()
        yield proof.verify_certificate()
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
        self._cleaned: dict[str, str] = {}
        self._texts: dict[DocumentId, PublicText] = {}
        self._files: dict[DocumentId, PublishedFile] = {}
        self._books = Books(session, plan, profile, self._public)
        self._checked: dict[DocumentId, Verification] = {}
        self._verifications: list[Verification] = []
        self.proof = Proof(session, plan, profile, self._public)
        self._redacted: dict[DocumentId, RedactResult] = {}
        self.fallbacks: dict[DocumentId, tuple[str, ...]] = {}

    # Stages, in order ---------------------------------------------------------------------------

    def clean_titles(self) -> Stage:
        """Words about a document go into metadata, bookmarks and lists: no name may stand there."""
        spoken = {state.document.id: spoken_text(state) for state in self._plan.states}
        words = list(words_to_clean(self._session))
        words += [word for said in spoken.values() for word in dataclasses.astuple(said)]
        unclean = tuple(dict.fromkeys(words))
        request = CleanTitlesRequest(
            texts=unclean,
            policy=policy_of(self._session),
            known=self._session.file.persons(),
            lists=lists_of(self._session).entries,
        )

        def record(_job: Job, outcome: Outcome) -> None:
            cleaned = expect(outcome, CleanTitlesResult).texts
            self._cleaned = dict(zip(unclean, cleaned, strict=True))
            self._texts = {
                document_id: PublicText(
                    *(self._cleaned[word] for word in dataclasses.astuple(said))
                )
                for document_id, said in spoken.items()
            }

        return single("clean_titles", "clean_titles", request, 0, record)

    def redact(self) -> Stage:
        """Write the redacted PDF of each published document."""
        package.documents_folder(self._public).mkdir(parents=True, exist_ok=True)

        def jobs() -> Iterator[Job]:
            for state in self._plan.published:
                request = RedactRequest(
                    dossier_path=str(self._session.file.path),
                    prepared_sha256=state.document.prepared_sha256,
                    marks=marks_of(state, self._profile),
                    terms=(),
                    style=self._profile.box_style,
                    title=self._texts[state.document.id].title,
                    output_path=str(self._path(state.document)),
                )
                yield sized_job("redact", request, state.document.page_count, state.document.id)

        return Stage("redact", jobs(), len(self._plan.published), self._record_redacted)

    def verify(self) -> Stage:
        """Re-read each redacted PDF with other readers, beside its prepared PDF."""
        written = self._written()

        def jobs() -> Iterator[Job]:
            for state in written:
                request = check_of(
                    state,
                    self._redacted[state.document.id],
                    path=str(self._path(state.document)),
                    dossier_path=str(self._session.file.path),
                    terms=self._plan.terms,
                    profile=self._profile,
                )
                yield sized_job("verify", request, state.document.page_count, state.document.id)

        return Stage("verify", jobs(), len(written), self._record_checked)

    def settle_unchecked(self) -> None:
        """What could not be checked by machine goes out only when a person has looked at it.

        Raises:
            ExportNotReady: nobody has, and the profile does not hold such documents back.
        """
        for document_id in self.proof.settle(self._written(), self._checked):
            self._drop(document_id)
        if self._profile.acknowledge:  # a decision of now is part of what goes out
            step = self._session.file.undo_status().step
            self._plan = dataclasses.replace(self._plan, step=step)

    def certify(self) -> Stage:
        """Tell what was checked of every PDF, and of the lists."""
        title = self._cleaned[self._session.dossier.title]
        documents = sorted(self._checked.values(), key=lambda each: each.file_name)
        checked = (*documents, *self._books.verifications)
        return self.proof.certify(checked, title)

    def open_books(self) -> Books:
        """Settle which document has which pages; what is written about them comes next."""
        self._books.prepare(
            self._files, frozenset(self._held_back), self._texts, self._cleaned.__getitem__
        )
        return self._books

    def write_manifest(self) -> None:
        """List every file with its digest; the last thing that is written."""
        package.write_manifest(
            self._public,
            self._published_files(),
            parts=self._books.parts,
            made_at=self._session.clock.now(),
            title=self._cleaned[self._session.dossier.title],
        )

    def verify_folder(self) -> Stage:
        """Names of files, cells, JSON values; and no source among the files."""
        request = VerifyFolderRequest(str(self._public), self._plan.terms, self._plan.sources)

        def record(_job: Job, outcome: Outcome) -> None:
            self._verifications.extend(expect(outcome, VerifyFolderResult).verifications)

        return single("verify_folder", "verify_folder", request, 0, record)

    # Results ------------------------------------------------------------------------------------

    def refuse_residue(self, target: Path) -> None:
        """Stop when anything survived; the report is kept for the user, the package is not."""
        result = self.result()
        if any(verification.has_leak for verification in result.verifications):
            folder = target / package.INTERNAL / REFUSED
            with contextlib.suppress(OSError):  # what was found is told in any case
                write_internal(self._plan.states, result, folder, self.fallbacks)
            raise ExportResidue(result.residues)

    def result(self) -> ExportResult:
        """What was made and checked so far."""
        return ExportResult(
            step=self._plan.step,
            files=self._published_files(),
            parts=self._books.parts,
            held_back=tuple(
                state.document.id
                for state in self._plan.states
                if state.document.id in self._held_back
            ),
            verifications=(
                *self._checked.values(),
                *self._books.verifications,
                *self.proof.verifications,
                *self._verifications,
            ),
        )

    def _record_redacted(self, job: Job, outcome: Outcome) -> None:
        document_id = DocumentId(job.subject)
        if self._holds_back(document_id, outcome):
            return
        result = expect(outcome, RedactResult)
        self._redacted[document_id] = result
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
            self._drop(document_id)
            return
        self._checked[document_id] = expect(outcome, VerifyResult).verification

    def _drop(self, document_id: DocumentId) -> None:
        """Take a document that was written out of the package again."""
        file = self._files.pop(document_id)
        (self._public / file.path).unlink()
        self._checked.pop(document_id, None)
        self._held_back.add(document_id)

    def _published_files(self) -> tuple[PublishedFile, ...]:
        documents = (self._files[state.document.id] for state in self._written())
        return (*documents, *self._books.files, *self.proof.files)

    def _path(self, document: Document) -> Path:
        return self._public / package.document_path(document.printed_number)
