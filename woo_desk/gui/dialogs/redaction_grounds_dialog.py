"""The grounds of redactions, and why, where the law asks for a reason."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QWidget

from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.motivation import MotivationRule
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.dialogs.ground_list import GroundList, own_order
from woo_desk.gui.room import for_letters, resize_for_letters
from woo_desk.texts import text
from woo_desk.usecases.editing import may_combine

Rules = Callable[[Sequence[GroundCode]], tuple[MotivationRule, ...]]
"""Why the law asks for a reason for these grounds here."""


class Reach(enum.StrEnum):
    """What a motivation holds for. Texts: `gui.reach.<value>`."""

    PLACES = "places"
    DOCUMENT = "document"
    DOSSIER = "dossier"


class RedactionGroundsDialog(FormDialog):
    """One or more grounds; art. 5.1 lid 5 Woo only by itself."""

    def __init__(self, basis: LegalBasis, rules: Rules, parent: QWidget | None = None) -> None:
        super().__init__("gui.grounds", parent)
        self._basis, self._rules = basis, rules
        self.grounds = GroundList(own_order(basis))
        self.grounds.setMinimumHeight(200)
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setMaximumHeight(for_letters(self, 110))
        self._reach = QComboBox()
        for reach in Reach:
            self._reach.addItem(text(f"gui.reach.{reach.value}"), reach)
        self._why = QLabel()
        self._why.setWordWrap(True)
        self.add_field("gui.grounds.list", self.grounds)
        self.form.addRow(self._why)
        self.add_field("gui.grounds.reason", self._reason)
        self.add_field("gui.grounds.reach", self._reach)
        self.grounds.itemChanged.connect(self._check)
        self.let_form_grow()
        resize_for_letters(self, 580, 560)
        self._check()

    def check(self, codes: Sequence[GroundCode]) -> None:
        """Tick these grounds."""
        self.grounds.check(codes)

    def fill_reason(self, reason: str, reach: Reach = Reach.PLACES) -> None:
        """Fill in the motivation and what it holds for."""
        self._reason.setPlainText(reason)
        self._reach.setCurrentIndex(self._reach.findData(reach))

    @property
    def codes(self) -> tuple[GroundCode, ...]:
        """The grounds that are ticked."""
        return self.grounds.codes

    @property
    def reason(self) -> str:
        """The motivation."""
        return self._reason.toPlainText().strip()

    @property
    def reach(self) -> Reach:
        """What it holds for."""
        return Reach(self._reach.currentData())

    @property
    def why(self) -> str:
        """Why the law asks for a reason, as it is shown; "" when it does not."""
        return self._why.text()

    def _check(self) -> None:
        codes = self.codes
        rules = self._rules(codes)
        self._why.setText("\n".join(text(f"motivation_rule.{rule.value}") for rule in rules))
        self._why.setVisible(bool(rules))
        if not codes:
            self.allow_accept(False, text("gui.grounds.no_ground"))
        elif not may_combine(self._basis, codes):
            self.allow_accept(False, text("gui.grounds.residual"))
        else:
            self.allow_accept(True)
