"""Which workspace is at the front, remembered for each dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from woo_desk.domain.changes import Changes
from woo_desk.gui.views.workspace_bar import WorkspaceBar
from woo_desk.gui.workspaces.base import Workspace
from woo_desk.gui.workspaces.table import START, WORKSPACES

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk


class Workspaces(QObject):
    """Makes all of them, and brings one to the front.

    Attributes:
        current: the one at the front.
        bar: their tabs.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._by_name = {kind.name: kind(desk) for kind in WORKSPACES}
        self.current = self._by_name[START]
        self.bar = WorkspaceBar(tuple(self._by_name), desk.window.actions_)
        self.bar.chosen.connect(self.go)
        desk.window.add_row_above_toolbar(self.bar)

    def __getitem__(self, name: str) -> Workspace:
        return self._by_name[name]

    def go(self, name: str) -> None:
        """Bring a workspace to the front; nothing without a dossier."""
        desk = self._desk
        if desk.session is None:
            return
        is_other = self.current.name != name
        self.current = self._by_name[name]
        desk.memory.keep_workspace(desk.session.file.path, name)
        self.current.show()
        desk.in_step.refresh_middle()
        desk.refresh_actions()
        if is_other and (areas := self.current.areas()):
            areas[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open(self) -> None:
        """A dossier was opened: go where it was left."""
        desk = self._desk
        if desk.session is not None:
            name = desk.memory.workspace(desk.session.file.path)
            self.current = self._by_name.get(name, self._by_name[START])
            self.current.show()

    def refresh(self, changes: Changes) -> None:
        """Something changed: tell the one at the front; the others read when they are shown."""
        for workspace in self._by_name.values():
            if workspace is not self.current:
                workspace.note(changes)
        self.current.refresh(changes)

    def leave(self) -> None:
        """The dossier is closed."""
        for workspace in self._by_name.values():
            workspace.leave()
        self.current = self._by_name[START]

    def next_area(self) -> None:
        """Move the focus on to the next part of the workspace that is shown, and around."""
        areas = [area for area in self.current.areas() if area.isVisible()]
        if not areas:
            return
        focus = self._desk.window.focusWidget()
        here = next((n for n, area in enumerate(areas) if _is_in(area, focus)), -1)
        areas[(here + 1) % len(areas)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _is_in(area: QObject, focus: QObject | None) -> bool:
    """Whether the focus is in an area, or in what stands around it (its filter, its buttons)."""
    around = area.parent()
    while focus is not None:
        if focus in (area, around):
            return True
        focus = focus.parent()
    return False
