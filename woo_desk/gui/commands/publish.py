"""Menu "Publiceren": what is left, export, batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from woo_desk.domain.acknowledgement import UncheckedPlace
from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import BlockerKind, readiness
from woo_desk.domain.export import BoxStyle, ExportResult
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.gui.actions.spec import DOCUMENTS, PERSONS
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.batch_dialog import BatchDialog
from woo_desk.gui.dialogs.blockers_dialog import BlockerLine, BlockersDialog
from woo_desk.gui.dialogs.export_dialog import ExportDialog
from woo_desk.gui.views.notice_bar import Level
from woo_desk.publication import package
from woo_desk.settings import BOX_STYLE, Settings
from woo_desk.texts import text
from woo_desk.usecases.acknowledgement import acknowledge, blockers_of, waiting
from woo_desk.usecases.batch import BatchReport, redact_folder
from woo_desk.usecases.export import export_package
from woo_desk.usecases.export_plan import find_open_places
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.persons.mixed import find_mixed_persons
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import redact_open_places

Button = tuple[str, Callable[[], object]]

MIXED = "person_mixed"
"""Kind of a line about a person who is redacted in one document and readable in another."""


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
            undo = (text("gui.action.undo"), self.desk.window.actions_["undo"].trigger)
            self.desk.notify(
                text("gui.redact_everywhere.done", count=count), button=undo if count else None
            )

        flow = redact_open_places(session, RedactionOrigin.SEARCH)
        self.desk.bridge.run(flow, done, about=session, on_stopped=self._stopped)

    def what_is_left(self) -> None:
        """List what blocks the export; choosing a line goes to the place."""
        session = self.desk.session
        if session is None:
            return
        while True:
            dialog = BlockersDialog(blocker_lines(session), self.desk.window)
            if not self.desk.asker.run(dialog) or (line := dialog.chosen) is None:
                return
            if not dialog.agreed:
                self._go_to(line)
                return
            if not self._agree(line.unchecked):
                return

    def _agree(self, places: Sequence[UncheckedPlace]) -> bool:
        """Record that the user has looked at places that no machine could check."""
        return self.desk.do(lambda session: acknowledge(session, places))

    def export(self) -> None:
        """Write the package; first what blocks it, when anything does."""
        session = self.desk.session
        if session is None:
            return
        if blocker_lines(session):
            self.what_is_left()
            return
        proposed = session.file.path.with_name(f"{session.file.path.stem} publicatie")
        style = BoxStyle(Settings.load().get(BOX_STYLE))
        dialog = ExportDialog(proposed, style, self.desk.window)
        if not self.desk.asker.run(dialog) or (target := dialog.target()) is None:
            return

        def done(result: ExportResult) -> None:
            folder = target / package.PUBLIC
            words = text("gui.export.done", count=len(result.files), folder=str(folder))
            self.desk.notify(words, button=self._open_folder(folder))

        flow = export_package(session, target, dialog.profile())
        self.desk.bridge.run(
            flow, done, about=session, on_stopped=lambda: self._say_stopped("gui.stopped.export")
        )

    def batch(self) -> None:
        """A folder becomes a package; the dossier that it made can be opened afterwards."""
        dialog = BatchDialog(self.desk.window)
        if not self.desk.asker.run(dialog):
            return
        request = dialog.request()

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
            redact_folder(request, self.desk.services.clock),
            done,
            on_stopped=lambda: self._say_stopped("gui.stopped.batch"),
        )

    def _stopped(self) -> None:
        self._say_stopped("gui.stopped.work")

    def _say_stopped(self, key: str) -> None:
        self.desk.notify(text(key), Level.WARNING)

    def _open_folder(self, folder: Path) -> Button:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        return text("gui.button.open_folder"), show

    def _go_to(self, line: BlockerLine) -> None:
        window = self.desk.window
        if line.document_id is None:
            return
        if line.is_person and line.finding_id is not None:
            self.desk.workspaces.go(PERSONS)
            self.desk.persons.choose_place(line.finding_id)
            return
        self.desk.workspaces.go(DOCUMENTS)
        window.document_list.choose(line.document_id)
        if line.finding_id is not None:
            window.finding_panel.choose(line.finding_id)
        elif line.page_index is not None:
            window.page_view.show_page(line.page_index)
        window.page_view.setFocus()


def blocker_lines(session: Session) -> list[BlockerLine]:
    """Everything that blocks the export, in words: one line per document and reason."""
    states = session.file.states()
    documents = {state.document.id: state.document for state in states}
    places = [
        (blocker.kind.value, blocker.document_id, blocker.page_index, blocker.finding_id)
        for blocker in readiness(session.dossier, states, load_grounds())
    ]
    places += [
        ("inconsistent", place.document_id, place.page_index, None)
        for place in find_open_places(session, states)
    ]
    places += [
        (MIXED, mixed.readable.document_id, mixed.readable.page_index, mixed.readable.id)
        for mixed in find_mixed_persons(session, states)
    ]
    unchecked = waiting(session, states)
    places += [
        (blocker.kind.value, blocker.document_id, blocker.page_index, None)
        for blocker in blockers_of(unchecked)
    ]
    lines: dict[tuple[str, DocumentId | None], BlockerLine] = {}
    for kind, document_id, page_index, finding_id in places:
        earlier = lines.get((kind, document_id))
        if earlier is not None:
            lines[kind, document_id] = replace(earlier, count=earlier.count + 1)
            continue
        lines[kind, document_id] = BlockerLine(
            number=documents[document_id].printed_number if document_id else "",
            title=documents[document_id].title if document_id else "",
            what=text(f"blocker.{kind}"),
            now=text(f"blocker.{kind}.what_now"),
            count=1,
            document_id=document_id,
            page_index=page_index,
            finding_id=finding_id,
            is_person=kind == MIXED,
            unchecked=tuple(
                place
                for place in unchecked
                if kind == BlockerKind.NOT_CHECKED.value and place.document_id == document_id
            ),
        )
    return sorted(lines.values(), key=lambda line: line.number)
