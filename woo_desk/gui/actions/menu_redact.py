"""Menu "Lakken"."""

from __future__ import annotations

from woo_desk.gui.actions.spec import (
    DOCUMENT,
    DOCUMENTS,
    ON_FINDING,
    ON_PAGE,
    ON_PLACE,
    ON_REDACTION,
    PAGES,
    WORK,
    ActionSpec,
    Condition,
    needs,
)

_HERE = (DOCUMENTS,)


def _on(
    id_: str,
    keys: str,
    condition: Condition,
    *,
    icon: str = "",
    separator: bool = False,
    checkable: bool = False,
) -> ActionSpec:
    """An action of this menu, which is about the pages of a document."""
    return ActionSpec(id_, "redact", keys, icon, condition, separator, checkable, _HERE)


_BULK = needs("no_dossier", "read_only", "busy", "no_document", "no_finding")
_AREAS = needs("no_dossier", "read_only", "busy", "no_document", "no_pages")
_REPEAT = needs("no_dossier", "read_only", "busy", "no_document", "no_redaction")

_FINDINGS: tuple[ActionSpec, ...] = (
    _on("previous_finding", "P", DOCUMENT, icon="previous", separator=True),
    _on("next_finding", "N", DOCUMENT, icon="next"),
    _on("confirm", "Enter Return", ON_FINDING, icon="redact", separator=True),
    _on("keep", "K", ON_FINDING, icon="keep"),
    _on("reject", "X", ON_FINDING),
    _on("question", "? Shift+?", ON_FINDING),
    _on("reopen", "Backspace", ON_FINDING),
    _on("confirm_page", "Shift+Enter Shift+Return", ON_PAGE),
)
_MANY: tuple[ActionSpec, ...] = (
    _on("confirm_same", "F", _BULK, separator=True),
    _on("keep_same", "Shift+K", _BULK),
    _on("reject_same", "Shift+X", _BULK),
    _on("confirm_kind", "Shift+F", _BULK),
    _on("search_redact", "Ctrl+Shift+F", _AREAS),
    _on("sweep_header", "H", _AREAS, separator=True),
    _on("sweep_signature", "S", _AREAS),
    _on("sweep_headers", "Shift+H", _AREAS),
    _on("sweep_signatures", "Shift+S", _AREAS),
)
_GROUNDS: tuple[ActionSpec, ...] = (
    _on("change_ground", "G", ON_REDACTION, separator=True),
    *(_on(f"ground_{n}", str(n), ON_PLACE) for n in range(1, 10)),
)
_OWN: tuple[ActionSpec, ...] = (
    _on("draw", "R", ON_PAGE, icon="draw", separator=True, checkable=True),
    _on("select_text", "T", PAGES, checkable=True),
    _on("redact_selection", "Ctrl+Enter Ctrl+Return", ON_PAGE),
    _on("keep_only", "I", ON_PAGE, checkable=True),
    _on("whole_page", "W", ON_PAGE),
    _on("page_range", "Shift+W", _AREAS),
    _on("repeat", "Shift+R", _REPEAT),
)
_SHAPE: tuple[ActionSpec, ...] = (
    _on("adjust", "E", ON_REDACTION, separator=True),
    _on("end_letter_more", "Shift+Right", ON_PLACE),
    _on("end_letter_less", "Shift+Left", ON_PLACE),
    _on("end_word_more", "Ctrl+Shift+Right", ON_PLACE),
    _on("end_word_less", "Ctrl+Shift+Left", ON_PLACE),
    _on("start_letter_more", "Alt+Shift+Left", ON_PLACE),
    _on("start_letter_less", "Alt+Shift+Right", ON_PLACE),
    _on("start_word_more", "Ctrl+Alt+Left", ON_PLACE),
    _on("start_word_less", "Ctrl+Alt+Right", ON_PLACE),
    _on("split", "Shift+E", ON_REDACTION),
    _on("remove_redaction", "Delete", ON_REDACTION),
)
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("detect", "redact", "Ctrl+D", "detect", WORK),
    *_FINDINGS,
    *_MANY,
    *_GROUNDS,
    *_OWN,
    *_SHAPE,
    _on(
        "mark_looked",
        "L",
        needs("no_dossier", "read_only", "no_pages", "page_is_fine"),
        icon="looked",
        separator=True,
    ),
)
