"""Real worker processes, shared by the tests of a module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers.cases import FixedClock
from woo_desk.domain.ground import LegalBasis
from woo_desk.usecases.batch import BatchReport, BatchRequest, redact_folder
from woo_desk.usecases.flow import run_blocking
from woo_desk.workers.engine import ProcessEngine

Batch = Callable[..., BatchReport]


@contextmanager
def engine_running() -> Iterator[ProcessEngine]:
    engine = ProcessEngine()
    try:
        yield engine
    finally:
        engine.close()


def batch(
    engine: ProcessEngine, target: Path, *sources: Path, basis: LegalBasis = LegalBasis.WOO
) -> BatchReport:
    """One batch run with the clock standing still."""
    request = BatchRequest(sources, target, basis=basis, title="Proef")
    return run_blocking(redact_folder(request, FixedClock()), engine)


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
