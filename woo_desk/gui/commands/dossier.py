"""Menu "Dossier" and "Bewerken": open, fill, close, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.file_name import safe_file_name
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import DeskError
from woo_desk.gui.actions.spec import PERSONS
from woo_desk.gui.asker import SUFFIX
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.dossier_dialog import DossierDialog
from woo_desk.gui.views.notice_bar import Level
from woo_desk.ocr.data import DATA_FILE, DATA_MISSING, has_language_data, user_data_folder
from woo_desk.settings import OCR, ORGANISATION, Settings
from woo_desk.texts import text
from woo_desk.usecases import history
from woo_desk.usecases.detection import DetectionReport, detect_documents
from woo_desk.usecases.dossier import change_dossier, create_dossier, remove_documents
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.intake import IntakeReport, counts_of
from woo_desk.usecases.likeness import liken_documents
from woo_desk.usecases.recognition import pages_to_read, recognise_documents
from woo_desk.usecases.session import Session
from woo_desk.usecases.take_in import TakenIn, take_in, unfinished_sources
from woo_desk.usecases.voorbeeld import example_sources, new_example_dossier

LINES_WITHOUT_TROUBLE = 2
"""What `_lines_about` says of an intake that asks nothing of a person."""


class DossierCommands(Commands):
    """Everything about the dossier as a whole."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "new_dossier": self.new,
            "open_dossier": self.open,
            "open_example": self.open_example,
            "add_files": self.add_files,
            "add_folder": self.add_folder,
            "remove_documents": self.remove,
            "edit_dossier": self.edit,
            "close_dossier": self.close,
            "quit": lambda: self.desk.window.close(),
            "undo": lambda: self.desk.do(history.undo),
            "redo": lambda: self.desk.do(history.redo),
            "detect": self.detect,
        }

    def new(self) -> None:
        """Ask for the fields and the place, and show the new dossier."""
        dialog = DossierDialog(None, self.desk.window)
        dialog.propose_organisation(Settings.load().get(ORGANISATION))
        if not self.desk.asker.run(dialog):
            return
        path = self.desk.asker.dossier_to_create(file_name_of(dialog.title))
        if path is None:
            return
        services = self.desk.services

        def create() -> Session:
            session = create_dossier(
                path, dialog.title, dialog.basis, user=services.user, clock=services.clock
            )
            return _with_fields(session, dialog.apply_to(session.dossier))

        self._show_created(create)

    def open(self) -> None:
        """Ask which dossier and show it."""
        path = self.desk.asker.dossier_to_open()
        if path is not None:
            self.desk.open(path)

    def open_example(self) -> None:
        """A new dossier with the example documents, at a place of the user's choice."""
        path = self.desk.asker.dossier_to_create(f"voorbeeld{SUFFIX}")
        if path is None:
            return
        services = self.desk.services

        def create() -> Session:
            return new_example_dossier(path, user=services.user, clock=services.clock)

        if self._show_created(create):
            self.add(example_sources())

    def close(self) -> None:
        """Close the dossier; asks when work on it is running."""
        if self.desk.may_leave():
            self.desk.close()

    def add_files(self) -> None:
        """Ask for files and take them in."""
        self.add(self.desk.asker.files())

    def add_folder(self) -> None:
        """Ask for a folder and take it in."""
        folder = self.desk.asker.folder()
        if folder is not None:
            self.add([folder])

    def on_files_dropped(self, names: list[str]) -> None:
        """Take in what was dropped on the window; a dossier file is opened instead."""
        paths = [Path(name) for name in names]
        if len(paths) == 1 and paths[0].suffix == SUFFIX:
            self.desk.open(paths[0])
        elif self.desk.session is None:
            self.desk.sink.error(DeskError("no_dossier_open"))
        else:
            self.add(paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Take in files and folders, and look for personal data in them as they come."""
        session = self.desk.session
        if session is not None and paths:
            self.desk.bridge.run(
                take_in(session, paths, reads_scans=reads_scans()),
                lambda taken: self._taken_in(session, taken),
                about=session,
                on_stopped=lambda: self._stopped(session),
            )

    def offer_the_rest(self, words: str = "") -> None:
        """Say these words, and offer to take in what an intake that was stopped left out."""
        session = self.desk.session
        paths = unfinished_sources(session) if session is not None and self.desk.can_write else ()
        if paths:
            words = f"{words} {text('intake.unfinished')}".lstrip()
            button = (text("intake.go_on"), lambda: self.add(paths))
            self.desk.notify(words, Level.WARNING, button)
        elif words:
            self.desk.notify(words, Level.WARNING)

    def remove(self) -> None:
        """Take the selected documents out of the dossier, after asking."""
        documents = self.desk.window.document_list.selected_ids()
        if documents and self.desk.sink.ask("gui.remove_documents", count=len(documents)):
            self.desk.do(lambda s: remove_documents(s, documents))

    def detect(self) -> None:
        """Look for personal data in everything that has not been looked through."""
        session = self.desk.session
        if session is not None:
            self._detect(session, ())

    def edit(self) -> None:
        """Change the dossier's own fields."""
        session = self.desk.session
        if session is None:
            return
        dialog = DossierDialog(session.dossier, self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(lambda s: change_dossier(s, dialog.apply_to(s.dossier)))

    def _show_created(self, create: Callable[[], Session]) -> bool:
        """Make a dossier and show it; False, with the reason shown, when it cannot be made."""
        made: list[Session] = []

        def command() -> Changes:
            made.append(create())
            return Changes()

        if not self.desk.bridge.do(command):
            return False
        self.desk.show(made[0])
        return True

    def _taken_in(self, session: Session, taken: TakenIn) -> None:
        self.desk.on_changed(Changes(documents=frozenset(taken.intake.added)))
        lines = _lines_about(taken.intake)
        if self._copies_to_search(session):
            self._detect(session, lines)
        else:
            self._detected(session, taken.detection, lines)

    def _detect(self, session: Session, earlier: Sequence[str]) -> None:
        """Args: earlier: what is still to be said of the work before."""
        self.desk.bridge.run(
            _search(session, self._copies_to_search(session), reads_scans=reads_scans()),
            lambda report: self._detected(session, report, earlier),
            about=session,
            on_stopped=lambda: self._stopped(session),
        )

    def _copies_to_search(self, session: Session) -> list[DocumentId]:
        """Copies that are to be published or looked at; the others wait for their original."""
        current = self.desk.state.document.id if self.desk.state else None
        counts = session.file.counts()
        return [
            row.document.id
            for row in self.desk.window.documents.rows
            if row.document.duplicate_of
            and counts[row.document.id].analysed < counts[row.document.id].pages
            and (row.outcome is ScopeOutcome.IN_SCOPE or row.document.id == current)
        ]

    def _detected(self, session: Session, report: DetectionReport, earlier: Sequence[str]) -> None:
        documents = frozenset(document.id for document in session.file.documents())
        self.desk.on_changed(Changes(documents=documents, findings=documents))
        open_findings = sum(count.open_findings for count in session.file.counts().values())
        lines = [*earlier, text("gui.detected", count=open_findings)]
        if report.failed:
            lines.append(text("gui.detect.failed", count=len(report.failed)))
        unread = unread_pages(session) if reads_scans() else ""
        if unread:
            lines.append(unread)
        has_trouble = bool(report.failed or len(earlier) > LINES_WITHOUT_TROUBLE or unread)
        go = text("gui.workspace.persons")
        self.desk.notify(
            " ".join(lines),
            Level.WARNING if has_trouble else Level.DONE,
            (go, lambda: self.desk.workspaces.go(PERSONS)) if open_findings else None,
        )

    def _stopped(self, session: Session) -> None:
        documents = frozenset(document.id for document in session.file.documents())
        self.desk.on_changed(Changes(documents=documents))
        self.offer_the_rest(text("gui.stopped.work"))


def _lines_about(report: IntakeReport) -> list[str]:
    """What came in, and what a person has to do about it."""
    lines = [
        text("gui.added.documents", count=len(report.added)),
        text("gui.added.counts", **counts_of(report)),
    ]
    counts = {
        "gui.added.warnings": report.warnings,
        "gui.added.duplicates": report.duplicates,
        "gui.added.alike": report.alike,
        "gui.added.problems": report.problems,
    }
    return lines + [text(key, count=count) for key, count in counts.items() if count]


def reads_scans() -> bool:
    """Whether the user wants scans to be read."""
    return Settings.load().get(OCR) == "on"


def unread_pages(session: Session) -> str:
    """What is to be said of scans that were not read, and what to do; "" when all were."""
    count = sum(map(len, pages_to_read(session).values()))
    if not count:
        return ""
    if has_language_data():
        return text("ocr.unread", count=count)
    key, where = f"error.{DATA_MISSING}", {"file": DATA_FILE, "folder": str(user_data_folder())}
    return f"{text(key, **where)} {text(f'{key}.what_now', **where)}"


def _search(
    session: Session, copies: Sequence[DocumentId], *, reads_scans: bool
) -> Flow[DetectionReport]:
    """Search what has not been searched, and these copies; first read scans that were not read."""
    if reads_scans:
        yield from recognise_documents(session)
    yield from liken_documents(session)
    report = yield from detect_documents(session)
    if not copies:
        return report
    more = yield from detect_documents(session, copies)
    failed = tuple(sorted({*report.failed, *more.failed}))
    return DetectionReport(report.documents + more.documents, failed)


def _with_fields(session: Session, fields: Dossier) -> Session:
    if fields != session.dossier:
        change_dossier(session, fields)
    return session


def file_name_of(title: str) -> str:
    """A file name to propose for a dossier with this title, allowed on every system."""
    return f"{safe_file_name(title, 'dossier')}{SUFFIX}"
