"""Every workspace, in the order of their tabs."""

from __future__ import annotations

from woo_desk.gui.workspaces.base import Workspace
from woo_desk.gui.workspaces.documents import DocumentsWorkspace
from woo_desk.gui.workspaces.inventory import InventoryWorkspace
from woo_desk.gui.workspaces.persons import PersonsWorkspace
from woo_desk.gui.workspaces.publish import PublishWorkspace
from woo_desk.gui.workspaces.second import SecondWorkspace

WORKSPACES: tuple[type[Workspace], ...] = (
    PersonsWorkspace,
    DocumentsWorkspace,
    InventoryWorkspace,
    PublishWorkspace,
    SecondWorkspace,
)
START = DocumentsWorkspace.name
"""Where a dossier opens that was never open here before."""
