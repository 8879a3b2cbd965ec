"""Finding words in the whole dossier: as one types, with a list of the places."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from woo_desk.gui.models.hit_table import Column, HitRow, HitTable
from woo_desk.gui.views.tables import choose_row, table_view
from woo_desk.texts import text

WAIT_MS = 150
"""After the last letter typed, before the search begins."""


LEAST_HEIGHT = 90
"""Pixels of the list: a few lines, also on a small screen."""


class FindPanel(QWidget):
    """A field and the places found.

    Signals:
        wanted(str): look for these words.
        chosen(HitRow): go to this place.
        closed(): the user is done with it.
    """

    wanted = Signal(str)
    chosen = Signal(object)
    closed = Signal()

    def __init__(self, table: HitTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.field = QLineEdit(clearButtonEnabled=True)
        self.field.setPlaceholderText(text("gui.find.field"))
        self.field.setAccessibleName(text("gui.find.field"))
        self.count = QLabel()
        close = QToolButton()
        close.setText("✕")
        close.setAccessibleName(text("gui.find.close"))
        close.setToolTip(text("gui.find.close"))
        close.clicked.connect(self.closed)
        self.view = table_view(table, text("gui.find.list"), _WIDTHS, Column.WORDS)
        self.view.setMinimumHeight(LEAST_HEIGHT)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(lambda: self.wanted.emit(self.field.text()))
        self.field.textChanged.connect(lambda _words: self._wait.start())
        self.view.activated.connect(lambda index: self._go(index.row()))
        self.view.clicked.connect(lambda index: self._go(index.row()))
        for widget in (self.field, self.view):
            widget.installEventFilter(self)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addLayout(row)
        column.addWidget(self.view, 1)

    def begin(self) -> None:
        """Let the user type, over what was typed before."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_hits(self, rows: list[HitRow], *, is_cut: bool) -> None:
        """Show what was found; `is_cut`: there is more."""
        self._table.load(rows)
        if not self.field.text().strip():
            self.count.clear()
        elif is_cut:
            self.count.setText(text("gui.find.more", count=len(rows)))
        else:
            self.count.setText(text("gui.find.count", count=len(rows)))

    def step(self, step: int = 1) -> None:
        """Go to the next (1) or previous (-1) place, around the end."""
        if self._table.rows:
            self._go((self.view.currentIndex().row() + step) % len(self._table.rows))

    def clear(self) -> None:
        """Forget everything."""
        self._wait.stop()
        blocked = self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(blocked)
        self._table.load([])
        self.count.clear()

    def _go(self, row: int) -> None:
        choose_row(self.view, row)
        self.chosen.emit(self._table.rows[row])

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and watched is self.field:
                if self._wait.isActive():
                    self._wait.stop()
                    self.wanted.emit(self.field.text())
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step(-1 if back else 1)
                return True
        return super().eventFilter(watched, event)


_WIDTHS: Mapping[int, int] = {Column.NUMBER: 5, Column.TITLE: 30, Column.PAGE: 4}
"""Widths to start with, in average characters."""
