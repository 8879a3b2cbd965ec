"""Fills in a batch request: which folder, where to, under which regime."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from woo_desk.domain.export import BoxStyle
from woo_desk.domain.finding import EntityType
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.gui.dialogs.choose_folder import FolderField
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text
from woo_desk.usecases.batch import BatchRequest
from woo_desk.usecases.grounds import load_grounds, said_of
from woo_desk.usecases.profiles import batch_choices, fixed_choices

_KINDS_SHOWN = 6


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
        self._choices = batch_choices()
        self._style.setCurrentIndex(self._style.findData(self._choices.box_style))
        if "box_style" in fixed_choices():
            self._style.setEnabled(False)
            self._style.setToolTip(text("gui.profile.fixed"))
            self._style.setAccessibleDescription(text("gui.profile.fixed"))
        self._min_score = QDoubleSpinBox(decimals=2, singleStep=0.05, maximum=1.0)
        self._min_score.setToolTip(text("gui.batch.min_score.help"))
        self.add_field("gui.batch.source", self._source)
        self.add_field("gui.batch.target", self._target)
        self.add_field("gui.dossier.subject", self._title)
        self.add_field("gui.dossier.basis", self._basis)
        self.add_field("gui.profile.style", self._style)
        self.add_field("gui.batch.min_score", self._min_score)
        self._rehearse = QCheckBox(text("gui.batch.rehearse"))
        self._rehearse.setChecked(True)
        self._kinds = QListWidget()
        for kind in EntityType:
            item = QListWidgetItem(text(f"entity.{kind.value}"))
            item.setData(Qt.ItemDataRole.UserRole, kind.value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self._kinds.addItem(item)
        rows = self._kinds.sizeHintForRow(0) * _KINDS_SHOWN
        self._kinds.setMinimumHeight(rows + 2 * self._kinds.frameWidth())
        self._kinds.itemChanged.connect(self._check)
        self._ground = QComboBox()
        self._basis.currentIndexChanged.connect(self._fill_grounds)
        self._fill_grounds()
        self.add_field("gui.batch.kinds", self._kinds)
        self.add_field("gui.batch.ground", self._ground)
        self.form.addRow(self._rehearse)
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
            profile=replace(self._choices, box_style=BoxStyle(self._style.currentData())),
            kinds=frozenset() if self.kinds == frozenset(EntityType) else self.kinds,
            ground_codes=(GroundCode(code),) if (code := self._ground.currentData()) else (),
        )

    @property
    def is_rehearsal(self) -> bool:
        """Whether the user first wants to see what would happen."""
        return self._rehearse.isChecked()

    @property
    def kinds(self) -> frozenset[EntityType]:
        """What is to be redacted."""
        items = (self._kinds.item(row) for row in range(self._kinds.count()))
        return frozenset(
            EntityType(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def choose(
        self, *, kinds: frozenset[EntityType] | None = None, rehearse: bool | None = None
    ) -> None:
        """Tick these kinds, and whether to rehearse."""
        if rehearse is not None:
            self._rehearse.setChecked(rehearse)
        for row in range(self._kinds.count() if kinds is not None else 0):
            item = self._kinds.item(row)
            is_on = EntityType(item.data(Qt.ItemDataRole.UserRole)) in (kinds or ())
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def _fill_grounds(self) -> None:
        self._ground.clear()
        self._ground.addItem(text("gui.batch.proposed_ground"), "")
        for ground in load_grounds().of_basis(LegalBasis(self._basis.currentData())):
            self._ground.addItem(f"{ground.label} {said_of(ground)}", ground.code)

    def _check(self) -> None:
        source, target = self._source.path(), self._target.path()
        is_folder = source is not None and source.is_dir()
        missing = "gui.batch.no_target" if is_folder else "gui.batch.no_source"
        if is_folder and target is not None:
            missing = "gui.batch.no_kind"
        self.allow_accept(is_folder and target is not None and bool(self.kinds), text(missing))
