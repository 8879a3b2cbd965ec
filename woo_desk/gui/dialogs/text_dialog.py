"""A page of text to read, with a line over it: network and privacy, about, licences."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text


class TextDialog(QDialog):
    """Shows words; nothing in it is followed as a link."""

    def __init__(self, title: str, heading: str, body: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        head = QLabel(heading)
        head.setWordWrap(True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        self.heading = heading
        self.body = QPlainTextEdit(body)
        self.body.setReadOnly(True)
        self.body.setTabChangesFocus(True)
        self.body.setAccessibleName(title)
        self._buttons = QDialogButtonBox()
        close = QPushButton(text("gui.button.close"))
        self._buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(head)
        column.addWidget(self.body, 1)
        column.addWidget(self._buttons)
        close.setDefault(True)
        resize_for_letters(self, 680, 480)

    def add_button(self, words: str, action: Callable[[], object]) -> QPushButton:
        """A further button, left of the one that closes."""
        button = QPushButton(words)
        self._buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(lambda: action())
        return button
