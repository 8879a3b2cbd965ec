"""Workspace "Tweede lezer": what waits for another person, with its page beside it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from woo_desk.domain.changes import Changes
from woo_desk.domain.second_reading import WHOLE, ReadingReason
from woo_desk.gui.actions.spec import WindowState
from woo_desk.gui.models.reading_table import Column, ReadingTable, said_of
from woo_desk.gui.stepper import Stepper
from woo_desk.gui.views.tables import choose_row, selected_rows, table_view
from woo_desk.gui.workspaces.base import Workspace
from woo_desk.texts import text
from woo_desk.usecases.profiles import choices_for
from woo_desk.usecases.second_reader import QueueItem, read_queue

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk

DOCK = "second"


class SecondWorkspace(Workspace):
    """The queue on the left; the page of the chosen line in the middle.

    Attributes:
        table: the lines shown.
        reasons: which of them.
    """

    name = "second"
    docks = (DOCK,)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._is_stale = True
        self._stepper = Stepper(self, desk.bridge.breath)
        self._all: tuple[QueueItem, ...] = ()
        self.table = ReadingTable(self)
        self.view = table_view(self.table, text("gui.second.table"), _WIDTHS, Column.WORDS, least=8)
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        self.reasons = QComboBox()
        self.reasons.setAccessibleName(text("gui.second.filter"))
        self.reasons.addItem(text("gui.second.all"), "")
        for reason in ReadingReason:
            self.reasons.addItem(text(f"reading_reason.{reason.value}"), reason.value)
        self.reasons.currentIndexChanged.connect(self._show_chosen)
        self._count, self._said = QLabel(), QLabel()
        for label in (self._count, self._said):
            label.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(6, 6, 6, 6)
        how = QLabel(text("gui.second.how"))
        how.setWordWrap(True)
        column.addWidget(how)
        column.addWidget(self.reasons)
        column.addWidget(self._count)
        column.addWidget(self.view, 1)
        column.addWidget(self._said)
        column.addLayout(self._buttons())
        for name in _ACTIONS:
            self.view.addAction(desk.window.actions_[name])
        desk.window.add_dock(DOCK, panel, Qt.DockWidgetArea.LeftDockWidgetArea)

    def middle(self) -> QWidget:
        """The pages of the document of the chosen line."""
        window, state = self.desk.window, self.desk.state
        return window.page_pane if state is not None and state.pages else window.no_pages

    def areas(self) -> Sequence[QWidget]:
        """The queue, the filter, the pages."""
        return (self.view, self.reasons, self.desk.window.page_view)

    def show(self) -> None:
        """Read the queue, unless nothing changed since."""
        session = self.desk.session
        if session is None:
            return
        if self._is_stale:
            self._is_stale = False
            steps = read_queue(session, profile=choices_for(session))
            self._stepper.run(steps, self._on_read)
        else:
            self._show_place()

    def refresh(self, changes: Changes) -> None:
        """Read again what changed."""
        self.note(changes)
        self.show()

    def note(self, changes: Changes) -> None:
        """Something changed while another workspace is at the front."""
        if changes.affected or changes.dossier:
            self._stepper.stop()  # what was read is of before
            self._is_stale = True

    def _on_read(self, items: object) -> None:
        if isinstance(items, tuple):
            self._all = items
            self._show_chosen()

    def leave(self) -> None:
        """The dossier is closed."""
        self._stepper.stop()
        self._is_stale, self._all = True, ()
        self.table.show_rows([])

    def add_to(self, state: WindowState) -> WindowState:
        """Whether a line is chosen."""
        return dataclasses.replace(state, has_reading=bool(self.chosen()))

    def chosen(self) -> list[QueueItem]:
        """The selected lines, from top to bottom."""
        return [self.table.rows[row] for row in selected_rows(self.view)]

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name in ("second_agree", "second_dispute", "second_resolve"):
            action = self.desk.window.actions_[name]
            button = QPushButton(text(f"gui.second.{name}"))
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            row.addWidget(button)
        return row

    def _show_chosen(self) -> None:
        """Show the lines of the chosen reason, and stay near where one was."""
        wanted = self.reasons.currentData()
        rows = [item for item in self._all if not wanted or item.reason.value == wanted]
        before = self.view.currentIndex().row()
        self.table.show_rows(rows)
        self._count.setText(
            text("gui.second.count", count=len(rows)) if rows else text("gui.second.none")
        )
        if rows and not selected_rows(self.view):
            choose_row(self.view, min(max(before, 0), len(rows) - 1))
        self._show_place()

    def _on_selected(self, *_args: object) -> None:
        self._show_place()
        self.desk.refresh_actions()

    def _show_place(self) -> None:
        chosen = self.chosen()
        self._said.setText(said_of(chosen[0]) if chosen else "")
        if not chosen:
            return
        if self.desk.workspaces.current is not self:
            return
        item, window = chosen[0], self.desk.window
        window.document_list.choose(item.document_id)
        if item.key != WHOLE:
            window.finding_panel.choose(item.key)


_WIDTHS: Mapping[int, int] = {
    Column.NUMBER: 5,
    Column.PAGE: 4,
    Column.REASON: 15,
    Column.VERDICT: 9,
    Column.FIRST: 9,
}
_ACTIONS = ("second_agree", "second_dispute", "second_resolve", "second_document")
"""What a right click offers."""
