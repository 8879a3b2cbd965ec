"""What the receivers of a publication want to know of the dossier."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from woo_desk.domain.publication import PublicationSettings
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.optional_date import OptionalDate
from woo_desk.gui.room import resize_for_letters
from woo_desk.publication.tooi import CATEGORIES, ORGANISATIONS, value_list
from woo_desk.texts import text

_WORDS = ("base_address", "case_number", "dossier_number", "matter", "prefix")
_DAYS = ("request_day", "decision_day", "provision_day", "publication_day")
_LINES = 3
"""Of text that are shown."""
_CHARACTERS = 30
"""Of a choice that are shown at least."""


class PublicationDialog(FormDialog):
    """Fills in the settings; identifiers come out of the value lists that ship."""

    def __init__(self, settings: PublicationSettings, parent: QWidget | None = None) -> None:
        super().__init__("gui.publication", parent)
        self._settings = settings
        self.publisher = _choice(ORGANISATIONS, settings.publisher, may_be_empty=True)
        self.responsible = _choice(ORGANISATIONS, settings.responsible, may_be_empty=True)
        self.category = _choice(CATEGORIES, settings.category, may_be_empty=False)
        self.words = {name: QLineEdit(str(getattr(settings, name))) for name in _WORDS}
        self.days = {name: OptionalDate(getattr(settings, name)) for name in _DAYS}
        self.summary, self.request = QPlainTextEdit(), QPlainTextEdit()
        for edit, words in (
            (self.summary, settings.summary),
            (self.request, settings.request_text),
        ):
            edit.setPlainText(words)
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(edit.fontMetrics().lineSpacing() * (_LINES + 1))
        fields: dict[str, QWidget] = {
            "publisher": self.publisher,
            "responsible": self.responsible,
            "category": self.category,
            **self.words,
            **self.days,
            "summary": self.summary,
            "request_text": self.request,
        }
        for name, field in fields.items():
            self.add_field(f"gui.publication.{name}", field)
        self.words["base_address"].textChanged.connect(self._check)
        resize_for_letters(self, 700, 640)
        self._check()

    def settings(self) -> PublicationSettings:
        """What was filled in, with the choices that have no field here."""
        said = {name: field.text().strip() for name, field in self.words.items()}
        days = {name: field.date() for name, field in self.days.items()}
        return replace(
            self._settings,
            publisher=str(self.publisher.currentData() or ""),
            responsible=str(self.responsible.currentData() or ""),
            category=str(self.category.currentData()),
            base_address=said["base_address"],
            case_number=said["case_number"],
            dossier_number=said["dossier_number"],
            matter=said["matter"],
            prefix=said["prefix"],
            request_day=days["request_day"],
            decision_day=days["decision_day"],
            provision_day=days["provision_day"],
            publication_day=days["publication_day"],
            summary=self.summary.toPlainText().strip(),
            request_text=self.request.toPlainText().strip(),
        )

    def _check(self) -> None:
        address = self.words["base_address"].text().strip()
        is_address = address.startswith(("https://", "http://")) and address.endswith("/")
        self.allow_accept(is_address and " " not in address, text("gui.publication.no_address"))


def _choice(name: str, chosen: str, *, may_be_empty: bool) -> QComboBox:
    """A value list to choose from; typing any part of a label finds it."""
    combo = QComboBox(editable=True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(_CHARACTERS)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if may_be_empty:
        combo.addItem(text("gui.publication.nobody"), "")
    for identifier, label in value_list(name).items():
        combo.addItem(label, identifier)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
    completer = QCompleter(combo.model(), combo)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    combo.setCompleter(completer)
    return combo
