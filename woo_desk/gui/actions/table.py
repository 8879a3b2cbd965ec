"""The one table of actions, menu by menu: menu, toolbar, shortcut and palette come from here."""

from __future__ import annotations

from woo_desk.gui.actions import (
    menu_decide,
    menu_dossier,
    menu_edit,
    menu_help,
    menu_persons,
    menu_publish,
    menu_redact,
    menu_view,
)
from woo_desk.gui.actions.spec import ActionSpec

ACTIONS: tuple[ActionSpec, ...] = (
    *menu_dossier.ACTIONS,
    *menu_edit.ACTIONS,
    *menu_view.ACTIONS,
    *menu_redact.ACTIONS,
    *menu_persons.ACTIONS,
    *menu_decide.ACTIONS,
    *menu_publish.ACTIONS,
    *menu_help.ACTIONS,
)

MENUS = ("dossier", "edit", "view", "redact", "persons", "decide", "publish", "help")

TOOLBAR: tuple[tuple[str, ...], ...] = (
    ("add_files", "detect"),
    ("previous_finding", "next_finding", "confirm", "keep", "draw", "mark_looked"),
    ("undo", "redo"),
    ("as_published", "zoom_out", "zoom_in"),
    ("what_is_left", "export"),
)
"""Left to right as the work goes. The text under an icon is `gui.tool.<id>`."""
