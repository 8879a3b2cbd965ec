"""What mouse and keyboard do on the pages: choose, draw, move and size boxes, select text."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent

from woo_desk.domain.geometry import Box
from woo_desk.domain.text_map import TextMap
from woo_desk.gui.items.marks import Handle
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.gui.views.box_drawing import BoxDrawing, Drawn, Target
from woo_desk.gui.views.page_spoken import is_listened_to
from woo_desk.gui.views.text_selecting import Selected, TextSelecting

if TYPE_CHECKING:
    from woo_desk.gui.views.page_view import PageView

MOST_SPOKEN = 120
"""Characters of a selection that are told to a screen reader."""


class Tool(enum.Enum):
    """What dragging does."""

    CHOOSE = "choose"
    """Nothing, but on a chosen redaction: move or size it."""
    DRAW = "draw"
    """Draw a box that is redacted."""
    KEEP = "keep"
    """Draw a box that stays readable on a page that is redacted."""
    TEXT = "text"
    """Select text."""


_CURSORS = {
    Tool.CHOOSE: Qt.CursorShape.ArrowCursor,
    Tool.DRAW: Qt.CursorShape.CrossCursor,
    Tool.KEEP: Qt.CursorShape.CrossCursor,
    Tool.TEXT: Qt.CursorShape.IBeamCursor,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PageHands:
    """The tool in use, and what is under way with it.

    Attributes:
        tool: what dragging does now.
        drawing: the rectangle that is under way.
        selecting: the text that is selected.
    """

    def __init__(self, view: PageView) -> None:
        self.tool = Tool.CHOOSE
        self._view = view
        self._texts: dict[int, TextMap] = {}
        self.drawing = BoxDrawing(view.scene())
        self.selecting = TextSelecting(self._text_of, lambda: view.pages)

    def use(self, tool: Tool) -> None:
        """Take up a tool; what is under way with another is dropped."""
        self.tool = tool
        self.drawing.set_on(tool in (Tool.DRAW, Tool.KEEP))
        self.selecting.set_on(tool is Tool.TEXT)
        self._view.viewport().setCursor(_CURSORS[tool])
        if tool is not Tool.CHOOSE:
            self._view.setFocus()
            self.want_text()

    def begin_document(self) -> None:
        """Other pages are shown."""
        self.drawing.drop()
        self.selecting.forget()
        self._texts.clear()

    def put_text(self, page: TextMap) -> None:
        """The text of a page of this document has come."""
        self._texts[page.page_index] = page
        self.selecting.show_again()

    def want_text(self) -> None:
        """Ask for the text of the page in view when a tool or a screen reader needs it."""
        if self._view.pages and (self.tool is Tool.TEXT or is_listened_to()):
            self._text_of(self._view.current_page)

    @property
    def texts(self) -> Mapping[int, TextMap]:
        """The text of the pages of which it is here, by 0-based index."""
        return self._texts

    def adjust(self, mark: MarkRow) -> None:
        """Move and size a redaction with the keys; once more takes its next box."""
        if mark.redaction is None or mark.page_index >= len(self._view.pages):
            return
        target = self.drawing.target
        number = target.number + 1 if target and target.key == mark.key else 0
        number %= len(mark.boxes)
        item, box = self._view.pages[mark.page_index], mark.boxes[number]
        self.drawing.begin_adjust(
            item, box, Target(mark.key, number), Handle(), item.rect_of(box).center()
        )
        self._view.setFocus()
        self._view.ensureVisible(self.drawing.rect_in_scene(), 20, 20)

    # Mouse ------------------------------------------------------------------------------------

    def pressed(self, event: QMouseEvent) -> bool:
        """A button went down; False when it is not for the pages."""
        place = event.position().toPoint()
        item = self._view.page_at(place)
        if item is None or event.button() is Qt.MouseButton.MiddleButton:
            return False
        point = item.mapFromScene(self._view.mapToScene(place))
        is_left = event.button() is Qt.MouseButton.LeftButton
        if self.drawing.is_on and is_left:
            self.drawing.begin(item, point)
        elif self.tool is Tool.TEXT and is_left:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.selecting.press(item, point, extend=extend)
        elif is_left and (held := item.handle_at(point)) is not None and self._is_free(place):
            number, handle = held
            key, boxes = item.chosen
            self.drawing.begin_adjust(item, boxes[number], Target(key, number), handle, point)
        elif (mark := item.mark_at(point)) is not None:
            self._view.mark_chosen.emit(mark.key)
        return True

    def moved(self, event: QMouseEvent) -> bool:
        """The mouse moved; False when nothing is under way."""
        place = event.position().toPoint()
        if self.drawing.is_under_way and event.buttons() & Qt.MouseButton.LeftButton:
            self.drawing.stretch_to(self._view.mapToScene(place))
        elif self.selecting.is_dragging:
            self.selecting.drag_to(self._view.mapToScene(place))
        else:
            self._point_at(place)
            return False
        return True

    def released(self, event: QMouseEvent) -> bool:
        """A button came up; False when nothing is under way."""
        if self.selecting.is_dragging:
            self.selecting.is_dragging = False
            return True
        if not self.drawing.is_under_way:
            return False
        self.drawing.stretch_to(self._view.mapToScene(event.position().toPoint()))
        self._deliver()
        return True

    def double_clicked(self, event: QMouseEvent) -> bool:
        """Twice in a row: the word under the mouse."""
        item = self._view.page_at(event.position().toPoint())
        if self.tool is not Tool.TEXT or item is None:
            return False
        point = item.mapFromScene(self._view.mapToScene(event.position().toPoint()))
        self.selecting.take_word(item, point)
        return True

    # Keys -------------------------------------------------------------------------------------

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether this key is for what is under way, and no shortcut now."""
        return self.drawing.takes_key(event) or self.selecting.takes_key(event)

    def key(self, event: QKeyEvent, start: Box | None) -> bool:
        """A key was pressed; `start` is where the chosen place is on the page in view."""
        view = self._view
        if not view.pages or not (self.drawing.has_keys or self.selecting.is_on):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        item = view.pages[view.current_page]
        if self.drawing.has_keys:
            if event.key() in _ENTER:
                self._deliver()
            elif self.drawing.move_by_key(event, item, start):
                view.ensureVisible(self.drawing.rect_in_scene(), 20, 20)
            else:
                return False
            return True
        if event.key() in _ENTER and (chosen := self.selecting.parts):
            view.text_chosen.emit(chosen)
            return True
        if not self.selecting.move_by_key(event, item, start):
            return False
        view.ensureVisible(self.selecting.caret_in_scene(), 20, 20)
        self._say(self.selecting.parts)
        return True

    def _leave(self) -> None:
        """Escape: first what is under way, then the tool."""
        if self.drawing.is_under_way:
            self.drawing.drop()
        elif self.selecting.parts:
            self.selecting.clear()
        else:
            self._view.drawing_left.emit()

    def _deliver(self) -> None:
        drawn: Drawn | None = self.drawing.take()
        if drawn is None:
            return
        if drawn.target is not None:
            self._view.box_moved.emit(drawn.target.key, drawn.target.number, drawn.box)
        elif self.tool is Tool.KEEP:
            self._view.kept_drawn.emit(drawn.page_index, drawn.box)
        else:
            self._view.box_drawn.emit(drawn.page_index, drawn.box)

    def _text_of(self, page_index: int) -> TextMap | None:
        """The text of a page; when it is not here yet it is asked for."""
        if page_index not in self._texts:
            self._view.text_wanted.emit(page_index)
        return self._texts.get(page_index)

    def _is_free(self, place: QPoint) -> bool:
        """Whether no smaller place lies on top of the chosen redaction here."""
        item = self._view.page_at(place)
        if item is None:
            return False
        mark = item.mark_at(item.mapFromScene(self._view.mapToScene(place)))
        return mark is None or mark.key == item.chosen[0]

    def _point_at(self, place: QPoint) -> None:
        """Show with the pointer what dragging would do."""
        if self.tool is not Tool.CHOOSE:
            return
        item = self._view.page_at(place)
        held = item.handle_at(item.mapFromScene(self._view.mapToScene(place))) if item else None
        shape = _CURSORS[self.tool] if held is None else _cursor_of(held[1])
        self._view.viewport().setCursor(shape)

    def _say(self, parts: Sequence[Selected]) -> None:
        words = " ".join(word for part in parts for word in part.text.split())[:MOST_SPOKEN]
        if words:
            event = QAccessibleAnnouncementEvent(self._view, words)
            QAccessible.updateAccessibility(event)


def _cursor_of(handle: Handle) -> Qt.CursorShape:
    if handle == Handle():
        return Qt.CursorShape.SizeAllCursor
    if not handle.down:
        return Qt.CursorShape.SizeHorCursor
    if not handle.across:
        return Qt.CursorShape.SizeVerCursor
    falls = (handle.across == "left") is (handle.down == "top")
    return Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor
