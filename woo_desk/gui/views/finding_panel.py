"""The places of the open document, why each is there, and the buttons that decide."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.document import HiddenItem
from woo_desk.gui.actions import ActionSet
from woo_desk.gui.models.finding_table import Column, FindingTable, MarkRow, why
from woo_desk.texts import text

HIDDEN_SHOWN = 6
"""So many hidden things are listed; the rest is counted."""


class FindingPanel(QWidget):
    """Table of places with the reason of the chosen one.

    Signals:
        mark_chosen(str): key of the place that became current.
    """

    mark_chosen = Signal(str)

    def __init__(self, table: FindingTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.view = _table_view(table)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self._why = _wrapped_label()
        self._hidden = _wrapped_label()
        self._buttons = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._why)
        layout.addLayout(self._buttons)
        layout.addWidget(self._hidden)

    def add_buttons(self, actions: ActionSet) -> None:
        """The decisions as buttons under the table, from the one action table."""
        for name in ("confirm", "keep", "reopen"):
            button = QToolButton(self)
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def current(self) -> MarkRow | None:
        """The chosen place; None when there is none."""
        index = self.view.currentIndex()
        return self._table.rows[index.row()] if index.isValid() else None

    def choose(self, key: str) -> None:
        """Make a place current; nothing happens when it is gone."""
        row = self._table.row_of(key)
        if row is not None:
            self._choose_row(row)

    def choose_next_open(self, step: int = 1) -> bool:
        """Go to the next (1) or previous (-1) place that is not decided; False at the end."""
        rows = self._table.rows
        row = self.view.currentIndex().row() + step
        while 0 <= row < len(rows):
            if rows[row].is_open:
                self._choose_row(row)
                return True
            row += step
        return False

    def show_reason(self) -> None:
        """Say why the chosen place is there."""
        mark = self.current()
        if mark is None:
            key = "gui.marks.none_chosen" if self._table.rows else "gui.marks.empty"
            self._why.setText(text(key))
            return
        state = text(f"gui.mark_state.{mark.state.value}.name")
        self._why.setText(f"{state}. {why(mark)}")

    def show_hidden(self, hidden: tuple[HiddenItem, ...]) -> None:
        """List what the source held out of sight; it never reaches the publication."""
        self._hidden.setVisible(bool(hidden))
        if not hidden:
            return
        lines = [text("gui.hidden.heading", count=len(hidden))]
        for item in hidden[:HIDDEN_SHOWN]:
            kind = text(f"hidden.{item.kind.value}")
            lines.append(f"• {kind}: {' '.join(item.detail.split())[:80]}")
        if len(hidden) > HIDDEN_SHOWN:
            lines.append(text("gui.hidden.more", count=len(hidden) - HIDDEN_SHOWN))
        self._hidden.setText("\n".join(lines))

    def _choose_row(self, row: int) -> None:
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.view.selectionModel().setCurrentIndex(self._table.index(row, 0), flags)

    def _on_current(self) -> None:
        self.show_reason()
        mark = self.current()
        self.mark_chosen.emit(mark.key if mark else "")


def _wrapped_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # document text is never read as markup
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _table_view(table: FindingTable) -> QTableView:
    view = QTableView()
    view.setModel(table)
    view.setAccessibleName(text("gui.marks.name"))
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 10)
    view.horizontalHeader().setHighlightSections(False)
    for column, characters in _WIDTHS.items():
        view.setColumnWidth(column, view.fontMetrics().averageCharWidth() * characters + 14)
    return view


_WIDTHS = {
    Column.STATE: 3,
    Column.PAGE: 4,
    Column.WORDS: 22,
    Column.KIND: 12,
    Column.ROLE: 14,
    Column.GROUND: 8,
}
"""Widths to start with, in average characters."""
