"""A table of whole rows to read, in which some cells may have a tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from woo_desk.gui.room import LeastRoom
from woo_desk.texts import text

_LEAST = 12
"""Characters for which a column that shares the room that is left always has room."""


class ReadTable(QTableWidget):
    """Rows that are chosen as a whole; Tab leads out of it, and no cell is typed in.

    Args:
        name: for screen readers.
        headings: text keys, one per column.
        is_single: at most one row can be selected.
        wraps: rows are as high as their words need.
        stretched: columns that share the room that is left; the others are as wide as their words.
            Without any, widths are left to the caller.
    """

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        *,
        is_single: bool = False,
        wraps: bool = False,
        stretched: Sequence[int] = (),
    ) -> None:
        super().__init__(0, len(headings))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([text(heading) for heading in headings])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        if is_single:
            self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        if wraps:
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        if stretched:
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in stretched:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            LeastRoom(header, column, _LEAST)

    def write_row(self, row: int, cells: Sequence[str]) -> None:
        """Write these words in a row; a pointer over a cell shows all of them."""
        for column, words in enumerate(cells):
            item = self.item(row, column)
            if item is None:  # WHY not always a new one: the old one may be telling of its tick
                item = QTableWidgetItem()
                self.setItem(row, column, item)
            item.setText(words)
            item.setToolTip(words)

    def put_tick(
        self, row: int, column: int, *, is_on: bool, can_write: bool = True, name: str = ""
    ) -> None:
        """Give a cell a tick; `name` tells a screen reader what it is for."""
        item = self.item(row, column)
        if item is None:
            raise IndexError(row)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if can_write else flags)
        if name:
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        self.set_tick(row, is_on, column)

    def set_tick(self, row: int, is_on: bool, column: int = 0) -> None:
        """Tick a cell, or take its tick off."""
        item = self.item(row, column)
        if item is not None:
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def is_ticked(self, row: int, column: int = 0) -> bool:
        """Whether a cell is ticked."""
        item = self.item(row, column)
        return item is not None and item.checkState() is Qt.CheckState.Checked
