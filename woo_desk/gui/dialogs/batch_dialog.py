"""Fills in a batch request: which folder, where to, under which regime."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QWidget

from woo_desk.domain.export import BoxStyle
from woo_desk.domain.ground import LegalBasis
from woo_desk.gui.dialogs.choose_folder import FolderField
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text
from woo_desk.usecases.batch import BatchRequest


class BatchDialog(FormDialog):
    """The same request as `woo-desk batch` makes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("gui.batch", parent)
        self._source = FolderField("gui.batch.source")
        self._target = FolderField("gui.batch.target")
        self._title = QLineEdit()
        self._basis = QComboBox()
        for basis in LegalBasis:
            self._basis.addItem(text(f"legal_basis.{basis.value}"), basis)
        self._style = QComboBox()
        for style in BoxStyle:
            self._style.addItem(text(f"box_style.{style.value}"), style)
        self._min_score = QDoubleSpinBox(decimals=2, singleStep=0.05, maximum=1.0)
        self._min_score.setToolTip(text("gui.batch.min_score.help"))
        self.add_field("gui.batch.source", self._source)
        self.add_field("gui.batch.target", self._target)
        self.add_field("gui.dossier.subject", self._title)
        self.add_field("gui.dossier.basis", self._basis)
        self.add_field("gui.export.style", self._style)
        self.add_field("gui.batch.min_score", self._min_score)
        self._source.changed.connect(self._check)
        self._target.changed.connect(self._check)
        self._check()

    def fill(self, source: Path, target: Path) -> None:
        """Fill in both folders."""
        self._source.set_path(source)
        self._target.set_path(target)

    def request(self) -> BatchRequest:
        """What was filled in; ValueError while a folder is missing."""
        source, target = self._source.path(), self._target.path()
        if source is None or target is None:
            msg = "the dialog is not filled in"
            raise ValueError(msg)
        return BatchRequest(
            sources=(source,),
            target=target,
            basis=LegalBasis(self._basis.currentData()),
            title=self._title.text().strip(),
            min_score=self._min_score.value(),
            box_style=BoxStyle(self._style.currentData()),
        )

    def _check(self) -> None:
        source, target = self._source.path(), self._target.path()
        is_folder = source is not None and source.is_dir()
        self.allow_accept(
            is_folder and target is not None,
            text("gui.batch.no_target" if is_folder else "gui.batch.no_source"),
        )
