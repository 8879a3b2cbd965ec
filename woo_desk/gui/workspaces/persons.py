"""Workspace "Personen": one decision per person, with her places as a column of page strips."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import Document
from woo_desk.domain.geometry import Box, page_to_view
from woo_desk.domain.ids import DocumentId, FindingId, PersonId
from woo_desk.gui.actions.spec import WindowState
from woo_desk.gui.dialogs.ground_list import own_order
from woo_desk.gui.example_reader import ExampleReader
from woo_desk.gui.models.example_list import Example, ExampleList
from woo_desk.gui.models.person_table import PersonTable
from woo_desk.gui.stepper import Stepper
from woo_desk.gui.views.example_column import STRIP, ExampleColumn
from woo_desk.gui.views.example_page import ExamplePage
from woo_desk.gui.views.person_card import PersonCard
from woo_desk.gui.views.person_list import PersonList
from woo_desk.gui.workspaces.base import Workspace
from woo_desk.texts import text
from woo_desk.usecases.persons.index import PersonIndex
from woo_desk.usecases.persons.model import Person, Register

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk


class PersonsWorkspace(Workspace):
    """Reads the register in slices; what is asked of it meanwhile waits until it is there.

    Attributes:
        register: as it is shown; None while there is none.
    """

    name = "persons"
    docks = ("persons", "person")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.register: Register | None = None
        self._index: PersonIndex | None = None
        self._stepper = Stepper(self, desk.bridge.breath)
        self._waiting: list[Callable[[], None]] = []
        self._go_to: PersonId | None = None
        self._go_on_from: int | None = None
        self._is_stale = True
        self._documents: dict[DocumentId, Document] = {}
        self._reader = ExampleReader(desk)
        self._is_drawing = False
        self.table = PersonTable(self)
        self.examples = ExampleList(self)
        self.list = PersonList(self.table)
        self.card = PersonCard(desk.window.actions_)
        self.column = ExampleColumn(self.examples)
        self.page = ExamplePage()
        self._build()

    def _build(self) -> None:
        window = self.desk.window
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        window.add_dock("persons", self.list, left)
        window.add_dock("person", self.card, right)
        self._heading = QLabel()
        self._heading.setWordWrap(True)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setContentsMargins(10, 6, 10, 6)
        self._views = QStackedWidget()
        self._views.addWidget(self.column)
        self._views.addWidget(self.page)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._views, 1)
        self.list.person_chosen.connect(self._on_person)
        self.column.view_changed.connect(self._read_examples)
        self.column.chosen.connect(self._on_example)
        self.column.opened.connect(self.show_in_page)
        self.page.left.connect(self.show_column)
        self.card.exception_chosen.connect(self.choose_example)
        for name in _MENU:
            self.list.view.addAction(window.actions_[name])
            self.column.addAction(window.actions_[name])

    # What the window asks ---------------------------------------------------------------------

    def middle(self) -> QWidget:
        """The places of the chosen person."""
        return self._middle

    def areas(self) -> Sequence[QWidget]:
        """Persons, their places, their forms."""
        shown = self.page if self._views.currentWidget() is self.page else self.column
        return (self.list.view, shown, self.card.forms, self.card.exceptions)

    def show(self) -> None:
        """Read the register, unless nothing changed since."""
        session = self.desk.session
        if session is None:
            return
        if self._index is None:
            self._index = PersonIndex(session.file)
            self._heading.setText(text("gui.persons.reading"))
        if self._is_stale:
            self._read()

    def refresh(self, changes: Changes) -> None:
        """Read again what changed."""
        self.note(changes)
        self._read()

    def note(self, changes: Changes) -> None:
        """Something changed while another workspace is at the front."""
        self._is_stale = True
        if self._index is not None:
            self._index.note(changes)

    def leave(self) -> None:
        """The dossier is closed."""
        self._stepper.stop()
        self._index = None
        self.register = None
        self._is_stale = True
        self._waiting.clear()
        self._documents.clear()
        self._reader.forget()
        self._go_to = self._go_on_from = None
        self.list.filter.clear()
        self.list.only_open.setChecked(False)
        self.table.load(None)
        self.examples.show_person(None, None, {})
        self.card.show_person(None, None, ())
        self.show_column()

    def add_to(self, state: WindowState) -> WindowState:
        """What of the person board decides which actions can be used."""
        return dataclasses.replace(
            state,
            has_person=self.person is not None,
            has_example=self.column.current() is not None,
        )

    # What the commands ask --------------------------------------------------------------------

    @property
    def person(self) -> Person | None:
        """The chosen person."""
        row = self.list.current()
        return row.person if row else None

    @property
    def documents(self) -> dict[DocumentId, Document]:
        """The documents of the dossier by id."""
        return self._documents

    def when_ready(self, action: Callable[[], None]) -> None:
        """Do something with the register: now, or when it has been read."""
        if self._stepper.is_busy:
            self._waiting.append(action)
        elif self.register is not None:
            action()

    def go_on(self) -> None:
        """After the next reading: to the next person for whom something waits."""
        self._go_on_from = self.list.view.currentIndex().row()

    def choose_person(self, person_id: PersonId) -> None:
        """Make a person current, now or after the next reading."""
        if self._stepper.is_busy or self.register is None or not self.list.choose(person_id):
            self._go_to = person_id

    def choose_place(self, finding_id: FindingId) -> None:
        """Make the person of a place current, and the place."""

        def choose() -> None:
            person = self.register.person_of(finding_id) if self.register else None
            if person is not None and self.list.choose(person.id):
                self.choose_example(finding_id)

        self.when_ready(choose)

    def choose_example(self, finding_id: str) -> None:
        """Make a place of the chosen person current."""
        for row, example in enumerate(self.examples.examples):
            if example.place.id == finding_id:
                self.column.setCurrentIndex(self.examples.index(row))
                self.column.scrollTo(self.examples.index(row))
                return

    def next_example(self) -> None:
        """The next place, in its page."""
        is_first = self._views.currentWidget() is self.column
        is_chosen = is_first and self.column.current() is not None
        if is_chosen or self.column.step():
            self.show_in_page()

    def show_in_page(self) -> None:
        """Show the chosen place in its whole page."""
        example = self.column.current()
        if example is None:
            return
        self._reader.read(example)
        self._views.setCurrentWidget(self.page)
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        heading = f"{example.heading} · {example.verdict}"
        self.page.show_page(heading, None, is_read=False)

        def show(picture: QPixmap | None) -> None:
            if self.column.current() is example:
                self.page.show_page(heading, picture, is_read=True)

        self._reader.whole(example, self._page_scale(example), show)

    def show_column(self) -> None:
        """Back from the page to the column of places."""
        was_page = self._views.currentWidget() is self.page
        self._views.setCurrentWidget(self.column)
        if was_page:
            self.list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Reading ----------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._index is not None:
            self._stepper.run(self._index.read(), self._on_read)

    def _on_read(self, register: object) -> None:
        session = self.desk.session
        if not isinstance(register, Register) or session is None:
            return
        self._is_stale = False
        self.register = register
        self._documents = {document.id: document for document in session.file.documents()}
        chosen = self._go_to or (self.person.id if self.person else None)
        row = self._go_on_from
        self._go_to = self._go_on_from = None
        before = self.list.current()
        self.table.load(register)
        self._sum_up()
        if row is not None:
            if not self.list.choose_open(row) and chosen is not None:
                self.list.choose(chosen)
        elif (chosen is None or not self.list.choose(chosen)) and not self.list.choose_open():
            self.list.step(1)
        if self.list.current() is not before:
            self._show_person()
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            self.when_ready(action)
        self.desk.refresh_actions()

    def _sum_up(self) -> None:
        rows = self.table.rows
        count = sum(1 for row in rows if row.is_open)
        self.list.summary.setText(
            text("gui.persons.summary", count=len(rows), open=count)
            if rows
            else text("gui.persons.nobody")
        )

    def _on_person(self) -> None:
        self.show_column()
        self._show_person()
        self.desk.refresh_actions()

    def _show_person(self) -> None:
        person, session = self.person, self.desk.session
        grounds = own_order(session.dossier.basis) if session else ()
        self.card.show_person(self.register, person, grounds)
        self.examples.show_person(self.register, person, self._documents)
        if person is None:
            self._heading.setText(
                text("gui.persons.none_chosen" if self.table.rows else "gui.persons.nobody_yet")
            )
        else:
            self._heading.setText(text("gui.persons.heading", name=person.name))
        self._read_examples()

    def _on_example(self) -> None:
        if self._views.currentWidget() is self.page and self.column.current() is not None:
            self.show_in_page()
        self.desk.refresh_actions()

    def _read_examples(self) -> None:
        """Read the places in view, one picture after another."""
        if self._is_drawing or self.desk.session is None or not self.column.isVisible():
            return
        wanted = next((e for e in self.column.in_view() if not e.is_read), None)
        if wanted is None:
            return
        self._is_drawing = True
        self._reader.read(wanted)

        def drawn() -> None:
            self._is_drawing = False
            self.examples.tell(wanted)
            self._read_examples()

        self._reader.strip(
            wanted, self.column.strip_width(), STRIP, self.column.devicePixelRatioF(), drawn
        )

    def _page_scale(self, example: Example) -> float:
        """Device pixels per point at which the whole page fits."""
        page = example.page
        if page is None:
            return 1.0
        whole = Box(0, 0, page.width, page.height)
        shown = page_to_view(whole, page.width, page.height, page.rotation, 1.0)
        room = self.page.room()
        fit = min(room.width() / shown.x1, room.height() / shown.y1)
        return max(0.2, fit) * self.page.devicePixelRatioF()


_MENU = (
    "person_redact",
    "person_keep",
    "person_ask",
    "person_reopen",
    "person_split",
    "person_merge",
    "next_example",
    "example_in_document",
    "place_other",
)
"""What a right click offers."""
