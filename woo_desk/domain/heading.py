"""Reads date, kind and reference from the heading of a document. Standard library only.

Labels have their value on the same line, on a line after them, or not at all: an empty label must
not take the next line for its value, so each value has to look like what the label promises.
Sources: shared domain study, R10-R12, R17, R18; checked on five real documents of one case.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.document import DatePrecision

_HEAD_LINES = 60
"""A heading is at the top: a date further down is a date in a story."""
_TITLE_LINES = 25
"""In how many lines the word for the kind of document is looked for."""

_MONTHS = {
    "jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
"""First three letters; English too, because mail programs speak it."""
_MONTH = f"({'|'.join(_MONTHS)})[a-z]*"
_YEAR = r"((?:19|20)\d\d)"
_WRITTEN_DATE = re.compile(rf"(?<!\d)(\d{{1,2}})\s+{_MONTH}\.?\s+{_YEAR}(?!\d)", re.IGNORECASE)
_ENGLISH_DATE = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}}),\s+{_YEAR}(?!\d)", re.IGNORECASE)
_NUMERIC_DATE = re.compile(rf"(?<![\d.-])(\d{{1,2}})[-/.](\d{{1,2}})[-/.]{_YEAR}(?![\d-])")
_ISO_DATE = re.compile(rf"(?<!\d){_YEAR}-(\d\d)-(\d\d)(?!\d)")

_DATE_LABEL = re.compile(
    r"(?:datum(?:\s+(?:brief|document|nota|verzending))?|verzonden|verstuurd|sent|date"
    r"|dagtekening)\b\s*[:.]?\s*",
    re.IGNORECASE,
)
_REFERENCE_LABEL = re.compile(
    r"(?:ons\s+kenmerk|onze\s+referentie|onze?\s+ref\.?|kenmerk|referentie|documentnummer"
    r"|zaaknummer|briefnummer|registratienummer)(?!\w)\s*[:.]?\s*",
    re.IGNORECASE,
)
_THEIR_REFERENCE_LABEL = re.compile(r"uw\s+(?:kenmerk|referentie)(?!\w)\s*[:.]?\s*", re.IGNORECASE)
_OTHER_DATE = re.compile(
    r"(?:datum\s+(?:van\s+)?(?:ontvangst|geboorte)|geboortedatum|geboren|uw\s+brief)\b",
    re.IGNORECASE,
)
"""Begins a line whose date is not the document's."""
_OTHER_LABEL = re.compile(
    r"(?:datum\s+(?:ontvangst|geboorte)|geboortedatum|uw\s+brief.*|contactpersoon|contact"
    r"|behandeld\s+door|auteur|van|aan|cc|kopie\s+aan|onderwerp|betreft|bijlagen?(?:\(n\))?"
    r"|bijlage\s+nummer.*|horend\s+bij.*|telefoon|e-?mail|[tfem]|pagina\s.*|status|versie"
    r"|afdeling|directie)\s*[:.]?$",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(r"\s+(?=(?:uw|ons)\s+kenmerk|uw\s+brief|datum\b)", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?=.{3,40}$)(?=.*\d)(?:[A-Z]{1,5}|[A-Za-z./_\-]*\d[\w./\-]*)"
    r"(?:\s(?:[A-Z]{1,5}|[A-Za-z./_\-]*\d[\w./\-]*)){0,2}$"
)
"""WHY a digit: a reference has one; a name or the next label has not."""

_KINDS: tuple[tuple[str, str], ...] = (
    ("conceptnota", r"concept\s*-?\s*nota\b"),
    ("beslisnota", r"beslis\s*nota\b"),
    ("nota", r"nota\b(?!\s+bene)"),
    ("processchets", r"proces\s?schets\b"),
    ("informatieblad", r"informatieblad\b"),
    ("memo", r"(?:memo|memorandum)\b"),
    ("kamervragen", r"(?:kamervragen|beantwoording\s+(?:van\s+)?(?:de\s+)?(?:schriftelijke\s+)?"
     r"(?:kamer)?vragen|vragen\s+van\s+(?:het\s+lid|de\s+leden))\b"),
    ("Kamerbrief", r"(?:kamerbrief|brief\s+aan\s+de\s+(?:tweede|eerste)\s+kamer)\b"),
    ("verslag", r"(?:(?:gespreks|vergader|besprekings)?verslag|notulen)\b"),
    ("agenda", r"(?:(?:geannoteerde\s+)?agenda|annotatie)\b"),
    ("rapport", r"(?:(?:onderzoeks|eind)?rapport|rapportage|stand\s+van\s+de\s+uitvoering)\b"),
    ("vragenlijst", r"(?:vragenlijst|(?:nr\.\s+)?lijst\s+van\s+vragen)\b"),
    ("spreektekst", r"(?:spreektekst|spreekpunten|q\s?&\s?a)\b"),
    ("woordvoeringslijn", r"(?:woordvoeringslijn|persvraag|persvragen)\b"),
)  # fmt: skip
_LESSER_KINDS: tuple[tuple[str, str], ...] = (
    ("brief", r"(?:geachte\b|beste\b|>?\s*retouradres\b)"),
    ("bijlage", r"bijlage(?:\s+nummer)?\s+\w{1,4}\b"),
)
"""Looked for when no line names the kind itself."""
_MAIL_LABEL = re.compile(r"(van|from|aan|to|verzonden|sent|onderwerp|subject)\s*:", re.IGNORECASE)
_CONCEPT = re.compile(r"\W*(?:concept|ontwerp|draft)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the heading of a document says; empty where it says nothing."""

    date: dt.date | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN
    """EXACT: beside a label that says so; DERIVED: the only date in the heading."""
    kind: str = ""
    """Document kind in Dutch, as in `Document.kind`."""
    reference: str = ""
    """Kenmerk."""


def read_heading(text: str) -> Heading:
    """Date, kind and reference from the text of a first page.

    Args:
        text: lines ending in newlines, as in `TextMap.text`.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line][:_HEAD_LINES]
    date, precision = _date(lines)
    return Heading(date, precision, _kind(lines), _reference(lines))


def find_dates(text: str) -> Iterator[dt.date]:
    """Every complete date in a text, in order; days that do not exist are left out."""
    found: list[tuple[int, dt.date]] = []
    for match in _WRITTEN_DATE.finditer(text):
        found += _dated(match, match[3], _MONTHS[match[2].lower()], match[1])
    for match in _ENGLISH_DATE.finditer(text):
        found += _dated(match, match[3], _MONTHS[match[1].lower()], match[2])
    for match in _NUMERIC_DATE.finditer(text):
        found += _dated(match, match[3], match[2], match[1])
    for match in _ISO_DATE.finditer(text):
        found += _dated(match, match[1], match[2], match[3])
    yield from (date for _, date in sorted(found))


def _dated(
    match: re.Match[str], year: str, month: str | int, day: str
) -> list[tuple[int, dt.date]]:
    try:
        return [(match.start(), dt.date(int(year), int(month), int(day)))]
    except ValueError:
        return []


def _date(lines: Sequence[str]) -> tuple[dt.date | None, DatePrecision]:
    for value in _values(lines, _DATE_LABEL):
        for date in find_dates(value):
            return date, DatePrecision.EXACT
    alone = [line for line in lines if _stands_alone(line)]
    dates = set(find_dates("\n".join(alone)))
    if len(dates) == 1:
        return dates.pop(), DatePrecision.DERIVED
    return None, DatePrecision.UNKNOWN


def _stands_alone(line: str) -> bool:
    """Whether a line is little more than a date ("Den Haag, 7 juni 2024"), and no sentence."""
    return len(line) <= 40 and not line.endswith(".") and not _OTHER_DATE.match(line)


def _reference(lines: Sequence[str]) -> str:
    return next((v for v in _values(lines, _REFERENCE_LABEL) if _is_reference(v)), "")


def _is_reference(value: str) -> bool:
    return bool(_REFERENCE.match(value)) and not list(find_dates(value))


def _values(lines: Sequence[str], label: re.Pattern[str]) -> Iterator[str]:
    """What may be the value of a label: what stands beside it, else what stands below it."""
    for number, line in enumerate(lines):
        match = label.match(line)
        if match is None or _OTHER_DATE.match(line):
            continue
        beside = line[match.end() :]
        if beside:
            yield _NEXT_LABEL.split(beside)[0]
        else:
            yield from _below(lines, number)


def _below(lines: Sequence[str], number: int) -> Iterator[str]:
    """The value below an empty label, where labels may stand together with their values after.

    Values count only when every label of the group that asks for a date or reference gets one:
    else it is not known which label is the empty one.
    """
    first = number
    while first > 0 and _is_bare_label(lines[first - 1]):
        first -= 1
    last = number
    while last + 1 < len(lines) and _is_bare_label(lines[last + 1]):
        last += 1
    labels = lines[first : last + 1]
    values = lines[last + 1 : last + 1 + len(labels)]
    if len(values) == len(labels) and all(map(_fits, labels, values)):
        yield values[number - first]


def _is_bare_label(line: str) -> bool:
    labels = (_DATE_LABEL, _REFERENCE_LABEL, _THEIR_REFERENCE_LABEL, _OTHER_LABEL)
    return any(label.fullmatch(line) for label in labels)


def _fits(label: str, value: str) -> bool:
    if _DATE_LABEL.fullmatch(label):
        return _stands_alone(value) and any(True for _ in find_dates(value))
    if _REFERENCE_LABEL.fullmatch(label) or _THEIR_REFERENCE_LABEL.fullmatch(label):
        return _is_reference(value)
    return True


def _kind(lines: Sequence[str]) -> str:
    head = lines[:_TITLE_LINES]
    labels = {match[1].lower() for line in head[:15] if (match := _MAIL_LABEL.match(line))}
    if len(labels) >= 3:
        return "e-mail"
    kind = _first_kind(head, _KINDS) or _first_kind(lines, _LESSER_KINDS)
    if kind == "nota" and any(_CONCEPT.match(line) for line in head[:10]):
        return "conceptnota"
    return kind


def _first_kind(lines: Sequence[str], kinds: Sequence[tuple[str, str]]) -> str:
    """The kind that the earliest line begins with; a title may run on to the next line."""
    for number, line in enumerate(lines):
        title = " ".join(lines[number : number + 2]) if len(line) < 30 else line
        for kind, pattern in kinds:
            if re.match(pattern, title, re.IGNORECASE):
                return kind
    return ""
