"""The contract of `usecases.ports.Engine`, on the engine of processes, in line, and the fake."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.engine_contract import EngineContract, Listener, submit
from tests.helpers.fake_engine import FakeEngine
from tests.helpers.worker_tasks import CATALOGUE, Ask, Reply, count, echo, find_task, refuse
from woo_desk.domain.ids import NO_SHA256, JobId
from woo_desk.usecases.ports import Engine, Failed, Finished, Stopped
from woo_desk.usecases.requests import RenderRequest
from woo_desk.workers.engine import (
    EngineOptions,
    LocalEngine,
    ProcessEngine,
    default_workers,
    workers_for,
)


class TestProcessEngine(EngineContract):
    @pytest.fixture
    def engine(self) -> Iterator[Engine]:
        engine = ProcessEngine(EngineOptions(workers=2), CATALOGUE)
        yield engine
        engine.close()


class TestLocalEngine(EngineContract):
    @pytest.fixture
    def engine(self) -> Engine:
        return LocalEngine(CATALOGUE)

    def test_time_limit_is_seen_at_the_next_report(self, engine: Engine) -> None:
        listener = Listener(engine)
        submit(engine, "a", "count", Ask(number=20_000), limit=0.05)
        assert listener.outcome("a") == Failed(JobId("a"), "time_limit", {})

    def test_unforeseen_error_is_told_by_class_and_place_only(self, engine: Engine) -> None:
        listener = Listener(engine)
        submit(engine, "a", "blunder", Ask("Sanne Voorbeeld"))
        outcome = listener.outcome("a")
        assert isinstance(outcome, Failed)
        assert outcome.key == "internal"
        assert outcome.values["name"] == "ValueError"
        assert str(outcome.values["place"]).startswith("tests.helpers.worker_tasks:")
        assert "Sanne" not in str(outcome)

    def test_result_of_another_type_is_refused(self, engine: Engine) -> None:
        listener = Listener(engine)
        submit(engine, "a", "wrong_type")
        assert listener.outcome("a") == Failed(JobId("a"), "worker_died", {})

    def test_jobs_that_wait_at_close_are_stopped(self, engine: Engine) -> None:
        listener = Listener(engine)

        def close_at_first(event: object) -> None:
            listener._events.put(event)  # type: ignore[arg-type]
            if isinstance(event, Finished) and event.job_id == "a":
                submit(engine, "b", "echo")
                engine.close()

        engine.listen(close_at_first)
        submit(engine, "a", "echo")
        assert listener.outcome("b") == Stopped(JobId("b"))


class TestFakeEngine(EngineContract):
    @pytest.fixture
    def engine(self) -> Engine:
        return FakeEngine({"echo": echo, "count": count, "refuse": refuse})

    def test_hold_and_release(self) -> None:
        engine = FakeEngine({"echo": lambda ask: Reply(ask.text)}, hold=True)
        listener = Listener(engine)
        for name in "abc":
            submit(engine, name, "echo", Ask(name))
        listener.drain()
        assert listener.by_job == {}
        engine.release(1)
        assert listener.outcome("a") == Finished(JobId("a"), Reply("a"))
        engine.cancel(JobId("b"))
        engine.release()
        assert listener.outcome("b") == Stopped(JobId("b"))
        assert listener.outcome("c") == Finished(JobId("c"), Reply("c"))
        assert [s.job_id for s in engine.submissions] == ["a", "b", "c"]

    def test_refuses_outside_tests(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("PYTEST_CURRENT_TEST")
        with pytest.raises(RuntimeError, match="tests only"):
            FakeEngine({})


@pytest.mark.parametrize("kind", [ProcessEngine, LocalEngine])
def test_request_of_another_type_is_a_fault_of_the_caller(
    kind: type[ProcessEngine] | type[LocalEngine],
) -> None:
    engine = kind(catalogue=CATALOGUE)
    try:
        with pytest.raises(TypeError, match="takes a Ask"):
            engine.submit(JobId("a"), "echo", RenderRequest("", NO_SHA256, 0, 1.0), time_limit_s=1)
        with pytest.raises(ValueError, match="time limit"):
            engine.submit(JobId("a"), "echo", Ask(), time_limit_s=0)
        with pytest.raises(ValueError, match="time limit"):
            engine.submit(JobId("a"), "echo", Ask(), time_limit_s=float("nan"))
    finally:
        engine.close()


def test_default_number_of_processes_is_bounded() -> None:
    assert 1 <= default_workers() <= 16


@pytest.mark.parametrize(
    ("cores", "free_mb", "workers"),
    [(2, 32_000, 2), (16, 9_000, 7), (64, 500_000, 16), (8, 1_500, 1), (8, None, 4), (1, None, 1)],
)
def test_there_are_no_more_workers_than_cores_and_memory_allow(
    cores: int, free_mb: int | None, workers: int
) -> None:
    assert workers_for(cores, free_mb) == workers


def test_every_test_task_is_found() -> None:
    assert all(callable(find_task(name)) for name in CATALOGUE.types)
