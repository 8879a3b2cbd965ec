"""Long reading in small slices, so that the window never stands still."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import ClassVar, TypeVar

from PySide6.QtCore import QObject, QTimer

from woo_desk.gui.breath import Breath

T = TypeVar("T")


class Stepper(QObject):
    """Runs one iterator at a time; the last value that it yields is its result.

    The first slice runs at once: what is small is done when `run` returns.

    Attributes:
        slice_s: so long the reading goes on before the window gets its turn.
    """

    slice_s: ClassVar[float] = 0.02

    def __init__(self, parent: QObject, breath: Breath) -> None:
        """Args: breath: while it is held nothing is read: a command is half done."""
        super().__init__(parent)
        self._breath = breath
        self._steps: Iterator[object] | None = None
        self._last: object = None
        self._on_done: Callable[[object], None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether it is still reading."""
        return self._steps is not None

    def run(self, steps: Iterator[object], on_done: Callable[[object], None]) -> None:
        """Read to the end, in place of what was being read."""
        self.stop()
        self._steps, self._on_done, self._last = steps, on_done, None
        self._timer.start()
        self._go_on()

    def stop(self) -> None:
        """Stop reading; what was to be done at the end is not."""
        self._timer.stop()
        self._steps = None
        self._on_done = None

    def _go_on(self) -> None:
        steps, on_done = self._steps, self._on_done
        if steps is None or on_done is None or self._breath.is_held:
            return
        end = time.monotonic() + self.slice_s
        for self._last in steps:
            if time.monotonic() >= end:
                return
        last = self._last
        self.stop()
        on_done(last)
