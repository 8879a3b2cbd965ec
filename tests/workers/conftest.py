"""Engines with real processes, of which nothing may be left."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator

import pytest

from tests.helpers.worker_tasks import CATALOGUE
from woo_desk.workers.engine import EngineOptions, ProcessEngine

MakeEngine = Callable[[EngineOptions], ProcessEngine]


@pytest.fixture
def make_engine() -> Iterator[MakeEngine]:
    engines: list[ProcessEngine] = []

    def make(options: EngineOptions) -> ProcessEngine:
        engines.append(ProcessEngine(options, CATALOGUE))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()
    assert multiprocessing.active_children() == []


@pytest.fixture
def engine(make_engine: MakeEngine) -> ProcessEngine:
    return make_engine(EngineOptions(workers=1))
