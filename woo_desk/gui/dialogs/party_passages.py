"""The passages of one third party: which are really theirs, and what they object to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTableWidgetItem

from woo_desk.domain.ids import DocumentId
from woo_desk.domain.third_party import Passage
from woo_desk.gui.dialogs.row_table import ReadTable
from woo_desk.texts import text

_COLUMNS = ("theirs", "objection", "number", "page", "passage")
_THEIRS, _OBJECTION, _WORDS = 0, 1, 4


class PartyPassages(ReadTable):
    """One row for each passage.

    Signals:
        edited(tuple[Passage, ...]): the user ticked or unticked one; these are all of them now.
    """

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            text("gui.parties.passages"),
            [f"gui.parties.{name}" for name in _COLUMNS],
            is_single=True,
            wraps=True,
            stretched=(_WORDS,),
        )
        self._passages: tuple[Passage, ...] = ()
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
            replace(passage, is_theirs=self.is_ticked(row, _THEIRS),
                    objection=self.is_ticked(row, _OBJECTION))
            for row, passage in enumerate(self._passages)
        )  # fmt: skip

    @property
    def chosen(self) -> Passage | None:
        """The passage that is selected."""
        row = self.currentRow()
        return self._passages[row] if 0 <= row < len(self._passages) else None

    def tick(self, row: int, *, objection: bool, is_on: bool) -> None:
        """Tick a passage, or take its tick off."""
        self.set_tick(row, is_on, _OBJECTION if objection else _THEIRS)

    def _show_row(self, row: int, passage: Passage, document: str, can_write: bool) -> None:
        self.write_row(row, ("", "", document, str(passage.page_index + 1), passage.text))
        for column, is_on in ((_THEIRS, passage.is_theirs), (_OBJECTION, passage.objection)):
            name = text(f"gui.parties.{_COLUMNS[column]}")
            self.put_tick(row, column, is_on=is_on, can_write=can_write, name=name)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if item.column() in (_THEIRS, _OBJECTION):
            self.edited.emit(self.passages)
