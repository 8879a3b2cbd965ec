"""Finds dates as Dutch documents and mail programs write them. Standard library only."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_MONTHS = {
    "jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
"""First three letters; English too, because mail programs speak it."""
_MONTH = f"({'|'.join(_MONTHS)})[a-z]*"
_YEAR = r"((?:19|20)\d\d)"
# WHY what may not come before a date is looked at after its first digits: an expression that begins
# with digits is only tried where digits are.
_WRITTEN_DATE = re.compile(rf"(\d(?<!\d\d)\d?)\s+{_MONTH}\.?\s+{_YEAR}(?!\d)", re.IGNORECASE)
_ENGLISH_DATE = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}}),\s+{_YEAR}(?!\d)", re.IGNORECASE)
_ENGLISH_YEAR = re.compile(r"\d,\s+(?:19|20)")
"""In every date of that form."""
_NUMERIC_DATE = re.compile(rf"(\d(?<![\d.-]\d)\d?)[-/.](\d{{1,2}})[-/.]{_YEAR}(?![\d-])")
_ISO_DATE = re.compile(r"((?:19|20)(?<!\d\d\d)\d\d)-(\d\d)-(\d\d)(?!\d)")

_WEEKDAY = (
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)"
)
_LEAD = re.compile(
    rf"\W*(?:[A-Z'’][\w'’.-]*(?:\s[\w'’-]+){{0,3}},\s*)??(?:(?i:{_WEEKDAY})\.?,?\s+)?"
)
_DATELINE = re.compile(
    r"['’A-Z][\w'’-]*(?:[ -][\w'’-]+){0,3}(?:,|\s+d\.?d\.?)\s*"
    rf"(?:(?i:{_WEEKDAY}),?\s+)?(?P<date>\S.*)"
)


def find_dates(text: str) -> Iterator[dt.date]:
    """Every complete date in a text, in order; days that do not exist are left out."""
    yield from (date for _, _, date in date_places(text))


def leading_date(text: str) -> dt.date | None:
    """The date that a text begins with, a weekday or a place before it allowed.

    None when another date follows: "3 mei 2022 tot 10 mei 2022" is a period.
    """
    places = date_places(text)
    if len({date for _, _, date in places}) != 1:
        return None
    start, _, date = places[0]
    return date if _LEAD.fullmatch(text, 0, start) else None


def dateline(line: str) -> dt.date | None:
    """The date of a line that says where and when, and nothing else: "Den Haag, 7 juni 2024"."""
    match = _DATELINE.fullmatch(line)
    places = date_places(match["date"]) if match else []
    if match is None or len(places) != 1:
        return None
    start, end, date = places[0]
    return date if start == 0 and not match["date"][end:].strip(" .") else None


def date_places(text: str) -> list[tuple[int, int, dt.date]]:
    """Every complete date with where it starts and ends, in order."""
    found: list[tuple[int, int, dt.date]] = []
    for match in _WRITTEN_DATE.finditer(text):
        found += _dated(match, match[3], _MONTHS[match[2].lower()], match[1])
    for match in _ENGLISH_DATE.finditer(text) if _ENGLISH_YEAR.search(text) else ():
        found += _dated(match, match[3], _MONTHS[match[1].lower()], match[2])
    for match in _NUMERIC_DATE.finditer(text):
        found += _dated(match, match[3], match[2], match[1])
    for match in _ISO_DATE.finditer(text):
        found += _dated(match, match[1], match[2], match[3])
    return sorted(found)


def _dated(
    match: re.Match[str], year: str, month: str | int, day: str
) -> list[tuple[int, int, dt.date]]:
    try:
        return [(*match.span(), dt.date(int(year), int(month), int(day)))]
    except ValueError:
        return []
