"""What a document says of itself, read as a proposal that a person corrects. Standard library only.

Source: shared domain study, R10 to R20. An empty label takes no other line for its value: a value
stands beside its label, or right below it in the same block.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.dates import find_dates
from woo_desk.domain.document import DatePrecision, MailFacts
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.heading import Heading
from woo_desk.domain.ids import NO_SHA256, DocumentId, Sha256
from woo_desk.domain.page_parts import (
    Footnote,
    Link,
    Section,
    attachments_named,
    footnotes_in,
    links_in,
    sections_in,
)
from woo_desk.domain.vague_dates import Fineness, VagueDate, dates_in

_HEAD_LINES = 40
_TOP_LINES = 12
_LONGEST = 250
_SUBJECT = re.compile(r"(?:onderwerp|betreft|betr\.|inzake|subject)\s*:?\s*", re.IGNORECASE)
_TO = re.compile(r"(?:aan|t\.a\.v\.|ter attentie van|geadresseerden?|to)\s*:\s*", re.IGNORECASE)
_DATE = re.compile(r"(?:datum|dagtekening|periode)\b\s*:?\s*", re.IGNORECASE)
_PLACE = re.compile(r"(?:['’A-Z][\w'’-]*(?:[ -][\w'’-]+){0,3}(?:,|\s+d\.?d\.?)\s*)?")
_STATUS = re.compile(r"status\s*:?\s*(?P<value>concept|ontwerp|definitief|vastgesteld)\b", re.I)
_CONCEPT = re.compile(r"\W*(?:concept|ontwerp|draft|werkversie)\b", re.IGNORECASE)
_FINAL_NAME = re.compile(r"(?:^|[\W_])(?:definitief|def|final|vastgesteld)(?:[\W_]|$)", re.I)
_CONCEPT_NAME = re.compile(r"(?:^|[\W_])(?:concept|draft|ontwerp)", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:directoraat-generaal|directie|afdeling|bureau|cluster|dienst|inspectie|ministerie van"
    r"|programma(?:directie)?|team|immigratie- en|dg\s)\b.*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:aan\s+)?(?:de\s+)?(?:minister|staatssecretaris|minister-president|voorzitter van de"
    r" (?:tweede|eerste) kamer)\b.{0,90}",
    re.IGNORECASE,
)
_KIND_ALONE = re.compile(
    r"(?:concept\s*-?\s*)?(?:beslis|start|opleg|beleids)?(?:nota|notitie|memo|memorandum)$", re.I
)
_KIND_FIRST = re.compile(
    r"(?:concept\s*-?\s*)?(?:beslis|start|opleg|beleids)?(?:nota|notitie|memo)\s*:?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_ON_GROUND_OF = r"(?:op\s+grond\s+van|krachtens|ingevolge|met\s+een\s+beroep\s+op|bedoeld\s+in)\s+"
_BASES = {
    LegalBasis.ART_68_GW: re.compile(
        rf"{_ON_GROUND_OF}art(?:ikel|\.)\s*68\s*(?:van\s+de\s+)?(?:grondwet|gw)\b", re.IGNORECASE
    ),
    LegalBasis.WOO: re.compile(
        rf"{_ON_GROUND_OF}(?:[\w.]+\s+){{0,6}}(?:wet open overheid|woo)\b", re.IGNORECASE
    ),
}
_TOLD_BY = {
    LegalBasis.ART_68_GW: re.compile("68"),
    LegalBasis.WOO: re.compile(r"[wW](?:[oO][oO]\b|[eE][tT] [oO][pP][eE][nN])"),
}
"""What stands in every place where a basis is named, and is looked for much faster."""
_LABEL = re.compile(r"[^\W\d_][\w ./()-]{1,30}:?$")


class DocumentStatus(enum.StrEnum):
    """Texts: `status.<value>`. Being a concept is no ground to withhold anything."""

    UNKNOWN = "unknown"
    CONCEPT = "concept"
    FINAL = "final"


class DateBasis(enum.StrEnum):
    """Why a document is said to be of a date. Texts: `date_basis.<value>`."""

    NONE = "none"
    MAIL = "mail"
    """The moment in the heading of a message."""
    HEADING = "heading"
    """A label or date line in the heading."""
    ONLY_DATE = "only_date"
    """The only date in the heading, which may be that of a letter that it answers."""
    VAGUE = "vague"
    """A month, or a part of one."""
    YEAR_GUESSED = "year_guessed"
    """A date without a year; that follows from the message it came with, or from the latest date
    that the document mentions."""
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """What one document says of itself, where a person has not said otherwise."""

    document_id: DocumentId
    date: dt.date | None = None
    """The first day that it may be."""
    date_last: dt.date | None = None
    """The last one."""
    date_printed: str = ""
    fineness: Fineness | None = None
    """None without a date."""
    date_basis: DateBasis = DateBasis.NONE
    kind: str = ""
    reference: str = ""
    status: DocumentStatus = DocumentStatus.UNKNOWN
    status_basis: str = ""
    """The words that say so."""
    unit: str = ""
    """That wrote it."""
    addressees: tuple[str, ...] = ()
    subject: str = ""
    attachments: tuple[str, ...] = ()
    """As it names them."""
    links: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    prepared_sha256: Sha256 = NO_SHA256
    """The PDF that was read."""
    basis: LegalBasis | None = None
    """That it says the request rests on; None when it says nothing or speaks of both."""
    corrected_by: str = ""
    """Who has changed it; "" for nobody."""


@dataclass(frozen=True, slots=True)
class _Head:
    lines: Sequence[str]
    """With empty ones between blocks."""
    shown: Sequence[str] = field(default=())


def describe_self(
    document_id: DocumentId,
    pages: Sequence[str],
    heading: Heading,
    file_name: str = "",
    mail: MailFacts | None = None,
    near: dt.date | None = None,
) -> SelfDescription:
    """Read a document.

    Args:
        document_id: of the document.
        pages: the text of each page.
        heading: as `heading.read_heading` gives it for the first page.
        file_name: a weak hint.
        mail: the facts of a message.
        near: when what it came with was sent; None when it came by itself.
    """
    lines = [" ".join(line.split()) for line in (pages[0] if pages else "").split("\n")]
    head = _Head(lines[:_HEAD_LINES], [line for line in lines if line][:_TOP_LINES])
    status, basis = _status(head, heading.kind, file_name)
    dated = _dated(head, heading, mail, lambda: near or _latest_date(pages))
    return SelfDescription(
        document_id=document_id,
        date=dated.first,
        date_last=dated.last,
        date_printed=dated.printed,
        fineness=dated.fineness,
        date_basis=dated.basis,
        kind="e-mail" if mail else heading.kind,
        reference=heading.reference,
        status=status,
        status_basis=basis,
        unit="" if mail else _unit(head),
        addressees=mail.recipients if mail else _addressees(head),
        subject=mail.subject if mail else _subject(head),
        attachments=() if mail else attachments_named(pages),
        links=links_in(pages),
        sections=() if mail else sections_in(pages),
        footnotes=() if mail else footnotes_in(pages),
        basis=_basis(pages),
    )


@dataclass(frozen=True, slots=True)
class _Dated:
    first: dt.date | None = None
    last: dt.date | None = None
    printed: str = ""
    fineness: Fineness | None = None
    basis: DateBasis = DateBasis.NONE


def _dated(
    head: _Head,
    heading: Heading,
    mail: MailFacts | None,
    written_on: Callable[[], dt.date | None],
) -> _Dated:
    if mail is not None and mail.sent_at is not None:
        date = mail.sent_at.date()
        return _Dated(date, date, date.isoformat(), Fineness.DAY, DateBasis.MAIL)
    if heading.date is not None:
        is_sure = heading.precision is DatePrecision.EXACT
        printed = next(
            (one.printed for one in dates_in("\n".join(head.lines)) if one.first == heading.date),
            heading.date.isoformat(),
        )
        basis = DateBasis.HEADING if is_sure else DateBasis.ONLY_DATE
        return _Dated(heading.date, heading.date, printed, Fineness.DAY, basis)
    values = [_labelled(head.lines, _DATE)] if _labelled(head.lines, _DATE) else head.shown
    near = written_on()
    found = [one for one in (_only_date(value, near) for value in values) if one is not None]
    if len({(one.first, one.last) for one in found}) != 1:
        return _Dated()  # a wrong date is worse than none
    one = found[0]
    basis = DateBasis.YEAR_GUESSED if one.year_is_guessed else DateBasis.VAGUE
    return _Dated(one.first, one.last, one.printed, one.fineness, basis)


def _only_date(line: str, written_on: dt.date | None) -> VagueDate | None:
    """The date of a line that says when, and at most where: "Den Haag, medio december 2023"."""
    dates = dates_in(line, written_on)
    if len(dates) != 1:
        return None
    before, after = line[: dates[0].start], line[dates[0].start + len(dates[0].printed) :]
    is_alone = bool(_PLACE.fullmatch(before)) and not after.strip(" .")
    return dates[0] if is_alone else None


def _basis(pages: Sequence[str]) -> LegalBasis | None:
    words = " ".join(" ".join(pages).split())
    named = [
        basis
        for basis, pattern in _BASES.items()
        if _TOLD_BY[basis].search(words) and pattern.search(words)
    ]
    return named[0] if len(named) == 1 else None


def _latest_date(pages: Sequence[str]) -> dt.date | None:
    return max((date for page in pages for date in find_dates(page)), default=None)


def _labelled(lines: Sequence[str], label: re.Pattern[str]) -> str:
    """What stands beside a label, or right below it in the same block; "" for an empty label."""
    for place, line in enumerate(lines):
        match = label.match(line)
        if match is None:
            continue
        if match.end() < len(line):
            is_label = ":" in match.group() or match.end() == 0 or line[match.end() - 1] == " "
            return line[match.end() :][:_LONGEST] if is_label else ""
        below = lines[place + 1] if place + 1 < len(lines) else ""
        return "" if below.endswith(":") or _is_label(below) else below[:_LONGEST]
    return ""


_LABELS = frozenset(
    ("datum", "ons kenmerk", "onze referentie", "uw kenmerk", "contactpersoon", "aan", "van", "cc",
     "bijlage", "bijlagen", "onderwerp", "betreft", "afdeling", "directie", "telefoon", "status",
     "versie", "auteur", "kopie aan", "behandeld door", "e-mail")
)  # fmt: skip


def _is_label(line: str) -> bool:
    return bool(_LABEL.fullmatch(line)) and line.rstrip(": ").casefold() in _LABELS


def _status(head: _Head, kind: str, file_name: str) -> tuple[DocumentStatus, str]:
    for line in head.shown:
        match = _STATUS.search(line)
        if match is not None:
            is_concept = match["value"].casefold() in ("concept", "ontwerp")
            return DocumentStatus.CONCEPT if is_concept else DocumentStatus.FINAL, line
        if _CONCEPT.match(line):
            return DocumentStatus.CONCEPT, line
    if kind.startswith("concept") or _CONCEPT_NAME.search(file_name):
        return DocumentStatus.CONCEPT, file_name if _CONCEPT_NAME.search(file_name) else kind
    if _FINAL_NAME.search(file_name.rpartition(".")[0] or file_name):
        return DocumentStatus.FINAL, file_name
    return DocumentStatus.UNKNOWN, ""


def _unit(head: _Head) -> str:
    """The first lines that name a part of an organisation, to the end of their block."""
    for place, line in enumerate(head.lines):
        if not _UNIT.fullmatch(line) or line.endswith("."):
            continue
        parts: list[str] = []
        for each in head.lines[place : place + 5]:
            if not each or any(c.isdigit() for c in each):
                break
            if parts and not _UNIT.fullmatch(each):
                parts[-1] += f" {each}"
            else:
                parts.append(each)
        return " / ".join(parts)[:_LONGEST]
    return ""


def _addressees(head: _Head) -> tuple[str, ...]:
    value = _labelled(head.lines, _TO)
    if value:
        return tuple(part.strip() for part in value.split(";") if part.strip())
    office = next((line for line in head.shown[:6] if _OFFICE.fullmatch(line)), "")
    return (re.sub(r"^aan\s+", "", office, flags=re.IGNORECASE),) if office else ()


def _subject(head: _Head) -> str:
    value = _labelled(head.lines, _SUBJECT)
    if value:
        return value
    for place, line in enumerate(head.lines):
        if _KIND_ALONE.fullmatch(line):
            return _block_below(head.lines[place + 1 :])
        match = _KIND_FIRST.fullmatch(line)
        if match is not None and len(line) < 120 and line in head.shown:
            return match["rest"]
    return ""


def _block_below(lines: Sequence[str]) -> str:
    block: list[str] = []
    for line in lines:
        if not line and block:
            break
        if line:
            block.append(line)
    found = " ".join(block)
    return found if len(found) <= _LONGEST and not _is_label(found) else ""
