"""Menu "Publiceren"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import DOSSIER, IDLE, WORK, ActionSpec

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("redact_everywhere", "publish", enabled_when=WORK),
    ActionSpec("what_is_left", "publish", "Ctrl+L", "list", DOSSIER),
    ActionSpec("export", "publish", "Ctrl+E", "export", WORK),
    ActionSpec("batch", "publish", "Ctrl+B", "batch", IDLE, True),
)
