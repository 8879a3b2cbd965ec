"""Letters, the course of the procedure, the time line, and questions about a bundle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from woo_desk.domain.changes import Changes
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.letters import LetterKind
from woo_desk.domain.procedure import ProcedureEvent, ProcedureEventKind
from woo_desk.gui.actions.spec import DOCUMENTS
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.chronology_dialog import ChronologyDialog
from woo_desk.gui.dialogs.letters_dialog import LettersDialog
from woo_desk.gui.dialogs.list_dialog import ListDialog
from woo_desk.gui.dialogs.procedure_dialog import ProcedureDialog
from woo_desk.gui.views.notice_bar import Level
from woo_desk.publication import package
from woo_desk.texts import text
from woo_desk.usecases.chronology import (
    choose_chronology,
    chronology,
    chronology_choices,
    note_chronology,
    remove_note,
    save_chronology,
)
from woo_desk.usecases.court import FOLDER, write_court_version
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.letter_intake import take_in_letter
from woo_desk.usecases.letters import (
    DRAFTS,
    Drafts,
    change_letter_facts,
    kinds_for,
    letter_facts,
    make_drafts,
)
from woo_desk.usecases.lookup import Link, LookupReport, look_up_file
from woo_desk.usecases.procedure import procedure, put_event, remove_event, term
from woo_desk.usecases.session import Session


class LetterCommands(Commands):
    """What goes with the documents, and how the case went."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "procedure": self.procedure,
            "chronology": self.chronology,
            "look_up_questions": self.look_up_questions,
            "letters": self.letters,
            "take_in_note": self.take_in_note,
        }

    # Procedure ----------------------------------------------------------------------------------

    def procedure(self) -> None:
        """Show the course of the request; changes are made at once."""
        session = self.desk.session
        if session is None:
            return

        def add(kind: ProcedureEventKind, day: dt.date, until: dt.date | None, note: str) -> None:
            self.desk.do(lambda s: put_event(s, kind, day, note=note, until=until))
            show()

        def remove(event: ProcedureEvent) -> None:
            self.desk.do(lambda s: remove_event(s, event))
            show()

        def show() -> None:
            dialog.show_course(procedure(session), term(session))

        today = session.clock.now().date()
        dialog = ProcedureDialog(today, add, remove, self.desk.window)
        show()
        self.desk.asker.run(dialog)

    def chronology(self) -> None:
        """Show the time line; a line goes to its place, what is chosen is kept at once."""
        session = self.desk.session
        if session is None:
            return
        numbers = {document.id: document.printed_number for document in session.file.documents()}

        def do(command: Callable[[Session], Changes]) -> None:
            self.desk.do(command)
            show()

        def save() -> None:
            path = self.desk.asker.file_to_save(package.CHRONOLOGY_CSV)
            if path is not None:
                self.desk.do(lambda s: save_chronology(s, path))

        def show() -> None:
            dialog.show_lines(chronology(session), chronology_choices(session), numbers)

        dialog = ChronologyDialog(
            session.clock.now().date(),
            lambda choices: do(lambda s: choose_chronology(s, choices)),
            lambda day, what, who: do(lambda s: note_chronology(s, day, what, who)),
            lambda note_id: do(lambda s: remove_note(s, note_id)),
            save,
            can_write=self.desk.can_write,
            parent=self.desk.window,
        )
        show()
        if self.desk.asker.run(dialog) and dialog.wanted is not None:
            self._go(dialog.wanted.document_id, dialog.wanted.page_index)

    def _go(self, document_id: DocumentId | None, page_index: int | None) -> None:
        if document_id is None:
            return
        window = self.desk.window
        self.desk.workspaces.go(DOCUMENTS)
        window.document_list.choose(document_id)
        if page_index is not None:
            window.page_view.show_page(page_index)

    # Questions ----------------------------------------------------------------------------------

    def look_up_questions(self) -> None:
        """Link a list of questions to the bundle of a package."""
        files = self.desk.asker.files()
        folder = self.desk.asker.folder() if files else None
        if not files or folder is None:
            return
        self.desk.bridge.run(look_up_file(folder, files[0]), self._show_links)

    def _show_links(self, report: LookupReport) -> None:
        names = ("question", "outcome", "number", "annex", "page", "bundle", "passage")
        columns = [f"gui.lookup.{name}" for name in names]
        rows = [_link_row(link) for link in report.links]
        dialog = ListDialog("gui.lookup", columns, rows, self.desk.window)
        if not self.desk.asker.run(dialog) or dialog.chosen is None:
            return
        session, link = self.desk.session, report.links[dialog.chosen]
        if session is None:
            return
        found = [d.id for d in session.file.documents() if d.printed_number == link.number]
        if found:
            page = None if link.document_first is None else link.document_first - 1
            self._go(found[0], page)

    # Letters ------------------------------------------------------------------------------------

    def letters(self) -> None:
        """Fill in what the letters tell, and write drafts of those that are chosen."""
        session = self.desk.session
        if session is None:
            return
        kinds = kinds_for(session.dossier.basis)
        if session.dossier.basis is LegalBasis.WOO:
            kinds = (*kinds, LetterKind.VIEWS)
        folder = session.file.path.parent / package.INTERNAL / DRAFTS
        dialog = LettersDialog(letter_facts(session), kinds, folder, self.desk.window)
        if not self.desk.asker.run(dialog) or (chosen := dialog.folder()) is None:
            return
        self.desk.do(lambda s: change_letter_facts(s, dialog.facts()))
        if dialog.kinds() or dialog.court():
            court = chosen.parent / FOLDER if dialog.court() else None
            self.desk.bridge.run(
                _write(session, chosen, dialog.kinds(), court),
                lambda written: self._tell(chosen, *written),
                about=session,
            )

    def _tell(self, folder: Path, made: Drafts, court: tuple[Path, ...]) -> None:
        words, is_gap = drafts_in_words(folder, made) if made else ("", False)
        if court:
            said = text("gui.letters.court_done", count=len(court), folder=str(court[0].parent))
            words = f"{words}\n{said}".strip()
        self.desk.notify(words, Level.WARNING if is_gap else Level.DONE)

    def take_in_note(self) -> None:
        """Make the decision note a document of the dossier."""
        session = self.desk.session
        if session is None:
            return

        def done(_report: object) -> None:
            documents = frozenset(document.id for document in session.file.documents())
            self.desk.on_changed(Changes(documents=documents))
            self.desk.notify(text("gui.letters.taken_in"))

        self.desk.bridge.run(take_in_letter(session), done, about=session)


def _write(
    session: Session, folder: Path, kinds: tuple[LetterKind, ...], court: Path | None
) -> Flow[tuple[Drafts, tuple[Path, ...]]]:
    """What was chosen in the dialog, one after the other: only one work runs at a time."""
    made: Drafts = ()
    papers: tuple[Path, ...] = ()
    if court is not None:  # WHY first: it may be refused, and then nothing lies there half
        papers = yield from write_court_version(session, court)
    if kinds:
        made = yield from make_drafts(session, folder, kinds)
    return made, papers


def drafts_in_words(folder: Path, made: Drafts) -> tuple[str, bool]:
    """What was written where, and whether something still has to be filled in."""
    gaps = dict.fromkeys(gap for _, letter in made for gap in letter.gaps)
    words = text("gui.letters.done", count=len(made), folder=str(folder))
    if gaps:
        words += "\n" + text("gui.letters.gaps", names="; ".join(gaps))
    return words, bool(gaps)


def _link_row(link: Link) -> tuple[str, ...]:
    return (
        link.question, text(f"link.{link.outcome.value}"), link.number, link.annex,
        str(link.document_first or ""), str(link.bundle_first or ""), link.passage,
    )  # fmt: skip
