"""The productierapport: what the Open Minvws Woo platform reads as its list of documents.

Columns and values follow the importer of `minvws/nl-rdo-woo-web` (release v3.3.0) as the shared
study `inventory_columns.json` describes it: the fourteen headings that every release took, all
cells text, dates as YYYY-MM-DD, judgements word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import PurePosixPath

from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.table import Table, TableColumn
from woo_desk.publication.cells import printable
from woo_desk.publication.facts import Facts
from woo_desk.publication.tooi import platform_type
from woo_desk.texts import dutch_text as text

DUPLICATE = "dubbel"
"""Ground that the platform knows for a duplicate (Citation.php)."""
HEADINGS = (
    "ID",
    "Matter",
    "Family ID",
    "Email Thread ID",
    "Document",
    "File type",
    "Datum",
    "Beoordeling",
    "Opgeschort",
    "Beoordelingsgrond",
    "Toelichting",
    "Publieke link",
    "Gerelateerd ID",
    "Zaaknummer",
)
_JUDGEMENTS = {
    Judgement.PUBLIC: "Openbaar",
    Judgement.PARTIAL_PUBLIC: "Deels openbaar",
    Judgement.ALREADY_PUBLIC: "Reeds openbaar",
    Judgement.NOT_PUBLIC: "Niet openbaar",
}
"""WHY not from the texts: any other wording is silently read as "niet openbaar"."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row; the fields stand in the order of the columns."""

    id: str
    matter: str
    family: str
    thread: str
    document: str
    file_type: str
    date: str
    judgement: str
    suspended: str
    grounds: str
    remark: str
    link: str
    related: str
    case_number: str

    def cells(self) -> tuple[str, ...]:
        """In the order of `HEADINGS`."""
        return tuple(printable(getattr(self, field.name)) for field in fields(self))


def report_entries(facts: Facts) -> tuple[InventoryEntry, ...]:
    """The documents that the report lists: those judged, and duplicates when that was chosen."""
    return tuple(
        entry
        for entry in facts.entries
        if (entry.outcome is ScopeOutcome.IN_SCOPE and entry.judgement is not None)
        or (entry.outcome is ScopeOutcome.DUPLICATE and facts.settings.lists_duplicates)
    )


def report_rows(facts: Facts) -> tuple[ReportRow, ...]:
    """The rows in order of document number."""
    entries = report_entries(facts)
    listed = {entry.printed_number for entry in entries}
    return tuple(_row(entry, facts, listed) for entry in entries)


def _row(entry: InventoryEntry, facts: Facts, listed: set[str]) -> ReportRow:
    is_duplicate = entry.outcome is ScopeOutcome.DUPLICATE
    judgement = Judgement.NOT_PUBLIC if is_duplicate else entry.judgement
    grounds = (DUPLICATE,) if is_duplicate else entry.ground_codes
    related = dict.fromkeys(number for number in entry.related if number in listed)
    return ReportRow(
        id=entry.printed_number,
        matter=facts.settings.matter,
        family=_number(entry.family),
        thread=_number(entry.thread),
        document=entry.title or text("platform.document", number=entry.printed_number),
        file_type=platform_type(entry.kind, entry.source_type),
        date=entry.date_text,
        judgement=_JUDGEMENTS[judgement] if judgement else "",
        suspended="ja" if entry.suspended else "",
        grounds="; ".join(grounds),
        remark=entry.remark,
        link=entry.public_link,
        related="; ".join(related),
        case_number=facts.settings.case_number or facts.case_number,
    )


def report_table(rows: Sequence[ReportRow]) -> Table:
    """The report as the one sheet of a workbook."""
    widths = (8, 12, 10, 16, 48, 12, 12, 16, 11, 20, 40, 32, 16, 16)
    columns = tuple(
        TableColumn(heading, width) for heading, width in zip(HEADINGS, widths, strict=True)
    )
    return Table(text("platform.sheet"), columns, [row.cells() for row in rows])


def archive_names(facts: Facts) -> dict[str, str]:
    """Name in documenten.zip by path in the package, of the files that the platform wants.

    It matches a file with its row by the first letters and digits of the name, and takes files of
    "Openbaar" and "Deels openbaar" that are not suspended alone.
    """
    wanted = (Judgement.PUBLIC, Judgement.PARTIAL_PUBLIC)
    return {
        entry.file_name: PurePosixPath(entry.file_name).name
        for entry in facts.published
        if entry.judgement in wanted and not entry.suspended
    }


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
