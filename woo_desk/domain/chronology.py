"""What happened when: documents, messages, versions, approvals, receipts, and the procedure.

Made from what the documents say of themselves and from sentences in them that tell a date and who
received, approved or published something. Vague dates ("medio december 2023") keep their words and
are put in order by the first day they can mean.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from woo_desk.domain.dates import find_dates
from woo_desk.domain.document import DatePrecision, Document
from woo_desk.domain.ids import DocumentId


class Happening(enum.StrEnum):
    """What kind of thing happened. Texts: `happening.<value>`."""

    DOCUMENT = "document"
    """A document bears this date."""
    VERSION = "version"
    """A document that calls itself a concept or a version."""
    MESSAGE = "message"
    """A message was sent."""
    RECEIVED = "received"
    """Somebody got something, a sentence says."""
    APPROVED = "approved"
    PUBLISHED = "published"
    TOLD = "told"
    """A sentence with a date that says something else."""
    PROCEDURE = "procedure"
    PROVISION = "provision"
    """The package went out."""
    NOTE = "note"
    """Put there by a person."""


@dataclass(frozen=True, slots=True)
class ChronologyNote:
    """A line of a person."""

    id: str
    day: dt.date
    what: str
    who: str = ""
    document_id: DocumentId | None = None


@dataclass(frozen=True, slots=True)
class ChronologyLine:
    """One line of the list."""

    day: dt.date
    """The first day it can be."""
    shown: str
    """The date in words of the source where it is vague; "" where `day` is exact."""
    what: Happening
    text: str = ""
    """A title, a sentence or a note. Document text: never logged."""
    who: str = ""
    """Who received it, where that is known."""
    document_id: DocumentId | None = None
    page_index: int | None = None
    note_id: str = ""
    """Of the note that a person put there."""

    @property
    def key(self) -> str:
        """The same for the same line, however often it is found; holds no words of documents."""
        words = f"{self.day}\n{self.what}\n{self.document_id}\n{self.page_index}\n{self.text}"
        return self.note_id or hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class ChronologyChoices:
    """What a person left out of the time line."""

    kinds: tuple[Happening, ...] = ()
    lines: tuple[str, ...] = ()
    """Keys of lines."""

    def keeps(self, line: ChronologyLine) -> bool:
        """Whether a line is part of the time line."""
        return line.what not in self.kinds and line.key not in self.lines


_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_PART = {
    "begin": 1, "medio": 11, "halverwege": 11, "half": 11, "eind": 21, "einde": 21, "": 1,
}  # fmt: skip
"""First day of the part of a month that a word can mean."""
_VAGUE = re.compile(
    rf"\b(?:(?P<part>begin|medio|halverwege|half|einde?)\s+)?(?P<month>{'|'.join(_MONTHS)})"
    r"(?:\s+(?P<year>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"\b(?P<part>begin|medio|halverwege|half|einde?)\s+(?P<month>{'|'.join(_MONTHS)})\b"
    r"(?!\s+(?:19|20)\d\d)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\d¹²³⁴⁵⁶⁷⁸⁹]*\s+(?=[A-Z‘“\"'])")
_LONGEST = 400
_SHORT = 0.7
"""A line so much shorter than the longest of its page ends a paragraph, or is a heading."""
_FEWEST = 4
"""Words of a sentence that tells something."""
_RULES = (
    (Happening.APPROVED, r"geaccordeerd|akkoord|goedgekeurd|vastgesteld|geparafeerd|paraaf"),
    (Happening.PUBLISHED, r"gepubliceerd|openbaar\s+gemaakt|publicatie"),
    (
        Happening.RECEIVED,
        r"ontv(?:ing|angen|ingen)|(?:ter\s+beschikking|toe)\s*ge(?:steld|stuurd|zonden)"
        r"|(?:ver|ge)?stuurd|(?:op)?geleverd|verzonden|gezonden|gedeeld|aangeboden|voorgelegd|verstrekt|overhandigd",
    ),
)
_KINDS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _RULES)
_BODY = r"((?:de|het|uw)\s+[\w-]+(?:\s+(?:van|voor|der|en|de|het|[A-Z][\w-]*)\b){0,8})"
_WHO = tuple(
    re.compile(words + _BODY) for words in (r"\baan\s+", r"gedeeld\s+met\s+", r"\bheeft .*?(?=uw )")
)
_LOOSE_END = re.compile(r"(?:\s+(?:van|voor|der|en|de|het))+$")
_BACK = dt.timedelta(days=183)
"""A date without a year lies at most so long before the one that was told last."""
_VERSION = re.compile(r"\b(?:concept\w*|versie\s+\d+(?:\.\d+)?|v\d+(?:\.\d+)+)\b", re.IGNORECASE)


def lines_of_document(document: Document) -> Iterator[ChronologyLine]:
    """What a document says of itself: its date, or when it was sent and to whom."""
    mail = document.mail
    if mail is not None and mail.sent_at is not None:
        who = "; ".join(mail.recipients)
        day = mail.sent_at.date()
        yield ChronologyLine(day, "", Happening.MESSAGE, document.title, who, document.id, 0)
    elif document.date is not None:
        is_version = _VERSION.search(f"{document.kind} {document.title}")
        kind = Happening.VERSION if is_version else Happening.DOCUMENT
        is_exact = document.date_precision is DatePrecision.EXACT
        shown = "" if is_exact else document.date_printed or f"± {document.date}"
        yield ChronologyLine(document.date, shown, kind, document.title, "", document.id, 0)


def lines_of_page(
    document_id: DocumentId, page_index: int, text: str, last: dt.date | None = None
) -> tuple[list[ChronologyLine], dt.date | None]:
    """Sentences of a page that tell what happened on a day.

    Args:
        document_id: of the document.
        page_index: 0-based.
        text: of the page.
        last: the day that was told last before this page; a date without a year follows on it.

    Returns:
        The lines in order of the text, and the last day that was told.
    """
    lines: list[ChronologyLine] = []
    told: set[str] = set()
    for sentence in _sentences(text):
        when = _when(sentence, last) if len(sentence) <= _LONGEST else None
        if when is None:
            continue
        last, shown = when
        kind = _kind(sentence)
        if sentence in told or (kind is Happening.TOLD and not _is_sentence(sentence)):
            continue
        told.add(sentence)
        who = _who(sentence) if kind is Happening.RECEIVED else ""
        lines.append(ChronologyLine(last, shown, kind, sentence, who, document_id, page_index))
    return lines, last


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a page; a heading above a paragraph is no part of its first sentence."""
    rows = [line.strip() for line in text.split("\n")]
    width = max(map(len, rows), default=0) * _SHORT
    part: list[str] = []
    for row, following in zip(rows, [*rows[1:], ""], strict=True):
        part.append(row)
        is_short = bool(row) and len(row) < width and row[-1] not in ",;-"
        if not row or (is_short and not following[:1].islower()):
            yield from _SENTENCE.split(" ".join(part).strip())
            part = []
    yield from _SENTENCE.split(" ".join(part).strip())


def _is_sentence(words: str) -> bool:
    """Not a heading, a row of a table or a footnote: it ends like one and has words enough."""
    pieces = words.split()
    figures = sum(any(c.isdigit() for c in piece) for piece in pieces)
    ends = words.rstrip("”’\"')0123456789").endswith((".", "!", "?"))
    return ends and len(pieces) >= _FEWEST and figures * 3 <= len(pieces)


def _kind(sentence: str) -> Happening:
    """By the word that comes first: what is told after it is about the circumstances."""
    found = [(match.start(), kind) for kind, words in _KINDS if (match := words.search(sentence))]
    return min(found)[1] if found else Happening.TOLD


def _who(sentence: str) -> str:
    matches = (words.search(sentence) for words in _WHO)
    return next((_LOOSE_END.sub("", match[1]) for match in matches if match), "")


def _when(sentence: str, last: dt.date | None) -> tuple[dt.date, str] | None:
    exact = next(find_dates(sentence), None)
    if exact is not None:
        return exact, ""
    vague = _VAGUE.search(sentence)
    if vague is not None:
        return _first_day(vague, int(vague["year"])), vague[0]
    yearless = _YEARLESS.search(sentence)
    if yearless is None or last is None:
        return None
    day = _first_day(yearless, last.year)
    if day < last - _BACK:
        day = _first_day(yearless, last.year + 1)
    return day, f"{yearless[0]} ({day.year})"


def _first_day(vague: re.Match[str], year: int) -> dt.date:
    month = _MONTHS.index(vague["month"].lower()) + 1
    return dt.date(year, month, _PART[(vague["part"] or "").lower()])


def still_tells(line: ChronologyLine, text: str) -> bool:
    """Whether a sentence still tells its day once words in it are masked.

    A day that was redacted itself (of birth, say) must not come back as the date of a line.
    """
    return _when(text, line.day) == (line.day, line.shown)


def in_order(lines: Iterable[ChronologyLine]) -> tuple[ChronologyLine, ...]:
    """By day; on one day exact dates go before vague ones, and then as they came."""
    return tuple(sorted(lines, key=lambda line: (line.day, bool(line.shown))))
