"""Menu "Dossier" and "Bewerken": open, fill, close, undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from woo_desk.domain.changes import Changes
from woo_desk.errors import DeskError
from woo_desk.gui.asker import SUFFIX
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.dossier_dialog import DossierDialog
from woo_desk.usecases import history
from woo_desk.usecases.detection import DetectionReport, detect_documents
from woo_desk.usecases.dossier import change_dossier, create_dossier
from woo_desk.usecases.intake import IntakeReport, add_documents
from woo_desk.usecases.session import Session
from woo_desk.usecases.voorbeeld import example_sources, new_example_dossier


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
            "edit_dossier": self.edit,
            "close_dossier": lambda: self.desk.close(),
            "quit": lambda: self.desk.window.close(),
            "undo": lambda: self.desk.do(history.undo),
            "redo": lambda: self.desk.do(history.redo),
        }

    def new(self) -> None:
        """Ask for the fields and the place, and show the new dossier."""
        dialog = DossierDialog(None, self.desk.window)
        if not self.desk.asker.run(dialog):
            return
        path = self.desk.asker.dossier_to_create(f"{dialog.title}{SUFFIX}")
        if path is None:
            return
        services = self.desk.services
        try:
            session = create_dossier(
                path, dialog.title, dialog.basis, user=services.user, clock=services.clock
            )
        except DeskError as error:
            self.desk.sink.error(error)
            return
        fields = dialog.apply_to(session.dossier)
        if fields != session.dossier:
            change_dossier(session, fields)
        self.desk.show(session)

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
        try:
            session = new_example_dossier(path, user=services.user, clock=services.clock)
        except DeskError as error:
            self.desk.sink.error(error)
            return
        self.desk.show(session)
        self.add(example_sources())

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
        elif self.desk.session is not None:
            self.add(paths)
        else:
            self.desk.sink.error(DeskError("no_dossier_open"))

    def add(self, paths: Sequence[Path]) -> None:
        """Take in files and folders, then look for personal data in what is new."""
        session = self.desk.session
        if session is not None and paths:
            self.desk.bridge.run(
                add_documents(session, paths), lambda report: self._added(session, report)
            )

    def _added(self, session: Session, report: IntakeReport) -> None:
        self.desk.on_changed(Changes(documents=frozenset(report.added)))
        if report.problems:
            self.desk.sink.tell(
                "gui.intake.problems", count=report.problems, total=len(report.added)
            )
        if self.desk.session is session:
            self.desk.bridge.run(
                detect_documents(session), lambda result: self._detected(session, result)
            )

    def _detected(self, session: Session, report: DetectionReport) -> None:
        documents = frozenset(document.id for document in session.file.documents())
        self.desk.on_changed(Changes(documents=documents, findings=documents))
        if report.failed:
            self.desk.sink.tell("gui.detect.failed", count=len(report.failed))

    def detect(self) -> None:
        """Look for personal data in everything that has not been looked through."""
        session = self.desk.session
        if session is not None:
            self.desk.bridge.run(
                detect_documents(session), lambda result: self._detected(session, result)
            )

    def edit(self) -> None:
        """Change the dossier's own fields."""
        session = self.desk.session
        if session is None:
            return
        dialog = DossierDialog(session.dossier, self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(lambda s: change_dossier(s, dialog.apply_to(s.dossier)))
