"""What stands in the cells of a table, and tables as csv: harmless text in every program."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from woo_desk.domain.table import Table

MAX_CELL = 32_767
"""Characters in one cell (ECMA-376 as Excel reads it); a longer one would vanish from the file."""
_CUT = "…"
_CALCULATES = tuple("=+-@＝＋－＠")
"""What makes a spreadsheet program take a csv cell for a formula, also in full width, and also
behind white space (OWASP, CSV injection)."""
_BLANK = ("\t", "\n")
_NOT_IN_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (2.2) does not know; a file with one would not open."""


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
