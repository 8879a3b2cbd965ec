"""The chosen person: her forms, role, proposal and why, exceptions, and the buttons that decide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.finding import Proposal
from woo_desk.domain.ground import Ground
from woo_desk.domain.ids import FindingId
from woo_desk.domain.person import PersonVerdict
from woo_desk.gui.actions.action_set import ActionSet
from woo_desk.gui.models.example_list import mark_state
from woo_desk.gui.models.person_table import role_names, status_name
from woo_desk.gui.room import LeastRoom
from woo_desk.texts import text
from woo_desk.usecases.grounds import load_grounds, said_of
from woo_desk.usecases.persons.model import Person, Register

_LEAST = 16
"""Characters for which the first column of a list always has room."""

_BUTTONS = (
    "person_redact",
    "person_keep",
    "person_ask",
    "person_reopen",
    "person_split",
    "person_merge",
    "next_example",
    "person_add",
)
_PLACE = Qt.ItemDataRole.UserRole


class PersonCard(QWidget):
    """What one needs to know of a person to decide.

    Signals:
        exception_chosen(str): id of a place that deviates was chosen.
    """

    exception_chosen = Signal(str)

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = _label(bold=True)
        self._facts = _label()
        self._why = _label()
        self._grounds = _label()
        self.forms = _tree(text("gui.persons.forms"), ("form", "places", "documents"))
        self.exceptions = _tree(text("gui.persons.exceptions"), ("place", "state"))
        self.exceptions.itemActivated.connect(self._on_exception)
        self.exceptions.itemClicked.connect(self._on_exception)
        self._exceptions_heading = _label(bold=True)
        buttons = QGridLayout()
        for number, name in enumerate(_BUTTONS):
            actions[name].setIconText(text(f"gui.tool.{name}"))  # short, for the card is narrow
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button, number // 2, number % 2)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(8, 6, 8, 6)
        for label in (self._name, self._facts, self._why, self._grounds):
            column.addWidget(label)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(text("gui.persons.details"))
        scroll.setWidget(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(scroll, 3)
        layout.addLayout(buttons)
        layout.addWidget(self.forms, 3)
        layout.addWidget(self._exceptions_heading)
        layout.addWidget(self.exceptions, 1)

    def show_person(
        self, register: Register | None, person: Person | None, grounds: Sequence[Ground]
    ) -> None:
        """Show this person; None leaves everything empty."""
        self.forms.clear()
        self.exceptions.clear()
        self._exceptions_heading.hide()
        self.exceptions.hide()
        if register is None or person is None:
            for label in (self._name, self._facts, self._why, self._grounds):
                label.clear()
            self._name.setText(text("gui.persons.none_chosen"))
            return
        self._name.setText(person.name)
        self._facts.setText(_facts(register, person))
        self._why.setText(_why(person))
        self._grounds.setText(_ground_keys(grounds))
        for key, count in person.forms.items():
            documents = len({g.document_id for g in person.groups if g.key == key})
            item = QTreeWidgetItem([person.shown_form(key), str(count), str(documents)])
            self.forms.addTopLevelItem(item)
        self._show_exceptions(register, person)

    def _show_exceptions(self, register: Register, person: Person) -> None:
        places = register.exceptions(person)
        self._exceptions_heading.setVisible(bool(places))
        self.exceptions.setVisible(bool(places))
        self._exceptions_heading.setText(text("gui.persons.exceptions_of", count=len(places)))
        for place in places:
            state = mark_state(place, register.decided.get(place.id))
            words = " ".join(place.text.split())
            where = text("gui.persons.exception", words=words, page=place.page_index + 1)
            item = QTreeWidgetItem([where, text(f"gui.mark_state.{state.value}.name")])
            item.setData(0, _PLACE, place.id)
            self.exceptions.addTopLevelItem(item)

    def _on_exception(self, item: QTreeWidgetItem) -> None:
        self.exception_chosen.emit(FindingId(str(item.data(0, _PLACE))))


def _facts(register: Register, person: Person) -> str:
    places = text("gui.persons.place_count", count=len(person.places))
    documents = text("gui.persons.document_count", count=len(person.documents))
    lines = [
        status_name(register.status(person)),
        text("gui.persons.reach", places=places, documents=documents),
    ]
    if person.roles:
        lines.append(text("gui.persons.as_role", roles=role_names(person)))
    if person.has_two_roles:
        lines.append(text("gui.persons.two_roles"))
    if person.is_ambiguous:
        lines.append(text("gui.persons.ambiguous"))
    if person.entry is not None and person.entry.verdict is not None:
        lines.append(_decided(person))
    elif person.groups:
        lines.append(_proposed(person))
    return "\n".join(lines)


def _proposed(person: Person) -> str:
    words = text(f"gui.persons.proposal.{person.proposal.value}")
    code = person.ground_code
    if person.proposal is Proposal.KEEP or code is None:
        return words
    return text("gui.persons.with_ground", what=words, ground=load_grounds().get(code).label)


def _decided(person: Person) -> str:
    entry = person.entry
    if entry is None or entry.verdict is None:
        return ""
    words = text(f"gui.persons.verdict.{entry.verdict.value}", by=entry.by)
    if entry.verdict is not PersonVerdict.REDACT or not entry.ground_codes:
        return words
    catalogue = load_grounds()
    labels = " / ".join(catalogue.get(code).label for code in entry.ground_codes)
    return text("gui.persons.with_ground", what=words, ground=labels)


def _why(person: Person) -> str:
    return text("gui.persons.why", why=person.why) if person.why else text("gui.persons.absent")


def _ground_keys(grounds: Sequence[Ground]) -> str:
    """Which key is which ground."""
    lines = [
        text("gui.persons.ground_key", key=number, label=ground.label, words=said_of(ground))
        for number, ground in enumerate(grounds[:9], 1)
    ]
    return "\n".join(lines)


def _label(*, bold: bool = False) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # document text is never read as markup
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    font = label.font()
    font.setBold(bold)
    label.setFont(font)
    return label


def _tree(name: str, columns: Sequence[str]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName(name)
    tree.setHeaderLabels([text(f"gui.persons.column.{column}") for column in columns])
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    LeastRoom(header, 0, _LEAST)
    return tree
