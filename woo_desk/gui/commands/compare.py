"""The same passage redacted here and readable there, one difference after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from woo_desk.domain.passage import PassageDifference, PassageSide
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.passage_dialog import Answer, PassageDialog, ShownSide
from woo_desk.gui.models.left_lines import LeftLine
from woo_desk.usecases.passage_answers import alike, leave_so, redact_here_too
from woo_desk.usecases.session import Session


class CompareCommands(Commands):
    """Works on a line of "Wat moet nog"; the answers are decisions like any other."""

    def handlers(self) -> Handlers:
        """None: it begins at a line of a list."""
        return {}

    def compare(self, line: LeftLine) -> None:
        """Show the differences of a line side by side until none is left or the user stops."""
        self._next(line, line.passages)

    def _next(self, line: LeftLine, still: Sequence[PassageDifference]) -> None:
        session = self.desk.session
        if session is None or not still:
            return
        first = still[0]
        same = alike(session, first, still)
        dialog = PassageDialog(
            first,
            _shown(session, first.redacted),
            _shown(session, first.readable),
            len(same) - 1,
            self.desk.window,
        )
        if not self.desk.asker.run(dialog):
            return
        chosen = same if dialog.is_for_all else (first,)
        rest = [each for each in still if each not in chosen]
        if dialog.answer is Answer.SHOW:
            page = first.readable.page_index
            self.desk.publish_commands.go_to_line(replace(line, kind="", page_index=page))
        elif dialog.answer is Answer.LEAVE:
            reason = dialog.reason.text()
            if self.desk.do(lambda s: leave_so(s, chosen, reason)):
                self._next(line, rest)
        elif dialog.answer is Answer.REDACT:
            self._redact(session, line, chosen, rest)

    def _redact(
        self,
        session: Session,
        line: LeftLine,
        chosen: Sequence[PassageDifference],
        rest: Sequence[PassageDifference],
    ) -> None:
        publish = self.desk.publish_commands

        def done(count: int) -> None:
            publish.tell_redacted(session, count)
            self._next(line, rest)

        self.desk.bridge.run(
            redact_here_too(session, chosen), done, about=session, on_stopped=publish.tell_stopped
        )


def _shown(session: Session, side: PassageSide) -> ShownSide:
    document = session.file.document(side.document_id)
    page = session.file.page_text(side.document_id, side.page_index)
    title = f"{document.printed_number} {document.title}"
    return ShownSide(side, title, page.text if page else "")
