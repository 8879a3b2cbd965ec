"""Menu "Help"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import ActionSpec

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("keys", "help", "Ctrl+/ F1"),
    ActionSpec("about", "help"),
)
