"""Menu "Dossier"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import DOCUMENTS, DOSSIER, IDLE, WORK, WRITING, ActionSpec, needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_dossier", "dossier", "Ctrl+N", "new", IDLE),
    ActionSpec("open_dossier", "dossier", "Ctrl+O", "open", IDLE),
    ActionSpec("open_example", "dossier", enabled_when=IDLE),
    ActionSpec("add_files", "dossier", "Ctrl+I", "add", WORK, True),
    ActionSpec("add_folder", "dossier", "Ctrl+Shift+I", enabled_when=WORK),
    ActionSpec(
        "remove_documents",
        "dossier",
        "Ctrl+Delete",
        enabled_when=needs("no_dossier", "read_only", "busy", "no_document"),
        workspaces=(DOCUMENTS,),
    ),
    ActionSpec("edit_dossier", "dossier", enabled_when=WRITING),
    ActionSpec("protect_dossier", "dossier", enabled_when=WORK),
    ActionSpec("dossier_lists", "dossier", enabled_when=WRITING),
    ActionSpec("role_policy", "dossier", enabled_when=WORK),
    ActionSpec("procedure", "dossier", "", "", WRITING, True),
    ActionSpec("third_parties", "dossier", enabled_when=DOSSIER),
    ActionSpec("earlier_provisions", "dossier", enabled_when=DOSSIER),
    ActionSpec("chronology", "dossier", enabled_when=DOSSIER),
    ActionSpec("close_dossier", "dossier", "Ctrl+W", "", DOSSIER, True),
    ActionSpec("settings", "dossier", "Ctrl+,", separator_before=True),
    ActionSpec("quit", "dossier", "Ctrl+Q"),
)
