"""Long actions as flows: plan, work elsewhere, record; the same for window and command line.

A flow is a generator that yields stages. A stage is a series of jobs and a function that records
the outcome of each on the main thread. The driver submits jobs, takes events, and moves the flow
on when a stage is through. Nothing in a flow waits, so a window can drive it by its event loop and
a command by a queue.
"""

from __future__ import annotations

import contextlib
import queue
import time
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from woo_desk.domain.ids import JobId
from woo_desk.errors import Cancelled
from woo_desk.usecases.ports import (
    LONGEST_TIME_LIMIT_S,
    Engine,
    Event,
    Failed,
    Finished,
    Progress,
    Stopped,
)

T = TypeVar("T")
Outcome = Finished | Failed


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work for a worker."""

    task: str
    """A name in `woo_desk.workers.tasks`."""
    request: object
    time_limit_s: float
    """More than an engine takes is cut to that: the limit of a job with thousands of pages."""
    subject: str = ""
    """Id of what it is about, for `record`."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Jobs that may run side by side, and what to do with each outcome."""

    key: str
    """Names the stage to the user: text `stage.<key>`."""
    jobs: Iterable[Job | None]
    """Taken one by one as workers come free, so it may be a generator. None says that the next job
    waits for the outcome of one that runs."""
    total: int
    """How many jobs there will be, for the progress bar."""
    record: Callable[[Job, Outcome], None]
    """Called on the main thread for each job that ended; one transaction each."""
    found: Callable[[], int] = lambda: 0
    """How many more jobs have come up since, for the progress bar."""
    own: Iterable[object] = ()
    """Small steps of work on the dossier's own thread, done before the jobs. Between them the
    driver lets go of the thread, so that a window stays awake and the user can stop."""


Flow = Generator[Stage, None, T]

_TURN_S = 0.5
_OWN_S = 0.02
"""How long steps on the dossier's own thread go on before the thread is let go."""


def in_steps(key: str, steps: Iterable[T | None]) -> Flow[T]:
    """A stage of reading in small steps (`usecases.steps`); returns what was read."""
    found: list[T] = []

    def own() -> Iterator[None]:
        for step in steps:
            found[:] = [] if step is None else [step]
            yield

    yield Stage(key, (), 0, lambda _job, _outcome: None, own=own())
    return found[0]


@dataclass(frozen=True, slots=True)
class FlowProgress:
    """How far a flow is, for people."""

    stage_key: str
    done: int
    total: int
    fraction: float
    """Of the current stage, 0 to 1, counting the progress inside running jobs."""


class FlowDriver(Generic[T]):
    """Moves one flow along. All methods belong to the thread that owns the dossier.

    Attributes:
        is_done: the flow has ended: by itself, by an error or by cancel.
    """

    def __init__(
        self,
        flow: Flow[T],
        engine: Engine,
        on_progress: Callable[[FlowProgress], None] = lambda _progress: None,
    ) -> None:
        self.is_done = False
        self._flow = flow
        self._engine = engine
        self._on_progress = on_progress
        self._stage: Stage | None = None
        self._waiting: Iterator[Job | None] = iter(())
        self._own: Iterator[object] | None = None
        self._running: dict[JobId, Job] = {}
        self._parts: dict[JobId, float] = {}
        self._finished_jobs = 0
        self._cancelled = False
        self._is_paused = False
        self._result: T | None = None

    def start(self) -> None:
        """Run the flow up to its first jobs."""
        self._advance()

    @property
    def is_resting(self) -> bool:
        """Whether it let go of the thread in the middle of its own work: `go_on` does the next."""
        return self._own is not None and not (self.is_done or self._cancelled or self._is_paused)

    def go_on(self) -> None:
        """Do some more of what is done on this thread. Errors of the flow itself come out here."""
        if not self.is_resting:
            return
        self._work()
        self._advance()

    def owns(self, event: Event) -> bool:
        """Whether the event is about a job of this flow."""
        return event.job_id in self._running

    def subject(self, event: Event) -> str:
        """What the job of an event is about; "" for a job that is not of this flow."""
        job = self._running.get(event.job_id)
        return job.subject if job else ""

    def handle(self, event: Event) -> None:
        """Take in one event of a job of this flow. Errors of the flow itself come out here."""
        if isinstance(event, Progress):
            self._parts[event.job_id] = event.done / event.total if event.total else 0.0
            self._report()
            return
        job = self._running.pop(event.job_id)
        self._parts.pop(event.job_id, None)
        if self._cancelled:
            self._end_if_idle()
            return
        if isinstance(event, Stopped):  # somebody else stopped the job: the flow cannot go on
            self.cancel()
            return
        if self._stage is None:
            msg = "an outcome outside a stage"
            raise RuntimeError(msg)
        self._finished_jobs += 1
        try:
            self._stage.record(job, event)
            self._report()
            self._fill()
        except BaseException:
            self.cancel()
            raise

    def cancel(self) -> None:
        """Stop: running jobs are asked to end, waiting ones are dropped, what is recorded stays."""
        if self.is_done or self._cancelled:
            return
        self._cancelled = True
        self._waiting = iter(())
        for job_id in list(self._running):  # an engine may answer at once
            self._engine.cancel(job_id)
        self._end_if_idle()

    def pause(self) -> None:
        """Begin no further job; those that run come to their end and are recorded."""
        self._is_paused = True

    def resume(self) -> None:
        """Go on after a pause. Errors of the flow itself come out here."""
        self._is_paused = False
        if self.is_done or self._cancelled or self._stage is None or self._own is not None:
            return
        try:
            self._fill()
        except BaseException:
            self.cancel()
            raise

    @property
    def result(self) -> T:
        """What the flow returned; raises Cancelled when it was stopped."""
        if self._cancelled:
            raise Cancelled
        if not self.is_done:
            msg = "the flow is still running"
            raise RuntimeError(msg)
        return self._result  # type: ignore[return-value]  # set when the flow returned

    def _end_if_idle(self) -> None:
        if not self._running:
            self.is_done = True
            self._flow.close()

    def _advance(self) -> None:
        while not self._running and not self.is_done and self._own is None:
            try:
                self._stage = next(self._flow)
            except StopIteration as end:
                self._result = end.value
                self.is_done = True
                return
            except BaseException:
                self.is_done = self._cancelled = True
                raise
            self._finished_jobs = 0
            self._waiting = iter(self._stage.jobs)
            self._own = iter(self._stage.own)
            self._report()
            self._work()

    def _work(self) -> None:
        """Steps on this thread for a moment, and the jobs once there are none left."""
        if self._own is None:
            return
        until = time.monotonic() + _OWN_S
        try:
            for _step in self._own:
                if time.monotonic() >= until:
                    return
            self._own = None
            self._submit()
        except BaseException:
            self.cancel()
            raise

    def _fill(self) -> None:
        if self._is_paused:
            return
        self._submit()
        if not self._running:
            self._advance()

    def _submit(self) -> None:
        # WHY capacity + 1: the next job is on hand when a worker comes free, and no more than
        # that is planned ahead, so that a dossier of any size takes the same memory.
        while len(self._running) <= self._engine.capacity:
            job = next(self._waiting, None)
            if job is None:
                return
            job_id = JobId(uuid.uuid4().hex)
            self._running[job_id] = job
            try:
                limit = min(job.time_limit_s, LONGEST_TIME_LIMIT_S)
                self._engine.submit(job_id, job.task, job.request, time_limit_s=limit)
            except BaseException:
                self._running.pop(job_id, None)  # no event will come of it
                raise

    def _report(self) -> None:
        if self._stage is None:
            return
        total = self._stage.total + self._stage.found()
        done = self._finished_jobs
        fraction = min((done + sum(self._parts.values())) / max(total, 1), 1.0)
        self._on_progress(FlowProgress(self._stage.key, done, total, fraction))


def run_blocking(
    flow: Flow[T],
    engine: Engine,
    on_progress: Callable[[FlowProgress], None] = lambda _progress: None,
) -> T:
    """Drive a flow to its end and return its result; KeyboardInterrupt cancels it.

    A flow that fails still waits until its running jobs have ended.

    Raises:
        Cancelled: the user stopped it.
        Anything that the flow itself raises.
    """
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    engine.listen(events.put)
    driver = FlowDriver(flow, engine, on_progress)

    def step() -> None:
        # WHY a time limit: on Windows Ctrl-C does not end a wait that has none.
        with contextlib.suppress(queue.Empty):
            event = events.get(timeout=_TURN_S)
            if driver.owns(event):
                driver.handle(event)

    failure: BaseException | None = None
    move = driver.start
    while not driver.is_done:
        try:
            move()
        except KeyboardInterrupt:
            driver.cancel()
        except BaseException as error:  # noqa: BLE001  raised below, once its last job has ended
            failure = error
            driver.cancel()
        move = driver.go_on if driver.is_resting else step
    if failure is not None:
        raise failure
    return driver.result
