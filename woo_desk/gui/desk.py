"""The open dossier behind the window: keeps what is shown in step with what is decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from woo_desk.app import Services
from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.ids import DocumentId, FindingId
from woo_desk.errors import DeskError
from woo_desk.gui.asker import Asker, DialogAsker
from woo_desk.gui.bridge import Bridge
from woo_desk.gui.commands.base import Commands
from woo_desk.gui.commands.batch import BatchCommands
from woo_desk.gui.commands.compare import CompareCommands
from woo_desk.gui.commands.decide import DecideCommands
from woo_desk.gui.commands.dossier import DossierCommands
from woo_desk.gui.commands.edit import EditCommands
from woo_desk.gui.commands.find import FindCommands
from woo_desk.gui.commands.help import HelpCommands
from woo_desk.gui.commands.letters import LetterCommands
from woo_desk.gui.commands.many import ManyCommands
from woo_desk.gui.commands.parties import PartyCommands
from woo_desk.gui.commands.persons import PersonCommands
from woo_desk.gui.commands.protect import ProtectCommands
from woo_desk.gui.commands.provisions import ProvisionCommands
from woo_desk.gui.commands.publish import PublishCommands
from woo_desk.gui.commands.redact import RedactCommands
from woo_desk.gui.commands.rules import RuleCommands
from woo_desk.gui.commands.same import SameCommands
from woo_desk.gui.commands.second import SecondCommands
from woo_desk.gui.commands.view import ViewCommands
from woo_desk.gui.in_step import InStep
from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.message_sink import DialogSink, MessageSink
from woo_desk.gui.models.document_table import RowState
from woo_desk.gui.page_texts import PageTexts
from woo_desk.gui.render_queue import RenderQueue
from woo_desk.gui.views.main_window import MainWindow
from woo_desk.gui.views.notice_bar import Level
from woo_desk.gui.workspaces.documents import DocumentsWorkspace
from woo_desk.gui.workspaces.inventory import InventoryWorkspace
from woo_desk.gui.workspaces.persons import PersonsWorkspace
from woo_desk.gui.workspaces.publish import PublishWorkspace
from woo_desk.gui.workspaces.second import SecondWorkspace
from woo_desk.gui.workspaces.switch import Workspaces
from woo_desk.texts import text
from woo_desk.usecases.clock_check import time_ahead
from woo_desk.usecases.requests import RenderRequest
from woo_desk.usecases.session import Session

Button = tuple[str, Callable[[], object]]


class Desk(QObject):
    """Holds the session and the current document; the commands work on it.

    Attributes:
        session: the open dossier; None without one.
        state: everything about the current document; None without one.
        selected: key of the chosen place; "" for none.
        as_published: whether pages are shown as the publication will show them.
        groups: every group of commands; the handlers of the actions come from these.
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
        self.page_texts = PageTexts(self)
        self.many_commands = ManyCommands(self)
        self.edit_commands = EditCommands(self)
        self.redact_commands = RedactCommands(self)
        self.person_commands = PersonCommands(self)
        self.decide_commands = DecideCommands(self)
        self.same_commands = SameCommands(self)
        self.publish_commands = PublishCommands(self)
        self.compare_commands = CompareCommands(self)
        self.view_commands = ViewCommands(self)
        self.find_commands = FindCommands(self)
        self.protect_commands = ProtectCommands(self)
        self.help_commands = HelpCommands(self)
        self.groups: tuple[Commands, ...] = (
            self.dossier_commands,
            self.redact_commands,
            self.edit_commands,
            self.many_commands,
            self.person_commands,
            self.decide_commands,
            self.same_commands,
            self.publish_commands,
            self.compare_commands,
            self.view_commands,
            self.find_commands,
            self.help_commands,
            self.protect_commands,
            BatchCommands(self),
            LetterCommands(self),
            PartyCommands(self),
            ProvisionCommands(self),
            SecondCommands(self),
            RuleCommands(self),
        )
        handlers: dict[str, Callable[..., object]] = {}
        for group in self.groups:
            handlers.update(group.handlers())
        self.window = MainWindow(handlers, self._render)
        self.sink = sink or DialogSink(self.window)
        self.asker = asker or DialogAsker(self.window)
        self.bridge = Bridge(services.engine, self.sink, self)
        self.in_step = InStep(self)
        self.pictures = RenderQueue(self.bridge)
        self.workspaces = Workspaces(self)
        self.find_commands.build()
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
        window.job_bar.paused.connect(bridge.pause)
        window.files_dropped.connect(self.dossier_commands.on_files_dropped)
        window.document_list.document_chosen.connect(self.in_step.on_document_chosen)
        window.document_panel.described.connect(self.decide_commands.on_described)
        window.finding_panel.mark_chosen.connect(self.in_step.on_mark_chosen)
        window.finding_panel.selection_changed.connect(self.refresh_actions)
        window.page_view.mark_chosen.connect(window.finding_panel.choose)
        self.edit_commands.connect_to(window.page_view)
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
            session = self.protect_commands.opened(path)
        except DeskError as error:
            self.sink.error(error)
            self.window.welcome.show_recent(self.memory.recent())
            return False
        if session is not None:
            self.show(session)
            if self.window.notice.isHidden():
                self.dossier_commands.offer_the_rest()
            self.protect_commands.say_opened()
        return session is not None

    def show(self, session: Session) -> None:
        """Show an open dossier, from its first document that is not done."""
        self.close()
        self.session = session
        session.file.between_parts(self.bridge.breath.take)
        self.memory.remember(session.file.path)
        self.in_step.refresh_title()
        self.in_step.reload_documents()
        rows = self.window.documents.rows
        todo = (RowState.OPEN, RowState.NEW)
        first = next((row for row in rows if row.state in todo), rows[0] if rows else None)
        if first is not None:
            self.window.document_list.choose(first.document.id)
        self.workspaces.open()
        self.in_step.refresh_middle()
        self.refresh_actions()
        self.window.document_list.view.setFocus()
        last = time_ahead(session)
        if last is not None:
            when = last.astimezone().strftime("%d-%m-%Y %H:%M")
            self.notify(text("gui.clock_behind", last=when), Level.WARNING)

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
        self.workspaces.leave()
        self.find_commands.forget()
        window = self.window
        window.documents.load(None)
        window.marks.load(None)
        window.page_view.show_document(None)
        window.page_pane.show_state(None, as_published=False)
        window.document_panel.show_state(None, can_write=False)
        window.document_list.clear_filter()
        self.edit_commands.on_tool_left()
        self.page_texts.forget()
        self.pictures.forget()
        window.page_pane.strip.forget()
        window.actions_["as_published"].setChecked(False)
        window.summary.clear()
        window.notice.hide()
        window.welcome.show_recent(self.memory.recent())
        self.in_step.refresh_title()
        self.in_step.refresh_middle()
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
        return self.bridge.do(lambda: command(session) | session.take_followed())

    @property
    def persons(self) -> PersonsWorkspace:
        """The person board."""
        board = self.workspaces[PersonsWorkspace.name]
        if not isinstance(board, PersonsWorkspace):
            msg = "another workspace goes by the name of the person board"
            raise TypeError(msg)
        return board

    @property
    def inventory(self) -> InventoryWorkspace:
        """The register of all candidates."""
        register = self.workspaces[InventoryWorkspace.name]
        if not isinstance(register, InventoryWorkspace):
            msg = "another workspace goes by the name of the register"
            raise TypeError(msg)
        return register

    @property
    def publish(self) -> PublishWorkspace:
        """What is left before export."""
        screen = self.workspaces[PublishWorkspace.name]
        if not isinstance(screen, PublishWorkspace):
            msg = "another workspace goes by the name of publishing"
            raise TypeError(msg)
        return screen

    @property
    def second(self) -> SecondWorkspace:
        """The queue for the second reader."""
        screen = self.workspaces[SecondWorkspace.name]
        if not isinstance(screen, SecondWorkspace):
            msg = "another workspace goes by the name of the second reader"
            raise TypeError(msg)
        return screen

    def go_to_finding(self, document_id: DocumentId, finding_id: FindingId) -> None:
        """Show a place in its document."""
        self.workspaces.go(DocumentsWorkspace.name)
        self.window.document_list.choose(document_id)
        self.window.finding_panel.choose(finding_id)

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
        self.in_step.on_changed(changes)

    def show_marks(self) -> None:
        """Draw the places of the current document over its pages."""
        self.in_step.show_marks()

    def refresh_actions(self) -> None:
        """Enable what can be used now, and say of the rest why not."""
        self.in_step.refresh_actions()

    @property
    def can_write(self) -> bool:
        """Whether decisions can be recorded now."""
        return self.session is not None and not self.session.file.is_read_only

    def _on_work_started(self) -> None:
        self.window.job_bar.begin()
        self.in_step.refresh_middle()
        self.window.notice.hide()
        self.refresh_actions()
        self.window.page_pane.refresh()

    def _on_work_ended(self) -> None:
        self.window.job_bar.end()
        self.in_step.refresh_middle()
        self.refresh_actions()
        self.window.page_pane.refresh()

    def _render(self, page_index: int, scale: float, on_result: Callable[[object], None]) -> None:
        if self.session is None or self.state is None:
            on_result(None)
            return
        request = RenderRequest(
            str(self.session.file.path), self.state.document.prepared_sha256, page_index, scale
        )
        self.pictures.ask(request, on_result)
