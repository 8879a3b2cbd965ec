"""What the second reader says of the lines that are chosen in the queue."""

from __future__ import annotations

from woo_desk.domain.second_reading import WHOLE
from woo_desk.gui.actions.spec import SECOND
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.words_dialog import WordsDialog
from woo_desk.gui.models.reading_table import said_of
from woo_desk.usecases.second_reader import agree, dispute, item_of, resolve


class SecondCommands(Commands):
    """Works in the workspace "Tweede lezer"."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "workspace_second": lambda: self.desk.workspaces.go(SECOND),
            "second_agree": self.agree,
            "second_dispute": self.dispute,
            "second_resolve": self.resolve,
            "second_document": self.agree_document,
        }

    def agree(self) -> None:
        """The user read the chosen lines and agrees; the next line comes up."""
        chosen = self.desk.second.chosen()
        self.desk.do(lambda session: agree(session, chosen))

    def agree_document(self) -> None:
        """The user read the whole document of the chosen line and agrees."""
        session, chosen = self.desk.session, self.desk.second.chosen()
        if session is None or not chosen:
            return
        item = item_of(session, chosen[0].document_id, WHOLE)
        if item is not None:
            self.desk.do(lambda s: agree(s, [item]))

    def dispute(self) -> None:
        """The user does not agree; asks why."""
        chosen = self.desk.second.chosen()
        if not chosen:
            return
        dialog = WordsDialog("gui.second.dispute", parent=self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(lambda session: dispute(session, chosen[0], dialog.words))

    def resolve(self) -> None:
        """Answer a dispute in words."""
        chosen = self.desk.second.chosen()
        if not chosen:
            return
        dialog = WordsDialog("gui.second.resolve", said_of(chosen[0]), self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(lambda session: resolve(session, chosen[0], dialog.words))
