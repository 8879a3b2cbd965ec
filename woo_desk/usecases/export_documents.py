"""The documents of an export: redacted and verified, or taken over where nothing has changed."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from woo_desk.domain.document import Document
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import (
    LEAK,
    ExportProfile,
    PublishedFile,
    ResidueKind,
    Trouble,
    Verification,
)
from woo_desk.domain.ids import NO_SHA256, DocumentId
from woo_desk.domain.inventory import PublicText
from woo_desk.publication import package
from woo_desk.usecases.export_jobs import Results, expect, longest_first, sharing, sized_job
from woo_desk.usecases.export_kept import (
    AS_ASKED,
    KeptCheck,
    KeptOutputs,
    Way,
    merged,
    word_searches,
)
from woo_desk.usecases.export_marks import WIDTH_TOLD, check_of, marks_of
from woo_desk.usecases.export_plan import ExportPlan
from woo_desk.usecases.failures import NO_ROOM, log_defect
from woo_desk.usecases.flow import Job, Outcome, Stage
from woo_desk.usecases.ports import Failed, Finished
from woo_desk.usecases.requests import RedactRequest, RedactResult, VerifyRequest, VerifyResult
from woo_desk.usecases.requests_publication import (
    ReadFile,
    SearchWordsRequest,
    SearchWordsResult,
    TakeOverRequest,
    TakeOverResult,
)
from woo_desk.usecases.session import Session
from woo_desk.usecases.verify_parts import CheckedInParts, ToCheck

_AT_ONCE = 25
"""Documents of one job that takes over. WHY no more: looking up what is kept of so many is done on
the main thread, and must not be felt."""


class Documents:
    """Makes the jobs for each document, and takes in what they delivered.

    Attributes:
        files: what was written, by paths in the package.
        checked: what the verifier says of each.
        fallbacks: what could not be redacted in place.
        held_back: documents that do not go out.
        troubles: of those, what could not be written safely.
    """

    def __init__(
        self, session: Session, plan: ExportPlan, profile: ExportProfile, public: Path
    ) -> None:
        self.files: dict[DocumentId, PublishedFile] = {}
        self.checked: dict[DocumentId, Verification] = {}
        self.fallbacks: dict[DocumentId, tuple[str, ...]] = {}
        self.held_back = set(plan.held_back)
        self.troubles: dict[DocumentId, Trouble] = {}
        self.kept = KeptOutputs(session, plan.terms)
        self._session = session
        self._plan = plan
        self._profile = profile
        self._public = public
        self._states = {state.document.id: state for state in plan.published}
        self._by_name = {self._path(s.document).name: s for s in plan.published}
        self._texts: Mapping[DocumentId, PublicText] = {}
        self._failed: set[DocumentId] = set()
        self._ways: dict[DocumentId, Way] = {}
        self._redacted = Results()
        self._earlier: dict[DocumentId, KeptCheck] = {}
        self._taking: dict[DocumentId, tuple[RedactResult, KeptCheck | None]] = {}

    def tell(self, texts: Mapping[DocumentId, PublicText]) -> None:
        """Take in what may be said of each document."""
        self._texts = texts

    # Stages, in order ---------------------------------------------------------------------------

    def take_over(self) -> Stage:
        """Put what an earlier export made of the same things in its place."""
        package.documents_folder(self._public).mkdir(parents=True, exist_ok=True)

        def jobs() -> Iterator[Job]:
            states = iter(self._plan.published)
            while batch := list(itertools.islice(states, _AT_ONCE)):
                files = {s.document.id: kept for s in batch if (kept := self._kept(s))}
                if files:
                    self._taking |= files
                    yield self._take_over_job({key: result for key, (result, _) in files.items()})

        count = -(-len(self._plan.published) // _AT_ONCE)
        return Stage("take_over", jobs(), count, self._record_taken_over)

    def redact(self) -> Stage:
        """Write the redacted PDF of each other document that is published."""
        left = longest_first(s for s in self._plan.published if s.document.id not in self.files)
        return self._redaction_of(left)

    def _redaction_of(self, states: Sequence[DocumentState]) -> Stage:
        jobs = (
            sized_job("redact", self._redaction(s), s.document.page_count, s.document.id)
            for s in states
        )
        return Stage("redact", jobs, len(states), self._record_redacted)

    def verify(self) -> Stage:
        """Re-read each redacted PDF with other readers, beside its prepared PDF."""
        left = longest_first(s for s in self.written() if s.document.id not in self.checked)
        parts = CheckedInParts()

        def record(job: Job, outcome: Outcome) -> None:
            whole = parts.whole(job, outcome)
            if whole is not None:
                self._record_checked(job, whole)

        files = (
            ToCheck(self._left_to_check(s), self.files[s.document.id].pages, s.document.id)
            for s in left
        )
        return Stage("verify", parts.jobs(files), len(left), record, parts.further)

    def search_words(self) -> Stage:
        """Look for further words in what was read of files that are as they were.

        Whatever may say one of them is then verified as any other file.
        """
        kept = {
            self._states[document_id]: earlier
            for document_id, earlier in self._earlier.items()
            if document_id not in self.checked and earlier.words
        }
        requests = word_searches(
            str(self._session.file.path),
            [
                (
                    ReadFile(
                        str(self._path(state.document)),
                        package.document_path(state.document.printed_number),
                        self._redacted[state.document.id].sha256,
                        state.document.id,
                        earlier.words,
                    ),
                    earlier.new_terms,
                )
                for state, earlier in kept.items()
            ],
        )
        jobs = [sized_job("search_words", request, len(request.files)) for request in requests]
        return Stage("search_words", jobs, len(jobs), self._record_searched)

    def redact_again(self) -> Stage:
        """Write again, with lines as they are or without links, what did not come well so far.

        WHY: a page that would say too little, or too much, must not cost the whole package; the
        report then names it as one whose gaps still tell a width. And an address may hold a name
        that is redacted in another document.
        """
        again = [
            state
            for state in self.written()
            if self.checked[state.document.id].has_leak and self._can_be_safer(state)
        ]
        for state in again:
            self._forget(state.document.id)
        return self._redaction_of(again)

    def _can_be_safer(self, state: DocumentState) -> bool:
        """Whether there is a safer way for a document that leaks; it is taken from now on."""
        residues = self.checked[state.document.id].residues
        kinds = {residue.kind for residue in residues}
        way = safer = self._way(state)
        if ResidueKind.LINK in kinds:
            safer = dataclasses.replace(safer, is_unlinked=True)
        may_move = kinds != {ResidueKind.LINK} and not way.is_still
        if may_move and any(mark.hides_width for mark in marks_of(state, self._profile)):
            safer = dataclasses.replace(safer, is_still=True)
        if safer == way:
            pages = {r.page_index for r in residues if r.page_index is not None}
            safer = dataclasses.replace(way, pictured=tuple(sorted(pages.union(way.pictured))))
        self._ways[state.document.id] = safer
        return safer != way

    def _way(self, state: DocumentState) -> Way:
        return self._ways.get(state.document.id, AS_ASKED)

    def _forget(self, document_id: DocumentId) -> None:
        (self._public / self.files.pop(document_id).path).unlink()
        for kept in (self.checked, self._redacted, self._earlier, self.fallbacks):
            kept.pop(document_id, None)

    # Results ------------------------------------------------------------------------------------

    def written(self) -> list[DocumentState]:
        """The documents that have a redacted file, in order of number."""
        return [state for state in self._plan.published if state.document.id in self.files]

    def hold_back_leaks(self) -> None:
        """Take out what still holds something that should be gone, where that is the choice.

        WHY: of a batch run one document does not stop the other 999. Not a byte of it goes out; the
        caller refuses the package when it is all that there is.
        """
        leaking = [s for s in self.written() if self.checked[s.document.id].has_leak]
        if not self._profile.hold_back_unready or len(leaking) == len(self.files):
            return
        for state in leaking:
            residues = self.checked[state.document.id].residues
            values = (("count", len(residues)),)
            self.drop(state.document.id)
            self._failed.add(state.document.id)
            self.troubles[state.document.id] = Trouble(state.document.id, LEAK, values, residues)

    def drop(self, document_id: DocumentId) -> None:
        """Take a document that was written out of the package again."""
        file = self.files.pop(document_id)
        (self._public / file.path).unlink()
        self.checked.pop(document_id, None)
        self.fallbacks.pop(document_id, None)
        self.held_back.add(document_id)

    # Requests -----------------------------------------------------------------------------------

    def _redaction(self, state: DocumentState) -> RedactRequest:
        return self._redaction_by(state, self._way(state))

    def _redaction_by(self, state: DocumentState, way: Way) -> RedactRequest:
        return RedactRequest(
            dossier_path=str(self._session.file.path),
            prepared_sha256=state.document.prepared_sha256,
            marks=marks_of(state, self._profile_by(way)),
            terms=(),
            style=self._profile.box_style,
            title=self._texts[state.document.id].title,
            output_path=str(self._path(state.document)),
            keeps_links=not way.is_unlinked,
            pictured=way.pictured,
        )

    def _check(self, state: DocumentState) -> VerifyRequest:
        return self._check_by(state, self._redacted[state.document.id])

    def _check_by(self, state: DocumentState, redacted: RedactResult) -> VerifyRequest:
        return check_of(
            state,
            redacted,
            path=str(self._path(state.document)),
            dossier_path=str(self._session.file.path),
            terms=self._plan.terms,
            profile=self._profile_by(self._way(state)),
        )

    def _profile_by(self, way: Way) -> ExportProfile:
        if way.is_still:
            return dataclasses.replace(self._profile, hide_widths=False)
        return self._profile

    def _left_to_check(self, state: DocumentState) -> VerifyRequest:
        """Everything, or only the words that were not looked for before."""
        request = self._check(state)
        earlier = self._earlier.get(state.document.id)
        if earlier is None:
            return request
        return dataclasses.replace(
            request,
            terms=earlier.new_terms,
            dossier_path="",
            original_sha256=NO_SHA256,
            keeps_words=False,
        )

    def _kept(self, state: DocumentState) -> tuple[RedactResult, KeptCheck | None] | None:
        """What came of the same things before, made the way that came well then, and its check."""
        document_id = state.document.id
        kept = self.kept.redaction(document_id, lambda: self._redaction_by(state, AS_ASKED))
        if kept is None:
            return None
        result, self._ways[document_id] = kept
        return result, self.kept.check(document_id, self._check_by(state, result))

    def _take_over_job(self, results: Mapping[DocumentId, RedactResult]) -> Job:
        files = tuple(
            (result.sha256, str(self._path(self._states[document_id].document)))
            for document_id, result in results.items()
        )
        request = TakeOverRequest(str(self._session.file.path), files)
        pages = sum(result.pages for result in results.values())
        return sized_job("take_over", request, pages)

    # Outcomes -----------------------------------------------------------------------------------

    def _record_taken_over(self, job: Job, outcome: Outcome) -> None:
        written = expect(outcome, TakeOverResult).written
        files = job.request.files if isinstance(job.request, TakeOverRequest) else ()
        there = [path for (_, path), is_there in zip(files, written, strict=True) if is_there]
        states = [self._by_name[Path(path).name] for path in there]
        self._keep_checks([state for state in states if self._note_taken_over(state)])

    def _note_taken_over(self, state: DocumentState) -> bool:
        """Returns whether its check is still to be kept with the words of this export."""
        document_id = state.document.id
        result, earlier = self._taking.pop(document_id)
        self._note(document_id, result)
        if earlier is None:
            return False
        if earlier.new_terms:
            self._earlier[document_id] = earlier
            return False
        self.checked[document_id] = earlier.verification
        return not earlier.is_told

    def _record_redacted(self, job: Job, outcome: Outcome) -> None:
        document_id = DocumentId(job.subject)
        if self._holds_back(document_id, outcome):
            return
        result = expect(outcome, RedactResult)
        state = self._states[document_id]
        way = self._way(state)
        if way.is_still:
            told = self._pages_told(document_id)
            result = dataclasses.replace(result, fallbacks=(*result.fallbacks, *told))
        self._note(document_id, result)
        self.kept.keep_redaction(document_id, self._redaction_by(state, AS_ASKED), result, way)

    def _pages_told(self, document_id: DocumentId) -> tuple[str, ...]:
        marks = marks_of(self._states[document_id], self._profile)
        pages = sorted({mark.page_index for mark in marks if mark.hides_width})
        return tuple(f"{WIDTH_TOLD}:{page + 1}" for page in pages)

    def _note(self, document_id: DocumentId, result: RedactResult) -> None:
        self._redacted[document_id] = result
        number = self._states[document_id].document.printed_number
        self.files[document_id] = PublishedFile(
            package.document_path(number), result.sha256, result.bytes, result.pages
        )
        if result.fallbacks:
            self.fallbacks[document_id] = result.fallbacks

    def _record_checked(self, job: Job, outcome: Outcome) -> None:
        document_id = DocumentId(job.subject)
        if self._holds_back(document_id, outcome):  # what could not be checked does not go out
            self.drop(document_id)
            return
        result = expect(outcome, VerifyResult)
        verification, said = sharing(result.verification), {document_id: result.said}
        if document_id in self._earlier:
            said = {}  # what was read before is still what stands there
            verification = merged(self._earlier[document_id].verification, verification)
        self.checked[document_id] = verification
        self._keep_checks([self._states[document_id]], said)

    def _record_searched(self, job: Job, outcome: Outcome) -> None:
        if not (isinstance(outcome, Finished) and isinstance(job.request, SearchWordsRequest)):
            return  # the files themselves are looked at
        found = expect(outcome, SearchWordsResult).found
        for file, verification in zip(job.request.files, found, strict=True):
            document_id = DocumentId(file.key)
            if verification is not None:
                earlier = self._earlier[document_id].verification
                self.checked[document_id] = merged(earlier, verification)
        ids = [DocumentId(file.key) for file in job.request.files]
        self._keep_checks(self._states[i] for i in ids if i in self.checked)

    def _keep_checks(
        self, states: Iterable[DocumentState], said: Mapping[DocumentId, bytes] | None = None
    ) -> None:
        """In one transaction."""
        checks = [(s.document.id, self._check(s), self.checked[s.document.id]) for s in states]
        self.kept.keep_checks(checks, said or {})

    def _holds_back(self, document_id: DocumentId, outcome: Outcome) -> bool:
        """Whether a job that failed costs only its document: one does not stop the other 999."""
        if not (isinstance(outcome, Failed) and self._profile.hold_back_unready):
            return False
        is_last = len(self._plan.published) == len(self._failed) + 1
        if outcome.key == NO_ROOM or is_last:  # nothing would be left to publish
            return False
        log_defect(outcome)
        self._failed.add(document_id)
        self.held_back.add(document_id)
        values = tuple(outcome.values.items())
        self.troubles[document_id] = Trouble(document_id, outcome.key, values)
        return True

    def _path(self, document: Document) -> Path:
        return self._public / package.document_path(document.printed_number)
