"""Menu "Publiceren": what is left, export, batch."""

from __future__ import annotations

from pathlib import Path

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import readiness
from woo_desk.domain.export import ExportResult
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.batch_dialog import BatchDialog
from woo_desk.gui.dialogs.blockers_dialog import BlockerLine, BlockersDialog
from woo_desk.gui.dialogs.export_dialog import ExportDialog
from woo_desk.publication import package
from woo_desk.texts import text
from woo_desk.usecases.batch import BatchReport, redact_folder
from woo_desk.usecases.export import export_package
from woo_desk.usecases.export_plan import find_open_places
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import redact_open_places


class PublishCommands(Commands):
    """From decisions to a package."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "redact_everywhere": self.redact_everywhere,
            "what_is_left": self.what_is_left,
            "export": self.export,
            "batch": self.batch,
        }

    def redact_everywhere(self) -> None:
        """Redact what reads the same as something redacted elsewhere."""
        session = self.desk.session
        if session is None:
            return

        def done(count: int) -> None:
            documents = frozenset(document.id for document in session.file.documents())
            self.desk.on_changed(Changes(redactions=documents))
            self.desk.sink.tell("gui.redact_everywhere.done", count=count)

        self.desk.bridge.run(redact_open_places(session, RedactionOrigin.SEARCH), done)

    def what_is_left(self) -> None:
        """List what blocks the export; choosing a line goes to the place."""
        session = self.desk.session
        if session is None:
            return
        lines = blocker_lines(session)
        dialog = BlockersDialog(lines, self.desk.window)
        if self.desk.asker.run(dialog) and (line := dialog.chosen) is not None:
            self._go_to(line)

    def export(self) -> None:
        """Write the package; first what blocks it, when anything does."""
        session = self.desk.session
        if session is None:
            return
        if blocker_lines(session):
            self.what_is_left()
            return
        proposed = session.file.path.with_name(f"{session.file.path.stem} publicatie")
        dialog = ExportDialog(proposed, self.desk.window)
        if not self.desk.asker.run(dialog) or (target := dialog.target()) is None:
            return

        def done(result: ExportResult) -> None:
            folder = target / package.PUBLIC
            self.desk.sink.tell("gui.export.done", count=len(result.files), folder=str(folder))

        self.desk.bridge.run(export_package(session, target, dialog.profile()), done)

    def batch(self) -> None:
        """A folder becomes a package; the dossier that it made can be opened afterwards."""
        dialog = BatchDialog(self.desk.window)
        if not self.desk.asker.run(dialog):
            return
        request = dialog.request()

        def done(report: BatchReport) -> None:
            folder = str(request.target / package.PUBLIC)
            key = "gui.batch.done_problems" if report.has_problems else "gui.batch.done"
            if self.desk.sink.ask(key, folder=folder):
                self._open(report.dossier_path)

        self.desk.bridge.run(redact_folder(request, self.desk.services.clock), done)

    def _open(self, path: Path) -> None:
        self.desk.open(path)

    def _go_to(self, line: BlockerLine) -> None:
        window = self.desk.window
        if line.document_id is None:
            return
        window.document_list.choose(line.document_id)
        if line.finding_id is not None:
            window.finding_panel.choose(line.finding_id)
        elif line.page_index is not None:
            window.page_view.show_page(line.page_index)


def blocker_lines(session: Session) -> list[BlockerLine]:
    """Everything that blocks the export, in words."""
    states = session.file.states()
    numbers = {state.document.id: state.document.printed_number for state in states}
    lines = [
        BlockerLine(
            number=numbers.get(blocker.document_id, "") if blocker.document_id else "",
            what=text(f"blocker.{blocker.kind.value}"),
            now=text(f"blocker.{blocker.kind.value}.what_now"),
            document_id=blocker.document_id,
            page_index=blocker.page_index,
            finding_id=blocker.finding_id,
        )
        for blocker in readiness(session.dossier.basis, states, load_grounds())
    ]
    lines.extend(
        BlockerLine(
            number=numbers[place.document_id],
            what=text("blocker.inconsistent"),
            now=text("blocker.inconsistent.what_now"),
            document_id=place.document_id,
            page_index=place.page_index,
            finding_id=None,
        )
        for place in find_open_places(session, states)
    )
    return lines
