"""Menu "Besluiten": copies, versions and proposals for the scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import Document
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.likeness import Likeness, representative_of, still_to_judge
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.self_description import SelfDescription
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.choose_document_dialog import ChooseDocumentDialog
from woo_desk.gui.dialogs.compare_dialog import CompareDialog, Side
from woo_desk.gui.dialogs.description_dialog import DescriptionDialog
from woo_desk.gui.dialogs.proposals_dialog import ProposalsDialog
from woo_desk.gui.dialogs.request_dialog import RequestDialog
from woo_desk.gui.views.notice_bar import Level
from woo_desk.texts import text
from woo_desk.usecases.carrying import CarryReport, carry_over
from woo_desk.usecases.property_pages import (
    PropertyPages,
    leave_properties_out,
    property_pages,
)
from woo_desk.usecases.requests import RenderRequest
from woo_desk.usecases.requests_content import CompareRequest, CompareResult
from woo_desk.usecases.same_once import (
    confirm_likenesses,
    likenesses,
    reject_likenesses,
)
from woo_desk.usecases.scope import decide_scope, undecided
from woo_desk.usecases.scope_proposals import (
    accept_proposals,
    change_scope_request,
    scope_proposals,
    scope_request,
    why,
)
from woo_desk.usecases.self_descriptions import correct_description, description_of
from woo_desk.usecases.session import Session

_HEADINGS = ("gui.proposals.number", "gui.proposals.document", "gui.proposals.what",
             "gui.proposals.why")  # fmt: skip
COMPARE_LIMIT_S = 120.0
REJECT, COMPARE = "gui.likenesses.reject", "gui.likenesses.compare"
"""Further buttons of the list of likenesses."""


class SameCommands(Commands):
    """The same thing is judged once."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "scope_request": self.change_request,
            "scope_proposals": self.propose_scope,
            "rest_in_scope": self.rest_in_scope,
            "likenesses": self.show_likenesses,
            "carry_over": self.carry_over,
            "compare_with": self.compare_with,
            "correct_description": self.correct_description,
        }

    # Scope ------------------------------------------------------------------------------------

    def change_request(self) -> None:
        """Record what was asked for."""
        session = self.desk.session
        if session is None:
            return
        dialog = RequestDialog(scope_request(session), self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(lambda s: change_scope_request(s, dialog.request))

    def propose_scope(self) -> None:
        """List what is proposed for documents that nobody decided about."""
        session = self.desk.session
        if session is None:
            return
        proposals = scope_proposals(session)
        pages = () if self.desk.bridge.is_busy else property_pages(session)
        if not proposals and not pages:
            self.desk.notify(text("gui.scope_proposals.none"))
            return
        documents = _by_id(session)
        rows = [
            (
                documents[one.document_id].printed_number,
                documents[one.document_id].title,
                text(f"scope.{one.outcome.value}"),
                why(one),
            )
            for one in proposals
        ]
        rows += [_pages_row(documents[each.document_id], each) for each in pages]
        dialog = ProposalsDialog("gui.scope_proposals", _HEADINGS, rows, parent=self.desk.window)
        if self.desk.asker.run(dialog):
            count = len(proposals)
            chosen = [proposals[number] for number in dialog.chosen if number < count]
            self._leave_out(session, [pages[n - count] for n in dialog.chosen if n >= count])
            if self.desk.do(lambda s: accept_proposals(s, chosen)) and undecided(session):
                key = self.desk.window.actions_["rest_in_scope"].shortcut().toString()
                self.desk.notify(
                    text("gui.scope_proposals.rest", count=len(undecided(session)), key=key),
                    button=(text("gui.action.rest_in_scope"), self.rest_in_scope),
                )

    def _leave_out(self, session: Session, chosen: Sequence[PropertyPages]) -> None:
        if not chosen:
            return
        ids = frozenset(each.document_id for each in chosen)

        def done(count: int) -> None:
            self.desk.on_changed(
                Changes(documents=ids, redactions=ids, findings=ids, decisions=ids)
            )
            undo = (text("gui.action.undo"), self.desk.window.actions_["undo"].trigger)
            self.desk.notify(text("gui.scope_proposals.pages_done", count=count), button=undo)

        self.desk.bridge.run(leave_properties_out(session, chosen), done, about=session)

    def rest_in_scope(self) -> None:
        """Everything that nobody decided about yet is within the request."""
        session = self.desk.session
        if session is None:
            return
        rest = undecided(session)
        if not rest:
            self.desk.notify(text("gui.scope_proposals.all_decided"))
            return
        if self.desk.do(lambda s: decide_scope(s, rest, ScopeOutcome.IN_SCOPE)):
            button = (text("gui.action.undo"), self.desk.window.actions_["undo"].trigger)
            self.desk.notify(text("gui.scope_proposals.rest_done", count=len(rest)), button=button)

    def correct_description(self) -> None:
        """Correct what was read of the current document."""
        session, state = self.desk.session, self.desk.state
        if session is None or state is None:
            return
        said = description_of(session, state.document.id) or SelfDescription(state.document.id)
        dialog = DescriptionDialog(said, state.document, self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(
                lambda s: correct_description(
                    s,
                    said,
                    status=dialog.status,
                    unit=dialog.unit.text().strip(),
                    addressees=dialog.addressees,
                    subject=dialog.subject.text().strip(),
                    attachments=dialog.attachments,
                    date=dialog.date,
                )
            )

    # Copies and versions ----------------------------------------------------------------------

    def show_likenesses(self) -> None:
        """List documents that are like another one, for a person to confirm."""
        session = self.desk.session
        if session is None:
            return
        found = still_to_judge(likenesses(session))
        if not found:
            self.desk.notify(text("gui.likenesses.none"))
            return
        dialog = ProposalsDialog(
            "gui.likenesses",
            _HEADINGS,
            [_likeness_row(session, one) for one in found],
            (REJECT, COMPARE),
            self.desk.window,
        )
        if not self.desk.asker.run(dialog):
            return
        chosen = [found[number] for number in dialog.chosen]
        if dialog.verb == COMPARE:
            shown = found[dialog.current]
            self.compare(shown.document_id, shown.other_id)
        elif dialog.verb == REJECT:
            self.desk.do(lambda s: reject_likenesses(s, chosen))
        else:
            self.desk.do(lambda s: confirm_likenesses(s, chosen))

    def carry_over(self) -> None:
        """Let what is decided about the current document count for its copies."""
        session, state = self.desk.session, self.desk.state
        if session is None or state is None:
            return
        copies = {one.id: one.duplicate_of for one in session.file.documents()}
        kept = representative_of(state.document.id, copies)
        self.desk.bridge.run(carry_over(session, kept), self._carried, about=session)

    def _carried(self, report: CarryReport) -> None:
        changed = report.changed
        self.desk.on_changed(
            Changes(documents=changed, findings=changed, redactions=changed, decisions=changed)
        )
        words = text(
            "gui.carried",
            copies=report.copies,
            redactions=report.redactions,
            taken_back=report.taken_back,
        )
        if report.missing:
            missing = text("gui.carried.missing", count=report.missing)
            self.desk.notify(f"{words} {missing}", Level.WARNING)
            return
        self.desk.notify(words)

    # Comparing --------------------------------------------------------------------------------

    def compare_with(self) -> None:
        """Compare the two selected documents, or the current one with another of choice."""
        session, state = self.desk.session, self.desk.state
        if session is None or state is None:
            return
        selected = self.desk.workspaces.current.selected_documents()
        if len(selected) == 2:
            self.compare(selected[0], selected[1])
            return
        dialog = ChooseDocumentDialog(_others(session, state.document), self.desk.window)
        if self.desk.asker.run(dialog) and dialog.chosen:
            self.compare(state.document.id, dialog.chosen)

    def compare(self, left_id: DocumentId, right_id: DocumentId) -> None:
        """Lay two documents beside each other as soon as they are compared."""
        session = self.desk.session
        if session is None:
            return
        left, right = session.file.document(left_id), session.file.document(right_id)
        request = CompareRequest(
            str(session.file.path), left.prepared_sha256, right.prepared_sha256
        )

        def show(result: object) -> None:
            if self.desk.session is not session:
                return
            if not isinstance(result, CompareResult):
                self.desk.notify(text("gui.compare.failed"), Level.WARNING)
                return
            sides = [self._side(session, document) for document in (left, right)]
            self.desk.asker.run(
                CompareDialog(sides[0], sides[1], result.segments, self.desk.window)
            )

        self.desk.bridge.request("compare", request, show, COMPARE_LIMIT_S)

    def _side(self, session: Session, document: Document) -> Side:
        path = str(session.file.path)

        def draw(index: int, scale: float, take: Callable[[object], None]) -> None:
            request = RenderRequest(path, document.prepared_sha256, index, scale)
            self.desk.pictures.ask(request, take)

        name = f"{document.printed_number} {document.title}"
        return Side(name, session.file.pages(document.id), draw)


def _pages_row(document: Document, pages: PropertyPages) -> tuple[str, str, str, str]:
    where = text("gui.scope_proposals.pages", first=pages.first + 1, last=pages.last + 1)
    return document.printed_number, document.title, where, text("scope_proposal.properties")


def _likeness_row(session: Session, likeness: Likeness) -> tuple[str, str, str, str]:
    document = session.file.document(likeness.document_id)
    other = session.file.document(likeness.other_id)
    what = text(f"likeness.{likeness.kind.value}", number=other.printed_number)
    share = text("gui.likenesses.share", percent=round(100 * likeness.score), title=other.title)
    return document.printed_number, document.title, what, share


def _others(session: Session, document: Document) -> Sequence[Document]:
    """Every other document with pages, those that are like this one first."""
    near = {one.other_id for one in likenesses(session) if one.document_id == document.id}
    near |= {one.document_id for one in likenesses(session) if one.other_id == document.id}
    others = [
        one for one in session.file.documents() if one.prepared_sha256 and one.id != document.id
    ]
    return sorted(others, key=lambda one: (one.id not in near, one.number))


def _by_id(session: Session) -> dict[DocumentId, Document]:
    return {document.id: document for document in session.file.documents()}
