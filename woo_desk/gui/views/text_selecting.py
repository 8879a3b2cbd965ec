"""Selects text, letter by letter, over pages: by dragging, or with the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from woo_desk.domain.caret import Unit, moved, nearest_offset, word_at
from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.text_map import TextMap
from woo_desk.gui.items.page_item import PageItem

Texts = Callable[[int], TextMap | None]
"""The text of a page by index; None while it is not there yet."""
Items = Callable[[], Sequence[PageItem]]
"""The pages that are shown, in order."""

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


Spot = tuple[PageItem, int]
"""A place between letters: the page, and how many letters of it come before."""


class TextSelecting:
    """The selection, which may run on over following pages.

    With the keys: arrows move, Ctrl by word, Shift selects, Ctrl+A takes the page.

    Attributes:
        is_on: whether dragging and arrow keys select text.
        is_dragging: whether the mouse is down.
    """

    def __init__(self, texts: Texts, items: Items) -> None:
        self.is_on = False
        self.is_dragging = False
        self._texts = texts
        self._items = items
        self._anchor: Spot | None = None
        self._caret: Spot | None = None

    def set_on(self, on: bool) -> None:
        """Begin or stop selecting; what was selected is let go."""
        self.is_on = on
        self.clear()

    def clear(self) -> None:
        """Select nothing."""
        for item in self._items():
            item.set_selection((), None)
        self.forget()

    def forget(self) -> None:
        """The pages are gone: another document is shown."""
        self._anchor = self._caret = None
        self.is_dragging = False

    @property
    def parts(self) -> tuple[Selected, ...]:
        """What is selected, page by page; pages whose text is not there yet are left out."""
        found = []
        for item, start, end in self._stretches():
            page = self._texts(item.page.index)
            if page is not None and start < end:
                span = Span(start, end)
                words = page.text[start:end]
                found.append(Selected(item.page.index, span, words, page.boxes_of(span)))
        return tuple(found)

    @property
    def is_read(self) -> bool:
        """Whether the text of every page of the selection is there; it is asked for if not."""
        return all(self._texts(item.page.index) is not None for item, _, _ in self._stretches())

    def show_again(self) -> None:
        """The text of a page has come: show what of it is selected."""
        if self._caret is not None:
            self._show()

    def caret_in_scene(self) -> QRectF:
        """Where the selection ends, to be kept in view; empty without one."""
        if self._caret is None:
            return QRectF()
        item, offset = self._caret
        page = self._texts(item.page.index)
        box = _caret_box(page, offset) if page else None
        return item.mapRectToScene(item.rect_of(box)) if box else QRectF()

    # Mouse ------------------------------------------------------------------------------------

    def press(self, item: PageItem, point: QPointF, *, extend: bool = False) -> None:
        """The mouse went down on a page; with `extend` (Shift) the selection runs to there."""
        if not extend:
            self.clear()
        self.is_dragging = True
        offset = self._offset_at(item, point)
        if offset is None:
            return
        self._caret = item, offset
        if self._anchor is None or not extend:
            self._anchor = self._caret
        self._show()

    def drag_to(self, scene_point: QPointF) -> None:
        """The mouse moved with its button down, maybe to another page."""
        item = _nearest(self._items(), scene_point)
        if item is None:
            return
        offset = self._offset_at(item, item.mapFromScene(scene_point))
        if offset is not None:
            self._caret = item, offset
            self._anchor = self._anchor or self._caret
            self._show()

    def take_word(self, item: PageItem, point: QPointF) -> None:
        """Select the word at a point (double click)."""
        self.press(item, point)
        self.is_dragging = False
        page = self._texts(item.page.index)
        word = word_at(page, self._caret[1]) if page and self._caret else None
        if word is not None:
            self._anchor, self._caret = (item, word.start), (item, word.end)
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
        return ends or (is_enter and bool(self.parts))

    def move_by_key(self, event: QKeyEvent, item: PageItem, start: Box | None) -> bool:
        """Move the end of the selection; False if the key moves nothing.

        The first move begins at `start` (the chosen place), or at the first letter of the page in
        view. A selection that was begun goes on where it is, whatever page is in view.
        """
        if self._caret is not None:
            item = self._caret[0]
        page = self._texts(item.page.index)
        if page is None:
            return event.key() in _MOVES
        if self._caret is None:
            at = nearest_offset(page, start.x0, start.centre[1]) if start else 0
            self._anchor = self._caret = item, at or 0
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._anchor, self._caret = (item, 0), (item, len(page.text))
        elif not self._move(page, event, *self._caret):
            return False
        self._show()
        return True

    def _move(self, page: TextMap, event: QKeyEvent, item: PageItem, offset: int) -> bool:
        modifiers = event.modifiers()
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            end = _end_of_line(page, offset, at_end=event.key() == Qt.Key.Key_End)
            self._caret = item, end
        elif event.key() in _MOVES:
            unit, step = _MOVES[Qt.Key(event.key())]
            if unit is Unit.LETTER and modifiers & Qt.KeyboardModifier.ControlModifier:
                unit = Unit.WORD
            now = moved(page, offset, unit, step)
            self._caret = (item, now) if now != offset else self._over_the_edge(item, offset, step)
        else:
            return False
        if not modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = self._caret
        return True

    def _over_the_edge(self, item: PageItem, offset: int, step: int) -> Spot:
        """From the last letter of a page to the first of the next one, or the other way round."""
        items, index = self._items(), item.page.index + step
        page = self._texts(index) if 0 <= index < len(items) else None
        if page is None:
            return item, offset
        return items[index], 0 if step > 0 else len(page.text)

    def _offset_at(self, item: PageItem, point: QPointF) -> int | None:
        page = self._texts(item.page.index)
        if page is None:
            return None
        # WHY a box of a point: the turn of the page is known there and nowhere else.
        box = item.box_of(QRectF(point.x() - 0.5, point.y() - 0.5, 1, 1))
        return nearest_offset(page, *box.centre) if box else None

    def _stretches(self) -> list[tuple[PageItem, int, int]]:
        """From where to where on each page between the two ends; the pages in order."""
        if self._anchor is None or self._caret is None:
            return []
        (first, start), (last, end) = sorted(
            (self._anchor, self._caret), key=lambda spot: (spot[0].page.index, spot[1])
        )
        found = []
        for item in self._items()[first.page.index : last.page.index + 1]:
            page = self._texts(item.page.index)
            whole = len(page.text) if page else 0
            found.append((item, start if item is first else 0, end if item is last else whole))
        return found

    def _show(self) -> None:
        parts = {part.page_index: part.boxes for part in self.parts}
        for item in self._items():
            caret: Box | None = None
            if self._caret is not None and self._caret[0] is item:
                page = self._texts(item.page.index)
                caret = _caret_box(page, self._caret[1]) if page else None
            item.set_selection(parts.get(item.page.index, ()), caret)


def _nearest(items: Sequence[PageItem], point: QPointF) -> PageItem | None:
    """The page under a point of the scene; beside all pages the one that is nearest."""

    def distance(item: PageItem) -> float:
        rect = item.sceneBoundingRect()
        across = max(rect.left() - point.x(), 0.0, point.x() - rect.right())
        down = max(rect.top() - point.y(), 0.0, point.y() - rect.bottom())
        return across * across + down * down

    return min(items, key=distance, default=None)


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
