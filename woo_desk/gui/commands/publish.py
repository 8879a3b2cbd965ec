"""Menu "Publiceren": what is left, what is chosen, export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from woo_desk.domain.changes import Changes
from woo_desk.domain.export import ExportResult
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.errors import DeskError
from woo_desk.gui.actions.spec import DOCUMENTS, PERSONS, PUBLISH, SECOND
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.change_dialog import ChangeDialog
from woo_desk.gui.dialogs.export_dialog import ExportDialog
from woo_desk.gui.dialogs.list_dialog import ListDialog
from woo_desk.gui.dialogs.publication_dialog import PublicationDialog
from woo_desk.gui.models.left_lines import MIXED, LeftLine, Listed
from woo_desk.gui.models.left_lines import SECOND as SECOND_KINDS
from woo_desk.gui.views.notice_bar import Level
from woo_desk.publication import package
from woo_desk.texts import text
from woo_desk.usecases.acknowledgement import acknowledge
from woo_desk.usecases.export import export_package
from woo_desk.usecases.export_books import PublicationRefused
from woo_desk.usecases.profiles import choices_for
from woo_desk.usecases.publication import (
    change_publication_settings,
    change_published,
    publication_settings,
    publications,
    record_publication,
)
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import redact_open_places

Button = tuple[str, Callable[[], object]]


class PublishCommands(Commands):
    """From decisions to a package."""

    _made: tuple[Path, Path] | None = None
    """Dossier and target of the last export."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "redact_everywhere": self.redact_everywhere,
            "what_is_left": self.what_is_left,
            "export_checks": self.show_checks,
            "workspace_publish": self.what_is_left,
            "export": self.export,
            "publication_settings": self.change_settings,
            "record_publication": self.record,
            "change_published": self.change,
        }

    # What is left -------------------------------------------------------------------------------

    def what_is_left(self) -> None:
        """Show what blocks the export; choosing a line goes to the place."""
        self.desk.workspaces.go(PUBLISH)

    def go_to_line(self, line: LeftLine) -> None:
        """Show the place of a line where it can be settled."""
        window = self.desk.window
        if line.action:
            window.actions_[line.action].trigger()
            return
        if line.document_id is None:
            return
        if line.kind == MIXED and line.finding_id is not None:
            self.desk.workspaces.go(PERSONS)
            self.desk.persons.choose_place(line.finding_id)
            return
        if line.kind in SECOND_KINDS:
            self.desk.workspaces.go(SECOND)
            return
        self.desk.workspaces.go(DOCUMENTS)
        window.document_list.choose(line.document_id)
        if line.finding_id is not None:
            window.finding_panel.choose(line.finding_id)
        elif line.page_index is not None:
            window.page_view.show_page(line.page_index)
        window.page_view.setFocus()

    def show_checks(self) -> None:
        """Show every check with how it ended; a line goes to where its first place is settled."""
        self.desk.publish.when_listed(self._show_checks)

    def _show_checks(self, listed: Listed) -> None:
        rows = [
            (
                text(f"check_state.{check.state.value}"),
                text(f"export_check.{check.key.value}"),
                str(check.count or ""),
            )
            for check in listed.checks
        ]
        columns = [f"gui.checks.{name}" for name in ("state", "check", "count")]
        dialog = ListDialog("gui.checks", columns, rows, self.desk.window)
        if not self.desk.asker.run(dialog) or dialog.chosen is None:
            return
        key = listed.checks[dialog.chosen].key
        line = next((line for line in listed.lines if line.check is key), None)
        if line is None:
            self.desk.notify(text("gui.checks.nothing"))
        elif line.passages:
            self.desk.compare_commands.compare(line)
        else:
            self.go_to_line(line)

    def agree_to_line(self, line: LeftLine) -> None:
        """Record that the user has looked at places that no machine could check."""
        self.desk.do(lambda session: acknowledge(session, line.unchecked))

    def redact_everywhere(self) -> None:
        """Redact what reads the same as something redacted elsewhere."""
        session = self.desk.session
        if session is not None:
            flow = redact_open_places(session, RedactionOrigin.SEARCH)
            self.desk.bridge.run(
                flow,
                lambda count: self.tell_redacted(session, count),
                about=session,
                on_stopped=self.tell_stopped,
            )

    def tell_redacted(self, session: Session, count: int) -> None:
        """Show what was redacted, with a button that takes it back."""
        documents = frozenset(document.id for document in session.file.documents())
        self.desk.on_changed(Changes(redactions=documents))
        undo = (text("gui.action.undo"), self.desk.window.actions_["undo"].trigger)
        self.desk.notify(
            text("gui.redact_everywhere.done", count=count), button=undo if count else None
        )

    # The package --------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the package; first what blocks it, when anything does."""
        session = self.desk.session
        if session is None:
            return
        self.desk.publish.when_listed(lambda listed: self._export(session, listed.lines))

    def _export(self, session: Session, lines: Sequence[LeftLine]) -> None:
        if any(line.blocks for line in lines):
            self.what_is_left()
            self.desk.notify(text("gui.export.blocked"), Level.WARNING)
            return
        proposed = session.file.path.with_name(f"{session.file.path.stem} publicatie")
        dialog = ExportDialog(proposed, self.desk.window)
        if not self.desk.asker.run(dialog) or (target := dialog.target()) is None:
            return

        def done(result: ExportResult) -> None:
            folder = target / package.PUBLIC
            self._made = (session.file.path, target)
            words = text("gui.export.done", count=len(result.files), folder=str(folder))
            self.desk.notify(words, button=self._open_folder(folder))
            self.desk.publish.read_again()

        self.desk.bridge.run(
            export_package(session, target, choices_for(session)),
            done,
            about=session,
            on_stopped=lambda: self._say_stopped("gui.stopped.export"),
            on_error=self._refused,
        )

    def _refused(self, error: DeskError) -> None:
        """What the export found beyond the list is on the list now, or told in words."""
        self.desk.publish.read_again()
        if isinstance(error, PublicationRefused):
            problems = [
                f"{each.number} {text(f'publication_problem.{each.key}', **each.values)}".strip()
                for each in error.problems
            ]
            self.desk.workspaces.go(PUBLISH)
            self.desk.notify("\n".join(problems), Level.WARNING)

    def package_made(self) -> Path | None:
        """Where the last export of the open dossier went; None before one in this session."""
        session = self.desk.session
        if session is None or self._made is None or self._made[0] != session.file.path:
            return None
        return self._made[1] / package.PUBLIC

    def open_package(self) -> None:
        """Open the folder with the package in the file manager."""
        if (folder := self.package_made()) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def open_certificate(self) -> None:
        """Open the certificate of the package."""
        if (folder := self.package_made()) is not None:
            path = folder / package.CERTIFICATE_PDF
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    # Publication --------------------------------------------------------------------------------

    def change_settings(self) -> None:
        """Fill in what the receivers want to know."""
        session = self.desk.session
        if session is None:
            return
        dialog = PublicationDialog(publication_settings(session), self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(lambda s: change_publication_settings(s, dialog.settings()))

    def record(self) -> None:
        """Record that the last package went out, after asking."""
        if not self.desk.sink.ask("gui.record_publication"):
            return

        def command(session: Session) -> Changes:
            record_publication(session)
            return Changes("step.record_publication", dossier=True)

        self.desk.do(command)

    def change(self) -> None:
        """Note that published documents are corrected or withdrawn."""
        session = self.desk.session
        if session is None:
            return
        versions = publications(session)
        if not versions:
            self.desk.notify(text("gui.change.no_version"), Level.WARNING)
            return
        known = {found.part.document_id for found in versions[-1].parts if found.sha256}
        documents = [each for each in session.file.documents() if each.id in known]
        dialog = ChangeDialog(documents, self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(
                lambda s: change_published(
                    s, dialog.chosen, dialog.kind_chosen, dialog.reason_chosen, dialog.note.text()
                )
            )

    def tell_stopped(self) -> None:
        """Say that work was stopped before its end."""
        self._say_stopped("gui.stopped.work")

    def _say_stopped(self, key: str) -> None:
        self.desk.notify(text(key), Level.WARNING)

    def _open_folder(self, folder: Path) -> Button:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        return text("gui.button.open_folder"), show
