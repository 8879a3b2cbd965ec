"""Flows move by events alone: in order, within capacity, and to a clean end."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.helpers.fake_engine import FakeEngine
from woo_desk.errors import Cancelled, DeskError
from woo_desk.usecases.flow import (
    Flow,
    FlowDriver,
    FlowProgress,
    Job,
    Outcome,
    Stage,
    in_steps,
    run_blocking,
)
from woo_desk.usecases.ports import LONGEST_TIME_LIMIT_S, Failed, Finished


def double(value: int) -> int:
    return 2 * value


def jobs(count: int, drawn: list[int] | None = None) -> Iterator[Job]:
    for number in range(count):
        if drawn is not None:
            drawn.append(number)
        yield Job("double", number, 10, str(number))


def results_of(count: int) -> Flow[list[int]]:
    results: list[int] = []

    def record(_job: Job, outcome: Outcome) -> None:
        assert isinstance(outcome, Finished)
        assert isinstance(outcome.result, int)
        results.append(outcome.result)

    yield Stage("first", jobs(count), count, record)
    yield Stage("empty", (), 0, record)
    yield Stage("last", jobs(1), 1, record)
    return results


def test_stages_follow_each_other_and_the_flow_returns_its_result() -> None:
    engine = FakeEngine({"double": double})
    assert run_blocking(results_of(5), engine) == [0, 2, 4, 6, 8, 0]


def test_jobs_are_planned_no_further_ahead_than_the_engine_can_take() -> None:
    """A dossier of any size must take the same memory."""
    drawn: list[int] = []
    engine = FakeEngine({"double": double}, hold=True)

    def flow() -> Flow[None]:
        yield Stage("one", jobs(100, drawn), 100, lambda _job, _outcome: None)

    FlowDriver(flow(), engine).start()
    assert len(drawn) == engine.capacity + 1


def test_a_job_of_thousands_of_pages_gets_the_longest_limit_that_there_is() -> None:
    """So much for each page came to 33 hours for 4,000 of them: no engine took it, all stopped."""
    engine = FakeEngine({"double": double})
    seen: list[Outcome] = []

    def flow() -> Flow[None]:
        job = Job("double", 21, 2 * LONGEST_TIME_LIMIT_S)
        yield Stage("one", [job], 1, lambda _job, outcome: seen.append(outcome))

    run_blocking(flow(), engine)
    assert seen == [Finished(engine.submissions[0].job_id, 42)]
    assert engine.submissions[0].time_limit_s == LONGEST_TIME_LIMIT_S


def test_a_failed_job_is_recorded_and_the_others_go_on() -> None:
    def fail_on_two(value: int) -> int:
        if value == 2:
            raise DeskError("encrypted", number=2)
        return value

    engine = FakeEngine({"double": fail_on_two})
    failed: list[Failed] = []

    def flow() -> Flow[int]:
        seen = 0

        def record(_job: Job, outcome: Outcome) -> None:
            nonlocal seen
            seen += 1
            if isinstance(outcome, Failed):
                failed.append(outcome)

        yield Stage("one", jobs(4), 4, record)
        return seen

    assert run_blocking(flow(), engine) == 4
    assert [(f.key, dict(f.values)) for f in failed] == [("encrypted", {"number": 2})]


def test_an_error_while_recording_ends_the_flow_with_that_error() -> None:
    engine = FakeEngine({"double": double})
    cleaned: list[bool] = []

    def flow() -> Flow[None]:
        def record(_job: Job, _outcome: Outcome) -> None:
            raise DeskError("disk_full")

        try:
            yield Stage("one", jobs(3), 3, record)
        finally:
            cleaned.append(True)

    with pytest.raises(DeskError, match="disk_full"):
        run_blocking(flow(), engine)
    assert cleaned == [True]


def test_an_error_of_the_flow_itself_comes_out() -> None:
    engine = FakeEngine({"double": double})

    def flow() -> Flow[None]:
        yield Stage("one", jobs(1), 1, lambda _job, _outcome: None)
        raise DeskError("not_ready", count=1)

    with pytest.raises(DeskError, match="not_ready"):
        run_blocking(flow(), engine)


def test_cancel_keeps_what_is_recorded_and_cleans_up() -> None:
    engine = FakeEngine({"double": double}, hold=True)
    recorded: list[str] = []
    cleaned: list[bool] = []

    def flow() -> Flow[None]:
        try:
            yield Stage("one", jobs(50), 50, lambda job, _outcome: recorded.append(job.subject))
        finally:
            cleaned.append(True)

    driver = FlowDriver(flow(), engine)
    engine.listen(lambda event: driver.handle(event) if driver.owns(event) else None)
    driver.start()
    driver.cancel()
    engine.release()
    assert driver.is_done
    assert cleaned == [True]
    assert recorded == []
    with pytest.raises(Cancelled):
        _ = driver.result


def test_progress_names_the_stage_and_never_runs_back_within_one() -> None:
    engine = FakeEngine({"double": double})
    seen: list[FlowProgress] = []
    run_blocking(results_of(5), engine, seen.append)
    first = [progress.fraction for progress in seen if progress.stage_key == "first"]
    assert first == sorted(first)
    assert first[-1] == 1.0
    assert [p.stage_key for p in seen if p.done == p.total][-1] == "last"


def test_a_pause_begins_nothing_and_what_runs_is_recorded() -> None:
    engine = FakeEngine({"double": double}, hold=True)
    engine.listen(lambda event: driver.handle(event))
    driver = FlowDriver(results_of(6), engine)
    driver.start()
    driver.pause()
    engine.release()
    paused = (len(engine.submissions), driver.is_done)
    assert paused == (engine.capacity + 1, False)
    driver.resume()
    while not driver.is_done:
        engine.release()
    assert driver.result == [0, 2, 4, 6, 8, 10, 0]


def test_a_paused_flow_can_be_stopped() -> None:
    engine = FakeEngine({"double": double}, hold=True)
    engine.listen(lambda event: driver.handle(event))
    driver = FlowDriver(results_of(6), engine)
    driver.start()
    driver.pause()
    engine.release()
    driver.cancel()
    assert driver.is_done
    driver.resume()
    with pytest.raises(Cancelled):
        _ = driver.result


def reading(steps: int, seen: list[int]) -> Iterator[str | None]:
    for number in range(steps):
        seen.append(number)
        time.sleep(0.003)
        yield None
    yield "read"


def test_work_on_the_own_thread_lets_go_of_it_and_goes_on() -> None:
    seen: list[int] = []
    driver = FlowDriver(in_steps("first", reading(30, seen)), FakeEngine({}))
    driver.start()
    turns = 0
    while driver.is_resting:
        assert not driver.is_done
        turns += 1
        driver.go_on()
    assert turns > 1
    assert (len(seen), driver.is_done, driver.result) == (30, True, "read")
    assert run_blocking(in_steps("first", reading(20, [])), FakeEngine({})) == "read"


def test_work_on_the_own_thread_can_be_paused_and_stopped() -> None:
    seen: list[int] = []
    driver = FlowDriver(in_steps("first", reading(100, seen)), FakeEngine({}))
    driver.start()
    driver.pause()
    so_far = len(seen)
    driver.go_on()
    assert (len(seen), driver.is_resting) == (so_far, False)
    driver.resume()
    assert driver.is_resting
    driver.go_on()
    assert so_far < len(seen) < 100
    driver.cancel()
    assert driver.is_done
    assert not driver.is_resting


def test_an_error_on_the_own_thread_ends_the_flow() -> None:
    def fails() -> Iterator[str | None]:
        yield None
        raise DeskError("not_ready", count=1)

    driver = FlowDriver(in_steps("first", fails()), FakeEngine({}))
    with pytest.raises(DeskError, match="not_ready"):
        driver.start()
    assert driver.is_done
    with pytest.raises(DeskError, match="not_ready"):
        run_blocking(in_steps("first", fails()), FakeEngine({}))


def test_a_job_that_waits_for_another_comes_in_the_same_stage() -> None:
    ended: list[str] = []

    def both() -> Flow[None]:
        def series() -> Iterator[Job | None]:
            yield from jobs(2)
            while len(ended) < 2:
                yield None
            yield Job("double", len(ended), 1.0, "after")

        yield Stage("first", series(), 3, lambda job, _outcome: ended.append(job.subject))

    run_blocking(both(), FakeEngine({"double": double}))
    assert len(ended) == 3
    assert ended[-1] == "after"
