"""Between workers and window: events become signals, commands become changes.

The one error boundary of this door: whatever a command or flow raises ends here, as a sentence for
the user or as a named defect.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, Qt, QTimer, Signal

from woo_desk.domain.changes import Changes
from woo_desk.domain.ids import DocumentId, JobId
from woo_desk.errors import Cancelled, DeskError, UsageError
from woo_desk.gui.breath import Breath
from woo_desk.gui.message_sink import MessageSink
from woo_desk.logs import describe_error
from woo_desk.usecases.flow import Flow, FlowDriver, FlowProgress
from woo_desk.usecases.ports import Engine, Event, Failed, Finished, Lane, Progress

logger = logging.getLogger(__name__)

T = TypeVar("T")

REFRESH_MS = 250
"""While a flow records results, views are told of them at most this often."""
REST = 10
"""How many times as long as that took they are then left alone."""
FINISH_MS = 20_000
"""How long `finish` waits; the engine kills a worker that does not stop long before."""


def _no_result(_result: object) -> None:
    """What is done with a result that nobody waits for."""


def _no_error(_error: DeskError) -> None:
    """Nobody wants to know more."""


def _no_stop() -> None:
    """What is done when nobody waits for a flow that was stopped."""


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
        self._about: object = None
        self._stage_key = ""
        self._on_done: Callable[[Any], None] = _no_result
        self._on_stopped: Callable[[], None] = _no_stop
        self._on_error: Callable[[DeskError], None] = _no_error
        self._failure: Exception | None = None
        self._tells_defect = False
        self._requests: dict[JobId, Callable[[object], None]] = {}
        self._recorded: set[DocumentId] = set()
        self.breath = Breath()
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(lambda: self.breath.when_free(self._tell_recorded))
        self._goes_on = QTimer(self, singleShot=True, interval=0)
        self._goes_on.timeout.connect(lambda: self.breath.when_free(self._go_on))
        # WHY queued: events come from a thread of the engine.
        self._arrived.connect(self._on_event, Qt.ConnectionType.QueuedConnection)
        engine.listen(self._arrived.emit)

    @property
    def is_busy(self) -> bool:
        """Whether a flow is running."""
        return self._driver is not None

    def is_busy_with(self, subject: object) -> bool:
        """Whether the running flow is about this; see `run`."""
        return self._driver is not None and self._about is subject

    @property
    def stage_key(self) -> str:
        """Which stage the running flow is in; "" when none runs."""
        return self._stage_key

    def do(self, command: Callable[[], Changes]) -> bool:
        """Run a short command and tell every view what changed; False when it failed.

        Nothing else reads or writes the dossier meanwhile, not even when the command is long and
        lets the window go on. A second one that comes then (a screen reader can press a button
        without a key) is refused.
        """
        if self.breath.is_held:
            return False
        changes: list[Changes] = []

        def run() -> None:
            with self.breath.held():
                changes.append(command())

        if not self._guarded(run):
            return False
        self.changed.emit(changes[0])
        return True

    def run(
        self,
        flow: Flow[T],
        on_done: Callable[[T], None],
        *,
        about: object = None,
        on_stopped: Callable[[], None] = _no_stop,
        on_error: Callable[[DeskError], None] | None = None,
    ) -> bool:
        """Start long work; False when other work is still running.

        Args:
            flow: the work.
            on_done: gets its result; not called when it failed or was stopped.
            about: what the work writes into: the open session. Whoever closes that has to
                `finish` first. None for work that has a dossier of its own.
            on_stopped: called instead when the user stopped it.
            on_error: called after an error that the user can act on was shown.
        """
        if self._driver is not None:
            self.sink.error(UsageError("busy"))
            return False
        self._failure = None
        self._about = about
        self._on_done, self._on_stopped = on_done, on_stopped
        self._on_error = on_error or _no_error
        driver = FlowDriver(flow, self._engine, self._on_progress)
        self._driver = driver
        self.work_started.emit()
        self._step(driver, driver.start)
        return True

    def cancel(self) -> None:
        """Stop the running flow; what it has recorded stays."""
        if self._driver is not None:
            self._step(self._driver, self._driver.cancel)

    def pause(self, on: bool) -> None:
        """Let the running flow begin no further jobs, or go on."""
        if self._driver is None:
            return
        self._step(self._driver, self._driver.pause if on else self._driver.resume)

    def finish(self, limit_ms: int = FINISH_MS) -> None:
        """Stop the running flow and wait until its last job has ended.

        From then on nothing is recorded any more, so that the dossier can be closed. A worker
        that does not answer is killed by the engine well within the limit.
        """
        if self._driver is None:
            return
        self._on_stopped = _no_stop
        loop = QEventLoop()
        self.work_ended.connect(loop.quit)
        limit = QTimer(singleShot=True, interval=limit_ms)
        limit.timeout.connect(loop.quit)
        limit.start()
        self.cancel()
        if self.is_busy:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        limit.stop()
        self.work_ended.disconnect(loop.quit)
        if self.is_busy:  # a cancelled flow records nothing, so it can be let go
            self._driver = None
            self.work_ended.emit()

    def request(
        self, task: str, request: object, on_result: Callable[[object], None], limit_s: float = 60
    ) -> None:
        """Something small for the screen; `on_result` gets None when it failed or was outrun."""
        job_id = JobId(uuid.uuid4().hex)
        self._requests[job_id] = on_result
        self._engine.submit(job_id, task, request, time_limit_s=limit_s, lane=Lane.SCREEN)

    def _on_event(self, event: Event) -> None:
        self.breath.when_free(lambda: self._handle(event))

    def _handle(self, event: Event) -> None:
        driver = self._driver
        if driver is not None and driver.owns(event):
            self._note_recorded(driver, event)
            self._step(driver, lambda: driver.handle(event))
            return
        if isinstance(event, Progress):
            return
        on_result = self._requests.pop(event.job_id, None)
        if on_result is not None:
            result = event.result if isinstance(event, Finished) else None
            self._guarded(lambda: on_result(result))

    def _on_progress(self, progress: FlowProgress) -> None:
        self._stage_key = progress.stage_key
        self.progressed.emit(progress)

    def _note_recorded(self, driver: FlowDriver[Any], event: Event) -> None:
        """Remember which document of the open dossier gets a result, to tell the views soon."""
        if self._about is None or not isinstance(event, Finished | Failed):
            return
        subject = driver.subject(event).partition("/")[0]
        if subject:
            self._recorded.add(DocumentId(subject))
            if not self._refresh.isActive():
                self._refresh.start()

    def _step(self, driver: FlowDriver[Any], move: Callable[[], None]) -> None:
        """Move the flow; end it when it is done."""
        try:
            move()
        except Exception as error:  # noqa: BLE001  the one boundary for defects on this door
            # WHY not shown yet: a box on the screen lets events in while jobs are still ending.
            self._failure = error
        if driver.is_done and self._driver is driver:
            self._end(driver)
        elif driver.is_resting and not self._goes_on.isActive():
            self._goes_on.start()

    def _go_on(self) -> None:
        if self._driver is not None:
            self._step(self._driver, self._driver.go_on)

    def _end(self, driver: FlowDriver[Any]) -> None:
        self._driver = None
        self._about = None
        self._stage_key = ""
        self._tell_recorded()
        self.work_ended.emit()
        on_done, on_stopped = self._on_done, self._on_stopped
        if self._failure is not None:
            self._report(self._failure)
            if isinstance(self._failure, DeskError):
                failure = self._failure
                self._guarded(lambda: self._on_error(failure))
            return
        try:
            result = driver.result
        except Cancelled:
            self._guarded(on_stopped)
            return
        self._guarded(lambda: on_done(result))

    def _tell_recorded(self) -> None:
        self._refresh.stop()
        documents = frozenset(self._recorded)
        self._recorded.clear()
        if documents:
            took = QElapsedTimer()
            took.start()
            self.changed.emit(Changes(documents=documents, findings=documents))
            # WHY: a list of thousands takes long to show; most of the time is for the person.
            self._refresh.setInterval(max(REFRESH_MS, REST * took.elapsed()))

    def _guarded(self, action: Callable[[], object]) -> bool:
        """Do something that may fail; False, with the failure shown, when it did."""
        try:
            action()
        except Exception as error:  # noqa: BLE001  the one boundary for defects on this door
            self._report(error)
            return False
        return True

    def _report(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.sink.error(error)
        else:
            self.report_defect(error)

    def report_defect(self, error: BaseException) -> None:
        """Write a failure of the program itself in the log, and tell the user.

        Only class and place: the message of an unknown error may hold document text.
        """
        place = describe_error(error)
        logger.error("internal error: %s", place)
        if self._tells_defect:  # painting goes on behind the box, and may fail again and again
            return
        self._tells_defect = True
        try:
            self.sink.defect(type(error).__name__, place)
        finally:
            self._tells_defect = False
