"""Menu "Personen": what can be done on the person board."""

from __future__ import annotations

from woo_desk.gui.actions.spec import (
    ON_PERSON,
    PERSON,
    PERSONS,
    WRITING,
    ActionSpec,
    Condition,
    needs,
)

_HERE = (PERSONS,)
_ON_PLACE = needs("no_dossier", "read_only", "no_person", "no_example")


def _on(
    id_: str, keys: str, condition: Condition, *, icon: str = "", separator: bool = False
) -> ActionSpec:
    """An action of this menu, which is about the chosen person."""
    return ActionSpec(id_, "persons", keys, icon, condition, separator, workspaces=_HERE)


ACTIONS: tuple[ActionSpec, ...] = (
    _on("person_redact", "Enter Return", ON_PERSON),
    _on("person_keep", "K", ON_PERSON),
    _on("person_ask", "?", ON_PERSON),
    *(_on(f"person_ground_{n}", str(n), ON_PERSON) for n in range(1, 10)),
    _on("person_reopen", "Backspace", ON_PERSON),
    _on("next_example", "Space", PERSON, separator=True),
    _on("example_in_document", "Ctrl+Enter Ctrl+Return", PERSON),
    _on("place_other", "X", _ON_PLACE),
    _on("person_split", "S", ON_PERSON, separator=True),
    _on("person_merge", "M", ON_PERSON),
    ActionSpec("person_add", "persons", "", "", WRITING),
    _on("next_person", "N", needs("no_dossier"), separator=True),
    _on("previous_person", "P", needs("no_dossier")),
)
