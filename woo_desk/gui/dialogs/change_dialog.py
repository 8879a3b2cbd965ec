"""Which published documents are corrected or withdrawn, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from woo_desk.domain.document import Document
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.publication import ChangeKind, ChangeReason
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text


class ChangeDialog(FormDialog):
    """Notes a change after publication; the next package tells it."""

    def __init__(self, documents: Sequence[Document], parent: QWidget | None = None) -> None:
        super().__init__("gui.change", parent)
        self.documents = QListWidget()
        for document in documents:
            item = QListWidgetItem(f"{document.printed_number}  {document.title}")
            item.setData(Qt.ItemDataRole.UserRole, document.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.documents.addItem(item)
        self.kind, self.reason, self.note = QComboBox(), QComboBox(), QLineEdit()
        for kind in ChangeKind:
            self.kind.addItem(text(f"change.{kind.value}"), kind)
        for reason in ChangeReason:
            self.reason.addItem(text(f"change_reason.{reason.value}"), reason)
        self.add_field("gui.change.documents", self.documents)
        self.add_field("gui.change.kind", self.kind)
        self.add_field("gui.change.reason", self.reason)
        self.add_field("gui.change.note", self.note)
        self.let_form_grow()
        self.documents.itemChanged.connect(self._check)
        resize_for_letters(self, 600, 480)
        self._check()

    def check(self, row: int) -> None:
        """Tick a document."""
        self.documents.item(row).setCheckState(Qt.CheckState.Checked)

    @property
    def chosen(self) -> list[DocumentId]:
        """The documents that are ticked."""
        items = (self.documents.item(row) for row in range(self.documents.count()))
        return [
            DocumentId(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    @property
    def kind_chosen(self) -> ChangeKind:
        """Corrected or withdrawn."""
        return ChangeKind(self.kind.currentData())

    @property
    def reason_chosen(self) -> ChangeReason:
        """Why."""
        return ChangeReason(self.reason.currentData())

    def _check(self) -> None:
        self.allow_accept(bool(self.chosen), text("gui.change.nothing"))
