"""Keys that a focused widget needs for itself are no shortcuts of the window meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QWidget

PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypingGuard(QObject):
    """Keeps letters, Enter and Delete in a field that is typed in, and Enter on a button.

    WHY: "K" leaves a place readable and Enter redacts one; neither may happen to somebody who
    types a title or presses a button with the keyboard.
    """

    def watch(self, window: QWidget) -> None:
        """Guard every field and button in the window; new ones have to be watched again."""
        for kind in (QLineEdit, QAbstractSpinBox, QComboBox, QAbstractButton):
            for widget in window.findChildren(kind):
                widget.removeEventFilter(self)
                widget.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if not isinstance(event, QKeyEvent) or event.modifiers() & ~PLAIN:
            return False
        is_enter = event.key() in ENTER
        if event.type() is QEvent.Type.ShortcutOverride:
            if is_enter or not isinstance(watched, QAbstractButton):
                event.accept()
            return False
        is_press = event.type() is QEvent.Type.KeyPress and is_enter
        if is_press and isinstance(watched, QAbstractButton):
            watched.click()
            return True
        return False
