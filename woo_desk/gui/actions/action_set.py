"""The actions of one window as Qt actions, in its menus and toolbar."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from woo_desk.gui.actions.spec import ActionSpec, WindowState
from woo_desk.gui.actions.table import ACTIONS, MENUS, TOOLBAR
from woo_desk.gui.icons import load_icon
from woo_desk.texts import text


class ActionSet:
    """The actions of one window as Qt actions, in its menus and toolbar."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[..., object]]) -> None:
        self._actions: dict[str, QAction] = {}
        self._shown: dict[str, tuple[str, str]] = {}
        self._state: WindowState | None = None
        menus = {name: _menu(window, name) for name in MENUS}
        for spec in ACTIONS:
            action = self._build(spec, window, handlers[spec.id])
            if spec.separator_before:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(action)
            window.addAction(action)
        self.toolbar = self._build_toolbar(window)
        self.update(WindowState())

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def update(self, state: WindowState) -> None:
        """Enable what can be used now; what cannot says why. Undo and redo say what they do."""
        if state == self._state:  # WHY: one key asks for it several times
            return
        self._state = state
        for name, key in (("undo", state.undo_key), ("redo", state.redo_key)):
            label = text(f"gui.action.{name}")
            self._actions[name].setText(f"{label}: {text(key)}" if key else label)
        for spec in ACTIONS:
            reason = spec.why_not(state)
            action = self._actions[spec.id]
            shown = action.text(), reason
            # WHY: this runs at every key, and most actions stay as they are.
            if self._shown.get(spec.id) != shown:
                self._shown[spec.id] = shown
                action.setEnabled(not reason)
                action.setToolTip(_tool_tip(spec, *shown))

    def set_checked(self, name: str, on: bool) -> None:
        """Show an action as on or off without doing it."""
        action = self._actions[name]
        blocked = action.blockSignals(True)
        action.setChecked(on)
        action.blockSignals(blocked)

    def restyle(self, palette: QPalette) -> None:
        """Draw the icons in the text colour of this palette."""
        for spec in ACTIONS:
            if spec.icon:
                self._actions[spec.id].setIcon(load_icon(spec.icon, palette.buttonText().color()))

    def _build(
        self, spec: ActionSpec, window: QMainWindow, handler: Callable[..., object]
    ) -> QAction:
        action = QAction(text(f"gui.action.{spec.id}"), window, checkable=spec.checkable)
        action.setObjectName(spec.id)
        action.setShortcuts(spec.keys)
        if spec.checkable:
            action.toggled.connect(handler)
        else:
            action.triggered.connect(lambda _checked=False: handler())
        self._actions[spec.id] = action
        return action

    def _build_toolbar(self, window: QMainWindow) -> QToolBar:
        toolbar = QToolBar(text("gui.toolbar"), window, movable=False)
        toolbar.setObjectName("toolbar")
        toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        # WHY: a hidden toolbar can only be had back through a menu that nobody knows.
        toolbar.toggleViewAction().setEnabled(False)
        window.addToolBar(toolbar)
        for number, group in enumerate(TOOLBAR):
            if number:
                toolbar.addSeparator()
            for name in group:
                self._actions[name].setIconText(text(f"gui.tool.{name}"))
                toolbar.addAction(self._actions[name])
        return toolbar


def _tool_tip(spec: ActionSpec, label: str, reason: str) -> str:
    words = label.rstrip("…").replace("&", "")
    if spec.shown_keys:
        words = f"{words} ({spec.shown_keys})"
    if not reason:
        return words
    why = text(f"gui.why_not.{reason}")
    return f"{words}\n{why}"


def _menu(window: QMainWindow, name: str) -> QMenu:
    menu = window.menuBar().addMenu(text(f"gui.menu.{name}"))
    menu.setToolTipsVisible(True)
    # WHY: a menu higher than the screen went on in columns, beyond its right edge.
    menu.setStyleSheet("QMenu { menu-scrollable: 1; }")
    return menu
