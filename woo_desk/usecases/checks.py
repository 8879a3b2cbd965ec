"""Every check before export, as one list for window and command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from woo_desk.domain.checks import (
    Check,
    CheckKey,
    CheckState,
    Place,
    check_states,
    checks_of_blockers,
    found,
    in_order,
    not_applicable,
)
from woo_desk.domain.dossier import DocumentState, readiness
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.term import TermState
from woo_desk.errors import NotReady
from woo_desk.usecases.acknowledgement import blockers_of, waiting
from woo_desk.usecases.export_books import Books, PublicationRefused
from woo_desk.usecases.export_plan import ExportPlan, find_open_places
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.persons.mixed import mixed_blockers
from woo_desk.usecases.procedure import term
from woo_desk.usecases.publication import document_changes, publications
from woo_desk.usecases.session import Session
from woo_desk.usecases.third_parties import third_parties


def export_checks(session: Session, profile: ExportProfile | None = None) -> tuple[Check, ...]:
    """The list as it stands now; nothing is written.

    Args:
        session: of the dossier.
        profile: that an export would have: its formats decide what the receivers are asked.
    """
    dossier, grounds = session.dossier, load_grounds()
    states = session.file.states()
    blockers = (*readiness(dossier, states, grounds), *blockers_of(waiting(session, states)))
    checks = {
        **checks_of_blockers(blockers),
        **check_states(dossier, states, grounds),
    }
    rest = (
        _consistent(session, states),
        _changes(session, states),
        _views(session),
        _deadline(session),
        _formats(session, states, profile or ExportProfile()),
        _package(session),
    )
    return in_order({**checks, **{check.key: check for check in rest}})


def _consistent(session: Session, states: Sequence[DocumentState]) -> Check:
    words = (Place(p.document_id, p.page_index) for p in find_open_places(session, states))
    persons = (
        Place(blocker.document_id, blocker.page_index, blocker.finding_id)
        for blocker in mixed_blockers(session, states)
    )
    return found(CheckKey.CONSISTENT, (*words, *persons))


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
    parties = third_parties(session)
    if not parties:
        return not_applicable(CheckKey.VIEWS)
    today = session.clock.now().date()
    waiting_for = [party for party in parties if party.waits(today)]
    places = [
        Place(passage.document_id, passage.page_index)
        for party in waiting_for
        for passage in party.passages[:1]
    ]
    if not waiting_for:
        return found(CheckKey.VIEWS, ())
    return Check(CheckKey.VIEWS, CheckState.WARN, len(waiting_for), tuple(places))


def _deadline(session: Session) -> Check:
    now = term(session)
    if now.last_day is None:
        return not_applicable(CheckKey.DEADLINE)
    is_late = now.state is TermState.OVERDUE
    return Check(CheckKey.DEADLINE, CheckState.WARN if is_late else CheckState.GOOD, int(is_late))


def _formats(session: Session, states: Sequence[DocumentState], profile: ExportProfile) -> Check:
    """What the receivers would refuse before a file is written."""
    step = session.file.undo_status().step
    plan = ExportPlan(step, tuple(states), (), frozenset(), (), ())
    try:
        Books(session, plan, profile, session.file.path.parent).refuse_early()
    except PublicationRefused as error:
        numbers = {state.document.printed_number: state.document.id for state in states}
        places = (Place(numbers.get(problem.number)) for problem in error.problems)
        return found(CheckKey.FORMATS, places)
    except NotReady:
        return Check(CheckKey.FORMATS, CheckState.BLOCK, 1)
    return found(CheckKey.FORMATS, ())


def _package(session: Session) -> Check:
    """Whether what was exported last is still what would be exported."""
    exports = session.file.exports()
    if not exports:
        return not_applicable(CheckKey.PACKAGE)
    result = exports[-1].result
    leaks = sum(verification.has_leak for verification in result.verifications)
    if leaks:
        return Check(CheckKey.PACKAGE, CheckState.BLOCK, leaks)
    is_old = result.step != session.file.undo_status().step
    return Check(CheckKey.PACKAGE, CheckState.WARN if is_old else CheckState.GOOD, int(is_old))
