"""Values with separators (.csv) as a table; None where the lines are no table."""

from __future__ import annotations

import csv
import io

from woo_desk.convert.result import Converted
from woo_desk.convert.text import decode_text
from woo_desk.domain.printout import NewPage, Paragraph, Run, Table

_SEPARATORS = ";\t,|"
_MAX_ROWS = 100_000
_MAX_COLUMNS = 300


def convert_csv(untrusted: bytes) -> Converted | None:
    """A table of the values; None when they do not stand in at least two columns throughout."""
    text = decode_text(untrusted)
    head = text[:20_000].split("\n")[:50]
    separator = max(_SEPARATORS, key=lambda sign: sum(line.count(sign) > 0 for line in head))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return None
    widest = max(map(len, rows), default=0)
    filled = [row for row in rows if row]
    if not 2 <= widest <= _MAX_COLUMNS or len(rows) > _MAX_ROWS:
        return None
    if sum(len(row) > 1 for row in filled) < 0.8 * len(filled):
        return None
    cells = tuple(tuple((Paragraph((Run(value),)),) for value in row) for row in filled)
    result = Converted()
    result.blocks += [NewPage(is_landscape=True), Table(cells, header_rows=1, splits_wide=True)]
    result.source_text += [value for row in filled for value in row]
    return result
