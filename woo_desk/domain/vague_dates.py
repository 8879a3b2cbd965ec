"""Dates as people write them: "27 februari jl.", "medio december", "eind november 2023".

Each is a period with a first and a last day; a year that is not written follows from the date of
the document. Standard library only. Source: shared domain study, R17 and R18.
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from woo_desk.domain.dates import date_places

_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
           "september", "oktober", "november", "december")  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_YEAR = r"(?:\s+(?P<year>(?:19|20)\d\d))"
_PARTS = {"begin": (1, 10), "medio": (11, 20), "half": (11, 20), "halverwege": (11, 20),
          "midden": (11, 20), "eind": (21, 31), "einde": (21, 31), "ultimo": (31, 31)}  # fmt: skip
_PART_OF_MONTH = re.compile(rf"\b(?P<part>{'|'.join(_PARTS)})\s+{_MONTH}{_YEAR}?\b", re.IGNORECASE)
_DAY = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+{_MONTH}(?:\s+(?P<near>j\.?l\.?|a\.?s\.?|laatstleden"
    r"|aanstaande|dezes)(?!\w)|(?!\s+(?:19|20)\d\d|\w))",
    re.IGNORECASE,
)
_WHOLE_MONTH = re.compile(rf"(?<!\w)(?P<bare>){_MONTH}{_YEAR}(?!\w)", re.IGNORECASE)
_QUARTER = re.compile(
    r"\b(?P<which>eerste|tweede|derde|vierde|[1-4]e)\s+kwartaal(?:\s+van)?\s+(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_ORDER = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_COMING = ("as", "aanstaande")


class Fineness(enum.StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    PART_OF_MONTH = "part_of_month"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A date as it is written, and the days that it may be."""

    first: dt.date
    last: dt.date
    fineness: Fineness
    printed: str
    """As it stands there."""
    start: int
    """Where, in characters."""
    year_is_guessed: bool = False
    """The year is not written: it follows from the date of the document."""


def dates_in(text: str, written_on: dt.date | None = None) -> list[VagueDate]:
    """Every date in a text in order of place, vague ones included.

    Args:
        text: any text.
        written_on: the date of the document; without it, dates that name no year are left out.
    """
    found = [*_exact(text), *_parts(text, written_on), *_days(text, written_on)]
    found += _quarters(text)
    taken = [(one.start, one.start + len(one.printed)) for one in found]
    for match in _WHOLE_MONTH.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(_month(match))
    return sorted(found, key=lambda one: one.start)


def _exact(text: str) -> Iterator[VagueDate]:
    for start, end, date in date_places(text):
        yield VagueDate(date, date, Fineness.DAY, text[start:end], start)


def _parts(text: str, written_on: dt.date | None) -> Iterator[VagueDate]:
    for match in _PART_OF_MONTH.finditer(text):
        month = _MONTHS.index(match["month"].lower()) + 1
        low, high = _PARTS[match["part"].lower()]
        year = int(match["year"]) if match["year"] else _year_before(written_on, month, low)
        if year is None:
            continue
        days = calendar.monthrange(year, month)[1]
        yield VagueDate(
            dt.date(year, month, min(low, days)),
            dt.date(year, month, min(high, days)),
            Fineness.PART_OF_MONTH,
            match.group(),
            match.start(),
            year_is_guessed=not match["year"],
        )


def _days(text: str, written_on: dt.date | None) -> Iterator[VagueDate]:
    for match in _DAY.finditer(text):
        month, day = _MONTHS.index(match["month"].lower()) + 1, int(match["day"])
        near = (match["near"] or "").replace(".", "").lower()
        year = _year_before(written_on, month, day)
        if year is None or written_on is None:
            continue
        try:
            date = dt.date(year, month, day)
            if near in _COMING and date < written_on:
                date = date.replace(year=year + 1)
        except ValueError:
            continue
        yield VagueDate(
            date, date, Fineness.DAY, match.group(), match.start(), year_is_guessed=True
        )


def _quarters(text: str) -> Iterator[VagueDate]:
    for match in _QUARTER.finditer(text):
        which = match["which"].lower()
        number = _ORDER[which] if which in _ORDER else int(which[0])
        year, last = int(match["year"]), 3 * number
        days = calendar.monthrange(year, last)[1]
        yield VagueDate(
            dt.date(year, last - 2, 1),
            dt.date(year, last, days),
            Fineness.QUARTER,
            match.group(),
            match.start(),
        )


def _month(match: re.Match[str]) -> VagueDate:
    month, year = _MONTHS.index(match["month"].lower()) + 1, int(match["year"])
    days = calendar.monthrange(year, month)[1]
    return VagueDate(
        dt.date(year, month, 1),
        dt.date(year, month, days),
        Fineness.MONTH,
        match.group(),
        match.start(),
    )


def _year_before(written_on: dt.date | None, month: int, day: int) -> int | None:
    """The year of the last such day that is not after the document."""
    if written_on is None:
        return None
    is_past = (month, day) <= (written_on.month, written_on.day)
    return written_on.year if is_past else written_on.year - 1
