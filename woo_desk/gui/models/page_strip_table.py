"""The pages of one document as a row of small ones, each with where it stands."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt
from PySide6.QtGui import QPixmap

from woo_desk.domain.document import Page
from woo_desk.gui.models.finding_table import MarkRow, MarkState
from woo_desk.gui.models.row_table import Index
from woo_desk.texts import text

PAGE_ROLE = Qt.ItemDataRole.UserRole
"""The PageStand of a page."""
KEPT = 400
"""So many small pictures are kept."""


@dataclass(frozen=True, slots=True)
class PageStand:
    """Where one page stands."""

    page: Page
    open: int
    """Places that a person still has to decide."""
    redacted: int
    seen: bool
    """It has been in the middle of the view."""
    needs_eyes: bool
    """Detection cannot vouch for it, and nobody has looked at it yet."""

    @property
    def words(self) -> str:
        """The same for a screen reader, and as a tool tip."""
        parts = [text("gui.strip.page", number=self.page.index + 1)]
        if self.needs_eyes:
            parts.append(text("gui.strip.needs_eyes"))
        if self.open:
            parts.append(text("gui.strip.open", count=self.open))
        if self.redacted:
            parts.append(text("gui.strip.redacted", count=self.redacted))
        parts.append(text("gui.strip.seen" if self.seen else "gui.strip.unseen"))
        return ", ".join(parts)


def stands_of(
    pages: Sequence[Page], marks: Sequence[MarkRow], seen: frozenset[int], unseen: frozenset[int]
) -> list[PageStand]:
    """Where each page stands.

    Args:
        pages: of the document.
        marks: its places.
        seen: indexes of the pages that have been in view.
        unseen: indexes of the pages that need a person's eyes.
    """
    still_open = Counter(mark.page_index for mark in marks if mark.is_open)
    redacted = Counter(m.page_index for m in marks if m.state is MarkState.REDACTED)
    return [
        PageStand(
            page,
            still_open[page.index],
            redacted[page.index],
            page.index in seen,
            page.index in unseen,
        )
        for page in pages
    ]


class PageStripTable(QAbstractListModel):
    """One row per page, with its small picture once that is there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stands: list[PageStand] = []
        self._pictures: dict[int, QPixmap] = {}

    def load(self, stands: list[PageStand], *, is_new: bool) -> None:
        """Show these pages; pictures stay unless they are of another document."""
        if is_new or len(stands) != len(self._stands):
            self.beginResetModel()
            self._stands = stands
            self._pictures.clear()
            self.endResetModel()
            return
        changed = [n for n, new in enumerate(stands) if new != self._stands[n]]
        self._stands = stands
        for n in changed:
            self.dataChanged.emit(self.index(n, 0), self.index(n, 0))

    def see(self, index: int) -> None:
        """A page has been in view."""
        self._stands[index] = dataclasses.replace(self._stands[index], seen=True)
        self.dataChanged.emit(self.index(index, 0), self.index(index, 0))

    def has_picture(self, index: int) -> bool:
        """Whether the small picture of a page is there."""
        return index in self._pictures

    def put_picture(self, index: int, picture: QPixmap) -> None:
        """The small picture of a page has come; an empty one for a page that cannot be drawn."""
        while len(self._pictures) >= KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[index] = picture
        self.dataChanged.emit(self.index(index, 0), self.index(index, 0))

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102
        return 0 if parent is not None and parent.isValid() else len(self._stands)

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        stand = self._stands[index.row()]
        if role == PAGE_ROLE:
            return stand
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures.get(index.row())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return stand.words
        return None
