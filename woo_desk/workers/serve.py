"""What a worker process does: take an order, do it, answer; nothing else.

The only place, beside the two doors, where every exception is caught: a job that fails in an
unforeseen way must not take the worker's answer with it. What is answered then is the class of the
error and a line number, never its message, which may quote the document.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import os
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TextIO

import msgspec

from woo_desk.errors import Cancelled, DeskError
from woo_desk.store import cipher
from woo_desk.usecases.ports import Report
from woo_desk.workers import codec, guard, messages
from woo_desk.workers.garbage import give_back, settle

TaskFunction = Callable[[object, Report], object]

PROGRESS_INTERVAL_S = 0.05
"""Shortest time between two progress messages of a job."""
GROWN_BYTES = 8 * 1024 * 1024
"""What a job may leave behind without a look at what of it can be given back (5 ms)."""
OWN_END_S = 10.0
"""How long after its time limit a job ends the process by itself: the parent is gone then."""


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What a worker process is told at birth."""

    catalogue: messages.Catalogue
    memory_limit_mb: int
    crash_log: str


def serve(connection: Connection, options: ServeOptions) -> None:
    """Run the loop of a worker process until the pipe closes."""
    crash_log = guard.give_up_rights(options.memory_limit_mb, options.crash_log)
    settle()
    Worker(connection, options.catalogue, crash_log).run()


def find_task(catalogue: messages.Catalogue, name: str) -> TaskFunction:
    """The function of a task; KeyError for an unknown name. Imports the modules it needs."""
    found: TaskFunction = importlib.import_module(catalogue.module).find_task(name)
    return found


@dataclass(frozen=True, slots=True)
class Trouble:
    """A job that did not end well: an error that has a text, or a cancel."""

    key: str
    """Text key; "" when the job was cancelled."""
    values: dict[str, str | int]


def perform(
    catalogue: messages.Catalogue, task: str, request: bytes | msgspec.Raw, report: Report
) -> bytes | Trouble:
    """Do one task: encoded request in, encoded result or what went wrong out."""
    try:
        function = find_task(catalogue, task)
        result = function(codec.decode(request, catalogue.types[task].request), report)
        return codec.encode(result, codec.LONGEST_ANSWER)
    except Cancelled:
        return Trouble("", {})
    except DeskError as error:
        return Trouble(error.key, _bounded(error))
    except Exception as error:  # noqa: BLE001 - the edge of the process, see the module docstring
        return Trouble("internal", _describe(error))


def _bounded(error: DeskError) -> dict[str, str | int]:
    return {
        name: value if isinstance(value, int) else str(value)[: messages.VALUE_LIMIT]
        for name, value in error.values.items()
    }


def _describe(error: BaseException) -> dict[str, str | int]:
    """Class and place of an unforeseen error: what may be shown and logged of it."""
    place, is_ours, traceback = "", False, error.__traceback__
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", ""))
        now_ours = module.startswith("woo_desk.") and module != __name__
        if now_ours or not is_ours:  # the last line of ours says more than a line of a library
            place, is_ours = f"{module}:{traceback.tb_lineno}", now_ours
        traceback = traceback.tb_next
    return {"name": type(error).__name__, "place": place}


class Worker:
    """Does one job at a time on the main thread; a second thread listens to the pipe."""

    def __init__(
        self, connection: Connection, catalogue: messages.Catalogue, crash_log: TextIO
    ) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._crash_log = crash_log
        self._orders: queue.SimpleQueue[messages.Run | messages.Load | None] = queue.SimpleQueue()
        self._is_busy = False
        self._cancelled = ""
        """Id of the job that was cancelled last."""
        self._held = 0
        """Bytes held after the last job."""

    def run(self) -> None:
        """Do jobs until the pipe closes."""
        threading.Thread(target=self._listen, name="pipe", daemon=True).start()
        while (order := self._orders.get()) is not None:
            if isinstance(order, messages.Load):
                with contextlib.suppress(ImportError, KeyError):  # the first job will tell
                    find_task(self._catalogue, order.task)
                settle()
                continue
            self._is_busy = True
            self.send(messages.Started(order.job_id))
            # WHY: a job that hangs in native code cannot see that the parent is gone; this ends it.
            faulthandler.dump_traceback_later(
                order.time_limit_s + OWN_END_S, exit=True, file=self._crash_log
            )
            self.send(self._answer(order))
            faulthandler.cancel_dump_traceback_later()
            self._is_busy = False

    def _listen(self) -> None:
        while True:
            try:
                data = self._connection.recv_bytes(codec.LONGEST_ORDER)
            except (EOFError, OSError):
                break
            order = codec.decode_order(data)
            if isinstance(order, messages.Cancel):
                self._cancelled = order.job_id
            else:
                self._orders.put(order)
        if not self._is_busy:  # the orderly end: run() returns and Python cleans up
            self._orders.put(None)
            time.sleep(2.0)
        os._exit(1)

    def _answer(self, order: messages.Run) -> messages.Ending:
        job_id = order.job_id
        report = _Reporter(self, job_id)
        if order.unlock is not None:
            cipher.remember(*order.unlock)
        outcome = perform(self._catalogue, order.task, order.request, report)
        memory = self._memory_after()
        if isinstance(outcome, bytes):
            return messages.Succeeded(job_id, msgspec.Raw(outcome), memory)
        if outcome.key:
            return messages.Erred(job_id, outcome.key, outcome.values, memory)
        return messages.Halted(job_id, memory)

    def _memory_after(self) -> int:
        """Bytes held after a job; what one that needed much has let go of is given back."""
        held = guard.memory_bytes()
        if held > self._held + GROWN_BYTES:
            give_back()
            held = guard.memory_bytes()
        self._held = held
        return held

    def is_cancelled(self, job_id: str) -> bool:
        """Whether the parent wants this job to stop."""
        return self._cancelled == job_id

    def send(self, answer: messages.Answer) -> None:
        """Put one answer on the pipe."""
        try:
            self._connection.send_bytes(codec.encode(answer, codec.LONGEST_ANSWER))
        except OSError:  # the parent is gone
            os._exit(1)


class _Reporter:
    """The `Report` of one job: looks for a cancel each time, passes on progress now and then."""

    def __init__(self, worker: Worker, job_id: str) -> None:
        self._worker = worker
        self._job_id = job_id
        self._next_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        if self._worker.is_cancelled(self._job_id):
            raise Cancelled
        now = time.monotonic()
        if now >= self._next_at:
            self._next_at = now + PROGRESS_INTERVAL_S
            self._worker.send(messages.Progressed(self._job_id, done, total))
