"""Grounds to tick, in the order of the organisation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from woo_desk.domain.ground import Ground, LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.settings import GROUND_ORDER, Settings
from woo_desk.usecases.grounds import in_order, said_of


def own_order(basis: LegalBasis) -> tuple[Ground, ...]:
    """The grounds of a regime as this organisation wants them."""
    return in_order(basis, Settings.load().get(GROUND_ORDER))


class GroundList(QListWidget):
    """One line per ground; `itemChanged` tells that one was ticked."""

    def __init__(self, grounds: Sequence[Ground]) -> None:
        super().__init__()
        for ground in grounds:
            item = QListWidgetItem(f"{ground.label}  {said_of(ground)}", self)
            item.setData(Qt.ItemDataRole.UserRole, ground.code)
            item.setToolTip(ground.full_text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)

    def check(self, codes: Sequence[GroundCode]) -> None:
        """Tick these grounds and no others."""
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) in codes
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    @property
    def codes(self) -> tuple[GroundCode, ...]:
        """The grounds that are ticked, from top to bottom."""
        return tuple(
            GroundCode(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]
