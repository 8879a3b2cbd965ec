"""The term of a request, against days counted by hand on a calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.procedure import ProcedureEvent, ProcedureEventKind
from woo_desk.domain.term import StepKey, Term, TermState, term_of
from woo_desk.domain.workdays import easter, holidays, is_workday, kings_day, next_workday

K = ProcedureEventKind


def day(words: str) -> dt.date:
    return dt.date.fromisoformat(words)


def term(
    *events: tuple[ProcedureEventKind, str] | tuple[ProcedureEventKind, str, str],
    today: str = "2026-06-10",
    basis: LegalBasis = LegalBasis.WOO,
) -> Term:
    made = [
        ProcedureEvent(str(n), kind, day(rest[0]), until=day(rest[1]) if rest[1:] else None)
        for n, (kind, *rest) in enumerate(events)
    ]
    return term_of(basis, made, day(today))


def keys(found: Term) -> list[StepKey]:
    return [step.key for step in found.steps]


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2000, "2000-04-23"), (2024, "2024-03-31"), (2026, "2026-04-05"), (2038, "2038-04-25")],
)
def test_easter(year: int, sunday: str) -> None:
    assert easter(year) == day(sunday)


def test_holidays_of_2026() -> None:
    wanted = ("01-01", "04-03", "04-06", "04-27", "05-05", "05-14", "05-25", "12-25", "12-26")
    assert holidays(2026) == {day(f"2026-{each}") for each in wanted}
    assert kings_day(2025) == day("2025-04-26")
    assert kings_day(2013) == day("2013-04-30")


def test_a_term_runs_on_over_a_long_weekend() -> None:
    assert next_workday(day("2026-04-03")) == day("2026-04-07")
    assert is_workday(day("2026-04-07"))
    assert next_workday(day("2026-05-14"), [day("2026-05-15")]) == day("2026-05-18")


def test_four_weeks_from_the_day_after_receipt() -> None:
    found = term((K.RECEIVED, "2026-06-01"))
    assert (found.state, found.last_day, found.days_left) == (
        TermState.RUNNING, day("2026-06-29"), 19,
    )  # fmt: skip
    assert keys(found) == [StepKey.RECEIVED, StepKey.FIRST_TERM]


def test_a_term_that_ends_on_a_holiday_runs_on() -> None:
    found = term((K.RECEIVED, "2026-04-27"), today="2026-05-01")  # 25 May is Whit Monday
    assert found.last_day == day("2026-05-26")
    assert keys(found)[-1] is StepKey.RUNS_ON


def test_two_weeks_more_only_when_told_in_time() -> None:
    in_time = term((K.RECEIVED, "2026-06-01"), (K.EXTENDED, "2026-06-29"))
    assert in_time.last_day == day("2026-07-13")
    late = term((K.RECEIVED, "2026-06-01"), (K.EXTENDED, "2026-06-30"))
    assert late.last_day == day("2026-06-29")
    assert StepKey.EXTENDED_TOO_LATE in keys(late)


def test_it_stands_still_from_the_day_after_the_question_to_the_day_of_the_answer() -> None:
    found = term(
        (K.RECEIVED, "2026-06-01"),
        (K.CLARIFICATION_ASKED, "2026-06-05"),
        (K.CLARIFIED, "2026-06-10"),
    )  # 6, 7, 8 and 9 June do not count
    assert found.last_day == day("2026-07-03")


def test_views_not_given_in_time_stop_the_pause() -> None:
    asked = (K.VIEWS_ASKED, "2026-06-05", "2026-06-19")
    unused = term((K.RECEIVED, "2026-06-01"), asked, today="2026-06-25")
    assert unused.last_day == day("2026-07-13")  # 14 days
    later = term((K.RECEIVED, "2026-06-01"), asked, (K.VIEWS_IN, "2026-06-30"), today="2026-07-01")
    assert later.last_day == unused.last_day
    assert term((K.RECEIVED, "2026-06-01"), asked).state is TermState.STANDS_STILL


def test_pauses_that_overlap_count_once() -> None:
    found = term(
        (K.RECEIVED, "2026-06-01"),
        (K.VIEWS_ASKED, "2026-06-05"), (K.VIEWS_IN, "2026-06-15"),
        (K.CLARIFICATION_ASKED, "2026-06-09"), (K.CLARIFIED, "2026-06-18"),
        today="2026-06-20",
    )  # fmt: skip
    assert found.last_day == day("2026-07-13")  # 6 to 17 June: 12 days, 11 July is a Saturday


def test_a_pause_without_an_end_is_said_to_be_one() -> None:
    found = term((K.RECEIVED, "2026-06-01"), (K.SUSPENDED, "2026-06-05"), today="2026-06-15")
    assert (found.state, found.last_day) == (TermState.STANDS_STILL, day("2026-07-09"))
    assert keys(found)[-1] is StepKey.STANDS_STILL


def test_what_comes_after_the_term_does_not_stretch_it() -> None:
    found = term((K.RECEIVED, "2026-04-01"), (K.SUSPENDED, "2026-05-20"))
    assert (found.state, found.last_day) == (TermState.OVERDUE, day("2026-04-29"))
    assert found.days_left == -42
    assert StepKey.TOO_LATE_TO_SUSPEND in keys(found)


def test_clarification_after_two_weeks_is_pointed_at() -> None:
    found = term((K.RECEIVED, "2026-06-01"), (K.CLARIFICATION_ASKED, "2026-06-16"))
    assert StepKey.CLARIFICATION_LATE in keys(found)


def test_a_decision_ends_it_and_a_partial_one_does_not() -> None:
    part = term((K.RECEIVED, "2026-06-01"), (K.PARTIAL_DECISION, "2026-06-08"))
    assert part.state is TermState.RUNNING
    whole = term((K.RECEIVED, "2026-06-01"), (K.DECIDED, "2026-06-30"), today="2027-01-01")
    assert (whole.state, whole.days_left) == (TermState.DECIDED, -1)


def test_an_agreed_day_goes_first() -> None:
    found = term((K.RECEIVED, "2026-06-01"), (K.AGREED, "2026-06-05", "2026-09-01"))
    assert found.last_day == day("2026-09-01")


def test_article_68_knows_only_the_day_that_was_promised() -> None:
    none = term((K.RECEIVED, "2026-06-01"), basis=LegalBasis.ART_68_GW)
    assert (none.state, none.last_day) == (TermState.NOT_STARTED, None)
    promised = term((K.AGREED, "2026-06-01", "2026-06-07"), basis=LegalBasis.ART_68_GW)
    assert (promised.state, promised.days_left) == (TermState.OVERDUE, -3)


def test_without_receipt_nothing_runs() -> None:
    assert term((K.EXTENDED, "2026-06-01")).state is TermState.NOT_STARTED


def test_a_notice_of_default_gives_two_weeks() -> None:
    found = term((K.RECEIVED, "2026-04-01"), (K.NOTICE_OF_DEFAULT, "2026-06-01"))
    assert found.steps[-1].until == day("2026-06-15")


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-06-05", "2026-07-03"),  # a Friday: nothing moves
        ("2026-06-06", "2026-07-06"),  # ends on a Saturday, runs on to Monday
        ("2026-06-07", "2026-07-06"),  # ends on a Sunday
        ("2026-11-27", "2026-12-28"),  # Christmas on a Friday, then a weekend
        ("2026-12-04", "2027-01-04"),  # New Year's Day, into the next year
        ("2026-03-06", "2026-04-07"),  # Good Friday to the Tuesday after Easter
        ("2026-04-16", "2026-05-15"),  # Ascension Day; the Friday after it is a working day
        ("2026-04-07", "2026-05-06"),  # the fifth of May, in every year
        ("2025-03-29", "2025-04-28"),  # King's Day of 2025 is Saturday the 26th
        ("2024-02-01", "2024-02-29"),  # a leap day
        ("2023-12-01", "2023-12-29"),
    ],
)
def test_the_last_day_moves_off_weekends_and_holidays(received: str, last: str) -> None:
    assert term((K.RECEIVED, received), today=received).last_day == day(last)


def test_a_day_put_on_a_par_with_a_holiday_moves_it_further() -> None:
    bridge = (K.FREE_DAY, "2026-05-15")
    assert term((K.RECEIVED, "2026-04-16"), bridge, today="2026-05-01").last_day == day(
        "2026-05-18"
    )


def test_two_weeks_more_count_from_the_day_that_did_not_move() -> None:
    """Saturday 4 July is the end of the first term: the extension ends 14 days later, not 16."""
    moved = term((K.RECEIVED, "2026-06-06"), (K.EXTENDED, "2026-07-06"), today="2026-07-06")
    assert moved.last_day == day("2026-07-20")  # Saturday 18 July runs on to Monday
    assert StepKey.EXTENDED in keys(moved)
    late = term((K.RECEIVED, "2026-06-06"), (K.EXTENDED, "2026-07-07"), today="2026-07-07")
    assert (late.state, late.last_day) == (TermState.OVERDUE, day("2026-07-06"))


def test_only_one_extension_counts() -> None:
    twice = term((K.RECEIVED, "2026-06-01"), (K.EXTENDED, "2026-06-08"), (K.EXTENDED, "2026-06-29"))
    assert twice.last_day == day("2026-07-13")


def test_a_pause_that_ends_on_a_holiday_ends_that_day_and_the_term_still_moves() -> None:
    """A time that we set ourselves is no term of a law: it does not move; that of the law does."""
    found = term(
        (K.RECEIVED, "2026-04-20"), (K.VIEWS_ASKED, "2026-04-21", "2026-05-05"), today="2026-05-06"
    )
    assert found.last_day == day("2026-06-01")  # 18 May and 14 days
    with_answer = term(
        (K.RECEIVED, "2026-04-20"), (K.VIEWS_ASKED, "2026-04-21", "2026-05-05"),
        (K.VIEWS_IN, "2026-04-24"), today="2026-05-06",
    )  # fmt: skip
    assert with_answer.last_day == day("2026-05-20")  # 22 and 23 April did not count


def test_the_last_day_itself_is_in_time_and_the_next_is_not() -> None:
    assert term((K.RECEIVED, "2026-06-01"), today="2026-06-29").state is TermState.RUNNING
    assert term((K.RECEIVED, "2026-06-01"), today="2026-06-30").state is TermState.OVERDUE
