"""A table of places to tick, with a line that says how many there are and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from woo_desk.gui.models.place_table import Column, PlaceRow, PlaceTable
from woo_desk.gui.views.tables import selected_rows, table_view
from woo_desk.texts import text


class PlaceChooser(QWidget):
    """Space ticks the selected rows.

    Signals:
        changed(): other places are ticked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = PlaceTable(self)
        self.view = table_view(self.table, text("gui.places.name"), _WIDTHS, Column.AFTER)
        self.view.verticalHeader().setDefaultSectionSize(self.view.fontMetrics().height() + 6)
        self.view.setItemDelegateForColumn(Column.BEFORE, _ElideLeft(self))
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        everything = QPushButton(text("gui.places.all"))
        nothing = QPushButton(text("gui.places.nothing"))
        everything.clicked.connect(lambda: self._tick_all(on=True))
        nothing.clicked.connect(lambda: self._tick_all(on=False))
        for button in (everything, nothing):
            button.setAutoDefault(False)
        self.stops: tuple[QWidget, ...] = (self.view, everything, nothing)
        row = QHBoxLayout()
        row.addWidget(self._summary, 1)
        row.addWidget(everything)
        row.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        for signal in (self.table.dataChanged, self.table.modelReset, self.table.rowsInserted):
            signal.connect(self._tell)
        self._tell()

    @property
    def summary(self) -> str:
        """What is ticked, in words."""
        return self._summary.text()

    def _tick_all(self, *, on: bool) -> None:
        self.table.tick(range(self.table.rowCount()), on)

    def _tell(self) -> None:
        self._summary.setText(counted(self.table.chosen))
        self.changed.emit()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        rows = selected_rows(self.view)
        if event.key() != Qt.Key.Key_Space or not rows:
            super().keyPressEvent(event)
            return
        first = self.table.index(rows[0], Column.STATE)
        is_on = first.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
        self.table.tick(rows, not is_on)


class _ElideLeft(QStyledItemDelegate):
    """What stands before a place is cut at its far end, not beside the place."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


def counted(rows: Iterable[PlaceRow]) -> str:
    """How many places in how many documents, and how many of them a filter hides now."""
    chosen = list(rows)
    places = text("gui.places.count", count=len(chosen))
    documents = text("gui.places.documents", count=len({r.place.document_id for r in chosen}))
    hidden = sum(not row.is_shown for row in chosen)
    if hidden:
        unseen = text("gui.places.hidden", count=hidden)
        return text("gui.places.summary_hidden", places=places, documents=documents, hidden=unseen)
    return text("gui.places.summary", places=places, documents=documents)


_WIDTHS: Mapping[int, int] = {
    Column.STATE: 3,
    Column.DOCUMENT: 6,
    Column.PAGE: 4,
    Column.BEFORE: 24,
    Column.WORDS: 24,
    Column.SHOWN: 12,
}
"""Widths to start with, in average characters."""
