"""All settings with what they mean; each can be put back to its default."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
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

from woo_desk.gui.room import resize_for_letters
from woo_desk.settings import SETTINGS, Setting, Settings
from woo_desk.texts import has_text, text

Value = str | int


class SettingsDialog(QDialog):
    """One field for each setting of `woo_desk.settings`, in its order.

    Signals:
        import_wanted(), export_wanted(): of the organisation's profile.
    """

    import_wanted = Signal()
    export_wanted = Signal()

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
            words = text(f"{setting.text_key}.help")
            if settings.is_fixed(setting):
                field.setEnabled(False)
                words = f"{text('gui.settings.fixed')} {words}"
            field.setAccessibleDescription(words)
            form.addRow(label, field)
            form.addRow(_explanation(words))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(text("gui.settings.title"))
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
        for signal, name in (
            (self.import_wanted, "import_profile"),
            (self.export_wanted, "export_profile"),
        ):
            button = QPushButton(text(f"gui.settings.{name}"))
            buttons.addButton(button, QDialogButtonBox.ButtonRole.HelpRole)
            button.clicked.connect(signal)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(_explanation(text("gui.settings.explanation")))
        name = settings.profile_name
        profile = text("gui.settings.profile", name=name) if name else ""
        column.addWidget(_explanation(profile or text("gui.settings.no_profile")))
        column.addWidget(scroll, 1)
        column.addWidget(self._hint)
        column.addWidget(buttons)
        resize_for_letters(self, 640, 620)
        self._fill({setting.name: settings.get(setting) for setting in SETTINGS})

    def value(self, setting: Setting[Value]) -> Value:
        """What the field of a setting says."""
        return self._read[setting.name]()

    def put(self, setting: Setting[Value], value: Value) -> None:
        """Fill in the field of a setting."""
        self._write[setting.name](value)

    def reset(self) -> None:
        """Fill in what the organisation or the program starts with; kept once accepted."""
        self._fill({setting.name: self._settings.standard(setting) for setting in SETTINGS})

    def apply(self) -> list[Setting[Value]]:
        """Put what changed into the settings, in memory; returns which."""
        changed = []
        for setting in SETTINGS:
            value = self.value(setting)
            if self._settings.is_fixed(setting):
                continue
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
        self._write[setting.name] = lambda value: _write_from_the_left(field, str(value))
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


def _write_from_the_left(field: QLineEdit, words: str) -> None:
    """Of words that are too long for the field the beginning tells most."""
    field.setText(words)
    field.setCursorPosition(0)
