"""The manual: pages of HTML that ship with the program, opened at the one that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from woo_desk.gui.room import resize_for_letters
from woo_desk.resources import resource_path
from woo_desk.texts import text

FIRST = "index"
PAGES: Mapping[str, str] = {
    "welcome": FIRST,
    "persons": "personen",
    "documents": "beoordelen",
    "inventory": "inventaris",
    "publish": "publiceren",
    "second": "tweede-lezer",
    "DossierDialog": "dossier",
    "PasswordDialog": "dossier",
    "NewPasswordDialog": "dossier",
    "ListsDialog": "instellingen",
    "RolesDialog": "personen",
    "SettingsDialog": "instellingen",
    "ProcedureDialog": "procedure",
    "ThirdPartiesDialog": "derden",
    "ProvisionsDialog": "eerder",
    "ChronologyDialog": "tijdlijn",
    "LettersDialog": "brieven",
    "ListDialog": "brieven",
    "BatchDialog": "batch",
    "RehearsalDialog": "batch",
    "ExportDialog": "publiceren",
    "PublicationDialog": "publiceren",
    "ChangeDialog": "publiceren",
    "PassageDialog": "vergelijken",
    "CompareDialog": "vergelijken",
    "ChooseDocumentDialog": "vergelijken",
    "GroundDialog": "gronden",
    "RedactionGroundsDialog": "gronden",
    "OutOfScopeDialog": "reikwijdte",
    "PagesOutDialog": "reikwijdte",
    "AlreadyPublicDialog": "reikwijdte",
    "RequestDialog": "reikwijdte",
    "ProposalsDialog": "reikwijdte",
    "gui.likenesses": "vergelijken",
    "gui.reuse": "eerder",
    "DescriptionDialog": "inventaris",
    "PlacesDialog": "zelf-lakken",
    "SearchDialog": "zelf-lakken",
    "PagesDialog": "zelf-lakken",
    "SplitDialog": "personen",
    "MergeDialog": "personen",
    "AddPersonDialog": "personen",
    "WordsDialog": "tweede-lezer",
    "KeysDialog": "toetsen",
    "PaletteDialog": "toetsen",
    "DefectDialog": "problemen",
    "TextDialog": "privacy",
    "ManualDialog": FIRST,
}
"""Page of the manual by workspace, by class of dialog, or by its texts where a class has several
uses; anything else opens the first page."""


def subject_of(dialog: QDialog) -> str:
    """What a dialog is about: a name in `PAGES`."""
    return dialog.objectName() if dialog.objectName() in PAGES else type(dialog).__name__


def manual_page(subject: str) -> Path:
    """The page about a subject of `PAGES`; the first page where there is none of its own."""
    try:
        return resource_path(f"handleiding/{PAGES.get(subject, FIRST)}.html")
    except FileNotFoundError:
        return resource_path(f"handleiding/{FIRST}.html")


class ManualDialog(QDialog):
    """Shows the manual beside the work. Follows links between its own pages only."""

    def __init__(self, subject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.manual.title"))
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(text("gui.manual.title"))
        # WHY: the program never opens anything outside this computer, nor another program for it.
        self.browser.setOpenExternalLinks(False)
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self._follow)
        self._back = QPushButton(text("gui.manual.back"))
        self._back.clicked.connect(self.browser.backward)
        self.browser.backwardAvailable.connect(self._back.setEnabled)
        self._back.setEnabled(False)
        first = QPushButton(text("gui.manual.first"))
        first.clicked.connect(lambda: self.show_page(FIRST))
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addWidget(first)
        row.addStretch(1)
        buttons = QDialogButtonBox()
        close = QPushButton(text("gui.button.close"))
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.browser, 1)
        column.addWidget(buttons)
        close.setDefault(True)
        self.browser.setFocus()
        resize_for_letters(self, 820, 680)
        self.show_page(subject)

    @property
    def page(self) -> str:
        """Name of the page that is shown, without its ending."""
        return Path(self.browser.source().toLocalFile()).stem

    def show_page(self, subject: str) -> None:
        """Go to the page about a subject of `PAGES`."""
        self.browser.setSource(QUrl.fromLocalFile(str(manual_page(subject))))

    def _follow(self, link: QUrl) -> None:
        target = self.browser.source().resolved(link)
        folder = resource_path("handleiding").resolve()
        if target.isLocalFile() and Path(target.toLocalFile()).resolve().is_relative_to(folder):
            self.browser.setSource(target)
