"""The places of one person, as a list of examples: what deviates first, then one of every form."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt
from PySide6.QtGui import QPixmap

from woo_desk.domain.document import Document, Page
from woo_desk.domain.finding import Finding, Proposal, Verdict
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.name_form import form_key
from woo_desk.gui.models.finding_table import MarkState
from woo_desk.gui.models.row_table import Index
from woo_desk.store.people import Decided, NamePlace
from woo_desk.texts import text
from woo_desk.usecases.persons.model import Person, Register


class ExampleRole(enum.IntEnum):
    """What the delegate asks for beside the texts."""

    EXAMPLE = Qt.ItemDataRole.UserRole + 1


@dataclass(slots=True)
class Example:
    """One place, with what is read of it when it comes into view."""

    place: NamePlace
    state: MarkState
    deviates: bool
    document: Document
    finding: Finding | None = None
    page: Page | None = None
    context: str = ""
    picture: QPixmap | None = None
    """The strip of the page around the place, drawn over already."""
    is_read: bool = False

    @property
    def heading(self) -> str:
        """Where it stands."""
        return text(
            "gui.example.heading",
            number=self.document.printed_number,
            title=self.document.title,
            page=self.place.page_index + 1,
        )

    @property
    def verdict(self) -> str:
        """What was decided about it, or is proposed."""
        words = text(f"gui.mark_state.{self.state.value}.name")
        return text("gui.example.deviates", verdict=words) if self.deviates else words


Read = Callable[[Example], None]


class ExampleList(QAbstractListModel):
    """Knows every place; reads of each only what is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._examples: list[Example] = []

    @property
    def examples(self) -> Sequence[Example]:
        """All of them in order."""
        return self._examples

    def show_person(
        self,
        register: Register | None,
        person: Person | None,
        documents: dict[DocumentId, Document],
    ) -> None:
        """Show the places of this person; of places shown before, what was read is kept."""
        before = {example.place.id: example for example in self._examples}
        fresh = [] if register is None or person is None else _examples(register, person, documents)
        for example in fresh:
            earlier = before.get(example.place.id)
            if earlier is not None and earlier.is_read:
                example.finding, example.page = earlier.finding, earlier.page
                example.context = earlier.context
                if earlier.state is example.state:
                    example.picture, example.is_read = earlier.picture, True
        is_same = [e.place.id for e in fresh] == [e.place.id for e in self._examples]
        if is_same and fresh:
            self._examples = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._examples = fresh
        self.endResetModel()

    def tell(self, example: Example) -> None:
        """More is known of a place now: draw it again."""
        for row, each in enumerate(self._examples):
            if each is example:
                self.dataChanged.emit(self.index(row), self.index(row))
                return

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102
        return 0 if parent is not None and parent.isValid() else len(self._examples)

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        example = self._examples[index.row()]
        if role == ExampleRole.EXAMPLE:
            return example
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = " ".join(example.place.text.split())
            return f"{example.heading}: {words}. {example.verdict}. {example.context}"
        return None


def _examples(
    register: Register, person: Person, documents: dict[DocumentId, Document]
) -> list[Example]:
    made = [
        Example(
            place,
            mark_state(place, register.decided.get(place.id)),
            register.deviates(person, place),
            documents[place.document_id],
        )
        for place in person.places
        if place.document_id in documents
    ]
    seen: set[str] = set()
    firsts = []
    for example in made:
        key = form_key(example.place.text)
        if key not in seen:
            seen.add(key)
            firsts.append(example)
    first_ids = {id(example) for example in firsts}
    rest = [example for example in made if id(example) not in first_ids]
    ordered = [*firsts, *rest]
    return [e for e in ordered if e.deviates] + [e for e in ordered if not e.deviates]


def mark_state(place: NamePlace, done: Decided | None) -> MarkState:
    """Where one place stands."""
    if done is None:
        return _PROPOSED[place.proposal]
    return _DECIDED[done.verdict]


_PROPOSED = {
    Proposal.REDACT: MarkState.PROPOSED,
    Proposal.ASK: MarkState.ASKED,
    Proposal.KEEP: MarkState.READABLE,
}
_DECIDED = {
    Verdict.REDACT: MarkState.REDACTED,
    Verdict.KEEP: MarkState.KEPT,
    Verdict.REJECT: MarkState.REJECTED,
    Verdict.ASK: MarkState.ASKED,
}
