"""Menu "Besluiten": whole documents within the request or not, and judgement overrides."""

from __future__ import annotations

from woo_desk.domain.ids import DocumentId
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.decision_dialog import (
    AlreadyPublicDialog,
    GroundDialog,
    OutOfScopeDialog,
)
from woo_desk.gui.views.document_panel import Description
from woo_desk.usecases import scope
from woo_desk.usecases.dossier import describe_document
from woo_desk.usecases.grounds import load_grounds


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
        }

    def out_of_scope(self) -> None:
        """Ask for the reason and leave the selected documents out."""
        if not self._selected():
            return
        dialog = OutOfScopeDialog(self.desk.window)
        if self.desk.asker.run(dialog):
            self._decide(ScopeOutcome.OUT_OF_SCOPE, dialog.reason, dialog.note)

    def already_public(self) -> None:
        """Ask where the current document can be found."""
        document_id = self._current()
        if document_id is None:
            return
        dialog = AlreadyPublicDialog(self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(
                lambda s: scope.override_judgement(
                    s,
                    document_id,
                    Judgement.ALREADY_PUBLIC,
                    public_link=dialog.link,
                    reason=dialog.reason,
                )
            )

    def not_public(self) -> None:
        """Ask on what grounds, and why, the current document is withheld as a whole."""
        document_id, session = self._current(), self.desk.session
        if document_id is None or session is None:
            return
        grounds = load_grounds().of_basis(session.dossier.basis)
        dialog = GroundDialog("gui.not_public", grounds, with_reason=True, parent=self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(
                lambda s: scope.override_judgement(
                    s,
                    document_id,
                    Judgement.NOT_PUBLIC,
                    ground_codes=dialog.codes,
                    reason=dialog.reason,
                )
            )

    def clear_override(self) -> None:
        """Let the judgement of the current document follow from its redactions again."""
        document_id = self._current()
        if document_id is not None:
            self.desk.do(lambda s: scope.clear_override(s, document_id))

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
        self.desk.do(lambda s: scope.decide_scope(s, documents, outcome, reason, note))

    def _selected(self) -> list[DocumentId]:
        return self.desk.window.document_list.selected_ids()

    def _current(self) -> DocumentId | None:
        return self.desk.window.document_list.current_id()
