"""Menu "Besluiten"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import (
    DECIDE,
    DOCUMENT,
    DOCUMENTS,
    INVENTORY,
    WORK,
    WRITING,
    ActionSpec,
    needs,
)

_HERE = (DOCUMENTS, INVENTORY)
_PAGES = needs("no_dossier", "read_only", "busy", "no_document")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("in_scope", "decide", "Alt+1", enabled_when=DECIDE, workspaces=_HERE),
    ActionSpec("out_of_scope", "decide", "Alt+2", enabled_when=DECIDE, workspaces=_HERE),
    ActionSpec("duplicate", "decide", "Alt+3", enabled_when=DECIDE, workspaces=_HERE),
    ActionSpec("already_public", "decide", "Alt+4", "", DECIDE, True, workspaces=_HERE),
    ActionSpec("not_public", "decide", "Alt+5", enabled_when=DECIDE, workspaces=_HERE),
    ActionSpec("pages_out_of_scope", "decide", "Alt+6", "", _PAGES, True, workspaces=_HERE),
    ActionSpec("pages_in_scope", "decide", "Alt+7", enabled_when=_PAGES, workspaces=_HERE),
    ActionSpec(
        "clear_override",
        "decide",
        enabled_when=needs("no_dossier", "read_only", "no_override"),
        workspaces=_HERE,
    ),
    ActionSpec("scope_request", "decide", "", "", WRITING, True),
    ActionSpec("scope_proposals", "decide", "Alt+8", enabled_when=WRITING),
    ActionSpec("rest_in_scope", "decide", "Alt+0", enabled_when=WRITING),
    ActionSpec("likenesses", "decide", "Alt+9", "", WRITING, True),
    ActionSpec(
        "carry_over",
        "decide",
        "Ctrl+Shift+D",
        enabled_when=needs("no_dossier", "read_only", "busy", "no_document"),
    ),
    ActionSpec("reuse_redactions", "decide", enabled_when=WORK),
    ActionSpec("correct_description", "decide", enabled_when=DECIDE, workspaces=_HERE),
    ActionSpec("save_source", "decide", "", "", DOCUMENT, True, workspaces=_HERE),
    ActionSpec("source_compared", "decide", enabled_when=DECIDE, workspaces=_HERE),
    ActionSpec("compare_with", "decide", "F8", enabled_when=DOCUMENT, workspaces=_HERE),
)
