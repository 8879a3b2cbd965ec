"""A long command lets the window go on between its parts; nothing then meets it half done.

Keys and clicks wait in Qt. Whatever else could read or write the dossier goes through `when_free`,
or looks at `is_held`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QTimer


class Breath:
    """Says whether a command is running, and gives the window its turns.

    Attributes:
        is_held: whether a command is under way.
        part_ms: so long a command goes on before the window gets its turn; a shorter one is never
            interrupted.
    """

    part_ms: ClassVar[int] = 30

    def __init__(self) -> None:
        self.is_held = False
        self._since = QElapsedTimer()
        self._waiting: deque[Callable[[], object]] = deque()

    @contextmanager
    def held(self) -> Iterator[None]:
        """While a command runs; at its end the window gets a turn before it shows the outcome."""
        self.is_held = True
        self._since.start()
        try:
            yield
            self.take()
        finally:
            self.is_held = False
            if self._waiting:
                QTimer.singleShot(0, self._do_waiting)

    def take(self) -> None:
        """Let the window paint and answer the system, when the last time was long ago."""
        if self.is_held and self._since.elapsed() >= self.part_ms:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            self._since.restart()

    def when_free(self, act: Callable[[], object]) -> None:
        """Do this now or, while a command is half done, after it; in the order of asking."""
        self._waiting.append(act)
        self._do_waiting()

    def _do_waiting(self) -> None:
        while self._waiting and not self.is_held:
            self._waiting.popleft()()
