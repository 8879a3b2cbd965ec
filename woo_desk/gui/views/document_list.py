"""The list of documents: number, state, title and decisions; filter on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.ids import DocumentId
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.gui.models.document_table import Column, DocumentRow, DocumentTable, RowState
from woo_desk.gui.views.tables import (
    choose_row,
    selected_rows,
    sort_by_headings,
    table_view,
)
from woo_desk.texts import text

TO_DO = (RowState.PROBLEM, RowState.NEW, RowState.OPEN)


class DocumentList(QWidget):
    """Shows the documents and which of them is open.

    Signals:
        document_chosen(str): id of the document that became current.
        selection_changed(): other documents are selected.
    """

    document_chosen = Signal(str)
    selection_changed = Signal()

    def __init__(self, table: DocumentTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.filter = QLineEdit(clearButtonEnabled=True)
        self.filter.setPlaceholderText(text("gui.documents.filter"))
        self.filter.setAccessibleName(text("gui.documents.filter"))
        self.filter.textChanged.connect(self._apply_filter)
        self.only_open = QCheckBox(text("gui.documents.only_open"))
        self.only_open.toggled.connect(self._apply_filter)
        self.state = _combo(text("gui.documents.by_state"))
        self.kind = _combo(text("gui.documents.by_kind"))
        self.state.addItem(text("gui.documents.every_state"), None)
        for value in (*RowState, *ScopeOutcome):
            self.state.addItem(_state_name(value), value)
        self.kind.addItem(text("gui.documents.every_kind"), None)
        self.view = table_view(table, text("gui.documents.name"), _WIDTHS, Column.TITLE)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.view.selectionModel().selectionChanged.connect(
            lambda *_: self.selection_changed.emit()
        )
        header = self.view.horizontalHeader()
        sort_by_headings(self.view, Column.NUMBER)
        header.sortIndicatorChanged.connect(self._on_sorted)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        for column in _HIDDEN:
            self.view.hideColumn(column)
        self._nothing = QLabel(text("gui.documents.nothing_shown"))
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        for combo in (self.state, self.kind):
            combo.currentIndexChanged.connect(self._apply_filter)
        table.modelReset.connect(self._on_new_rows)
        table.dataChanged.connect(self._on_new_rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.filter)
        combos = QHBoxLayout()
        combos.addWidget(self.state, 1)
        combos.addWidget(self.kind, 1)
        layout.addLayout(combos)
        layout.addWidget(self.only_open)
        layout.addWidget(self._nothing)
        layout.addWidget(self.view, 1)

    def current_id(self) -> DocumentId | None:
        """The document that is open; None when there is none."""
        index = self.view.currentIndex()
        return self._table.at(index.row()).document.id if index.isValid() else None

    def selected_ids(self) -> list[DocumentId]:
        """All documents that are selected and shown, in order of number."""
        return [self._table.at(row).document.id for row in selected_rows(self.view)]

    def hidden_ids(self) -> frozenset[DocumentId]:
        """The documents that the filter hides now."""
        rows = enumerate(self._table.rows)
        return frozenset(row.document.id for n, row in rows if self.view.isRowHidden(n))

    def choose(self, document_id: DocumentId) -> None:
        """Make a document current; nothing happens when it is not in the list."""
        row = self._table.row_of(document_id)
        if row is not None:
            choose_row(self.view, row)

    def ensure_current(self, document_id: DocumentId) -> None:
        """Make a document current again after the list began anew."""
        if not self.view.currentIndex().isValid():
            self.choose(document_id)

    def step(self, step: int, wanted: Callable[[DocumentRow], bool] = lambda _row: True) -> bool:
        """Go to the next (1) or previous (-1) wanted document that is shown; False without."""
        row = self.view.currentIndex().row() + step
        while 0 <= row < self._table.rowCount():
            if not self.view.isRowHidden(row) and wanted(self._table.at(row)):
                choose_row(self.view, row)
                return True
            row += step
        return False

    def keep_columns(self) -> bytes:
        """Which columns are shown and how wide, to be remembered."""
        return bytes(self.view.horizontalHeader().saveState().data())

    def restore_columns(self, state: bytes) -> None:
        """Put the columns back; what is not understood changes nothing."""
        if state:
            self.view.horizontalHeader().restoreState(state)

    def _on_current(self) -> None:
        document_id = self.current_id()
        if document_id is not None:
            self.document_chosen.emit(document_id)

    def clear_filter(self) -> None:
        """Show every document again."""
        self.filter.clear()
        self.only_open.setChecked(False)
        self.state.setCurrentIndex(0)
        self.kind.setCurrentIndex(0)

    def _on_sorted(self, column: int, order: Qt.SortOrder) -> None:
        """Sort as the heading says; the current document stays current."""
        if column < 0:
            return
        current = self.current_id()
        self._table.sort_rows(Column(column), is_descending=order is Qt.SortOrder.DescendingOrder)
        if current is not None:
            self.choose(current)

    def _on_new_rows(self) -> None:
        """Offer the kinds that are there, and hide what does not fit."""
        kinds = sorted({row.document.kind for row in self._table.rows if row.document.kind})
        if kinds != [self.kind.itemData(n) for n in range(1, self.kind.count())]:
            chosen = self.kind.currentData()
            blocked = self.kind.blockSignals(True)
            while self.kind.count() > 1:
                self.kind.removeItem(1)
            for kind in kinds:
                self.kind.addItem(kind, kind)
            self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
            self.kind.blockSignals(blocked)
        self._apply_filter()

    def _apply_filter(self) -> None:
        state, kind = self.state.currentData(), self.kind.currentData()
        words = self.filter.text().casefold().split()
        only_open = self.only_open.isChecked()
        current = self.view.currentIndex().row()
        shown = 0
        if not words and not only_open and state is None and kind is None:
            self._show_all()
            return
        for row, each in enumerate(self._table.rows):
            # WHY the current one stays: it must not vanish under the hands of who decides it.
            fits = (not only_open or each.state in TO_DO or row == current) and _has(each, words)
            fits = fits and state in (None, each.state, each.outcome)
            fits = fits and kind in (None, each.document.kind)
            self.view.setRowHidden(row, not fits)
            shown += fits
        self._nothing.setVisible(bool(self._table.rows) and not shown)

    def _show_all(self) -> None:
        """Without a filter, which is how it mostly is: only what was hidden is touched."""
        for row in range(len(self._table.rows)):
            if self.view.isRowHidden(row):
                self.view.setRowHidden(row, False)
        self._nothing.hide()

    def _offer_columns(self, place: QPoint) -> None:
        header = self.view.horizontalHeader()
        menu = QMenu(self)
        for column in Column:
            if column in (Column.STATE, Column.TITLE):
                continue
            action = menu.addAction(text(f"gui.documents.{column.name.lower()}"))
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(column))
            action.toggled.connect(lambda on, which=column: header.setSectionHidden(which, not on))
        menu.exec(header.mapToGlobal(place))
        menu.deleteLater()


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    return combo


def _state_name(value: RowState | ScopeOutcome) -> str:
    if isinstance(value, RowState):
        return text(f"gui.document_state.{value.value}.name")
    return text(f"scope.{value.value}")


def _has(row: DocumentRow, words: list[str]) -> bool:
    document = row.document
    name = f"{document.printed_number} {document.title} {document.kind} {document.source_name}"
    folded = name.casefold()
    return all(word in folded for word in words)


_WIDTHS: Mapping[int, int] = {
    Column.STATE: 2,
    Column.NUMBER: 4,
    Column.OPEN: 4,
    Column.SCOPE: 7,
    Column.DATE: 11,
    Column.KIND: 10,
    Column.PAGES: 4,
    Column.REDACTIONS: 6,
    Column.JUDGEMENT: 14,
}
"""Widths to start with, in average characters."""
_HIDDEN = (Column.DATE, Column.KIND, Column.PAGES, Column.REDACTIONS, Column.JUDGEMENT)
"""Not shown until asked for, by a right click on the headings."""
