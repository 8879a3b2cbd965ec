"""All shortcuts on one sheet, from the one action table."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from woo_desk.gui.actions.table import ACTIONS, MENUS
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text


class KeysDialog(QDialog):
    """One branch per menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.keys.title"))
        tree = self._tree = QTreeWidget()
        tree.setAccessibleName(text("gui.keys.title"))
        tree.setHeaderLabels([text("gui.keys.action"), text("gui.keys.key")])
        for menu in MENUS:
            specs = [spec for spec in ACTIONS if spec.menu == menu and spec.shortcut]
            if not specs:
                continue
            branch = QTreeWidgetItem([text(f"gui.menu.{menu}").replace("&", "")])
            for spec in specs:
                label = text(f"gui.action.{spec.id}").rstrip("…")
                branch.addChild(QTreeWidgetItem([label, spec.shown_keys]))
            tree.addTopLevelItem(branch)
        for tool, names in _OWN_KEYS.items():
            own = QTreeWidgetItem([text(f"gui.keys.{tool}")])
            for name in names:
                words = [text(f"gui.keys.{tool}.{name}"), text(f"gui.keys.{tool}.{name}.keys")]
                own.addChild(QTreeWidgetItem(words))
            tree.addTopLevelItem(own)
        tree.expandAll()
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox()
        buttons.addButton(text("gui.button.close"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(tree, 1)
        column.addWidget(buttons)
        resize_for_letters(self, 560, 640)

    def shown(self) -> list[str]:
        """Every key on the sheet."""
        branches = [self._tree.topLevelItem(n) for n in range(self._tree.topLevelItemCount())]
        rows = [
            branch.child(n) for branch in branches if branch for n in range(branch.childCount())
        ]
        return [row.text(1) for row in rows if row]


_OWN_KEYS = {
    "drawing": ("move", "size", "fine", "finish", "leave"),
    "text": ("move", "word", "select", "page", "finish"),
}
"""Keys of a tool while it is in use."""
