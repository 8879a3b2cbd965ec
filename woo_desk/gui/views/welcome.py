"""What the window shows without a dossier, and in a dossier without documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from woo_desk.gui.actions.action_set import ActionSet
from woo_desk.gui.room import for_letters
from woo_desk.texts import text

WIDTH = 480


class EmptyState(QScrollArea):
    """A heading, three short lines that say what will happen, and the buttons to begin.

    Signals:
        recent_chosen(Path): a dossier opened before was chosen.
    """

    recent_chosen = Signal(object)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(text(f"{key}.heading"))
        self.setAccessibleDescription(text(f"{key}.body"))
        page = QWidget()
        self.setWidget(page)
        heading = QLabel(text(f"{key}.heading"))
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        heading.setFont(font)
        body = QLabel(text(f"{key}.body"))
        body.setWordWrap(True)
        body.setMinimumWidth(for_letters(self, WIDTH))
        body.setMaximumWidth(for_letters(self, WIDTH + 160))
        self._column = QVBoxLayout(page)
        self._column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.setSpacing(10)
        self._column.addWidget(heading)
        self._column.addWidget(body)
        self._recent: list[QWidget] = []

    def add_buttons(self, actions: ActionSet, names: Sequence[str]) -> None:
        """Buttons for these actions, the first one the default."""
        self._column.addSpacing(6)
        for number, name in enumerate(names):
            action = actions[name]
            button = QPushButton(action.icon(), action.text())
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(280)
            button.setDefault(number == 0)
            button.clicked.connect(action.trigger)
            action.changed.connect(
                lambda each=button, of=action: (
                    each.setEnabled(of.isEnabled()),
                    each.setIcon(of.icon()),
                    each.setToolTip(of.toolTip()),
                )
            )
            self._column.addWidget(button)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List dossiers opened before; one that is gone says so and cannot be chosen."""
        for widget in self._recent:
            widget.deleteLater()
        self._recent = []
        if not paths:
            return
        heading = QLabel(text("gui.recent.heading"))
        heading.setContentsMargins(0, 14, 0, 0)
        self._recent.append(heading)
        self._recent.extend(self._recent_button(path) for path in paths)
        for widget in self._recent:
            self._column.addWidget(widget)

    @property
    def recent_buttons(self) -> list[QPushButton]:
        """The buttons of the dossiers that are listed."""
        return [widget for widget in self._recent if isinstance(widget, QPushButton)]

    def _recent_button(self, path: Path) -> QPushButton:
        is_there = path.is_file()
        label = path.stem if is_there else text("gui.recent.missing", name=path.stem)
        button = QPushButton(label.replace("&", "&&"))
        button.setFlat(True)
        button.setEnabled(is_there)
        button.setToolTip(str(path))
        button.setStyleSheet("text-align: left; padding: 4px 8px;")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(280)
        button.clicked.connect(lambda: self.recent_chosen.emit(path))
        return button
