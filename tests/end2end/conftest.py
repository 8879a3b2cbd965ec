"""Real worker processes, shared by the tests of a module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers.cases import FixedClock
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import JobId
from woo_desk.usecases.batch import BatchReport, BatchRequest, redact_folder
from woo_desk.usecases.flow import Flow, run_blocking
from woo_desk.usecases.ports import Lane
from woo_desk.usecases.session import Session
from woo_desk.workers.engine import LocalEngine, ProcessEngine

Batch = Callable[..., BatchReport]


@contextmanager
def engine_running() -> Iterator[ProcessEngine]:
    engine = ProcessEngine()
    try:
        yield engine
    finally:
        engine.close()


class Meddling(LocalEngine):
    """The real tasks, with something done before or after one of them."""

    def __init__(self, task: str, act: Callable[[object], None], *, after: bool = False) -> None:
        super().__init__()
        self._task, self._act, self._is_after = task, act, after

    def submit(
        self,
        job_id: JobId,
        task: str,
        request: object,
        *,
        time_limit_s: float,
        lane: Lane = Lane.WORK,
    ) -> None:
        if task == self._task and not self._is_after:
            self._act(request)
        super().submit(job_id, task, request, time_limit_s=time_limit_s, lane=lane)
        if task == self._task and self._is_after:
            self._act(request)


def batch(
    engine: ProcessEngine | LocalEngine,
    target: Path,
    *sources: Path,
    basis: LegalBasis = LegalBasis.WOO,
    decide: Callable[[Session], Flow[None]] | None = None,
) -> BatchReport:
    """One batch run with the clock standing still."""
    request = BatchRequest(sources, target, basis=basis, title="Proef")
    return run_blocking(redact_folder(request, FixedClock(), decide), engine)


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
