"""Corrects what was read of a document beside its title, date, kind and reference."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from woo_desk.domain.self_description import DocumentStatus, SelfDescription
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text


class DescriptionDialog(FormDialog):
    """Status, author unit, addressees, subject and the attachments that it names."""

    def __init__(self, said: SelfDescription, parent: QWidget | None = None) -> None:
        super().__init__("gui.description", parent)
        self.status_field = QComboBox()
        for status in DocumentStatus:
            self.status_field.addItem(text(f"status.{status.value}"), status)
        self.status_field.setCurrentIndex(self.status_field.findData(said.status))
        self.unit = QLineEdit(said.unit)
        self.addressee_field = QLineEdit("; ".join(said.addressees))
        self.subject = QLineEdit(said.subject)
        self.attachment_field = QPlainTextEdit("\n".join(said.attachments))
        self.attachment_field.setTabChangesFocus(True)
        self.add_field("gui.description.status", self.status_field)
        self.add_field("gui.description.unit", self.unit)
        self.add_field("gui.description.addressees", self.addressee_field)
        self.add_field("gui.description.subject", self.subject)
        self.add_field("gui.description.attachments", self.attachment_field)
        self.let_form_grow()

    @property
    def status(self) -> DocumentStatus:
        """The status that is chosen."""
        return DocumentStatus(self.status_field.currentData())

    @property
    def addressees(self) -> tuple[str, ...]:
        """The addressees as filled in."""
        parts = self.addressee_field.text().split(";")
        return tuple(part.strip() for part in parts if part.strip())

    @property
    def attachments(self) -> tuple[str, ...]:
        """The attachments, one on a line."""
        lines = self.attachment_field.toPlainText().splitlines()
        return tuple(line.strip() for line in lines if line.strip())
