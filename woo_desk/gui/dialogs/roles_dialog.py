"""What is proposed for each role in this dossier."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from woo_desk.domain.finding import Proposal, Role
from woo_desk.domain.role_policy import ADJUSTABLE, Rank, RoleChoice, RolePolicy
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text


class RolesDialog(FormDialog):
    """A line to draw among officials, and a choice for each role.

    `fixed_by` names the organisation's profile when that fixes the choices: they are shown greyed.
    """

    def __init__(
        self, policy: RolePolicy, parent: QWidget | None = None, fixed_by: str = ""
    ) -> None:
        super().__init__("gui.roles", parent)
        self.rank = QComboBox()
        self.rank.addItem(text("gui.roles.own"), "")
        for rank in Rank:
            self.rank.addItem(text(f"rank.{rank.value}"), rank.value)
        self.add_field("gui.roles.rank", self.rank)
        self.choices: dict[Role, QComboBox] = {}
        for role in ADJUSTABLE:
            combo = _proposals(text("gui.roles.standard"))
            combo.setAccessibleName(text(f"role.{role.value}"))
            self.form.addRow(text(f"role.{role.value}"), combo)
            self.choices[role] = combo
            combo.activated.connect(self._show_rank)
        self.extensions = _proposals()
        self.add_field("gui.roles.extensions", self.extensions)
        self._show(policy)
        self.rank.activated.connect(self._on_rank)
        if fixed_by:
            why = text("gui.roles.fixed", name=fixed_by)
            for combo in (self.rank, *self.choices.values(), self.extensions):
                combo.setEnabled(False)
                combo.setToolTip(why)
                combo.setAccessibleDescription(why)
            self.allow_accept(False, why)

    def policy(self) -> RolePolicy:
        """The choices made."""
        chosen = ((role, combo.currentData()) for role, combo in self.choices.items())
        return RolePolicy(
            tuple(RoleChoice(role, Proposal(value)) for role, value in chosen if value),
            Proposal(self.extensions.currentData()),
        )

    def choose(self, role: Role, proposal: Proposal) -> None:
        """Choose for one role."""
        combo = self.choices[role]
        combo.setCurrentIndex(combo.findData(proposal.value))
        self._show_rank()

    def _show(self, policy: RolePolicy) -> None:
        chosen = policy.by_role
        for role, combo in self.choices.items():
            value = chosen[role].value if role in chosen else ""
            combo.setCurrentIndex(combo.findData(value))
        self.extensions.setCurrentIndex(self.extensions.findData(policy.extensions.value))
        self._show_rank()

    def _show_rank(self, _index: int = 0) -> None:
        rank = self.policy().rank
        self.rank.setCurrentIndex(self.rank.findData(rank.value if rank else ""))

    def _on_rank(self, _index: int) -> None:
        if value := self.rank.currentData():
            self._show(self.policy().readable_from(Rank(value)))


def _proposals(standard: str = "") -> QComboBox:
    combo = QComboBox()
    if standard:
        combo.addItem(standard, "")
    for proposal in Proposal:
        combo.addItem(text(f"proposal.{proposal.value}"), proposal.value)
    return combo
