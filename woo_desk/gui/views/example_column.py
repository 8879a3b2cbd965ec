"""A column of page strips, each with its place, where it stands and what was decided."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from woo_desk.gui.models.example_list import Example, ExampleList, ExampleRole
from woo_desk.texts import text

MARGIN = 10
STRIP = 76
"""Height of the strip of page, in pixels of the screen."""
Index = QModelIndex | QPersistentModelIndex


class ExampleDelegate(QStyledItemDelegate):
    """Draws one place: heading and verdict, the strip, a line of text around the words."""

    def row_height(self, view: QWidget) -> int:
        """Pixels for one place at the present size of text."""
        return 2 * view.fontMetrics().height() + STRIP + 4 * MARGIN // 2 + 6

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        view = option.widget
        return QSize(100, self.row_height(view) if view is not None else STRIP)

    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        example: Example = index.data(ExampleRole.EXAMPLE)
        painter.save()
        rect, palette = option.rect, option.palette
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, palette.base())
        inner = rect.adjusted(MARGIN, MARGIN // 2, -MARGIN, -MARGIN // 2)
        self._heading(painter, inner, example, palette)
        line = painter.fontMetrics().height()
        strip = QRect(inner.left(), inner.top() + line + 4, inner.width(), STRIP)
        self._strip(painter, strip, example, palette)
        below = QRect(inner.left(), strip.bottom() + 4, inner.width(), line)
        shown = painter.fontMetrics().elidedText(
            example.context, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(below, int(_LEFT), shown)
        pen = QPen(palette.color(QPalette.ColorRole.Highlight), 3)
        if is_chosen:
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(2, 2, -3, -3))
        else:
            painter.setPen(palette.color(QPalette.ColorRole.Mid))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _heading(
        self, painter: QPainter, inner: QRect, example: Example, palette: QPalette
    ) -> None:
        font = QFont(painter.font())
        metrics = painter.fontMetrics()
        verdict = example.verdict
        room = metrics.horizontalAdvance(verdict) + MARGIN
        line = QRect(inner.left(), inner.top(), inner.width(), metrics.height())
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        left = line.adjusted(0, 0, -room, 0)
        shown = metrics.elidedText(example.heading, Qt.TextElideMode.ElideMiddle, left.width())
        painter.drawText(left, int(_LEFT), shown)
        if example.deviates:
            font.setBold(True)
            painter.setFont(font)
        painter.drawText(line, int(_RIGHT), verdict)
        font.setBold(False)
        painter.setFont(font)

    def _strip(self, painter: QPainter, strip: QRect, example: Example, palette: QPalette) -> None:
        if example.picture is not None:
            painter.setClipRect(strip)
            painter.drawPixmap(strip.topLeft(), example.picture)
            painter.setClipping(False)
        else:
            key = "gui.example.no_picture" if example.is_read else "gui.example.busy"
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(strip, int(Qt.AlignmentFlag.AlignCenter), text(key))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawRect(strip)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ExampleColumn(QListView):
    """The list; says which places are in view, so that only those are read.

    Signals:
        view_changed(): other places are in view, or they have another width.
        chosen(): another place was chosen.
        opened(): a place was double-clicked.
    """

    view_changed = Signal()
    chosen = Signal()
    opened = Signal()

    def __init__(self, model: ExampleList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(ExampleDelegate(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(text("gui.example.list"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.view_changed.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        model.modelReset.connect(self.view_changed.emit)

    def current(self) -> Example | None:
        """The chosen place; None without one."""
        index = self.currentIndex()
        return self._model.examples[index.row()] if index.isValid() else None

    def step(self) -> bool:
        """Choose the next place, around the end; False when there is none."""
        count = len(self._model.examples)
        if not count:
            return False
        row = (self.currentIndex().row() + 1) % count
        self.setCurrentIndex(self._model.index(row))
        return True

    def in_view(self) -> list[Example]:
        """The places that can be seen now, from top to bottom."""
        examples = self._model.examples
        if not examples:
            return []
        top = self.indexAt(self.viewport().rect().topLeft()).row()
        last = self.indexAt(self.viewport().rect().bottomLeft()).row()
        return list(examples[max(top, 0) : (last if last >= 0 else len(examples) - 1) + 1])

    def strip_width(self) -> int:
        """Pixels that a strip of page can be wide."""
        return max(50, self.viewport().width() - 2 * MARGIN)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.view_changed.emit()
