"""The dossier's own lists, edited as tables: always and never redacted, and office holders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QLabel, QTabWidget, QWidget

from woo_desk.domain.finding import EntityType
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.list_entry import OFFICES, ListEntry, ListKind, ListScope, OfficeHolder
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.dialogs.table_page import TablePage, WrongLineError, day_of, wrong_line
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.list_files import read_entries, read_holders, write_entries, write_holders
from woo_desk.usecases.lists import name_of

Contradictions = Callable[[Sequence[ListEntry], Sequence[OfficeHolder]], Sequence[str]]
"""What contradicts what when these are the lists of the dossier, as sentences."""

_COLUMNS = ("term", "variants", "from", "until", "ground", "reason")
_TERM, _VARIANTS, _FROM, _UNTIL, _GROUND, _REASON = range(len(_COLUMNS))
_MOST = 6
"""Contradictions that are shown; of more the number is said."""


class ListsDialog(FormDialog):
    """One tab for each list, and below them what contradicts what."""

    def __init__(
        self,
        entries: Iterable[ListEntry],
        holders: Iterable[OfficeHolder] = (),
        contradictions: Contradictions = lambda _entries, _holders: (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("gui.lists", parent)
        self._contradictions = contradictions
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(text("gui.lists.title"))
        every = list(entries)
        self.pages = {
            kind: ListPage(kind, [entry for entry in every if entry.kind is kind])
            for kind in ListKind
        }
        self.holders_page = HoldersPage(holders)
        self._tables: tuple[TablePage, ...] = (*self.pages.values(), self.holders_page)
        for page in self._tables:
            self.tabs.addTab(page, page.name)
            page.table.itemChanged.connect(self._check)
        self.conflicts = QLabel()
        self.conflicts.setWordWrap(True)
        self.conflicts.setAccessibleName(text("gui.lists.conflicts"))
        self.form.addRow(self.tabs)
        self.form.addRow(self.conflicts)
        self.let_form_grow()
        resize_for_letters(self, 860, 520)
        self._check()

    def every_entry(self) -> tuple[ListEntry, ...]:
        """What both lists say now; WrongLineError for a line that is wrong."""
        return tuple(entry for page in self.pages.values() for entry in page.entries())

    def holders(self) -> tuple[OfficeHolder, ...]:
        """The office holders; WrongLineError for a line that is wrong."""
        return self.holders_page.holders()

    def _check(self) -> None:
        for page in self._tables:
            try:
                page.check()
            except WrongLineError as wrong:
                self.allow_accept(False, wrong_line(page, wrong))
                return
        self.allow_accept(True)
        found = self._contradictions(self.every_entry(), self.holders())
        said = list(found[:_MOST])
        if len(found) > _MOST:
            said.append(text("gui.lists.more_conflicts", count=len(found) - _MOST))
        self.conflicts.setText("\n".join(said))
        self.conflicts.setVisible(bool(said))


class ListPage(TablePage):
    """The list of what always goes, or of what never goes."""

    def __init__(self, kind: ListKind, entries: Iterable[ListEntry]) -> None:
        super().__init__(name_of(kind), _COLUMNS)
        self.kind = kind
        self._kept: dict[str, ListEntry] = {}
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

    def check(self) -> None:
        """WrongLineError for the first line that is wrong."""
        self.entries()

    def load(self, path: Path) -> None:
        """Add the entries of a CSV file; UsageError when a line is wrong."""
        self.put(read_entries(path, self.kind, ListScope.DOSSIER))

    def save(self, path: Path) -> None:
        """Write the entries as a CSV file; UsageError or WrongLineError when that fails."""
        write_entries(path, self.entries())

    def entries(self) -> tuple[ListEntry, ...]:
        """The lines that have a term; WrongLineError for one that is wrong."""
        return tuple(map(self._entry, self.rows()))

    def _entry(self, row: int) -> ListEntry:
        cells = self.cells(row)
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
                valid_from=day_of(cells[_FROM]),
                valid_until=day_of(cells[_UNTIL]),
                ground_code=ground,
                reason=cells[_REASON],
                scope=ListScope.DOSSIER,
            )
        except ValueError:
            raise WrongLineError(row) from None


class HoldersPage(TablePage):
    """Persons in public office whom the program does not know by itself."""

    def __init__(self, holders: Iterable[OfficeHolder]) -> None:
        super().__init__(
            text("gui.lists.holders"),
            ("surname", "first_name", "office", "body", "from", "until", "party"),
        )
        self.put(holders)

    def put(self, holders: Iterable[OfficeHolder]) -> None:
        """Add office holders to the table."""
        for one in holders:
            since = one.since.isoformat() if one.since else ""
            until = one.until.isoformat() if one.until else ""
            self.add_line(one.surname, one.first_name, one.role, one.body, since, until, one.party)
        self.table.resizeColumnsToContents()

    def check(self) -> None:
        """WrongLineError for the first line that is wrong."""
        self.holders()

    def load(self, path: Path) -> None:
        """Add the office holders of a CSV file; UsageError when a line is wrong."""
        self.put(read_holders(path, ListScope.DOSSIER))

    def save(self, path: Path) -> None:
        """Write them as a CSV file; UsageError or WrongLineError when that fails."""
        write_holders(path, self.holders())

    def holders(self) -> tuple[OfficeHolder, ...]:
        """Every line; WrongLineError for one without a name, or with an unknown office or day."""
        return tuple(map(self._holder, self.rows()))

    def _holder(self, row: int) -> OfficeHolder:
        surname, first_name, office, body, since, until, party = self.cells(row)
        if not surname or not first_name or office.lower() not in OFFICES:
            raise WrongLineError(row)
        try:
            begun, ended = day_of(since), day_of(until)
        except ValueError:
            raise WrongLineError(row) from None
        if begun and ended and ended < begun:
            raise WrongLineError(row)
        return OfficeHolder(surname, first_name, office.lower(), body, begun, ended, party)
