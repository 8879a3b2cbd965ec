"""The rules of the Open Minvws Woo platform for a productierapport, checked before it is written.

Each rule is one of the shared study `inventory_columns.json` (OUR RULE where releases differ).
What the platform would take wrongly without a word is refused here with the place of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from woo_desk.domain.ground import LegalBasis
from woo_desk.publication.facts import Facts, Problem, decision_type
from woo_desk.publication.platform_report import DUPLICATE, ReportRow

MAX_ROWS = 50_000
MAX_REPORT_BYTES = 10_024 * 1024
"""Upload limit of the form (InventoryType.php: 10024k)."""
MAX_FILE_BYTES = 1 << 30
MAX_ARCHIVE_BYTES = 4 << 30
_ID = re.compile(r"[A-Za-z0-9]{1,170}")
_MATTER = re.compile(r"[A-Za-z0-9\-._~]{2,50}")
_DOSSIER = re.compile(r"[a-z0-9\-]{3,50}")
_PREFIX = re.compile(r"[A-Za-z0-9\-]{0,150}")
_CASE = re.compile(r"[a-z0-9\-.;() ]{1,255}", re.IGNORECASE)
_CASE_SPLIT = re.compile(r"[,;]")
_WHOLE = re.compile(r"[1-9]\d*")
_CALCULATES = tuple("=+-@")
_MAX_TITLE = 500
_MAX_REMARK = 1000
_MAX_LINK = 2048
_MAX_NUMBER = 255
_JUDGEMENTS = frozenset({"Openbaar", "Deels openbaar", "Reeds openbaar", "Niet openbaar"})
_REFUSED = frozenset({"Deels openbaar", "Niet openbaar"})
_WITH_FILE = frozenset({"Openbaar", "Deels openbaar"})


def check_report(
    facts: Facts, rows: Sequence[ReportRow], *, with_files: bool = True
) -> tuple[Problem, ...]:
    """What the platform would refuse, or take otherwise than it is meant.

    Args:
        facts: of the publication.
        rows: of the report.
        with_files: whether the files are there already.
    """
    problems = [*_dossier_problems(facts), *_list_problems(rows)]
    listed = {row.id for row in rows}
    files = {entry.printed_number for entry in facts.published}
    gone = {entry.printed_number for entry in facts.entries if entry.is_withdrawn}
    for row in rows:
        problems += _row_problems(row, facts.today)
        problems += _relation_problems(row, listed, facts.settings.prefix)
        wants_file = row.judgement in _WITH_FILE and not row.suspended
        if with_files and row.id not in gone and wants_file != (row.id in files):
            problems.append(Problem("file_missing" if wants_file else "file_too_much", row.id))
    boxes = {entry.printed_number: entry.redactions for entry in facts.published}
    problems += [
        Problem("public_with_boxes", row.id)
        for row in rows
        if row.judgement == "Openbaar" and boxes.get(row.id)
    ]
    return tuple(problems)


def _dossier_problems(facts: Facts) -> Iterator[Problem]:
    settings, day = facts.settings, facts.settings.decision_day
    title, summary = {"maximum": _MAX_TITLE}, {"maximum": _MAX_REMARK}
    rules = (
        (facts.basis is LegalBasis.WOO, Problem("not_for_this_basis")),
        (_MATTER.fullmatch(settings.matter), Problem("matter", column="Matter")),
        (_DOSSIER.fullmatch(settings.dossier_number), Problem("dossier_number")),
        (_PREFIX.fullmatch(settings.prefix), Problem("prefix")),
        (3 <= len(facts.title) <= _MAX_TITLE, Problem("title_length", values=title)),
        (1 <= len(facts.summary) <= _MAX_REMARK, Problem("summary", values=summary)),
        (day and day <= facts.today, Problem("decision_day")),
        (decision_type(facts.entries) != "nothing_found", Problem("nothing_judged")),
        (
            sum(entry.bytes for entry in facts.published) <= MAX_ARCHIVE_BYTES,
            Problem("archive_too_large"),
        ),
    )
    yield from (problem for holds, problem in rules if not holds)
    for entry in facts.published:
        if entry.bytes > MAX_FILE_BYTES:
            yield Problem("file_too_large", entry.printed_number)


def _list_problems(rows: Sequence[ReportRow]) -> Iterator[Problem]:
    if len(rows) > MAX_ROWS:
        yield Problem("too_many_rows", values={"maximum": MAX_ROWS})
    # WHY without case: the platform keeps ids in small letters, and compares them with what came.
    for number, count in Counter(row.id.lower() for row in rows).items():
        if count > 1:
            yield Problem("id_twice", number, "ID")


def _row_problems(row: ReportRow, today: dt.date) -> Iterator[Problem]:
    title: dict[str, str | int] = {"maximum": _MAX_TITLE}
    remark: dict[str, str | int] = {"maximum": _MAX_REMARK}
    cases = [part.strip() for part in _CASE_SPLIT.split(row.case_number)] if row.case_number else []
    rules: tuple[tuple[object, str, str, dict[str, str | int]], ...] = (
        (_ID.fullmatch(row.id), "id", "ID", {}),
        (not row.family or _WHOLE.fullmatch(row.family), "whole_number", "Family ID", {}),
        (not row.thread or _WHOLE.fullmatch(row.thread), "whole_number", "Email Thread ID", {}),
        (1 <= len(row.document) <= _MAX_TITLE, "document_length", "Document", title),
        (not row.date or _is_past_day(row.date, today), "date", "Datum", {}),
        (len(row.remark) <= _MAX_REMARK, "remark_length", "Toelichting", remark),
        (not row.remark.lower().startswith("http"), "remark_link", "Toelichting", {}),
        (all(map(_CASE.fullmatch, cases)), "case_number", "Zaaknummer", {}),
        (not row.document.startswith(_CALCULATES), "formula", "Document", {}),
        (not row.remark.startswith(_CALCULATES), "formula", "Toelichting", {}),
    )
    for holds, key, column, values in rules:
        if not holds:
            yield Problem(key, row.id, column, values)
    yield from _judgement_problems(row)


def _judgement_problems(row: ReportRow) -> Iterator[Problem]:
    grounds = [part.strip() for part in row.grounds.split(";") if part.strip()]
    if row.judgement not in _JUDGEMENTS:
        yield Problem("judgement", row.id, "Beoordeling")
    if row.judgement in _REFUSED and not grounds:
        yield Problem("ground_missing", row.id, "Beoordelingsgrond")
    if row.judgement == "Openbaar" and grounds:
        yield Problem("ground_too_much", row.id, "Beoordelingsgrond")
    links = [part.strip() for part in row.link.split("|") if part.strip()]
    if row.judgement == "Reeds openbaar" and not links:
        yield Problem("link_missing", row.id, "Publieke link")
    if not all(map(is_address, links)):
        yield Problem("link", row.id, "Publieke link")


def _relation_problems(row: ReportRow, listed: set[str], prefix: str) -> Iterator[Problem]:
    related = [part.strip() for part in row.related.split(";") if part.strip()]
    if any(number not in listed or number == row.id for number in related):
        yield Problem("related", row.id, "Gerelateerd ID")
    if DUPLICATE in row.grounds and not related:
        yield Problem("duplicate_of_nothing", row.id, "Gerelateerd ID")
    if len(f"{prefix}-{row.matter}-{row.id}") > _MAX_NUMBER:
        yield Problem("number_length", row.id, "ID", {"maximum": _MAX_NUMBER})


def is_address(value: str) -> bool:
    """Whether the platform takes it for a web address: https or http, no space, a domain."""
    if len(value) > _MAX_LINK or not value.isascii() or any(map(str.isspace, value)):
        return False
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host.strip(".")


def _is_past_day(value: str, today: dt.date) -> bool:
    try:
        return dt.date.fromisoformat(value) <= today
    except ValueError:
        return False
