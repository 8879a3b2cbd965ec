"""One worker process and the thread that talks to it.

The thread starts the process, hands it one job at a time, checks every answer and puts what it
hears into the pool's inbox. Whatever goes wrong on the pipe (a crash, garbage, too long a message)
ends the process and is told as `Gone`; nothing that a worker sends can end the pool.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.resource_tracker
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

import msgspec

from woo_desk.domain.ids import JobId
from woo_desk.usecases.ports import Failed, Finished, Lane, Progress, Stopped
from woo_desk.workers import codec, messages
from woo_desk.workers.serve import ServeOptions, serve

_FAREWELL_S = 2.0
"""How long a process may take to end by itself once its pipe is closed."""
_ASKED_TIMES, _ASKED_EVERY_S = 20, 0.01
"""How often, and seconds in between, somebody else gets to note how a process ended."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it was submitted, its request already in bytes."""

    id: JobId
    task: str
    request: bytes
    time_limit_s: float
    lane: Lane
    unlock: tuple[str, str] | None = None
    """Path and key of an encrypted dossier that it reads from."""


@dataclass(frozen=True, slots=True)
class Started:
    """Told to the pool: the clerk's job begins now."""

    clerk: Clerk


@dataclass(frozen=True, slots=True)
class Heard:
    """Told to the pool: the clerk's job has come this far, or has ended."""

    clerk: Clerk
    event: Progress | Finished | Failed | Stopped
    memory_bytes: int = 0
    """What the process holds; with the end of a job."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Told to the pool: the process is no more. The last thing a clerk says."""

    clerk: Clerk


Report = Started | Heard | Gone


class Clerk(threading.Thread):
    """Owns one worker process from its start to its end."""

    def __init__(self, options: ServeOptions, tell: Callable[[Report], None]) -> None:
        """Args: tell: takes reports; called from this thread."""
        super().__init__(name="woo-desk worker", daemon=True)
        self._options = options
        self._tell = tell
        self._jobs: queue.SimpleQueue[Job | messages.Load | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        """Guards the three below against `cancel` and `kill`, which come from another thread."""
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._is_killed = False

    # --- called by the pool ---------------------------------------------------------------------

    def give(self, job: Job) -> None:
        """Hand over the next job; only when the one before has ended."""
        self._jobs.put(job)

    def load(self, task: str) -> None:
        """Let the process import what the task needs."""
        self._jobs.put(messages.Load(task))

    def retire(self) -> None:
        """Let the process end after the job at hand."""
        self._jobs.put(None)

    def cancel(self, job_id: JobId) -> None:
        """Ask the job to stop; only after it has started."""
        with self._lock, contextlib.suppress(OSError):
            if self._connection is not None:
                data = codec.encode(messages.Cancel(job_id), codec.LONGEST_ORDER)
                self._connection.send_bytes(data)

    def kill(self) -> None:
        """End the process at once; `Gone` follows."""
        with self._lock:
            self._is_killed = True
            if self._process is not None:
                self._process.kill()
        self._jobs.put(None)

    # --- the thread -----------------------------------------------------------------------------

    def run(self) -> None:
        """Start the process, pass jobs until told to end or until the process fails."""
        try:
            connection = self._start()
            while (job := self._jobs.get()) is not None:
                if isinstance(job, messages.Load):
                    connection.send_bytes(codec.encode(job, codec.LONGEST_ORDER))
                else:
                    self._converse(connection, job)
        except (OSError, EOFError, codec.CodecError):
            pass  # the process failed; Gone says so
        finally:
            try:
                self._end()
            finally:  # WHY: a pool that never hears it would wait for ever
                self._tell(Gone(self))

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._options), daemon=True)
        with self._lock:
            self._connection = ours
            if not self._is_killed:
                with _BURIALS, _deaf_to_interrupts():
                    process.start()
                self._process = process
        theirs.close()  # WHY: our copy would keep the pipe open after the process has died
        return ours

    def _converse(self, connection: Connection, job: Job) -> None:
        order = messages.Run(
            job.id, job.task, msgspec.Raw(job.request), job.time_limit_s, job.unlock
        )
        connection.send_bytes(codec.encode(order, codec.LONGEST_ORDER))
        while True:
            answer = codec.decode_answer(connection.recv_bytes(codec.LONGEST_ANSWER))
            if answer.job_id != job.id:
                msg = "an answer about another job"
                raise codec.CodecError(msg)
            if isinstance(answer, messages.Started):
                self._tell(Started(self))
            elif isinstance(answer, messages.Progressed):
                self._tell(Heard(self, Progress(job.id, answer.done, answer.total)))
            else:
                ending = self._ending(answer, job)
                self._tell(Heard(self, ending, answer.memory_bytes))
                return

    def _ending(self, answer: messages.Ending, job: Job) -> Finished | Failed | Stopped:
        match answer:
            case messages.Succeeded():
                kind = self._options.catalogue.types[job.task].result
                return Finished(job.id, codec.decode(answer.result, kind))
            case messages.Erred():
                return Failed(job.id, answer.key, answer.values)
            case messages.Halted():
                return Stopped(job.id)

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
            if self._connection is not None:
                self._connection.close()
                self._connection = None
        if process is None:
            return
        if not wait([process.sentinel], _FAREWELL_S):
            process.kill()
            wait([process.sentinel])
        _bury(process)


_BURIALS = threading.Lock()
"""WHY: whoever starts a process asks after all others that may have ended. One that is asked after
twice at once seems to live on, and cannot be closed."""


def _bury(process: SpawnProcess) -> None:
    """Let go of a process that has ended; also when its end was told to somebody else."""
    with _BURIALS:
        for _ in range(_ASKED_TIMES):
            if process.exitcode is not None:
                process.close()
                return
            time.sleep(_ASKED_EVERY_S)


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What this thread starts meanwhile never gets a Ctrl-C, from its first instruction on.

    A terminal sends it to the whole group. The worker ignores it (`guard`), but only after its
    interpreter is up: one that came earlier ended it with a traceback on the user's terminal.
    A child inherits the signals that are blocked where it is started. Windows has no such mask.
    """
    if sys.platform == "win32":
        yield
        return
    # WHY first: the tracker that multiprocessing starts with the first process lifts the block.
    multiprocessing.resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
