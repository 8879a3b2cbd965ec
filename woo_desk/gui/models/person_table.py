"""The persons of a dossier as a table: where a decision matters most stands on top."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from woo_desk.gui.models.document_table import plain_tip
from woo_desk.gui.models.row_table import Index, RowTable
from woo_desk.texts import text
from woo_desk.usecases.persons.model import Person, PersonStatus, Register


class Column(enum.IntEnum):
    """Columns of the table. Headings: `gui.persons.<name>`."""

    STATE = 0
    NAME = 1
    PLACES = 2
    DOCUMENTS = 3
    ROLE = 4


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What one row shows."""

    person: Person
    status: PersonStatus
    waiting: int
    """Places that wait for a decision."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.waiting > 0


class PersonTable(RowTable[PersonRow]):
    """The rows of one register."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Column, parent)

    def key_of(self, row: PersonRow) -> str:
        """The person's id."""
        return row.person.id

    def heading_of(self, name: str) -> str:
        """As in the texts of the table."""
        return text(f"gui.persons.{name}")

    def load(self, register: Register | None) -> None:
        """Show the persons of this register; None for an empty table."""
        persons = register.persons if register else ()
        self.show_rows([_row(register, person) for person in persons] if register else [])

    # Qt overrides

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_tip(row))
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.STATE:
            return status_name(row.status)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_ALIGNED.get(column, Qt.AlignmentFlag.AlignLeft) | _MIDDLE)
        return None


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ALIGNED = {
    Column.STATE: Qt.AlignmentFlag.AlignHCenter,
    Column.PLACES: Qt.AlignmentFlag.AlignRight,
    Column.DOCUMENTS: Qt.AlignmentFlag.AlignRight,
}


def status_name(status: PersonStatus) -> str:
    """Where a person stands, in words."""
    return text(f"gui.person_status.{status.value}.name")


def role_names(person: Person) -> str:
    """The roles in which she appears, most frequent first."""
    return ", ".join(text(f"role.{role.value}") for role in person.roles)


def _row(register: Register, person: Person) -> PersonRow:
    waiting = register.waiting.get(person.id, 0)
    return PersonRow(person, register.status(person), waiting)


def _shown(row: PersonRow, column: Column) -> str:
    person = row.person
    match column:
        case Column.STATE:
            return text(f"gui.person_status.{row.status.value}.sign")
        case Column.NAME:
            return person.name
        case Column.PLACES:
            return str(len(person.places))
        case Column.DOCUMENTS:
            return str(len(person.documents))
        case Column.ROLE:
            return text(f"role.{person.roles[0].value}") if person.roles else ""


def _tip(row: PersonRow) -> str:
    person = row.person
    forms = ", ".join(person.shown_form(key) for key in person.forms)
    return "\n".join(
        (
            person.name,
            status_name(row.status),
            text("gui.persons.waiting", count=row.waiting),
            role_names(person),
            forms,
        )
    )
