"""What a batch run would do, document by document, before it does anything."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QWidget

from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.models.document_table import plain_tip
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text
from woo_desk.usecases.rehearsal import Rehearsed

_COLUMNS = ("number", "document", "pages", "redacted", "kept", "outcome")
_TITLE, _OUTCOME = 1, 5


class RehearsalDialog(FormDialog):
    """Accepted when the user wants to run it."""

    def __init__(self, rows: Sequence[Rehearsed], parent: QWidget | None = None) -> None:
        super().__init__("gui.rehearsal", parent)
        self.rows = rows
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels([text(f"gui.rehearsal.{name}") for name in _COLUMNS])
        for row in rows:
            outcome = text(row.problem) if row.problem else text("gui.rehearsal.goes_out")
            counts = [str(count) for count in (row.pages, row.redacted, row.kept)]
            item = QTreeWidgetItem([row.number, row.title, *counts, outcome])
            item.setToolTip(_TITLE, plain_tip(row.title))
            item.setToolTip(_OUTCOME, plain_tip(outcome))
            self.list.addTopLevelItem(item)
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        out = sum(not row.problem for row in rows)
        total = sum(row.redacted for row in rows)
        said = text("gui.rehearsal.summary", out=out, documents=len(rows), redacted=total)
        self.form.addRow(QLabel(said))
        self.form.addRow(self.list)
        self.list.setAccessibleName(said)
        self.let_form_grow()
        resize_for_letters(self, 900, 520)
