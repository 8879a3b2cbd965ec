"""A strip of small pages with where each stands: seen, open, redacted, to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPalette, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.geometry import Rotation
from woo_desk.gui.items.page_item import PAPER, UNSEEN
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.gui.models.page_strip_table import PAGE_ROLE, PageStand, PageStripTable, stands_of
from woo_desk.gui.views.page_pictures import PagePictures, Render
from woo_desk.texts import text
from woo_desk.usecases.requests import RenderResult

PICTURE = 62
"""Height of a small page, in pixels at 100%."""
BELOW = 16
"""Room for the signs below it, at the least."""
PADDING = 4
OPEN, REDACTED, SEEN = "◐", "■", "✓"
"""The same signs as in the lists. In the first place the state that asks most."""
OPEN_COLOUR = {False: QColor("#8f5600"), True: QColor("#ffb84d")}


class PageStrip(QListView):
    """One document from left to right.

    Signals:
        page_chosen(int): a small page was clicked, or reached with the arrow keys.
    """

    page_chosen = Signal(int)

    def __init__(
        self, render: Render, pictures: PagePictures, parent: QWidget | None = None
    ) -> None:
        """Args: pictures: the large ones; small ones are only asked for when those are there."""
        super().__init__(parent)
        self._render, self._large = render, pictures
        self._table = PageStripTable(self)
        self._document = ""
        self._number = 0
        self._is_waiting = False
        self._is_off = False
        self._seen: dict[str, set[int]] = {}
        self.setModel(self._table)
        self.setItemDelegate(_Delegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(text("gui.strip.name"))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(cell_size(self).height() + bar + 2)
        pictures.idle.connect(self._ask_for_next)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._ask_for_next())
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_state(
        self, state: DocumentState | None, marks: Sequence[MarkRow], unseen: frozenset[int]
    ) -> None:
        """Show where the pages of this document stand now."""
        document = state.document.id if state else ""
        is_new = document != self._document
        if is_new:
            self._document = document
            self._number += 1
            self._is_waiting = False
            self._seen.setdefault(document, set()).add(0)
        looked = state.looked_at if state else frozenset()
        seen = frozenset(self._seen.get(document, ())) | looked
        pages = state.pages if state else ()
        self._table.load(stands_of(pages, marks, seen, unseen), is_new=is_new)
        if is_new:
            self.show_page(0)
        self.setVisible(len(pages) > 1 and not self._is_off)
        self._ask_for_next()

    def set_on(self, on: bool) -> None:
        """Whether the strip is wanted; a document of one page has none."""
        self._is_off = not on
        self.setVisible(on and self._table.rowCount() > 1)
        self._ask_for_next()

    def show_page(self, index: int) -> None:
        """Another page is in the middle of the view: it has been seen, and stands out here."""
        if 0 <= index < self._table.rowCount():
            self._seen.setdefault(self._document, set()).add(index)
            self._table.see(index)
            blocked = self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self._table.index(index, 0))
            self.selectionModel().blockSignals(blocked)
            self.viewport().update()

    def forget(self) -> None:
        """The dossier is closed."""
        self._seen.clear()

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.page_chosen.emit(index.row())

    def _ask_for_next(self) -> None:
        """Ask for one small picture that is in view and not there yet."""
        # WHY not while a large one waits: on the lane of the screen it would be thrown out.
        if self._is_waiting or self._large.is_busy or not self.isVisible():
            return
        first = self.indexAt(self.viewport().rect().topLeft() + QRect(0, 0, 6, 6).center()).row()
        count = self.viewport().width() // cell_size(self).width() + 2
        rows = range(max(0, first), min(max(0, first) + count, self._table.rowCount()))
        index = next((row for row in rows if not self._table.has_picture(row)), None)
        if index is None:
            return
        stand: PageStand = self._table.index(index, 0).data(PAGE_ROLE)
        page = stand.page
        height = page.width if page.rotation in (Rotation.RIGHT, Rotation.LEFT) else page.height
        scale = max(0.02, PICTURE / height * self.devicePixelRatioF())
        self._is_waiting = True
        number = self._number
        self._render(index, scale, lambda result: self._take(number, index, result))

    def _take(self, number: int, index: int, result: object) -> None:
        if number != self._number:
            return  # of a document that is no longer shown
        self._is_waiting = False
        if isinstance(result, RenderResult):
            image = QImage(
                result.pixels,
                result.width,
                result.height,
                result.stride,
                QImage.Format.Format_RGB888,
            )
            self._table.put_picture(index, QPixmap.fromImage(image))
        elif not self._large.is_busy:  # it was not outrun: this page cannot be drawn
            self._table.put_picture(index, QPixmap())
        self._ask_for_next()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._ask_for_next()


def cell_size(view: QWidget) -> QSize:
    """Room for one small page with its signs, larger with larger text."""
    line = max(BELOW, view.fontMetrics().height())
    width = max(PICTURE, view.fontMetrics().horizontalAdvance(f"999 {OPEN}99 {REDACTED}99"))
    return QSize(width + 2 * PADDING, PICTURE + line + 2 * PADDING)


class _Delegate(QStyledItemDelegate):
    """Paints one small page."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = self.parent()
        return cell_size(view) if isinstance(view, QWidget) else QSize()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        stand: PageStand = index.data(PAGE_ROLE)
        area, palette = option.rect, option.palette
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(area, palette.color(QPalette.ColorRole.Highlight))
        paper = _paper(stand, area)
        painter.fillRect(paper, PAPER)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QPixmap) and not picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(paper, picture, QRectF(picture.rect()))
        if stand.needs_eyes:
            painter.setPen(QPen(QBrush(UNSEEN, Qt.BrushStyle.BDiagPattern), 5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(paper.adjusted(2, 2, -2, -2))
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper)
        self._paint_signs(painter, stand, area, palette, is_chosen=is_chosen)

    def _paint_signs(
        self,
        painter: QPainter,
        stand: PageStand,
        area: QRect,
        palette: QPalette,
        *,
        is_chosen: bool,
    ) -> None:
        line = area.adjusted(PADDING, PICTURE + PADDING, -PADDING, 0)
        role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        signs = [str(stand.page.index + 1)]
        if stand.open:
            signs.append(f"{OPEN}{stand.open}")
        if stand.redacted:
            signs.append(f"{REDACTED}{stand.redacted}")
        if stand.seen and not stand.open:
            signs.append(SEEN)
        is_dark = palette.color(QPalette.ColorRole.Base).lightness() < 128
        colour = palette.color(role)
        if stand.open and not is_chosen:
            colour = OPEN_COLOUR[is_dark]
        painter.setPen(colour)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), " ".join(signs))


def _paper(stand: PageStand, area: QRect) -> QRectF:
    """Where the page itself is drawn in its cell."""
    page = stand.page
    width, height = page.width, page.height
    if page.rotation in (Rotation.RIGHT, Rotation.LEFT):
        width, height = height, width
    room = area.width() - 2 * PADDING
    scale = min(PICTURE / height, room / width)
    left = area.left() + (area.width() - width * scale) / 2
    return QRectF(left, area.top() + PADDING, width * scale, height * scale)
