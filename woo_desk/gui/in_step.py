"""Keeps what the window shows in step with what is decided in the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.ids import DocumentId
from woo_desk.gui.actions.spec import WindowState
from woo_desk.gui.commands.find import DOCK
from woo_desk.gui.models.document_table import RowState
from woo_desk.gui.models.told_lines import told_lines
from woo_desk.texts import text
from woo_desk.usecases.intake import INTAKE
from woo_desk.usecases.procedure import deadline_text, term
from woo_desk.usecases.recognition import doubtful_words

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk


FEW = 100
"""So many documents are read again one by one; of more the whole list is."""


TAKING_IN = frozenset((INTAKE, "recognise", "lay_text", "describe", "picture_key"))
"""Stages that fill the step of an intake."""


def is_searched(state: DocumentState) -> bool:
    """Whether detection went through every page."""
    return all(page.index in state.analysed for page in state.pages)


class InStep:
    """Shows again what changed, and what was chosen, in every part of the window."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told_of: DocumentId | None = None
        self._lines: Sequence[str] = ()

    def on_changed(self, changes: Changes) -> None:
        """Show again what changed."""
        desk, window = self._desk, self._desk.window
        if desk.session is None:
            return
        if changes.dossier:
            self.refresh_title()
        if changes.documents or changes.dossier:
            self._told_of = None
        current = desk.state.document.id if desk.state else None
        self.reload_documents(changes)
        if current is not None and window.documents.row_of(current) is None:
            self._drop_document()  # undone away, or removed
            current = None
        if current is None and window.documents.rows:
            window.document_list.choose(window.documents.at(0).document.id)
        elif current is not None:
            window.document_list.ensure_current(current)
            if current in changes.affected or changes.dossier:
                self._reload_document(current)
        desk.workspaces.refresh(changes)
        self.refresh_middle()
        self.refresh_actions()

    def on_document_chosen(self, document_id: str) -> None:
        """Another document became the current one."""
        desk, window = self._desk, self._desk.window
        if desk.session is None or (desk.state and desk.state.document.id == document_id):
            return
        desk.state = desk.session.file.state(DocumentId(document_id))
        desk.selected = ""
        self._show_pages()
        window.marks.load(desk.state)
        self._refresh_panels()
        self.refresh_middle()
        self.refresh_actions()

    def on_mark_chosen(self, key: str) -> None:
        """Another place of the current document was chosen."""
        self._desk.selected = key
        self.show_marks()
        mark = self._desk.window.finding_panel.current()
        if mark is not None:
            self._desk.window.page_view.show_mark(mark)
        self.refresh_actions()

    def reload_documents(self, changes: Changes | None = None) -> None:
        """Read the list of documents again, only what changed if that is known; sum it up."""
        desk, window = self._desk, self._desk.window
        if desk.session is None:
            return
        few = changes.affected if changes and not (changes.documents or changes.dossier) else None
        if few is not None and len(few) <= FEW:
            if few:
                window.documents.reload(desk.session.file, few)
        else:
            window.documents.load(desk.session.file)
        rows = window.documents.rows
        open_points = sum(row.open_points for row in rows if row.state is not RowState.OUT)
        undecided = sum(1 for row in rows if row.outcome is None)
        documents = text("gui.summary.documents", count=len(rows))
        points = text("gui.summary.points", count=open_points)
        window.summary.setText(
            text("gui.summary", documents=documents, undecided=undecided, points=points)
        )

    def show_marks(self) -> None:
        """Draw the places of the current document over its pages."""
        desk, state = self._desk, self._desk.state
        unseen = (
            frozenset(
                page.index
                for page in state.pages
                if page.needs_eyes and page.index not in state.looked_at
            )
            if state
            else frozenset()
        )
        marks, pane = desk.window.marks.rows, desk.window.page_pane
        pane.view.set_marks(marks, desk.selected, as_published=desk.as_published, unseen=unseen)
        pane.strip.show_state(state, marks, unseen)

    def refresh_middle(self) -> None:
        """Show the right state of the middle, and the lists beside it that belong to it."""
        desk, window = self._desk, self._desk.window
        workspace = desk.workspaces.current
        if desk.session is None:
            window.show_middle(window.welcome)
        elif not window.documents.rows:
            # WHY redo: work on documents that were just taken back brings no others.
            is_undone = desk.session.file.undo_status().redo_key is not None
            is_coming = desk.bridge.is_busy_with(desk.session) and not is_undone
            window.show_middle(window.taking_in if is_coming else window.empty_dossier)
        else:
            found = (DOCK,) if desk.find_commands.is_open else ()
            window.show_middle(workspace.middle(), (*workspace.docks, *found))

    def refresh_actions(self) -> None:
        """Enable what can be used now, and say of the rest why not."""
        desk, state = self._desk, self.window_state()
        desk.window.actions_.update(state)
        desk.workspaces.bar.show_current(state.workspace, has_dossier=state.has_dossier)

    def window_state(self) -> WindowState:
        """What decides which actions can be used now."""
        desk, state = self._desk, self._desk.state
        chosen = desk.window.finding_panel.selected()
        undo = desk.session.file.undo_status() if desk.session else None
        workspace = desk.workspaces.current
        own = WindowState(
            workspace=workspace.name,
            has_dossier=desk.session is not None,
            is_read_only=desk.session is not None and not desk.can_write,
            has_document=state is not None,
            has_pages=bool(state and state.pages),
            has_finding=any(mark.finding for mark in chosen),
            has_redaction=any(mark.redaction for mark in chosen),
            has_override=bool(state and state.override),
            page_needs_eyes=desk.window.page_pane.page_needs_eyes(),
            is_busy=desk.bridge.is_busy,
            is_taking_in=desk.bridge.stage_key in TAKING_IN,
            undo_key=undo.undo_key if undo else None,
            redo_key=undo.redo_key if undo else None,
        )
        return workspace.add_to(own)

    def refresh_title(self) -> None:
        """Say which dossier this is, and when its decision must be there."""
        desk = self._desk
        due = "" if desk.session is None else deadline_text(term(desk.session))
        desk.window.deadline.setText(due)
        if desk.session is None:
            desk.window.setWindowTitle(text("gui.title"))
            return
        key = "gui.title_of" if desk.can_write else "gui.title_read_only"
        desk.window.setWindowTitle(text(key, name=desk.session.dossier.title))

    def _show_pages(self) -> None:
        desk = self._desk
        desk.window.page_view.show_document(desk.state)
        if desk.session is not None and desk.state is not None:
            desk.session.attention.document_id = desk.state.document.id
            doubts = doubtful_words(desk.session, desk.state.document.id)
            desk.window.page_view.set_doubts(doubts)

    def _drop_document(self) -> None:
        desk = self._desk
        desk.state = None
        desk.selected = ""
        desk.window.marks.load(None)
        desk.window.page_view.show_document(None)
        self._refresh_panels()

    def _reload_document(self, document_id: DocumentId) -> None:
        desk, panel = self._desk, self._desk.window.finding_panel
        if desk.session is None:
            return
        before, row = desk.state, panel.view.currentIndex().row()
        desk.state = desk.session.file.state(document_id)
        if before is None or list(before.pages) != list(desk.state.pages):
            self._show_pages()
        selected = desk.selected
        desk.window.marks.load(desk.state)
        if selected and desk.window.marks.row_of(selected) is not None:
            if panel.view.currentIndex().row() < 0:  # the table began anew
                panel.choose(selected)
        elif selected:
            desk.selected = ""
            panel.choose_near(row)
        self._refresh_panels()

    def _refresh_panels(self) -> None:
        desk, state, window = self._desk, self._desk.state, self._desk.window
        window.finding_panel.show_hidden(state.document.hidden if state else ())
        window.finding_panel.show_reason(is_searched=bool(state and is_searched(state)))
        window.document_panel.show_state(state, can_write=desk.can_write, told=self._told())
        window.page_pane.show_state(state, as_published=desk.as_published)
        self.show_marks()

    def _told(self) -> Sequence[str]:
        """What the current document says of itself; read again when documents change.

        WHY not at each key: it looks at every document of the dossier.
        """
        session, state = self._desk.session, self._desk.state
        if session is None or state is None:
            self._told_of = None
            return ()
        if self._told_of != state.document.id:
            self._told_of = state.document.id
            self._lines = told_lines(session, state.document)
        return self._lines
