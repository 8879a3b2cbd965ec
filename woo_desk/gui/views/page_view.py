"""The pages of one document under each other, with the places over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

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
from woo_desk.domain.geometry import Box, Rotation
from woo_desk.domain.text_map import TextMap
from woo_desk.gui.items.page_item import PageItem
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.gui.views.page_hands import PageHands, Tool
from woo_desk.gui.views.page_layout import (
    GAP,
    MAX_ZOOM,
    MIN_ZOOM,
    Fit,
    Layout,
    fitting_scale,
    lay_out,
)
from woo_desk.gui.views.page_pictures import PagePictures, Render
from woo_desk.gui.views.page_spoken import is_listened_to, spoken, tell
from woo_desk.gui.views.text_selecting import Selected
from woo_desk.texts import text

ZOOM_STEP = 1.25
CLOSE = 2.0
"""View pixels per point at which a single place is looked at."""


class PageView(QGraphicsView):
    """Continuous view of one document.

    Signals:
        mark_chosen(str): a place was clicked; its key.
        box_drawn(int, Box): a rectangle was drawn on a page, in page space.
        kept_drawn(int, Box): a rectangle was drawn around what stays readable.
        box_moved(str, int, Box): a box of a place (its key, the number of the box) comes here.
        text_chosen(Selected): Enter was pressed on selected text.
        text_wanted(int): the letters of this page are needed; see `put_text`.
        drawing_left(): the user pressed Escape and wants no tool any more.
        page_shown(int): another page is in the middle now.
    """

    mark_chosen = Signal(str)
    box_drawn = Signal(int, object)
    kept_drawn = Signal(int, object)
    box_moved = Signal(str, int, object)
    text_chosen = Signal(object)
    text_wanted = Signal(int)
    drawing_left = Signal()
    page_shown = Signal(int)

    def __init__(self, render: Render, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setBackgroundRole(QPalette.ColorRole.Mid)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        for each in (self, self.viewport()):  # a screen reader may come to the one inside
            each.setAccessibleName(text("gui.page_view.name"))
        # WHY always: a bar that comes and goes changes the width that pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self._pages: list[PageItem] = []
        self._layout = Layout()
        self._fit = Fit.WIDTH
        self._zoom = 1.0
        self._columns = 1
        self._turn = Rotation.NONE
        self._current_page = 0
        self._selected: MarkRow | None = None
        self._marks: Sequence[MarkRow] = ()
        self._hands = PageHands(self)
        self.pictures = PagePictures(
            render, self._wanted, lambda: self._scale() * self.devicePixelRatioF(), self
        )
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # What is shown --------------------------------------------------------------------------

    def show_document(self, state: DocumentState | None) -> None:
        """Show another document from its first page; None empties the view."""
        self._hands.begin_document()
        self._selected, self._marks = None, ()
        self.scene().clear()
        self._pages = [PageItem(page) for page in state.pages] if state else []
        for item in self._pages:
            item.set_turn(self._turn)
            self.scene().addItem(item)
        self._current_page = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.pictures.show(self._pages)
        self._hands.want_text()
        self._tell_page()

    def set_marks(
        self,
        marks: Sequence[MarkRow],
        selected: str,
        *,
        as_published: bool,
        unseen: frozenset[int],
    ) -> None:
        """Draw these places; `unseen` are the pages that still need a person's eyes."""
        self._selected = next((mark for mark in marks if mark.key == selected), None)
        self._marks = marks
        by_page: dict[int, list[MarkRow]] = defaultdict(list)
        for mark in marks:
            by_page[mark.page_index].append(mark)
        for index, item in enumerate(self._pages):
            item.set_marks(
                by_page[index], selected, as_published=as_published, needs_eyes=index in unseen
            )
        self._tell_page()

    def _tell_page(self) -> None:
        """Tell a screen reader what it would see; without one nothing is done."""
        if is_listened_to():
            index, count = self._current_page, len(self._pages)
            words = self._hands.texts.get(index)
            tell(self, spoken(index, count, self._marks, words) if count else "")

    def set_doubts(self, boxes: Mapping[int, tuple[Box, ...]]) -> None:
        """Hatch words of scans that may be read wrongly, by 0-based page index."""
        for index, item in enumerate(self._pages):
            item.set_doubts(boxes.get(index, ()))

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
            self.verticalScrollBar().setValue(round(self._layout.row_of(nearest) - GAP / 2))
            self._set_current(nearest)

    def turn_page(self, step: int) -> None:
        """To the next (1) or previous (-1) page, or pair of pages."""
        self.show_page(self._current_page + step * self._columns)

    def zoom_to_mark(self, mark: MarkRow) -> None:
        """Show a place large, in the middle of the view."""
        if mark.boxes and mark.page_index < len(self._pages):
            item = self._pages[mark.page_index]
            self._set_fit(Fit.NONE, max(self._scale(), CLOSE))
            self.centerOn(item.mapRectToScene(item.rect_of(mark.boxes[0])).center())
            self._set_current(mark.page_index)

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
        zoom = max(MIN_ZOOM, min(MAX_ZOOM, self._scale() * factor))
        self._set_fit(Fit.NONE, zoom, around)

    def zoom_to_fit(self, fit: Fit = Fit.WIDTH) -> None:
        """As wide as the window, or whole pages; what could not be drawn is tried again."""
        self._set_fit(fit)
        self.pictures.retry()

    def turn_view(self, degrees: int) -> None:
        """Turn all pages on the screen, clockwise by a multiple of 90; the file stays as it is."""
        self._turn = Rotation.of(self._turn + degrees)
        for item in self._pages:
            item.set_turn(self._turn)
        self._set_fit(self._fit, self._zoom)

    def set_columns(self, columns: int) -> None:
        """So many pages side by side: 1 or 2."""
        self._columns = columns
        self._set_fit(self._fit, self._zoom)

    def _set_fit(self, fit: Fit, zoom: float = 1.0, around: QPoint | None = None) -> None:
        place = around or self.viewport().rect().center()
        item = self.page_at(place) or (self._pages[self._current_page] if self._pages else None)
        size = item.boundingRect() if item else None
        before = item.mapFromScene(self.mapToScene(place)) if item else None
        self._fit, self._zoom = fit, zoom
        self._lay_out()
        if item is not None and size is not None and before is not None and size.width():
            # WHY by share of the page: it may have been turned in between.
            now, share = (
                item.boundingRect(),
                (before.x() / size.width(), before.y() / size.height()),
            )
            point = QPointF(share[0] * now.width(), share[1] * now.height())
            self._scroll_so_that(item.mapToScene(point), place)
        self.pictures.refresh()

    def _scroll_so_that(self, point: QPointF, place: QPoint) -> None:
        """Scroll until this point of the scene lies at this place of the view."""
        off = self.mapFromScene(point) - place
        for bar, distance in (
            (self.horizontalScrollBar(), off.x()),
            (self.verticalScrollBar(), off.y()),
        ):
            bar.setValue(bar.value() + distance)

    def _scale(self) -> float:
        if self._fit is Fit.NONE:
            return self._zoom
        sizes = [
            (area.width() / item.scale_factor, area.height() / item.scale_factor)
            for item in self._pages
            for area in (item.boundingRect(),)
        ]
        room = (float(self.viewport().width()), float(self.viewport().height()))
        return fitting_scale(sizes, room, self._fit, self._columns)

    def _lay_out(self) -> None:
        scale = self._scale()
        for item in self._pages:
            item.set_scale(scale)
        areas = [item.boundingRect() for item in self._pages]
        self._layout = lay_out([(area.width(), area.height()) for area in areas], self._columns)
        for item, corner in zip(self._pages, self._layout.corners, strict=True):
            item.setPos(*corner)
        self._hands.drawing.drop()
        self.scene().setSceneRect(-GAP, 0, self._layout.width + 2 * GAP, self._layout.height)

    # What is in view --------------------------------------------------------------------------

    def page_at(self, place: QPoint) -> PageItem | None:
        """The page at a place of the viewport; None beside the pages."""
        point = self.mapToScene(place)
        row = [self._pages[index] for index in self._layout.row_at(point.y())]
        return next((item for item in row if item.sceneBoundingRect().contains(point)), None)

    def _wanted(self) -> list[int]:
        """The pages in view, then the ones just after and before."""
        if not self._pages:
            return []
        view = self.mapToScene(self.viewport().rect()).boundingRect()
        first = self._layout.row_at(view.top()).start
        last = self._layout.row_at(view.bottom()).stop - 1
        ahead = [
            *range(last + 1, last + 1 + self._columns),
            *range(first - self._columns, first),
        ]
        return [
            *range(first, last + 1),
            *(index for index in ahead if 0 <= index < len(self._pages)),
        ]

    def _on_scrolled(self) -> None:
        self.pictures.refresh()
        if self._pages:
            middle = self.mapToScene(self.viewport().rect().center()).y()
            row = self._layout.row_at(middle)
            if self._current_page not in row:
                self._set_current(row.start)

    def _set_current(self, index: int) -> None:
        if index != self._current_page:
            self._current_page = index
            self.page_shown.emit(index)
            self._hands.want_text()
            self._tell_page()

    # Tools ------------------------------------------------------------------------------------

    def set_drawing(self, on: bool) -> None:
        """Whether dragging, or the arrow keys, draw a box."""
        self.use(Tool.DRAW if on else Tool.CHOOSE)

    def use(self, tool: Tool) -> None:
        """What dragging and the arrow keys do from now on."""
        self._hands.use(tool)

    def adjust(self, mark: MarkRow) -> None:
        """Move and size a redaction with the arrow keys; once more takes its next box."""
        self._hands.adjust(mark)

    def put_text(self, page: TextMap) -> None:
        """The letters of a page of this document; see `text_wanted`."""
        self._hands.put_text(page)
        if page.page_index == self._current_page:
            self._tell_page()

    @property
    def tool(self) -> Tool:
        """What dragging does now."""
        return self._hands.tool

    @property
    def selected_text(self) -> tuple[Selected, ...]:
        """The text that is selected, page by page."""
        return self._hands.selecting.parts

    @property
    def is_selection_read(self) -> bool:
        """Whether the text of every page that is selected is there."""
        return self._hands.selecting.is_read

    def clear_selection(self) -> None:
        """Let selected text go."""
        self._hands.selecting.clear()

    def _start(self) -> Box | None:
        """Where the chosen place is on the page in view; None when it is elsewhere."""
        mark = self._selected
        if mark is None or not mark.boxes or mark.page_index != self._current_page:
            return None
        return mark.boxes[0]

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if not self._hands.pressed(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if not self._hands.moved(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if not self._hands.released(event):
            super().mouseReleaseEvent(event)
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if not self._hands.double_clicked(event):
            self.mousePressEvent(event)

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
            and self._hands.takes_key(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() in turns and not event.modifiers():
            self.turn_page(turns[Qt.Key(event.key())])
        elif not self._hands.key(event, self._start()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if self._fit is not Fit.NONE:
            self._set_fit(self._fit)
        self.pictures.refresh()
