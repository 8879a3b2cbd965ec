"""The list of persons: where they stand, how often and where they are named; filter on top."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from woo_desk.domain.ids import PersonId
from woo_desk.domain.name_form import fold
from woo_desk.gui.models.person_table import Column, PersonRow, PersonTable
from woo_desk.gui.views.tables import choose_row, selected_rows, table_view
from woo_desk.texts import text


class PersonList(QWidget):
    """Shows the persons and which of them is chosen.

    Signals:
        person_chosen(): another person became current, or none.
    """

    person_chosen = Signal()

    def __init__(self, table: PersonTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.filter = QLineEdit(clearButtonEnabled=True)
        self.filter.setPlaceholderText(text("gui.persons.filter"))
        self.filter.setAccessibleName(text("gui.persons.filter"))
        self.filter.textChanged.connect(self._apply_filter)
        self.only_open = QCheckBox(text("gui.persons.only_open"))
        self.only_open.toggled.connect(self._apply_filter)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.view = table_view(table, text("gui.persons.table"), _WIDTHS, Column.NAME)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.person_chosen.emit())
        table.modelReset.connect(self._apply_filter)
        table.dataChanged.connect(self._apply_filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.filter)
        layout.addWidget(self.only_open)
        layout.addWidget(self.summary)
        layout.addWidget(self.view, 1)

    def current(self) -> PersonRow | None:
        """The chosen person; None without one."""
        index = self.view.currentIndex()
        return self._table.rows[index.row()] if index.isValid() else None

    def selected(self) -> list[PersonRow]:
        """All persons that are selected and shown; the current one first."""
        current = self.current()
        rows = [self._table.rows[row] for row in selected_rows(self.view)]
        return sorted(rows, key=lambda row: row is not current)

    def choose(self, person_id: PersonId) -> bool:
        """Make a person current; False when she is not in the list."""
        row = self._table.row_of(person_id)
        if row is not None:
            choose_row(self.view, row)
        return row is not None

    def choose_open(self, start: int = 0) -> bool:
        """Choose the first person from this row on for whom something waits, else from the top."""
        rows = self._table.rows
        order = [*range(max(start, 0), len(rows)), *range(min(max(start, 0), len(rows)))]
        for row in order:
            if rows[row].is_open and not self.view.isRowHidden(row):
                choose_row(self.view, row)
                return True
        return False

    def step(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) person that is shown; False without."""
        row = self.view.currentIndex().row() + step
        while 0 <= row < self._table.rowCount():
            if not self.view.isRowHidden(row):
                choose_row(self.view, row)
                return True
            row += step
        return False

    def _apply_filter(self) -> None:
        words = fold(self.filter.text()).split()
        only_open = self.only_open.isChecked()
        current = self.view.currentIndex().row()
        for row, each in enumerate(self._table.rows):
            fits = (not only_open or each.is_open or row == current) and _has(each, words)
            self.view.setRowHidden(row, not fits)


def _has(row: PersonRow, words: list[str]) -> bool:
    if not words:
        return True
    known = f"{fold(row.person.name)} {' '.join(row.person.forms)}"
    return all(word in known for word in words)


_WIDTHS: Mapping[int, int] = {
    Column.STATE: 2,
    Column.PLACES: 5,
    Column.DOCUMENTS: 4,
    Column.ROLE: 12,
}
"""Widths to start with, in average characters."""
