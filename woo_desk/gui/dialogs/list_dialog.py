"""Rows to read, with a place to go to: the time line, and questions looked up in a bundle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk.gui.dialogs.row_table import ReadTable
from woo_desk.gui.room import LeastRoom, for_letters, resize_for_letters
from woo_desk.texts import text

_SIZE = 980, 600
_WIDE = 420
_LEAST = 20
"""Characters for which the widest column always has room."""


class ListDialog(QDialog):
    """A table to read; texts under `<key>`: title, explanation. `columns` are text keys.

    Attributes:
        chosen: row that the user wants to go to; None when she only read.
    """

    def __init__(
        self,
        key: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QWidget | None,
        *,
        save: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text(f"{key}.title"))
        resize_for_letters(self, *_SIZE)
        self.chosen: int | None = None
        explanation = QLabel(text(f"{key}.explanation"))
        explanation.setWordWrap(True)
        self.table = ReadTable(text(f"{key}.title"), columns, wraps=True)
        self.table.setRowCount(len(rows))
        for number, cells in enumerate(rows):
            self.table.write_row(number, cells)
        self.table.resizeColumnsToContents()
        for column in range(len(columns)):
            least = min(self.table.columnWidth(column), for_letters(self, _WIDE))
            self.table.setColumnWidth(column, least)
        widest = max(range(len(columns)), key=self.table.columnWidth)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
        LeastRoom(header, widest, _LEAST)
        self.table.resizeRowsToContents()
        self.table.cellActivated.connect(lambda row, _column: self._choose(row))
        buttons = QDialogButtonBox()
        self.go = QPushButton(text("gui.list.go"))
        self.go.setEnabled(bool(rows))
        self.go.clicked.connect(lambda: self._choose(self.table.currentRow()))
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        if save is not None:
            keep = QPushButton(text("gui.list.save"))
            keep.clicked.connect(lambda: save())
            buttons.addButton(keep, QDialogButtonBox.ButtonRole.ActionRole)
        close = QPushButton(text("gui.button.close"))
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column_ = QVBoxLayout(self)
        column_.addWidget(explanation)
        column_.addWidget(self.table, 1)
        column_.addWidget(buttons)
        (self.go if rows else close).setDefault(True)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen = row
            self.accept()
