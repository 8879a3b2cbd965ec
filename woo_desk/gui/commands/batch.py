"""Batch from the menu: a folder becomes a package, with a dry run before it for who wants one."""

from __future__ import annotations

from collections.abc import Sequence

from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.batch_dialog import BatchDialog
from woo_desk.gui.dialogs.rehearsal_dialog import RehearsalDialog
from woo_desk.gui.views.notice_bar import Level
from woo_desk.publication import package
from woo_desk.texts import text
from woo_desk.usecases.batch import BatchReport, BatchRequest, redact_folder
from woo_desk.usecases.rehearsal import Rehearsed, rehearse_folder


class BatchCommands(Commands):
    """Work with a dossier of its own: the open one is not touched."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {"batch": self.batch}

    def batch(self) -> None:
        """Ask for folders and choices, and run or rehearse it."""
        dialog = BatchDialog(self.desk.window)
        if not self.desk.asker.run(dialog):
            return
        if dialog.is_rehearsal:
            self._rehearse(dialog.request())
        else:
            self._run(dialog.request())

    def _rehearse(self, request: BatchRequest) -> None:
        def done(rows: Sequence[Rehearsed]) -> None:
            if self.desk.asker.run(RehearsalDialog(rows, self.desk.window)):
                self._run(request)

        self.desk.bridge.run(
            rehearse_folder(request, self.desk.services.clock), done, on_stopped=self._stopped
        )

    def _run(self, request: BatchRequest) -> None:
        """The dossier that it made can be opened afterwards."""

        def done(report: BatchReport) -> None:
            folder = request.target / package.PUBLIC
            self.desk.notify(
                text(
                    "gui.batch.held_back" if report.has_problems else "gui.batch.done",
                    folder=str(folder),
                    number=len(report.export.held_back) + report.intake.problems,
                ),
                Level.WARNING if report.has_problems else Level.DONE,
                (text("gui.batch.open"), lambda: self.desk.open(report.dossier_path)),
            )

        self.desk.bridge.run(
            redact_folder(request, self.desk.services.clock), done, on_stopped=self._stopped
        )

    def _stopped(self) -> None:
        self.desk.notify(text("gui.stopped.batch"), Level.WARNING)
