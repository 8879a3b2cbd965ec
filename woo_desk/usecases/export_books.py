"""What an export makes of its redacted documents: inventory, bundle, and what machines read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from woo_desk.domain.bundle_plan import plan_parts
from woo_desk.domain.export import (
    BundlePart,
    ExportProfile,
    Format,
    PartKind,
    PublishedFile,
    Verification,
)
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.inventory import InventoryEntry, PublicText, build_inventory
from woo_desk.domain.letters import Letter
from woo_desk.domain.publication import settings_under
from woo_desk.domain.table import Table
from woo_desk.domain.verify_part import Copied
from woo_desk.errors import NotReady
from woo_desk.publication import package
from woo_desk.publication.facts import Facts, Problem, Volume
from woo_desk.publication.format_checks import check_formats
from woo_desk.usecases.export_contents import (
    bundle_item,
    candidates,
    change_lines,
    cover_of,
    limits_of,
    refuse_unexplained,
)
from woo_desk.usecases.export_jobs import expect, single, sized_job
from woo_desk.usecases.export_kept import is_sure
from woo_desk.usecases.export_plan import ExportPlan
from woo_desk.usecases.flow import Job, Outcome, Stage
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.letter_material import Case, words_of
from woo_desk.usecases.letters import (
    case_of,
    letter_facts,
    public_kinds,
    public_letters,
    public_table,
    refuse_gaps,
)
from woo_desk.usecases.publication import publication_settings, publications, withdrawn
from woo_desk.usecases.requests import VerifyRequest, VerifyResult
from woo_desk.usecases.requests_publication import (
    BundleRequest,
    BundleResult,
    InventoryRequest,
    InventoryResult,
    RecordsRequest,
    RecordsResult,
)
from woo_desk.usecases.session import Session
from woo_desk.usecases.spoken import spoken_of
from woo_desk.usecases.third_parties import suspended
from woo_desk.usecases.verify_parts import CheckedInParts, ToCheck

Said = Callable[[str], str]
"""Gives words back as they may be published; KeyError for words that detection has not seen."""


class PublicationRefused(NotReady):
    """A chosen format would not be taken by its receiver.

    Attributes:
        problems: what is wrong, with the places.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("publication_refused", count=len(problems))
        self.problems = problems


def words_to_clean(session: Session) -> tuple[str, ...]:
    """Words of the dossier as a whole that a package tells, still to go through detection."""
    settings, dossier = publication_settings(session), session.dossier
    notes = (line.note for line in change_lines(session, {}, lambda words: words))
    belongs_to = letter_facts(session).belongs_to
    words = (dossier.title, dossier.organisation, settings.summary, settings.request_text)
    return (*words, belongs_to, *notes)


class Books:
    """Makes the jobs for what is written about the documents, and takes in what they delivered.

    Attributes:
        files: what was written, by paths in the package.
        parts: of the bundle.
        verifications: of the PDFs among the files.
    """

    def __init__(
        self, session: Session, plan: ExportPlan, profile: ExportProfile, public: Path
    ) -> None:
        self.files: tuple[PublishedFile, ...] = ()
        self.parts: tuple[BundlePart, ...] = ()
        self.verifications: list[Verification] = []
        self._session = session
        self._plan = plan
        self._profile = profile
        self._public = public
        self._case: Case | None = None
        self._volumes: list[Volume] = []
        self._rows: dict[bool, tuple[InventoryEntry, ...]] = {}
        self._said: Said
        self._texts: Mapping[DocumentId, PublicText]
        self._files: Mapping[DocumentId, PublishedFile]
        self._held_back: frozenset[DocumentId]
        self._checked: Mapping[DocumentId, Verification] = {}

    def refuse_early(self) -> None:
        """Refuse what is wrong whatever the documents will look like, before the long work.

        Raises:
            PublicationRefused: a receiver would not take what was chosen.
            NotReady: "letter_incomplete": a letter still lacks words.
        """
        self._refuse(self.early_problems())
        refuse_gaps(self.early_letters())

    def early_problems(self) -> tuple[Problem, ...]:
        """What the receivers would refuse, as far as the decisions tell."""
        return check_formats(self._early_facts(), self._profile.formats, with_files=False)

    def early_letters(self) -> tuple[Letter, ...]:
        """The letters that were asked for, with words that detection has not seen; never written.

        Raises:
            UsageError: a template cannot be used.
        """
        formats = self._profile.formats
        if not public_kinds(self._session.dossier.basis, formats):
            return ()
        entries = self._early_facts().entries
        case = case_of(self._session, self._plan.states, self._plan.published)
        return public_letters(case, entries, self._said, formats)

    def _early_facts(self) -> Facts:
        states = self._plan.states
        self._said = lambda words: words
        self._texts = {state.document.id: spoken_of(self._session, state) for state in states}
        self._files, self._held_back = {}, self._plan.held_back
        self._rows.clear()
        return self._facts()

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        if problems:
            raise PublicationRefused(problems)

    def letter_words(self) -> tuple[str, ...]:
        """Words of the letters that were asked for, still to go through detection."""
        if not public_kinds(self._session.dossier.basis, self._profile.formats):
            return ()
        self._case = case_of(self._session, self._plan.states, self._plan.published)
        return words_of(self._case)

    def prepare(
        self,
        files: Mapping[DocumentId, PublishedFile],
        held_back: frozenset[DocumentId],
        checked: Mapping[DocumentId, Verification],
        texts: Mapping[DocumentId, PublicText],
        said: Said,
    ) -> None:
        """Take in what was redacted, and settle which pages each document has.

        Args:
            files: of the documents that have one, by paths in the package.
            held_back: documents that were not ready.
            checked: what the verifier said of the files.
            texts: what is told of each document.
            said: gives words of the dossier as they may be published.

        Raises:
            NotReady: a document that went out is another one now, and nobody said why.
            PublicationRefused: a receiver would not take what was chosen.
        """
        refuse_unexplained(self._session, files)
        self._said, self._texts = said, texts
        self._files, self._held_back, self._checked = files, held_back, checked
        found = publications(self._session)
        earlier = tuple(published.part for published in found[-1].parts) if found else ()
        states = self._plan.states
        chosen = candidates(states, files, self._profile.duplicates)
        self.parts = plan_parts(chosen, earlier, limits_of(self._profile))
        self._rows.clear()
        self._refuse(check_formats(self._facts(), self._profile.formats))

    # Stages, in order ---------------------------------------------------------------------------

    def inventory(self) -> Stage:
        """The inventory list in the chosen formats, from the same decisions as the files."""
        request = InventoryRequest(
            entries=self._entries(list_out_of_scope=self._profile.list_out_of_scope),
            changes=self._facts().changes,
            dossier_title=self._title,
            folder=str(self._public),
            formats=self._profile.formats,
            register_apart=self._profile.register_apart and self._profile.list_out_of_scope,
        )

        def record(_job: Job, outcome: Outcome) -> None:
            self.files = (*self.files, *expect(outcome, InventoryResult).files)

        return single("inventory", "inventory", request, len(request.entries) // 20, record)

    def bundle(self) -> Stage:
        """One job for each volume."""
        numbers = sorted({part.volume for part in self.parts})

        def jobs() -> Iterator[Job]:
            for number in numbers:
                yield self._volume_job(number, len(numbers))

        return Stage("bundle", jobs(), len(numbers), self._record_volume)

    def verify(self) -> Stage:
        """Inventory and bundle were written anew, so they are checked anew."""
        files = [file for file in self.files if file.path.endswith(".pdf")]
        parts = CheckedInParts()

        def to_check(file: PublishedFile) -> ToCheck:
            path, terms = str(self._public / file.path), self._plan.terms
            copied = tuple(self._copied(file))
            request = VerifyRequest(path, file.path, marks=None, terms=terms, copied=copied)
            return ToCheck(request, file.pages, file.path)

        def record(job: Job, outcome: Outcome) -> None:
            whole = parts.whole(job, outcome)
            if whole is not None:
                self.verifications.append(expect(whole, VerifyResult).verification)

        jobs = parts.jobs(map(to_check, files))
        return Stage("verify_bundle", jobs, len(files), record, parts.further)

    def _copied(self, file: PublishedFile) -> Iterator[Copied]:
        """The documents of which the pages stand in a volume, where the verifier had no doubt."""
        for volume in self._volumes:
            if volume.file != file:
                continue
            first = volume.front_pages
            for part in (part for part in self.parts if part.volume == volume.number):
                key, until = part.document_id, first + part.sheets
                if part.kind is PartKind.DOCUMENT and is_sure(self._checked[key]):
                    path = str(self._public / self._files[key].path)
                    yield Copied(path, self._checked[key].sha256, (first, until))
                first = until

    def records(self) -> Stage:
        """Page map, metadata and what the receivers want in forms of their own."""
        facts, formats = self._facts(), self._profile.formats
        letters: tuple[Letter, ...] = ()
        table: Table | None = None
        if self._case is not None:
            letters = public_letters(self._case, facts.entries, self._said, formats)
            table = public_table(self._case, facts.entries, self._said, formats)
        request = RecordsRequest(facts, formats, str(self._public), letters, table)

        def record(_job: Job, outcome: Outcome) -> None:
            self.files = (*self.files, *expect(outcome, RecordsResult).files)

        return single("records", "records", request, len(self.parts) // 20, record)

    # What they are made from --------------------------------------------------------------------

    @property
    def _title(self) -> str:
        return self._said(self._session.dossier.title)

    @property
    def _belongs_to(self) -> str:
        return self._said(letter_facts(self._session).belongs_to)

    def _volume_job(self, number: int, count: int) -> Job:
        parts = [part for part in self.parts if part.volume == number]
        by_id = {part.document_id: part for part in self.parts}
        facts = self._facts()
        items = tuple(
            bundle_item(part, self._texts, self._public, by_id.values(), facts) for part in parts
        )
        has_list = number == 1 and Format.INVENTORY_PDF in self._profile.formats
        request = BundleRequest(
            items=items,
            title=self._title,
            output_path=str(self._public / package.bundle_name(number, count)),
            cover=cover_of(facts, number, count),
            inventory_path=str(self._public / package.INVENTORY_PDF) if has_list else "",
        )
        return sized_job("bundle", request, sum(part.sheets for part in parts), str(number))

    def _record_volume(self, job: Job, outcome: Outcome) -> None:
        result = expect(outcome, BundleResult)
        number, count = int(job.subject), max(part.volume for part in self.parts)
        file = PublishedFile(
            package.bundle_name(number, count), result.sha256, result.bytes, result.pages
        )
        self._volumes.append(Volume(file, number, result.front_pages))
        self._volumes.sort(key=lambda volume: volume.number)
        self.files = (*self.files, file)

    def _entries(self, *, list_out_of_scope: bool = True) -> tuple[InventoryEntry, ...]:
        """The rows; made once, so that list, cover and records say the same."""
        if list_out_of_scope not in self._rows:
            self._rows[list_out_of_scope] = self._new_entries(list_out_of_scope=list_out_of_scope)
        return self._rows[list_out_of_scope]

    def _new_entries(self, *, list_out_of_scope: bool) -> tuple[InventoryEntry, ...]:
        return build_inventory(
            self._plan.states,
            texts=self._texts,
            files=self._files,
            parts={part.document_id: part for part in self.parts},
            held_back=self._held_back,
            grounds=load_grounds(),
            list_out_of_scope=list_out_of_scope,
            withdrawn=withdrawn(self._session),
            belongs_to=self._belongs_to,
            suspended=suspended(self._session),
        )

    def _facts(self) -> Facts:
        session, dossier = self._session, self._session.dossier
        settings = settings_under(publication_settings(session), dossier.basis)
        digests = {key: file.sha256 for key, file in self._files.items()}
        return Facts(
            title=self._title,
            basis=dossier.basis,
            organisation=self._said(dossier.organisation),
            case_number=dossier.inquiry_number,
            summary=self._said(settings.summary),
            request_text=self._said(settings.request_text),
            settings=settings,
            entries=self._entries(),
            today=session.clock.now().date(),
            version=len(publications(session)) + 1,
            parts=self.parts,
            volumes=tuple(self._volumes),
            changes=change_lines(session, digests, self._said),
            belongs_to=self._belongs_to,
        )
