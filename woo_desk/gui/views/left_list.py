"""The list of what still blocks the export, with what can be done about the chosen line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from woo_desk.gui.models.document_table import plain_tip
from woo_desk.gui.models.left_lines import LeftLine
from woo_desk.gui.room import LeastRoom
from woo_desk.gui.views.tables import LEADING
from woo_desk.texts import text

_LEAST = 24
"""Characters for which the column that says what is left always has room."""

_COLUMNS = ("sign", "number", "document", "what", "places", "page")
TITLE, WHAT = 2, 3
"""Columns."""


class LeftList(QWidget):
    """One line for each thing.

    Signals:
        wanted(LeftLine): go to the place of this line.
        agreed(LeftLine): the user looked at these places and lets them go out.
        compared(LeftLine): show the passages of this line side by side.
    """

    wanted = Signal(object)
    agreed = Signal(object)
    compared = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[LeftLine] = ()
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        self.view = self._empty_list()
        self.view.itemActivated.connect(lambda _item: self._go())
        self.view.itemSelectionChanged.connect(self._on_chosen)
        self._now = QLabel()
        self._now.setWordWrap(True)
        self._now.setMinimumHeight(self._now.fontMetrics().height() * 3)
        self._now.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.go, self.agree, self.compare = (
            QPushButton(text(f"gui.left.{name}")) for name in ("go", "agree", "compare")
        )
        self.go.clicked.connect(self._go)
        self.agree.clicked.connect(self._agree)
        self.compare.clicked.connect(self._go)
        row = QHBoxLayout()
        for button in (self.go, self.agree, self.compare):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.heading)
        column.addWidget(self.view, 1)
        column.addWidget(self._now)
        column.addLayout(row)
        self.show_lines(())

    def show_lines(self, lines: Sequence[LeftLine]) -> None:
        """Show these; the chosen line stays chosen when it is still there."""
        before = self.chosen
        self._lines = lines
        blocking = sum(line.count for line in lines if line.blocks)
        looked = sum(line.count for line in lines if not line.blocks)
        said = [text("gui.left.count", count=blocking) if blocking else text("gui.left.none")]
        if looked:
            said.append(text("gui.left.to_look", count=looked))
        self.heading.setText(" ".join(said))
        self.view.clear()
        self.view.addTopLevelItems([self._item(line) for line in lines])
        names = [(line.kind, line.document_id) for line in lines]
        wanted = (before.kind, before.document_id) if before else None
        self.choose(names.index(wanted) if wanted in names else 0)
        self._on_chosen()

    def show_reading(self) -> None:
        """Say that the list is being made anew; until then it is that of before."""
        self.heading.setText(text("gui.left.reading"))

    @property
    def lines(self) -> Sequence[LeftLine]:
        """All that is listed."""
        return self._lines

    @property
    def chosen(self) -> LeftLine | None:
        """The line that is selected."""
        item = self.view.currentItem()
        row = -1 if item is None else self.view.indexOfTopLevelItem(item)
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def choose(self, row: int) -> None:
        """Select a line."""
        if (item := self.view.topLevelItem(row)) is not None:
            self.view.setCurrentItem(item)

    def _empty_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(text("gui.left.title"))
        tree.setHeaderLabels([text(f"gui.left.{name}") for name in _COLUMNS])
        tree.setRootIsDecorated(False)
        tree.setAllColumnsShowFocus(True)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(TITLE, self.fontMetrics().averageCharWidth() * 30)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        LeastRoom(header, WHAT, _LEAST)
        return tree

    def _item(self, line: LeftLine) -> QTreeWidgetItem:
        page = "" if line.page_index is None else str(line.page_index + 1)
        sign = text("gui.left.blocks" if line.blocks else "gui.left.look")
        cells = [sign, line.number, line.title, line.what, str(line.count), page]
        item = QTreeWidgetItem(cells)
        item.setToolTip(TITLE, plain_tip(line.title))
        item.setToolTip(WHAT, plain_tip(line.what))
        item.setSizeHint(WHAT, QSize(0, self.fontMetrics().height() + LEADING))
        return item

    def _on_chosen(self) -> None:
        line = self.chosen
        self.go.setEnabled(line is not None and bool(line.document_id or line.action))
        self.agree.setEnabled(line is not None and bool(line.unchecked))
        self.compare.setEnabled(line is not None and bool(line.passages))
        how = text("gui.left.how") if self._lines else ""
        self._now.setText(f"{line.what}\n{line.now}" if line else how)

    def _go(self) -> None:
        line = self.chosen
        if line is not None and line.passages:
            self.compared.emit(line)
        elif line is not None and (line.document_id or line.action):
            self.wanted.emit(line)

    def _agree(self) -> None:
        if (line := self.chosen) is not None:
            self.agreed.emit(line)
