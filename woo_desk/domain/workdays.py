"""Days on which a term cannot end (Algemene termijnenwet, art. 1 and 3)."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection

DAY = dt.timedelta(days=1)
_SATURDAY = 5


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (method of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def kings_day(year: int) -> dt.date:
    """Day on which the King's birthday is celebrated; before 2014 that of the Queen."""
    day = dt.date(year, 4, 27) if year >= 2014 else dt.date(year, 4, 30)
    return day - DAY if day.weekday() == 6 else day


@functools.cache
def holidays(year: int) -> frozenset[dt.date]:
    """General holidays, with Good Friday that counts as one (art. 3 lid 1 and 2).

    Days that are put on a par by decree (lid 3) are different each year and not known here.
    """
    sunday = easter(year)
    after_easter = (-2, 1, 39, 50)  # Good Friday, Easter Monday, Ascension, Whit Monday
    fixed = ((1, 1), (5, 5), (12, 25), (12, 26))
    return frozenset(
        {
            kings_day(year),
            *(sunday + days * DAY for days in after_easter),
            *(dt.date(year, month, day) for month, day in fixed),
        }
    )


def is_workday(day: dt.date, extra: Collection[dt.date] = ()) -> bool:
    """Whether a term may end on this day; `extra` are days put on a par with a holiday."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year) and day not in extra


def next_workday(day: dt.date, extra: Collection[dt.date] = ()) -> dt.date:
    """The day itself, or the first day after it on which a term may end (art. 1 lid 1)."""
    while not is_workday(day, extra):
        day += DAY
    return day
