"""Menu "Besluiten": whole documents within the request or not, and judgement overrides."""

from __future__ import annotations

from pathlib import Path

from woo_desk.domain.changes import Changes
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.decision_dialog import (
    AlreadyPublicDialog,
    GroundDialog,
    OutOfScopeDialog,
    PagesOutDialog,
)
from woo_desk.gui.views.document_panel import Description
from woo_desk.gui.views.notice_bar import Level
from woo_desk.texts import text
from woo_desk.usecases import scope
from woo_desk.usecases.carrying import with_other_pages
from woo_desk.usecases.dossier import describe_document
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.page_scope import leave_pages_out, page_scopes, take_pages_in
from woo_desk.usecases.session import Session
from woo_desk.usecases.source import confirm_compared, save_source, to_compare


class DecideCommands(Commands):
    """Each works on all documents that are selected in the list."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "in_scope": lambda: self._decide(ScopeOutcome.IN_SCOPE, ScopeReason.NONE),
            "out_of_scope": self.out_of_scope,
            "duplicate": lambda: self._decide(ScopeOutcome.DUPLICATE, ScopeReason.DUPLICATE),
            "already_public": self.already_public,
            "not_public": self.not_public,
            "clear_override": self.clear_override,
            "pages_out_of_scope": self.pages_out,
            "pages_in_scope": self.pages_in,
            "save_source": self.save_source,
            "source_compared": self.source_compared,
        }

    def out_of_scope(self) -> None:
        """Ask for the reason and leave the selected documents out."""
        if not self._selected():
            return
        dialog = OutOfScopeDialog(self.desk.window)
        if self.desk.asker.run(dialog):
            self._decide(ScopeOutcome.OUT_OF_SCOPE, dialog.reason, dialog.note)

    def pages_out(self) -> None:
        """Ask which pages of the document fall outside the request, and why."""
        session, documents = self.desk.session, self._selected()
        if session is None or len(documents) != 1:
            self.desk.notify(text("gui.pages_out.one"), Level.WARNING)
            return
        document_id = documents[0]
        count, page = len(session.file.pages(document_id)), None
        if self.desk.state is not None and self.desk.state.document.id == document_id:
            page = self.desk.window.page_pane.page_in_view()
        dialog = PagesOutDialog(count, page.index + 1 if page else 1, self.desk.window)
        if count and self.desk.asker.run(dialog):
            flow = leave_pages_out(
                session, document_id, dialog.first, dialog.last, dialog.reason, dialog.note
            )
            self.desk.bridge.run(flow, lambda _done: self._pages_left(document_id), about=session)

    def _pages_left(self, document_id: DocumentId) -> None:
        one = frozenset({document_id})
        self.desk.on_changed(Changes(documents=one, redactions=one, findings=one, decisions=one))
        undo = (text("gui.action.undo"), self.desk.window.actions_["undo"].trigger)
        self.desk.notify(text("gui.pages_out.done"), button=undo)

    def pages_in(self) -> None:
        """Bring the pages of the document that were left out back within the request."""
        session, documents = self.desk.session, self._selected()
        scopes = (
            [each for key in documents for each in page_scopes(session, key)] if session else []
        )
        if not scopes:
            self.desk.notify(text("gui.pages_out.none"))
            return

        def command(opened: Session) -> Changes:
            changes = Changes()
            for each in scopes:
                changes |= take_pages_in(opened, each)
            return changes

        self.desk.do(command)

    def already_public(self) -> None:
        """Ask where the selected documents can be found."""
        documents = self._selected()
        if not documents:
            return
        dialog = AlreadyPublicDialog(self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(
                lambda s: scope.override_judgement(
                    s,
                    documents,
                    Judgement.ALREADY_PUBLIC,
                    public_link=dialog.link,
                    public_on=dialog.day,
                    public_sha256=dialog.sha256,
                    reason=dialog.reason,
                )
            )

    def not_public(self) -> None:
        """Ask on what grounds, and why, the selected documents are withheld as a whole."""
        documents, session = self._selected(), self.desk.session
        if not documents or session is None:
            return
        grounds = load_grounds().of_basis(session.dossier.basis)
        dialog = GroundDialog("gui.not_public", grounds, with_reason=True, parent=self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(
                lambda s: scope.override_judgement(
                    s,
                    documents,
                    Judgement.NOT_PUBLIC,
                    ground_codes=dialog.codes,
                    reason=dialog.reason,
                )
            )

    def save_source(self) -> None:
        """Ask for a folder and save the source of the current document there."""
        session, state = self.desk.session, self.desk.state
        if session is None or state is None:
            return
        if not state.document.source_sha256:
            self.desk.notify(text("gui.source.missing"), Level.WARNING)
            return
        folder = self.desk.asker.folder()
        if folder is not None:
            self.desk.bridge.do(lambda: self._saved(session, state.document.id, folder))

    def _saved(self, session: Session, document_id: DocumentId, folder: Path) -> Changes:
        path = save_source(session, document_id, folder)
        self.desk.notify(text("gui.source.saved", name=path.name))
        return Changes()

    def source_compared(self) -> None:
        """Record that the selected documents were compared with their source."""
        session, documents = self.desk.session, self._selected()
        if session is None:
            return
        if not to_compare(session, documents):
            self.desk.notify(text("gui.source.nothing_to_compare"))
            return
        self.desk.do(lambda s: confirm_compared(s, documents))

    def clear_override(self) -> None:
        """Let the judgement of the selected documents follow from their redactions again."""
        documents = self._selected()
        if documents:
            self.desk.do(lambda s: scope.clear_override(s, documents))

    def on_described(self, description: Description) -> None:
        """A field of the current document was changed."""
        state = self.desk.state
        if state is None:
            return
        document = state.document
        if description == Description(
            document.title, document.date, document.kind, document.reference
        ):
            return
        self.desk.do(
            lambda s: describe_document(
                s,
                document,
                title=description.title,
                date=description.date,
                kind=description.kind,
                reference=description.reference,
                is_undated=description.date is None,
            )
        )

    def _decide(self, outcome: ScopeOutcome, reason: ScopeReason, note: str = "") -> None:
        documents = self._selected()
        done = self.desk.do(lambda s: scope.decide_scope(s, documents, outcome, reason, note))
        session, state = self.desk.session, self.desk.state
        if done and outcome is ScopeOutcome.IN_SCOPE and session is not None and state is not None:
            waiting = with_other_pages(session, state.document.id)
            if waiting:
                button = self.desk.window.actions_["carry_over"].trigger
                self.desk.notify(
                    text("gui.carried.waiting", count=len(waiting)),
                    button=(text("gui.action.carry_over"), button),
                )

    def _selected(self) -> list[DocumentId]:
        return self.desk.workspaces.current.selected_documents()
