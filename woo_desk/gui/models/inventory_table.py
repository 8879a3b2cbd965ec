"""The register of all candidates as a table that is edited in place."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QDate, QObject, Qt, Signal

from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.gui.models.document_table import plain_tip, scope_name, shown_date
from woo_desk.gui.models.row_table import Index, RowTable
from woo_desk.store.dossier_file import DossierFile
from woo_desk.texts import text
from woo_desk.usecases.candidates import Candidate, Field, candidates
from woo_desk.usecases.grounds import load_grounds


class Column(enum.IntEnum):
    """Columns of the table. Headings: `gui.inventory.<name>`."""

    NUMBER = 0
    TITLE = 1
    DATE = 2
    KIND = 3
    REFERENCE = 4
    SCOPE = 5
    REASON = 6
    JUDGEMENT = 7
    GROUNDS = 8
    REMARK = 9
    LINK = 10
    PAGES = 11


FIELDS = {
    Column.TITLE: Field.TITLE,
    Column.DATE: Field.DATE,
    Column.KIND: Field.KIND,
    Column.REFERENCE: Field.REFERENCE,
    Column.REMARK: Field.REMARK,
    Column.LINK: Field.LINK,
}
"""What can be typed into; scope and judgement are decisions, with keys and dialogs of their own."""


class InventoryTable(RowTable[Candidate]):
    """One row for each document, whatever was decided about it.

    Signals:
        edited(str, Field, object): a cell was filled in: document id, field, value.
    """

    edited = Signal(str, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Column, parent)
        self.can_write = False
        self._sort_column = Column.NUMBER
        self._is_descending = False

    def key_of(self, row: Candidate) -> str:
        """The document's id."""
        return row.document.id

    def heading_of(self, name: str) -> str:
        """As in the texts of the table."""
        return text(f"gui.inventory.{name}")

    def load(self, file: DossierFile | None) -> None:
        """Show the documents of this dossier as they are now; None for an empty table."""
        self.can_write = file is not None and not file.is_read_only
        self.show_rows(self._sorted(list(candidates(file)) if file else []))

    def sort_rows(self, column: Column, *, is_descending: bool) -> None:
        """Sort by a column from now on; the table begins anew."""
        self._sort_column, self._is_descending = column, is_descending
        self.beginResetModel()
        self._rows = self._sorted(self._rows)
        self.endResetModel()

    def _sorted(self, rows: list[Candidate]) -> list[Candidate]:
        ordered = sorted(rows, key=lambda row: row.document.number)
        if self._sort_column is Column.DATE:
            ordered.sort(key=_by_date, reverse=self._is_descending)
        elif self._sort_column is Column.NUMBER:
            ordered.sort(key=lambda row: row.document.number, reverse=self._is_descending)
        else:
            shown = _SHOWN[self._sort_column]
            ordered.sort(key=lambda row: shown(row).casefold(), reverse=self._is_descending)
        return ordered

    # Qt overrides

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        flags = super().flags(index)
        if self.can_write and index.isValid() and Column(index.column()) in FIELDS:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _SHOWN[column](row)
        if role == Qt.ItemDataRole.EditRole:
            if column is Column.DATE:
                date = row.document.date
                return QDate(date.year, date.month, date.day) if date else QDate()
            return _SHOWN[column](row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{self.heading_of(column.name.lower())}\n{_SHOWN[column](row)}")
        return None

    def setData(  # noqa: D102
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, column = self._rows[index.row()], Column(index.column())
        field = FIELDS.get(column)
        if field is None:
            return False
        new = _as_date(value) if field is Field.DATE else str(value).strip()
        old = row.document.date if field is Field.DATE else _SHOWN[column](row)
        if new != old:
            self.edited.emit(row.document.id, field, new)
        return True


def _as_date(value: Any) -> dt.date | None:
    if not isinstance(value, QDate) or not value.isValid():
        return None
    return dt.date(value.year(), value.month(), value.day())


def _by_date(row: Candidate) -> tuple[bool, dt.date]:
    return row.document.date is None, row.document.date or dt.date.min


def _reason(row: Candidate) -> str:
    decision = row.decision
    if decision is None or decision.reason is ScopeReason.NONE:
        return ""
    return text(f"scope_reason.{decision.reason.value}")


def _scope(row: Candidate) -> str:
    outcome: ScopeOutcome | None = row.decision.outcome if row.decision else None
    return scope_name(outcome)


def _grounds(row: Candidate) -> str:
    catalogue = load_grounds()
    return " / ".join(catalogue.get(code).label for code in row.ground_codes)


_SHOWN: dict[Column, Callable[[Candidate], str]] = {
    Column.NUMBER: lambda row: row.document.printed_number,
    Column.TITLE: lambda row: row.document.title,
    Column.DATE: lambda row: shown_date(row.document.date),
    Column.KIND: lambda row: row.document.kind,
    Column.REFERENCE: lambda row: row.document.reference,
    Column.SCOPE: _scope,
    Column.REASON: _reason,
    Column.JUDGEMENT: lambda row: text(f"judgement.{row.judgement.value}") if row.judgement else "",
    Column.GROUNDS: _grounds,
    Column.REMARK: lambda row: row.remark,
    Column.LINK: lambda row: row.link,
    Column.PAGES: lambda row: str(row.document.page_count),
}
