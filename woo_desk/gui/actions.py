"""Every action of the window in one table: menu, toolbar and shortcut come from here alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from woo_desk.gui.icons import load_icon
from woo_desk.texts import text


@dataclass(frozen=True, slots=True)
class WindowState:
    """What decides which actions can be used now."""

    has_dossier: bool = False
    is_read_only: bool = False
    has_document: bool = False
    has_pages: bool = False
    has_finding: bool = False
    has_redaction: bool = False
    has_override: bool = False
    page_needs_eyes: bool = False
    """The page in view has to be looked at, and nobody has recorded that yet."""
    is_busy: bool = False
    undo_key: str | None = None
    redo_key: str | None = None


Condition = Callable[[WindowState], str]
"""Why an action cannot be used: the text is `gui.why_not.<reason>`; "" when it can."""


def needs(*names: str) -> Condition:
    """Usable when all of these hold; otherwise the first that does not is the reason."""

    def condition(state: WindowState) -> str:
        return next((name for name in names if not _HOLDS[name](state)), "")

    return condition


_HOLDS: Mapping[str, Callable[[WindowState], bool]] = {
    "no_dossier": lambda state: state.has_dossier,
    "read_only": lambda state: not state.is_read_only,
    "busy": lambda state: not state.is_busy,
    "no_document": lambda state: state.has_document,
    "no_pages": lambda state: state.has_pages,
    "no_finding": lambda state: state.has_finding,
    "no_redaction": lambda state: state.has_redaction,
    "no_override": lambda state: state.has_override,
    "page_is_fine": lambda state: state.page_needs_eyes,
    "no_undo": lambda state: state.undo_key is not None,
    "no_redo": lambda state: state.redo_key is not None,
}
"""What must hold, under the reason that is given when it does not."""

REASONS = tuple(_HOLDS)
ALWAYS = needs()
IDLE = needs("busy")
DOSSIER = needs("no_dossier")
WRITING = needs("no_dossier", "read_only")
WORK = needs("no_dossier", "read_only", "busy")
DOCUMENT = needs("no_dossier", "no_document")
PAGES = needs("no_dossier", "no_document", "no_pages")
DECIDE = needs("no_dossier", "read_only", "no_document")
ON_PAGE = needs("no_dossier", "read_only", "no_document", "no_pages")
ON_FINDING = needs("no_dossier", "read_only", "no_document", "no_finding")
ON_REDACTION = needs("no_dossier", "read_only", "no_document", "no_redaction")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. Its text is `gui.action.<id>`; its menu `gui.menu.<menu>`."""

    id: str
    menu: str
    shortcut: str = ""
    """Several are separated by a space."""
    icon: str = ""
    enabled_when: Condition = ALWAYS
    separator_before: bool = False
    checkable: bool = False

    @property
    def keys(self) -> list[QKeySequence]:
        """The shortcuts, the one that is shown first."""
        return [QKeySequence(keys) for keys in self.shortcut.split()]

    @property
    def shown_keys(self) -> str:
        """The first shortcut as people read it; "" without one."""
        native = QKeySequence.SequenceFormat.NativeText
        return self.keys[0].toString(native) if self.keys else ""


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_dossier", "dossier", "Ctrl+N", "new", IDLE),
    ActionSpec("open_dossier", "dossier", "Ctrl+O", "open", IDLE),
    ActionSpec("open_example", "dossier", enabled_when=IDLE),
    ActionSpec("add_files", "dossier", "Ctrl+I", "add", WORK, True),
    ActionSpec("add_folder", "dossier", "Ctrl+Shift+I", enabled_when=WORK),
    ActionSpec("remove_documents", "dossier", "Ctrl+Delete", enabled_when=needs(*REASONS[:4])),
    ActionSpec("edit_dossier", "dossier", enabled_when=WRITING),
    ActionSpec("close_dossier", "dossier", "Ctrl+W", "", DOSSIER, True),
    ActionSpec("quit", "dossier", "Ctrl+Q", separator_before=True),
    ActionSpec("undo", "edit", "Ctrl+Z", "undo", needs("no_dossier", "read_only", "no_undo")),
    ActionSpec(
        "redo", "edit", "Ctrl+Y Ctrl+Shift+Z", "redo", needs("no_dossier", "read_only", "no_redo")
    ),
    ActionSpec("find_document", "edit", "Ctrl+F", "", DOSSIER, True),
    ActionSpec("next_document", "view", "Ctrl+Down", enabled_when=DOSSIER),
    ActionSpec("previous_document", "view", "Ctrl+Up", enabled_when=DOSSIER),
    ActionSpec("next_page", "view", "Ctrl+PgDown", "", PAGES, True),
    ActionSpec("previous_page", "view", "Ctrl+PgUp", enabled_when=PAGES),
    ActionSpec("next_area", "view", "F6", enabled_when=DOSSIER),
    ActionSpec("zoom_in", "view", "Ctrl++ Ctrl+=", "zoom_in", PAGES, True),
    ActionSpec("zoom_out", "view", "Ctrl+-", "zoom_out", PAGES),
    ActionSpec("zoom_fit", "view", "Ctrl+0", enabled_when=PAGES),
    ActionSpec("as_published", "view", "V", "published", PAGES, True, True),
    ActionSpec("dark", "view", separator_before=True, checkable=True),
    ActionSpec("detect", "redact", "Ctrl+D", "detect", WORK),
    ActionSpec("previous_finding", "redact", "P", "previous", DOCUMENT, True),
    ActionSpec("next_finding", "redact", "N", "next", DOCUMENT),
    ActionSpec("confirm", "redact", "Enter Return", "redact", ON_FINDING, True),
    ActionSpec("keep", "redact", "K", "keep", ON_FINDING),
    ActionSpec("reopen", "redact", "Backspace", enabled_when=ON_FINDING),
    ActionSpec("confirm_page", "redact", "Shift+Enter Shift+Return", enabled_when=ON_PAGE),
    ActionSpec("confirm_same", "redact", "F", enabled_when=ON_FINDING),
    ActionSpec("change_ground", "redact", "G", enabled_when=ON_REDACTION),
    ActionSpec("draw", "redact", "R", "draw", ON_PAGE, True, True),
    ActionSpec("whole_page", "redact", "W", enabled_when=ON_PAGE),
    ActionSpec("remove_redaction", "redact", "Delete", enabled_when=ON_REDACTION),
    ActionSpec(
        "mark_looked", "redact", "L", "looked", needs(*REASONS[:2], "no_pages", "page_is_fine")
    ),
    ActionSpec("in_scope", "decide", "Ctrl+1", enabled_when=DECIDE),
    ActionSpec("out_of_scope", "decide", "Ctrl+2", enabled_when=DECIDE),
    ActionSpec("duplicate", "decide", "Ctrl+3", enabled_when=DECIDE),
    ActionSpec("already_public", "decide", "Ctrl+4", "", DECIDE, True),
    ActionSpec("not_public", "decide", "Ctrl+5", enabled_when=DECIDE),
    ActionSpec(
        "clear_override", "decide", enabled_when=needs("no_dossier", "read_only", "no_override")
    ),
    ActionSpec("redact_everywhere", "publish", enabled_when=WORK),
    ActionSpec("what_is_left", "publish", "Ctrl+L", "list", DOSSIER),
    ActionSpec("export", "publish", "Ctrl+E", "export", WORK),
    ActionSpec("batch", "publish", "Ctrl+B", "batch", IDLE, True),
    ActionSpec("keys", "help", "Ctrl+/ F1"),
    ActionSpec("about", "help"),
)

MENUS = ("dossier", "edit", "view", "redact", "decide", "publish", "help")

TOOLBAR: tuple[tuple[str, ...], ...] = (
    ("add_files", "detect"),
    ("previous_finding", "next_finding", "confirm", "keep", "draw", "mark_looked"),
    ("undo", "redo"),
    ("as_published", "zoom_out", "zoom_in"),
    ("what_is_left", "export"),
)
"""Left to right as the work goes. The text under an icon is `gui.tool.<id>`."""


class ActionSet:
    """The actions of one window as Qt actions, in its menus and toolbar."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[..., object]]) -> None:
        self._actions: dict[str, QAction] = {}
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
        for name, key in (("undo", state.undo_key), ("redo", state.redo_key)):
            label = text(f"gui.action.{name}")
            self._actions[name].setText(f"{label}: {text(key)}" if key else label)
        for spec in ACTIONS:
            reason = spec.enabled_when(state)
            action = self._actions[spec.id]
            action.setEnabled(not reason)
            action.setToolTip(_tool_tip(spec, action.text(), reason))

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
    return menu
