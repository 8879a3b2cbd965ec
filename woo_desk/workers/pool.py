"""Decides which worker process does which job, and ends those that take too long.

One thread, the pool, holds all the state; everything else talks to it through its inbox. Processes
start when there is work for them, are used again, and are replaced when they have done many jobs,
hold too much memory or have met an unforeseen error.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from woo_desk.domain.ids import JobId
from woo_desk.usecases.ports import Event, Failed, Lane, Progress, Stopped
from woo_desk.workers.clerk import Clerk, Gone, Heard, Job, Report, Started
from woo_desk.workers.garbage import trim
from woo_desk.workers.serve import ServeOptions

logger = logging.getLogger(__name__)

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """Bounds of a pool."""

    sizes: Mapping[Lane, int]
    """At most this many processes in each lane."""
    recycle_jobs: int = 1000
    """A process is replaced after this many jobs."""
    recycle_memory_mb: int = 1024
    """A process is replaced when it holds more than this after a job."""
    lean_memory_mb: int = 160
    """One that holds more than this is replaced after `lean_jobs`: what libraries keep of many
    documents adds up. WHY not at once: pictures take more, and a new process costs a second."""
    lean_jobs: int = 50
    large_job_s: float = 20_000.0
    """A job that may take this long is a large one, as a volume of the bundle: it gets a process
    that has done nothing else, so that what it needs does not come on top of what others left."""
    cancel_grace_s: float = 3.0
    """How long a cancelled job may take to stop by itself."""
    start_limit_s: float = 60.0
    """How long a new process may take until its first job begins."""


@dataclass(frozen=True, slots=True)
class _Submit:
    job: Job


@dataclass(frozen=True, slots=True)
class _Cancel:
    job_id: JobId


@dataclass(frozen=True, slots=True)
class _WarmUp:
    lane: Lane
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Close:
    pass


@dataclass(slots=True)
class _Desk:
    """What the pool knows of one clerk."""

    clerk: Clerk
    lane: Lane
    job: Job | None = None
    has_started: bool = False
    """The worker has taken up the job."""
    is_cancelled: bool = False
    is_leaving: bool = False
    """Told to end, or killed: gets no more jobs."""
    deadline: float | None = None
    """Monotonic time at which the process is killed."""
    why: str = "worker_died"
    """Error key of the job at hand, should the process go now; "" for Stopped."""
    jobs_done: int = 0
    memory_bytes: int = 0
    """Held after its last job."""
    tasks: set[str] = field(default_factory=set)
    """Names of the tasks whose modules the process has loaded."""


@dataclass(slots=True)
class _State:
    waiting: dict[Lane, deque[Job]] = field(
        default_factory=lambda: {lane: deque() for lane in Lane}
    )
    desks: dict[Clerk, _Desk] = field(default_factory=dict)
    is_closing: bool = False


class Pool(threading.Thread):
    """Runs jobs in worker processes. `submit`, `cancel` and `close` may come from any thread."""

    def __init__(
        self, options: PoolOptions, serve: ServeOptions, emit: Callable[[Event], None]
    ) -> None:
        """Args: emit: takes the events; called from the pool's thread; must not raise."""
        super().__init__(name="woo-desk pool", daemon=True)
        self._options = options
        self._serve = serve
        self._emit = emit
        self._inbox: queue.SimpleQueue[Report | _Submit | _Cancel | _WarmUp | _Close]
        self._inbox = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._is_open = True
        self._state = _State()

    def submit(self, job: Job) -> None:
        """Queue a job; RuntimeError when the pool is closed."""
        with self._gate:
            if not self._is_open:
                msg = "the engine is closed"
                raise RuntimeError(msg)
            self._inbox.put(_Submit(job))

    def cancel(self, job_id: JobId) -> None:
        """Ask a job to stop; nothing happens when it has ended already."""
        self._inbox.put(_Cancel(job_id))

    def warm_up(self, lane: Lane, tasks: Iterable[str]) -> None:
        """Start one process of the lane, and import there what these tasks need."""
        self._inbox.put(_WarmUp(lane, tuple(tasks)))

    def close(self) -> None:
        """Stop all jobs, end all processes, and wait until they are gone."""
        with self._gate:
            if self._is_open:
                self._is_open = False
                self._inbox.put(_Close())
        self.join()

    # --- the thread -----------------------------------------------------------------------------

    def run(self) -> None:
        """Take in what comes until the pool is closed and every process is gone."""
        while self._state.desks or not self._state.is_closing:
            with contextlib.suppress(queue.Empty):  # Empty: a deadline has passed
                self._take(self._inbox.get(timeout=self._patience()))
            self._enforce_deadlines()
            self._hand_out()

    def _patience(self) -> float | None:
        deadlines = [d.deadline for d in self._state.desks.values() if d.deadline is not None]
        return max(min(deadlines) - time.monotonic(), 0.0) if deadlines else None

    def _take(self, item: Report | _Submit | _Cancel | _WarmUp | _Close) -> None:
        match item:
            case _Submit(job):
                self._queue(job)
            case _Cancel(job_id):
                self._cancel(job_id)
            case _WarmUp(lane, tasks):
                self._warm_up(lane, tasks)
            case _Close():
                self._close()
            case Started(clerk):
                self._start_clock(self._state.desks[clerk])
            case Heard(clerk, event, memory_bytes):
                self._hear(self._state.desks[clerk], event, memory_bytes)
            case Gone(clerk):
                self._lose(self._state.desks.pop(clerk))

    # --- jobs -----------------------------------------------------------------------------------

    def _queue(self, job: Job) -> None:
        waiting = self._state.waiting[job.lane]
        if job.lane is Lane.SCREEN:
            # WHY: who turns pages quickly only wants to see the last one.
            for older in [other for other in waiting if other.task == job.task]:
                waiting.remove(older)
                self._emit(Stopped(older.id))
        waiting.append(job)

    def _cancel(self, job_id: JobId) -> None:
        for waiting in self._state.waiting.values():
            for job in waiting:
                if job.id == job_id:
                    waiting.remove(job)
                    self._emit(Stopped(job_id))
                    return
        for desk in self._state.desks.values():
            if desk.job is not None and desk.job.id == job_id and not desk.is_cancelled:
                desk.is_cancelled = True
                desk.why = ""
                self._set_deadline(desk, self._options.cancel_grace_s)
                if desk.has_started:
                    desk.clerk.cancel(job_id)

    def _close(self) -> None:
        self._state.is_closing = True
        for waiting in self._state.waiting.values():
            while waiting:
                self._emit(Stopped(waiting.popleft().id))
        for desk in self._state.desks.values():
            if desk.job is None:
                self._dismiss(desk)
            else:
                desk.why = ""
                self._kill(desk)

    def _hand_out(self) -> None:
        for lane, waiting in self._state.waiting.items():
            while waiting and (desk := self._free_desk(lane)) is not None:
                if desk.jobs_done and waiting[0].time_limit_s >= self._options.large_job_s:
                    self._dismiss(desk)
                    desk = self._hire(lane)
                desk.job = waiting.popleft()
                desk.has_started = desk.is_cancelled = False
                desk.why = "worker_died"
                desk.deadline = time.monotonic() + self._options.start_limit_s
                desk.tasks.add(desk.job.task)
                desk.clerk.give(desk.job)

    # --- processes ------------------------------------------------------------------------------

    def _in_lane(self, lane: Lane) -> list[_Desk]:
        return [d for d in self._state.desks.values() if d.lane is lane and not d.is_leaving]

    def _free_desk(self, lane: Lane) -> _Desk | None:
        desks = self._in_lane(lane)
        free = next((desk for desk in desks if desk.job is None), None)
        if free is None and len(desks) < self._options.sizes[lane]:
            free = self._hire(lane)
        return free

    def _is_spent(self, desk: _Desk) -> bool:
        options = self._options
        return (
            desk.jobs_done >= options.recycle_jobs
            or desk.memory_bytes > options.recycle_memory_mb * _MIB
            or (desk.jobs_done >= options.lean_jobs and not self._is_lean(desk))
        )

    def _is_lean(self, desk: _Desk) -> bool:
        # WHY not where somebody is looking: the next page would wait for a new process.
        is_small = desk.memory_bytes <= self._options.lean_memory_mb * _MIB
        return is_small or desk.lane is Lane.SCREEN

    def _hire(self, lane: Lane) -> _Desk:
        clerk = Clerk(self._serve, self._inbox.put)
        desk = self._state.desks[clerk] = _Desk(clerk, lane)
        clerk.start()
        return desk

    def _warm_up(self, lane: Lane, tasks: Iterable[str]) -> None:
        if self._state.is_closing:
            return
        desk = next(iter(self._in_lane(lane)), None) or self._hire(lane)
        for task in tasks:
            if task not in desk.tasks:
                desk.tasks.add(task)
                desk.clerk.load(task)

    def _start_clock(self, desk: _Desk) -> None:
        desk.has_started = True
        if desk.job is None:
            return
        if desk.is_cancelled:
            desk.clerk.cancel(desk.job.id)
        else:
            desk.deadline = time.monotonic() + desk.job.time_limit_s

    def _hear(self, desk: _Desk, event: Event, memory_bytes: int) -> None:
        is_defect = isinstance(event, Failed) and event.key == "internal"
        if desk.job is not None and isinstance(event, Failed) and is_defect:
            # Class and place of the error only; see `serve.describe`. Before the event is told:
            # whoever hears of a defect may look in the log for it.
            logger.error("defect in task %s: %s", desk.job.task, dict(event.values))
        self._emit(event)
        if isinstance(event, Progress):
            return
        desk.job = desk.deadline = None
        desk.jobs_done += 1
        desk.memory_bytes = memory_bytes
        if (is_defect or self._is_spent(desk)) and not desk.is_leaving:
            self._dismiss(desk)
            if desk.lane is Lane.SCREEN:  # somebody is looking: the next page must not wait
                self._warm_up(desk.lane, desk.tasks)
        if desk.lane is Lane.WORK and self._is_at_rest():
            trim()  # WHY: between two stages, of what thousands of outcomes left in this process

    def _is_at_rest(self) -> bool:
        """Whether no job is at hand and none is waiting."""
        state = self._state
        return not any(state.waiting.values()) and all(d.job is None for d in state.desks.values())

    def _lose(self, desk: _Desk) -> None:
        if desk.job is None:
            return
        if desk.jobs_done and not desk.has_started and desk.why and not self._state.is_closing:
            # WHY: the process died between two jobs; this one is not to blame and starts anew.
            self._state.waiting[desk.lane].appendleft(desk.job)
        elif desk.why:
            self._emit(Failed(desk.job.id, desk.why, {}))
        else:
            self._emit(Stopped(desk.job.id))

    def _set_deadline(self, desk: _Desk, seconds: float) -> None:
        mine = time.monotonic() + seconds
        desk.deadline = mine if desk.deadline is None else min(desk.deadline, mine)

    def _enforce_deadlines(self) -> None:
        now = time.monotonic()
        for desk in self._state.desks.values():
            if desk.deadline is not None and desk.deadline <= now:
                if not desk.is_cancelled and desk.has_started:
                    desk.why = "time_limit"
                self._kill(desk)

    def _dismiss(self, desk: _Desk) -> None:
        desk.is_leaving = True
        desk.deadline = None
        desk.clerk.retire()

    def _kill(self, desk: _Desk) -> None:
        desk.is_leaving = True
        desk.deadline = None
        desk.clerk.kill()
