"""A dialog with labelled fields and two buttons, which the other dialogs fill in."""

from __future__ import annotations

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

from woo_desk.gui.room import for_letters
from woo_desk.texts import text

WIDTH = 520
_SPACE = 2
"""Place of the empty room in the column of a dialog."""


class FormDialog(QDialog):
    """Texts under `<key>`: title, explanation, accept (text of the button that does it).

    Attributes:
        form: where subclasses add their fields.
    """

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text(f"{key}.title"))
        self.setObjectName(key)
        explanation = QLabel(text(f"{key}.explanation"))
        explanation.setWordWrap(True)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._accept = QPushButton(text(f"{key}.accept"))
        self._accept.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self._accept, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(text("gui.button.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.hide()
        column = QVBoxLayout(self)
        column.addWidget(explanation)
        column.addLayout(self.form)
        column.addStretch(1)
        column.addWidget(self._hint)
        column.addWidget(buttons)
        width = for_letters(self, WIDTH)
        explanation.setMinimumWidth(width)
        # WHY: a short dialog would give words that run over lines the height of one.
        explanation.setMinimumHeight(explanation.heightForWidth(width))

    def let_form_grow(self) -> None:
        """Give the fields the room that is left, for a list or a table among them."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.setStretchFactor(self.form, 1)
            column.setStretch(_SPACE, 0)

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
