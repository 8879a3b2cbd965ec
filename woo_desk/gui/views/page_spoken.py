"""What a page says to who cannot see it: where she is, what is marked on it, and its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from woo_desk.domain.text_map import TextMap
from woo_desk.gui.models.finding_table import MarkRow
from woo_desk.texts import text


def is_listened_to() -> bool:
    """Whether a screen reader, or another aid, asks what stands in the window."""
    return QAccessible.isActive()


def spoken(page_index: int, pages: int, marks: Sequence[MarkRow], words: TextMap | None) -> str:
    """Number of the page, how many places in which state, each place, and the text.

    Args:
        page_index: 0-based.
        pages: how many there are.
        marks: places of the whole document, in reading order.
        words: the text of this page; None while it has not been read.
    """
    here = [mark for mark in marks if mark.page_index == page_index]
    parts = [text("gui.page_view.page", number=page_index + 1, count=pages)]
    counts = Counter(mark.state for mark in here)
    parts += [
        text("gui.page_view.counted", count=count, state=_name(state.value))
        for state, count in counts.items()
    ]
    parts += [f"{mark.words}: {_name(mark.state.value)}." for mark in here]
    if words is not None:
        read = " ".join(words.text.split())
        parts.append(read or text("gui.page_view.no_words"))
    return " ".join(parts)


def tell(view: QWidget, words: str) -> None:
    """Let this be what an aid reads of a view."""
    if view.accessibleDescription() != words:
        view.setAccessibleDescription(words)
        event = QAccessibleEvent(view, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)


def _name(state: str) -> str:
    return text(f"gui.mark_state.{state}.name")
