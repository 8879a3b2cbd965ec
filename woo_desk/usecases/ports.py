"""What the use-cases need from outside, as protocols; `woo_desk.app` chooses the real parts."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from woo_desk.domain.ids import JobId


class Clock(Protocol):
    """Tells the time; injected so that the same decisions can give the same bytes."""

    def now(self) -> dt.datetime:
        """Aware, UTC."""


class Lane(enum.StrEnum):
    """Which worker processes a job may run in."""

    WORK = "work"
    """Long work; first come, first served."""
    SCREEN = "screen"
    """What the screen waits for: a process of its own, the newest request first."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A job has come this far."""

    job_id: JobId
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A job ended with a result."""

    job_id: JobId
    result: object


@dataclass(frozen=True, slots=True)
class Failed:
    """A job ended with an error that has a text; see `woo_desk.errors`."""

    job_id: JobId
    key: str
    """Text key of a DeskError: "encrypted", "worker_died", "time_limit", …"""
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Stopped:
    """A job ended because it was cancelled."""

    job_id: JobId


Event = Progress | Finished | Failed | Stopped


LONGEST_TIME_LIMIT_S = 24 * 3600.0
"""The longest that one job may be given: after a day it is not slow, it hangs."""


class Engine(Protocol):
    """Runs tasks by name, elsewhere or in line. One contract suite holds for every engine.

    Each submitted job ends with exactly one of Finished, Failed or Stopped. Events reach the
    listener in order per job; they may come from another thread.
    """

    @property
    def capacity(self) -> int:
        """How many jobs of the WORK lane run at the same time."""

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Send events to `listener` from now on; one listener at a time."""

    def submit(
        self,
        job_id: JobId,
        task: str,
        request: object,
        *,
        time_limit_s: float,
        lane: Lane = Lane.WORK,
    ) -> None:
        """Queue a job. `task` is a name in `woo_desk.workers.tasks`; `request` its request type.

        Raises ValueError when the time limit is not above 0, or is over `LONGEST_TIME_LIMIT_S`.
        """

    def cancel(self, job_id: JobId) -> None:
        """Ask a job to stop; it ends with Stopped, or with its result when that came first."""

    def close(self) -> None:
        """Stop everything and leave no process behind."""


class Report(Protocol):
    """What a task sees of the outside: it tells how far it is, and hears that it must stop."""

    def __call__(self, done: int, total: int) -> None:
        """Report progress; raises `errors.Cancelled` when the user stopped the job."""
