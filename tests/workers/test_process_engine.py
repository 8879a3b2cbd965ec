"""Real worker processes that crash, hang, swell, lie and are cut off."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contract.engine_contract import Listener, submit
from tests.helpers.processes import is_alive, wait_until
from tests.helpers.worker_tasks import Ask, Reply
from woo_desk.domain.ids import JobId
from woo_desk.usecases.ports import Event, Failed, Finished, Lane, Progress, Stopped
from woo_desk.workers import pool
from woo_desk.workers.engine import EngineOptions, ProcessEngine

MakeEngine = Callable[[EngineOptions], ProcessEngine]


def pid_of_worker(engine: ProcessEngine, listener: Listener, job_id: str = "pid") -> int:
    submit(engine, job_id, "pid")
    return number_of(listener.outcome(job_id))


def number_of(outcome: Event) -> int:
    assert isinstance(outcome, Finished)
    assert isinstance(outcome.result, Reply)
    return outcome.result.number


def wait_for_children(count: int) -> list[int]:
    assert wait_until(lambda: len(multiprocessing.active_children()) == count)
    return [process.pid for process in multiprocessing.active_children() if process.pid]


@pytest.mark.parametrize("task", ["abort", "segfault", "leave"])
def test_crash_costs_only_its_own_job(engine: ProcessEngine, task: str) -> None:
    listener = Listener(engine)
    submit(engine, "before", "echo", Ask("before"))
    submit(engine, "crash", task)
    submit(engine, "after", "echo", Ask("after"))
    assert listener.outcome("crash") == Failed(JobId("crash"), "worker_died", {})
    assert listener.outcome("before") == Finished(JobId("before"), Reply("before"))
    assert listener.outcome("after") == Finished(JobId("after"), Reply("after"))


def test_crash_leaves_its_place_in_the_crash_log(make_engine: MakeEngine, tmp_path: Path) -> None:
    log = tmp_path / "state" / "workers.log"
    engine = make_engine(EngineOptions(workers=1, crash_log=str(log)))
    listener = Listener(engine)
    submit(engine, "a", "segfault", Ask("Sanne Voorbeeld"))
    listener.outcome("a")
    written = log.read_text("utf-8")
    assert "in segfault" in written
    assert "Sanne" not in written


def test_crash_log_that_cannot_be_written_stops_nothing(
    make_engine: MakeEngine, tmp_path: Path
) -> None:
    """A home folder without rights, as service accounts have, must not keep anyone from working."""
    (tmp_path / "file").write_text("", "utf-8")
    engine = make_engine(EngineOptions(workers=1, crash_log=str(tmp_path / "file" / "x.log")))
    listener = Listener(engine)
    submit(engine, "crash", "segfault")
    submit(engine, "a", "echo", Ask("a"))
    assert listener.outcome("a") == Finished(JobId("a"), Reply("a"))
    assert listener.outcome("crash") == Failed(JobId("crash"), "worker_died", {})


def test_long_crash_log_is_set_aside(make_engine: MakeEngine, tmp_path: Path) -> None:
    log = tmp_path / "workers.log"
    log.write_bytes(b"x" * 1_100_000)
    make_engine(EngineOptions(workers=1, crash_log=str(log)))
    assert log.stat().st_size == 0
    assert log.with_suffix(".old").stat().st_size == 1_100_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to one process")
def test_interrupt_while_the_worker_starts_passes_it_by(
    make_engine: MakeEngine, capfd: pytest.CaptureFixture[str]
) -> None:
    """A Ctrl-C in its first instants ended the worker with a traceback on the terminal."""
    engine = make_engine(EngineOptions(workers=1))
    listener = Listener(engine)
    submit(engine, "a", "echo", Ask("a"))
    seen = False
    while not listener.endings("a"):
        listener.drain()
        for process in multiprocessing.active_children():
            if process.pid is not None:
                os.kill(process.pid, signal.SIGINT)
                seen = True
    assert seen
    assert listener.outcome("a") == Finished(JobId("a"), Reply("a"))
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("task", ["hang", "hang_in_native_code"])
def test_hang_is_ended_at_the_time_limit(engine: ProcessEngine, task: str) -> None:
    listener = Listener(engine)
    pid = pid_of_worker(engine, listener)
    submit(engine, "hang", task, limit=0.3)
    submit(engine, "after", "echo", Ask("after"))
    assert listener.outcome("hang") == Failed(JobId("hang"), "time_limit", {})
    assert isinstance(listener.outcome("after"), Finished)
    assert wait_until(lambda: not is_alive(pid))


def test_time_counts_from_the_start_of_the_job(engine: ProcessEngine) -> None:
    """Waiting in the queue, or for a new process, does not use up a job's time."""
    listener = Listener(engine)
    submit(engine, "first", "count", Ask(number=600))
    submit(engine, "second", "echo", Ask("x"), limit=0.4)
    assert isinstance(listener.outcome("second"), Finished)


@pytest.mark.expects_log("woo_desk.workers.pool")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the address space")
def test_memory_bomb_is_contained(make_engine: MakeEngine) -> None:
    engine = make_engine(EngineOptions(workers=1, memory_limit_mb=1024))
    listener = Listener(engine)
    submit(engine, "bomb", "allocate", Ask(number=2000))
    submit(engine, "after", "allocate", Ask(number=10))
    outcome = listener.outcome("bomb")
    assert isinstance(outcome, Failed)
    assert (outcome.key, outcome.values["name"]) == ("internal", "MemoryError")
    assert listener.outcome("after") == Finished(JobId("after"), Reply(number=10 * 1024 * 1024))


@pytest.mark.expects_log("woo_desk.workers.pool")
@pytest.mark.parametrize(
    ("task", "name"), [("recurse", "RecursionError"), ("blunder", "ValueError")]
)
def test_unforeseen_error_is_told_without_its_message(
    engine: ProcessEngine, task: str, name: str
) -> None:
    listener = Listener(engine)
    submit(engine, "a", task, Ask("Sanne Voorbeeld"))
    outcome = listener.outcome("a")
    assert isinstance(outcome, Failed)
    assert (outcome.key, outcome.values["name"]) == ("internal", name)
    assert "Sanne" not in repr(outcome)


@pytest.mark.expects_log("woo_desk.workers.pool")
def test_process_is_replaced_after_an_unforeseen_error(engine: ProcessEngine) -> None:
    listener = Listener(engine)
    first = pid_of_worker(engine, listener, "one")
    assert pid_of_worker(engine, listener, "two") == first
    submit(engine, "a", "blunder")
    listener.outcome("a")
    assert pid_of_worker(engine, listener, "three") != first


def test_process_is_replaced_after_so_many_jobs(make_engine: MakeEngine) -> None:
    engine = make_engine(EngineOptions(workers=1, recycle_jobs=3))
    listener = Listener(engine)
    pids = [pid_of_worker(engine, listener, str(number)) for number in range(7)]
    assert [len(set(pids[:3])), len(set(pids[3:6])), len(set(pids))] == [1, 1, 3]


def test_process_is_replaced_when_it_holds_too_much(make_engine: MakeEngine) -> None:
    engine = make_engine(EngineOptions(workers=1, recycle_memory_mb=300))
    listener = Listener(engine)
    first = pid_of_worker(engine, listener, "one")
    submit(engine, "hoard", "hoard", Ask(number=400))
    listener.outcome("hoard")
    assert pid_of_worker(engine, listener, "two") != first
    assert wait_until(lambda: not is_alive(first))


def test_a_large_job_gets_a_process_that_has_done_nothing(make_engine: MakeEngine) -> None:
    """A volume of the bundle came on top of what fifty documents had left in the process."""
    engine = make_engine(EngineOptions(workers=1))
    listener = Listener(engine)
    limit_s = pool.PoolOptions({}).large_job_s
    submit(engine, "large", "pid", limit=limit_s)
    first = number_of(listener.outcome("large"))
    assert pid_of_worker(engine, listener, "small") == first
    submit(engine, "larger", "pid", limit=limit_s)
    second = number_of(listener.outcome("larger"))
    assert second != first
    assert pid_of_worker(engine, listener, "after") == second


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the C library cannot")
def test_memory_that_a_job_let_go_of_is_given_back(make_engine: MakeEngine) -> None:
    """Its holes stayed with the process, and the next long file came on top of them."""
    engine = make_engine(EngineOptions(workers=1, recycle_memory_mb=300))
    listener = Listener(engine)
    first = pid_of_worker(engine, listener, "one")
    submit(engine, "scatter", "scatter", Ask(number=400))
    listener.outcome("scatter")
    assert pid_of_worker(engine, listener, "two") == first


def test_own_memory_is_given_back_when_the_last_job_is_done(
    engine: ProcessEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What thousands of outcomes left in the window stayed there through the whole export."""
    given_back: list[int] = []
    monkeypatch.setattr(pool, "trim", lambda: given_back.append(1))
    listener = Listener(engine)
    pid_of_worker(engine, listener)
    assert wait_until(lambda: given_back == [1])


def test_process_that_grew_is_replaced_after_some_jobs(engine: ProcessEngine) -> None:
    """What libraries keep of a thousand documents made each worker twice as large."""
    listener = Listener(engine)
    first = pid_of_worker(engine, listener, "one")
    submit(engine, "hoard", "hoard", Ask(number=200))
    listener.outcome("hoard")
    pids = [pid_of_worker(engine, listener, str(number)) for number in range(60)]
    assert pids[:48] == [first] * 48  # with one and hoard: 50 jobs
    assert first not in pids[48:]
    assert len(set(pids[48:])) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody waits for a child")
def test_process_whose_end_was_told_to_somebody_else_holds_up_nobody(
    engine: ProcessEngine,
) -> None:
    """Another thread that started a process then took note of it; the pool waited for ever."""
    listener = Listener(engine)
    pid = pid_of_worker(engine, listener)
    [process] = multiprocessing.active_children()
    os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):  # the engine was first
        os.waitpid(pid, 0)
    submit(engine, "after", "echo", Ask("after"))
    assert isinstance(listener.outcome("after"), Finished)
    if process in multiprocessing.active_children():
        process._popen.returncode = -signal.SIGKILL  # type: ignore[attr-defined]  # as they would


def test_process_that_died_while_idle_costs_no_job(engine: ProcessEngine) -> None:
    listener = Listener(engine)
    pid = pid_of_worker(engine, listener)
    [process] = multiprocessing.active_children()
    process.kill()
    assert wait_until(lambda: not is_alive(pid))
    submit(engine, "a", "echo", Ask("a"))
    assert listener.outcome("a") == Finished(JobId("a"), Reply("a"))


@pytest.mark.parametrize("data", [b"", b"\xff" * 300, b"\x80", b"\x85\xa4type\xa7started"])
def test_garbage_from_a_worker_costs_only_its_job(engine: ProcessEngine, data: bytes) -> None:
    listener = Listener(engine)
    submit(engine, "a", "garbage", Ask(data=data))
    submit(engine, "b", "echo", Ask("b"))
    assert listener.outcome("a") == Failed(JobId("a"), "worker_died", {})
    assert listener.outcome("b") == Finished(JobId("b"), Reply("b"))


def test_result_of_another_type_is_refused(engine: ProcessEngine) -> None:
    listener = Listener(engine)
    submit(engine, "a", "wrong_type")
    assert listener.outcome("a") == Failed(JobId("a"), "worker_died", {})


def test_cancel_is_heard_within_a_second(engine: ProcessEngine) -> None:
    listener = Listener(engine)
    pid = pid_of_worker(engine, listener)
    submit(engine, "a", "count", Ask(number=100_000))
    assert isinstance(listener.next(), Progress)
    asked_at = time.monotonic()
    engine.cancel(JobId("a"))
    assert listener.outcome("a") == Stopped(JobId("a"))
    assert time.monotonic() - asked_at < 1.0
    assert pid_of_worker(engine, listener, "again") == pid, "a cancel that is heard ends no process"


def test_job_that_does_not_hear_a_cancel_is_ended(make_engine: MakeEngine) -> None:
    engine = make_engine(EngineOptions(workers=1, cancel_grace_s=0.2))
    listener = Listener(engine)
    pid = pid_of_worker(engine, listener)
    submit(engine, "a", "hang_in_native_code")
    time.sleep(0.1)
    engine.cancel(JobId("a"))
    assert listener.outcome("a") == Stopped(JobId("a"))
    assert wait_until(lambda: not is_alive(pid))


def test_cancel_before_the_job_begins(engine: ProcessEngine) -> None:
    listener = Listener(engine)
    submit(engine, "runs", "count", Ask(number=300))
    submit(engine, "waits", "echo")
    engine.cancel(JobId("waits"))
    assert listener.outcome("waits") == Stopped(JobId("waits"))
    submit(engine, "starting", "count", Ask(number=100_000))
    engine.cancel(JobId("starting"))
    assert listener.outcome("starting") == Stopped(JobId("starting"))
    assert isinstance(listener.outcome("runs"), Finished)


def test_progress_is_throttled(engine: ProcessEngine) -> None:
    listener = Listener(engine)
    submit(engine, "a", "count", Ask(number=500))
    began_at = time.monotonic()
    listener.outcome("a")
    passed = time.monotonic() - began_at
    assert 2 <= len(listener.by_job["a"]) <= passed / 0.05 + 3


def test_newest_request_of_a_kind_wins_on_the_screen_lane(engine: ProcessEngine) -> None:
    listener = Listener(engine)
    submit(engine, "running", "count", Ask(number=400), lane=Lane.SCREEN)
    assert isinstance(listener.next(), Progress)
    for number in range(5):
        submit(engine, f"echo {number}", "echo", Ask(number=number), lane=Lane.SCREEN)
    submit(engine, "other kind", "pid", lane=Lane.SCREEN)
    outcomes = [listener.outcome(f"echo {number}") for number in range(5)]
    assert outcomes[:4] == [Stopped(JobId(f"echo {number}")) for number in range(4)]
    assert outcomes[4] == Finished(JobId("echo 4"), Reply(number=4))
    assert isinstance(listener.outcome("other kind"), Finished)
    assert isinstance(listener.outcome("running"), Finished)


def test_screen_does_not_wait_for_long_work(engine: ProcessEngine) -> None:
    listener = Listener(engine)
    submit(engine, "long", "count", Ask(number=100_000))
    submit(engine, "page", "echo", Ask("page"), lane=Lane.SCREEN)
    assert isinstance(listener.outcome("page"), Finished)
    assert listener.endings("long") == []


def test_work_lane_uses_every_process(make_engine: MakeEngine) -> None:
    engine = make_engine(EngineOptions(workers=2))
    listener = Listener(engine)
    submit(engine, "a", "count", Ask(number=100_000))
    submit(engine, "b", "count", Ask(number=100_000))
    seen: set[str] = set()
    while seen != {"a", "b"}:
        seen.add(listener.next().job_id)


def test_warm_process_is_used(engine: ProcessEngine) -> None:
    engine.warm_up(Lane.SCREEN, "echo", "no such task")
    assert wait_until(lambda: len(multiprocessing.active_children()) == 1)
    [process] = multiprocessing.active_children()
    listener = Listener(engine)
    submit(engine, "a", "pid", lane=Lane.SCREEN)
    assert listener.outcome("a") == Finished(JobId("a"), Reply(number=process.pid or 0))


def test_warm_up_imports_what_a_task_needs() -> None:
    engine = ProcessEngine()
    listener = Listener(engine)
    try:
        engine.warm_up(Lane.SCREEN, "render")
        [process] = wait_for_children(1)
        assert wait_until(lambda: "libmupdf" in Path(f"/proc/{process}/maps").read_text("utf-8"))
        assert listener.by_job == {}
    finally:
        engine.close()


def test_screen_process_has_a_successor_that_knows_its_tasks(make_engine: MakeEngine) -> None:
    engine = make_engine(EngineOptions(workers=1, recycle_jobs=2))
    listener = Listener(engine)
    for number in range(7):
        submit(engine, str(number), "pid", lane=Lane.SCREEN)
        listener.outcome(str(number))
    pids = [event.result.number for (event,) in listener.by_job.values()]  # type: ignore[union-attr]
    assert [len(set(pids[i : i + 2])) for i in range(0, 6, 2)] == [1, 1, 1]
    assert len(set(pids)) == 4


def test_close_ends_every_job_and_every_process(engine: ProcessEngine) -> None:
    listener = Listener(engine)
    pid = pid_of_worker(engine, listener)
    submit(engine, "hangs", "hang_in_native_code")
    submit(engine, "waits", "echo")
    engine.close()
    assert listener.outcome("hangs") == Stopped(JobId("hangs"))
    assert listener.outcome("waits") == Stopped(JobId("waits"))
    assert not is_alive(pid)


def test_events_of_a_job_come_from_one_thread_in_order(engine: ProcessEngine) -> None:
    events: list[Event] = []
    engine.listen(events.append)
    submit(engine, "a", "count", Ask(number=300))
    assert wait_until(lambda: bool(events) and isinstance(events[-1], Finished))
    done = [event.done for event in events if isinstance(event, Progress)]
    assert done == sorted(done)
