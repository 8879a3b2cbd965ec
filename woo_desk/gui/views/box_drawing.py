"""Draws a box over a page, or moves and sizes one: by dragging, or with the arrow keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene

from woo_desk.domain.geometry import Box
from woo_desk.gui.items.marks import Handle
from woo_desk.gui.items.page_item import PageItem

MIN_DRAWN = 4.0
"""A rectangle smaller than this, in view pixels, is a click and not a box."""
MIN_MOVED = 3.0
"""Dragging an existing box less far than this, in view pixels, leaves it where it is."""
FIRST_SIZE = (80.0, 20.0)
"""Of the box that the first arrow key brings, in points."""
STEP, FINE_STEP = 10.0, 1.0
"""How far an arrow key moves, in points; the fine step with Alt."""
LINE = QColor("#0b5cad")

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_NEW = Handle("right", "bottom")


@dataclass(frozen=True, slots=True)
class Target:
    """Which box of which place is moved or sized."""

    key: str
    number: int
    """Of the box among those of the place."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of it."""

    page_index: int
    box: Box
    """In page space."""
    target: Target | None
    """None: a new box."""


class BoxDrawing:
    """The rectangle that is being drawn.

    With the keys: arrows move it, Shift with arrows makes it larger or smaller, Enter redacts.

    Attributes:
        is_on: whether dragging and arrow keys draw new boxes.
    """

    def __init__(self, scene: QGraphicsScene) -> None:
        self.is_on = False
        self._scene = scene
        self._item: PageItem | None = None
        self._target: Target | None = None
        self._handle = _NEW
        self._start = QPointF()
        self._before = QRectF()
        self._rect = QRectF()  # in coordinates of the item
        self._band: QGraphicsRectItem | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether there is a rectangle."""
        return self._item is not None

    @property
    def has_keys(self) -> bool:
        """Whether arrow keys belong to the drawing now."""
        return self.is_on or self.is_under_way

    @property
    def target(self) -> Target | None:
        """What is moved or sized; None for a new box."""
        return self._target

    def set_on(self, on: bool) -> None:
        """Begin or stop drawing; a rectangle that is under way is dropped."""
        self.is_on = on
        self.drop()

    def begin(self, item: PageItem, point: QPointF) -> None:
        """Start a rectangle at a point of a page."""
        self._begin(item, QRectF(point, point), point, _NEW)

    def begin_adjust(
        self, item: PageItem, box: Box, target: Target, handle: Handle, point: QPointF
    ) -> None:
        """Start to move or size a box that is there, held by a handle at a point."""
        self._begin(item, item.rect_of(box), point, handle)
        self._target = target
        self._set(self._rect)

    def stretch_to(self, scene_point: QPointF) -> None:
        """Drag what is held to a point of the scene; it stays on its page."""
        if self._item is None:
            return
        area = self._item.boundingRect()
        way = self._item.mapFromScene(scene_point) - self._start
        if self._handle == Handle():
            x = min(
                max(way.x(), area.left() - self._before.left()), area.right() - self._before.right()
            )
            y = min(
                max(way.y(), area.top() - self._before.top()), area.bottom() - self._before.bottom()
            )
            self._set(self._before.translated(x, y))
            return
        rect = QRectF(self._before)
        if self._handle.across == "left":
            rect.setLeft(rect.left() + way.x())
        elif self._handle.across == "right":
            rect.setRight(rect.right() + way.x())
        if self._handle.down == "top":
            rect.setTop(rect.top() + way.y())
        elif self._handle.down == "bottom":
            rect.setBottom(rect.bottom() + way.y())
        self._set(rect.normalized())

    def drop(self) -> None:
        """Forget the rectangle."""
        self._item = None
        self._target = None
        if self._band is not None:
            self._scene.removeItem(self._band)
            self._band = None

    def take(self) -> Drawn | None:
        """Finish; None for a mere click, and for a box that was not moved."""
        item, rect, target, before = self._item, self._rect, self._target, self._before
        self.drop()
        if item is None or min(rect.width(), rect.height()) < MIN_DRAWN:
            return None
        moved = max(
            abs(rect.left() - before.left()),
            abs(rect.right() - before.right()),
            abs(rect.top() - before.top()),
            abs(rect.bottom() - before.bottom()),
        )
        # WHY not for the keys: Alt with an arrow moves by one point, on purpose.
        if target is not None and moved < min(MIN_MOVED, 0.5 * item.scale_factor):
            return None
        box = item.box_of(rect)
        return Drawn(item.page.index, box, target) if box else None

    def rect_in_scene(self) -> QRectF:
        """Where the rectangle lies; empty without one."""
        return self._item.mapRectToScene(self._rect) if self._item else QRectF()

    # Keys -------------------------------------------------------------------------------------

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether this key belongs to the drawing and is no shortcut now."""
        if not self.has_keys:
            return False
        if event.key() in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return True
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return (is_enter and self.is_under_way) or event.key() == Qt.Key.Key_Escape

    def move_by_key(self, event: QKeyEvent, item: PageItem, start: Box | None = None) -> bool:
        """Move or size the rectangle; False if the key is no arrow.

        Without one, a rectangle comes over `start`, or in the middle of `item`.
        """
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            return False
        if self._item is None:
            self._bring(item, start)
            return True
        is_fine = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = (FINE_STEP if is_fine else STEP) * self._item.scale_factor
        dx, dy = way[0] * step, way[1] * step
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            rect = self._rect.adjusted(0, 0, dx, dy)
            rect.setWidth(max(rect.width(), MIN_DRAWN))
            rect.setHeight(max(rect.height(), MIN_DRAWN))
        else:
            rect = self._rect.translated(dx, dy)
        if self._item.boundingRect().contains(rect):
            self._set(rect)
        return True

    def _bring(self, item: PageItem, start: Box | None) -> None:
        area = item.boundingRect()
        if start is not None:
            rect = item.rect_of(start)
        else:
            width, height = (side * item.scale_factor for side in FIRST_SIZE)
            corner = area.center() - QPointF(width / 2, height / 2)
            rect = QRectF(corner, corner + QPointF(width, height))
        self.begin(item, rect.topLeft())
        self._set(rect.intersected(area))

    def _begin(self, item: PageItem, rect: QRectF, point: QPointF, handle: Handle) -> None:
        self.drop()
        self._item, self._start, self._handle = item, point, handle
        self._before = self._rect = rect
        self._band = self._scene.addRect(QRectF(), QPen(LINE, 2))
        self._band.setZValue(1)

    def _set(self, rect: QRectF) -> None:
        self._rect = rect
        if self._band is not None:
            self._band.setRect(self.rect_in_scene())
