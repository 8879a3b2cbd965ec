"""Writes the inventory list as xlsx and csv: text cells only, and the same bytes each time."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from woo_desk.domain.export import PublishedFile
from woo_desk.domain.inventory import InventoryEntry
from woo_desk.publication.columns import load_columns
from woo_desk.publication.manifest import published_file
from woo_desk.texts import text

MAX_CELL = 32_767
"""Characters in one cell (ECMA-376 as Excel reads it); a longer one would vanish from the file."""
_CUT = "…"
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # xlsx knows no time zones
"""WHY fixed: the same decisions give the same bytes; the manifest tells when."""
_CALCULATES = tuple("=+-@＝＋－＠")
"""What makes a spreadsheet program take a csv cell for a formula, also in full width, and also
behind white space (OWASP, CSV injection)."""
_BLANK = ("\t", "\n")
_NOT_IN_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (2.2) does not know; a file with one would not open."""


def write_inventory(
    entries: Iterable[InventoryEntry], title: str, xlsx_path: Path, csv_path: Path
) -> tuple[PublishedFile, PublishedFile]:
    """Write both forms; paths in the result are the file names, as they lie in the package."""
    entries = tuple(entries)
    write_xlsx(entries, xlsx_path, title)
    write_csv(entries, csv_path)
    return (
        published_file(xlsx_path, xlsx_path.name),
        published_file(csv_path, csv_path.name),
    )


def write_xlsx(entries: Iterable[InventoryEntry], path: Path, title: str) -> None:
    """Write the list as a workbook of one sheet, its header frozen and with a filter.

    Args:
        entries: one per row.
        path: is overwritten.
        title: of the dossier, free of personal data.
    """
    options = {
        "constant_memory": True,  # 20,000 rows in little memory
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    columns = load_columns()
    with xlsxwriter.Workbook(str(path), options) as workbook:
        workbook.set_properties({"title": _printable(title), "created": _CREATED})
        sheet = workbook.add_worksheet(text("inventory.sheet"))
        head = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "num_format": "@"}
        )
        body = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.heading, head)
        last = 0
        for last, entry in enumerate(entries, start=1):
            for index, column in enumerate(columns):
                sheet.write_string(last, index, _printable(column.cell(entry)), body)
        sheet.autofilter(0, 0, last, len(columns) - 1)


def write_csv(entries: Iterable[InventoryEntry], path: Path) -> None:
    """Write the list as Excel in Dutch opens it by a double click: UTF-8 with BOM, semicolons."""
    columns = load_columns()
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([column.heading for column in columns])
        for entry in entries:
            writer.writerow([_harmless(_printable(column.cell(entry))) for column in columns])


def _printable(value: str) -> str:
    """Without what no spreadsheet can hold; cut with a mark where it is too long."""
    clean = _NOT_IN_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return clean if len(clean) <= MAX_CELL else clean[: MAX_CELL - 1] + _CUT


def _harmless(value: str) -> str:
    """With an apostrophe before what a spreadsheet program would calculate."""
    is_risky = value.startswith(_BLANK) or value.lstrip().startswith(_CALCULATES)
    return f"'{value}" if is_risky else value
