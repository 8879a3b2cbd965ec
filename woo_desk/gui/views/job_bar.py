"""Progress of the long work that runs, with the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from woo_desk.texts import text
from woo_desk.usecases.flow import FlowProgress

STEPS = 1000


class JobBar(QWidget):
    """Stands in the status bar while a flow runs.

    Signals:
        cancelled(): the user wants to stop.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(text("gui.job.name"))
        self._stop = QPushButton(text("gui.button.stop"))
        self._stop.clicked.connect(self._on_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self.hide()

    def begin(self) -> None:
        """Show the bar, empty."""
        self._label.clear()
        self._bar.setValue(0)
        self._stop.setEnabled(True)
        self._stop.setText(text("gui.button.stop"))
        self.show()

    def end(self) -> None:
        """Hide the bar."""
        self.hide()

    def show_progress(self, progress: FlowProgress) -> None:
        """Show how far the work is."""
        stage = text(f"stage.{progress.stage_key}")
        self._label.setText(
            text("cli.progress", stage=stage, done=progress.done, total=progress.total)
        )
        self._bar.setValue(round(progress.fraction * STEPS))

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self._stop.setText(text("gui.job.stopping"))
        self.cancelled.emit()
