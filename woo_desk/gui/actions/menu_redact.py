"""Menu "Lakken"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import (
    DOCUMENT,
    DOCUMENTS,
    ON_FINDING,
    ON_PAGE,
    ON_REDACTION,
    WORK,
    ActionSpec,
    needs,
)

_HERE = (DOCUMENTS,)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("detect", "redact", "Ctrl+D", "detect", WORK),
    ActionSpec("previous_finding", "redact", "P", "previous", DOCUMENT, True, workspaces=_HERE),
    ActionSpec("next_finding", "redact", "N", "next", DOCUMENT, workspaces=_HERE),
    ActionSpec("confirm", "redact", "Enter Return", "redact", ON_FINDING, True, workspaces=_HERE),
    ActionSpec("keep", "redact", "K", "keep", ON_FINDING, workspaces=_HERE),
    ActionSpec("reopen", "redact", "Backspace", enabled_when=ON_FINDING, workspaces=_HERE),
    ActionSpec(
        "confirm_page",
        "redact",
        "Shift+Enter Shift+Return",
        enabled_when=ON_PAGE,
        workspaces=_HERE,
    ),
    ActionSpec("confirm_same", "redact", "F", enabled_when=ON_FINDING, workspaces=_HERE),
    ActionSpec("change_ground", "redact", "G", enabled_when=ON_REDACTION, workspaces=_HERE),
    ActionSpec("draw", "redact", "R", "draw", ON_PAGE, True, True, _HERE),
    ActionSpec("whole_page", "redact", "W", enabled_when=ON_PAGE, workspaces=_HERE),
    ActionSpec("remove_redaction", "redact", "Delete", enabled_when=ON_REDACTION, workspaces=_HERE),
    ActionSpec(
        "mark_looked",
        "redact",
        "L",
        "looked",
        needs("no_dossier", "read_only", "no_pages", "page_is_fine"),
        workspaces=_HERE,
    ),
)
