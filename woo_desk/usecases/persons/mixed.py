"""The same person redacted in one document and readable in another: reported before export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from woo_desk.domain.dossier import Blocker, BlockerKind, DocumentState
from woo_desk.domain.finding import Proposal, Verdict
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.person import PersonVerdict
from woo_desk.store.people import NamePlace
from woo_desk.usecases.consistency import is_in_scope
from woo_desk.usecases.persons.index import PersonIndex, read_register
from woo_desk.usecases.persons.model import Person, Register
from woo_desk.usecases.session import Session
from woo_desk.usecases.steps import whole


@dataclass(frozen=True, slots=True)
class MixedPerson:
    """One person who is treated differently, with a place of each kind."""

    person: Person
    redacted: NamePlace
    readable: NamePlace


def find_mixed_persons(
    session: Session, states: Iterable[DocumentState]
) -> tuple[MixedPerson, ...]:
    """Persons treated differently in two documents within the request, by name."""
    published = frozenset(state.document.id for state in states if _is_published(state))
    return mixed_persons(read_register(session.file), published)


def mixed_blockers(session: Session, states: Iterable[DocumentState]) -> tuple[Blocker, ...]:
    """The same as what blocks the export: one readable place of each such person."""
    return whole(read_mixed_blockers(session, states))


def read_mixed_blockers(
    session: Session, states: Iterable[DocumentState]
) -> Iterator[tuple[Blocker, ...] | None]:
    """The same in small steps."""
    published = frozenset(state.document.id for state in states if _is_published(state))
    for register in PersonIndex(session.file).read():
        if register is None:
            yield None
            continue
        places = [mixed.readable for mixed in mixed_persons(register, published)]
        kind = BlockerKind.PERSON_MIXED
        yield tuple(Blocker(kind, p.document_id, p.page_index, p.id) for p in places)


def read_undecided_readable(
    session: Session, states: Iterable[DocumentState]
) -> Iterator[tuple[NamePlace, ...] | None]:
    """Every place of such persons that is readable because nobody decided about it, in small steps.

    For runs without a person: what was decided is not theirs to change.
    """
    published = frozenset(state.document.id for state in states if _is_published(state))
    for register in PersonIndex(session.file).read():
        if register is None:
            yield None
            continue
        yield tuple(
            place
            for mixed in mixed_persons(register, published)
            for place in mixed.person.places
            if place.document_id in published and _is_undecided(register, place)
        )


def undecided_readable(session: Session, states: Iterable[DocumentState]) -> tuple[NamePlace, ...]:
    """The same in one go."""
    return whole(read_undecided_readable(session, states))


def mixed_persons(register: Register, documents: frozenset[DocumentId]) -> tuple[MixedPerson, ...]:
    """The same of a register that was read, in these documents."""
    found = (_mixed(register, person, documents) for person in register.persons)
    return tuple(sorted((m for m in found if m), key=lambda m: m.person.name.casefold()))


def _mixed(
    register: Register, person: Person, documents: frozenset[DocumentId]
) -> MixedPerson | None:
    places = [place for place in person.places if place.document_id in documents]
    redacted = [place for place in places if _is_redacted(register, place)]
    readable = [place for place in places if _is_readable(register, person, place)]
    for one in redacted:
        for other in readable:
            if one.document_id != other.document_id:
                return MixedPerson(person, one, other)
    return None


def _is_published(state: DocumentState) -> bool:
    return is_in_scope(state) and state.override is None


def _is_undecided(register: Register, place: NamePlace) -> bool:
    return place.id not in register.decided and place.proposal is Proposal.KEEP


def _is_redacted(register: Register, place: NamePlace) -> bool:
    done = register.decided.get(place.id)
    return done is not None and done.verdict is Verdict.REDACT


def _is_readable(register: Register, person: Person, place: NamePlace) -> bool:
    """Readable without a person having said so of this very place under a decision on her."""
    done = register.decided.get(place.id)
    if done is None:
        return place.proposal is Proposal.KEEP
    verdict = person.entry.verdict if person.entry else None
    is_chosen = verdict in (PersonVerdict.REDACT, PersonVerdict.KEEP) and not done.person_id
    return done.verdict in (Verdict.KEEP, Verdict.REJECT) and not is_chosen
