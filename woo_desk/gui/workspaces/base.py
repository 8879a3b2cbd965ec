"""What a workspace is: one way of looking at the open dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from woo_desk.domain.changes import Changes
from woo_desk.domain.ids import DocumentId
from woo_desk.gui.actions.spec import WindowState

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk


class Workspace(QObject):
    """Has the middle of the window while it is at the front. Action: `workspace_<name>`.

    Attributes:
        name: in the table of actions, the memory of the window and the manual.
        docks: names of the docks that stand beside it.
    """

    name: ClassVar[str]
    docks: ClassVar[tuple[str, ...]] = ()

    def __init__(self, desk: Desk) -> None:
        """Make the widgets, empty: no dossier is open yet."""
        super().__init__(desk)
        self.desk = desk

    def middle(self) -> QWidget:
        """What stands in the middle now, in a dossier with documents."""
        raise NotImplementedError

    def areas(self) -> Sequence[QWidget]:
        """Where F6 goes, in order."""
        return ()

    def show(self) -> None:
        """It comes to the front: show the dossier as it is now."""

    def refresh(self, changes: Changes) -> None:
        """Something changed while it is at the front."""

    def note(self, changes: Changes) -> None:
        """Something changed while another workspace is at the front."""

    def selected_documents(self) -> list[DocumentId]:
        """The documents that decisions about whole documents are for."""
        return self.desk.window.document_list.selected_ids()

    def add_to(self, state: WindowState) -> WindowState:
        """The state of the window with what only this workspace knows."""
        return state

    def leave(self) -> None:
        """The dossier is closed: forget all of it."""
