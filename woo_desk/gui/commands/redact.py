"""Menu "Lakken": decide on places, one by one or many at once, and draw one's own."""

from __future__ import annotations

from collections.abc import Sequence

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Finding, Proposal
from woo_desk.domain.geometry import Box
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.text_map import TextMap
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.decision_dialog import GroundDialog
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.usecases import review
from woo_desk.usecases.consistency import folded, is_in_scope
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.requests import TextRequest, TextResult


class RedactCommands(Commands):
    """Decisions about findings and redactions of the current document."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "detect": lambda: self.desk.dossier_commands.detect(),
            "next_finding": lambda: self._go(1),
            "previous_finding": lambda: self._go(-1),
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
            self._go(1)

    def keep(self) -> None:
        """Leave the chosen places readable and go to the next one that is open."""
        findings = self._chosen_findings()
        if findings and self.desk.do(lambda s: review.keep_findings(s, findings)):
            self._go(1)

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
            self._go(1)

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
        if findings and self.desk.sink.ask(
            "gui.confirm_same", count=len(findings), documents=len(documents)
        ):
            codes = (chosen[0].ground_code,) if chosen[0].ground_code else ()
            self.desk.do(lambda s: review.confirm_findings(s, findings, codes))
            self._go(1)

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
            self.desk.do(lambda s: review.change_grounds(s, redactions, dialog.codes))

    def remove(self) -> None:
        """Take the chosen redactions away."""
        redactions = [mark.redaction for mark in self._chosen() if mark.redaction]
        if redactions:
            self.desk.do(lambda s: review.remove_redactions(s, redactions))

    def whole_page(self) -> None:
        """Redact the page in view as a whole."""
        state = self.desk.state
        if state is None:
            return
        page = state.pages[self.desk.window.page_view.current_page]
        box = Box(0, 0, page.width, page.height)
        self._redact_box(page.index, box, RedactionOrigin.WHOLE_PAGE)

    def on_box_drawn(self, page_index: int, box: Box) -> None:
        """A rectangle was drawn: redact it."""
        self._redact_box(page_index, box, RedactionOrigin.MANUAL)

    def mark_looked(self) -> None:
        """Record that the page in view has been looked at."""
        state = self.desk.state
        if state is None:
            return
        page = self.desk.window.page_view.current_page
        self.desk.do(lambda s: review.mark_looked_at(s, state.document.id, [page]))

    def _redact_box(self, page_index: int, box: Box, origin: RedactionOrigin) -> None:
        """First read what lies under the box: the verifier will look for those words."""
        state, session = self.desk.state, self.desk.session
        if state is None or session is None:
            return
        document_id = state.document.id
        ground = load_policy(session.dossier.basis).default_ground

        def on_text(result: object) -> None:
            words = _words_under(result, box)
            self.desk.do(
                lambda s: review.add_redaction(
                    s, document_id, page_index, (box,), (ground,), text=words, origin=origin
                )
            )

        request = TextRequest(str(session.file.path), state.document.prepared_sha256, page_index)
        self.desk.bridge.request("page_text", request, on_text)

    def _go(self, step: int) -> None:
        """To the next open place, in the next document when this one has none left."""
        if self.desk.window.finding_panel.choose_next_open(step):
            return
        if step > 0 and self._document_is_decided():
            self.desk.window.document_list.step(1)

    def _document_is_decided(self) -> bool:
        return not any(mark.is_open for mark in self.desk.window.marks.rows)

    def _chosen(self) -> list[MarkRow]:
        view = self.desk.window.finding_panel.view
        rows = sorted(index.row() for index in view.selectionModel().selectedRows())
        return [self.desk.window.marks.rows[row] for row in rows]

    def _chosen_findings(self) -> list[Finding]:
        return [mark.finding for mark in self._chosen() if mark.finding]


def _open_findings(state: DocumentState) -> Sequence[Finding]:
    if state.decision is not None and not is_in_scope(state):
        return ()
    return [
        finding
        for finding in state.findings
        if finding.proposal is not Proposal.KEEP and finding.id not in state.reviewed
    ]


def _words_under(result: object, box: Box) -> str:
    """The words under a box; "" when the page could not be read (its pixels go all the same)."""
    if not isinstance(result, TextResult):
        return ""
    text_map = TextMap(result.page_index, result.text, result.corners, result.lines)
    return text_map.text_in(box)
