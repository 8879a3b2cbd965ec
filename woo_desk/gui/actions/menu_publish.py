"""Menu "Publiceren"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import (
    DOSSIER,
    IDLE,
    ON_READING,
    SECOND,
    WORK,
    WRITING,
    ActionSpec,
)

_HERE = (SECOND,)
_AGREE = "Shift+Enter Shift+Return"

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("redact_everywhere", "publish", enabled_when=WORK),
    ActionSpec("what_is_left", "publish", "Ctrl+L", "list", DOSSIER),
    ActionSpec("export_checks", "publish", "Ctrl+Shift+L", "", DOSSIER),
    ActionSpec(
        "second_agree",
        "publish",
        "Shift+Enter Shift+Return",
        "",
        ON_READING,
        True,
        workspaces=_HERE,
    ),
    ActionSpec("second_dispute", "publish", "B", enabled_when=ON_READING, workspaces=_HERE),
    ActionSpec("second_resolve", "publish", "A", enabled_when=ON_READING, workspaces=_HERE),
    ActionSpec("second_document", "publish", "D", enabled_when=ON_READING, workspaces=_HERE),
    ActionSpec("publication_settings", "publish", "", "", WRITING, True),
    ActionSpec("export", "publish", "Ctrl+E", "export", WORK),
    ActionSpec("record_publication", "publish", enabled_when=WRITING),
    ActionSpec("change_published", "publish", enabled_when=WRITING),
    ActionSpec("letters", "publish", "", "", WORK, True),
    ActionSpec("take_in_note", "publish", enabled_when=WORK),
    ActionSpec("look_up_questions", "publish", enabled_when=IDLE),
    ActionSpec("batch", "publish", "Ctrl+B", "batch", IDLE, True),
)
