"""What still blocks the export: one line each, and a jump to the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.ids import DocumentId, FindingId
from woo_desk.texts import text


@dataclass(frozen=True, slots=True)
class BlockerLine:
    """One thing to settle."""

    number: str
    """Printed number of the document; "" for the dossier as a whole."""
    what: str
    now: str
    document_id: DocumentId | None
    page_index: int | None
    finding_id: FindingId | None


class BlockersDialog(QDialog):
    """Accepted when the user wants to go to the chosen line."""

    def __init__(self, lines: Sequence[BlockerLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.left.title"))
        self._lines = lines
        heading = QLabel(
            text("gui.left.count", count=len(lines)) if lines else text("gui.left.none")
        )
        self._list = QTreeWidget()
        self._list.setAccessibleName(text("gui.left.title"))
        self._list.setHeaderLabels(
            [text(f"gui.left.{name}") for name in ("document", "page", "what", "now")]
        )
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for line in lines:
            page = "" if line.page_index is None else str(line.page_index + 1)
            self._list.addTopLevelItem(QTreeWidgetItem([line.number, page, line.what, line.now]))
        for column in range(3):
            self._list.resizeColumnToContents(column)
        self._list.itemActivated.connect(self.accept)
        self._go = QPushButton(text("gui.left.go"))
        self._go.setEnabled(False)
        self._list.itemSelectionChanged.connect(
            lambda: self._go.setEnabled(self.chosen is not None)
        )
        buttons = QDialogButtonBox()
        buttons.addButton(self._go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(text("gui.button.close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(heading)
        layout.addWidget(self._list, 1)
        layout.addWidget(buttons)
        self.resize(820, 460)

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
