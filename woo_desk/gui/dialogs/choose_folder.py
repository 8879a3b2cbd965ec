"""A field for a path with a button that opens the chooser of the system."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from woo_desk.texts import text


class FolderField(QWidget):
    """A folder; may be typed or chosen.

    Signals:
        changed(): another path is filled in.
    """

    changed = Signal()

    def __init__(self, title_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = text(title_key)
        self._line = QLineEdit()
        self._line.setAccessibleName(self._title)
        self._line.textChanged.connect(self.changed)
        button = QPushButton(text("gui.button.browse"))
        button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._line, 1)
        row.addWidget(button)
        self.setFocusProxy(self._line)

    def path(self) -> Path | None:
        """The folder; None while nothing is filled in."""
        words = self._line.text().strip()
        return Path(words) if words else None

    def set_path(self, path: Path) -> None:
        """Fill in a folder."""
        self._line.setText(str(path))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._title, self._line.text())
        if chosen:
            self._line.setText(chosen)
