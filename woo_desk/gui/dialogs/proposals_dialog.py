"""Lists proposals with a tick and a reason each; a person accepts what is ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QWidget

from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.dialogs.row_table import ReadTable
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text

SIZE = (980, 560)


class ProposalsDialog(FormDialog):
    """One row per proposal, all ticked at first. Texts as in `FormDialog`.

    Attributes:
        table: the rows.
        verb: text key of the further button that closed the dialog; "" for the one that accepts.
    """

    def __init__(
        self,
        key: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        verbs: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Args: headings: text keys; verbs: text keys of further buttons."""
        super().__init__(key, parent)
        self.verb = ""
        self.table = ReadTable(text(f"{key}.title"), headings)
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            self.table.write_row(number, row)
            self.table.put_tick(number, 0, is_on=True)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(1, SIZE[0] // 3)
        self.table.itemChanged.connect(lambda _item: self._check())
        self.form.addRow(self.table)
        self.form.addRow(self._buttons(verbs))
        self.let_form_grow()
        resize_for_letters(self, *SIZE)
        self._check()

    @property
    def chosen(self) -> list[int]:
        """Numbers of the rows that are ticked."""
        return [n for n in range(self.table.rowCount()) if self.table.is_ticked(n)]

    @property
    def current(self) -> int:
        """Number of the row that is chosen; the first one when none is."""
        return max(self.table.currentRow(), 0)

    def tick(self, number: int, is_on: bool) -> None:
        """Tick a row, or take its tick off."""
        self.table.set_tick(number, is_on)

    def press(self, verb: str) -> None:
        """Close the dialog by a further button."""
        self.verb = verb
        self.accept()

    def _buttons(self, verbs: Sequence[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, is_on in (("all", True), ("none", False)):
            button = QPushButton(text(f"gui.proposals.{name}"))
            button.clicked.connect(self._ticker(is_on))
            row.addWidget(button)
        row.addStretch(1)
        for verb in verbs:
            button = QPushButton(text(verb))
            button.clicked.connect(self._presser(verb))
            row.addWidget(button)
        return row

    def _ticker(self, is_on: bool) -> Callable[[], None]:
        def tick_all() -> None:
            for number in range(self.table.rowCount()):
                self.tick(number, is_on)

        return tick_all

    def _presser(self, verb: str) -> Callable[[], None]:
        return lambda: self.press(verb)

    def _check(self) -> None:
        self.allow_accept(bool(self.chosen), text("gui.proposals.none_chosen"))
