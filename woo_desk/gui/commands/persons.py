"""Menu "Personen": one decision per person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from woo_desk.domain.changes import Changes
from woo_desk.domain.finding import Verdict
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.person import PersonVerdict
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.ground_list import own_order
from woo_desk.gui.dialogs.person_dialogs import AddPersonDialog, MergeDialog, SplitDialog
from woo_desk.gui.views.notice_bar import Level
from woo_desk.texts import text
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.persons import decide
from woo_desk.usecases.persons.known import known_of
from woo_desk.usecases.persons.model import Person, Register
from woo_desk.usecases.session import Session

if TYPE_CHECKING:
    from woo_desk.gui.workspaces.persons import PersonsWorkspace

GROUND_KEYS = 9
"""The keys 1 to 9 choose a ground."""


class PersonCommands(Commands):
    """Each works on the persons that are selected on the board."""

    def handlers(self) -> Handlers:
        """By action id."""
        grounds = {f"person_ground_{n}": self._grounds(n) for n in range(1, GROUND_KEYS + 1)}
        return {
            **grounds,
            "person_redact": lambda: self._decide(PersonVerdict.REDACT),
            "person_keep": lambda: self._decide(PersonVerdict.KEEP),
            "person_ask": lambda: self._decide(PersonVerdict.ASK),
            "person_reopen": self.reopen,
            "person_split": self.split,
            "person_merge": self.merge,
            "person_add": self.add,
            "place_other": self.decide_place_otherwise,
            "next_example": lambda: self._board.next_example(),
            "example_in_document": self.show_in_document,
            "next_person": lambda: self._board.list.step(1),
            "previous_person": lambda: self._board.list.step(-1),
        }

    @property
    def _board(self) -> PersonsWorkspace:
        return self.desk.persons

    def reopen(self) -> None:
        """Take back what was decided about the chosen person."""
        self._with_person(
            lambda register, person: self.desk.do(
                lambda s: decide.forget_decision(s, register, person)
            )
        )

    def split(self) -> None:
        """Ask which forms are somebody else's."""

        def ask(register: Register, person: Person) -> None:
            if len(person.groups) < 2:
                self.desk.notify(text("gui.person_split.one_form", name=person.name))
                return
            dialog = SplitDialog(person, self._board.documents, self.desk.window)
            if self.desk.asker.run(dialog):
                groups, name = dialog.groups, dialog.name
                self.desk.do(lambda s: decide.split_person(s, register, person, groups, name))

        self._with_person(ask)

    def merge(self) -> None:
        """Make the selected persons one, or ask who the chosen one is as well."""

        def ask(register: Register, person: Person) -> None:
            selected = [row.person for row in self._board.list.selected()]
            others = [each for each in selected if each is not person]
            if not others:
                rest = [each for each in register.persons if each is not person]
                dialog = MergeDialog(person, rest, self.desk.window)
                if not self.desk.asker.run(dialog):
                    return
                others = dialog.chosen
            self._board.choose_person(person.id)
            self.desk.do(lambda s: decide.merge_persons(s, register, [person, *others]))

        self._with_person(ask)

    def add(self) -> None:
        """Ask for a person whom detection did not find, and look for her."""
        session = self.desk.session
        if session is None:
            return
        dialog = AddPersonDialog(self.desk.window)
        if not self.desk.asker.run(dialog):
            return
        name, forms = dialog.name, dialog.forms
        before = {entry.id for entry in decide.own_entries(session)}
        if not self.desk.do(lambda s: decide.add_person(s, name, forms)):
            return
        added = [entry for entry in decide.own_entries(session) if entry.id not in before]
        for entry in added:
            self._board.choose_person(entry.id)
            known = known_of(entry)
            if known is not None:
                self._look_for(session, known.surname)

    def decide_place_otherwise(self) -> None:
        """Make the chosen place an exception, or let it follow its person again."""
        example = self._board.column.current()
        if example is None:
            return

        def change(register: Register, person: Person) -> None:
            place = example.place
            if register.deviates(person, place):
                self.desk.do(lambda s: decide.set_exception(s, register, place, None))
                return
            done = register.decided.get(place.id)
            is_redacted = done is not None and done.verdict is Verdict.REDACT
            verdict = Verdict.KEEP if is_redacted else Verdict.REDACT
            self.desk.do(lambda s: decide.set_exception(s, register, place, verdict))

        self._with_person(change)

    def show_in_document(self) -> None:
        """Go to the chosen place in "Documenten"."""
        example = self._board.column.current()
        if example is not None:
            self.desk.go_to_finding(example.place.document_id, example.place.id)

    def _look_for(self, session: Session, words: str) -> None:
        documents = list(dict.fromkeys(hit.document_id for hit in session.file.search_text(words)))
        if not documents or self.desk.bridge.is_busy:
            self.desk.notify(text("gui.person_add.nowhere"))
            return

        def done(_report: object) -> None:
            found = frozenset(documents)
            self.desk.on_changed(Changes(documents=found, findings=found))
            self.desk.notify(text("gui.person_add.searched", count=len(documents)))

        self.desk.bridge.run(detect_documents(session, documents), done, about=session)

    def _grounds(self, number: int) -> Callable[[], None]:
        return lambda: self._decide_on_ground(number)

    def _decide_on_ground(self, number: int) -> None:
        session = self.desk.session
        if session is None:
            return
        grounds = own_order(session.dossier.basis)
        if number > len(grounds):
            self.desk.notify(text("gui.no_such_ground", number=number), Level.WARNING)
            return
        self._decide(PersonVerdict.REDACT, (grounds[number - 1].code,))

    def _decide(self, verdict: PersonVerdict, codes: tuple[GroundCode, ...] = ()) -> None:
        def decide_all(register: Register, _person: Person) -> None:
            persons = [row.person for row in self._board.list.selected()]
            self._board.go_on()
            self.desk.do(lambda s: decide.decide_persons(s, register, persons, verdict, codes))

        self._with_person(decide_all)

    def _with_person(self, action: Callable[[Register, Person], object]) -> None:
        """Do something with the chosen person, once the register has been read."""
        board = self._board

        def act() -> None:
            if board.register is not None and board.person is not None:
                action(board.register, board.person)

        board.when_ready(act)
