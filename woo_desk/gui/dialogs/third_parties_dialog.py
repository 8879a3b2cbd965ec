"""Third parties: who is spoken of, what they are asked, and what they answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.ids import DocumentId
from woo_desk.domain.third_party import Passage, ThirdParty
from woo_desk.gui.dialogs.party_forms import AnswerForm, AskForm, WhoForm, day_of
from woo_desk.gui.dialogs.party_passages import PartyPassages
from woo_desk.gui.dialogs.row_table import ReadTable
from woo_desk.gui.room import resize_for_letters, room_on_screen
from woo_desk.texts import text
from woo_desk.usecases.procedure import shown_day

_SIZE = 1100, 680
_COLUMNS = ("party", "count", "until", "state")


class PartyVerbs(Protocol):
    """What the dialog can do; each is made at once, as a step that can be undone."""

    def add(self, name: str, address: str, terms: Sequence[str]) -> object:
        """A new party."""

    def change(self, party: ThirdParty) -> object:
        """Name, address, words or ticks of a party changed."""

    def remove(self, party: ThirdParty) -> object:
        """A party is no longer to be heard."""

    def look_again(self) -> object:
        """Look the passages of all parties up anew."""

    def ask(self, party: ThirdParty, day: dt.date, until: dt.date, told: bool) -> object:
        """A party was asked."""

    def answer(self, party: ThirdParty) -> object:
        """A party answered."""

    def letter(self, party: ThirdParty) -> object:
        """Write the letter to a party."""


class ThirdPartiesDialog(QDialog):
    """The parties beside what is known of the chosen one.

    Attributes:
        wanted: the passage that the user wants to go to; None when she only read.
    """

    def __init__(
        self, verbs: PartyVerbs, today: dt.date, *, can_write: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.parties.title"))
        resize_for_letters(self, *_SIZE)
        self.wanted: Passage | None = None
        self._verbs, self._can_write = verbs, can_write
        self._parties: tuple[ThirdParty, ...] = ()
        self._numbers: Mapping[DocumentId, str] = {}
        self.table = ReadTable(
            text("gui.parties.title"), [f"gui.parties.{name}" for name in _COLUMNS], is_single=True
        )
        self.who, self.asking, self.answering = WhoForm(), AskForm(today), AnswerForm(today)
        self.passages = PartyPassages()
        self.waits = QLabel()
        self.waits.setWordWrap(True)
        self.new, self.remove, self.again, self.go = (
            QPushButton(text(f"gui.parties.{name}")) for name in ("new", "remove", "again", "go")
        )
        self._build()
        self._connect()
        self._on_chosen()

    def show_parties(
        self, parties: Sequence[ThirdParty], numbers: Mapping[DocumentId, str], waits: str
    ) -> None:
        """Show these; the chosen one stays chosen, a new one becomes it.

        Args:
            parties: as they are now.
            numbers: printed numbers of the documents.
            waits: what is not given yet, in words.
        """
        known = {party.id for party in self._parties}
        chosen = self.chosen
        new = [party.id for party in parties if party.id not in known]
        wanted = new[-1] if new and self._parties else chosen.id if chosen else ""
        self._parties, self._numbers = tuple(parties), numbers
        self.waits.setText(waits)
        self.table.blockSignals(True)
        self.table.setRowCount(len(parties))
        for row, party in enumerate(parties):
            cells = (
                party.name,
                str(len(party.own_passages)),
                shown_day(party.answer_until),
                text("gui.parties.not_asked")
                if party.asked_on is None
                else text(f"view_outcome.{party.outcome.value}"),
            )
            self.table.write_row(row, cells)
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setStretchLastSection(True)
        ids = [party.id for party in parties]
        self.table.blockSignals(False)
        self.choose(ids.index(wanted) if wanted in ids else 0 if ids else -1)

    @property
    def chosen(self) -> ThirdParty | None:
        """The party that is selected; None while a new one is filled in."""
        row = self.table.currentRow()
        return self._parties[row] if 0 <= row < len(self._parties) else None

    def choose(self, row: int) -> None:
        """Select a party; -1 for a new one."""
        self.table.setCurrentCell(row, 0)
        self._on_chosen()

    # Building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        explanation = QLabel(text("gui.parties.explanation"))
        explanation.setWordWrap(True)
        left, right, side = QWidget(), QWidget(), QScrollArea()
        column = QVBoxLayout(left)
        column.addWidget(self.table, 1)
        column.addLayout(_row(self.new, self.remove))
        column.addWidget(self.passages, 2)
        column.addLayout(_row(self.go, self.again))
        forms = QVBoxLayout(right)
        for form in (self.who, self.asking, self.answering):
            form.setEnabled(self._can_write)
            forms.addWidget(form)
        forms.addWidget(self.waits)
        forms.addStretch(1)
        side.setWidgetResizable(True)
        side.setAccessibleName(text("gui.parties.title"))
        side.setWidget(right)
        most = room_on_screen(self).width() * 3 // 5  # on a small screen it moves sideways
        side.setMinimumWidth(min(right.minimumSizeHint().width() + 24, most))
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(left)
        middle.addWidget(side)
        middle.setStretchFactor(0, 1)
        middle.setChildrenCollapsible(False)
        buttons = QDialogButtonBox()
        buttons.addButton(text("gui.button.close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(explanation)
        whole.addWidget(middle, 1)
        whole.addWidget(buttons)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.passages.edited.connect(self._on_ticked)
        self.passages.cellDoubleClicked.connect(lambda _row, column: self._go_from(column))
        self.go.clicked.connect(self._go)
        self.new.clicked.connect(self._begin)
        self.remove.clicked.connect(self._remove)
        self.again.clicked.connect(lambda: self._verbs.look_again())
        self.who.save.clicked.connect(self._save)
        self.asking.ask.clicked.connect(self._ask)
        self.asking.letter.clicked.connect(self._letter)
        self.answering.record.clicked.connect(self._record)

    # What the user does -------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        party = self.chosen
        self.who.show_party(party)
        self.asking.show_party(party)
        self.answering.show_party(party)
        passages = party.passages if party else ()
        self.passages.show_passages(passages, self._numbers, can_write=self._can_write)
        for widget in (self.asking, self.answering, self.remove):
            widget.setEnabled(party is not None and self._can_write)
        for button in (self.new, self.again):
            button.setEnabled(self._can_write)
        self.go.setEnabled(bool(passages))

    def _begin(self) -> None:
        self.choose(-1)
        self.who.name.setFocus()

    def _save(self) -> None:
        party, who = self.chosen, self.who
        address = who.address.toPlainText().strip()
        if party is None:
            self._verbs.add(who.name.text(), address, who.words())
        elif who.name.text().strip():
            name = who.name.text().strip()
            self._verbs.change(replace(party, name=name, address=address, terms=who.words()))

    def _remove(self) -> None:
        if (party := self.chosen) is not None:
            self._verbs.remove(party)

    def _on_ticked(self, passages: tuple[Passage, ...]) -> None:
        if (party := self.chosen) is not None:
            self._verbs.change(replace(party, passages=passages))

    def _ask(self) -> None:
        if (party := self.chosen) is not None:
            form = self.asking
            self._verbs.ask(party, day_of(form.day), day_of(form.until), form.told.isChecked())

    def _letter(self) -> None:
        if (party := self.chosen) is not None:
            self._verbs.letter(party)

    def _record(self) -> None:
        if (party := self.chosen) is not None:
            self._verbs.answer(self.answering.answered(party))

    def _go_from(self, column: int) -> None:
        if column > 1:  # not a tick
            self._go()

    def _go(self) -> None:
        if (passage := self.passages.chosen) is not None:
            self.wanted = passage
            self.accept()


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch(1)
    return row
