"""Everything that the window says or asks in a box of its own; tests put a recorder here."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from woo_desk.errors import DeskError, ExitCode
from woo_desk.gui.dialogs.defect_dialog import DefectDialog, DefectEnd
from woo_desk.texts import has_text, text


class MessageSink(Protocol):
    """Shows errors and asks yes-or-no questions."""

    def error(self, error: DeskError) -> None:
        """Say what happened and what to do now."""

    def defect(self, name: str, place: str) -> None:
        """Say that the program itself failed: the class of the error, and where it came from."""

    def tell(self, key: str, /, **values: object) -> None:
        """Say that something is done."""

    def ask(self, key: str, /, **values: object) -> bool:
        """Ask yes or no; `<key>.yes` is the text of the button that does it."""


class DialogSink:
    """The real one: modal boxes in Dutch over the window."""

    def __init__(self, parent: QWidget | None) -> None:
        self._parent = parent

    def error(self, error: DeskError) -> None:
        """What happened in the first line, what to do below it."""
        what_now = f"error.{error.key}.what_now"
        self._box(
            QMessageBox.Icon.Warning,
            text(f"error.{error.key}", **error.values),
            text(what_now, **error.values) if has_text(what_now) else "",
        )

    def defect(self, name: str, place: str) -> None:
        """A defect of the program; no document text is shown or kept. The user may leave."""
        dialog = DefectDialog(name, place, self._parent)
        dialog.exec()
        if dialog.end is DefectEnd.QUIT:
            QApplication.exit(ExitCode.INTERNAL_ERROR)

    def tell(self, key: str, /, **values: object) -> None:
        """A plain message."""
        self._box(QMessageBox.Icon.Information, text(key, **values), "")

    def ask(self, key: str, /, **values: object) -> bool:
        """The safe answer is the default."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(text("gui.title"))
        box.setText(text(key, **values))
        yes = box.addButton(text(f"{key}.yes"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(text("gui.button.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.exec()
        return box.clickedButton() is yes

    def _box(self, icon: QMessageBox.Icon, what: str, now: str) -> None:
        box = QMessageBox(self._parent)
        box.setIcon(icon)
        box.setWindowTitle(text("gui.title"))
        box.setText(what)
        box.setInformativeText(now)
        box.addButton(text("gui.button.close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
