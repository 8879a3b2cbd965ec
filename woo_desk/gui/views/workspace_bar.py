"""The tabs of the workspaces, with the search field and the palette beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QTabBar, QToolBar, QWidget

from woo_desk.gui.actions.action_set import ActionSet
from woo_desk.texts import text


class WorkspaceBar(QToolBar):
    """The row above the toolbar.

    Signals:
        chosen(str): a tab was chosen, by its workspace's name.
    """

    chosen = Signal(str)

    def __init__(self, names: Sequence[str], actions: ActionSet) -> None:
        super().__init__(text("gui.workspace.bar"), movable=False)
        self.setObjectName("workspaces")
        # WHY: as with the toolbar, a hidden one can only be had back by who knows where.
        self.toggleViewAction().setEnabled(False)
        self._names = tuple(names)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(text("gui.workspace.bar"))
        for index, name in enumerate(self._names):
            self.tabs.addTab(text(f"gui.workspace.{name}"))
            self.tabs.setTabToolTip(index, actions[f"workspace_{name}"].toolTip())
        self.tabs.currentChanged.connect(self._on_tab)
        self.addWidget(self.tabs)
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(room)

    def show_current(self, name: str, *, has_dossier: bool) -> None:
        """Show which workspace is at the front; without a dossier there is none to go to."""
        blocked = self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(self._names.index(name))
        self.tabs.blockSignals(blocked)
        self.tabs.setEnabled(has_dossier)

    def _on_tab(self, index: int) -> None:
        self.chosen.emit(self._names[index])
