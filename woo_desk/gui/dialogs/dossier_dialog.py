"""Fields of a new or existing dossier."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from woo_desk.domain.dossier import Dossier
from woo_desk.domain.ground import LegalBasis
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.optional_date import OptionalDate
from woo_desk.texts import text


class DossierDialog(FormDialog):
    """Title, regime, number, organisation and period."""

    def __init__(self, dossier: Dossier | None, parent: QWidget | None = None) -> None:
        super().__init__("gui.dossier.edit" if dossier else "gui.dossier.new", parent)
        self._title = QLineEdit(dossier.title if dossier else "")
        self._basis = QComboBox()
        for basis in LegalBasis:
            self._basis.addItem(text(f"legal_basis.{basis.value}"), basis)
        if dossier:
            self._basis.setCurrentIndex(self._basis.findData(dossier.basis))
        self._number = QLineEdit(dossier.inquiry_number if dossier else "")
        self._organisation = QLineEdit(dossier.organisation if dossier else "")
        self._from = OptionalDate(dossier.scope_from if dossier else None)
        self._until = OptionalDate(dossier.scope_until if dossier else None)
        self.add_field("gui.dossier.subject", self._title)
        self.add_field("gui.dossier.basis", self._basis)
        self.add_field("gui.dossier.number", self._number)
        self.add_field("gui.dossier.organisation", self._organisation)
        self.add_field("gui.dossier.from", self._from)
        self.add_field("gui.dossier.until", self._until)
        self.only_personal = QCheckBox()
        self.only_personal.setChecked(bool(dossier and dossier.only_personal_data))
        self.add_field("gui.only_personal_data", self.only_personal)
        self._basis.currentIndexChanged.connect(self._follow_basis)
        self._follow_basis()
        self._title.textChanged.connect(self._check)
        self._check()

    def propose_organisation(self, name: str) -> None:
        """Fill in the public body where nothing is filled in yet."""
        if not self._organisation.text():
            self._organisation.setText(name)

    def fill(self, title: str, basis: LegalBasis = LegalBasis.WOO) -> None:
        """Fill in subject and regime."""
        self._title.setText(title)
        self._basis.setCurrentIndex(self._basis.findData(basis))

    @property
    def title(self) -> str:
        """Subject of the dossier."""
        return self._title.text().strip()

    @property
    def basis(self) -> LegalBasis:
        """The regime chosen."""
        return LegalBasis(self._basis.currentData())

    def apply_to(self, dossier: Dossier) -> Dossier:
        """The dossier with the fields as they are filled in."""
        return dataclasses.replace(
            dossier,
            title=self.title,
            basis=self.basis,
            inquiry_number=self._number.text().strip(),
            organisation=self._organisation.text().strip(),
            scope_from=self._from.date(),
            scope_until=self._until.date(),
            only_personal_data=self.basis is LegalBasis.ART_68_GW
            and self.only_personal.isChecked(),
        )

    def _follow_basis(self) -> None:
        """Only an art. 68 product promises that nothing but personal data is withheld."""
        self.only_personal.setEnabled(self.basis is LegalBasis.ART_68_GW)

    def _check(self) -> None:
        self.allow_accept(bool(self.title), text("gui.dossier.no_title"))
