"""From a rectangle on the screen to a redaction that knows which words lie under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woo_desk.domain.geometry import Box
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.text_map import Covered, TextMap
from woo_desk.gui.views.notice_bar import Level
from woo_desk.texts import text
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.review import add_redaction

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk


class BoxReader:
    """Reads what lies under boxes, and then redacts them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def redact(self, page_index: int, boxes: tuple[Box, ...], origin: RedactionOrigin) -> None:
        """Redact boxes on a page of the current document; the result is there a moment later."""
        desk = self._desk
        state, session = desk.state, desk.session
        if state is None or session is None or not desk.can_write:
            return
        document = state.document

        def add(page: TextMap | None) -> None:
            if desk.session is not session:
                return  # closed in the meantime
            ground = load_policy(session.dossier.basis).default_ground
            words = page.covered(boxes) if page else Covered()
            done = desk.do(
                lambda s: add_redaction(
                    s,
                    document.id,
                    page_index,
                    boxes,
                    (ground,),
                    text=words.text,
                    spans=words.spans,
                    origin=origin,
                )
            )
            if done:
                self._choose(document.id, boxes)
                if page is None:
                    desk.notify(text("gui.box_unread"), Level.WARNING)

        desk.page_texts.read(document, page_index, add)

    def _choose(self, document_id: str, boxes: tuple[Box, ...]) -> None:
        """Make the new redaction the chosen one, so that its ground can be changed at once."""
        state = self._desk.state
        if state is None or state.document.id != document_id:
            return
        new = next((r for r in reversed(state.redactions) if r.boxes == boxes), None)
        if new is not None:
            self._desk.window.finding_panel.choose(new.id)
