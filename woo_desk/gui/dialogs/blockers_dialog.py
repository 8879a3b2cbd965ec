"""What still blocks the export: one line each, and a jump to the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.acknowledgement import UncheckedPlace
from woo_desk.domain.ids import DocumentId, FindingId
from woo_desk.gui.models.document_table import plain_tip
from woo_desk.gui.views.tables import LEADING
from woo_desk.texts import text

TITLE, WHAT = 1, 2
"""Columns."""


@dataclass(frozen=True, slots=True)
class BlockerLine:
    """One thing to settle."""

    number: str
    """Printed number of the document; "" for the dossier as a whole."""
    title: str
    what: str
    now: str
    count: int
    """So many places of the document have it; the jump goes to the first."""
    document_id: DocumentId | None
    page_index: int | None
    finding_id: FindingId | None
    is_person: bool = False
    """About a person: the jump goes to the person board."""
    unchecked: tuple[UncheckedPlace, ...] = ()
    """Places that the verifier could not check, and that a person may agree with."""


class BlockersDialog(QDialog):
    """Accepted when the user wants to go to the chosen line."""

    def __init__(self, lines: Sequence[BlockerLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.left.title"))
        self._lines = lines
        count = sum(line.count for line in lines)
        heading = QLabel(text("gui.left.count", count=count) if lines else text("gui.left.none"))
        heading.setWordWrap(True)
        self._list = self._filled(lines)
        self._list.itemActivated.connect(self.accept)
        self._list.setVisible(bool(lines))
        self._now = QLabel(text("gui.left.how"))
        self._now.setWordWrap(True)
        self._now.setMinimumHeight(self._now.fontMetrics().height() * 3)
        self._now.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._now.setVisible(bool(lines))
        self._go = QPushButton(text("gui.left.go"))
        self._go.setEnabled(False)
        self._go.setDefault(True)
        self._go.setVisible(bool(lines))
        self.agreed = False
        """Whether the user has looked at the chosen place and agrees that it goes out."""
        self._agree = QPushButton(text("gui.left.agree"))
        self._agree.setVisible(any(line.unchecked for line in lines))
        self._agree.setEnabled(False)
        self._agree.clicked.connect(self._on_agreed)
        self._list.itemSelectionChanged.connect(self._on_chosen)
        buttons = QDialogButtonBox()
        buttons.addButton(self._agree, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(text("gui.button.close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(heading)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._now)
        layout.addWidget(buttons)
        if lines:
            self.resize(980, 560)
            self.choose(0)

    def _filled(self, lines: Sequence[BlockerLine]) -> QTreeWidget:
        """The table of what is left."""
        tree = QTreeWidget()
        tree.setAccessibleName(text("gui.left.title"))
        tree.setHeaderLabels(
            [text(f"gui.left.{name}") for name in ("number", "document", "what", "places", "page")]
        )
        tree.setRootIsDecorated(False)
        tree.setAllColumnsShowFocus(True)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for line in lines:
            page = "" if line.page_index is None else str(line.page_index + 1)
            item = QTreeWidgetItem([line.number, line.title, line.what, str(line.count), page])
            item.setToolTip(TITLE, plain_tip(line.title))
            item.setSizeHint(WHAT, QSize(0, self.fontMetrics().height() + LEADING))
            tree.addTopLevelItem(item)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(TITLE, self.fontMetrics().averageCharWidth() * 34)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        return tree

    @property
    def chosen(self) -> BlockerLine | None:
        """The line that is selected."""
        item = self._list.currentItem()
        if item is None:
            return None
        return self._lines[self._list.indexOfTopLevelItem(item)]

    def choose(self, row: int) -> None:
        """Select a line."""
        if (item := self._list.topLevelItem(row)) is not None:
            self._list.setCurrentItem(item)

    @property
    def lines(self) -> Sequence[BlockerLine]:
        """All that is listed."""
        return self._lines

    def _on_chosen(self) -> None:
        line = self.chosen
        self._go.setEnabled(line is not None and line.document_id is not None)
        self._agree.setEnabled(line is not None and bool(line.unchecked))
        self._now.setText(f"{line.what}\n{line.now}" if line else text("gui.left.how"))

    def _on_agreed(self) -> None:
        self.agreed = True
        self.accept()
