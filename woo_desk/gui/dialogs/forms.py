"""A dialog with labelled fields and two buttons, which the other dialogs fill in."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk.gui.room import ScrolledRoom, for_letters, room_on_screen
from woo_desk.gui.tab_order import tab_stops
from woo_desk.texts import text

WIDTH = 520
_SPACE = 2
"""Place of the empty room in the column of a dialog."""


class FormDialog(QDialog):
    """Texts under `<key>`: title, explanation, accept (text of the button that does it).

    On a screen that is too low for the fields they scroll; explanation and buttons stay in view.

    Attributes:
        form: where subclasses add their fields.
    """

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text(f"{key}.title"))
        self.setObjectName(key)
        explanation = QLabel(text(f"{key}.explanation"))
        explanation.setWordWrap(True)
        self._body = QWidget()
        self.form = QFormLayout(self._body)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._accept = QPushButton(text(f"{key}.accept"))
        buttons = QDialogButtonBox()
        buttons.addButton(self._accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self._cancel = QPushButton(text("gui.button.cancel"))
        buttons.addButton(self._cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.hide()
        self._room = ScrolledRoom(self._body)
        column = QVBoxLayout(self)
        column.addWidget(explanation)
        column.addWidget(self._room)
        column.addStretch(1)
        column.addWidget(self._hint)
        column.addWidget(buttons)
        # WHY here: a button that is in no dialog yet is not remembered as what Enter presses.
        self._accept.setDefault(True)
        width = for_letters(self, WIDTH)
        explanation.setMinimumWidth(width)
        # WHY: a short dialog would give words that run over lines the height of one.
        explanation.setMinimumHeight(explanation.heightForWidth(width))

    def let_form_grow(self) -> None:
        """Give the fields the room that is left, for a list or a table among them."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.setStretchFactor(self._room, 1)
            column.setStretch(_SPACE, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field, with as many fields in view as the screen has room for."""
        least = self.minimumSizeHint().height()
        needs = least + self._room.hidden_height()
        self.resize(self.width(), max(self.height(), min(needs, room_on_screen(self).height())))
        self._put_fields_before_buttons()
        super().showEvent(event)

    def _put_fields_before_buttons(self) -> None:
        """Fields come later than the buttons in the order of Tab, and the first has the focus."""
        stops = [stop for stop in tab_stops(self) if self._body.isAncestorOf(stop)]
        if not stops:
            return
        for one, other in itertools.pairwise((stops[-1], self._accept, self._cancel)):
            self.setTabOrder(one, other)
        now = self.focusWidget()
        if now is None or not self._body.isAncestorOf(now):
            usable = (stop for stop in stops if stop.isEnabled() and stop.isVisibleTo(self))
            first = next(usable, self._accept)
            first.setFocus(Qt.FocusReason.TabFocusReason)
            if isinstance(first, QLineEdit):  # chosen from the end, so that the beginning is seen
                first.setSelection(len(first.text()), -len(first.text()))

    def add_field(self, key: str, field: QWidget) -> None:
        """A field with its label, which is also its name for screen readers."""
        label = text(key)
        field.setAccessibleName(label)
        if isinstance(field, QLineEdit):  # of long words the beginning tells most
            field.setCursorPosition(0)
        self.form.addRow(label, field)

    def allow_accept(self, allowed: bool, hint: str = "") -> None:
        """Whether the dialog is filled in well enough; `hint` says what is still missing."""
        self._accept.setEnabled(allowed)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and not allowed)

    @property
    def can_accept(self) -> bool:
        """Whether the dialog is filled in well enough."""
        return self._accept.isEnabled()
