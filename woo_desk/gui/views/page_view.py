"""The pages of one document under each other, rendered as they come into view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene, QGraphicsView, QWidget

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.geometry import Box
from woo_desk.gui.items.page_item import PageItem
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.texts import text
from woo_desk.usecases.requests import RenderResult

GAP = 16.0
"""Space between two pages, in view pixels."""
ZOOM_STEP = 1.25
MIN_ZOOM, MAX_ZOOM = 0.2, 5.0
MAX_RENDER_SCALE = 6.0
KEPT_PICTURES = 12
"""So many rendered pages are kept; a picture takes about 4 MB."""
MIN_DRAWN = 4.0
"""A rectangle smaller than this, in view pixels, is a click and not a box."""

Render = Callable[[int, float, Callable[[object], None]], None]
"""Ask for a picture: page index, pixels per point, what to do with the result."""


class PageView(QGraphicsView):
    """Continuous view of one document.

    Signals:
        mark_chosen(str): a place was clicked; its key.
        box_drawn(int, Box): a rectangle was drawn on a page, in page space.
        page_shown(int): another page is in the middle now.
    """

    mark_chosen = Signal(str)
    box_drawn = Signal(int, object)
    page_shown = Signal(int)

    def __init__(self, render: Render, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setBackgroundRole(self.palette().ColorRole.Mid)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(text("gui.page_view.name"))
        self._render = render
        self._pages: list[PageItem] = []
        self._sharp: dict[int, float] = {}
        self._document_id = ""
        self._asked_for: tuple[str, int, float] | None = None
        self._zoom: float | None = None  # None: as wide as the window
        self._is_drawing = False
        self._from: tuple[PageItem, QPointF] | None = None
        self._band: QGraphicsRectItem | None = None
        self._current_page = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask_for_next)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # What is shown --------------------------------------------------------------------------

    def show_document(self, state: DocumentState | None) -> None:
        """Show another document from its first page; None empties the view."""
        self.scene().clear()
        self._band = None
        self._sharp.clear()
        self._asked_for = None
        self._document_id = state.document.id if state else ""
        self._pages = [PageItem(page) for page in state.pages] if state else []
        for item in self._pages:
            self.scene().addItem(item)
        self._current_page = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._soon.start()

    def set_marks(
        self,
        marks: Sequence[MarkRow],
        selected: str,
        *,
        as_published: bool,
        unseen: frozenset[int],
    ) -> None:
        """Draw these places; `unseen` are the pages that still need a person's eyes."""
        by_page: dict[int, list[MarkRow]] = defaultdict(list)
        for mark in marks:
            by_page[mark.page_index].append(mark)
        for index, item in enumerate(self._pages):
            item.set_marks(
                by_page[index], selected, as_published=as_published, needs_eyes=index in unseen
            )

    def show_mark(self, mark: MarkRow) -> None:
        """Bring a place into view."""
        if mark.page_index >= len(self._pages):
            return
        item = self._pages[mark.page_index]
        rect = item.rect_of(mark.boxes[0]) if mark.boxes else item.boundingRect()
        self.ensureVisible(item.mapRectToScene(rect), 60, 120)

    def show_page(self, index: int) -> None:
        """Bring a page to the top; outside the document the nearest one."""
        if self._pages:
            item = self._pages[max(0, min(index, len(self._pages) - 1))]
            self.verticalScrollBar().setValue(int(item.pos().y() - GAP / 2))

    @property
    def current_page(self) -> int:
        """0-based index of the page in the middle of the view."""
        return self._current_page

    # Zoom -------------------------------------------------------------------------------------

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller; the page in view stays."""
        self._set_zoom(max(MIN_ZOOM, min(MAX_ZOOM, self._scale() * factor)))

    def zoom_to_fit(self) -> None:
        """As wide as the window."""
        self._set_zoom(None)

    def _set_zoom(self, zoom: float | None) -> None:
        page = self._current_page
        self._zoom = zoom
        self._lay_out()
        self.show_page(page)
        self._soon.start()

    def _scale(self) -> float:
        if self._zoom is not None:
            return self._zoom
        widest = max((self._natural_width(item) for item in self._pages), default=595.0)
        room = self.viewport().width() - 2 * GAP
        return max(MIN_ZOOM, min(MAX_ZOOM, room / widest, 2.0))

    @staticmethod
    def _natural_width(item: PageItem) -> float:
        return item.boundingRect().width() / item.scale_factor

    def _lay_out(self) -> None:
        scale = self._scale()
        top, widest = GAP, 0.0
        for item in self._pages:
            item.set_scale(scale)
            widest = max(widest, item.boundingRect().width())
        for item in self._pages:
            area = item.boundingRect()
            item.setPos((widest - area.width()) / 2, top)
            top += area.height() + GAP
        self.scene().setSceneRect(-GAP, 0, widest + 2 * GAP, top)

    # Rendering --------------------------------------------------------------------------------

    def _ask_for_next(self) -> None:
        """Ask for the next picture that is needed; one at a time, what is in view first."""
        if self._asked_for is not None or not self._pages:
            return
        scale = self._render_scale()
        for index in self._wanted():
            if self._sharp.get(index) != scale:
                self._ask_for(index, scale)
                return

    def _ask_for(self, index: int, scale: float) -> None:
        asked = (self._document_id, index, scale)
        self._asked_for = asked
        self._render(index, scale, lambda result: self._on_rendered(asked, result))

    def _render_scale(self) -> float:
        return min(MAX_RENDER_SCALE, self._scale() * self.devicePixelRatioF())

    def _wanted(self) -> list[int]:
        view = self.mapToScene(self.viewport().rect()).boundingRect()
        seen = [
            i for i, item in enumerate(self._pages) if item.sceneBoundingRect().intersects(view)
        ]
        if not seen:
            return []
        ahead = [seen[-1] + 1, seen[0] - 1]
        return seen + [index for index in ahead if 0 <= index < len(self._pages)]

    def _on_rendered(self, asked: tuple[str, int, float], result: object) -> None:
        if asked != self._asked_for:
            return  # of a document that is no longer shown
        self._asked_for = None
        document_id, index, scale = asked
        if document_id == self._document_id and isinstance(result, RenderResult):
            image = QImage(
                result.pixels,
                result.width,
                result.height,
                result.stride,
                QImage.Format.Format_RGB888,
            )
            self._pages[index].set_picture(QPixmap.fromImage(image))
        # WHY also without a picture: a page that cannot be drawn is not asked for again and again.
        self._sharp.pop(index, None)
        self._sharp[index] = scale
        self._forget_far_ones()
        self._soon.start()

    def _forget_far_ones(self) -> None:
        wanted = set(self._wanted())
        for index in [index for index in self._sharp if index not in wanted]:
            if len(self._sharp) <= KEPT_PICTURES:
                return
            del self._sharp[index]
            self._pages[index].set_picture(None)

    def _on_scrolled(self) -> None:
        self._soon.start()
        middle = self.mapToScene(self.viewport().rect().center()).y()
        for index, item in enumerate(self._pages):
            if item.sceneBoundingRect().bottom() + GAP >= middle:
                if index != self._current_page:
                    self._current_page = index
                    self.page_shown.emit(index)
                return

    # Drawing and choosing ---------------------------------------------------------------------

    def set_drawing(self, on: bool) -> None:
        """Whether dragging draws a box."""
        self._is_drawing = on
        cursor = Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(cursor)

    def _page_at(self, place: QPoint) -> PageItem | None:
        point = self.mapToScene(place)
        return next((p for p in self._pages if p.sceneBoundingRect().contains(point)), None)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        place = event.position().toPoint()
        item = self._page_at(place)
        if item is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        point = item.mapFromScene(self.mapToScene(place))
        if self._is_drawing:
            self._from = (item, point)
            self._band = self.scene().addRect(QRectF(), QPen(QColor("#0b5cad"), 2))
        elif (mark := item.mark_at(point)) is not None:
            self.mark_chosen.emit(mark.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self._from is None or self._band is None:
            super().mouseMoveEvent(event)
            return
        item, start = self._from
        end = item.mapFromScene(self.mapToScene(event.position().toPoint()))
        self._band.setRect(item.mapRectToScene(QRectF(start, end).normalized()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self._from is None:
            super().mouseReleaseEvent(event)
            return
        item, start = self._from
        self._drop_band()
        end = item.mapFromScene(self.mapToScene(event.position().toPoint()))
        rect = QRectF(start, end).normalized()
        box = item.box_of(rect)
        if isinstance(box, Box) and min(rect.width(), rect.height()) >= MIN_DRAWN:
            self.box_drawn.emit(item.page.index, box)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape and self._from is not None:
            self._drop_band()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if self._zoom is None:
            self._set_zoom(None)

    def _drop_band(self) -> None:
        self._from = None
        if self._band is not None:
            self.scene().removeItem(self._band)
            self._band = None
