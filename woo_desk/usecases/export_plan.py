"""What an export will hold, decided before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.dossier import Blocker, DocumentState, document_readiness, readiness
from woo_desk.domain.export import ExportProfile, Trouble
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.judgement import Judgement, judgement_of
from woo_desk.errors import NotReady
from woo_desk.usecases.consistency import (
    OpenPlace,
    RedactedWords,
    WordPlaces,
    WordsOfDocument,
    is_in_scope,
    words_gone,
    words_of_document,
    words_together,
)
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.passages import blockers_of_passages, read_passages
from woo_desk.usecases.person_terms import (
    FormsOnPages,
    NamesOfDocument,
    forms_of_dossier,
    names_of_document,
)
from woo_desk.usecases.persons.mixed import read_mixed_blockers, read_undecided_readable
from woo_desk.usecases.publication import withdrawn
from woo_desk.usecases.second_reader import second_reader_blockers
from woo_desk.usecases.session import Session
from woo_desk.usecases.steps import whole
from woo_desk.usecases.third_parties import suspended


class ExportNotReady(NotReady):
    """Something still blocks the export.

    Attributes:
        blockers: what, in document order.
        open_places: places that read the same as something redacted elsewhere.
        troubles: documents that were held back before it came to that.
    """

    def __init__(
        self,
        blockers: tuple[Blocker, ...],
        open_places: tuple[OpenPlace, ...] = (),
        troubles: tuple[Trouble, ...] = (),
    ) -> None:
        super().__init__("not_ready", count=len(blockers) + len(open_places))
        self.blockers = blockers
        self.open_places = open_places
        self.troubles = troubles


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """A snapshot of the decisions, as of one undo step."""

    step: int
    states: tuple[DocumentState, ...]
    """Every document of the dossier, in order of number."""
    published: tuple[DocumentState, ...]
    """Those that get a file."""
    held_back: frozenset[DocumentId]
    terms: tuple[str, ...]
    """Words that must be nowhere in the package."""
    sources: tuple[Sha256, ...]
    """Digests of everything unredacted: none of it may lie in the package."""


def plan_export(session: Session, profile: ExportProfile) -> ExportPlan:
    """Take the snapshot in one go; raises as `read_plan`."""
    return whole(read_plan(session, profile))


def read_plan(session: Session, profile: ExportProfile) -> Iterator[ExportPlan | None]:
    """Take the snapshot in small steps, so that the window stays awake over thousands of pages.

    Between two steps the user may decide something: then the reading begins again.

    Raises:
        ExportNotReady: something blocks the export and the profile does not hold it back; or
            nothing at all is ready.
    """
    while True:
        step = session.file.undo_status().step
        for plan in _Planning(session, profile, step).read():
            if plan is not None and session.file.undo_status().step == step:
                yield plan
                return
            yield None


class _Facts:
    """What is read of every document once, for all that is asked afterwards.

    WHY at once: findings and redactions lie packed, and unpacking them is what costs.
    """

    def __init__(self) -> None:
        self.words: dict[DocumentId, WordsOfDocument] = {}
        self.names: dict[DocumentId, NamesOfDocument] = {}

    def add(self, state: DocumentState) -> None:
        """Read one document; only those in scope say anything."""
        if is_in_scope(state):
            self.words[state.document.id] = words_of_document(state)
            self.names[state.document.id] = names_of_document(state)

    def of(self, states: Iterable[DocumentState]) -> tuple[RedactedWords, list[NamesOfDocument]]:
        """The words and names of some documents."""
        ids = [state.document.id for state in states if state.document.id in self.words]
        return words_together(self.words[i] for i in ids), [self.names[i] for i in ids]


class _Planning:
    """One reading of the whole dossier."""

    def __init__(self, session: Session, profile: ExportProfile, step: int) -> None:
        self._session = session
        self._profile = profile
        self._step = step
        self._states: list[DocumentState] = []
        self._facts = _Facts()
        self._unready: set[DocumentId] = set()

    def read(self) -> Iterator[ExportPlan | None]:
        blockers: list[Blocker] = []
        for found in self._read_states():
            blockers += found
            yield None
        if not self._profile.hold_back_unready:
            for different in self._read_differences():
                blockers += different
                yield None
        states = self._states
        if blockers and (not states or not self._profile.hold_back_unready):
            places: tuple[OpenPlace, ...] = ()
            for found_places in read_open_places(self._session, states):
                places = found_places or ()
                yield None
            raise ExportNotReady(tuple(blockers), places)
        # WHY also for a batch run: a dispute is about a decision, and no machine settles it.
        if unread := second_reader_blockers(self._session, states, self._profile):
            raise ExportNotReady(unread)
        yield None
        yield from self._hold_back()
        judged = [state for state in states if state.document.id not in self._unready]
        yield from self._read_words(judged, tuple(blockers))

    def _read_states(self) -> Iterator[Sequence[Blocker]]:
        dossier, grounds = self._session.dossier, load_grounds()
        for states in self._session.file.states_in_parts():
            self._states += states
            yield ()
        if not self._states:
            yield readiness(dossier, (), grounds)
        for state in self._states:
            self._facts.add(state)
            blockers = document_readiness(dossier, state, grounds)
            if blockers:
                self._unready.add(state.document.id)
            yield blockers

    def _read_differences(self) -> Iterator[Sequence[Blocker]]:
        for mixed in read_mixed_blockers(self._session, self._states):
            yield mixed or ()
        for passages in read_passages(self._session, self._states):
            yield blockers_of_passages(passages or ())

    def _hold_back(self) -> Iterator[None]:
        """Documents that are not ready, or show what is redacted in another document.

        What was left readable by decision does not hold its document back.
        """
        if not self._profile.hold_back_unready:
            return
        for places in read_undecided_readable(self._session, self._ready()):
            self._unready.update(place.document_id for place in places or ())
            yield None
        for passages in read_passages(self._session, self._ready()):
            self._unready.update(each.readable.document_id for each in passages or ())
            yield None

    def _ready(self) -> list[DocumentState]:
        return [state for state in self._states if state.document.id not in self._unready]

    def _read_words(
        self, judged: Sequence[DocumentState], blockers: tuple[Blocker, ...]
    ) -> Iterator[ExportPlan | None]:
        """The words that must be nowhere, and with them the plan."""
        gone = withdrawn(self._session) | suspended(self._session)
        published = tuple(s for s in judged if _is_published(s) and s.document.id not in gone)
        words, names = self._facts.of(judged)
        forms = forms_of_dossier(self._session, names)
        on_pages = FormsOnPages(forms)
        for state in judged:
            on_pages.read(_page_texts(self._session, state))
            yield None
        read = words.with_forms(on_pages.found)
        nowhere = set(words.with_forms(forms).grounds) - set(read.grounds)
        places: list[OpenPlace] = []
        common: set[str] = set()
        looked, goes_out = WordPlaces(read), {state.document.id for state in published}
        yield None
        for state in judged:
            found, ordinary = looked.read(state, _page_texts(self._session, state))
            places += found
            if found and self._profile.hold_back_unready:
                self._unready.add(state.document.id)
            elif state.document.id in goes_out:
                common |= ordinary
            yield None
        if places and not self._profile.hold_back_unready:
            raise ExportNotReady((), tuple(places))
        published = tuple(s for s in published if s.document.id not in self._unready)
        if self._unready and not published:
            raise ExportNotReady(blockers, tuple(places))
        yield ExportPlan(
            step=self._step,
            states=tuple(self._states),
            published=published,
            held_back=frozenset(self._unready),
            terms=(*words_gone(read, common), *sorted(nowhere)),
            sources=_sources(self._states),
        )


def find_open_places(
    session: Session, states: Sequence[DocumentState] | None = None
) -> tuple[OpenPlace, ...]:
    """Places that read the same as something redacted elsewhere and are not decided."""
    return whole(read_open_places(session, session.file.states() if states is None else states))


def read_open_places(
    session: Session, states: Sequence[DocumentState]
) -> Iterator[tuple[OpenPlace, ...] | None]:
    """The same in small steps."""
    facts = _Facts()
    for state in states:
        facts.add(state)
        yield None
    words, names = facts.of(states)
    on_pages = FormsOnPages(forms_of_dossier(session, names))
    for state in states:
        on_pages.read(_page_texts(session, state))
        yield None
    looked = WordPlaces(words.with_forms(on_pages.found))
    found: list[OpenPlace] = []
    for state in states:
        found += looked.read(state, _page_texts(session, state))[0]
        yield None
    yield tuple(found)


def _is_published(state: DocumentState) -> bool:
    judgement = judgement_of(state.decision, state.override, is_redacted=bool(state.redactions))
    return judgement in (Judgement.PUBLIC, Judgement.PARTIAL_PUBLIC)


def _page_texts(session: Session, state: DocumentState) -> Sequence[str]:
    return session.file.page_texts(state.document.id) if is_in_scope(state) else ()


def _sources(states: Sequence[DocumentState]) -> tuple[Sha256, ...]:
    digests = {
        digest
        for state in states
        for digest in (state.document.source_sha256, state.document.prepared_sha256)
        if digest
    }
    return tuple(sorted(digests))
