"""Asks the user for files, folders and filled-in dialogs; tests answer in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
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

    def run(self, dialog: QDialog) -> bool:
        """Modal, over the window; F1 opens the manual at the page about it."""
        help_key = QShortcut(QKeySequence(Qt.Key.Key_F1), dialog)
        help_key.activated.connect(lambda: ManualDialog(subject_of(dialog), dialog).exec())
        return dialog.exec() == QDialog.DialogCode.Accepted

    def files(self) -> list[Path]:
        """Several may be chosen."""
        names, _ = QFileDialog.getOpenFileNames(self._parent, text("gui.ask.files"))
        return [Path(name) for name in names]

    def folder(self) -> Path | None:
        """With everything below it."""
        name = QFileDialog.getExistingDirectory(self._parent, text("gui.ask.folder"))
        return Path(name) if name else None

    def dossier_to_open(self) -> Path | None:
        """Only dossiers are listed."""
        name, _ = QFileDialog.getOpenFileName(
            self._parent, text("gui.ask.open"), "", text("gui.ask.kind", suffix=SUFFIX)
        )
        return Path(name) if name else None

    def dossier_to_create(self, name: str) -> Path | None:
        """The suffix is added when it is not typed."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, text("gui.ask.create"), name, text("gui.ask.kind", suffix=SUFFIX)
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def file_to_save(self, name: str) -> Path | None:
        """An existing file is only replaced after the system has asked."""
        chosen, _ = QFileDialog.getSaveFileName(self._parent, text("gui.ask.save"), name)
        return Path(chosen) if chosen else None
