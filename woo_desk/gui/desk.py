"""The open dossier behind the window: keeps what is shown in step with what is decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from woo_desk.app import Services
from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import DeskError
from woo_desk.gui.actions import WindowState
from woo_desk.gui.asker import Asker, DialogAsker
from woo_desk.gui.bridge import Bridge
from woo_desk.gui.commands.decide import DecideCommands
from woo_desk.gui.commands.dossier import DossierCommands
from woo_desk.gui.commands.publish import PublishCommands
from woo_desk.gui.commands.redact import RedactCommands
from woo_desk.gui.commands.view import ViewCommands
from woo_desk.gui.message_sink import DialogSink, MessageSink
from woo_desk.gui.models.document_table import RowState
from woo_desk.gui.views.main_window import MainWindow
from woo_desk.texts import text
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.requests import RenderRequest
from woo_desk.usecases.session import Session


class Desk(QObject):
    """Holds the session and the current document; the commands work on it.

    Attributes:
        session: the open dossier; None without one.
        state: everything about the current document; None without one.
        selected: key of the chosen place; "" for none.
        as_published: whether pages are shown as the publication will show them.
    """

    def __init__(
        self,
        services: Services,
        sink: MessageSink | None = None,
        asker: Asker | None = None,
    ) -> None:
        super().__init__()
        self.services = services
        self.session: Session | None = None
        self.state: DocumentState | None = None
        self.selected = ""
        self.as_published = False
        groups = (
            DossierCommands(self),
            ViewCommands(self),
            RedactCommands(self),
            DecideCommands(self),
            PublishCommands(self),
        )
        handlers: dict[str, Callable[..., object]] = {}
        for group in groups:
            handlers.update(group.handlers())
        self.dossier_commands, _, self.redact_commands, _, _ = groups
        self.window = MainWindow(handlers, self._render)
        self.sink = sink or DialogSink(self.window)
        self.asker = asker or DialogAsker(self.window)
        self.bridge = Bridge(services.engine, self.sink, self)
        self._connect()
        self.refresh_actions()

    def _connect(self) -> None:
        window, bridge = self.window, self.bridge
        bridge.changed.connect(self.on_changed)
        bridge.progressed.connect(window.job_bar.show_progress)
        bridge.work_started.connect(self._on_work_started)
        bridge.work_ended.connect(self._on_work_ended)
        window.job_bar.cancelled.connect(bridge.cancel)
        window.files_dropped.connect(self.dossier_commands.on_files_dropped)
        window.document_list.document_chosen.connect(self._on_document_chosen)
        window.finding_panel.mark_chosen.connect(self._on_mark_chosen)
        window.page_view.mark_chosen.connect(window.finding_panel.choose)
        window.page_view.box_drawn.connect(self.redact_commands.on_box_drawn)

    # The dossier ------------------------------------------------------------------------------

    def open(self, path: Path) -> bool:
        """Open a dossier in place of the present one; False, with the reason shown, if not."""
        try:
            session = open_dossier(path, user=self.services.user, clock=self.services.clock)
        except DeskError as error:
            self.sink.error(error)
            return False
        self.show(session)
        return True

    def show(self, session: Session) -> None:
        """Show an open dossier, from its first document that is not done."""
        self.close()
        self.session = session
        self.window.setWindowTitle(text("gui.title_of", name=session.dossier.title))
        self._reload_documents()
        rows = self.window.documents.rows
        todo = (RowState.OPEN, RowState.NEW)
        first = next((row for row in rows if row.state in todo), rows[0] if rows else None)
        if first is not None:
            self.window.document_list.choose(first.document.id)
        self.refresh_middle()
        self.refresh_actions()

    def close(self) -> None:
        """Close the dossier; everything in it is already saved."""
        self.bridge.cancel()
        if self.session is not None:
            self.session.file.close()
        self.session = None
        self.state = None
        self.selected = ""
        self.window.setWindowTitle(text("gui.title"))
        self.window.documents.load(None)
        self.window.marks.load(None)
        self.window.page_view.show_document(None)
        self.window.summary.clear()
        self.refresh_middle()
        self.refresh_actions()

    def do(self, command: Callable[[Session], Changes]) -> bool:
        """Run a short command on the open dossier; False without one or when it failed."""
        session = self.session
        if session is None:
            return False
        return self.bridge.do(lambda: command(session))

    # Keeping in step --------------------------------------------------------------------------

    def on_changed(self, changes: Changes) -> None:
        """Show again what changed."""
        if self.session is None:
            return
        if changes.dossier:
            self.window.setWindowTitle(text("gui.title_of", name=self.session.dossier.title))
        current = self.state.document.id if self.state else None
        self._reload_documents()
        if current is not None and self.window.documents.row_of(current) is None:
            self.state = None  # undone away
            current = None
        if current is None and self.window.documents.rows:
            self.window.document_list.choose(self.window.documents.at(0).document.id)
        elif current is not None and current in changes.affected:
            self._reload_document(current)
        self.refresh_middle()
        self.refresh_actions()

    def _on_document_chosen(self, document_id: str) -> None:
        if self.session is None or (self.state and self.state.document.id == document_id):
            return
        self.state = self.session.file.state(DocumentId(document_id))
        self.selected = ""
        self.window.page_view.show_document(self.state)
        self.window.marks.load(self.state)
        self.window.finding_panel.show_hidden(self.state.document.hidden)
        self.window.finding_panel.show_reason()
        self.show_marks()
        self.refresh_middle()
        self.refresh_actions()

    def _on_mark_chosen(self, key: str) -> None:
        self.selected = key
        self.show_marks()
        mark = self.window.finding_panel.current()
        if mark is not None:
            self.window.page_view.show_mark(mark)
        self.refresh_actions()

    def _reload_documents(self) -> None:
        if self.session is None:
            return
        self.window.documents.load(self.session.file)
        rows = self.window.documents.rows
        open_points = sum(row.open_points for row in rows if row.state is not RowState.OUT)
        undecided = sum(1 for row in rows if row.outcome is None)
        self.window.summary.setText(
            text("gui.summary", documents=len(rows), undecided=undecided, open=open_points)
        )

    def _reload_document(self, document_id: DocumentId) -> None:
        if self.session is None:
            return
        pages = len(self.state.pages) if self.state else 0
        self.state = self.session.file.state(document_id)
        if len(self.state.pages) != pages:
            self.window.page_view.show_document(self.state)
        selected = self.selected
        self.window.marks.load(self.state)
        self.window.finding_panel.choose(selected)
        self.window.finding_panel.show_hidden(self.state.document.hidden)
        self.window.finding_panel.show_reason()
        self.show_marks()

    def show_marks(self) -> None:
        """Draw the places of the current document over its pages."""
        state = self.state
        unseen = (
            frozenset(
                page.index
                for page in state.pages
                if page.needs_eyes and page.index not in state.looked_at
            )
            if state
            else frozenset()
        )
        self.window.page_view.set_marks(
            self.window.marks.rows, self.selected, as_published=self.as_published, unseen=unseen
        )

    def refresh_middle(self) -> None:
        """Show the right state of the middle, and lists beside it only in a dossier."""
        window = self.window
        if self.session is None:
            window.show_middle(window.welcome)
        elif not window.documents.rows:
            window.show_middle(window.empty_dossier)
        elif self.state is None or not self.state.pages:
            window.no_pages.setText(self._why_no_pages())
            window.show_middle(window.no_pages)
        else:
            window.show_middle(window.page_view)

    def _why_no_pages(self) -> str:
        problem = self.state.document.problem if self.state else None
        if problem is None:
            return text("gui.no_pages")
        key = f"problem.{problem.value}"
        return f"{text(key)}\n\n{text(f'{key}.what_now')}"

    def refresh_actions(self) -> None:
        """Enable what can be used now."""
        mark = self.window.finding_panel.current()
        undo = self.session.file.undo_status() if self.session else None
        self.window.actions_.update(
            WindowState(
                has_dossier=self.session is not None,
                has_document=self.state is not None,
                has_finding=mark is not None and mark.finding is not None,
                has_redaction=mark is not None and mark.redaction is not None,
                is_busy=self.bridge.is_busy,
                undo_key=undo.undo_key if undo else None,
                redo_key=undo.redo_key if undo else None,
            )
        )

    def _on_work_started(self) -> None:
        self.window.job_bar.begin()
        self.refresh_actions()

    def _on_work_ended(self) -> None:
        self.window.job_bar.end()
        self.refresh_actions()

    def _render(self, page_index: int, scale: float, on_result: Callable[[object], None]) -> None:
        if self.session is None or self.state is None:
            return
        request = RenderRequest(
            str(self.session.file.path), self.state.document.prepared_sha256, page_index, scale
        )
        self.bridge.request("render", request, on_result)
