"""Progress of the long work that runs, with the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from woo_desk.texts import text
from woo_desk.usecases.flow import FlowProgress

STEPS = 1000
BAR_WIDTH = 180


class JobBar(QWidget):
    """Stands in the status bar while a flow runs.

    Signals:
        cancelled(): the user wants to stop.
        paused(bool): the user wants to pause, or to go on.
    """

    cancelled = Signal()
    paused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR_WIDTH)
        self.bar.setAccessibleName(text("gui.job.name"))
        self.stop = QPushButton(text("gui.button.stop"))
        self.stop.clicked.connect(self._on_stop)
        self.pause = QPushButton()
        self.pause.setCheckable(True)
        self.pause.toggled.connect(self._on_pause)
        self._say_pause()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addWidget(self.bar)
        row.addWidget(self.pause)
        row.addWidget(self.stop)
        self.hide()

    def begin(self) -> None:
        """Show the bar, moving: how much there is to do is not known yet."""
        self.label.clear()
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.pause.setEnabled(True)
        self.pause.setChecked(False)
        self.stop.setText(text("gui.button.stop"))
        self.show()

    def end(self) -> None:
        """Hide the bar."""
        self.hide()

    def show_progress(self, progress: FlowProgress) -> None:
        """Show how far the work is; a single job counts by its own parts."""
        stage = text(f"stage.{progress.stage_key}")
        if progress.total > 1:
            stage = text("cli.progress", stage=stage, done=progress.done, total=progress.total)
        self.label.setText(stage)
        self.bar.setAccessibleDescription(stage)
        is_known = progress.total > 1 or progress.fraction > 0
        self.bar.setRange(0, STEPS if is_known else 0)
        self.bar.setValue(round(progress.fraction * STEPS))

    def _on_pause(self, on: bool) -> None:
        self._say_pause()
        self.paused.emit(on)

    def _say_pause(self) -> None:
        is_paused = self.pause.isChecked()
        self.pause.setText(text("gui.job.go_on" if is_paused else "gui.job.pause"))
        self.pause.setToolTip(text("gui.job.pause_tip"))

    def _on_stop(self) -> None:
        self.pause.setEnabled(False)
        self.stop.setEnabled(False)
        self.stop.setText(text("gui.job.stopping"))
        self.cancelled.emit()
