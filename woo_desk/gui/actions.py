"""Every action of the window in one table: menu, toolbar and shortcut come from here alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from woo_desk.resources import resource_path
from woo_desk.texts import text


@dataclass(frozen=True, slots=True)
class WindowState:
    """What decides which actions can be used now."""

    has_dossier: bool = False
    has_document: bool = False
    has_finding: bool = False
    has_redaction: bool = False
    is_busy: bool = False
    undo_key: str | None = None
    redo_key: str | None = None


Condition = Callable[[WindowState], bool]


def _always(_state: WindowState) -> bool:
    return True


def _in_dossier(state: WindowState) -> bool:
    return state.has_dossier


def _in_idle_dossier(state: WindowState) -> bool:
    return state.has_dossier and not state.is_busy


def _idle(state: WindowState) -> bool:
    return not state.is_busy


def _on_document(state: WindowState) -> bool:
    return state.has_document


def _on_finding(state: WindowState) -> bool:
    return state.has_finding


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. Its text is `gui.action.<id>`; its menu `gui.menu.<menu>`."""

    id: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    in_toolbar: bool = False
    checkable: bool = False
    separator_before: bool = False
    enabled_when: Condition = _always


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_dossier", "dossier", "Ctrl+N", "new", True, enabled_when=_idle),
    ActionSpec("open_dossier", "dossier", "Ctrl+O", "open", True, enabled_when=_idle),
    ActionSpec("open_example", "dossier", enabled_when=_idle),
    ActionSpec("add_files", "dossier", "Ctrl+I", "add", True, False, True, _in_idle_dossier),
    ActionSpec("add_folder", "dossier", "Ctrl+Shift+I", enabled_when=_in_idle_dossier),
    ActionSpec("edit_dossier", "dossier", enabled_when=_in_dossier),
    ActionSpec(
        "close_dossier", "dossier", "Ctrl+W", separator_before=True, enabled_when=_in_idle_dossier
    ),
    ActionSpec("quit", "dossier", "Ctrl+Q", separator_before=True),
    ActionSpec("undo", "edit", "Ctrl+Z", "undo", True, enabled_when=lambda s: bool(s.undo_key)),
    ActionSpec("redo", "edit", "Ctrl+Y", "redo", True, enabled_when=lambda s: bool(s.redo_key)),
    ActionSpec("next_document", "view", "Ctrl+Down", enabled_when=_in_dossier),
    ActionSpec("previous_document", "view", "Ctrl+Up", enabled_when=_in_dossier),
    ActionSpec(
        "next_page", "view", "Ctrl+PgDown", separator_before=True, enabled_when=_on_document
    ),
    ActionSpec("previous_page", "view", "Ctrl+PgUp", enabled_when=_on_document),
    ActionSpec("zoom_in", "view", "Ctrl++", "zoom_in", True, False, True, _on_document),
    ActionSpec("zoom_out", "view", "Ctrl+-", "zoom_out", True, enabled_when=_on_document),
    ActionSpec("zoom_fit", "view", "Ctrl+0", enabled_when=_on_document),
    ActionSpec(
        "as_published",
        "view",
        "V",
        checkable=True,
        separator_before=True,
        enabled_when=_on_document,
    ),
    ActionSpec("detect", "redact", "Ctrl+D", "search", True, enabled_when=_in_idle_dossier),
    ActionSpec("next_finding", "redact", "N", "next", True, False, True, _on_document),
    ActionSpec("previous_finding", "redact", "P", "previous", True, enabled_when=_on_document),
    ActionSpec("confirm", "redact", "Return", "redact", True, False, True, _on_finding),
    ActionSpec("keep", "redact", "K", "keep", True, enabled_when=_on_finding),
    ActionSpec("reopen", "redact", "Backspace", enabled_when=_on_finding),
    ActionSpec("confirm_page", "redact", "Shift+Return", enabled_when=_on_document),
    ActionSpec("confirm_same", "redact", "F", enabled_when=_on_finding),
    ActionSpec("change_ground", "redact", "G", enabled_when=lambda s: s.has_redaction),
    ActionSpec(
        "draw", "redact", "R", checkable=True, separator_before=True, enabled_when=_on_document
    ),
    ActionSpec("whole_page", "redact", "W", enabled_when=_on_document),
    ActionSpec("remove_redaction", "redact", "Delete", enabled_when=lambda s: s.has_redaction),
    ActionSpec("mark_looked", "redact", "L", "ok", True, enabled_when=_on_document),
    ActionSpec("in_scope", "decide", "Ctrl+1", enabled_when=_on_document),
    ActionSpec("out_of_scope", "decide", "Ctrl+2", enabled_when=_on_document),
    ActionSpec("duplicate", "decide", "Ctrl+3", enabled_when=_on_document),
    ActionSpec(
        "already_public", "decide", "Ctrl+4", separator_before=True, enabled_when=_on_document
    ),
    ActionSpec("not_public", "decide", "Ctrl+5", enabled_when=_on_document),
    ActionSpec("clear_override", "decide", enabled_when=_on_document),
    ActionSpec("redact_everywhere", "publish", enabled_when=_in_idle_dossier),
    ActionSpec("what_is_left", "publish", "Ctrl+L", "warning", True, enabled_when=_in_dossier),
    ActionSpec("export", "publish", "Ctrl+E", "export", True, enabled_when=_in_idle_dossier),
    ActionSpec("batch", "publish", "Ctrl+B", "batch", False, False, True, _idle),
    ActionSpec("keys", "help", "Ctrl+/"),
    ActionSpec("about", "help"),
)

MENUS = ("dossier", "edit", "view", "redact", "decide", "publish", "help")


class ActionSet:
    """The actions of one window as Qt actions, in its menus and toolbar."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[..., object]]) -> None:
        self._actions: dict[str, QAction] = {}
        menus = {name: _menu(window, name) for name in MENUS}
        toolbar = QToolBar(text("gui.toolbar"), window, movable=False)
        toolbar.setObjectName("toolbar")
        window.addToolBar(toolbar)
        for spec in ACTIONS:
            action = self._build(spec, window, handlers[spec.id])
            if spec.separator_before:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(action)
            window.addAction(action)
            if spec.in_toolbar:
                toolbar.addAction(action)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def update(self, state: WindowState) -> None:
        """Enable what can be used now; undo and redo say what they would do."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(spec.enabled_when(state))
        for name, key in (("undo", state.undo_key), ("redo", state.redo_key)):
            label = text(f"gui.action.{name}")
            self._actions[name].setText(f"{label}: {text(key)}" if key else label)

    def _build(
        self, spec: ActionSpec, window: QMainWindow, handler: Callable[..., object]
    ) -> QAction:
        label = text(f"gui.action.{spec.id}")
        action = QAction(label, window, checkable=spec.checkable)
        action.setObjectName(spec.id)
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
            shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{label.rstrip('…')} ({shown})")
        if spec.icon:
            action.setIcon(QIcon(str(resource_path(f"icons/{spec.icon}.svg"))))
        (action.toggled if spec.checkable else action.triggered).connect(
            handler if spec.checkable else lambda _checked=False: handler()
        )
        self._actions[spec.id] = action
        return action


def _menu(window: QMainWindow, name: str) -> QMenu:
    return window.menuBar().addMenu(text(f"gui.menu.{name}"))
