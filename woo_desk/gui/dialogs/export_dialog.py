"""Where the package goes and how redactions look."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from woo_desk.domain.export import BoxStyle, ExportProfile
from woo_desk.gui.dialogs.choose_folder import FolderField
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text


class ExportDialog(FormDialog):
    """Fills in an export profile."""

    def __init__(self, target: Path, box_style: BoxStyle, parent: QWidget | None = None) -> None:
        super().__init__("gui.export", parent)
        self._target = FolderField("gui.export.target")
        self._target.set_path(target)
        self._style = QComboBox()
        for style in BoxStyle:
            self._style.addItem(text(f"box_style.{style.value}"), style)
        self._style.setCurrentIndex(self._style.findData(box_style))
        self._out_of_scope = QCheckBox(text("gui.export.out_of_scope"))
        self._out_of_scope.setChecked(True)
        self.add_field("gui.export.target", self._target)
        self.add_field("gui.export.style", self._style)
        self.add_field("gui.export.inventory", self._out_of_scope)
        self._target.changed.connect(self._check)
        self._check()

    def target(self) -> Path | None:
        """The folder chosen."""
        return self._target.path()

    def profile(self) -> ExportProfile:
        """The choices made."""
        return ExportProfile(
            box_style=BoxStyle(self._style.currentData()),
            list_out_of_scope=self._out_of_scope.isChecked(),
        )

    def _check(self) -> None:
        self.allow_accept(self._target.path() is not None, text("gui.export.no_target"))
