"""Reads date, kind and reference from the heading of a document. Standard library only.

Labels have their value on the same line, on a line after them, or not at all: an empty label must
not take the next line for its value, so each value has to look like what the label promises.
In a form labels and values are often read apart; then the rows of the page bring them together.
Sources: shared domain study, R10-R12, R17, R18; checked on five real documents of one case.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.dates import dateline, find_dates, leading_date
from woo_desk.domain.document import DatePrecision
from woo_desk.domain.kinds import chat_stamps, kind_of, mail_labels
from woo_desk.domain.rows import Rows

_HEAD_LINES = 60
"""A heading is at the top: a date further down is a date in a story."""

_FIRST_LABEL = 8
"""By which line a mail's heading begins; after that it is one that is quoted."""
_MAIL_HEAD = 8
"""Lines of one mail's heading."""

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
    r"(?:datum\s+(?:van\s+)?(?:ontvangst|geboorte)|(?:geboorte|peil|ingangs|verval)datum|geboren"
    r"|stand\s+per|uw\s+brief)\b",
    re.IGNORECASE,
)
"""Begins a line whose date is not the document's."""
_OTHER_LABEL = re.compile(
    r"(?:datum\s+(?:ontvangst|geboorte)|geboortedatum|uw\s+brief.*|contactpersoon|contact"
    r"|behandeld\s+door|auteur|van|aan|cc|kopie\s+aan|onderwerp|betreft|bijlagen?(?:\(n\))?"
    r"|bijlage\s+nummer.*|horend\s+bij.*|telefoon|e-?mail|[tfem]|pagina\s.*|status|versie"
    r"|afdeling|directie|plaats|locatie|voorzitter|aanwezig|afwezig|opsteller|debat|verslag|paraaf"
    r"|beheer|vragen|afgemeld|secretaris)\s*[:.]?$",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(r"\s+(?=(?:uw|ons)\s+kenmerk|uw\s+brief|datum\b)", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?=.{3,40}$)(?=.*\d)(?:[A-Z]{1,5}|[A-Za-z./_\-]*\d[\w./\-]*)"
    r"(?:\s(?:[A-Z]{1,5}|[A-Za-z./_\-]*\d[\w./\-]*)){0,2}$"
)
"""WHY a digit: a reference has one; a name or the next label has not."""

_QUOTED = re.compile(
    r"\W*(?:oorspronkelijk\s+bericht|original\s+message|(?:begin\s+)?doorgestuurd\s+bericht"
    r"|forwarded\s+message|op\s.{5,80}\sschreef)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(?:geachte|beste|hooggeachte|l\.?\s?s\.?)\b", re.IGNORECASE)
_EVENT_KINDS = frozenset({"verslag", "presentielijst"})
"""Kinds whose date is that of the meeting."""
_EVENT_TITLE = re.compile(
    r"(?:[\w-]*verslag|notulen|\w+lijst)\b(?!.*\b(?:brief|besluit|rapport|nota|verzoek|uitspraak"
    r"|wet|regeling|tot)\b).*?(?P<date>\d{1,2}(?:\s+[a-z]{3,9}\.?\s+|[-/.]\d{1,2}[-/.])\d{4})"
    r"(?:,?\s(?:om\s)?\d{1,2}[.:]\d\d.{0,20})?",
    re.IGNORECASE,
)
_GLUED_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")
"""As in the name of a file: 20240607."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the heading of a document says; empty where it says nothing."""

    date: dt.date | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN
    """EXACT: the page says that it is the document's; DERIVED: the only date in the heading."""
    kind: str = ""
    """Document kind in Dutch, as in `Document.kind`."""
    reference: str = ""
    """Kenmerk."""


def read_heading(text: str, file_name: str = "", rows: Rows = ()) -> Heading:
    """Date, kind and reference from the text of a first page.

    Args:
        text: lines ending in newlines, as in `TextMap.text`; of a chat the whole text, because
            its date is known only when all of it is of one day.
        file_name: a weak hint: names the kind where the page does not, and confirms a date.
        rows: the same page by rows; empty when they are not known.
    """
    every = _without_empty(text.splitlines())
    lines, by_rows = every[:_HEAD_LINES], _lines_of(rows)[:_HEAD_LINES]
    # WHY rows first: the heading of a mail is a form, and a form is read by rows.
    kind = "e-mail" if kind_of(by_rows) == "e-mail" else kind_of(every, file_name)
    date, precision = _date(lines, by_rows, kind, every)
    if precision is DatePrecision.DERIVED and date in _dates_in_name(file_name):
        precision = DatePrecision.EXACT
    return Heading(date, precision, kind, _reference(lines) or _reference(by_rows))


def _without_empty(lines: Iterable[str]) -> list[str]:
    every = (" ".join(line.split()) for line in lines)
    return [line for line in every if line]


def _lines_of(rows: Rows) -> list[str]:
    """Each label with its value; cells that belong to no label stay one line."""
    lines: list[str] = []
    for row in rows:
        cells = _without_empty(row)
        if any(map(_is_bare_label, cells[:-1])):
            for cell in cells:
                if lines and _is_bare_label(lines[-1]) and not _is_bare_label(cell):
                    lines[-1] += f" {cell}"
                else:
                    lines.append(cell)
        else:
            lines.append(" ".join(cells))
    return lines


def _date(
    lines: Sequence[str], by_rows: Sequence[str], kind: str, every: Sequence[str]
) -> tuple[dt.date | None, DatePrecision]:
    if kind == "e-mail":
        found = {_mail_date(by_rows or lines)}
    elif kind == "chat":
        found = _chat_dates(every)
    else:
        found = {_labelled_date(lines), _labelled_date(by_rows)} - {None}
        found = found or _datelines(lines) or _title_dates(lines, kind)
    if found:
        # WHY only one: a wrong date is worse than none.
        date = found.pop() if len(found) == 1 else None
        return date, DatePrecision.UNKNOWN if date is None else DatePrecision.EXACT
    dates = set(find_dates("\n".join(line for line in lines if _stands_alone(line))))
    if len(dates) == 1:
        return dates.pop(), DatePrecision.DERIVED
    return None, DatePrecision.UNKNOWN


def _mail_date(lines: Sequence[str]) -> dt.date | None:
    """Of the message on top; those that it answers come after it."""
    labels = mail_labels(lines)
    if not labels or labels[0] >= _FIRST_LABEL or any(map(_QUOTED.match, lines[: labels[0]])):
        return None
    head = list(lines[labels[0] : labels[0] + _MAIL_HEAD])
    sender = head[0].partition(":")[0]
    again = (n for n, line in enumerate(head) if n and line.partition(":")[0] == sender)
    return _labelled_date(head[: next(again, len(head))])


def _chat_dates(lines: Sequence[str]) -> set[dt.date | None]:
    """The days of its messages; with None when one has no year that can be read."""
    return {next(find_dates(stamp), None) for stamp in chat_stamps(lines)}


def _labelled_date(lines: Sequence[str]) -> dt.date | None:
    dates = (leading_date(value) for value in _values(lines, _DATE_LABEL))
    return next((date for date in dates if date is not None), None)


def _datelines(lines: Sequence[str]) -> set[dt.date | None]:
    """Of "Den Haag, 7 juni 2024" above the salutation."""
    found: set[dt.date | None] = set()
    for line in lines:
        if _SALUTATION.match(line):
            break
        found.add(dateline(line))
    return found - {None}


def _title_dates(lines: Sequence[str], kind: str) -> set[dt.date | None]:
    """Of "Verslag projectoverleg 12 mei 2022": minutes bear the date of their meeting."""
    if kind not in _EVENT_KINDS:
        return set()
    titles = (_EVENT_TITLE.fullmatch(line) for line in lines)
    return {next(find_dates(title["date"]), None) for title in titles if title} - {None}


def _dates_in_name(file_name: str) -> set[dt.date]:
    glued = _GLUED_DATE.sub(r" \1-\2-\3 ", file_name)
    return set(find_dates(glued.replace("_", " ")))


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
    following = lines[last + 1 + len(labels) : last + 2 + len(labels)]
    # WHY: dates below one another are a column of a table.
    column = len(labels) == 1 and any(leading_date(line) for line in following)
    if not column and len(values) == len(labels) and all(map(_fits, labels, values)):
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
