"""Third parties to be heard, and what was provided before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from woo_desk.domain.changes import Changes
from woo_desk.domain.letters import LetterKind
from woo_desk.domain.third_party import ThirdParty
from woo_desk.gui.actions.spec import DOCUMENTS
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.commands.letters import drafts_in_words
from woo_desk.gui.dialogs.third_parties_dialog import ThirdPartiesDialog
from woo_desk.gui.views.notice_bar import Level
from woo_desk.publication import package
from woo_desk.texts import text
from woo_desk.usecases.letters import DRAFTS, Drafts, make_drafts
from woo_desk.usecases.session import Session
from woo_desk.usecases.third_parties import (
    add_third_party,
    ask_parties,
    change_third_party,
    look_again,
    record_view,
    remove_third_party,
    third_parties,
    waiting_documents,
    why_waiting,
)


class PartyCommands(Commands):
    """Who is heard, and what that means for the term and the publication."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {"third_parties": self.third_parties}

    def third_parties(self) -> None:
        """Show the parties; changes are made at once."""
        session = self.desk.session
        if session is None:
            return
        today = session.clock.now().date()
        verbs = _Verbs(self)
        dialog = ThirdPartiesDialog(
            verbs, today, can_write=self.desk.can_write, parent=self.desk.window
        )
        numbers = {document.id: document.printed_number for document in session.file.documents()}
        verbs.show = lambda: dialog.show_parties(
            third_parties(session), numbers, waits_in_words(session)
        )
        verbs.show()
        if self.desk.asker.run(dialog) and dialog.wanted is not None:
            self.desk.workspaces.go(DOCUMENTS)
            self.desk.window.document_list.choose(dialog.wanted.document_id)
            self.desk.window.page_view.show_page(dialog.wanted.page_index)

    def write_letter(self, party: ThirdParty) -> None:
        """Write the letter to one party beside the other drafts, and say where."""
        session = self.desk.session
        if session is None:
            return
        folder = session.file.path.parent / package.INTERNAL / DRAFTS

        def tell(made: Drafts) -> None:
            words, is_gap = drafts_in_words(folder, made)
            if not made:
                words, is_gap = text("gui.parties.no_passages"), True
            self.desk.notify(words, Level.WARNING if is_gap else Level.DONE)

        drafts = make_drafts(session, folder, (LetterKind.VIEWS,), (party.id,))
        self.desk.bridge.run(drafts, tell, about=session)


def waits_in_words(session: Session) -> str:
    """Which documents are given later, and when; "" for none."""
    numbers = {document.id: document.printed_number for document in session.file.documents()}
    return "\n".join(
        text("gui.parties.waits", number=numbers[each.document_id], why=why_waiting(each))
        for each in waiting_documents(session)
    )


class _Verbs:
    """What the dialog does, on the desk."""

    def __init__(self, commands: PartyCommands) -> None:
        self._desk = commands.desk
        self._commands = commands
        self.show: Callable[[], None] = lambda: None

    def add(self, name: str, address: str, terms: Sequence[str]) -> None:
        """A new party."""

        def command(session: Session) -> Changes:
            add_third_party(session, name, address, terms)
            return Changes("step.third_party", dossier=True)

        self._do(command)

    def change(self, party: ThirdParty) -> None:
        """Another name, address, words or ticks."""
        self._do(lambda session: change_third_party(session, party))

    def remove(self, party: ThirdParty) -> None:
        """No longer to be heard."""
        self._do(lambda session: remove_third_party(session, party))

    def look_again(self) -> None:
        """Look passages up anew."""
        self._do(look_again)

    def ask(self, party: ThirdParty, day: dt.date, until: dt.date, told: bool) -> None:
        """A party was asked."""
        self._do(lambda session: ask_parties(session, [party], day, until, told=told))

    def answer(self, party: ThirdParty) -> None:
        """A party answered."""
        self._do(lambda session: record_view(session, party))

    def letter(self, party: ThirdParty) -> None:
        """Write its letter."""
        self._commands.write_letter(party)

    def _do(self, command: Callable[[Session], Changes]) -> None:
        self._desk.do(command)
        self.show()
