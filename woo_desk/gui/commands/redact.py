"""Menu "Lakken": decide on places, one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from woo_desk.domain.changes import Changes
from woo_desk.domain.finding import Finding
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.motivation import Motivation, MotivationRule
from woo_desk.domain.redaction import Redaction
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.ground_list import own_order
from woo_desk.gui.dialogs.redaction_grounds_dialog import Reach, RedactionGroundsDialog
from woo_desk.gui.models.document_table import DocumentRow, RowState
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.gui.views.notice_bar import Level
from woo_desk.texts import text
from woo_desk.usecases import editing, review
from woo_desk.usecases.session import Session

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk

GROUND_KEYS = 9
"""The keys 1 to 9 choose a ground."""


class RedactCommands(Commands):
    """Decisions about findings and redactions of the current document."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        desk.many_commands.after = self.go_on

    def handlers(self) -> Handlers:
        """By action id."""
        grounds = {f"ground_{n}": self._ground_chooser(n) for n in range(1, GROUND_KEYS + 1)}
        return {
            **grounds,
            "next_finding": lambda: self.go_on(1),
            "previous_finding": lambda: self.go_on(-1),
            "confirm": self.confirm,
            "keep": lambda: self._decide(review.keep_findings),
            "reject": lambda: self._decide(review.reject_findings),
            "question": lambda: self._decide(review.question_findings),
            "reopen": self.reopen,
            "confirm_page": self.confirm_page,
            "change_ground": self.change_ground,
            "remove_redaction": self.remove,
            "mark_looked": self.mark_looked,
        }

    def confirm(self) -> None:
        """Redact the chosen places and go to the next one that is open."""
        self._decide(review.confirm_findings)

    def _decide(self, verb: Callable[[Session, Sequence[Finding]], Changes]) -> None:
        findings = self._chosen_findings()
        if findings and self.desk.do(lambda s: verb(s, findings)):
            self.go_on()

    def reopen(self) -> None:
        """Take back the verdict on the chosen places."""
        findings = self._chosen_findings()
        if findings:
            self.desk.do(lambda s: review.reopen_findings(s, findings))

    def confirm_page(self) -> None:
        """Redact every open proposal on the page in view."""
        page = self.desk.window.page_view.current_page
        findings = [
            mark.finding
            for mark in self.desk.window.marks.rows
            if mark.finding and mark.is_open and mark.page_index == page
        ]
        if findings and self.desk.do(lambda s: review.confirm_findings(s, findings)):
            self.go_on()

    # Grounds ----------------------------------------------------------------------------------

    def choose_ground(self, number: int) -> None:
        """Put the chosen places on one ground, by its number in the organisation's order.

        What is open is redacted on it, and the work goes on; what is redacted gets the ground.
        """
        session, chosen = self.desk.session, self._chosen()
        if session is None or not chosen:
            return
        grounds = own_order(session.dossier.basis)
        if number > len(grounds):
            self.desk.notify(text("gui.no_such_ground", number=number), Level.WARNING)
            return
        code = grounds[number - 1].code
        redactions = [mark.redaction for mark in chosen if mark.redaction]
        findings = [m.finding for m in chosen if m.finding and not m.redaction]
        if findings and self.desk.do(lambda s: review.confirm_findings(s, findings, (code,))):
            self._ask_for_reason((code,))
            self.go_on()
        if redactions and self.desk.do(lambda s: editing.change_grounds(s, redactions, (code,))):
            self._ask_for_reason((code,))

    def change_ground(self) -> None:
        """Put the chosen redactions on other grounds, and say why where the law asks for it."""
        redactions, session = self._chosen_redactions(), self.desk.session
        if not redactions or session is None:
            return
        dialog = RedactionGroundsDialog(session.dossier.basis, self._rules, self.desk.window)
        dialog.check(redactions[0].ground_codes)
        reason, reach = self._reason_of(redactions[0])
        dialog.fill_reason(reason, reach)
        if not self.desk.asker.run(dialog):
            return
        codes = dialog.codes
        own = dialog.reason if dialog.reach is Reach.PLACES else None
        general: list[Motivation] = []
        is_new = dialog.reason and (dialog.reason, dialog.reach) != (reason, reach)
        if dialog.reach is not Reach.PLACES and is_new:
            where = redactions[0].document_id if dialog.reach is Reach.DOCUMENT else None
            by, at = session.user, session.clock.now()
            general = [Motivation(code, dialog.reason, by, at, where) for code in codes]
        self.desk.do(lambda s: editing.change_grounds(s, redactions, codes, own, general))

    def _reason_of(self, redaction: Redaction) -> tuple[str, Reach]:
        """The reason that counts now, and what it holds for."""
        session = self.desk.session
        if redaction.motivation or session is None:
            return redaction.motivation, Reach.PLACES
        found = editing.motivation_of(session, redaction.ground_codes[0], redaction.document_id)
        if found is None:
            return "", Reach.DOSSIER
        return found.text, Reach.DOCUMENT if found.document_id else Reach.DOSSIER

    def _rules(self, codes: Sequence[GroundCode]) -> tuple[MotivationRule, ...]:
        session, state = self.desk.session, self.desk.state
        return editing.rules_that_apply(session, state, codes) if session and state else ()

    def _ask_for_reason(self, codes: Sequence[GroundCode]) -> None:
        """Say that a reason is still needed; nobody is stopped for it."""
        if rules := self._rules(codes):
            words = text(f"motivation_rule.{rules[0].value}")
            button = (text("gui.action.change_ground"), self.change_ground)
            self.desk.notify(words, Level.WARNING, button)

    def _ground_chooser(self, number: int) -> Callable[[], None]:
        return lambda: self.choose_ground(number)

    # The rest ---------------------------------------------------------------------------------

    def remove(self) -> None:
        """Take the chosen redactions away."""
        redactions = self._chosen_redactions()
        if redactions:
            self.desk.do(lambda s: review.remove_redactions(s, redactions))

    def mark_looked(self) -> None:
        """Record that the page in view has been looked at, and go to the next such page."""
        page, state = self.desk.window.page_pane.page_in_view(), self.desk.state
        if page is None or state is None:
            return
        document_id = state.document.id
        if self.desk.do(lambda s: review.mark_looked_at(s, document_id, [page.index])):
            self._show_next_unseen(page.index)

    def go_on(self, step: int = 1) -> None:
        """To the next open place; in another document when this one has none left."""
        panel, documents = self.desk.window.finding_panel, self.desk.window.document_list
        if panel.choose_next_open(step):
            return
        if documents.step(step, _has_open_places) or documents.step(-step, _has_open_places):
            panel.choose_next_open(step)
            return
        self._say_all_done("gui.nothing_open")

    def _say_all_done(self, key: str) -> None:
        button = (text("gui.tool.what_is_left"), self.desk.publish_commands.what_is_left)
        self.desk.notify(text(key), button=button)

    def _show_next_unseen(self, after: int) -> None:
        state = self.desk.state
        if state is None:
            return
        unseen = [p.index for p in state.pages if p.needs_eyes and p.index not in state.looked_at]
        later = [index for index in unseen if index > after] or unseen
        documents = self.desk.window.document_list
        if later:
            self.desk.window.page_view.show_page(later[0])
        elif documents.step(1, _has_unseen_pages) or documents.step(-1, _has_unseen_pages):
            self._show_next_unseen(-1)
        else:
            self._say_all_done("gui.nothing_unseen")

    def _chosen(self) -> list[MarkRow]:
        return self.desk.window.finding_panel.selected()

    def _chosen_findings(self) -> list[Finding]:
        return [mark.finding for mark in self._chosen() if mark.finding]

    def _chosen_redactions(self) -> list[Redaction]:
        return [mark.redaction for mark in self._chosen() if mark.redaction]


def _has_unseen_pages(row: DocumentRow) -> bool:
    return row.unseen > 0 and row.state is not RowState.OUT


def _has_open_places(row: DocumentRow) -> bool:
    return row.open_findings > 0 and row.state is not RowState.OUT
