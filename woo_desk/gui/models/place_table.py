"""Places that are about to be decided together, each with a tick."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from woo_desk.domain.ids import DocumentId
from woo_desk.gui.models.row_table import Index, RowTable
from woo_desk.texts import text
from woo_desk.usecases.places import Place


class Column(enum.IntEnum):
    """Columns of the table. Headings: `gui.places.<name>`."""

    STATE = 0
    DOCUMENT = 1
    PAGE = 2
    BEFORE = 3
    WORDS = 4
    AFTER = 5
    SHOWN = 6


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place as it is shown."""

    place: Place
    number: str
    """Printed number of its document."""
    is_shown: bool
    """Whether its document is in the list now; a filter may hide it."""


def place_rows(
    places: Sequence[Place], numbers: Mapping[DocumentId, str], hidden: frozenset[DocumentId]
) -> list[PlaceRow]:
    """Places with the number of their document, in the order given."""
    return [
        PlaceRow(place, numbers[place.document_id], place.document_id not in hidden)
        for place in places
        if place.document_id in numbers
    ]


class PlaceTable(RowTable[PlaceRow]):
    """Every place is ticked until somebody takes the tick away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Column, parent)
        self._without: set[int] = set()

    def key_of(self, row: PlaceRow) -> str:
        """Document, page and place on it."""
        place = row.place
        return f"{place.document_id}/{place.page_index}/{place.span.start}-{place.span.end}"

    def heading_of(self, name: str) -> str:
        """As in the texts of the table."""
        return text(f"gui.places.{name}")

    def load(self, rows: list[PlaceRow]) -> None:
        """Show other places, all ticked."""
        self.beginResetModel()
        self._without.clear()
        self._rows = rows
        self.endResetModel()

    def append(self, rows: list[PlaceRow]) -> None:
        """Show more places, ticked."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    @property
    def chosen(self) -> list[PlaceRow]:
        """The ticked places, in order."""
        return [row for n, row in enumerate(self._rows) if n not in self._without]

    def tick(self, rows: Sequence[int], on: bool) -> None:
        """Give these rows a tick, or take it away."""
        self._without = self._without - set(rows) if on else self._without | set(rows)
        if self._rows:
            last = self.index(len(self._rows) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # Qt overrides

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        flags = super().flags(index)
        is_tick = index.isValid() and index.column() == Column.STATE
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_tick else flags

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:  # noqa: D102
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != Column.STATE:
            return False
        self.tick([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if column is Column.STATE:
            return self._tick_of(index.row(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.BEFORE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _tick_of(self, row: int, role: int) -> Any:
        is_on = row not in self._without
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text("gui.places.ticked" if is_on else "gui.places.unticked")
        return None


def _shown(row: PlaceRow, column: Column) -> str:
    place = row.place
    match column:
        case Column.DOCUMENT:
            return row.number
        case Column.PAGE:
            return str(place.page_index + 1)
        case Column.BEFORE:
            return place.before
        case Column.WORDS:
            return " ".join(place.text.split())
        case Column.AFTER:
            return place.after
        case Column.SHOWN:
            return "" if row.is_shown else text("gui.places.not_shown")
        case Column.STATE:
            return ""
