"""One decision for many places: equal words, a kind, a search, blocks, pages. Shown first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from woo_desk.domain.changes import Changes
from woo_desk.domain.finding import Finding
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.ground_list import own_order
from woo_desk.gui.dialogs.pages_dialog import PagesDialog
from woo_desk.gui.dialogs.places_dialog import PlacesDialog, SearchDialog
from woo_desk.gui.models.place_table import PlaceRow, place_rows
from woo_desk.gui.views.notice_bar import Level
from woo_desk.gui.views.place_chooser import counted
from woo_desk.texts import text
from woo_desk.usecases import review
from woo_desk.usecases.areas import Area, AreasDone, redact_areas, repeated, whole_pages
from woo_desk.usecases.blocks import BlockKind, sweep_places
from woo_desk.usecases.places import (
    Place,
    documents_in_play,
    equal_findings,
    findings_of_kind,
    places_of,
)
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import redact_chosen
from woo_desk.usecases.text_search import Query, search

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk

Verb = Callable[[Session, Sequence[Finding]], Changes]


class ManyCommands(Commands):
    """Each shows what it reaches, is one step to undo, and says afterwards what it did."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.after: Callable[[], None] = lambda: None
        """Called when something was decided, to go on to what is next."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "confirm_same": lambda: self._same("gui.same.redact", None),
            "keep_same": lambda: self._same("gui.same.keep", review.keep_findings),
            "reject_same": lambda: self._same("gui.same.reject", review.reject_findings),
            "confirm_kind": self.confirm_kind,
            "search_redact": self.search_redact,
            "sweep_header": lambda: self.sweep(BlockKind.MAIL_HEADER),
            "sweep_signature": lambda: self.sweep(BlockKind.SIGNATURE),
            "sweep_headers": lambda: self.sweep_document(BlockKind.MAIL_HEADER),
            "sweep_signatures": lambda: self.sweep_document(BlockKind.SIGNATURE),
            "page_range": self.page_range,
            "repeat": self.repeat,
        }

    # Findings ---------------------------------------------------------------------------------

    def _same(self, key: str, verb: Verb | None) -> None:
        """Decide on the chosen words wherever they are found and open."""
        chosen, session = self._chosen_findings(), self.desk.session
        if not chosen or session is None:
            return
        self._offer(key, places_of(session, equal_findings(session, chosen)), verb)

    def confirm_kind(self) -> None:
        """Redact everything of the kind of the chosen place that is open."""
        chosen, session = self._chosen_findings(), self.desk.session
        if chosen and session is not None:
            found = findings_of_kind(session, chosen[0].entity_type)
            self._offer("gui.of_kind", places_of(session, found), None)

    def _offer(self, key: str, places: Sequence[Place], verb: Verb | None) -> None:
        """Show places, and decide on those that stay ticked; without a verb they are redacted."""
        session = self.desk.session
        if session is None:
            return
        if not places:
            self.desk.notify(text("gui.places.nowhere"))
            return
        grounds = own_order(session.dossier.basis) if verb is None else ()
        dialog = PlacesDialog(key, self._rows(places), grounds, self.desk.window)
        if not self.desk.asker.run(dialog):
            return
        if verb is None:
            self.redact(dialog.chosen, dialog.codes)
            return
        rows, findings = dialog.chooser.table.chosen, _findings_of(dialog.chosen)
        if self.desk.do(lambda s: verb(s, findings)):
            self._done("gui.decided", rows)

    # Words ------------------------------------------------------------------------------------

    def search_redact(self) -> None:
        """Look for words or a pattern, and redact the hits that stay ticked."""
        session = self.desk.session
        if session is None:
            return
        grounds = own_order(session.dossier.basis)
        dialog = SearchDialog(self._search, grounds, self.desk.window)
        if self.desk.asker.run(dialog):
            self.redact(dialog.chosen, dialog.codes)

    def _search(
        self, words: str, is_pattern: bool, whole: bool, match_case: bool, only_here: bool
    ) -> Iterator[list[PlaceRow]]:
        session, state = self.desk.session, self.desk.state
        if session is None:
            return
        here = state.document.id if state and only_here else None
        query = Query(words, is_pattern, whole, match_case, here)
        for places in search(session, query):
            yield self._rows(places)

    # Blocks -----------------------------------------------------------------------------------

    def sweep(self, kind: BlockKind) -> None:
        """Redact what the blocks of this kind on the page in view name."""
        page = self.desk.window.page_pane.page_in_view()
        places = self._blocks(kind, () if page is None else (page.index,))
        if places:
            self.redact(places, ())
        else:
            self.desk.notify(text("gui.no_block", kind=text(f"block.{kind.value}")))

    def sweep_document(self, kind: BlockKind) -> None:
        """The same in the whole document, after a look at what it reaches."""
        pages = self.desk.state.pages if self.desk.state else ()
        places = self._blocks(kind, [page.index for page in pages])
        if places:
            self._offer("gui.sweep", places, None)
        else:
            self.desk.notify(text("gui.no_block", kind=text(f"block.{kind.value}")))

    def _blocks(self, kind: BlockKind, indexes: Sequence[int]) -> list[Place]:
        session, state = self.desk.session, self.desk.state
        if session is None or state is None:
            return []
        texts = session.file.page_texts(state.document.id)
        return [
            place
            for index in indexes
            if index < len(texts)
            for place in sweep_places(kind, state, index, texts[index])
        ]

    # Pages ------------------------------------------------------------------------------------

    def page_range(self) -> None:
        """Redact a range of pages as a whole."""
        state, session = self.desk.state, self.desk.session
        page = self.desk.window.page_pane.page_in_view()
        if state is None or session is None or page is None:
            return
        codes = (load_policy(session.dossier.basis).default_ground,)
        dialog = self._pages_dialog("gui.page_range", page.index + 1, codes)
        if self.desk.asker.run(dialog):
            pages = [state.pages[index] for index in dialog.indexes]
            self.redact_areas(whole_pages(pages), RedactionOrigin.WHOLE_PAGE, dialog.codes)

    def repeat(self) -> None:
        """Redact the same place as the chosen redaction on further pages."""
        mark, state = self.desk.window.finding_panel.current(), self.desk.state
        redaction = mark.redaction if mark else None
        if redaction is None or state is None:
            return
        dialog = self._pages_dialog("gui.repeat", redaction.page_index + 2, redaction.ground_codes)
        if self.desk.asker.run(dialog):
            indexes = [index for index in dialog.indexes if index != redaction.page_index]
            areas = repeated(redaction.boxes, [state.pages[index] for index in indexes])
            if areas:
                self.redact_areas(areas, RedactionOrigin.MANUAL, dialog.codes)

    def _pages_dialog(self, key: str, first: int, codes: Sequence[GroundCode]) -> PagesDialog:
        state, session = self.desk.state, self.desk.session
        if state is None or session is None:
            msg = "no document is open"
            raise RuntimeError(msg)
        basis = session.dossier.basis
        return PagesDialog(key, len(state.pages), first, basis, codes, self.desk.window)

    def redact_areas(
        self, areas: Sequence[Area], origin: RedactionOrigin, codes: tuple[GroundCode, ...] = ()
    ) -> None:
        """Redact areas of the current document as one step; without grounds on the usual one."""
        state, session = self.desk.state, self.desk.session
        if state is None or session is None or not self.desk.can_write:
            return
        document_id = state.document.id
        codes = codes or (load_policy(session.dossier.basis).default_ground,)

        def done(made: AreasDone) -> None:
            self._tell_changed("step.redact_areas", [document_id])
            words = text("gui.areas_redacted", count=made.count)
            if made.unread:
                words = f"{words} {text('gui.areas_unread', count=made.unread)}"
            level = Level.WARNING if made.unread else Level.DONE
            self.desk.notify(words, level, self._undo_button())

        flow = redact_areas(session, document_id, areas, codes, origin=origin)
        self.desk.bridge.run(flow, done, about=session)

    # What all of them do ----------------------------------------------------------------------

    def redact(self, places: Sequence[Place], codes: tuple[GroundCode, ...]) -> None:
        """Redact places as one step, and say what was done, with a button to undo it."""
        session, rows = self.desk.session, self._rows(places)
        if session is None or not places:
            return
        if all(place.finding for place in places):
            findings = _findings_of(places)
            if self.desk.do(lambda s: review.confirm_findings(s, findings, codes)):
                self._done("gui.redacted", rows)
            return

        def done(count: int) -> None:
            self._tell_changed("step.redact_chosen", (p.document_id for p in places))
            if count < len(places):
                missed = text("gui.places_unread", count=len(places) - count)
                self.desk.notify(missed, Level.WARNING, self._undo_button())
            else:
                self._done("gui.redacted", rows)

        self.desk.bridge.run(redact_chosen(session, places, codes), done, about=session)

    def _done(self, key: str, rows: Sequence[PlaceRow]) -> None:
        """Say how many places were decided, where, and how many a filter hides now."""
        self.after()
        self.desk.notify(text(key, places=counted(rows)), button=self._undo_button())

    def _undo_button(self) -> tuple[str, Callable[[], object]]:
        return text("gui.action.undo"), self.desk.window.actions_["undo"].trigger

    def _tell_changed(self, key: str, documents: Iterable[DocumentId]) -> None:
        changed = frozenset(documents)
        self.desk.bridge.changed.emit(Changes(key, findings=changed, redactions=changed))

    def _rows(self, places: Sequence[Place]) -> list[PlaceRow]:
        session = self.desk.session
        if session is None:
            return []
        hidden = self.desk.window.document_list.hidden_ids()
        return place_rows(places, documents_in_play(session), hidden)

    def _chosen_findings(self) -> list[Finding]:
        return [mark.finding for mark in self.desk.window.finding_panel.selected() if mark.finding]


def _findings_of(places: Sequence[Place]) -> list[Finding]:
    return [place.finding for place in places if place.finding]
