"""The choices for the export, kept in the dossier as they are made."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from woo_desk.domain.export import (
    BoxStyle,
    DuplicatesInBundle,
    ExportProfile,
    Format,
    SecondReaderDemand,
    formats_for,
)
from woo_desk.domain.ground import LegalBasis
from woo_desk.texts import text

E = TypeVar("E", bound=enum.StrEnum)
MEGABYTE = 1_000_000


class ProfileForm(QWidget):
    """One field for each choice.

    Signals:
        chosen(ExportProfile): the user made another choice.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = ExportProfile()
        self._is_filling = False
        self.style_ = _combo(BoxStyle, "box_style")
        self.duplicates = _combo(DuplicatesInBundle, "duplicates")
        self.second_reader = _combo(SecondReaderDemand, "second_demand")
        self.hide_widths, self.out_of_scope, self.register_apart = (
            QCheckBox(text(f"gui.profile.{name}"))
            for name in ("hide_widths", "out_of_scope", "register_apart")
        )
        self.volume_pages = QSpinBox(minimum=50, maximum=100_000, singleStep=500)
        self.volume_size = QSpinBox(minimum=5, maximum=4_000, singleStep=50)
        self.sample = QSpinBox(minimum=0, maximum=100)
        self.formats = QListWidget()
        self.formats.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.formats.setWordWrap(True)
        for each in Format:
            item = QListWidgetItem(text(f"format.{each.value}"))
            item.setData(Qt.ItemDataRole.UserRole, each.value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.formats.addItem(item)
        rows = self.formats.sizeHintForRow(0) * min(self.formats.count(), 7)
        self.formats.setMinimumHeight(rows + 2 * self.formats.frameWidth())
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, field in (
            ("style", self.style_),
            ("formats", self.formats),
            ("duplicates", self.duplicates),
            ("volume_pages", self.volume_pages),
            ("volume_size", self.volume_size),
            ("second_reader", self.second_reader),
            ("sample", self.sample),
        ):
            label = text(f"gui.profile.{name}")
            field.setAccessibleName(label)
            form.addRow(label, field)
        self._fixable = {
            "box_style": self.style_,
            "formats": self.formats,
            "second_reader": self.second_reader,
        }
        self.fixed_hint = QLabel(text("gui.profile.fixed"))
        self.fixed_hint.setWordWrap(True)
        self.fixed_hint.hide()
        form.insertRow(0, self.fixed_hint)
        for box in (self.hide_widths, self.out_of_scope, self.register_apart):
            form.addRow(box)
            box.clicked.connect(self._on_edited)
        for combo in (self.style_, self.duplicates, self.second_reader):
            combo.activated.connect(self._on_edited)
        for number in (self.volume_pages, self.volume_size, self.sample):
            number.editingFinished.connect(self._on_edited)
        self.formats.itemChanged.connect(self._on_edited)

    def show_profile(
        self,
        profile: ExportProfile,
        basis: LegalBasis,
        *,
        can_write: bool,
        fixed: Collection[str] = (),
    ) -> None:
        """Show these choices.

        Args:
            profile: the choices.
            basis: of the dossier; a format that cannot go with it is only shown while it is chosen,
                so that it can be taken off.
            can_write: False in a dossier that can only be looked at.
            fixed: fields that the organisation's profile fixes; they are greyed and say why.
        """
        self._is_filling = True
        self._profile = profile
        _choose(self.style_, profile.box_style)
        _choose(self.duplicates, profile.duplicates)
        _choose(self.second_reader, profile.second_reader)
        self.hide_widths.setChecked(profile.hide_widths)
        self.out_of_scope.setChecked(profile.list_out_of_scope)
        self.register_apart.setChecked(profile.register_apart)
        self.register_apart.setEnabled(profile.list_out_of_scope)
        self.volume_pages.setValue(profile.volume_pages)
        self.volume_size.setValue(profile.volume_bytes // MEGABYTE)
        self.sample.setValue(profile.sample_percent)
        for row in range(self.formats.count()):
            item = self.formats.item(row)
            each = Format(item.data(Qt.ItemDataRole.UserRole))
            is_on = each in profile.formats
            item.setHidden(each not in formats_for(basis) and not is_on)
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.setEnabled(can_write)
        for name, field in self._fixable.items():
            is_fixed = name in fixed
            field.setEnabled(not is_fixed)
            why = text("gui.profile.fixed") if is_fixed else ""
            field.setToolTip(why)
            field.setAccessibleDescription(why)
        self.fixed_hint.setVisible(bool(fixed))
        self._is_filling = False

    def profile(self) -> ExportProfile:
        """The choices as they stand in the fields."""
        items = (self.formats.item(row) for row in range(self.formats.count()))
        return replace(
            self._profile,
            box_style=BoxStyle(self.style_.currentData()),
            duplicates=DuplicatesInBundle(self.duplicates.currentData()),
            second_reader=SecondReaderDemand(self.second_reader.currentData()),
            hide_widths=self.hide_widths.isChecked(),
            list_out_of_scope=self.out_of_scope.isChecked(),
            register_apart=self.register_apart.isChecked(),
            volume_pages=self.volume_pages.value(),
            volume_bytes=self.volume_size.value() * MEGABYTE,
            sample_percent=self.sample.value(),
            formats=frozenset(
                Format(item.data(Qt.ItemDataRole.UserRole))
                for item in items
                if item.checkState() is Qt.CheckState.Checked
            ),
        )

    def _on_edited(self, *_args: object) -> None:
        if not self._is_filling and self.profile() != self._profile:
            self.chosen.emit(self.profile())


def _combo(kind: type[E], area: str) -> QComboBox:
    combo = QComboBox()
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for each in kind:
        combo.addItem(text(f"{area}.{each.value}"), each.value)
    return combo


def _choose(combo: QComboBox, value: enum.StrEnum) -> None:
    combo.setCurrentIndex(combo.findData(value.value))
