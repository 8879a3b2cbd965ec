"""Menu "Lakken": decide on places, one by one or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Finding, Proposal
from woo_desk.domain.geometry import Box
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.commands.boxes import BoxReader
from woo_desk.gui.dialogs.decision_dialog import GroundDialog
from woo_desk.gui.models.document_table import DocumentRow, RowState
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.texts import text
from woo_desk.usecases import editing, review
from woo_desk.usecases.consistency import folded, is_in_scope
from woo_desk.usecases.grounds import load_grounds

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk


class RedactCommands(Commands):
    """Decisions about findings and redactions of the current document."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._boxes = BoxReader(desk)

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "next_finding": lambda: self.go_on(1),
            "previous_finding": lambda: self.go_on(-1),
            "confirm": self.confirm,
            "keep": self.keep,
            "reopen": self.reopen,
            "confirm_page": self.confirm_page,
            "confirm_same": self.confirm_same,
            "change_ground": self.change_ground,
            "draw": lambda on: self.desk.window.page_view.set_drawing(on),
            "whole_page": self.whole_page,
            "remove_redaction": self.remove,
            "mark_looked": self.mark_looked,
        }

    def confirm(self) -> None:
        """Redact the chosen places and go to the next one that is open."""
        findings = self._chosen_findings()
        if findings and self.desk.do(lambda s: review.confirm_findings(s, findings)):
            self.go_on()

    def keep(self) -> None:
        """Leave the chosen places readable and go to the next one that is open."""
        findings = self._chosen_findings()
        if findings and self.desk.do(lambda s: review.keep_findings(s, findings)):
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

    def confirm_same(self) -> None:
        """Redact the chosen words everywhere in the dossier where they are found and open."""
        chosen = self._chosen_findings()
        session = self.desk.session
        if not chosen or session is None:
            return
        words = {folded(finding.text) for finding in chosen}
        findings = [
            finding
            for state in session.file.states()
            for finding in _open_findings(state)
            if folded(finding.text) in words
        ]
        documents = {finding.document_id for finding in findings}
        if not findings:
            self.desk.notify(text("gui.confirm_same.none"))
        elif self.desk.sink.ask("gui.confirm_same", count=len(findings), documents=len(documents)):
            codes = (chosen[0].ground_code,) if chosen[0].ground_code else ()
            if self.desk.do(lambda s: review.confirm_findings(s, findings, codes)):
                self.go_on()

    def change_ground(self) -> None:
        """Put the chosen redactions on other grounds."""
        redactions = [mark.redaction for mark in self._chosen() if mark.redaction]
        session = self.desk.session
        if not redactions or session is None:
            return
        grounds = load_grounds().of_basis(session.dossier.basis)
        dialog = GroundDialog("gui.grounds", grounds, with_reason=False, parent=self.desk.window)
        dialog.check(redactions[0].ground_codes)
        if self.desk.asker.run(dialog):
            self.desk.do(lambda s: editing.change_grounds(s, redactions, dialog.codes))

    def remove(self) -> None:
        """Take the chosen redactions away."""
        redactions = [mark.redaction for mark in self._chosen() if mark.redaction]
        if redactions:
            self.desk.do(lambda s: review.remove_redactions(s, redactions))

    def whole_page(self) -> None:
        """Redact the page in view as a whole."""
        page = self.desk.window.page_pane.page_in_view()
        if page is not None:
            box = Box(0, 0, page.width, page.height)
            self._boxes.redact(page.index, box, RedactionOrigin.WHOLE_PAGE)

    def on_box_drawn(self, page_index: int, box: Box) -> None:
        """A rectangle was drawn: redact it."""
        self._boxes.redact(page_index, box, RedactionOrigin.MANUAL)

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
        self.desk.notify(
            text("gui.nothing_open"),
            button=(text("gui.tool.what_is_left"), self.desk.publish_commands.what_is_left),
        )

    def _show_next_unseen(self, after: int) -> None:
        state = self.desk.state
        if state is None:
            return
        unseen = [p.index for p in state.pages if p.needs_eyes and p.index not in state.looked_at]
        later = [index for index in unseen if index > after] or unseen
        if later:
            self.desk.window.page_view.show_page(later[0])

    def _chosen(self) -> list[MarkRow]:
        return self.desk.window.finding_panel.selected()

    def _chosen_findings(self) -> list[Finding]:
        return [mark.finding for mark in self._chosen() if mark.finding]


def _has_open_places(row: DocumentRow) -> bool:
    return row.open_findings > 0 and row.state is not RowState.OUT


def _open_findings(state: DocumentState) -> Sequence[Finding]:
    if state.decision is not None and not is_in_scope(state):
        return ()
    return [
        finding
        for finding in state.findings
        if finding.proposal is not Proposal.KEEP and finding.id not in state.reviewed
    ]
