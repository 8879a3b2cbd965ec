"""The documents of a dossier as a table: one row each, in order of number."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from woo_desk.domain.document import Document
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.judgement import Judgement, judgement_of
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.store.dossier_file import DossierFile
from woo_desk.texts import text

Index = QModelIndex | QPersistentModelIndex

DOCUMENT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 2


class Column(enum.IntEnum):
    """Columns of the table. Headings: `gui.documents.<name>`."""

    NUMBER = 0
    STATE = 1
    TITLE = 2
    DATE = 3
    KIND = 4
    PAGES = 5
    OPEN = 6
    REDACTIONS = 7
    SCOPE = 8
    JUDGEMENT = 9


class RowState(enum.StrEnum):
    """Where a document stands. Signs and texts: `gui.document_state.<value>`."""

    PROBLEM = "problem"
    NEW = "new"
    OPEN = "open"
    DONE = "done"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What one row shows."""

    document: Document
    state: RowState
    open_points: int
    """Findings not decided and pages not seen."""
    redactions: int
    outcome: ScopeOutcome | None
    judgement: Judgement | None
    """None while there is no scope decision."""


class DocumentTable(QAbstractTableModel):
    """Reads everything it shows from the dossier in a fixed number of questions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DocumentRow] = []

    def load(self, file: DossierFile | None) -> None:
        """Show the documents of this dossier as they are now; None for an empty table."""
        rows = _rows(file) if file else []
        if [row.document.id for row in rows] == [row.document.id for row in self._rows]:
            self._rows = rows
            if rows:
                last = self.index(len(rows) - 1, len(Column) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of(self, document_id: DocumentId) -> int | None:
        """The row that shows a document; None when there is none."""
        for row, shown in enumerate(self._rows):
            if shown.document.id == document_id:
                return row
        return None

    def at(self, row: int) -> DocumentRow:
        """What a row shows; IndexError beyond the end."""
        return self._rows[row]

    @property
    def rows(self) -> Sequence[DocumentRow]:
        """All rows in order."""
        return self._rows

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: D102
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return text(f"gui.documents.{Column(section).name.lower()}")
        return None

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == DOCUMENT_ROLE:
            return row.document.id
        if role == SORT_ROLE:
            return _sort_value(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tool_tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.STATE:
            return text(f"gui.document_state.{row.state.value}.name")
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _RIGHT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


_RIGHT = (Column.PAGES, Column.OPEN, Column.REDACTIONS)


def _rows(file: DossierFile) -> list[DocumentRow]:
    counts = file.counts()
    basis = file.dossier().basis
    decisions = file.current_decisions(basis)
    overrides = file.overrides()
    rows = []
    for document in file.documents():
        count, decision = counts[document.id], decisions.get(document.id)
        open_points = count.open_findings + count.unseen + (count.pages - count.analysed)
        rows.append(
            DocumentRow(
                document=document,
                state=_state(document, decision.outcome if decision else None, open_points),
                open_points=open_points,
                redactions=count.redactions,
                outcome=decision.outcome if decision else None,
                judgement=judgement_of(
                    decision, overrides.get(document.id), is_redacted=count.redactions > 0
                )
                if decision
                else None,
            )
        )
    return rows


def _state(document: Document, outcome: ScopeOutcome | None, open_points: int) -> RowState:
    if outcome in (ScopeOutcome.OUT_OF_SCOPE, ScopeOutcome.DUPLICATE):
        return RowState.OUT
    if document.problem:
        return RowState.PROBLEM
    if outcome is None:
        return RowState.NEW
    return RowState.OPEN if open_points else RowState.DONE


def _shown(row: DocumentRow, column: Column) -> str:
    return _SHOWN[column](row)


def _number(value: int) -> str:
    return str(value) if value else ""


_SHOWN: Mapping[Column, Callable[[DocumentRow], str]] = {
    Column.NUMBER: lambda row: row.document.printed_number,
    Column.STATE: lambda row: text(f"gui.document_state.{row.state.value}.sign"),
    Column.TITLE: lambda row: row.document.title,
    Column.DATE: lambda row: row.document.date.isoformat() if row.document.date else "",
    Column.KIND: lambda row: row.document.kind,
    Column.PAGES: lambda row: _number(row.document.page_count),
    Column.OPEN: lambda row: _number(row.open_points),
    Column.REDACTIONS: lambda row: _number(row.redactions),
    Column.SCOPE: lambda row: text(f"scope.{row.outcome.value}") if row.outcome else "",
    Column.JUDGEMENT: lambda row: text(f"judgement.{row.judgement.value}") if row.judgement else "",
}


def _sort_value(row: DocumentRow, column: Column) -> Any:
    match column:
        case Column.PAGES:
            return row.document.page_count
        case Column.OPEN:
            return row.open_points
        case Column.REDACTIONS:
            return row.redactions
        case Column.NUMBER:
            return row.document.number
        case _:
            return _shown(row, column).casefold()


def _tool_tip(row: DocumentRow) -> str:
    state = text(f"gui.document_state.{row.state.value}.name")
    if not row.document.problem:
        return f"{row.document.source_name}\n{state}"
    problem = f"problem.{row.document.problem.value}"
    return f"{row.document.source_name}\n{text(problem)}\n{text(f'{problem}.what_now')}"
