"""What the window shows without a dossier, and in a dossier without documents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from woo_desk.gui.actions import ActionSet
from woo_desk.texts import text


class EmptyState(QWidget):
    """A heading, three short lines that say what will happen, and the buttons to begin."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(text(f"{key}.heading"))
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        heading.setFont(font)
        body = QLabel(text(f"{key}.body"))
        body.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.setSpacing(12)
        self._column.addWidget(heading)
        self._column.addWidget(body)
        body.setMinimumWidth(420)

    def add_buttons(self, actions: ActionSet, names: Sequence[str]) -> None:
        """Buttons for these actions, the first one the default."""
        for number, name in enumerate(names):
            action = actions[name]
            button = QPushButton(action.icon(), action.text(), self)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(260)
            button.setDefault(number == 0)
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            self._column.addWidget(button)
