"""The term of a request, counted day by day, with what it was counted from.

Rules: Woo art. 4.4 (four weeks from the day after receipt, at most two weeks more, standing still
while third parties are heard), art. 4.1 lid 5 (clarification asked within two weeks), Awb art. 4:15
(standing still from the day after the question until the day of the answer, or until the time set
for it has passed unused), Algemene termijnenwet art. 1 (a term that ends on a Saturday, a Sunday or
a holiday runs on). Art. 68 Grondwet knows no term: there the day counts that was promised.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.procedure import SUSPENSIONS, ProcedureEvent, ProcedureEventKind
from woo_desk.domain.workdays import DAY, next_workday

FIRST_TERM = 28
"""Days (Woo art. 4.4 lid 1)."""
EXTENSION = 14
"""Days (Woo art. 4.4 lid 2)."""
CLARIFICATION = 14
"""Days within which clarification must be asked (Woo art. 4.1 lid 5)."""
_DEFAULT = 14
"""Days after a notice of default (Awb art. 6:12 lid 2)."""
_LONGEST = 3660
"""Days after which counting stops, whatever somebody filled in."""


class TermState(enum.StrEnum):
    """How the term stands. Texts: `term.<value>`."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    STANDS_STILL = "stands_still"
    """`last_day` is the earliest that is still possible."""
    OVERDUE = "overdue"
    DECIDED = "decided"


class StepKey(enum.StrEnum):
    """One step of the explanation. Texts: `term_step.<value>` with `day`, `days` and `until`."""

    RECEIVED = "received"
    FIRST_TERM = "first_term"
    EXTENDED = "extended"
    EXTENDED_TOO_LATE = "extended_too_late"
    """Told after the first term: it does not count."""
    STOOD_STILL = "stood_still"
    STANDS_STILL = "stands_still"
    TOO_LATE_TO_SUSPEND = "too_late_to_suspend"
    CLARIFICATION_LATE = "clarification_late"
    """Asked after two weeks: whether it counts is for a lawyer; here it does."""
    RUNS_ON = "runs_on"
    AGREED = "agreed"
    PARTIAL = "partial"
    DEFAULT = "default"
    DECIDED = "decided"
    NO_TERM = "no_term"
    """Art. 68: the law sets none."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the last day follows from."""

    key: StepKey
    day: dt.date | None = None
    days: int = 0
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """When a decision must be there, and why."""

    state: TermState
    last_day: dt.date | None
    """None when it has not started, or no day was agreed where the law sets none."""
    days_left: int | None
    """Until and with the last day, negative once it has passed; None without a last day."""
    steps: tuple[Step, ...]


def term_of(basis: LegalBasis, events: Sequence[ProcedureEvent], today: dt.date) -> Term:
    """The term as it stands today.

    Args:
        basis: regime of the dossier.
        events: in any order.
        today: what stands still without an end is counted until this day.
    """
    ordered = sorted(events, key=lambda event: event.day)
    received = _first(ordered, ProcedureEventKind.RECEIVED)
    agreed = [event for event in ordered if event.kind is ProcedureEventKind.AGREED and event.until]
    if basis is not LegalBasis.WOO:
        steps = [Step(StepKey.NO_TERM)]
        if received:
            steps.insert(0, Step(StepKey.RECEIVED, received.day))
        return _ended(ordered, steps, _agreed(agreed, steps), today, stands_still=False)
    if received is None:
        return Term(TermState.NOT_STARTED, None, None, ())
    return _Count(ordered, received.day, today).term(agreed)


def _first(events: Sequence[ProcedureEvent], kind: ProcedureEventKind) -> ProcedureEvent | None:
    return next((event for event in events if event.kind is kind), None)


def _agreed(agreed: Sequence[ProcedureEvent], steps: list[Step]) -> dt.date | None:
    if not agreed:
        return None
    steps.append(Step(StepKey.AGREED, agreed[-1].day, until=agreed[-1].until))
    return agreed[-1].until


def _ended(
    events: Sequence[ProcedureEvent],
    steps: list[Step],
    last_day: dt.date | None,
    today: dt.date,
    *,
    stands_still: bool,
) -> Term:
    for event in events:
        if event.kind is ProcedureEventKind.PARTIAL_DECISION:
            steps.append(Step(StepKey.PARTIAL, event.day))
        if event.kind is ProcedureEventKind.NOTICE_OF_DEFAULT:
            until = event.day + _DEFAULT * DAY
            steps.append(Step(StepKey.DEFAULT, event.day, _DEFAULT, until))
    decided = _first(events, ProcedureEventKind.DECIDED)
    day = decided.day if decided else today
    left = None if last_day is None else (last_day - day).days
    if decided:
        steps.append(Step(StepKey.DECIDED, decided.day))
        state = TermState.DECIDED
    elif last_day is None:
        state = TermState.NOT_STARTED
    elif stands_still:
        state = TermState.STANDS_STILL
    else:
        state = TermState.OVERDUE if today > last_day else TermState.RUNNING
    return Term(state, last_day, left, tuple(steps))


@dataclass(frozen=True, slots=True)
class _Pause:
    """Days on which the term stands still; both inclusive."""

    event: ProcedureEvent
    first: dt.date
    last: dt.date
    is_open: bool
    """Nobody knows yet when it ends."""


class _Count:
    """Counts the days of a Woo request."""

    def __init__(self, events: Sequence[ProcedureEvent], received: dt.date, today: dt.date) -> None:
        self._events = events
        self._received = received
        self._today = today
        self._free = {e.day for e in events if e.kind is ProcedureEventKind.FREE_DAY}
        self._steps = [Step(StepKey.RECEIVED, received)]
        self._pauses = [pause for pause in map(self._pause, events) if pause is not None]

    def term(self, agreed: Sequence[ProcedureEvent]) -> Term:
        """The term, with its steps in the order of the reasoning."""
        days = FIRST_TERM
        self._steps.append(Step(StepKey.FIRST_TERM, days=days, until=self._received + days * DAY))
        days += self._extension()
        last, counted = self._after(days)
        self._tell(counted, last)
        ends = next_workday(last, self._free)
        if ends != last:
            self._steps.append(Step(StepKey.RUNS_ON, last, until=ends))
        ends = _agreed(agreed, self._steps) or ends
        still = any(p.is_open or p.first <= self._today <= p.last for p in counted)
        return _ended(self._events, self._steps, ends, self._today, stands_still=still)

    def _pause(self, event: ProcedureEvent) -> _Pause | None:
        """From the day after the question to the day before the answer (Awb art. 4:15 lid 1)."""
        closes = SUSPENSIONS.get(event.kind)
        if closes is None:
            return None
        answers = [e.day for e in self._events if e.kind is closes and e.day >= event.day]
        ends = [min(answers) - DAY] if answers else []
        if event.until:
            ends.append(event.until)
        is_open = not ends
        if event.day < self._received:
            return None
        last = self._today if is_open else min(ends)
        return _Pause(event, event.day + DAY, max(last, event.day), is_open)

    def _after(self, days: int) -> tuple[dt.date, list[_Pause]]:
        """The day on which so many days have run, and the pauses that began before it."""
        day, left = self._received, days
        counted: list[_Pause] = []
        while left and day < self._received + _LONGEST * DAY:
            counted += [pause for pause in self._pauses if pause.event.day == day]
            day += DAY
            left -= not any(pause.first <= day <= pause.last for pause in counted)
        return day, counted

    def _extension(self) -> int:
        told = _first(self._events, ProcedureEventKind.EXTENDED)
        if told is None:
            return 0
        first, _ = self._after(FIRST_TERM)
        is_late = told.day > next_workday(first, self._free)
        key = StepKey.EXTENDED_TOO_LATE if is_late else StepKey.EXTENDED
        self._steps.append(Step(key, told.day, EXTENSION))
        return 0 if is_late else EXTENSION

    def _tell(self, counted: Collection[_Pause], last: dt.date) -> None:
        for pause in self._pauses:
            day = pause.event.day
            if pause not in counted:
                self._steps.append(Step(StepKey.TOO_LATE_TO_SUSPEND, day, until=last))
                continue
            is_question = pause.event.kind is ProcedureEventKind.CLARIFICATION_ASKED
            if is_question and (day - self._received).days > CLARIFICATION:
                self._steps.append(Step(StepKey.CLARIFICATION_LATE, day, CLARIFICATION))
            key = StepKey.STANDS_STILL if pause.is_open else StepKey.STOOD_STILL
            days = (pause.last - pause.first).days + 1
            if days > 0:
                self._steps.append(Step(key, pause.first, days, pause.last))
