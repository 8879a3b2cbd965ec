"""Places where words were found in the text of the dossier."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from woo_desk.domain.document import Document
from woo_desk.gui.models.document_table import plain_tip
from woo_desk.gui.models.row_table import Index, RowTable
from woo_desk.store.search import TextHit
from woo_desk.texts import text

BEFORE, AFTER = 40, 80
"""Characters of the page shown before and behind the words."""


class Column(enum.IntEnum):
    """Columns of the table. Headings: `gui.find.<name>`."""

    NUMBER = 0
    TITLE = 1
    PAGE = 2
    WORDS = 3


@dataclass(frozen=True, slots=True)
class HitRow:
    """One place."""

    hit: TextHit
    document: Document


PageText = Callable[[TextHit], str]


class HitTable(RowTable[HitRow]):
    """Reads the words around a place when its row is shown, not before."""

    def __init__(self, page_text: PageText, parent: QObject | None = None) -> None:
        super().__init__(Column, parent)
        self._page_text = page_text

    def key_of(self, row: HitRow) -> str:
        """Document, page and place."""
        hit = row.hit
        return f"{hit.document_id}/{hit.page_index}/{hit.span.start}-{hit.span.end}"

    def heading_of(self, name: str) -> str:
        """As in the texts of the table."""
        return text(f"gui.find.{name}")

    def load(self, rows: Sequence[HitRow]) -> None:
        """Show these places."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    # Qt overrides

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{row.document.title}\n{self._around(row.hit)}")
        return None

    def _shown(self, row: HitRow, column: Column) -> str:
        match column:
            case Column.NUMBER:
                return row.document.printed_number
            case Column.TITLE:
                return row.document.title
            case Column.PAGE:
                return str(row.hit.page_index + 1)
            case Column.WORDS:
                return self._around(row.hit)

    def _around(self, hit: TextHit) -> str:
        page = self._page_text(hit)
        start = max(0, hit.span.start - BEFORE)
        words = " ".join(page[start : hit.span.end + AFTER].split())
        return f"…{words}" if start else words
