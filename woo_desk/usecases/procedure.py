"""The course of the request: what happened, and when the decision must be there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from woo_desk.domain.changes import Changes
from woo_desk.domain.procedure import ProcedureEvent, ProcedureEventKind
from woo_desk.domain.term import Step, Term, TermState, term_of
from woo_desk.errors import UsageError
from woo_desk.store.rows import PROCEDURE_EVENT
from woo_desk.texts import dutch_text, text
from woo_desk.usecases.session import Session, new_id

_NEEDS_UNTIL = frozenset({ProcedureEventKind.AGREED})
_EARLIEST, _LATEST = dt.date(1990, 1, 1), dt.date(2100, 1, 1)


def procedure(session: Session) -> tuple[ProcedureEvent, ...]:
    """What happened, in order of day."""
    return tuple(sorted(session.file.items(PROCEDURE_EVENT), key=lambda event: event.day))


def put_event(
    session: Session,
    kind: ProcedureEventKind,
    day: dt.date,
    *,
    note: str = "",
    until: dt.date | None = None,
    event_id: str = "",
) -> Changes:
    """Note what happened, or change what was noted under `event_id`.

    Raises:
        UsageError: "event_without_day": an agreement without the day that was agreed on;
            "event_day_wrong": a day that cannot be, or an end before its beginning.
    """
    if kind in _NEEDS_UNTIL and until is None:
        raise UsageError("event_without_day")
    is_backwards = until is not None and until < day
    if is_backwards or not all(_EARLIEST <= each < _LATEST for each in (day, until or day)):
        raise UsageError("event_day_wrong")
    with session.step("procedure") as tx:
        tx.put(ProcedureEvent(event_id or new_id(), kind, day, note.strip(), until))
    return Changes("step.procedure", dossier=True)


def remove_event(session: Session, event: ProcedureEvent) -> Changes:
    """Take back what was noted."""
    with session.step("procedure") as tx:
        tx.remove(event)
    return Changes("step.procedure", dossier=True)


def received_on(events: Iterable[ProcedureEvent]) -> dt.date | None:
    """The day on which the request came in; None while it is not noted."""
    return min((e.day for e in events if e.kind is ProcedureEventKind.RECEIVED), default=None)


def term(session: Session) -> Term:
    """The term as it stands today."""
    today = session.clock.now().date()
    return term_of(session.dossier.basis, procedure(session), today)


def deadline_text(found: Term) -> str:
    """One short line for the status bar; "" when no term runs."""
    if found.last_day is None or found.days_left is None:
        return ""
    key = f"term.{found.state.value}"
    if found.state is TermState.OVERDUE:
        return text(key, day=shown_day(found.last_day), count=-found.days_left)
    return text(key, day=shown_day(found.last_day), count=found.days_left)


def step_text(step: Step) -> str:
    """One line of the explanation."""
    return text(
        f"term_step.{step.key.value}",
        day=shown_day(step.day),
        days=step.days,
        until=shown_day(step.until),
    )


def day_text(day: dt.date | None) -> str:
    """A day in Dutch words ("7 juni 2024"), for what is published or stored; "" for none."""
    return "" if day is None else f"{day.day} {dutch_text(f'month.{day.month}')} {day.year}"


def shown_day(day: dt.date | None) -> str:
    """The same in the language of the program."""
    return "" if day is None else f"{day.day} {text(f'month.{day.month}')} {day.year}"
