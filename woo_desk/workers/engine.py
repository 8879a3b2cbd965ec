"""The engines behind `usecases.ports.Engine`: worker processes, or the same tasks in line."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from woo_desk.domain.ids import JobId
from woo_desk.errors import Cancelled, WorkerDied
from woo_desk.store import cipher
from woo_desk.usecases.ports import (
    LONGEST_TIME_LIMIT_S,
    Event,
    Failed,
    Finished,
    Lane,
    Progress,
    Report,
    Stopped,
)
from woo_desk.workers import codec, messages
from woo_desk.workers.clerk import Job
from woo_desk.workers.outside import Outside
from woo_desk.workers.pool import Pool, PoolOptions
from woo_desk.workers.serve import ServeOptions, Trouble, perform

_CRASH_LOG_BYTES = 1024 * 1024
_WORKER_MB, _WINDOW_MB = 1024, 1024
"""What a worker may hold before it is replaced, and what is left to window and system."""
_UNKNOWN_MEMORY = 4
_MOST_WORKERS = 16
"""WHY no more: one thread records all outcomes, and one process writes the dossier."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Bounds of the worker processes."""

    workers: int = 0
    """Processes for long work; 0: as many as cores and free memory allow, at most 16."""
    memory_limit_mb: int = 3072
    """Address space of one process in MiB; 0 for no limit."""
    recycle_jobs: int = 1000
    recycle_memory_mb: int = 1024
    cancel_grace_s: float = 3.0
    start_limit_s: float = 60.0
    crash_log: str = ""
    """File for native tracebacks of workers; "" for none."""


def default_workers() -> int:
    """One process per core that may be used, and per GB of memory that is free: each may hold 1."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return workers_for(cores or 1, free_memory_mb())


def workers_for(cores: int, free_mb: int | None) -> int:
    """How many processes do the long work.

    Args:
        cores: that may be used.
        free_mb: memory to share out, in MiB; None when nobody knows, and then at most 4.
    """
    room = _UNKNOWN_MEMORY if free_mb is None else (free_mb - _WINDOW_MB) // _WORKER_MB
    return max(1, min(cores, room, _MOST_WORKERS))


def free_memory_mb() -> int | None:
    """Memory that can be taken without swapping, in MiB; None where the system does not tell.

    WHY MemAvailable: what the system holds as cache counts as free. A limit on the control group,
    as in a container, is not seen here; the memory limit of each worker still holds.
    """
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    found = (line.split() for line in lines if line.startswith("MemAvailable:"))
    return next((int(words[1]) // 1024 for words in found), None)


def encode_request(catalogue: messages.Catalogue, task: str, request: object) -> bytes:
    """The request as bytes.

    Raises:
        KeyError: no such task.
        TypeError: the request is not of the task's request type.
        CodecError: it is too long to send.
    """
    kind = catalogue.types[task].request
    if not isinstance(request, kind):
        msg = f"task {task} takes a {kind.__name__}, not a {type(request).__name__}"
        raise TypeError(msg)
    return codec.encode(request, codec.LONGEST_ORDER)


class ProcessEngine:
    """Runs tasks in processes of their own: one lane for long work, one for the screen.

    Events come from a thread of the engine. A crash, a hang or too much memory costs only the job
    that caused it.
    """

    def __init__(
        self,
        options: EngineOptions | None = None,
        catalogue: messages.Catalogue = messages.DESK_TASKS,
    ) -> None:
        options = options or EngineOptions()
        self._capacity = options.workers or default_workers()
        self._catalogue = catalogue
        self._listener: Callable[[Event], None] = _drop
        crash_log = _usable_crash_log(options.crash_log)
        self._pool = Pool(
            PoolOptions(
                {Lane.WORK: self._capacity, Lane.SCREEN: 1},
                recycle_jobs=options.recycle_jobs,
                recycle_memory_mb=options.recycle_memory_mb,
                cancel_grace_s=options.cancel_grace_s,
                start_limit_s=options.start_limit_s,
            ),
            ServeOptions(catalogue, options.memory_limit_mb, crash_log),
            lambda event: self._listener(event),
        )
        self._outside = Outside(catalogue, lambda event: self._listener(event))
        self._pool.start()

    @property
    def capacity(self) -> int:
        """How many jobs of the WORK lane run at the same time."""
        return self._capacity

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Send events to `listener` from now on, from a thread of the engine; it must not raise."""
        self._listener = listener

    def submit(
        self,
        job_id: JobId,
        task: str,
        request: object,
        *,
        time_limit_s: float,
        lane: Lane = Lane.WORK,
    ) -> None:
        """Queue a job. On the SCREEN lane it takes the place of waiting jobs of the same task.

        Raises:
            KeyError, TypeError, CodecError: as `encode_request`.
            ValueError: the time limit is not between 0 and 24 hours.
            RuntimeError: the engine is closed.
        """
        _check_time_limit(time_limit_s)
        data = encode_request(self._catalogue, task, request)
        job = Job(job_id, task, data, time_limit_s, lane, unlock_of(request))
        if task in self._catalogue.outside:
            self._outside.submit(job)
        else:
            self._pool.submit(job)

    def cancel(self, job_id: JobId) -> None:
        """Ask a job to stop; it ends with Stopped, or with its result when that came first."""
        if not self._outside.cancel(job_id):
            self._pool.cancel(job_id)

    def warm_up(self, lane: Lane, *tasks: str) -> None:
        """Start one process of the lane, and import there what these tasks need.

        At the start of the window: `warm_up(Lane.SCREEN, "render", "page_text")`.
        """
        self._pool.warm_up(lane, tasks)

    def close(self) -> None:
        """Stop all jobs and wait until every process is gone. Not from within a listener."""
        self._outside.close()
        self._pool.close()


def unlock_of(request: object) -> tuple[str, str] | None:
    """Path and key of the encrypted dossier that a request names; None when it names none."""
    path = getattr(request, "dossier_path", "")
    key = cipher.key_of(path) if path else ""
    return (path, key) if key else None


class LocalEngine:
    """Runs the same tasks in line, in this process, one after the other; for finding faults.

    A job submitted from within a listener waits for its turn. A time limit is seen at the task's
    next report only, and a crash takes the program along.
    """

    def __init__(self, catalogue: messages.Catalogue = messages.DESK_TASKS) -> None:
        self._catalogue = catalogue
        self._listener: Callable[[Event], None] = _drop
        self._waiting: deque[Job] = deque()
        self._cancelled: set[JobId] = set()
        self._is_running = False
        self._is_closed = False

    @property
    def capacity(self) -> int:
        """Always one."""
        return 1

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Send events to `listener` from now on."""
        self._listener = listener

    def submit(
        self,
        job_id: JobId,
        task: str,
        request: object,
        *,
        time_limit_s: float,
        lane: Lane = Lane.WORK,
    ) -> None:
        """Do the job before returning, or right after the one that is running. Raises as above."""
        _check_time_limit(time_limit_s)
        data = encode_request(self._catalogue, task, request)
        if self._is_closed:
            msg = "the engine is closed"
            raise RuntimeError(msg)
        self._waiting.append(Job(job_id, task, data, time_limit_s, lane))
        if self._is_running:
            return
        self._is_running = True
        try:
            while self._waiting:
                self._listener(self._outcome(self._waiting.popleft()))
        finally:
            self._is_running = False

    def cancel(self, job_id: JobId) -> None:
        """Stop a job that waits, or the running one at its next report."""
        self._cancelled.add(job_id)

    def close(self) -> None:
        """Take no more jobs; those that wait end with Stopped."""
        self._is_closed = True
        self._cancelled.update(job.id for job in self._waiting)

    def _outcome(self, job: Job) -> Event:
        if job.id in self._cancelled:
            return Stopped(job.id)
        report = self._reporter(job.id, time.monotonic() + job.time_limit_s)
        outcome = perform(self._catalogue, job.task, job.request, report)
        if isinstance(outcome, Trouble):
            return Failed(job.id, outcome.key, outcome.values) if outcome.key else Stopped(job.id)
        try:
            result: object = codec.decode(outcome, self._catalogue.types[job.task].result)
        except codec.CodecError:  # a process that answers so is ended, hence the key
            return Failed(job.id, "worker_died", {})
        return Finished(job.id, result)

    def _reporter(self, job_id: JobId, deadline: float) -> Report:
        def report(done: int, total: int) -> None:
            self._listener(Progress(job_id, done, total))
            if job_id in self._cancelled:
                raise Cancelled
            if time.monotonic() > deadline:
                raise WorkerDied("time_limit")

        return report


def _drop(_event: Event) -> None:
    """Where events go before anyone listens."""


def _check_time_limit(time_limit_s: float) -> None:
    if not 0 < time_limit_s <= LONGEST_TIME_LIMIT_S:
        msg = f"a time limit of {time_limit_s} s"
        raise ValueError(msg)


def _usable_crash_log(name: str) -> str:
    """The same name when the file can be written, "" when not: work goes on without."""
    if not name:
        return ""
    path = Path(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _CRASH_LOG_BYTES:
            path.replace(path.with_suffix(".old"))
        path.open("ab").close()
    except OSError:  # a read-only or full home folder
        return ""
    return name
