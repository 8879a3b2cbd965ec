"""How far the dossier is, and how many days are left."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from woo_desk.domain.term import TermState
from woo_desk.gui.models.document_table import shown_date
from woo_desk.texts import text
from woo_desk.usecases.progress import DossierProgress, Tally

_NAMES = ("documents", "findings", "analysed", "seen")


class ProgressPanel(QWidget):
    """One bar for each thing that is counted, and the term in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.term = QLabel()
        self.term.setWordWrap(True)
        self.bars: dict[str, QProgressBar] = {}
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name in _NAMES:
            bar = QProgressBar()
            label = text(f"gui.progress.{name}")
            bar.setAccessibleName(label)
            form.addRow(label, bar)
            self.bars[name] = bar
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.term)
        column.addLayout(form)

    def show_progress(self, progress: DossierProgress) -> None:
        """Show these counts."""
        self.term.setText(term_words(progress))
        tallies = (progress.documents, progress.findings, progress.analysed, progress.seen)
        for name, tally in zip(_NAMES, tallies, strict=True):
            self._show(self.bars[name], tally)

    def _show(self, bar: QProgressBar, tally: Tally) -> None:
        bar.setMaximum(max(tally.total, 1))
        bar.setValue(tally.done if tally.total else 1)
        bar.setFormat(text("gui.progress.of", done=tally.done, total=tally.total))


def term_words(progress: DossierProgress) -> str:
    """The term as a sentence."""
    term = progress.term
    if term.state is TermState.NOT_STARTED or term.last_day is None:
        return text("gui.term.unknown")
    day = shown_date(term.last_day)
    left = term.days_left or 0
    return text(f"gui.term.{term.state.value}", day=day, days=abs(left))
