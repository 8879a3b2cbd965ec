"""What one action is, and when it can be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

PERSONS, DOCUMENTS, INVENTORY = "persons", "documents", "inventory"
PUBLISH, SECOND = "publish", "second"
"""Names of workspaces."""


@dataclass(frozen=True, slots=True)
class WindowState:
    """What decides which actions can be used now."""

    workspace: str = DOCUMENTS
    """Name of the workspace that is shown."""
    has_dossier: bool = False
    is_read_only: bool = False
    has_document: bool = False
    has_pages: bool = False
    has_finding: bool = False
    has_redaction: bool = False
    has_override: bool = False
    has_person: bool = False
    """A person of the register is chosen."""
    has_example: bool = False
    """A place of the chosen person is chosen."""
    has_reading: bool = False
    """A line of the queue for the second reader is chosen."""
    has_cell: bool = False
    """A cell of the register that can be typed in is chosen."""
    page_needs_eyes: bool = False
    """The page in view has to be looked at, and nobody has recorded that yet."""
    is_busy: bool = False
    is_taking_in: bool = False
    """Documents come in, or are read and compared for the first time."""
    undo_key: str | None = None
    redo_key: str | None = None


Condition = Callable[[WindowState], str]
"""Why an action cannot be used: the text is `gui.why_not.<reason>`; "" when it can."""


def needs(*names: str) -> Condition:
    """Usable when all of these hold; otherwise the first that does not is the reason."""

    def condition(state: WindowState) -> str:
        return next((name for name in names if not _HOLDS[name](state)), "")

    return condition


FILLED_BY_WORK = frozenset(
    ("step.add_documents", "step.recognise_documents", "step.liken_documents")
)
"""Steps that long work fills bit by bit; it needs what they have brought in so far."""

_HOLDS: Mapping[str, Callable[[WindowState], bool]] = {
    "no_dossier": lambda state: state.has_dossier,
    "read_only": lambda state: not state.is_read_only,
    "busy": lambda state: not state.is_busy,
    "no_document": lambda state: state.has_document,
    "no_pages": lambda state: state.has_pages,
    "no_finding": lambda state: state.has_finding,
    "no_redaction": lambda state: state.has_redaction,
    "no_place": lambda state: state.has_finding or state.has_redaction,
    "no_override": lambda state: state.has_override,
    "no_person": lambda state: state.has_person,
    "no_example": lambda state: state.has_example,
    "no_cell": lambda state: state.has_cell,
    "no_reading": lambda state: state.has_reading,
    "page_is_fine": lambda state: state.page_needs_eyes,
    "no_undo": lambda state: state.undo_key is not None,
    "no_redo": lambda state: state.redo_key is not None,
    "being_filled": lambda state: not (state.is_taking_in and state.undo_key in FILLED_BY_WORK),
}
"""What must hold, under the reason that is given when it does not."""

REASONS = tuple(_HOLDS)
ALWAYS = needs()
IDLE = needs("busy")
DOSSIER = needs("no_dossier")
WRITING = needs("no_dossier", "read_only")
WORK = needs("no_dossier", "read_only", "busy")
DOCUMENT = needs("no_dossier", "no_document")
PAGES = needs("no_dossier", "no_document", "no_pages")
DECIDE = needs("no_dossier", "read_only", "no_document")
ON_PAGE = needs("no_dossier", "read_only", "no_document", "no_pages")
ON_FINDING = needs("no_dossier", "read_only", "no_document", "no_finding")
ON_SHOWN = needs("no_dossier", "no_document", "no_place")
ON_PLACE = needs("no_dossier", "read_only", "no_document", "no_place")
ON_REDACTION = needs("no_dossier", "read_only", "no_document", "no_redaction")
PERSON = needs("no_dossier", "no_person")
ON_PERSON = needs("no_dossier", "read_only", "no_person")
ON_READING = needs("no_dossier", "read_only", "no_reading")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. Its text is `gui.action.<id>`; its menu `gui.menu.<menu>`."""

    id: str
    menu: str
    shortcut: str = ""
    """Several are separated by a space."""
    icon: str = ""
    enabled_when: Condition = ALWAYS
    separator_before: bool = False
    checkable: bool = False
    workspaces: tuple[str, ...] = ()
    """Where it can be used; everywhere when empty. Elsewhere its key may mean another thing."""

    def why_not(self, state: WindowState) -> str:
        """Why it cannot be used now: `gui.why_not.<reason>`; "" when it can."""
        if self.workspaces and state.has_dossier and state.workspace not in self.workspaces:
            return f"only_in_{self.workspaces[0]}"
        return self.enabled_when(state)

    @property
    def keys(self) -> list[QKeySequence]:
        """The shortcuts, the one that is shown first."""
        return [QKeySequence(keys) for keys in self.shortcut.split()]

    @property
    def shown_keys(self) -> str:
        """The first shortcut as people read it; "" without one."""
        native = QKeySequence.SequenceFormat.NativeText
        return self.keys[0].toString(native) if self.keys else ""
