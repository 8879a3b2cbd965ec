"""Every action by name: type a few letters, see its key and why it cannot be used now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.name_form import fold
from woo_desk.gui.actions.spec import ActionSpec, WindowState
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True)
class Choice:
    """One action as the palette offers it."""

    id: str
    label: str
    menu: str
    keys: str
    why_not: str
    """"" when it can be used."""

    @property
    def shown(self) -> str:
        """Its line."""
        keys = f"   ({self.keys})" if self.keys else ""
        line = f"{self.label}{keys}   {self.menu}"
        return f"{line}\n{self.why_not}" if self.why_not else line


def choices_of(
    specs: Sequence[ActionSpec], actions: Mapping[str, QAction], state: WindowState
) -> list[Choice]:
    """All actions as they can be used now."""
    found = []
    for spec in specs:
        reason = spec.why_not(state)
        label = actions[spec.id].text().rstrip("…").replace("&", "")
        menu = text(f"gui.menu.{spec.menu}").replace("&", "")
        why_not = text(f"gui.why_not.{reason}") if reason else ""
        found.append(Choice(spec.id, label, menu, spec.shown_keys, why_not))
    return found


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that fit what was typed, the best first; all of them for nothing.

    Each word must be in the label or the menu, letters in order; a beginning of a word counts most.
    """
    words = fold(typed).split()
    scored = []
    for number, choice in enumerate(choices):
        score = _score(words, fold(f"{choice.label} {choice.menu} {choice.keys}"))
        if score is not None:
            scored.append((bool(choice.why_not), score, number, choice))
    return [choice for *_, choice in sorted(scored, key=lambda one: one[:3])]


def _score(words: Sequence[str], known: str) -> int | None:
    """Less is better; None when a word does not fit."""
    total = 0
    for word in words:
        if any(part.startswith(word) for part in known.split()):
            continue
        if word in known:
            total += 1
        elif _in_order(word, known):
            total += 3
        else:
            return None
    return total


def _in_order(letters: str, known: str) -> bool:
    rest = iter(known)
    return all(letter in rest for letter in letters)


class PaletteDialog(QDialog):
    """Accepted with the chosen action; arrows move, Enter chooses."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.palette.title"))
        self._choices = choices
        self._shown: list[Choice] = []
        self.field = QLineEdit(clearButtonEnabled=True)
        self.field.setPlaceholderText(text("gui.palette.field"))
        self.field.setAccessibleName(text("gui.palette.field"))
        self.list = QListWidget()
        self.list.setAccessibleName(text("gui.palette.list"))
        self.list.setWordWrap(True)
        self._nothing = QLabel(text("gui.palette.nothing"))
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.list.itemClicked.connect(lambda _item: self._choose())
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        resize_for_letters(self, 560, 460)
        self._fill("")

    @property
    def chosen(self) -> str:
        """Id of the action that was chosen; "" without one."""
        row = self.list.currentRow()
        choice = self._shown[row] if 0 <= row < len(self._shown) else None
        return choice.id if choice and not choice.why_not else ""

    @property
    def shown(self) -> Sequence[Choice]:
        """What is offered now, the best first."""
        return self._shown

    def _fill(self, typed: str) -> None:
        self._shown = matching(self._choices, typed)
        self.list.clear()
        for choice in self._shown:
            item = QListWidgetItem(choice.shown, self.list)
            if choice.why_not:
                item.setForeground(self.palette().placeholderText())
        self.list.setCurrentRow(0 if self._shown else -1)
        self._nothing.setVisible(not self._shown)

    def _choose(self) -> None:
        """Accept what can be used; what cannot has its reason on its line."""
        if self.chosen:
            self.accept()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() is not QEvent.Type.KeyPress:
                return False
            key = Qt.Key(event.key())
            if key in _STEPS:
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + _STEPS[key], last)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)
