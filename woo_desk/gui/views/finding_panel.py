"""The places of the open document, why each is there, and the buttons that decide."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.document import HiddenItem
from woo_desk.gui.actions.action_set import ActionSet
from woo_desk.gui.models.finding_table import Column, FindingTable, MarkRow, described
from woo_desk.gui.views.tables import choose_row, selected_rows, table_view
from woo_desk.texts import text

_LEAST_LINES = 4
"""Lines of the table, and of what is told of a place, that are always in view."""
HIDDEN_SHOWN = 6
"""So many hidden things are listed; the rest is counted."""


class FindingPanel(QWidget):
    """Table of places with the reason of the chosen one.

    Signals:
        mark_chosen(str): key of the place that became current.
        selection_changed(): other places are selected.
    """

    mark_chosen = Signal(str)
    selection_changed = Signal()

    def __init__(self, table: FindingTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._is_searched = False
        self.view = table_view(table, text("gui.marks.name"), _WIDTHS, Column.WORDS)
        line = self.view.verticalHeader().defaultSectionSize()
        self.view.setMinimumHeight(line * (_LEAST_LINES + 1))
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.view.selectionModel().selectionChanged.connect(
            lambda *_: self.selection_changed.emit()
        )
        self._why = _wrapped_label()
        self._hidden = _wrapped_label()
        self._buttons = QGridLayout()
        details = QWidget()
        lines = QVBoxLayout(details)
        lines.setContentsMargins(4, 4, 4, 4)
        lines.addWidget(self._why)
        lines.addWidget(self._hidden)
        lines.addStretch(1)
        self._details = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(details)
        scroll.setAccessibleName(text("gui.marks.details"))
        scroll.setMinimumHeight(scroll.fontMetrics().lineSpacing() * _LEAST_LINES)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        heading = QLabel(text("gui.marks.heading"))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        layout.addWidget(heading)
        layout.addWidget(self.view, 3)
        layout.addLayout(self._buttons)
        layout.addWidget(scroll, 2)

    def add_buttons(self, actions: ActionSet) -> None:
        """The decisions as buttons under the table, from the one action table."""
        above: QWidget = self.view
        for number, name in enumerate(_BUTTONS):
            button = QToolButton(self)
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._buttons.addWidget(button, number // 2, number % 2)
            self.setTabOrder(above, button)
            above = button
        self.setTabOrder(above, self._details)
        for name in (*_BUTTONS, *_MENU):
            self.view.addAction(actions[name])

    def current(self) -> MarkRow | None:
        """The chosen place; None when there is none."""
        index = self.view.currentIndex()
        return self._table.rows[index.row()] if index.isValid() else None

    def choose(self, key: str) -> None:
        """Make a place current; nothing happens when it is gone."""
        row = self._table.row_of(key)
        if row is not None:
            choose_row(self.view, row)

    def choose_near(self, row: int) -> None:
        """Make the place at this row current, or the last one; nothing when there is none."""
        if self._table.rows:
            choose_row(self.view, max(0, min(row, len(self._table.rows) - 1)))

    def selected(self) -> list[MarkRow]:
        """All places that are selected, from top to bottom."""
        return [self._table.rows[row] for row in selected_rows(self.view)]

    def choose_next_open(self, step: int = 1) -> bool:
        """Go to the next (1) or previous (-1) open place, around the end; False without one."""
        rows = self._table.rows
        # WHY the selection: a table that gets the focus has a current row that nobody chose.
        chosen = selected_rows(self.view)
        start = self.view.currentIndex().row() if chosen else min(-step, 0)
        for distance in range(1, len(rows) + 1):
            row = (start + step * distance) % len(rows)
            if rows[row].is_open:
                choose_row(self.view, row)
                return True
        return False

    def show_reason(self, *, is_searched: bool) -> None:
        """Say why the chosen place is there, or that there is none.

        Args:
            is_searched: whether detection went through the whole document; only then does an
                empty table mean that nothing was found.
        """
        self._is_searched = is_searched
        mark = self.current()
        if mark is None:
            nothing = "gui.marks.empty" if is_searched else "gui.marks.not_searched"
            self._why.setText(text("gui.marks.none_chosen" if self._table.rows else nothing))
            return
        self._why.setText(described(mark))

    def show_hidden(self, hidden: tuple[HiddenItem, ...]) -> None:
        """List what the source held out of sight; it never reaches the publication."""
        self._hidden.setVisible(bool(hidden))
        if not hidden:
            return
        lines = [text("gui.hidden.heading", count=len(hidden))]
        for item in hidden[:HIDDEN_SHOWN]:
            kind = text(f"hidden.{item.kind.value}")
            lines.append(f"• {kind}: {' '.join(item.detail.split())[:80]}")
        if len(hidden) > HIDDEN_SHOWN:
            lines.append(text("gui.hidden.more", count=len(hidden) - HIDDEN_SHOWN))
        self._hidden.setText("\n".join(lines))

    def _on_current(self) -> None:
        self.show_reason(is_searched=self._is_searched)
        mark = self.current()
        self.mark_chosen.emit(mark.key if mark else "")


def _wrapped_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # document text is never read as markup
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


_WIDTHS: Mapping[int, int] = {
    Column.STATE: 2,
    Column.PAGE: 3,
    Column.KIND: 14,
    Column.GROUND: 7,
}
"""Widths to start with, in average characters."""
_BUTTONS = ("confirm", "keep", "reject", "question", "reopen", "change_ground")
_MENU = ("confirm_same", "keep_same", "reject_same", "confirm_kind", "split", "remove_redaction")
"""What a right click offers besides the buttons."""
