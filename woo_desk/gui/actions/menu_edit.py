"""Menu "Bewerken"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import DOCUMENTS, DOSSIER, INVENTORY, PAGES, ActionSpec, needs

_ON_CELL = needs("no_dossier", "read_only", "no_cell")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "undo",
        "edit",
        "Ctrl+Z",
        "undo",
        needs("no_dossier", "read_only", "no_undo", "being_filled"),
    ),
    ActionSpec(
        "redo", "edit", "Ctrl+Y Ctrl+Shift+Z", "redo", needs("no_dossier", "read_only", "no_redo")
    ),
    ActionSpec("copy_text", "edit", "Ctrl+C", "", PAGES, True, workspaces=(DOCUMENTS,)),
    ActionSpec("edit_cell", "edit", "F2", "", _ON_CELL, True, workspaces=(INVENTORY,)),
    ActionSpec("fill_down", "edit", "Ctrl+J", enabled_when=_ON_CELL, workspaces=(INVENTORY,)),
    ActionSpec("find_text", "edit", "Ctrl+F", "", DOSSIER, True),
    ActionSpec("find_next", "edit", "F3", enabled_when=DOSSIER),
    ActionSpec("find_document", "edit", "Ctrl+Alt+F", enabled_when=DOSSIER),
)
