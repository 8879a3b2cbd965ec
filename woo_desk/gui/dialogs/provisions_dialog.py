"""What was given or published before: the register, and which documents here it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import NO_SHA256, DocumentId, Sha256
from woo_desk.domain.provision import EarlierProvision, ProvisionMatch
from woo_desk.gui.dialogs.row_table import ReadTable
from woo_desk.gui.optional_date import OptionalDate
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text
from woo_desk.usecases.procedure import shown_day

_SIZE = 1060, 620
_COLUMNS = ("name", "day", "basis", "reference", "link", "here")
_NAME, _LINK = 0, 4
_DIGITS = 12
"""Of a digest that are shown."""


class ProvisionVerbs(Protocol):
    """What the dialog can do; each is made at once, as a step that can be undone."""

    def put(self, provision: EarlierProvision) -> object:
        """A new one (id "") or a changed one."""

    def remove(self, provision: EarlierProvision) -> object:
        """One goes out of the register."""

    def take_in(self, about: EarlierProvision) -> object:
        """Choose a package and take its documents in; day, regime, link, reference as told."""

    def digest(self) -> Sha256 | None:
        """Choose the file that went out and give its digest; None when nothing was chosen."""

    def accept(self, found: Sequence[ProvisionMatch]) -> object:
        """Judge documents as already public."""


class ProvisionsDialog(QDialog):
    """The register above the fields of the chosen line.

    Attributes:
        wanted: the document that the user wants to go to; None when she only read.
    """

    def __init__(
        self, verbs: ProvisionVerbs, *, can_write: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.earlier.title"))
        resize_for_letters(self, *_SIZE)
        self.wanted: DocumentId | None = None
        self._verbs, self._can_write = verbs, can_write
        self._provisions: tuple[EarlierProvision, ...] = ()
        self._matches: tuple[ProvisionMatch, ...] = ()
        self._sha256 = NO_SHA256
        self.table = ReadTable(
            text("gui.earlier.title"),
            [f"gui.earlier.{name}" for name in _COLUMNS],
            is_single=True,
            stretched=(_NAME, _LINK),
        )
        self.name, self.reference, self.link = QLineEdit(), QLineEdit(), QLineEdit()
        self.link.setPlaceholderText("https://")
        self.day, self.basis, self.file = OptionalDate(None), QComboBox(), QLabel()
        self.basis.addItem(text("gui.earlier.unknown"), None)
        for basis in LegalBasis:
            self.basis.addItem(text(f"legal_basis.{basis.value}"), basis)
        self.buttons = {
            name: QPushButton(text(f"gui.earlier.{name}"))
            for name in ("new", "save", "remove", "file", "package", "accept", "go")
        }
        self._build()
        self._connect()
        self._on_chosen()

    def show_register(
        self,
        provisions: Sequence[EarlierProvision],
        matches: Sequence[ProvisionMatch],
        numbers: Mapping[DocumentId, str],
    ) -> None:
        """Show these, with the documents of this dossier that they are."""
        chosen = self.chosen.id if self.chosen else ""
        known = {each.id for each in self._provisions}
        new = [each.id for each in provisions if each.id not in known]
        self._provisions, self._matches = tuple(provisions), tuple(matches)
        here = {
            match.provision.id: text(
                "gui.earlier.match",
                number=numbers.get(match.document_id, ""),
                how=text(f"provision_match.{match.kind.value}"),
            )
            for match in matches
        }
        self.table.blockSignals(True)
        self.table.setRowCount(len(provisions))
        for row, each in enumerate(provisions):
            basis = text(f"legal_basis.{each.basis.value}") if each.basis else ""
            cells = (
                each.title, shown_day(each.day), basis, each.reference, each.link,
                here.get(each.id, ""),
            )  # fmt: skip
            self.table.write_row(row, cells)
        self.table.blockSignals(False)
        ids = [each.id for each in provisions]
        wanted = new[0] if new and known else chosen
        self.choose(ids.index(wanted) if wanted in ids else 0 if ids else -1)

    @property
    def chosen(self) -> EarlierProvision | None:
        """The line that is selected; None while a new one is filled in."""
        row = self.table.currentRow()
        return self._provisions[row] if 0 <= row < len(self._provisions) else None

    def choose(self, row: int) -> None:
        """Select a line; -1 for a new one."""
        self.table.setCurrentCell(row, 0)
        self._on_chosen()

    def filled_in(self) -> EarlierProvision:
        """What stands in the fields; the id of the chosen line, "" for a new one."""
        base = self.chosen or EarlierProvision("", "", None, None)
        return replace(
            base,
            title=self.name.text().strip(),
            day=self.day.date(),
            basis=self.basis.currentData(),
            link=self.link.text().strip(),
            reference=self.reference.text().strip(),
            sha256=self._sha256,
        )

    # Building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        explanation = QLabel(text("gui.earlier.explanation"))
        explanation.setWordWrap(True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("name", self.name),
            ("day", self.day),
            ("basis", self.basis),
            ("reference", self.reference),
            ("link", self.link),
            ("sha256", self.file),
        )
        for name, field in fields:
            label = text(f"gui.earlier.{name}")
            field.setAccessibleName(label)
            form.addRow(label, field)
        closing = QDialogButtonBox()
        closing.addButton(text("gui.button.close"), QDialogButtonBox.ButtonRole.RejectRole)
        closing.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(explanation)
        column.addWidget(self.table, 1)
        column.addLayout(self._row("go", "accept", "remove"))
        column.addLayout(form)
        column.addLayout(self._row("new", "file", "save", "package"))
        column.addWidget(closing)

    def _row(self, *names: str) -> QHBoxLayout:
        row = QHBoxLayout()
        for name in names:
            self.buttons[name].setAutoDefault(False)
            row.addWidget(self.buttons[name])
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        verbs = self._verbs
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.table.cellDoubleClicked.connect(lambda _row, _column: self._go())
        for name, command in {
            "new": lambda: self.choose(-1),
            "save": lambda: verbs.put(self.filled_in()),
            "remove": self._remove,
            "file": self._choose_file,
            "package": lambda: verbs.take_in(self.filled_in()),
            "accept": lambda: verbs.accept(self._found()),
            "go": self._go,
        }.items():
            self.buttons[name].clicked.connect(command)

    # What the user does -------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        chosen = self.chosen
        self.name.setText(chosen.title if chosen else "")
        self.day.set_date(chosen.day if chosen else None)
        self.basis.setCurrentIndex(max(self.basis.findData(chosen.basis if chosen else None), 0))
        self.reference.setText(chosen.reference if chosen else "")
        self.link.setText(chosen.link if chosen else "")
        self._show_digest(chosen.sha256 if chosen else NO_SHA256)
        found = bool(self._found())
        for name, button in self.buttons.items():
            is_free = name in ("new", "save", "file", "package")
            needed = found if name in ("accept", "go") else is_free or chosen is not None
            button.setEnabled(needed and (self._can_write or name == "go"))

    def _found(self) -> list[ProvisionMatch]:
        """The documents here that the chosen line is."""
        chosen = self.chosen
        return [each for each in self._matches if chosen and each.provision.id == chosen.id]

    def _show_digest(self, sha256: Sha256) -> None:
        self._sha256 = sha256
        self.file.setText(f"{sha256[:_DIGITS]}…" if sha256 else text("gui.earlier.no_file"))

    def _choose_file(self) -> None:
        if (found := self._verbs.digest()) is not None:
            self._show_digest(found)

    def _remove(self) -> None:
        if (chosen := self.chosen) is not None:
            self._verbs.remove(chosen)

    def _go(self) -> None:
        if found := self._found():
            self.wanted = found[0].document_id
            self.accept()
