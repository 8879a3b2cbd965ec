"""What waits for the second reader, as a table."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt

from woo_desk.gui.models.document_table import plain_tip
from woo_desk.gui.models.row_table import Index, RowTable
from woo_desk.texts import text
from woo_desk.usecases.second_reader import QueueItem


class Column(enum.IntEnum):
    """Columns of the table. Headings: `gui.second.<name>`."""

    NUMBER = 0
    PAGE = 1
    REASON = 2
    WORDS = 3
    VERDICT = 4
    FIRST = 5


class ReadingTable(RowTable[QueueItem]):
    """One row for each place or document."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Column, parent)

    def key_of(self, row: QueueItem) -> str:
        """Document and place."""
        return f"{row.document_id}/{row.key}"

    def heading_of(self, name: str) -> str:
        """As in the texts of the table."""
        return text(f"gui.second.{name}")

    # Qt overrides

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _SHOWN[column](row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(said_of(row) or _SHOWN[column](row))
        return None


def said_of(row: QueueItem) -> str:
    """What was said of it before, in words; "" for nothing."""
    reading = row.reading
    if reading is None:
        return ""
    state = text(f"reading.{reading.verdict.value}")
    said = text("gui.second.said", by=reading.by, state=state)
    parts = [said, reading.comment]
    if reading.answer:
        parts.append(text("gui.second.answer", by=reading.answered_by, answer=reading.answer))
    return "\n".join(part for part in parts if part)


_SHOWN: dict[Column, Callable[[QueueItem], str]] = {
    Column.NUMBER: lambda row: row.number,
    Column.PAGE: lambda row: "" if row.page_index is None else str(row.page_index + 1),
    Column.REASON: lambda row: text(f"reading_reason.{row.reason.value}"),
    Column.WORDS: lambda row: row.words or text("gui.second.whole"),
    Column.VERDICT: lambda row: text(f"verdict.{row.verdict.value}") if row.verdict else "",
    Column.FIRST: lambda row: ", ".join(row.first_readers),
}
