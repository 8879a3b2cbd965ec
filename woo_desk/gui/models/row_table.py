"""What the tables of the window share: rows that are shown again without losing the place."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

_NAMING_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class RowTable(QAbstractTableModel, Generic[R]):
    """A table of values with a key each; subclasses say what a cell shows.

    A column called STATE is as narrow as its sign, so its heading is only spoken.
    """

    def __init__(self, columns: type[enum.IntEnum], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows: list[R] = []

    def key_of(self, row: R) -> str:
        """What makes a row the same row after a change."""
        raise NotImplementedError

    def heading_of(self, name: str) -> str:
        """The heading of a column, by its name in small letters."""
        raise NotImplementedError

    def show_rows(self, rows: list[R]) -> None:
        """Show these rows; the same rows in the same order keep selection and scroll place."""
        if list(map(self.key_of, rows)) == list(map(self.key_of, self._rows)):
            self._rows = rows
            if rows:
                last = self.index(len(rows) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> Sequence[R]:
        """All rows in order."""
        return self._rows

    def row_of(self, key: str) -> int | None:
        """The row with this key; None when it is gone."""
        return next((n for n, row in enumerate(self._rows) if self.key_of(row) == key), None)

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: D102
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role not in _NAMING_ROLES:
            return None
        name = self._columns(section).name
        if name == "STATE" and role == Qt.ItemDataRole.DisplayRole:
            return ""  # as narrow as its sign
        return self.heading_of(name.lower())
