"""The list of documents: number, state, title and decisions; filter on top."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.ids import DocumentId
from woo_desk.gui.models.document_table import Column, DocumentTable
from woo_desk.texts import text


class DocumentList(QWidget):
    """Shows the documents and which of them is open.

    Signals:
        document_chosen(str): id of the document that became current.
    """

    document_chosen = Signal(str)

    def __init__(self, table: DocumentTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._filter = QLineEdit(self, clearButtonEnabled=True)
        self._filter.setPlaceholderText(text("gui.documents.filter"))
        self._filter.setAccessibleName(text("gui.documents.filter"))
        self._filter.textChanged.connect(self._apply_filter)
        self.view = _table_view(table, text("gui.documents.name"))
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        table.modelReset.connect(self._apply_filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._filter)
        layout.addWidget(self.view)

    def current_id(self) -> DocumentId | None:
        """The document that is open; None when there is none."""
        index = self.view.currentIndex()
        return self._table.at(index.row()).document.id if index.isValid() else None

    def selected_ids(self) -> list[DocumentId]:
        """All documents that are selected, in order of number."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self._table.at(row).document.id for row in rows]

    def choose(self, document_id: DocumentId) -> None:
        """Make a document current; nothing happens when it is not in the list."""
        row = self._table.row_of(document_id)
        if row is not None:
            self._choose_row(row)

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) document that the filter shows."""
        row = self.view.currentIndex().row() + step
        while 0 <= row < self._table.rowCount():
            if not self.view.isRowHidden(row):
                self._choose_row(row)
                return
            row += step

    def _choose_row(self, row: int) -> None:
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.view.selectionModel().setCurrentIndex(self._table.index(row, 0), flags)

    def _on_current(self) -> None:
        document_id = self.current_id()
        if document_id is not None:
            self.document_chosen.emit(document_id)

    def _apply_filter(self) -> None:
        words = self._filter.text().casefold().split()
        for row, shown in enumerate(self._table.rows):
            document = shown.document
            name = f"{document.printed_number} {document.title} {document.kind}".casefold()
            self.view.setRowHidden(row, not all(word in name for word in words))


def _table_view(table: DocumentTable, name: str) -> QTableView:
    view = QTableView()
    view.setModel(table)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 10)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    for column, characters in _WIDTHS.items():
        view.setColumnWidth(column, view.fontMetrics().averageCharWidth() * characters + 14)
    return view


_WIDTHS = {
    Column.NUMBER: 5,
    Column.STATE: 3,
    Column.TITLE: 26,
    Column.DATE: 10,
    Column.KIND: 10,
    Column.PAGES: 4,
    Column.OPEN: 5,
    Column.REDACTIONS: 5,
    Column.SCOPE: 18,
    Column.JUDGEMENT: 14,
}
"""Widths to start with, in average characters."""
