"""Where the package goes; how it is made was chosen in the workspace "Publiceren"."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from woo_desk.gui.dialogs.choose_folder import FolderField
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text


class ExportDialog(FormDialog):
    """Asks for a folder."""

    def __init__(self, target: Path, parent: QWidget | None = None) -> None:
        super().__init__("gui.export", parent)
        self._target = FolderField("gui.export.target")
        self._target.set_path(target)
        self.add_field("gui.export.target", self._target)
        self._target.changed.connect(self._check)
        self._check()

    def target(self) -> Path | None:
        """The folder chosen."""
        return self._target.path()

    def _check(self) -> None:
        self.allow_accept(self._target.path() is not None, text("gui.export.no_target"))
