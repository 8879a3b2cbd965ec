"""The dossier's own lists "altijd lakken" and "nooit lakken", edited as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.finding import EntityType
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.list_entry import ListEntry, ListKind, ListScope
from woo_desk.errors import DeskError
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.list_files import read_entries, write_entries
from woo_desk.usecases.lists import name_of

_COLUMNS = ("term", "variants", "from", "until", "ground", "reason")
_TERM, _VARIANTS, _FROM, _UNTIL, _GROUND, _REASON = range(len(_COLUMNS))


class WrongLineError(ValueError):
    """A line that cannot be an entry; `row` is its 0-based number."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


class ListsDialog(FormDialog):
    """One tab for each list."""

    def __init__(self, entries: Iterable[ListEntry], parent: QWidget | None = None) -> None:
        super().__init__("gui.lists", parent)
        self.tabs = QTabWidget()
        every = list(entries)
        self.pages = {
            kind: ListPage(kind, [entry for entry in every if entry.kind is kind])
            for kind in ListKind
        }
        for kind, page in self.pages.items():
            self.tabs.addTab(page, name_of(kind))
            page.table.itemChanged.connect(self._check)
        self.form.addRow(self.tabs)
        self.let_form_grow()
        self.resize(860, 520)
        self._check()

    def entries(self, kind: ListKind) -> tuple[ListEntry, ...]:
        """What one list says now; WrongLineError for a line that is wrong."""
        return self.pages[kind].entries()

    def _check(self) -> None:
        for kind, page in self.pages.items():
            try:
                page.entries()
            except WrongLineError as wrong:
                said = text("gui.lists.wrong", list=name_of(kind), line=wrong.row + 1)
                self.allow_accept(False, said)
                return
        self.allow_accept(True)


class ListPage(QWidget):
    """The table of one list, with its buttons."""

    def __init__(self, kind: ListKind, entries: Iterable[ListEntry]) -> None:
        super().__init__()
        self.kind = kind
        self._kept: dict[str, ListEntry] = {}
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setAccessibleName(name_of(kind))
        self.table.setHorizontalHeaderLabels([text(f"gui.lists.{name}") for name in _COLUMNS])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setTabKeyNavigation(False)
        self._said = QLabel()
        self._said.setWordWrap(True)
        row = QHBoxLayout()
        for name, do in (
            ("add", lambda: self.add_line("")),
            ("remove", self._remove),
            ("import", self._import),
            ("export", self._export),
        ):
            button = QPushButton(text(f"gui.lists.{name}"))
            button.setAutoDefault(False)
            button.clicked.connect(do)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addWidget(self._said)
        column.addLayout(row)
        self.put(entries)

    def put(self, entries: Iterable[ListEntry]) -> None:
        """Add entries to the table."""
        for entry in entries:
            self._kept[entry.term] = entry
            self.add_line(
                entry.term,
                "; ".join(entry.variants),
                entry.valid_from.isoformat() if entry.valid_from else "",
                entry.valid_until.isoformat() if entry.valid_until else "",
                entry.ground_code or "",
                entry.reason,
            )
        self.table.resizeColumnsToContents()

    def add_line(self, *cells: str) -> None:
        """Add a line with these cells, and begin in it."""
        row = self.table.rowCount()
        blocked = self.table.blockSignals(True)
        self.table.insertRow(row)
        for column in range(len(_COLUMNS)):
            words = cells[column] if column < len(cells) else ""
            self.table.setItem(row, column, QTableWidgetItem(words))
        self.table.blockSignals(blocked)
        self.table.setCurrentCell(row, _TERM)
        self.table.itemChanged.emit(self.table.item(row, _TERM))

    def entries(self) -> tuple[ListEntry, ...]:
        """The lines that have a term; WrongLineError for one that is wrong."""
        return tuple(
            self._entry(row) for row in range(self.table.rowCount()) if any(self._cells(row))
        )

    def _cells(self, row: int) -> list[str]:
        items = (self.table.item(row, column) for column in range(len(_COLUMNS)))
        return [item.text().strip() if item is not None else "" for item in items]

    def _entry(self, row: int) -> ListEntry:
        cells = self._cells(row)
        kept = self._kept.get(cells[_TERM])
        try:
            ground = GroundCode(cells[_GROUND]) if cells[_GROUND] else None
            if ground is not None and ground not in load_grounds():
                raise WrongLineError(row)
            return ListEntry(
                kind=self.kind,
                term=cells[_TERM],
                variants=tuple(v.strip() for v in cells[_VARIANTS].split(";") if v.strip()),
                entity_type=kept.entity_type if kept else EntityType.TERM,
                valid_from=_day(cells[_FROM]),
                valid_until=_day(cells[_UNTIL]),
                ground_code=ground,
                reason=cells[_REASON],
                scope=ListScope.DOSSIER,
            )
        except ValueError:
            raise WrongLineError(row) from None

    def _remove(self) -> None:
        rows = sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True)
        for row in rows:
            self.table.removeRow(row)
        self.table.itemChanged.emit(QTableWidgetItem())

    def read(self, path: Path) -> None:
        """Add the entries of a CSV file, or say what is wrong with it."""
        try:
            self.put(read_entries(path, self.kind, ListScope.DOSSIER))
            self._said.setText("")
        except DeskError as error:
            self._said.setText(text(f"error.{error.key}", **error.values))

    def write(self, path: Path) -> None:
        """Write the table as a CSV file, or say why that fails."""
        try:
            write_entries(path, self.entries())
            self._said.setText(text("gui.lists.written"))
        except WrongLineError as wrong:
            said = text("gui.lists.wrong", list=name_of(self.kind), line=wrong.row + 1)
            self._said.setText(said)
        except DeskError as error:
            self._said.setText(text(f"error.{error.key}", **error.values))

    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, text("gui.lists.import"), "", "*.csv")
        if name:
            self.read(Path(name))

    def _export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, text("gui.lists.export"), "", "*.csv")
        if name:
            self.write(Path(name))


def _day(words: str) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None
