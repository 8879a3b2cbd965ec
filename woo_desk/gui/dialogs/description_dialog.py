"""Corrects what was read of a document beside its title, kind and reference."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from woo_desk.domain.document import Document
from woo_desk.domain.self_description import DocumentStatus, SelfDescription
from woo_desk.domain.vague_dates import VagueDate
from woo_desk.errors import UsageError
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text
from woo_desk.usecases.self_descriptions import date_in_words


class DescriptionDialog(FormDialog):
    """Date in words, status, author unit, addressees, subject, attachments that it names."""

    def __init__(
        self, said: SelfDescription, document: Document, parent: QWidget | None = None
    ) -> None:
        super().__init__("gui.description", parent)
        self._near = document.date or said.date_last
        self.date_words = QLineEdit(document.date_printed)
        self.date_words.setPlaceholderText(text("gui.description.date_example"))
        self.period = QLabel()
        self.period.setWordWrap(True)
        self.proposal = QPushButton(text("gui.description.take_date", printed=said.date_printed))
        self.proposal.setToolTip(text(f"date_basis.{said.date_basis.value}"))
        self.proposal.setAutoDefault(False)
        self.proposal.setVisible(said.date is not None and said.date != document.date)
        self.proposal.clicked.connect(lambda: self.date_words.setText(said.date_printed))
        self.date_words.textChanged.connect(self._check_date)
        self.status_field = QComboBox()
        for status in DocumentStatus:
            self.status_field.addItem(text(f"status.{status.value}"), status)
        self.status_field.setCurrentIndex(self.status_field.findData(said.status))
        self.unit = QLineEdit(said.unit)
        self.addressee_field = QLineEdit("; ".join(said.addressees))
        self.subject = QLineEdit(said.subject)
        self.attachment_field = QPlainTextEdit("\n".join(said.attachments))
        self.attachment_field.setTabChangesFocus(True)
        self.add_field("gui.description.date", self.date_words)
        self.form.addRow("", self._beside_date())
        self.add_field("gui.description.status", self.status_field)
        self.add_field("gui.description.unit", self.unit)
        self.add_field("gui.description.addressees", self.addressee_field)
        self.add_field("gui.description.subject", self.subject)
        self.add_field("gui.description.attachments", self.attachment_field)
        self.let_form_grow()
        self._check_date()

    def _beside_date(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.proposal)
        layout.addWidget(self.period, 1)
        return row

    def _check_date(self) -> None:
        """Say which days the words mean, or that they are no date."""
        words = self.date_words.text().strip()
        date = self.date
        self.period.setText(
            text(
                "gui.description.period",
                first=f"{date.first:%d-%m-%Y}",
                last=f"{date.last:%d-%m-%Y}",
            )
            if date
            else ""
        )
        self.allow_accept(not words or date is not None, text("gui.description.no_date"))

    @property
    def date(self) -> VagueDate | None:
        """The date that the words mean; None without words, or when they are no date."""
        words = self.date_words.text().strip()
        try:
            return date_in_words(words, self._near) if words else None
        except UsageError:
            return None

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
