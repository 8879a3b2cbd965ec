"""Asks for a few words: why something is left so, or disputed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text

_LINES = 5


class WordsDialog(FormDialog):
    """One field that has to be filled in. Texts: `<key>.words`, `<key>.no_words`."""

    def __init__(self, key: str, about: str = "", parent: QWidget | None = None) -> None:
        """Args: about: what it answers to, shown above the field."""
        super().__init__(key, parent)
        self._key = key
        if about:
            label = QLabel(about)
            label.setWordWrap(True)
            self.form.addRow(label)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * _LINES)
        self.add_field(f"{key}.words", self.edit)
        self.edit.textChanged.connect(self._check)
        self._check()

    @property
    def words(self) -> str:
        """What was typed."""
        return self.edit.toPlainText().strip()

    def fill(self, words: str) -> None:
        """Fill in the field."""
        self.edit.setPlainText(words)

    def _check(self) -> None:
        self.allow_accept(bool(self.words), text(f"{self._key}.no_words"))
