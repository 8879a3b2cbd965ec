"""The course of the request: what happened on which day, and when the decision must be there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.procedure import ProcedureEvent, ProcedureEventKind
from woo_desk.domain.term import Term
from woo_desk.gui.dialogs.row_table import ReadTable
from woo_desk.gui.optional_date import OptionalDate
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text
from woo_desk.usecases.procedure import deadline_text, shown_day, step_text

_SIZE = 720, 560
Add = Callable[[ProcedureEventKind, dt.date, dt.date | None, str], object]
Remove = Callable[[ProcedureEvent], object]


class ProcedureDialog(QDialog):
    """A table of events, fields for a new one, and the term with its explanation.

    Each change is made at once, as a step that can be undone.
    """

    def __init__(self, today: dt.date, add: Add, remove: Remove, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.procedure.title"))
        resize_for_letters(self, *_SIZE)
        self._add_event, self._remove_event = add, remove
        self._events: tuple[ProcedureEvent, ...] = ()
        self.table = ReadTable(
            text("gui.procedure.title"),
            [f"gui.procedure.{name}" for name in ("day", "what", "until", "note")],
        )
        self.kind = QComboBox()
        for kind in ProcedureEventKind:
            self.kind.addItem(text(f"procedure.{kind.value}"), kind)
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.until = OptionalDate(None)
        self.note = QLineEdit()
        self.deadline = QLabel()
        self.explanation = QLabel()
        self.explanation.setWordWrap(True)
        self._build()

    def _build(self) -> None:
        form = QFormLayout()
        fields = ("what", self.kind), ("day", self.day), ("until", self.until), ("note", self.note)
        for name, field in fields:
            field.setAccessibleName(text(f"gui.procedure.{name}"))
            form.addRow(text(f"gui.procedure.{name}"), field)
        self.add_button = QPushButton(text("gui.procedure.add"))
        self.add_button.clicked.connect(self._on_add)
        self.remove_button = QPushButton(text("gui.procedure.remove"))
        self.remove_button.clicked.connect(self._on_remove)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        buttons = QDialogButtonBox()
        buttons.addButton(text("gui.button.close"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addLayout(row)
        column.addWidget(self.deadline)
        column.addWidget(self.explanation)
        column.addWidget(buttons)

    def show_course(self, events: Sequence[ProcedureEvent], found: Term) -> None:
        """Show what is noted now, and the term that follows from it."""
        self._events = tuple(events)
        self.table.setRowCount(len(events))
        for row, event in enumerate(events):
            cells = (
                shown_day(event.day), text(f"procedure.{event.kind.value}"),
                shown_day(event.until), event.note,
            )  # fmt: skip
            self.table.write_row(row, cells)
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.deadline.setText(deadline_text(found) or text("term.not_started"))
        self.explanation.setText("\n".join(map(step_text, found.steps)))
        self.remove_button.setEnabled(bool(events))

    def _on_add(self) -> None:
        value = self.day.date()
        day = dt.date(value.year(), value.month(), value.day())
        kind = ProcedureEventKind(self.kind.currentData())
        self._add_event(kind, day, self.until.date(), self.note.text())

    def _on_remove(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._events):
            self._remove_event(self._events[row])
