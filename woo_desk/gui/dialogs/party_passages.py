"""The passages of one third party: which are really theirs, and what they object to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from woo_desk.domain.ids import DocumentId
from woo_desk.domain.third_party import Passage
from woo_desk.texts import text

_COLUMNS = ("theirs", "objection", "number", "page", "passage")
_THEIRS, _OBJECTION, _WORDS = 0, 1, 4


class PartyPassages(QTableWidget):
    """One row for each passage.

    Signals:
        edited(tuple[Passage, ...]): the user ticked or unticked one; these are all of them now.
    """

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, len(_COLUMNS))
        self._passages: tuple[Passage, ...] = ()
        self.setAccessibleName(text("gui.parties.passages"))
        self.setHorizontalHeaderLabels([text(f"gui.parties.{name}") for name in _COLUMNS])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._on_changed)

    def show_passages(
        self, passages: Sequence[Passage], numbers: Mapping[DocumentId, str], *, can_write: bool
    ) -> None:
        """Show these; `numbers` are the printed numbers of the documents."""
        row = self.currentRow()
        self.blockSignals(True)
        self._passages = tuple(passages)
        self.setRowCount(len(passages))
        for number, passage in enumerate(passages):
            self._show_row(number, passage, numbers.get(passage.document_id, ""), can_write)
        if passages:
            self.setCurrentCell(min(max(row, 0), len(passages) - 1), _WORDS)
        self.blockSignals(False)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All, as they are ticked."""
        return tuple(
            replace(passage, is_theirs=self._is_on(row, _THEIRS),
                    objection=self._is_on(row, _OBJECTION))
            for row, passage in enumerate(self._passages)
        )  # fmt: skip

    @property
    def chosen(self) -> Passage | None:
        """The passage that is selected."""
        row = self.currentRow()
        return self._passages[row] if 0 <= row < len(self._passages) else None

    def tick(self, row: int, *, objection: bool, is_on: bool) -> None:
        """Tick a passage, or take its tick off."""
        item = self.item(row, _OBJECTION if objection else _THEIRS)
        if item is not None:
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def _show_row(self, row: int, passage: Passage, document: str, can_write: bool) -> None:
        cells = ("", "", document, str(passage.page_index + 1), passage.text)
        ticks = {_THEIRS: passage.is_theirs, _OBJECTION: passage.objection}
        for column, words in enumerate(cells):
            item = self.item(row, column)
            if item is None:  # WHY not always a new one: the old one may be telling of its tick
                item = QTableWidgetItem()
                self.setItem(row, column, item)
            item.setText(words)
            if column in ticks:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if can_write:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                state = Qt.CheckState.Checked if ticks[column] else Qt.CheckState.Unchecked
                item.setCheckState(state)
                name = text(f"gui.parties.{_COLUMNS[column]}")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, name)

    def _is_on(self, row: int, column: int) -> bool:
        item = self.item(row, column)
        return item is not None and item.checkState() is Qt.CheckState.Checked

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if item.column() in (_THEIRS, _OBJECTION):
            self.edited.emit(self.passages)
