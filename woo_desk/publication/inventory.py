"""Writes tables as workbooks (xlsx) and csv: text cells only, and the same bytes each time."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from woo_desk.domain.table import Table

MAX_CELL = 32_767
"""Characters in one cell (ECMA-376 as Excel reads it); a longer one would vanish from the file."""
_CUT = "…"
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # xlsx knows no time zones
"""WHY fixed: the same decisions give the same bytes; the manifest tells when."""
_CALCULATES = tuple("=+-@＝＋－＠")
"""What makes a spreadsheet program take a csv cell for a formula, also in full width, and also
behind white space (OWASP, CSV injection)."""
_SHEET_NAME = 31
"""Longest name of a sheet that Excel takes."""
_BLANK = ("\t", "\n")
_NOT_IN_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (2.2) does not know; a file with one would not open."""


def write_workbook(tables: Sequence[Table], path: Path, title: str) -> None:
    """Write a workbook of one sheet per table, its header frozen and with a filter.

    Args:
        tables: at least one.
        path: is overwritten.
        title: of the dossier, free of personal data.
    """
    options = {
        "constant_memory": True,  # 20,000 rows in little memory
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as workbook:
        workbook.set_properties({"title": printable(title), "created": _CREATED})
        head = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "num_format": "@"}
        )
        body = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for table in tables:
            sheet = workbook.add_worksheet(table.name[:_SHEET_NAME])
            sheet.freeze_panes(1, min(2, len(table.columns) - 1))
            sheet.repeat_rows(0)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            for index, column in enumerate(table.columns):
                sheet.set_column(index, index, column.width, body)
                sheet.write_string(0, index, column.heading, head)
            for number, row in enumerate(table.rows, start=1):
                for index, cell in enumerate(row):
                    if cell:  # an empty one is what its column says
                        sheet.write_string(number, index, printable(cell), body)
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def write_csv(table: Table, path: Path) -> None:
    """Write a table as Excel in Dutch opens it by a double click: UTF-8 with BOM, semicolons."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([column.heading for column in table.columns])
        writer.writerows([_harmless(printable(cell)) for cell in row] for row in table.rows)


def printable(value: str) -> str:
    """Without what no spreadsheet can hold; cut with a mark where it is too long."""
    if value.isprintable() and len(value) <= MAX_CELL:
        return value
    clean = _NOT_IN_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return clean if len(clean) <= MAX_CELL else clean[: MAX_CELL - 1] + _CUT


def _harmless(value: str) -> str:
    """With an apostrophe before what a spreadsheet program would calculate."""
    is_risky = value.startswith(_BLANK) or value.lstrip().startswith(_CALCULATES)
    return f"'{value}" if is_risky else value
