"""Which pages a redaction is made on, and on what grounds."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.dialogs.ground_list import GroundList, own_order
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text
from woo_desk.usecases.editing import may_combine


class Which(enum.StrEnum):
    """Which pages of a range. Texts: `gui.pages.which.<value>`."""

    ALL = "all"
    ODD = "odd"
    EVEN = "even"


class PagesDialog(FormDialog):
    """A range of pages, all of them or every other one."""

    def __init__(
        self,
        key: str,
        page_count: int,
        first: int,
        basis: LegalBasis,
        codes: Sequence[GroundCode],
        parent: QWidget | None = None,
    ) -> None:
        """Args: first: 1-based page to begin with; codes: grounds that are ticked."""
        super().__init__(key, parent)
        self._basis = basis
        self.first, self.last = QSpinBox(), QSpinBox()
        for box, value, name in (
            (self.first, min(first, page_count), "gui.pages.first"),
            (self.last, page_count, "gui.pages.last"),
        ):
            box.setRange(1, page_count)
            box.setValue(value)
            box.setAccessibleName(text(name))
            box.valueChanged.connect(self._check)
        row = QHBoxLayout()
        row.addWidget(self.first)
        row.addWidget(QLabel(text("gui.pages.until")))
        row.addWidget(self.last)
        row.addStretch(1)
        self.form.addRow(text("gui.pages.range"), row)
        self.which = QComboBox()
        for which in Which:
            self.which.addItem(text(f"gui.pages.which.{which.value}"), which)
        self.add_field("gui.pages.which", self.which)
        self.grounds = GroundList(own_order(basis))
        self.grounds.check(codes)
        self.grounds.itemChanged.connect(self._check)
        self.which.currentIndexChanged.connect(self._check)
        self.add_field("gui.grounds.list", self.grounds)
        self.let_form_grow()
        resize_for_letters(self, 560, 480)
        self._check()

    @property
    def indexes(self) -> tuple[int, ...]:
        """0-based indexes of the pages chosen."""
        chosen = Which(self.which.currentData())
        numbers = range(self.first.value(), self.last.value() + 1)
        wanted = {Which.ALL: (0, 1), Which.ODD: (1,), Which.EVEN: (0,)}[chosen]
        return tuple(number - 1 for number in numbers if number % 2 in wanted)

    @property
    def codes(self) -> tuple[GroundCode, ...]:
        """The grounds that are ticked."""
        return self.grounds.codes

    def _check(self) -> None:
        if not self.indexes:
            self.allow_accept(False, text("gui.pages.none"))
        elif not self.codes:
            self.allow_accept(False, text("gui.grounds.no_ground"))
        elif not may_combine(self._basis, self.codes):
            self.allow_accept(False, text("gui.grounds.residual"))
        else:
            self.allow_accept(True)
