"""Composition root: the real clock, the real workers, the real user."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from woo_desk.usecases.ports import Clock, Engine
from woo_desk.usecases.session import SystemClock
from woo_desk.workers.engine import ProcessEngine


@dataclass(frozen=True, slots=True)
class Services:
    """What both doors need from outside."""

    clock: Clock
    engine: Engine
    user: str
    """Name that decisions are recorded under."""


@contextmanager
def running_services() -> Iterator[Services]:
    """Services for the length of a `with` block; no worker process is left behind."""
    engine = ProcessEngine()
    try:
        yield Services(SystemClock(), engine, user_name())
    finally:
        engine.close()


def user_name() -> str:
    """The account name of whoever works here; "onbekend" where the machine does not say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no entry in the password database, no environment
        return "onbekend"
