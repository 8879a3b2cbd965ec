"""Every check before export, as one list for window and command line.

What only the decisions say is in `domain.checks`; what concerns the package and its receivers in
`usecases.checks_of_package`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.acknowledgement import UncheckedPlace
from woo_desk.domain.checks import (
    BlockerChecks,
    Check,
    CheckKey,
    CheckState,
    Place,
    check_states,
    found,
    in_order,
    not_applicable,
    place_of,
)
from woo_desk.domain.dossier import Blocker, DocumentState, document_readiness, readiness
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.passage import PassageDifference
from woo_desk.domain.term import TermState
from woo_desk.texts import text
from woo_desk.usecases.acknowledgement import blockers_of, waiting
from woo_desk.usecases.checks_of_package import package_checks
from woo_desk.usecases.consistency import OpenPlace
from woo_desk.usecases.export_plan import read_open_places
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.passages import blockers_of_passages, read_passages
from woo_desk.usecases.persons.mixed import read_mixed_blockers
from woo_desk.usecases.procedure import (
    deadline_text,
    procedure,
    received_on,
    shown_day,
    term,
)
from woo_desk.usecases.provisions import provision_matches, provisions
from woo_desk.usecases.publication import document_changes, publication_settings, publications
from woo_desk.usecases.second_reader import second_reader_blockers
from woo_desk.usecases.session import Session
from woo_desk.usecases.steps import whole
from woo_desk.usecases.third_parties import given_on, third_parties, waiting_documents, why_waiting


def export_checks(session: Session, profile: ExportProfile | None = None) -> tuple[Check, ...]:
    """The list as it stands now; nothing is written.

    Args:
        session: of the dossier.
        profile: that an export would have: its formats decide what the receivers are asked.
    """
    return whole(read_checks(session, profile)).checks


@dataclass(frozen=True, slots=True)
class Checked:
    """The list, and what some of its lines are about."""

    checks: tuple[Check, ...]
    passages: tuple[PassageDifference, ...]
    unchecked: tuple[UncheckedPlace, ...]


def read_checks(session: Session, profile: ExportProfile | None = None) -> Iterator[Checked | None]:
    """The same in small steps, so that the window stays awake over thousands of pages."""
    dossier, grounds = session.dossier, load_grounds()
    chosen = profile or ExportProfile()
    states: list[DocumentState] = []
    of_blockers = BlockerChecks()
    for document in session.file.documents():
        states.append(session.file.state(document.id))
        of_blockers.add(document_readiness(dossier, states[-1], grounds))
        yield None
    if not states:
        of_blockers.add(readiness(dossier, states, grounds))
    of_blockers.add(second_reader_blockers(session, states, chosen))
    yield None
    unchecked = waiting(session, states)
    of_blockers.add(blockers_of(unchecked))
    checks = of_blockers.checks() | check_states(dossier, states, grounds)
    yield None
    places: tuple[OpenPlace, ...] = ()
    for found_places in read_open_places(session, states):
        places = found_places or ()
        yield None
    mixed: tuple[Blocker, ...] = ()
    for found_mixed in read_mixed_blockers(session, states):
        mixed = found_mixed or ()
        yield None
    passages: tuple[PassageDifference, ...] = ()
    for found_passages in read_passages(session, states):
        passages = found_passages or ()
        yield None
    rest = (
        _consistent(mixed, places),
        found(CheckKey.PASSAGES, map(place_of, blockers_of_passages(passages))),
        _changes(session, states),
        _views(session),
        _objections(session),
        _provisions(session),
        _deadline(session),
        _request_day(session),
        *package_checks(session, states, chosen),
    )
    listed = in_order({**checks, **{check.key: check for check in rest}})
    yield Checked(listed, passages, unchecked)


def _consistent(mixed: Iterable[Blocker], places: Iterable[OpenPlace]) -> Check:
    words = (Place(place.document_id, place.page_index, kind="inconsistent") for place in places)
    return found(CheckKey.CONSISTENT, (*map(place_of, mixed), *words))


def _changes(session: Session, states: Sequence[DocumentState]) -> Check:
    """Whether a published document was decided on since, without a word why.

    The exact answer needs the files, and the export gives it; here a later decision is a warning.
    """
    versions = publications(session)
    if not versions:
        return not_applicable(CheckKey.CHANGES)
    last = versions[-1]
    explained = {c.document_id for c in document_changes(session) if c.since == last.version}
    by_id = {state.document.id: state for state in states}
    places = [
        Place(part.part.document_id)
        for part in last.parts
        if part.sha256
        and part.part.document_id not in explained
        and _touched_since(by_id.get(part.part.document_id), last.at)
    ]
    return found(CheckKey.CHANGES, places, CheckState.WARN)


def _touched_since(state: DocumentState | None, at: dt.datetime) -> bool:
    if state is None:
        return True
    times = [box.confirmed_at for box in state.redactions]
    times += [state.decision.decided_at] if state.decision else []
    times += [state.override.at] if state.override else []
    return any(time > at for time in times)


def _views(session: Session) -> Check:
    """A line for each party that was not asked, or may still answer."""
    parties = third_parties(session)
    if not parties:
        return not_applicable(CheckKey.VIEWS)
    today = session.clock.now().date()
    places = []
    for number, party in enumerate(parties, 1):
        if not party.waits(today):
            continue
        key = "waits" if party.asked_on else "not_asked"
        said = text(f"check_said.party.{key}", number=number, day=shown_day(party.answer_until))
        places.append(Place(said=said))
    return found(CheckKey.VIEWS, places, CheckState.WARN)


def _objections(session: Session) -> Check:
    """Documents that wait; it blocks when a day was chosen on which they may not be given."""
    waits = waiting_documents(session)
    if not waits:
        some = any(party.objected for party in third_parties(session))
        return found(CheckKey.OBJECTIONS, ()) if some else not_applicable(CheckKey.OBJECTIONS)
    until, chosen = given_on(session), publication_settings(session).provision_day
    places = [
        Place(
            each.document_id,
            each.page_index,
            said=why_waiting(each),
        )
        for each in waits
    ]
    is_early = chosen is not None and until is not None and chosen < until
    return found(CheckKey.OBJECTIONS, places, CheckState.BLOCK if is_early else CheckState.WARN)


def _provisions(session: Session) -> Check:
    if not provisions(session):
        return not_applicable(CheckKey.PROVISIONS)
    places = [Place(match.document_id) for match in provision_matches(session)]
    return found(CheckKey.PROVISIONS, places, CheckState.WARN)


def _deadline(session: Session) -> Check:
    now = term(session)
    if now.last_day is None:
        return not_applicable(CheckKey.DEADLINE)
    if now.state is not TermState.OVERDUE:
        return found(CheckKey.DEADLINE, ())
    return found(CheckKey.DEADLINE, [Place(said=deadline_text(now))], CheckState.WARN)


def _request_day(session: Session) -> Check:
    """Whether the day that the letters name is the day on which the request came in.

    The first comes from the details of the publication, the other from the course of the request;
    a request may be dated before it is received, so a person looks.
    """
    said, came = publication_settings(session).request_day, received_on(procedure(session))
    if said is None or came is None:
        return not_applicable(CheckKey.REQUEST_DAY)
    if said == came:
        return found(CheckKey.REQUEST_DAY, ())
    words = text("check_said.request_day", said=shown_day(said), came=shown_day(came))
    return found(CheckKey.REQUEST_DAY, [Place(said=words)], CheckState.WARN)
