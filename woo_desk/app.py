"""Composition root: the real clock, the real workers, the settings of this user."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from woo_desk import logs
from woo_desk.errors import UsageError
from woo_desk.settings import LANGUAGE, USER_NAME, WORKER_MEMORY_MB, WORKERS, Settings
from woo_desk.texts import set_language
from woo_desk.usecases.ports import Clock, Engine
from woo_desk.usecases.session import SystemClock
from woo_desk.workers.engine import EngineOptions, ProcessEngine
from woo_desk.workers.executor_engine import ExecutorEngine


@dataclass(frozen=True, slots=True)
class Services:
    """What both doors need from outside."""

    clock: Clock
    engine: Engine
    user: str
    """Name that decisions are recorded under."""


@contextmanager
def running_services(executor: str = "") -> Iterator[Services]:
    """Services for the length of a `with` block; no worker process is left behind.

    Args:
        executor: address of a cluster that takes over the long work; "" for this machine alone.

    Raises:
        UsageError: the cluster cannot be used.
    """
    logs.set_up()
    settings = Settings.load()
    options = EngineOptions(
        workers=settings.get(WORKERS),
        memory_limit_mb=settings.get(WORKER_MEMORY_MB),
        crash_log=str(logs.crash_log_path()),
    )
    with _engine(options, executor) as engine:
        try:
            yield Services(SystemClock(), engine, user_name(settings))
        finally:
            engine.close()


@contextmanager
def _engine(options: EngineOptions, executor: str) -> Iterator[Engine]:
    if not executor:
        yield ProcessEngine(options)
        return
    try:
        # WHY here: Dask is an optional part, and takes a second to import.
        from woo_desk.workers.cluster import connected
    except ImportError:
        raise UsageError("executor_missing") from None
    with connected(executor) as cluster:
        yield ExecutorEngine(
            cluster.executor,
            ProcessEngine(options),
            capacity=cluster.capacity,
            memory_limit_mb=options.memory_limit_mb,
        )


def speak_chosen_language() -> None:
    """Speak the language of the settings from now on; UsageError for a wrong profile."""
    set_language(Settings.load().get(LANGUAGE))


def user_name(settings: Settings | None = None) -> str:
    """Name that decisions are recorded under: as set, else the account name."""
    chosen = (settings or Settings.load()).get(USER_NAME)
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no entry in the password database, no environment
        return "onbekend"


def settings_file(name: str) -> Path:
    """A file in the user's own settings folder, which is made when it is not there."""
    folder = logs.user_folder("config")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name
