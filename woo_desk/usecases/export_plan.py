"""What an export will hold, decided before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.dossier import Blocker, DocumentState, document_readiness, readiness
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.ids import DocumentId, GroundCode, Sha256
from woo_desk.domain.judgement import Judgement, judgement_of
from woo_desk.errors import NotReady
from woo_desk.usecases.consistency import (
    OpenPlace,
    is_in_scope,
    open_places,
    redacted_words,
    words_gone,
)
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.passages import find_passages, passage_blockers
from woo_desk.usecases.person_terms import forms_of_dossier, forms_on_pages
from woo_desk.usecases.persons.mixed import mixed_blockers, undecided_readable
from woo_desk.usecases.publication import withdrawn
from woo_desk.usecases.second_reader import second_reader_blockers
from woo_desk.usecases.session import Session
from woo_desk.usecases.steps import whole
from woo_desk.usecases.third_parties import suspended

DOCUMENTS_AT_ONCE = 10


class ExportNotReady(NotReady):
    """Something still blocks the export.

    Attributes:
        blockers: what, in document order.
        open_places: places that read the same as something redacted elsewhere.
    """

    def __init__(
        self, blockers: tuple[Blocker, ...], open_places: tuple[OpenPlace, ...] = ()
    ) -> None:
        super().__init__("not_ready", count=len(blockers) + len(open_places))
        self.blockers = blockers
        self.open_places = open_places


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
    """Take the snapshot.

    Raises:
        ExportNotReady: something blocks the export and the profile does not hold it back; or
            nothing at all is ready.
    """
    dossier, grounds = session.dossier, load_grounds()
    states = session.file.states()
    blockers = readiness(dossier, states, grounds)
    if not profile.hold_back_unready:
        different = (*mixed_blockers(session, states), *passage_blockers(session, states))
        blockers = (*blockers, *different)
    if blockers and (not states or not profile.hold_back_unready):
        raise ExportNotReady(blockers, find_open_places(session, states))
    # WHY also for a batch run: a dispute is about a decision, and no machine settles it.
    if unread := second_reader_blockers(session, states, profile):
        raise ExportNotReady(unread)
    held_back = _held_back(session, profile, states)
    judged = [state for state in states if state.document.id not in held_back]
    texts = _page_texts(session, judged)
    words = redacted_words(judged)
    forms = forms_of_dossier(session, judged)
    read = words.with_forms(forms_on_pages(forms, texts))
    nowhere = set(words.with_forms(forms).grounds) - set(read.grounds)
    if places := tuple(open_places(read, judged, texts)):
        raise ExportNotReady((), places)
    gone = withdrawn(session) | suspended(session)
    published = tuple(s for s in judged if _is_published(s) and s.document.id not in gone)
    if held_back and not published:
        raise ExportNotReady(blockers)
    return ExportPlan(
        step=session.file.undo_status().step,
        states=tuple(states),
        published=published,
        held_back=held_back,
        terms=(*words_gone(read, published, texts), *sorted(nowhere)),
        sources=_sources(states),
    )


def _held_back(
    session: Session, profile: ExportProfile, states: Sequence[DocumentState]
) -> frozenset[DocumentId]:
    """Documents that are not ready, or show what is redacted in another document.

    What was left readable by decision does not hold its document back.
    """
    grounds = load_grounds()
    unready = {s.document.id for s in states if document_readiness(session.dossier, s, grounds)}
    if profile.hold_back_unready:
        ready = [state for state in states if state.document.id not in unready]
        unready |= {place.document_id for place in undecided_readable(session, ready)}
        ready = [state for state in ready if state.document.id not in unready]
        unready |= {passage.readable.document_id for passage in find_passages(session, ready)}
    return frozenset(unready)


def find_open_places(
    session: Session, states: Sequence[DocumentState] | None = None
) -> tuple[OpenPlace, ...]:
    """Places that read the same as something redacted elsewhere and are not decided."""
    return whole(read_open_places(session, session.file.states() if states is None else states))


def read_open_places(
    session: Session, states: Sequence[DocumentState]
) -> Iterator[tuple[OpenPlace, ...] | None]:
    """The same in small steps."""
    words = redacted_words(states)
    yield None
    texts = _page_texts(session, states)
    yield None
    every = forms_of_dossier(session, states)
    yield None
    forms: dict[str, tuple[GroundCode, ...]] = {}
    if every:
        keys = list(texts)
        for start in range(0, len(keys), DOCUMENTS_AT_ONCE):
            some = {key: texts[key] for key in keys[start : start + DOCUMENTS_AT_ONCE]}
            forms |= forms_on_pages(every, some)
            yield None
    yield tuple(open_places(words.with_forms(forms), states, texts))


def _is_published(state: DocumentState) -> bool:
    judgement = judgement_of(state.decision, state.override, is_redacted=bool(state.redactions))
    return judgement in (Judgement.PUBLIC, Judgement.PARTIAL_PUBLIC)


def _page_texts(
    session: Session, states: Sequence[DocumentState]
) -> Mapping[DocumentId, tuple[str, ...]]:
    return {
        state.document.id: tuple(session.file.page_texts(state.document.id))
        for state in states
        if is_in_scope(state)
    }


def _sources(states: Sequence[DocumentState]) -> tuple[Sha256, ...]:
    digests = {
        digest
        for state in states
        for digest in (state.document.source_sha256, state.document.prepared_sha256)
        if digest
    }
    return tuple(sorted(digests))
