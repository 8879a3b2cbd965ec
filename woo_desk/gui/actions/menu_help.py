"""Menu "Help"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import ActionSpec

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("palette", "help", "Ctrl+K"),
    ActionSpec("manual", "help", "F1"),
    ActionSpec("keys", "help", "Ctrl+/"),
    ActionSpec("tour", "help"),
    ActionSpec("network", "help", separator_before=True),
    ActionSpec("open_log", "help"),
    ActionSpec("about", "help"),
)
