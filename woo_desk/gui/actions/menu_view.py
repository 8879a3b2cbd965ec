"""Menu "Beeld"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import (
    DOCUMENT,
    DOCUMENTS,
    DOSSIER,
    ON_SHOWN,
    PAGES,
    SECOND,
    ActionSpec,
)

_WITH_PAGES = (DOCUMENTS, SECOND)
"""Workspaces that have the pages of a document in the middle."""

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("workspace_persons", "view", "Ctrl+1", enabled_when=DOSSIER),
    ActionSpec("workspace_documents", "view", "Ctrl+2", enabled_when=DOSSIER),
    ActionSpec("workspace_inventory", "view", "Ctrl+3", enabled_when=DOSSIER),
    ActionSpec("workspace_publish", "view", "Ctrl+4", enabled_when=DOSSIER),
    ActionSpec("workspace_second", "view", "Ctrl+5", enabled_when=DOSSIER),
    ActionSpec("next_document", "view", "Ctrl+Down", "", DOSSIER, True),
    ActionSpec("previous_document", "view", "Ctrl+Up", enabled_when=DOSSIER),
    ActionSpec("next_page", "view", "Ctrl+PgDown", "", PAGES, True, workspaces=_WITH_PAGES),
    ActionSpec("previous_page", "view", "Ctrl+PgUp", enabled_when=PAGES, workspaces=_WITH_PAGES),
    ActionSpec("next_area", "view", "F6", enabled_when=DOSSIER),
    ActionSpec("zoom_in", "view", "Ctrl++ Ctrl+=", "zoom_in", PAGES, True, workspaces=_WITH_PAGES),
    ActionSpec("zoom_out", "view", "Ctrl+-", "zoom_out", PAGES, workspaces=_WITH_PAGES),
    ActionSpec("zoom_fit", "view", "Ctrl+0", enabled_when=PAGES, workspaces=_WITH_PAGES),
    ActionSpec("zoom_page", "view", "Ctrl+9", enabled_when=PAGES, workspaces=_WITH_PAGES),
    ActionSpec("zoom_finding", "view", "Z", "", ON_SHOWN, workspaces=_WITH_PAGES),
    ActionSpec("rotate_right", "view", "Ctrl+R", "", PAGES, True, workspaces=_WITH_PAGES),
    ActionSpec("rotate_left", "view", "Ctrl+Shift+R", enabled_when=PAGES, workspaces=_WITH_PAGES),
    ActionSpec("two_pages", "view", "Ctrl+Shift+2", "", PAGES, False, True, _WITH_PAGES),
    ActionSpec("page_strip", "view", "Ctrl+Shift+T", "", DOCUMENT, False, True, _WITH_PAGES),
    ActionSpec("as_published", "view", "V", "published", PAGES, True, True, _WITH_PAGES),
    ActionSpec("dark", "view", separator_before=True, checkable=True),
)
