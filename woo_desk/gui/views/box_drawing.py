"""Draws a box over a page: by dragging, or with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene

from woo_desk.domain.geometry import Box
from woo_desk.gui.items.page_item import PageItem

MIN_DRAWN = 4.0
"""A rectangle smaller than this, in view pixels, is a click and not a box."""
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


class BoxDrawing:
    """The rectangle that is being drawn.

    With the keys: arrows move it, Shift with arrows makes it larger or smaller, Enter redacts.

    Attributes:
        is_on: whether dragging and arrow keys draw.
    """

    def __init__(self, scene: QGraphicsScene) -> None:
        self.is_on = False
        self._scene = scene
        self._item: PageItem | None = None
        self._start = QPointF()
        self._rect = QRectF()  # in coordinates of the item
        self._band: QGraphicsRectItem | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether there is a rectangle."""
        return self._item is not None

    def set_on(self, on: bool) -> None:
        """Begin or stop drawing; a rectangle that is under way is dropped."""
        self.is_on = on
        self.drop()

    def begin(self, item: PageItem, point: QPointF) -> None:
        """Start a rectangle at a point of a page."""
        self.drop()
        self._item, self._start, self._rect = item, point, QRectF(point, point)
        self._band = self._scene.addRect(QRectF(), QPen(LINE, 2))
        self._band.setZValue(1)

    def stretch_to(self, scene_point: QPointF) -> None:
        """Let the rectangle end at a point of the scene."""
        if self._item is not None:
            end = self._item.mapFromScene(scene_point)
            self._set(QRectF(self._start, end).normalized())

    def drop(self) -> None:
        """Forget the rectangle."""
        self._item = None
        if self._band is not None:
            self._scene.removeItem(self._band)
            self._band = None

    def take(self) -> tuple[int, Box] | None:
        """Finish: page index and box in page space; None for a mere click."""
        item, rect = self._item, self._rect
        self.drop()
        if item is None or min(rect.width(), rect.height()) < MIN_DRAWN:
            return None
        box = item.box_of(rect)
        return (item.page.index, box) if box else None

    def rect_in_scene(self) -> QRectF:
        """Where the rectangle lies; empty without one."""
        return self._item.mapRectToScene(self._rect) if self._item else QRectF()

    # Keys -------------------------------------------------------------------------------------

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether this key belongs to the drawing and is no shortcut now."""
        if not self.is_on:
            return False
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return (is_enter and self.is_under_way) or event.key() == Qt.Key.Key_Escape

    def move_by_key(self, event: QKeyEvent, item: PageItem) -> bool:
        """Move or size the rectangle, or bring one in the middle of `item`; False if no arrow."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            return False
        if self._item is None:
            self._bring(item)
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

    def _bring(self, item: PageItem) -> None:
        area = item.boundingRect()
        width, height = (side * item.scale_factor for side in FIRST_SIZE)
        corner = area.center() - QPointF(width / 2, height / 2)
        self.begin(item, corner)
        self._set(QRectF(corner, corner + QPointF(width, height)).intersected(area))

    def _set(self, rect: QRectF) -> None:
        self._rect = rect
        if self._band is not None:
            self._band.setRect(self.rect_in_scene())
