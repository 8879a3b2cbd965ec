"""Tasks "inventory" and "records": what is listed and told of a publication, in every format."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from woo_desk.domain.export import Format, PublishedFile
from woo_desk.pdf.table_pages import write_tables
from woo_desk.publication import package
from woo_desk.publication.cells import write_csv
from woo_desk.publication.columns import inventory_tables, register_of
from woo_desk.publication.letter_docx import write_letters
from woo_desk.publication.manifest import published_file
from woo_desk.publication.ods import write_ods
from woo_desk.publication.records import write_records
from woo_desk.publication.workbook import write_workbook
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests_publication import (
    InventoryRequest,
    InventoryResult,
    RecordsRequest,
    RecordsResult,
)
from woo_desk.workers.tasks_common import unwritable


def inventory(request: InventoryRequest, report: Report) -> InventoryResult:
    """Write the list in the chosen formats, all from the same tables.

    Raises:
        UsageError: a file cannot be written.
    """
    folder = Path(request.folder)
    try:
        return InventoryResult(tuple(_write(request, folder, report)))
    except (OSError, FileCreateError):  # the latter is no OSError
        raise unwritable(folder / package.INVENTORY_XLSX) from None


def _write(request: InventoryRequest, folder: Path, report: Report) -> list[PublishedFile]:
    tables = inventory_tables(
        request.entries, request.changes, register_apart=request.register_apart
    )
    title, formats = request.dossier_title, request.formats
    names: dict[str, int] = {}
    if Format.INVENTORY_XLSX in formats:
        write_workbook(tables, folder / package.INVENTORY_XLSX, title)
        names[package.INVENTORY_XLSX] = 0
    if Format.INVENTORY_CSV in formats:
        write_csv(tables[0], folder / package.INVENTORY_CSV)
        names[package.INVENTORY_CSV] = 0
        if request.register_apart and register_of(request.entries):
            write_csv(tables[1], folder / package.REGISTER_CSV)
            names[package.REGISTER_CSV] = 0
    if Format.INVENTORY_ODS in formats:
        write_ods(tables, folder / package.INVENTORY_ODS, title)
        names[package.INVENTORY_ODS] = 0
    if Format.INVENTORY_PDF in formats:
        pages = write_tables(tables, title, folder / package.INVENTORY_PDF, report)
        names[package.INVENTORY_PDF] = pages
    return [published_file(folder / name, name, pages) for name, pages in names.items()]


def records(request: RecordsRequest, _report: Report) -> RecordsResult:
    """Write the chosen formats for machines.

    Raises:
        UsageError: a file cannot be written.
    """
    folder = Path(request.folder)
    try:
        files = write_records(request.facts, request.formats, folder)
        letters = write_letters(request.letters, request.chronology, folder)
        return RecordsResult((*files, *letters))
    except (OSError, FileCreateError):
        raise unwritable(folder / package.DOSSIER_JSON) from None
