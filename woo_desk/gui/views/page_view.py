"""The pages of one document under each other, with the places over them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QMenu, QWidget

from woo_desk.domain.dossier import DocumentState
from woo_desk.gui.items.page_item import PageItem
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.gui.views.box_drawing import BoxDrawing
from woo_desk.gui.views.page_pictures import PagePictures, Render
from woo_desk.texts import text

GAP = 16.0
"""Space between two pages, in view pixels."""
ZOOM_STEP = 1.25
MIN_ZOOM, MAX_ZOOM = 0.2, 5.0
WIDEST_FIT = 2.0
"""A page is fitted to the window no larger than this, in view pixels per point."""


class PageView(QGraphicsView):
    """Continuous view of one document.

    Signals:
        mark_chosen(str): a place was clicked; its key.
        box_drawn(int, Box): a rectangle was drawn on a page, in page space.
        drawing_left(): the user pressed Escape while drawing.
        page_shown(int): another page is in the middle now.
    """

    mark_chosen = Signal(str)
    box_drawn = Signal(int, object)
    drawing_left = Signal()
    page_shown = Signal(int)

    def __init__(self, render: Render, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setBackgroundRole(QPalette.ColorRole.Mid)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(text("gui.page_view.name"))
        # WHY always: a bar that comes and goes changes the width that pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._pages: list[PageItem] = []
        self._tops: list[float] = []
        self._zoom: float | None = None  # None: as wide as the window
        self._current_page = 0
        self._drawing = BoxDrawing(self.scene())
        self._pictures = PagePictures(
            render, self._wanted, lambda: self._scale() * self.devicePixelRatioF(), self
        )
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # What is shown --------------------------------------------------------------------------

    def show_document(self, state: DocumentState | None) -> None:
        """Show another document from its first page; None empties the view."""
        self._drawing.drop()
        self.scene().clear()
        self._pages = [PageItem(page) for page in state.pages] if state else []
        for item in self._pages:
            self.scene().addItem(item)
        self._current_page = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._pictures.show(self._pages)

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
        margin = self.viewport().height() // 4
        self.ensureVisible(item.mapRectToScene(rect), 60, margin)
        self._set_current(mark.page_index)

    def show_page(self, index: int) -> None:
        """Bring a page to the top; outside the document the nearest one."""
        if self._pages:
            nearest = max(0, min(index, len(self._pages) - 1))
            self.verticalScrollBar().setValue(round(self._tops[nearest] - GAP / 2))
            self._set_current(nearest)

    @property
    def current_page(self) -> int:
        """0-based index of the page in the middle of the view, or that was asked for."""
        return self._current_page

    @property
    def pages(self) -> Sequence[PageItem]:
        """The pages in order."""
        return self._pages

    # Zoom -------------------------------------------------------------------------------------

    def zoom_by(self, factor: float, around: QPoint | None = None) -> None:
        """Larger or smaller; what lies under `around` (the middle of the view) stays there."""
        self._set_zoom(max(MIN_ZOOM, min(MAX_ZOOM, self._scale() * factor)), around)

    def zoom_to_fit(self) -> None:
        """As wide as the window; pages that could not be drawn are tried again."""
        self._set_zoom(None)
        self._pictures.retry()

    def _set_zoom(self, zoom: float | None, around: QPoint | None = None) -> None:
        place = around or self.viewport().rect().center()
        item = self._page_at(place) or (self._pages[self._current_page] if self._pages else None)
        on_page = item.mapFromScene(self.mapToScene(place)) / item.scale_factor if item else None
        self._zoom = zoom
        self._lay_out()
        if item is not None and on_page is not None:
            self._scroll_so_that(item.mapToScene(on_page * item.scale_factor), place)
        self._pictures.refresh()

    def _scroll_so_that(self, point: QPointF, place: QPoint) -> None:
        """Scroll until this point of the scene lies at this place of the view."""
        off = self.mapFromScene(point) - place
        for bar, distance in (
            (self.horizontalScrollBar(), off.x()),
            (self.verticalScrollBar(), off.y()),
        ):
            bar.setValue(bar.value() + distance)

    def _scale(self) -> float:
        if self._zoom is not None:
            return self._zoom
        widest = max((self._natural_width(item) for item in self._pages), default=595.0)
        room = self.viewport().width() - 2 * GAP
        return max(MIN_ZOOM, min(MAX_ZOOM, room / widest, WIDEST_FIT))

    @staticmethod
    def _natural_width(item: PageItem) -> float:
        return item.boundingRect().width() / item.scale_factor

    def _lay_out(self) -> None:
        scale = self._scale()
        top, widest = GAP, 0.0
        for item in self._pages:
            item.set_scale(scale)
            widest = max(widest, item.boundingRect().width())
        self._tops = []
        for item in self._pages:
            area = item.boundingRect()
            item.setPos((widest - area.width()) / 2, top)
            self._tops.append(top)
            top += area.height() + GAP
        self.scene().setSceneRect(-GAP, 0, widest + 2 * GAP, top)

    # What is in view --------------------------------------------------------------------------

    def _page_index_at(self, y: float) -> int:
        return max(0, bisect_right(self._tops, y) - 1)

    def _page_at(self, place: QPoint) -> PageItem | None:
        if not self._pages:
            return None
        point = self.mapToScene(place)
        item = self._pages[self._page_index_at(point.y())]
        return item if item.sceneBoundingRect().contains(point) else None

    def _wanted(self) -> list[int]:
        """The pages in view, then the ones just after and before."""
        if not self._pages:
            return []
        view = self.mapToScene(self.viewport().rect()).boundingRect()
        first, last = self._page_index_at(view.top()), self._page_index_at(view.bottom())
        ahead = [last + 1, first - 1]
        return [
            *range(first, last + 1),
            *(index for index in ahead if 0 <= index < len(self._pages)),
        ]

    def _on_scrolled(self) -> None:
        self._pictures.refresh()
        if self._pages:
            middle = self.mapToScene(self.viewport().rect().center()).y()
            self._set_current(self._page_index_at(middle))

    def _set_current(self, index: int) -> None:
        if index != self._current_page:
            self._current_page = index
            self.page_shown.emit(index)

    # Drawing and choosing ---------------------------------------------------------------------

    def set_drawing(self, on: bool) -> None:
        """Whether dragging, or the arrow keys, draw a box."""
        self._drawing.set_on(on)
        cursor = Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(cursor)
        if on:
            self.setFocus()

    def _deliver_box(self) -> None:
        drawn = self._drawing.take()
        if drawn is not None:
            self.box_drawn.emit(*drawn)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        place = event.position().toPoint()
        item = self._page_at(place)
        if item is None or event.button() is Qt.MouseButton.MiddleButton:
            super().mousePressEvent(event)
            return
        point = item.mapFromScene(self.mapToScene(place))
        if self._drawing.is_on and event.button() is Qt.MouseButton.LeftButton:
            self._drawing.begin(item, point)
        elif (mark := item.mark_at(point)) is not None:
            self.mark_chosen.emit(mark.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if not self._drawing.is_under_way:
            super().mouseMoveEvent(event)
            return
        self._drawing.stretch_to(self.mapToScene(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if not self._drawing.is_under_way:
            super().mouseReleaseEvent(event)
            event.accept()
            return
        self._drawing.stretch_to(self.mapToScene(event.position().toPoint()))
        self._deliver_box()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoom_by(ZOOM_STEP ** (turned / 120), event.position().toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        # WHY: while a box is drawn with the keys, Enter finishes it and does not redact a finding.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._drawing.takes_key(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if not self._drawing.is_on:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            if self._drawing.is_under_way:
                self._drawing.drop()
            else:
                self.drawing_left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._deliver_box()
        elif self._pages and self._drawing.move_by_key(event, self._pages[self._current_page]):
            self.ensureVisible(self._drawing.rect_in_scene(), 20, 20)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if self._zoom is None:
            self._set_zoom(None)
        self._pictures.refresh()
