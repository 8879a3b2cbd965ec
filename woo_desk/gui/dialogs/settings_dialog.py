"""All settings with what they mean; each can be put back to its default."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from woo_desk.settings import SETTINGS, Setting, Settings
from woo_desk.texts import has_text, text

Value = str | int


class SettingsDialog(QDialog):
    """One field for each setting of `woo_desk.settings`, in its order."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.settings.title"))
        self._settings = settings
        self._read: dict[str, Callable[[], Value]] = {}
        self._write: dict[str, Callable[[Value], None]] = {}
        page = QWidget()
        form = QFormLayout(page)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for setting in SETTINGS:
            field = self._field(setting)
            label = text(setting.text_key)
            field.setAccessibleName(label)
            field.setAccessibleDescription(text(f"{setting.text_key}.help"))
            form.addRow(label, field)
            form.addRow(_explanation(text(f"{setting.text_key}.help")))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(page)
        self._hint = _explanation("")
        buttons = QDialogButtonBox()
        self._save = buttons.addButton(
            text("gui.settings.accept"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(text("gui.button.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        reset = QPushButton(text("gui.settings.reset"))
        buttons.addButton(reset, QDialogButtonBox.ButtonRole.ResetRole)
        reset.clicked.connect(self.reset)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(_explanation(text("gui.settings.explanation")))
        column.addWidget(scroll, 1)
        column.addWidget(self._hint)
        column.addWidget(buttons)
        self.resize(640, 620)
        self._fill({setting.name: settings.get(setting) for setting in SETTINGS})

    def value(self, setting: Setting[Value]) -> Value:
        """What the field of a setting says."""
        return self._read[setting.name]()

    def put(self, setting: Setting[Value], value: Value) -> None:
        """Fill in the field of a setting."""
        self._write[setting.name](value)

    def reset(self) -> None:
        """Fill in the defaults; nothing is kept until the dialog is accepted."""
        self._fill({setting.name: setting.default for setting in SETTINGS})

    def apply(self) -> list[Setting[Value]]:
        """Put what changed into the settings, in memory; returns which."""
        changed = []
        for setting in SETTINGS:
            value = self.value(setting)
            if setting.accepts(value) and value != self._settings.get(setting):
                self._settings.put(setting, value)
                changed.append(setting)
        return changed

    def _fill(self, values: dict[str, Value]) -> None:
        for name, value in values.items():
            self._write[name](value)
        self._check()

    def _field(self, setting: Setting[Value]) -> QWidget:
        if setting.choices:
            return self._choice(setting)
        if isinstance(setting.default, int):
            return self._number(setting)
        field = QLineEdit()
        field.setMaxLength(setting.longest)
        field.textChanged.connect(lambda _words: self._check())
        self._read[setting.name] = lambda: field.text().strip()
        self._write[setting.name] = lambda value: field.setText(str(value))
        return field

    def _choice(self, setting: Setting[Value]) -> QWidget:
        field = QComboBox()
        for choice in setting.choices:
            own = f"{setting.text_key}.choice.{choice}"
            field.addItem(text(own if has_text(own) else f"{setting.name}.{choice}"), choice)
        self._read[setting.name] = lambda: str(field.currentData())
        self._write[setting.name] = lambda value: field.setCurrentIndex(field.findData(value))
        return field

    def _number(self, setting: Setting[Value]) -> QWidget:
        field = QSpinBox()
        field.setRange(setting.minimum or 0, setting.maximum or 1_000_000)
        self._read[setting.name] = field.value
        self._write[setting.name] = lambda value: field.setValue(int(value))
        return field

    def _check(self) -> None:
        """Say which field holds something that is not allowed."""
        wrong = [s for s in SETTINGS if s.name in self._read and not s.accepts(self.value(s))]
        names = ", ".join(text(setting.text_key) for setting in wrong)
        self._hint.setText(text("gui.settings.wrong", names=names) if wrong else "")
        self._hint.setVisible(bool(wrong))
        self._save.setEnabled(not wrong)


def _explanation(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(0, 0, 0, 8)
    return label
