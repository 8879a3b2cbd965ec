"""From a rectangle on the screen to a redaction that knows which words lie under it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.text_map import TextMap
from woo_desk.gui.views.notice_bar import Level
from woo_desk.texts import text
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.requests import TextRequest, TextResult
from woo_desk.usecases.review import add_redaction
from woo_desk.usecases.session import Session

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Drawn:
    session: Session
    document_id: DocumentId
    prepared_sha256: Sha256
    page_index: int
    box: Box
    origin: RedactionOrigin


class BoxReader:
    """Reads what lies under each box, one at a time, and then redacts it.

    WHY one at a time: on the lane of the screen a newer request takes the place of one that waits,
    and then a box would lose its words, which the verifier has to look for.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: deque[_Drawn] = deque()
        self._is_reading = False

    def redact(self, page_index: int, box: Box, origin: RedactionOrigin) -> None:
        """Redact a box on a page of the current document; the result is there a moment later."""
        state, session = self._desk.state, self._desk.session
        if state is None or session is None or not self._desk.can_write:
            return
        document = state.document
        self._waiting.append(
            _Drawn(session, document.id, document.prepared_sha256, page_index, box, origin)
        )
        self._read_next()

    def _read_next(self) -> None:
        if self._is_reading or not self._waiting:
            return
        drawn = self._waiting.popleft()
        self._is_reading = True
        request = TextRequest(str(drawn.session.file.path), drawn.prepared_sha256, drawn.page_index)
        self._desk.bridge.request("page_text", request, lambda result: self._take(drawn, result))

    def _take(self, drawn: _Drawn, result: object) -> None:
        self._is_reading = False
        try:
            self._add(drawn, result)
        finally:
            self._read_next()

    def _add(self, drawn: _Drawn, result: object) -> None:
        desk = self._desk
        if desk.session is not drawn.session:
            return  # closed in the meantime
        ground = load_policy(drawn.session.dossier.basis).default_ground
        words = words_under(result, drawn.box)
        done = desk.do(
            lambda session: add_redaction(
                session,
                drawn.document_id,
                drawn.page_index,
                (drawn.box,),
                (ground,),
                text=words,
                origin=drawn.origin,
            )
        )
        if not done:
            return
        self._choose(drawn)
        if not isinstance(result, TextResult):
            desk.notify(text("gui.box_unread"), Level.WARNING)

    def _choose(self, drawn: _Drawn) -> None:
        """Make the new redaction the chosen one, so that its ground can be changed at once."""
        state = self._desk.state
        if state is None or state.document.id != drawn.document_id:
            return
        new = next((r for r in reversed(state.redactions) if r.boxes == (drawn.box,)), None)
        if new is not None:
            self._desk.window.finding_panel.choose(new.id)


def words_under(result: object, box: Box) -> str:
    """The words under a box; "" when the page could not be read (its pixels go all the same)."""
    if not isinstance(result, TextResult):
        return ""
    text_map = TextMap(result.page_index, result.text, result.corners, result.lines)
    return text_map.text_in(box)
