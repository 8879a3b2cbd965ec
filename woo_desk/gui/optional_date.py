"""A date that may be absent, with a tick for whether it is known."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QWidget

from woo_desk.texts import text

START = dt.date(2024, 1, 1)
"""What an unknown date begins with when it is ticked."""


class OptionalDate(QWidget):
    """A tick and a date.

    Signals:
        edited(): the user changed it, not the program.
    """

    edited = Signal()

    def __init__(self, value: dt.date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = QCheckBox()
        self._known.setAccessibleName(text("gui.date_known"))
        self._known.setToolTip(text("gui.date_known"))
        self._edit = QDateEdit()
        self._edit.setCalendarPopup(True)
        self._edit.setDisplayFormat("d MMMM yyyy")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._known)
        row.addWidget(self._edit, 1)
        self.set_date(value)
        self._known.toggled.connect(self._edit.setEnabled)
        self._known.clicked.connect(lambda _on: self.edited.emit())
        self._edit.editingFinished.connect(self.edited)

    def date(self) -> dt.date | None:
        """The date; None when it is not known."""
        if not self._known.isChecked():
            return None
        value = self._edit.date()
        return dt.date(value.year(), value.month(), value.day())

    def set_date(self, value: dt.date | None) -> None:
        """Show this date; None for an unknown one."""
        shown = value or START
        self._edit.setDate(QDate(shown.year, shown.month, shown.day))
        self._edit.setEnabled(value is not None)
        self._known.setChecked(value is not None)

    def tick(self) -> None:
        """Press the tick, as the user does."""
        self._known.click()

    # Qt overrides

    def setAccessibleName(self, name: str) -> None:  # noqa: D102
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)
