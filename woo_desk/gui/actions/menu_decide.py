"""Menu "Besluiten"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import DECIDE, DOCUMENTS, INVENTORY, ActionSpec, needs

_HERE = (DOCUMENTS, INVENTORY)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("in_scope", "decide", "Alt+1", enabled_when=DECIDE, workspaces=_HERE),
    ActionSpec("out_of_scope", "decide", "Alt+2", enabled_when=DECIDE, workspaces=_HERE),
    ActionSpec("duplicate", "decide", "Alt+3", enabled_when=DECIDE, workspaces=_HERE),
    ActionSpec("already_public", "decide", "Alt+4", "", DECIDE, True, workspaces=_HERE),
    ActionSpec("not_public", "decide", "Alt+5", enabled_when=DECIDE, workspaces=_HERE),
    ActionSpec(
        "clear_override",
        "decide",
        enabled_when=needs("no_dossier", "read_only", "no_override"),
        workspaces=_HERE,
    ),
)
