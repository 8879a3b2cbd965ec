"""The open dossier behind the window: keeps what is shown in step with what is decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from woo_desk.app import Services
from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import DeskError, DossierLocked
from woo_desk.gui.actions import WindowState
from woo_desk.gui.asker import Asker, DialogAsker
from woo_desk.gui.bridge import Bridge
from woo_desk.gui.commands.decide import DecideCommands
from woo_desk.gui.commands.dossier import DossierCommands
from woo_desk.gui.commands.publish import PublishCommands
from woo_desk.gui.commands.redact import RedactCommands
from woo_desk.gui.commands.view import ViewCommands
from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.message_sink import DialogSink, MessageSink
from woo_desk.gui.models.document_table import RowState
from woo_desk.gui.views.main_window import MainWindow
from woo_desk.gui.views.notice_bar import Level
from woo_desk.texts import text
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.requests import RenderRequest
from woo_desk.usecases.session import Session

Button = tuple[str, Callable[[], object]]


def is_searched(state: DocumentState) -> bool:
    """Whether detection went through every page."""
    return all(page.index in state.analysed for page in state.pages)


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
        memory: WindowMemory,
        sink: MessageSink | None = None,
        asker: Asker | None = None,
    ) -> None:
        super().__init__()
        self.services = services
        self.memory = memory
        self.session: Session | None = None
        self.state: DocumentState | None = None
        self.selected = ""
        self.as_published = False
        self.dossier_commands = DossierCommands(self)
        self.redact_commands = RedactCommands(self)
        self.decide_commands = DecideCommands(self)
        self.publish_commands = PublishCommands(self)
        self.view_commands = ViewCommands(self)
        handlers: dict[str, Callable[..., object]] = {
            **self.dossier_commands.handlers(),
            **self.view_commands.handlers(),
            **self.redact_commands.handlers(),
            **self.decide_commands.handlers(),
            **self.publish_commands.handlers(),
        }
        self.window = MainWindow(handlers, self._render)
        self.sink = sink or DialogSink(self.window)
        self.asker = asker or DialogAsker(self.window)
        self.bridge = Bridge(services.engine, self.sink, self)
        self._connect()
        self.window.welcome.show_recent(memory.recent())
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
        window.document_panel.described.connect(self.decide_commands.on_described)
        window.finding_panel.mark_chosen.connect(self._on_mark_chosen)
        window.finding_panel.selection_changed.connect(self.refresh_actions)
        window.page_view.mark_chosen.connect(window.finding_panel.choose)
        window.page_view.box_drawn.connect(self.redact_commands.on_box_drawn)
        window.page_view.drawing_left.connect(lambda: window.actions_["draw"].setChecked(False))
        window.page_view.page_shown.connect(self.refresh_actions)
        window.welcome.recent_chosen.connect(self.open)
        window.may_close = self.may_close

    # The dossier ------------------------------------------------------------------------------

    def open(self, path: Path) -> bool:
        """Open a dossier in place of the present one; False, with the reason shown, if not."""
        if self.session is not None and self.session.file.path == path.absolute():
            return True
        if not self.may_leave():
            return False
        try:
            session = self._opened(path)
        except DeskError as error:
            self.sink.error(error)
            self.window.welcome.show_recent(self.memory.recent())
            return False
        if session is not None:
            self.show(session)
        return session is not None

    def _opened(self, path: Path) -> Session | None:
        """Open for writing; when somebody else has it open, offer to only read it."""
        services = self.services
        try:
            return open_dossier(path, user=services.user, clock=services.clock)
        except DossierLocked as locked:
            what = text(f"error.{locked.key}", **locked.values)
            if not self.sink.ask("gui.locked", what=what):
                return None
        return open_dossier(path, user=services.user, clock=services.clock, read_only=True)

    def show(self, session: Session) -> None:
        """Show an open dossier, from its first document that is not done."""
        self.close()
        self.session = session
        self.memory.remember(session.file.path)
        self._refresh_title()
        self._reload_documents()
        rows = self.window.documents.rows
        todo = (RowState.OPEN, RowState.NEW)
        first = next((row for row in rows if row.state in todo), rows[0] if rows else None)
        if first is not None:
            self.window.document_list.choose(first.document.id)
        self.refresh_middle()
        self.refresh_actions()
        self.window.document_list.view.setFocus()

    def close(self) -> None:
        """Close the dossier; everything in it is already saved.

        Work on it is stopped first, and waited for: it records into the file. Work with a dossier
        of its own (a batch run) goes on.
        """
        session = self.session
        if session is not None and self.bridge.is_busy_with(session):
            self.bridge.finish()
        self.session = None
        self.state = None
        self.selected = ""
        if session is not None:
            session.file.close()
        window = self.window
        window.documents.load(None)
        window.marks.load(None)
        window.page_view.show_document(None)
        window.page_pane.show_state(None, as_published=False)
        window.document_panel.show_state(None, can_write=False)
        window.document_list.filter.clear()
        window.document_list.only_open.setChecked(False)
        window.actions_["draw"].setChecked(False)
        window.actions_["as_published"].setChecked(False)
        window.summary.clear()
        window.notice.hide()
        window.welcome.show_recent(self.memory.recent())
        self._refresh_title()
        self.refresh_middle()
        self.refresh_actions()

    def shut_down(self) -> None:
        """Stop all work and close the dossier; for the end of the program."""
        self.bridge.finish()
        self.close()

    def may_leave(self) -> bool:
        """Whether the open dossier can be closed; asks when work on it is running."""
        session = self.session
        if session is None or not self.bridge.is_busy_with(session):
            return True
        return self.sink.ask("gui.stop_work")

    def may_close(self) -> bool:
        """Whether the window can be closed; asks when any work is running, and stops it."""
        if self.bridge.is_busy:
            if not self.sink.ask("gui.stop_work"):
                return False
            self.bridge.finish()
        return True

    def do(self, command: Callable[[Session], Changes]) -> bool:
        """Run a short command on the open dossier; False without one or when it failed."""
        session = self.session
        if session is None:
            return False
        return self.bridge.do(lambda: command(session))

    def notify(self, words: str, level: Level = Level.DONE, button: Button | None = None) -> None:
        """Say what happened and what is next, without stopping anybody."""
        if button is None:
            self.window.notice.show_notice(words, level)
            return
        label, action = button
        self.window.notice.show_notice(words, level, (label, action))

    # Keeping in step --------------------------------------------------------------------------

    def on_changed(self, changes: Changes) -> None:
        """Show again what changed."""
        if self.session is None:
            return
        if changes.dossier:
            self._refresh_title()
        current = self.state.document.id if self.state else None
        self._reload_documents()
        if current is not None and self.window.documents.row_of(current) is None:
            self._drop_document()  # undone away, or removed
            current = None
        if current is None and self.window.documents.rows:
            self.window.document_list.choose(self.window.documents.at(0).document.id)
        elif current is not None:
            self.window.document_list.ensure_current(current)
            if current in changes.affected or changes.dossier:
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
        self._refresh_panels()
        self.refresh_middle()
        self.refresh_actions()

    def _on_mark_chosen(self, key: str) -> None:
        self.selected = key
        self.show_marks()
        mark = self.window.finding_panel.current()
        if mark is not None:
            self.window.page_view.show_mark(mark)
        self.refresh_actions()

    def _drop_document(self) -> None:
        self.state = None
        self.selected = ""
        self.window.marks.load(None)
        self.window.page_view.show_document(None)
        self._refresh_panels()

    def _reload_documents(self) -> None:
        if self.session is None:
            return
        self.window.documents.load(self.session.file)
        rows = self.window.documents.rows
        open_points = sum(row.open_points for row in rows if row.state is not RowState.OUT)
        undecided = sum(1 for row in rows if row.outcome is None)
        documents = text("gui.summary.documents", count=len(rows))
        points = text("gui.summary.points", count=open_points)
        self.window.summary.setText(
            text("gui.summary", documents=documents, undecided=undecided, points=points)
        )

    def _reload_document(self, document_id: DocumentId) -> None:
        if self.session is None:
            return
        before, row = self.state, self.window.finding_panel.view.currentIndex().row()
        self.state = self.session.file.state(document_id)
        if before is None or list(before.pages) != list(self.state.pages):
            self.window.page_view.show_document(self.state)
        selected = self.selected
        self.window.marks.load(self.state)
        if selected and self.window.marks.row_of(selected) is not None:
            if self.window.finding_panel.view.currentIndex().row() < 0:  # the table began anew
                self.window.finding_panel.choose(selected)
        elif selected:
            self.selected = ""
            self.window.finding_panel.choose_near(row)
        self._refresh_panels()

    def _refresh_panels(self) -> None:
        state, window = self.state, self.window
        window.finding_panel.show_hidden(state.document.hidden if state else ())
        window.finding_panel.show_reason(is_searched=bool(state and is_searched(state)))
        window.document_panel.show_state(state, can_write=self.can_write)
        window.page_pane.show_state(state, as_published=self.as_published)
        self.show_marks()

    @property
    def can_write(self) -> bool:
        """Whether decisions can be recorded now."""
        return self.session is not None and not self.session.file.is_read_only

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
        wanted: QWidget
        if self.session is None:
            wanted = window.welcome
        elif not window.documents.rows:
            wanted = window.empty_dossier
        elif self.state is None or not self.state.pages:
            window.no_pages.setText(self._why_no_pages())
            wanted = window.no_pages
        else:
            wanted = window.page_pane
        if window.middle is not wanted:
            window.show_middle(wanted)

    def _why_no_pages(self) -> str:
        problem = self.state.document.problem if self.state else None
        if problem is None:
            return text("gui.no_pages")
        key = f"problem.{problem.value}"
        return f"{text(key)}\n\n{text(f'{key}.what_now')}"

    def refresh_actions(self) -> None:
        """Enable what can be used now, and say of the rest why not."""
        chosen = self.window.finding_panel.selected()
        undo = self.session.file.undo_status() if self.session else None
        state = self.state
        self.window.actions_.update(
            WindowState(
                has_dossier=self.session is not None,
                is_read_only=self.session is not None and not self.can_write,
                has_document=state is not None,
                has_pages=bool(state and state.pages),
                has_finding=any(mark.finding for mark in chosen),
                has_redaction=any(mark.redaction for mark in chosen),
                has_override=bool(state and state.override),
                page_needs_eyes=self.window.page_pane.page_needs_eyes(),
                is_busy=self.bridge.is_busy,
                undo_key=undo.undo_key if undo else None,
                redo_key=undo.redo_key if undo else None,
            )
        )

    def _refresh_title(self) -> None:
        if self.session is None:
            self.window.setWindowTitle(text("gui.title"))
            return
        key = "gui.title_of" if self.can_write else "gui.title_read_only"
        self.window.setWindowTitle(text(key, name=self.session.dossier.title))

    def _on_work_started(self) -> None:
        self.window.job_bar.begin()
        self.window.notice.hide()
        self.refresh_actions()
        self.window.page_pane.refresh()

    def _on_work_ended(self) -> None:
        self.window.job_bar.end()
        self.refresh_actions()
        self.window.page_pane.refresh()

    def _render(self, page_index: int, scale: float, on_result: Callable[[object], None]) -> None:
        if self.session is None or self.state is None:
            on_result(None)
            return
        request = RenderRequest(
            str(self.session.file.path), self.state.document.prepared_sha256, page_index, scale
        )
        self.bridge.request("render", request, on_result)
