"""Finding: words in the dossier, actions by name, pages of the manual."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from woo_desk.domain.document import Document
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.text_map import TextMap
from woo_desk.gui.actions.spec import DOCUMENTS
from woo_desk.gui.actions.table import ACTIONS
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.manual_dialog import ManualDialog
from woo_desk.gui.dialogs.palette_dialog import PaletteDialog, choices_of
from woo_desk.gui.models.finding_table import MarkRow, MarkState
from woo_desk.gui.models.hit_table import HitRow, HitTable
from woo_desk.gui.views.find_panel import FindPanel
from woo_desk.store.search import TextHit

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk

LIMIT = 500
"""So many places are listed at most."""
DOCK = "found"


class FindCommands(Commands):
    """Nothing here changes the dossier.

    Attributes:
        is_open: whether the panel with places found is shown.
        panel: that panel; there once `build` was called.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.is_open = False
        self._page_text = functools.lru_cache(maxsize=64)(self._read_page)

    def build(self) -> None:
        """Make the panel; the window is there by now."""
        self._table = HitTable(self._text_of, self.desk.window)
        self.panel = FindPanel(self._table)
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        self.desk.window.add_dock(DOCK, self.panel, bottom)
        self.panel.wanted.connect(self._on_wanted)
        self.panel.chosen.connect(self.go_to)
        self.panel.closed.connect(self.close)

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "find_text": self.open,
            "find_next": lambda: self.panel.step(1),
            "palette": self.show_palette,
            "manual": self.show_manual,
        }

    def open(self) -> None:
        """Show the panel and let the user type."""
        self.is_open = True
        self.desk.in_step.refresh_middle()
        self.panel.begin()

    def close(self) -> None:
        """Hide the panel."""
        self.is_open = False
        self.desk.in_step.refresh_middle()
        areas = self.desk.workspaces.current.areas()
        if areas:
            areas[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        """The dossier is closed."""
        self.is_open = False
        self.panel.clear()
        self._page_text.cache_clear()

    def _on_wanted(self, words: str) -> None:
        self.desk.bridge.breath.when_free(lambda: self.look_for(words))

    def look_for(self, words: str) -> None:
        """List the places where words stand."""
        session = self.desk.session
        if session is None:
            return
        self._page_text.cache_clear()
        documents = {document.id: document for document in session.file.documents()}
        hits = session.file.search_text(words, limit=LIMIT + 1)
        rows = [HitRow(hit, documents[hit.document_id]) for hit in hits[:LIMIT]]
        self.panel.show_hits(rows, is_cut=len(hits) > LIMIT)

    def go_to(self, row: HitRow) -> None:
        """Show a place in its page."""
        desk, hit = self.desk, row.hit
        if desk.workspaces.current.name != DOCUMENTS:
            desk.workspaces.go(DOCUMENTS)
        desk.window.document_list.choose(hit.document_id)
        desk.window.page_view.show_page(hit.page_index)
        desk.page_texts.read(
            row.document, hit.page_index, lambda page: self._mark(row.document, hit, page)
        )

    def show_palette(self) -> None:
        """Every action by name."""
        desk = self.desk
        actions = {spec.id: desk.window.actions_[spec.id] for spec in ACTIONS}
        choices = choices_of(ACTIONS, actions, desk.in_step.window_state())
        dialog = PaletteDialog([c for c in choices if c.id != "palette"], desk.window)
        if desk.asker.run(dialog) and dialog.chosen:
            actions[dialog.chosen].trigger()

    def show_manual(self) -> None:
        """The manual, at the page about what is at the front."""
        desk = self.desk
        subject = desk.workspaces.current.name if desk.session else "welcome"
        desk.asker.run(ManualDialog(subject, desk.window))

    def _mark(self, document: Document, hit: TextHit, page: TextMap | None) -> None:
        """Show the words as selected, and bring them into view."""
        state, view = self.desk.state, self.desk.window.page_view
        if page is None or state is None or state.document.id != document.id:
            return
        boxes = page.boxes_of(hit.span)
        if boxes and hit.page_index < len(view.pages):
            view.pages[hit.page_index].set_selection(boxes, None)
            mark = MarkRow(MarkState.READABLE, hit.page_index, boxes, "", None, None)
            view.show_mark(mark)

    def _text_of(self, hit: TextHit) -> str:
        return self._page_text(hit.document_id, hit.page_index)

    def _read_page(self, document_id: DocumentId, page_index: int) -> str:
        session = self.desk.session
        if session is None:
            return ""
        page = session.file.page_text(document_id, page_index)
        return page.text if page else ""
