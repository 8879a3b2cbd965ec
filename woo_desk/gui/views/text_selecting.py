"""Selects text on a page, letter by letter: by dragging, or with the arrow keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from woo_desk.domain.caret import Unit, moved, nearest_offset, word_at
from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.text_map import TextMap
from woo_desk.gui.items.page_item import PageItem

Texts = Callable[[int], TextMap | None]
"""The text of a page by index; None while it is not there yet."""

_MOVES = {
    Qt.Key.Key_Left: (Unit.LETTER, -1),
    Qt.Key.Key_Right: (Unit.LETTER, 1),
    Qt.Key.Key_Up: (Unit.LINE, -1),
    Qt.Key.Key_Down: (Unit.LINE, 1),
}


@dataclass(frozen=True, slots=True)
class Selected:
    """Text that is selected on one page."""

    page_index: int
    span: Span
    text: str
    boxes: tuple[Box, ...]
    """In page space, one per printed line; may be empty."""


class TextSelecting:
    """The selection, on one page at a time.

    With the keys: arrows move, Ctrl by word, Shift selects, Ctrl+A takes the page.

    Attributes:
        is_on: whether dragging and arrow keys select text.
        is_dragging: whether the mouse is down.
    """

    def __init__(self, texts: Texts) -> None:
        self.is_on = False
        self.is_dragging = False
        self._texts = texts
        self._item: PageItem | None = None
        self._anchor = self._caret = 0

    def set_on(self, on: bool) -> None:
        """Begin or stop selecting; what was selected is let go."""
        self.is_on = on
        self.clear()

    def clear(self) -> None:
        """Select nothing."""
        if self._item is not None:
            self._item.set_selection((), None)
        self._item = None
        self.is_dragging = False
        self._anchor = self._caret = 0

    def forget(self) -> None:
        """The pages are gone: another document is shown."""
        self._item = None
        self.clear()

    @property
    def selected(self) -> Selected | None:
        """What is selected; None when nothing is."""
        page = self._page()
        if page is None or self._item is None or self._anchor == self._caret:
            return None
        span = Span(min(self._anchor, self._caret), max(self._anchor, self._caret))
        words = page.text[span.start : span.end]
        return Selected(self._item.page.index, span, words, page.boxes_of(span))

    def caret_in_scene(self) -> QRectF:
        """Where the selection ends, to be kept in view; empty without one."""
        page = self._page()
        box = _caret_box(page, self._caret) if page else None
        return (
            self._item.mapRectToScene(self._item.rect_of(box)) if self._item and box else QRectF()
        )

    # Mouse ------------------------------------------------------------------------------------

    def press(self, item: PageItem, point: QPointF, *, extend: bool = False) -> None:
        """The mouse went down on a page; with `extend` (Shift) the selection runs to there."""
        is_same = item is self._item
        if not is_same:
            self.clear()
        self._item, self.is_dragging = item, True
        offset = self._offset_at(point)
        if offset is None:
            return
        self._caret = offset
        if not (extend and is_same):
            self._anchor = offset
        self._show()

    def drag_to(self, scene_point: QPointF) -> None:
        """The mouse moved with its button down."""
        if self._item is None:
            return
        offset = self._offset_at(self._item.mapFromScene(scene_point))
        if offset is not None:
            self._caret = offset
            self._show()

    def take_word(self, item: PageItem, point: QPointF) -> None:
        """Select the word at a point (double click)."""
        self.press(item, point)
        self.is_dragging = False
        page = self._page()
        word = word_at(page, self._caret) if page else None
        if word is not None:
            self._anchor, self._caret = word.start, word.end
            self._show()

    # Keys -------------------------------------------------------------------------------------

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether this key belongs to the selection and is no shortcut now."""
        if not self.is_on:
            return False
        if event.matches(QKeySequence.StandardKey.SelectAll) or event.key() in _MOVES:
            return True
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ends = event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Home, Qt.Key.Key_End)
        return ends or (is_enter and self.selected is not None)

    def move_by_key(self, event: QKeyEvent, item: PageItem, start: Box | None) -> bool:
        """Move the end of the selection; False if the key moves nothing.

        The first move begins at `start` (the chosen place), or at the first letter of the page.
        """
        page = self._texts(item.page.index)
        if page is None:
            return event.key() in _MOVES
        if self._item is not item:
            self.clear()
            self._item = item
            at = nearest_offset(page, start.x0, start.centre[1]) if start else 0
            self._anchor = self._caret = at or 0
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._anchor, self._caret = 0, len(page.text)
        elif not self._move(page, event):
            return False
        self._show()
        return True

    def _move(self, page: TextMap, event: QKeyEvent) -> bool:
        modifiers = event.modifiers()
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._caret = _end_of_line(page, self._caret, at_end=event.key() == Qt.Key.Key_End)
        elif event.key() in _MOVES:
            unit, step = _MOVES[Qt.Key(event.key())]
            if unit is Unit.LETTER and modifiers & Qt.KeyboardModifier.ControlModifier:
                unit = Unit.WORD
            self._caret = moved(page, self._caret, unit, step)
        else:
            return False
        if not modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = self._caret
        return True

    def _page(self) -> TextMap | None:
        return self._texts(self._item.page.index) if self._item else None

    def _offset_at(self, point: QPointF) -> int | None:
        page, item = self._page(), self._item
        if page is None or item is None:
            return None
        # WHY a box of a point: the turn of the page is known there and nowhere else.
        box = item.box_of(QRectF(point.x() - 0.5, point.y() - 0.5, 1, 1))
        return nearest_offset(page, *box.centre) if box else None

    def _show(self) -> None:
        page = self._page()
        if self._item is not None and page is not None:
            selected = self.selected
            boxes = selected.boxes if selected else ()
            self._item.set_selection(boxes, _caret_box(page, self._caret))


def _caret_box(page: TextMap, offset: int) -> Box | None:
    """A box without width before the letter at an offset, or behind the last one before it."""
    if offset < len(page.text) and (box := page.box_at(offset)) is not None:
        return Box(box.x0, box.y0, box.x0, box.y1)
    for at in range(min(offset, len(page.text)) - 1, -1, -1):
        if (box := page.box_at(at)) is not None:
            return Box(box.x1, box.y0, box.x1, box.y1)
    return None


def _end_of_line(page: TextMap, offset: int, *, at_end: bool) -> int:
    """The first or the last letter of the line that an offset is on."""
    at = max(0, min(offset, len(page.lines) - 1))
    if not page.lines:
        return 0
    same = [n for n, line in enumerate(page.lines) if line == page.lines[at] and page.box_at(n)]
    return offset if not same else same[-1] + 1 if at_end else same[0]
