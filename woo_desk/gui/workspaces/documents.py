"""Workspace "Documenten": page by page, place by place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from woo_desk.gui.workspaces.base import Workspace
from woo_desk.texts import text


class DocumentsWorkspace(Workspace):
    """The pages of one document, the list of all on the left, its places on the right."""

    name = "documents"
    docks = ("documents", "document")

    def middle(self) -> QWidget:
        """The pages, or why there are none."""
        window, state = self.desk.window, self.desk.state
        if state is not None and state.pages:
            return window.page_pane
        window.no_pages.setText(self._why_no_pages())
        return window.no_pages

    def areas(self) -> Sequence[QWidget]:
        """Documents, pages, fields of the document, places."""
        window = self.desk.window
        return (
            window.document_list.view,
            window.page_view,
            window.document_panel.title,
            window.finding_panel.view,
        )

    def _why_no_pages(self) -> str:
        problem = self.desk.state.document.problem if self.desk.state else None
        if problem is None:
            return text("gui.no_pages")
        key = f"problem.{problem.value}"
        return f"{text(key)}\n\n{text(f'{key}.what_now')}"
