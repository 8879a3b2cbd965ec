"""Tools on the page: boxes and text of one's own, and the shape of what is redacted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from woo_desk.domain.caret import Unit, span_under, stretched
from woo_desk.domain.document import Page
from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.text_map import Covered, TextMap
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.commands.boxes import BoxReader
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.gui.views.notice_bar import Level
from woo_desk.gui.views.page_hands import Tool
from woo_desk.gui.views.page_view import PageView
from woo_desk.gui.views.text_selecting import Selected
from woo_desk.texts import text
from woo_desk.usecases import editing
from woo_desk.usecases.areas import Area, all_but

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk

_TOOLS = {"draw": Tool.DRAW, "keep_only": Tool.KEEP, "select_text": Tool.TEXT}
"""Actions that are on as long as their tool is in use."""
_STRETCHES: Mapping[str, tuple[bool, Unit, int]] = {
    "end_letter_more": (True, Unit.LETTER, 1),
    "end_letter_less": (True, Unit.LETTER, -1),
    "end_word_more": (True, Unit.WORD, 1),
    "end_word_less": (True, Unit.WORD, -1),
    "start_letter_more": (False, Unit.LETTER, -1),
    "start_letter_less": (False, Unit.LETTER, 1),
    "start_word_more": (False, Unit.WORD, -1),
    "start_word_less": (False, Unit.WORD, 1),
}
"""Which end moves, by how much, and where to (1: on in the text)."""


class EditCommands(Commands):
    """What a person draws, selects, moves and sizes on the pages of the current document."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._boxes = BoxReader(desk)

    def handlers(self) -> Handlers:
        """By action id."""
        tools = {name: self._tool_switch(name) for name in _TOOLS}
        stretches = {name: self._stretcher(name) for name in _STRETCHES}
        return {
            **tools,
            **stretches,
            "whole_page": self.whole_page,
            "redact_selection": self.redact_selection,
            "copy_text": self.copy_text,
            "adjust": self.adjust,
            "split": self.split,
        }

    def connect_to(self, view: PageView) -> None:
        """Hear what is done on the pages."""
        view.box_drawn.connect(self.on_box_drawn)
        view.kept_drawn.connect(self.on_kept_drawn)
        view.box_moved.connect(self.on_box_moved)
        view.text_chosen.connect(self.on_text_chosen)
        view.text_wanted.connect(self.on_text_wanted)
        view.drawing_left.connect(self.on_tool_left)

    # Tools ------------------------------------------------------------------------------------

    def use(self, name: str, *, on: bool) -> None:
        """Take up a tool, or lay it down; another one is laid down with it."""
        view, actions = self.desk.window.page_view, self.desk.window.actions_
        if not on:
            view.use(Tool.CHOOSE)
            return
        selected = view.selected_text
        for other in _TOOLS:
            if other != name:
                actions.set_checked(other, on=False)
        if name == "keep_only" and any(part.boxes for part in selected):
            # What stays has been pointed at already.
            actions.set_checked(name, on=False)
            view.use(Tool.CHOOSE)
            for part in selected:
                if part.boxes:
                    self._redact_all_but(part.page_index, part.boxes)
            return
        view.use(_TOOLS[name])

    def on_tool_left(self) -> None:
        """Escape: no tool any more."""
        for name in _TOOLS:
            self.desk.window.actions_[name].setChecked(False)

    def on_text_wanted(self, page_index: int) -> None:
        """The pages need the letters of a page."""
        state = self.desk.state
        if state is None:
            return
        document = state.document

        def put(page: TextMap | None) -> None:
            now = self.desk.state
            if now is None or now.document.prepared_sha256 != document.prepared_sha256:
                return
            if page is not None:
                self.desk.window.page_view.put_text(page)
            else:
                self.desk.notify(text("gui.text_unread"), Level.WARNING)

        self.desk.page_texts.read(document, page_index, put)

    # Redactions of one's own ------------------------------------------------------------------

    def whole_page(self) -> None:
        """Redact the page in view as a whole."""
        page = self.desk.window.page_pane.page_in_view()
        if page is not None:
            box = Box(0, 0, page.width, page.height)
            self._boxes.redact(page.index, (box,), RedactionOrigin.WHOLE_PAGE)

    def on_box_drawn(self, page_index: int, box: Box) -> None:
        """A rectangle was drawn: redact it."""
        self._boxes.redact(page_index, (box,), RedactionOrigin.MANUAL)

    def on_kept_drawn(self, page_index: int, box: Box) -> None:
        """A rectangle was drawn around what stays: redact the rest of the page."""
        self.on_tool_left()
        self._redact_all_but(page_index, (box,))

    def redact_selection(self) -> None:
        """Redact the text that is selected."""
        selected = self.desk.window.page_view.selected_text
        if selected:
            self.on_text_chosen(selected)

    def on_text_chosen(self, selected: Sequence[Selected]) -> None:
        """Text was selected and is to be redacted: letter by letter, line by line, as one step."""
        if not self.desk.window.page_view.is_selection_read:
            self.desk.notify(text("gui.selection_reading"), Level.WARNING)
            return
        areas = [Area(part.page_index, part.boxes) for part in selected if part.boxes]
        if not areas:
            self.desk.notify(text("gui.nothing_printed"), Level.WARNING)
            return
        if len(areas) == 1:
            self._boxes.redact(areas[0].page_index, areas[0].boxes, RedactionOrigin.MANUAL)
        else:
            self.desk.many_commands.redact_areas(areas, RedactionOrigin.MANUAL)
        self.desk.window.page_view.clear_selection()

    def copy_text(self) -> None:
        """Copy the selected text; document text leaves the program by this door only."""
        selected = self.desk.window.page_view.selected_text
        if selected:
            QGuiApplication.clipboard().setText("\n".join(part.text for part in selected))

    def _redact_all_but(self, page_index: int, boxes: tuple[Box, ...]) -> None:
        page = self._page(page_index)
        area = all_but(boxes, page) if page else None
        if area is not None:
            self._boxes.redact(page_index, area.boxes, RedactionOrigin.MANUAL)

    # Shape ------------------------------------------------------------------------------------

    def adjust(self) -> None:
        """Move and size the chosen redaction with the arrow keys."""
        mark = self.desk.window.finding_panel.current()
        if mark is not None and mark.redaction is not None:
            self.desk.window.page_view.adjust(mark)

    def on_box_moved(self, key: str, number: int, box: Box) -> None:
        """A box of a redaction was dragged, or moved with the keys."""
        mark = next((m for m in self.desk.window.marks.rows if m.key == key), None)
        redaction = mark.redaction if mark else None
        if redaction is None or number >= len(redaction.boxes):
            return
        boxes = (*redaction.boxes[:number], box, *redaction.boxes[number + 1 :])
        self._with_text(redaction.page_index, lambda page: self._reshape(redaction, boxes, page))

    def split(self) -> None:
        """Make one redaction per line of the chosen one; of one line: per word."""
        mark = self.desk.window.finding_panel.current()
        redaction = mark.redaction if mark else None
        if redaction is None:
            return
        page_index = redaction.page_index
        self._with_text(page_index, lambda page: self._split(redaction, page))

    def _split(self, redaction: Redaction, page: TextMap | None) -> None:
        parts = _parts(redaction, page)
        if len(parts) < 2:
            self.desk.notify(text("gui.cannot_split"), Level.WARNING)
            return
        self.desk.do(lambda session: editing.split(session, redaction, parts))

    def _reshape(self, redaction: Redaction, boxes: tuple[Box, ...], page: TextMap | None) -> None:
        words = page.covered(boxes) if page else Covered()
        if self.desk.do(lambda s: editing.reshape(s, redaction, boxes, words)) and page is None:
            self.desk.notify(text("gui.box_unread"), Level.WARNING)

    def _stretch(self, name: str) -> None:
        mark = self.desk.window.finding_panel.current()
        if mark is not None:
            page_index = mark.page_index
            self._with_text(page_index, lambda page: self._stretch_on(mark, name, page))

    def _stretch_on(self, mark: MarkRow, name: str, page: TextMap | None) -> None:
        """Redact more or fewer letters than before; of an open place, than was found."""
        span = _span_of(mark, page) if page else None
        if page is None or span is None:
            self.desk.notify(text("gui.text_unread"), Level.WARNING)
            return
        at_end, unit, step = _STRETCHES[name]
        new = stretched(page, span, at_end=at_end, unit=unit, step=step)
        boxes, words = page.boxes_of(new), page.covered_by(new)
        redaction, finding = mark.redaction, mark.finding
        if new == span or not boxes:
            return
        if redaction is not None:
            self.desk.do(lambda s: editing.reshape(s, redaction, boxes, words))
        elif finding is not None:
            self.desk.do(lambda s: editing.redact_stretch(s, finding, boxes, words))

    def _with_text(self, page_index: int, then: Callable[[TextMap | None], None]) -> None:
        state = self.desk.state
        if state is not None:
            self.desk.page_texts.read(state.document, page_index, then)

    def _page(self, page_index: int) -> Page | None:
        pages = self.desk.state.pages if self.desk.state else ()
        return pages[page_index] if page_index < len(pages) else None

    def _tool_switch(self, name: str) -> Callable[[bool], None]:
        return lambda on: self.use(name, on=on)

    def _stretcher(self, name: str) -> Callable[[], None]:
        return lambda: self._stretch(name)


def _span_of(mark: MarkRow, page: TextMap) -> Span | None:
    """The letters of a place: those under its redaction, or those that were found."""
    if mark.redaction is not None:
        return span_under(page, mark.redaction.boxes)
    return mark.finding.span if mark.finding else None


def _parts(redaction: Redaction, page: TextMap | None) -> list[tuple[tuple[Box, ...], Covered]]:
    """The pieces of a redaction: its boxes, or the words under its only box."""
    if len(redaction.boxes) > 1:
        return [((box,), page.covered((box,)) if page else Covered()) for box in redaction.boxes]
    span = span_under(page, redaction.boxes) if page else None
    if page is None or span is None:
        return []
    parts, start = [], span.start
    for word in page.text[span.start : span.end].split():
        start = page.text.index(word, start)
        piece = Span(start, start + len(word))
        start += len(word)
        if boxes := page.boxes_of(piece):
            parts.append((boxes, page.covered_by(piece)))
    return parts
