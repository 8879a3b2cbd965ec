"""Which other document, when two are to be laid beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from woo_desk.domain.document import Document
from woo_desk.domain.ids import DocumentId
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text


class ChooseDocumentDialog(FormDialog):
    """Documents by number and title, the likely ones first."""

    def __init__(self, documents: Sequence[Document], parent: QWidget | None = None) -> None:
        super().__init__("gui.compare_with", parent)
        self.list = QComboBox()
        for document in documents:
            self.list.addItem(f"{document.printed_number}  {document.title}", document.id)
        self.add_field("gui.compare_with.document", self.list)
        self.allow_accept(bool(documents), text("gui.compare_with.none"))

    @property
    def chosen(self) -> DocumentId:
        """The document that is chosen; "" when there is none."""
        return DocumentId(self.list.currentData() or "")
