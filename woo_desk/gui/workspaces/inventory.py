"""Workspace "Inventaris": every candidate in one table, edited in place and many at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QVBoxLayout, QWidget

from woo_desk.domain.changes import Changes
from woo_desk.domain.ids import DocumentId
from woo_desk.gui.actions.spec import WindowState
from woo_desk.gui.models.inventory_table import FIELDS, Column, InventoryTable
from woo_desk.gui.models.row_table import Index
from woo_desk.gui.views.tables import (
    choose_row,
    selected_rows,
    sort_by_headings,
    table_view,
)
from woo_desk.gui.workspaces.base import Workspace
from woo_desk.texts import text
from woo_desk.usecases.candidates import Field, edit_candidates

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk


class InventoryWorkspace(Workspace):
    """The register; decisions about scope and judgement work on the selected rows."""

    name = "inventory"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._is_stale = True
        self.table = InventoryTable(self)
        self.table.edited.connect(self._on_edited)
        self.filter = QLineEdit(clearButtonEnabled=True)
        self.filter.setPlaceholderText(text("gui.inventory.filter"))
        self.filter.setAccessibleName(text("gui.inventory.filter"))
        self.filter.textChanged.connect(self._apply_filter)
        self.view = table_view(self.table, text("gui.inventory.table"), _WIDTHS, Column.TITLE)
        self.view.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        header = self.view.horizontalHeader()
        sort_by_headings(self.view, Column.NUMBER)
        header.sortIndicatorChanged.connect(self._on_sorted)
        self.table.modelReset.connect(self._apply_filter)
        self.table.dataChanged.connect(self._apply_filter)
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        for name in _MENU:
            self.view.addAction(desk.window.actions_[name])
        how = QLabel(text("gui.inventory.how"))
        how.setWordWrap(True)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(how)
        column.addWidget(self.filter)
        column.addWidget(self.view, 1)
        desk.window.watch(self._middle)

    def middle(self) -> QWidget:
        """The table."""
        return self._middle

    def areas(self) -> Sequence[QWidget]:
        """The table and its filter."""
        return (self.view, self.filter)

    def show(self) -> None:
        """Read the register, unless nothing changed since."""
        session = self.desk.session
        if session is None or not self._is_stale:
            return
        chosen = self.selected_documents()
        self.table.load(session.file)
        self._is_stale = False
        self._select(chosen)

    def refresh(self, changes: Changes) -> None:
        """Read again what changed."""
        self.note(changes)
        self.show()

    def note(self, changes: Changes) -> None:
        """Something changed while another workspace is at the front."""
        if changes.affected or changes.dossier:
            self._is_stale = True

    def leave(self) -> None:
        """The dossier is closed."""
        self._is_stale = True
        self.filter.clear()
        self.table.load(None)

    def add_to(self, state: WindowState) -> WindowState:
        """Decisions here are about the rows that are selected."""
        chosen = self.selected_documents()
        rows = [row for row in self.table.rows if row.document.id in chosen]
        return dataclasses.replace(
            state,
            has_document=bool(chosen),
            has_override=any(row.override for row in rows),
            has_cell=Column(self.view.currentIndex().column()) in FIELDS
            if self.view.currentIndex().isValid()
            else False,
        )

    def selected_documents(self) -> list[DocumentId]:
        """The documents whose rows are selected and shown, from top to bottom."""
        return [self.table.rows[row].document.id for row in selected_rows(self.view)]

    def edit_cell(self) -> None:
        """Begin to type in the chosen cell."""
        self.view.edit(self.view.currentIndex())

    def fill_down(self) -> None:
        """Give every selected row the value of the chosen cell."""
        index = self.view.currentIndex()
        field = FIELDS.get(Column(index.column())) if index.isValid() else None
        documents = self.selected_documents()
        if field is None or field is Field.TITLE or len(documents) < 2:
            self.desk.notify(text("gui.inventory.choose_rows"))
            return
        row = self.table.rows[index.row()]
        value: str | dt.date | None = row.document.date
        if field is not Field.DATE:
            value = str(self.table.data(index, Qt.ItemDataRole.EditRole))
        self.desk.do(lambda s: edit_candidates(s, documents, field, value))
        self.desk.notify(text("gui.inventory.filled", count=len(documents)))

    def _on_edited(self, document_id: str, field: Field, value: object) -> None:
        new = value if isinstance(value, str | dt.date) else None
        self.desk.do(lambda s: edit_candidates(s, [DocumentId(document_id)], field, new))

    def _on_sorted(self, column: int, order: Qt.SortOrder) -> None:
        if column < 0:
            return
        chosen = self.selected_documents()
        descending = order is Qt.SortOrder.DescendingOrder
        self.table.sort_rows(Column(column), is_descending=descending)
        self._select(chosen)

    def _on_selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self.desk.refresh_actions()

    def _select(self, documents: Sequence[DocumentId]) -> None:
        """Select these rows again; the first row when none is left."""
        if selected_rows(self.view):
            return
        rows = [n for n, row in enumerate(self.table.rows) if row.document.id in documents]
        if not rows and self.table.rows:
            rows = [0]
        for number, row in enumerate(rows):
            if not number:
                choose_row(self.view, row)
                continue
            index: Index = self.table.index(row, 0)
            self.view.selectionModel().select(index, _ADD)

    def _apply_filter(self) -> None:
        words = self.filter.text().casefold().split()
        for number in range(self.table.rowCount()):
            shown = " ".join(
                str(self.table.data(self.table.index(number, column)) or "") for column in Column
            ).casefold()
            self.view.setRowHidden(number, not all(word in shown for word in words))


_ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_WIDTHS: Mapping[int, int] = {
    Column.NUMBER: 5,
    Column.DATE: 12,
    Column.KIND: 10,
    Column.REFERENCE: 14,
    Column.SCOPE: 20,
    Column.REASON: 16,
    Column.JUDGEMENT: 15,
    Column.GROUNDS: 14,
    Column.REMARK: 18,
    Column.LINK: 12,
    Column.PAGES: 4,
}
"""Widths to start with, in average characters."""
_MENU = (
    "edit_cell",
    "fill_down",
    "in_scope",
    "out_of_scope",
    "duplicate",
    "already_public",
    "not_public",
    "clear_override",
)
"""What a right click offers."""
