"""Between workers and window: events become signals, commands become changes.

The one error boundary of this door: whatever a command or flow raises ends here, as a sentence for
the user or as a named defect.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from woo_desk.domain.changes import Changes
from woo_desk.domain.ids import DocumentId, JobId
from woo_desk.errors import Cancelled, DeskError, UsageError
from woo_desk.gui.message_sink import MessageSink
from woo_desk.logs import describe_error
from woo_desk.usecases.flow import Flow, FlowDriver
from woo_desk.usecases.ports import Engine, Event, Finished, Lane, Progress

logger = logging.getLogger(__name__)

T = TypeVar("T")

REFRESH_MS = 250
"""While a flow records results, views are told of them at most this often."""


class Bridge(QObject):
    """Runs commands, flows and small requests for the window.

    Signals:
        changed(Changes): something in the dossier changed.
        progressed(FlowProgress): the running flow has come this far.
        work_started(), work_ended(): a flow runs, or no longer.
    """

    changed = Signal(object)
    progressed = Signal(object)
    work_started = Signal()
    work_ended = Signal()
    _arrived = Signal(object)

    def __init__(self, engine: Engine, sink: MessageSink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sink = sink
        self._engine = engine
        self._driver: FlowDriver[Any] | None = None
        self._on_done: Callable[[Any], None] = _nothing
        self._has_failed = False
        self._requests: dict[JobId, Callable[[object], None]] = {}
        self._recorded: set[DocumentId] = set()
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._tell_recorded)
        # WHY queued: events come from a thread of the engine.
        self._arrived.connect(self._on_event, Qt.ConnectionType.QueuedConnection)
        engine.listen(self._arrived.emit)

    @property
    def is_busy(self) -> bool:
        """Whether a flow is running."""
        return self._driver is not None

    def do(self, command: Callable[[], Changes]) -> bool:
        """Run a short command and tell every view what changed; False when it failed."""
        try:
            changes = command()
        except DeskError as error:
            self.sink.error(error)
            return False
        except Exception as error:  # noqa: BLE001  the one boundary for defects on this door
            self._defect(error)
            return False
        self.changed.emit(changes)
        return True

    def run(self, flow: Flow[T], on_done: Callable[[T], None]) -> None:
        """Start long work; `on_done` gets its result, and is not called when it failed."""
        if self._driver is not None:
            self.sink.error(UsageError("busy"))
            return
        self._has_failed = False
        self._on_done = on_done
        self._driver = FlowDriver(flow, self._engine, self.progressed.emit)
        self.work_started.emit()
        self._step(self._driver.start)

    def cancel(self) -> None:
        """Stop the running flow; what it has recorded stays."""
        if self._driver is not None:
            self._step(self._driver.cancel)

    def request(
        self, task: str, request: object, on_result: Callable[[object], None], limit_s: float = 60
    ) -> None:
        """Something small for the screen; `on_result` gets None when it failed or was outrun."""
        job_id = JobId(uuid.uuid4().hex)
        self._requests[job_id] = on_result
        self._engine.submit(job_id, task, request, time_limit_s=limit_s, lane=Lane.SCREEN)

    def _on_event(self, event: Event) -> None:
        driver = self._driver
        if driver is not None and driver.owns(event):
            if isinstance(event, Finished) and (subject := driver.subject(event)):
                self._recorded.add(DocumentId(subject.partition("/")[0]))
                if not self._refresh.isActive():
                    self._refresh.start()
            self._step(lambda: driver.handle(event))
            return
        on_result = self._requests.get(event.job_id)
        if on_result is not None and not isinstance(event, Progress):
            del self._requests[event.job_id]
            on_result(event.result if isinstance(event, Finished) else None)

    def _step(self, move: Callable[[], None]) -> None:
        """Move the flow; end it when it is done."""
        driver = self._driver
        try:
            move()
        except DeskError as error:
            self._has_failed = True
            self.sink.error(error)
        except Exception as error:  # noqa: BLE001  the one boundary for defects on this door
            self._has_failed = True
            self._defect(error)
        if driver is not None and driver.is_done and self._driver is driver:
            self._end(driver)

    def _end(self, driver: FlowDriver[Any]) -> None:
        self._driver = None
        self._tell_recorded()
        self.work_ended.emit()
        if self._has_failed:
            return
        try:
            result = driver.result
        except Cancelled:
            return
        self._on_done(result)

    def _tell_recorded(self) -> None:
        self._refresh.stop()
        documents = frozenset(self._recorded)
        self._recorded.clear()
        if documents:
            self.changed.emit(Changes(documents=documents, findings=documents))

    def _defect(self, error: Exception) -> None:
        # WHY only the class: the message of an unknown error may hold document text.
        logger.error("internal error: %s", describe_error(error))
        self.sink.defect(type(error).__name__)


def _nothing(_result: object) -> None:
    """The answer to a result that nobody waits for."""
