"""Asks for the password of a dossier, or for a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.store.protection import SHORTEST
from woo_desk.texts import text


class PasswordDialog(FormDialog):
    """The password of a dossier that is opened."""

    def __init__(self, name: str, *, was_wrong: bool, parent: QWidget | None = None) -> None:
        super().__init__("gui.password", parent)
        self.was_wrong = was_wrong
        self._field = _secret()
        self.add_field("gui.password.field", self._field)
        self._field.setPlaceholderText(name)
        self._field.textChanged.connect(self._check)
        self._check()
        if was_wrong:
            self.allow_accept(False, text("gui.password.wrong"))

    @property
    def password(self) -> str:
        """What was typed."""
        return self._field.text()

    def fill(self, password: str) -> None:
        """Type a password."""
        self._field.setText(password)

    def _check(self) -> None:
        self.allow_accept(bool(self.password), text("gui.password.none"))


class NewPasswordDialog(FormDialog):
    """A new password, twice; both empty takes the password off."""

    def __init__(self, *, is_protected: bool, parent: QWidget | None = None) -> None:
        super().__init__("gui.protect", parent)
        self._is_protected = is_protected
        self._first, self._again = _secret(), _secret()
        self.add_field("gui.protect.first", self._first)
        self.add_field("gui.protect.again", self._again)
        for field in (self._first, self._again):
            field.textChanged.connect(self._check)
        self._check()

    @property
    def password(self) -> str:
        """What was typed; "" to take the password off."""
        return self._first.text()

    def fill(self, password: str, again: str | None = None) -> None:
        """Type a password, and the same once more."""
        self._first.setText(password)
        self._again.setText(password if again is None else again)

    def _check(self) -> None:
        password = self.password
        if password != self._again.text():
            self.allow_accept(False, text("gui.protect.differ"))
        elif password:
            short = text("error.dossier_password_short", count=SHORTEST)
            self.allow_accept(len(password) >= SHORTEST, short)
        else:
            self.allow_accept(self._is_protected, text("gui.protect.none"))


def _secret() -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
