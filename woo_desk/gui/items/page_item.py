"""One page on the screen: its picture when there is one, and the places over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from woo_desk.domain.document import Page
from woo_desk.domain.geometry import Box, Rotation, page_to_view, view_to_page
from woo_desk.gui.items.marks import (
    Handle,
    handles_of,
    paint_handles,
    paint_mark,
    paint_published,
    paint_selection,
)
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.texts import text

PAPER = QColor("#ffffff")
INK = QColor("#3d4650")
EDGE = QColor("#9aa5b1")
UNSEEN = QColor("#c0392b")
DOUBT = QColor("#b9770e")
HATCH = 8.0
"""Width of the hatched edge of a page that needs a person's eyes, in view pixels."""


class PageItem(QGraphicsItem):
    """Draws one page; knows where on it a place lies.

    Attributes:
        page: what is drawn.
        scale_factor: view pixels per point.
        has_failed: the page could not be drawn; it says so.
        turn: of the view, clockwise, on top of the page's own.
        chosen: key and boxes of the chosen redaction on this page; ("", ()) without one.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.scale_factor = 1.0
        self.has_failed = False
        self.turn = Rotation.NONE
        self._picture: QPixmap | None = None
        self._marks: Sequence[MarkRow] = ()
        self._selected = ""
        self._as_published = False
        self._needs_eyes = False
        self._handles: tuple[Box, ...] = ()
        self.chosen: tuple[str, tuple[Box, ...]] = ("", ())
        self._text: tuple[Box, ...] = ()
        self._caret: Box | None = None
        self._doubts: tuple[Box, ...] = ()

    @property
    def shown_rotation(self) -> Rotation:
        """The turn of the page on the screen: its own and that of the view."""
        return Rotation.of(self.page.rotation + self.turn)

    def set_turn(self, turn: Rotation) -> None:
        """Turn the page on the screen, on top of its own turn."""
        self.prepareGeometryChange()
        self.turn = turn

    def set_selection(self, boxes: tuple[Box, ...], caret: Box | None) -> None:
        """Show text as selected; `caret` is a box without width where the selection ends."""
        if (boxes, caret) != (self._text, self._caret):
            self._text, self._caret = boxes, caret
            self.update()

    @property
    def doubts(self) -> tuple[Box, ...]:
        """Words of a scan that may be read wrongly."""
        return self._doubts

    def set_doubts(self, boxes: tuple[Box, ...]) -> None:
        """Hatch these words: the recogniser of scans is not sure of them."""
        if boxes != self._doubts:
            self._doubts = boxes
            self.update()

    def set_scale(self, scale: float) -> None:
        """Change the size; the old picture is stretched until a sharp one is there."""
        self.prepareGeometryChange()
        self.scale_factor = scale

    def set_marks(
        self, marks: Sequence[MarkRow], selected: str, *, as_published: bool, needs_eyes: bool
    ) -> None:
        """What lies over the page; `selected` is the key of the chosen place."""
        self._marks = marks
        self._selected = selected
        self._as_published = as_published
        self._needs_eyes = needs_eyes
        chosen = next((m for m in marks if m.key == selected and m.redaction), None)
        self._handles = chosen.boxes if chosen and not as_published else ()
        self.chosen = (chosen.key, self._handles) if chosen else ("", ())
        self.update()

    def set_picture(self, picture: QPixmap | None) -> None:
        """Show this picture; None forgets it."""
        self._picture = picture
        self.has_failed = False
        self.update()

    def set_failed(self) -> None:
        """Say that the page cannot be drawn; an older picture stays."""
        self.has_failed = True
        self.update()

    @property
    def picture_pixels(self) -> int:
        """How many pixels the picture has; 0 without one."""
        return self._picture.width() * self._picture.height() if self._picture else 0

    @property
    def marks(self) -> Sequence[MarkRow]:
        """The places on this page."""
        return self._marks

    @property
    def needs_eyes(self) -> bool:
        """Whether the page has the hatched edge."""
        return self._needs_eyes

    def rect_of(self, box: Box) -> QRectF:
        """Where a box of the page is drawn, in coordinates of this item."""
        page = self.page
        view = page_to_view(box, page.width, page.height, self.shown_rotation, self.scale_factor)
        return QRectF(QPointF(view.x0, view.y0), QPointF(view.x1, view.y1))

    def box_of(self, rect: QRectF) -> Box | None:
        """The box on the page under a rectangle in coordinates of this item; None if empty."""
        inside = rect.normalized().intersected(self.boundingRect())
        if inside.isEmpty():
            return None
        view = Box(inside.left(), inside.top(), inside.right(), inside.bottom())
        page = self.page
        return view_to_page(view, page.width, page.height, self.shown_rotation, self.scale_factor)

    def mark_at(self, point: QPointF) -> MarkRow | None:
        """The smallest place under a point; None when there is none."""
        hits = [
            (rect.width() * rect.height(), index)
            for index, mark in enumerate(self._marks)
            for rect in map(self.rect_of, mark.boxes)
            if rect.adjusted(-2, -2, 2, 2).contains(point)
        ]
        return self._marks[min(hits)[1]] if hits else None

    def handle_at(self, point: QPointF) -> tuple[int, Handle] | None:
        """The box of the chosen redaction that a point can move or size; None when none.

        Returns:
            The number of the box among those of the redaction, and the sides that move.
        """
        rects = [self.rect_of(box) for box in self._handles]
        for number, rect in enumerate(rects):
            for handle, square in handles_of(rect):
                if square.adjusted(-2, -2, 2, 2).contains(point):
                    return number, handle
        inside = next((n for n, rect in enumerate(rects) if rect.contains(point)), None)
        return None if inside is None else (inside, Handle())

    # Qt overrides

    def boundingRect(self) -> QRectF:  # noqa: D102
        width, height = self.page.width, self.page.height
        if self.shown_rotation in (Rotation.RIGHT, Rotation.LEFT):
            width, height = height, width
        return QRectF(0, 0, width * self.scale_factor, height * self.scale_factor)

    def paint(  # noqa: D102
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        area = self.boundingRect()
        painter.fillRect(area, PAPER)
        if self._picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._paint_picture(painter, area, self._picture)
        else:
            painter.setPen(INK)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            busy = text("gui.page_busy", number=self.page.index + 1)
            words = text("gui.page_failed") if self.has_failed else busy
            painter.drawText(area.adjusted(20, 20, -20, -20), wrapped, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._as_published:
            for box in self._doubts:
                painter.fillRect(self.rect_of(box), QBrush(DOUBT, Qt.BrushStyle.BDiagPattern))
        for mark in self._marks:
            rects = [self.rect_of(box) for box in mark.boxes]
            if self._as_published:
                paint_published(painter, mark, rects)
            else:
                paint_mark(painter, mark, rects, selected=mark.key == self._selected)
        if self._handles:
            paint_handles(painter, [self.rect_of(box) for box in self._handles])
        self._paint_selection(painter)
        self._paint_edge(painter, area)

    def _paint_picture(self, painter: QPainter, area: QRectF, picture: QPixmap) -> None:
        """The picture stands as the page says; the turn of the view comes on top."""
        if self.turn is Rotation.NONE:
            painter.drawPixmap(area, picture, QRectF(picture.rect()))
            return
        painter.save()
        painter.translate(area.center())
        painter.rotate(int(self.turn))
        is_across = self.turn in (Rotation.RIGHT, Rotation.LEFT)
        size = area.size().transposed() if is_across else area.size()
        upright = QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height())
        painter.drawPixmap(upright, picture, QRectF(picture.rect()))
        painter.restore()

    def _paint_selection(self, painter: QPainter) -> None:
        caret = None
        if self._caret is not None:
            rect = self.rect_of(self._caret)
            caret = QLineF(rect.topLeft(), rect.bottomRight())
        paint_selection(painter, [self.rect_of(box) for box in self._text], caret)

    def _paint_edge(self, painter: QPainter, area: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not self._needs_eyes:
            painter.setPen(QPen(EDGE, 1))
            painter.drawRect(area)
            return
        pen = QPen(QBrush(UNSEEN, Qt.BrushStyle.BDiagPattern), HATCH)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        half = HATCH / 2
        painter.drawRect(area.adjusted(half, half, -half, -half))
        painter.setPen(QPen(UNSEEN, 1.5))
        painter.drawRect(area)
