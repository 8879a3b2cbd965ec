"""Tasks that a worker may not do: they run on a thread of the program, one at a time.

Such a task starts another program, bounds it and reads nothing of a document itself.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from woo_desk.domain.ids import JobId
from woo_desk.errors import Cancelled
from woo_desk.usecases.ports import Event, Failed, Finished, Report, Stopped
from woo_desk.workers import codec, messages
from woo_desk.workers.clerk import Job
from woo_desk.workers.serve import Trouble, perform


class Outside:
    """Does jobs in order of arrival; its thread starts with the first of them."""

    def __init__(self, catalogue: messages.Catalogue, tell: Callable[[Event], None]) -> None:
        self._catalogue = catalogue
        self._tell = tell
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._known: set[JobId] = set()
        self._cancelled: set[JobId] = set()
        self._thread: threading.Thread | None = None

    def submit(self, job: Job) -> None:
        """Queue a job; it ends with one event."""
        self._known.add(job.id)
        self._jobs.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="outside", daemon=True)
            self._thread.start()

    def cancel(self, job_id: JobId) -> bool:
        """Ask a job to stop; False when it is none of these."""
        if job_id not in self._known:
            return False
        self._cancelled.add(job_id)
        return True

    def close(self) -> None:
        """Stop every job and wait until the program that runs is gone."""
        self._cancelled |= self._known
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            event = self._outcome(job)
            self._known.discard(job.id)
            self._cancelled.discard(job.id)
            self._tell(event)

    def _outcome(self, job: Job) -> Event:
        outcome = perform(self._catalogue, job.task, job.request, self._reporter(job.id))
        if isinstance(outcome, Trouble):
            return Failed(job.id, outcome.key, outcome.values) if outcome.key else Stopped(job.id)
        result: object = codec.decode(outcome, self._catalogue.types[job.task].result)
        return Finished(job.id, result)

    def _reporter(self, job_id: JobId) -> Report:
        def report(done: int, total: int) -> None:  # noqa: ARG001  names of the protocol
            if job_id in self._cancelled:
                raise Cancelled

        return report
