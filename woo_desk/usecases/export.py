"""Export: redact, verify, bundle, list, verify again; a package appears whole or not at all."""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
from pathlib import Path

from woo_desk.domain.export import (
    ExportProfile,
    ExportResult,
    PublishedFile,
    Residue,
)
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.inventory import PublicText
from woo_desk.errors import ResidueFound, UsageError
from woo_desk.publication import package
from woo_desk.usecases.checks_of_package import keep_residues
from woo_desk.usecases.export_books import Books, words_to_clean
from woo_desk.usecases.export_documents import Documents
from woo_desk.usecases.export_internal import DOSSIER, REFUSED, write_internal
from woo_desk.usecases.export_jobs import expect, single
from woo_desk.usecases.export_kept import titles_key
from woo_desk.usecases.export_plan import ExportNotReady, ExportPlan, read_plan
from woo_desk.usecases.export_proof import Proof
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage, in_steps
from woo_desk.usecases.leftovers import clear_abandoned, own_mark
from woo_desk.usecases.lists import lists_of
from woo_desk.usecases.policies import policy_of
from woo_desk.usecases.requests import (
    CleanTitlesRequest,
    CleanTitlesResult,
)
from woo_desk.usecases.requests_publication import CopyDossierRequest, CopyDossierResult
from woo_desk.usecases.session import Session
from woo_desk.usecases.spoken import spoken_of
from woo_desk.usecases.unsaid import without_words

SAFER_ROUNDS = 2
"""How often what did not come well is written a safer way: lines as they are, then a picture."""


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
    plan = yield from in_steps("plan", read_plan(session, profile))
    Books(session, plan, profile, target).refuse_early()
    clear_abandoned(target, package.UNFINISHED)
    staging = package.stage(target, own_mark())
    try:
        run = _Export(session, plan, profile, staging)
        yield run.clean_titles()
        run.tell_documents()
        yield run.documents.take_over()
        yield run.documents.search_words()
        yield run.documents.redact()
        yield run.documents.verify()
        for _ in range(SAFER_ROUNDS):
            yield run.documents.redact_again()
            yield run.documents.verify()
        package.clear_broken_off(staging / package.PUBLIC, run.documents.files.values())
        run.documents.hold_back_leaks()
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
        yield proof.verify_folder()
        run.refuse_residue(target)
        result = run.result()
        internal = staging / package.INTERNAL
        write_internal(plan.states, result, internal, run.documents.fallbacks)
        if not lies_in(session, target):
            yield _copy_of(session, internal / DOSSIER)
        package.move_into_place(staging, target)
        with session.file.derive() as tx:
            tx.put_export(result, by=session.user, at=session.clock.now())
        keep_residues(session, result.step, [r for t in result.troubles for r in t.residues])
        run.documents.kept.finish()
    except OSError:
        raise UsageError("target_unwritable", name=str(target)) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return result


def lies_in(session: Session, target: Path) -> bool:
    """Whether the dossier itself already lies in the target (a batch run)."""
    return session.file.path.resolve() == (target / package.INTERNAL / DOSSIER).resolve()


def _copy_of(session: Session, target: Path) -> Stage:
    """A copy of the dossier; by a worker, because one of thousands of pages takes seconds."""
    request = CopyDossierRequest(str(session.file.path), str(target))

    def record(_job: Job, outcome: Outcome) -> None:
        expect(outcome, CopyDossierResult)

    pages = sum(document.page_count for document in session.file.documents())
    return single("copy_dossier", "copy_dossier", request, pages, record)


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
        self._cleaned: dict[str, str] = {}
        self._spoken: dict[DocumentId, PublicText] = {}
        self._texts: dict[DocumentId, PublicText] = {}
        self.documents = Documents(session, plan, profile, self._public)
        self._books = Books(session, plan, profile, self._public)
        self.proof = Proof(session, plan, profile, self._public)

    # Stages, in order ---------------------------------------------------------------------------

    def clean_titles(self) -> Stage:
        """Words about a document go into metadata, bookmarks and lists: no name may stand there."""
        self._spoken = {s.document.id: spoken_of(self._session, s) for s in self._plan.states}
        words = [*words_to_clean(self._session), *self._books.letter_words()]
        words += [word for said in self._spoken.values() for word in dataclasses.astuple(said)]
        policy, known = policy_of(self._session), self._session.file.persons()
        lists = lists_of(self._session).entries
        kept, key = self.documents.kept, titles_key(policy, known, lists)
        self._cleaned = kept.titles(key)
        unclean = tuple(word for word in dict.fromkeys(words) if word not in self._cleaned)

        def record(_job: Job, outcome: Outcome) -> None:
            cleaned = expect(outcome, CleanTitlesResult).texts
            self._cleaned |= zip(unclean, cleaned, strict=True)
            now = {word: self._cleaned[word] for word in words}
            kept.keep_titles(key, now)

        request = CleanTitlesRequest(unclean, policy, known, lists)
        stage = single("clean_titles", "clean_titles", request, 0, record)
        return stage if unclean else dataclasses.replace(stage, jobs=(), total=0)

    def tell_documents(self) -> None:
        """What may be said of each document is known now: nothing that is redacted anywhere."""
        self._cleaned = without_words(self._cleaned, self._plan.terms)
        self._texts = {
            document_id: PublicText(*(self._cleaned[word] for word in dataclasses.astuple(said)))
            for document_id, said in self._spoken.items()
        }
        self.documents.tell(self._texts)

    def settle_unchecked(self) -> None:
        """What could not be checked by machine goes out only when a person has looked at it.

        Raises:
            ExportNotReady: nobody has, and the profile does not hold such documents back.
        """
        documents = self.documents
        try:
            waiting = self.proof.settle(documents.written(), documents.checked)
        except ExportNotReady as error:
            troubles = tuple(documents.troubles.values())
            raise ExportNotReady(error.blockers, troubles=troubles) from None
        for document_id in waiting:
            documents.drop(document_id)
        if self._profile.acknowledge:  # a decision of now is part of what goes out
            step = self._session.file.undo_status().step
            self._plan = dataclasses.replace(self._plan, step=step)

    def certify(self) -> Stage:
        """Tell what was checked of every PDF, and of the lists."""
        title = self._cleaned[self._session.dossier.title]
        documents = sorted(self.documents.checked.values(), key=lambda each: each.file_name)
        checked = (*documents, *self._books.verifications)
        return self.proof.certify(checked, title)

    def open_books(self) -> Books:
        """Settle which document has which pages; what is written about them comes next."""
        self._books.prepare(
            self.documents.files,
            frozenset(self.documents.held_back),
            self.documents.checked,
            self._texts,
            self._cleaned.__getitem__,
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

    # Results ------------------------------------------------------------------------------------

    def refuse_residue(self, target: Path) -> None:
        """Stop when anything survived; the report is kept for the user, the package is not."""
        result = self.result()
        if any(verification.has_leak for verification in result.verifications):
            folder = target / package.INTERNAL / REFUSED
            keep_residues(self._session, self._plan.step, result.residues)
            with contextlib.suppress(OSError):  # what was found is told in any case
                write_internal(self._plan.states, result, folder, self.documents.fallbacks)
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
                if state.document.id in self.documents.held_back
            ),
            verifications=(
                *self.documents.checked.values(),
                *self._books.verifications,
                *self.proof.verifications,
                *self.proof.lists,
            ),
            troubles=tuple(
                self.documents.troubles[state.document.id]
                for state in self._plan.states
                if state.document.id in self.documents.troubles
            ),
        )

    def _published_files(self) -> tuple[PublishedFile, ...]:
        documents = (self.documents.files[state.document.id] for state in self.documents.written())
        return (*documents, *self._books.files, *self.proof.files)
