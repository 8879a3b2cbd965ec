"""An engine for tests of what stands above it: answers are plain functions, nothing runs elsewhere.

    engine = FakeEngine({"render": lambda request: RenderResult(...), "detect": WorkerDied("…")})

With `hold=True` jobs wait until `release()`, so that a test can look at the time in between.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from woo_desk.domain.ids import JobId
from woo_desk.errors import Cancelled, DeskError
from woo_desk.usecases.ports import Event, Failed, Finished, Lane, Progress, Report, Stopped

Answer = Callable[[Any], object] | Callable[[Any, Report], object] | DeskError


@dataclass(frozen=True, slots=True)
class Submission:
    """One job as it was handed in."""

    job_id: JobId
    task: str
    request: Any
    time_limit_s: float
    lane: Lane


@dataclass(slots=True)
class FakeEngine:
    """Implements `usecases.ports.Engine`.

    Attributes:
        answers: task name -> function of the request (and of the report, if it takes two), or the
            error that the task ends with.
        submissions: every job that was ever handed in, in order.
    """

    answers: Mapping[str, Answer]
    hold: bool = False
    capacity: int = 2
    submissions: list[Submission] = field(default_factory=list)
    is_closed: bool = False
    _listener: Callable[[Event], None] = field(default=lambda _event: None)
    _waiting: deque[Submission] = field(default_factory=deque)
    _cancelled: set[JobId] = field(default_factory=set)
    _is_running: bool = False

    def __post_init__(self) -> None:
        if "PYTEST_CURRENT_TEST" not in os.environ:
            msg = "the fake engine is for tests only"
            raise RuntimeError(msg)

    def listen(self, listener: Callable[[Event], None]) -> None:
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
        if self.is_closed:
            msg = "the engine is closed"
            raise RuntimeError(msg)
        self.answers[task]
        submission = Submission(job_id, task, request, time_limit_s, lane)
        self.submissions.append(submission)
        self._waiting.append(submission)
        if not self.hold:
            self.release()

    def release(self, count: int | None = None) -> None:
        """Do the next `count` jobs that wait, or all of them."""
        if self._is_running:  # a listener handed in another job; the loop below takes it
            return
        self._is_running = True
        try:
            while self._waiting and count != 0:
                self._listener(self._outcome(self._waiting.popleft()))
                count = None if count is None else count - 1
        finally:
            self._is_running = False

    def cancel(self, job_id: JobId) -> None:
        self._cancelled.add(job_id)
        for submission in list(self._waiting):
            if submission.job_id == job_id:
                self._waiting.remove(submission)
                self._listener(Stopped(job_id))

    def close(self) -> None:
        self.is_closed = True
        while self._waiting:
            self._listener(Stopped(self._waiting.popleft().job_id))

    def _outcome(self, job: Submission) -> Event:
        answer = self.answers[job.task]

        def report(done: int, total: int) -> None:
            self._listener(Progress(job.job_id, done, total))
            if job.job_id in self._cancelled:
                raise Cancelled

        try:
            if isinstance(answer, DeskError):
                raise answer
            two = getattr(getattr(answer, "__code__", None), "co_argcount", 1) == 2
            result = answer(job.request, report) if two else answer(job.request)  # type: ignore[call-arg]
            return Finished(job.job_id, result)
        except Cancelled:
            return Stopped(job.job_id)
        except DeskError as error:
            return Failed(job.job_id, error.key, dict(error.values))
