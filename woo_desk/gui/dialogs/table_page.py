"""A table whose lines a person edits, reads from a CSV file and writes to one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from woo_desk.errors import DeskError
from woo_desk.texts import text


class WrongLineError(ValueError):
    """A line that cannot be an entry; `row` is its 0-based number."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


class TablePage(QWidget):
    """The table of one list, with its buttons.

    Subclasses say what a line means: `check`, `load` and `save`.
    """

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        """`columns`: keys below `gui.lists`, as headers; the first is where a line begins."""
        super().__init__()
        self.name = name
        self.table = QTableWidget(0, len(columns))
        self.table.setAccessibleName(name)
        self.table.setHorizontalHeaderLabels([text(f"gui.lists.{column}") for column in columns])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setTabKeyNavigation(False)
        self._said = QLabel()
        self._said.setWordWrap(True)
        row = QHBoxLayout()
        for key, do in (
            ("add", lambda: self.add_line("")),
            ("remove", self._remove),
            ("import", self._import),
            ("export", self._export),
        ):
            button = QPushButton(text(f"gui.lists.{key}"))
            button.setAutoDefault(False)
            button.clicked.connect(do)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addWidget(self._said)
        column.addLayout(row)

    def check(self) -> None:
        """WrongLineError for the first line that is wrong."""
        raise NotImplementedError

    def load(self, path: Path) -> None:
        """Add the lines of a CSV file; UsageError when one is wrong."""
        raise NotImplementedError

    def save(self, path: Path) -> None:
        """Write the lines as a CSV file; UsageError or WrongLineError when that fails."""
        raise NotImplementedError

    def add_line(self, *cells: str) -> None:
        """Add a line with these cells, and begin in it."""
        row = self.table.rowCount()
        blocked = self.table.blockSignals(True)
        self.table.insertRow(row)
        for column in range(self.table.columnCount()):
            words = cells[column] if column < len(cells) else ""
            self.table.setItem(row, column, QTableWidgetItem(words))
        self.table.blockSignals(blocked)
        self.table.setCurrentCell(row, 0)
        self.table.itemChanged.emit(self.table.item(row, 0))

    def rows(self) -> tuple[int, ...]:
        """The lines in which something stands."""
        return tuple(row for row in range(self.table.rowCount()) if any(self.cells(row)))

    def cells(self, row: int) -> list[str]:
        """What stands in a line."""
        items = (self.table.item(row, column) for column in range(self.table.columnCount()))
        return [item.text().strip() if item is not None else "" for item in items]

    def read(self, path: Path) -> None:
        """Add the lines of a CSV file, or say what is wrong with it."""
        try:
            self.load(path)
            self._said.setText("")
        except DeskError as error:
            self._said.setText(text(f"error.{error.key}", **error.values))

    def write(self, path: Path) -> None:
        """Write the table as a CSV file, or say why that fails."""
        try:
            self.save(path)
            self._said.setText(text("gui.lists.written"))
        except WrongLineError as wrong:
            self._said.setText(wrong_line(self, wrong))
        except DeskError as error:
            self._said.setText(text(f"error.{error.key}", **error.values))

    def _remove(self) -> None:
        rows = sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True)
        for row in rows:
            self.table.removeRow(row)
        self.table.itemChanged.emit(QTableWidgetItem())

    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, text("gui.lists.import"), "", "*.csv")
        if name:
            self.read(Path(name))

    def _export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, text("gui.lists.export"), "", "*.csv")
        if name:
            self.write(Path(name))


def wrong_line(page: TablePage, wrong: WrongLineError) -> str:
    """What is wrong, in Dutch."""
    return text("gui.lists.wrong", list=page.name, line=wrong.row + 1)


def day_of(words: str) -> dt.date | None:
    """The day in a cell, None for an empty one; ValueError when it is no day."""
    return dt.date.fromisoformat(words) if words else None
