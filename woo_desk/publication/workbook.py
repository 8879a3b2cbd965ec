"""Writes tables as a workbook (xlsx): text cells only, and the same bytes each time.

Only a worker loads this: the library takes a tenth of the time that the window needs to start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from woo_desk.domain.table import Table
from woo_desk.publication.cells import printable

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # xlsx knows no time zones
"""WHY fixed: the same decisions give the same bytes; the manifest tells when."""
_SHEET_NAME = 31
"""Longest name of a sheet that Excel takes."""


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
