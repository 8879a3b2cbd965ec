"""Asks the user for files, folders and filled-in dialogs; tests answer in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from woo_desk.gui.dialogs.manual_dialog import ManualDialog, subject_of
from woo_desk.texts import text

SUFFIX = ".woodossier"


class Asker(Protocol):
    """Every question that opens a window of its own."""

    def run(self, dialog: QDialog) -> bool:
        """Show a dialog; True when it was accepted."""

    def files(self) -> list[Path]:
        """Files to add; empty when the user changed her mind."""

    def folder(self) -> Path | None:
        """A folder to add."""

    def dossier_to_open(self) -> Path | None:
        """An existing dossier file."""

    def dossier_to_create(self, name: str) -> Path | None:
        """A new dossier file; `name` is proposed."""

    def file_to_save(self, name: str) -> Path | None:
        """A file of another kind to write; `name` is proposed."""


class DialogAsker:
    """The real one: dialogs of the system."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._folder: Path | None = None

    def run(self, dialog: QDialog) -> bool:
        """Modal, over the window; F1 opens the manual at the page about it."""
        help_key = QShortcut(QKeySequence(Qt.Key.Key_F1), dialog)
        help_key.activated.connect(lambda: ManualDialog(subject_of(dialog), dialog).exec())
        return dialog.exec() == QDialog.DialogCode.Accepted

    def files(self) -> list[Path]:
        """Several may be chosen."""
        names, _ = QFileDialog.getOpenFileNames(
            self._parent, text("gui.ask.files"), self._proposed()
        )
        return [path for name in names if (path := self._chosen(name))]

    def folder(self) -> Path | None:
        """With everything below it."""
        name = QFileDialog.getExistingDirectory(
            self._parent, text("gui.ask.folder"), self._proposed()
        )
        return self._chosen(name)

    def dossier_to_open(self) -> Path | None:
        """Only dossiers are listed."""
        name, _ = QFileDialog.getOpenFileName(
            self._parent, text("gui.ask.open"), self._proposed(), _dossiers()
        )
        return self._chosen(name)

    def dossier_to_create(self, name: str) -> Path | None:
        """The suffix is added when it is not typed."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, text("gui.ask.create"), self._proposed(name), _dossiers()
        )
        path = self._chosen(chosen)
        if path is None or path.suffix == SUFFIX:
            return path
        return path.with_name(path.name + SUFFIX)

    def file_to_save(self, name: str) -> Path | None:
        """An existing file is only replaced after the system has asked."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, text("gui.ask.save"), self._proposed(name)
        )
        return self._chosen(chosen)

    def _proposed(self, name: str = "") -> str:
        """Where a dialog begins: the folder that was used last, or the user's documents.

        WHY never the working folder, which is what Qt would take: that is the folder of the
        program, and an update replaces it with all that lies in it.
        """
        if self._folder is None:
            documents = QStandardPaths.StandardLocation.DocumentsLocation
            place = Path(QStandardPaths.writableLocation(documents))
            self._folder = place if place.is_dir() else Path.home()
        return str(self._folder / name)

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._folder = path if path.is_dir() else path.parent
        return path


def _dossiers() -> str:
    return text("gui.ask.kind", suffix=SUFFIX)
