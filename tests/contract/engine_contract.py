"""What holds for every engine; `tests/workers/test_engines.py` runs it on all three."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import pytest

from tests.helpers.processes import PATIENCE_S
from tests.helpers.worker_tasks import Ask, Reply
from woo_desk.domain.ids import JobId
from woo_desk.usecases.ports import Engine, Event, Failed, Finished, Lane, Progress, Stopped


class Listener:
    """Takes events from whichever thread, and sorts them by job."""

    def __init__(self, engine: Engine) -> None:
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.by_job: dict[str, list[Event]] = {}
        engine.listen(self._events.put)

    def next(self) -> Event:
        event = self._events.get(timeout=PATIENCE_S)
        self.by_job.setdefault(event.job_id, []).append(event)
        return event

    def outcome(self, job_id: str) -> Event:
        """The event that ended the job; waits for it."""
        while not (found := self.endings(job_id)):
            self.next()
        return found[0]

    def endings(self, job_id: str) -> list[Event]:
        return [e for e in self.by_job.get(job_id, []) if not isinstance(e, Progress)]

    def drain(self) -> None:
        while not self._events.empty():
            self.next()


def submit(
    engine: Engine,
    job_id: str,
    task: str,
    ask: Ask | None = None,
    *,
    limit: float = 60.0,
    lane: Lane = Lane.WORK,
) -> None:
    engine.submit(JobId(job_id), task, ask or Ask(), time_limit_s=limit, lane=lane)


class EngineContract:
    """Inherit, and give a fixture `engine` over the tasks of `tests.helpers.worker_tasks`."""

    @pytest.fixture
    def listener(self, engine: Engine) -> Iterator[Listener]:
        listener = Listener(engine)
        yield listener
        engine.close()
        listener.drain()
        for job_id in listener.by_job:
            assert len(listener.endings(job_id)) == 1, f"{job_id} ended more than once, or never"

    def test_result_comes_back_with_its_type(self, engine: Engine, listener: Listener) -> None:
        submit(engine, "a", "echo", Ask("één", 7, b"\x00\xff"))
        assert listener.outcome("a") == Finished(JobId("a"), Reply("één", 7, b"\x00\xff"))

    def test_error_comes_back_as_key_and_values(self, engine: Engine, listener: Listener) -> None:
        submit(engine, "a", "refuse", Ask("encrypted", 3))
        assert listener.outcome("a") == Failed(JobId("a"), "encrypted", {"page": 3})

    def test_works_on_after_an_error(self, engine: Engine, listener: Listener) -> None:
        submit(engine, "a", "refuse", Ask("damaged"))
        submit(engine, "b", "echo", Ask("b"))
        assert isinstance(listener.outcome("a"), Failed)
        assert listener.outcome("b") == Finished(JobId("b"), Reply("b"))

    def test_progress_rises_and_comes_before_the_end(
        self, engine: Engine, listener: Listener
    ) -> None:
        submit(engine, "a", "count", Ask(number=200))
        listener.outcome("a")
        *progress, end = listener.by_job["a"]
        done = [event.done for event in progress if isinstance(event, Progress)]
        assert done == sorted(done)
        assert len(done) == len(progress) > 0
        assert isinstance(end, Finished)

    def test_cancel_while_it_runs(self, engine: Engine, listener: Listener) -> None:
        def cancel_at_first_progress(event: Event) -> None:
            listener._events.put(event)
            if isinstance(event, Progress):
                engine.cancel(event.job_id)

        engine.listen(cancel_at_first_progress)
        submit(engine, "a", "count", Ask(number=20_000))
        assert listener.outcome("a") == Stopped(JobId("a"))

    def test_cancel_of_an_ended_job_is_nothing(self, engine: Engine, listener: Listener) -> None:
        submit(engine, "a", "echo", Ask("a"))
        listener.outcome("a")
        engine.cancel(JobId("a"))
        engine.cancel(JobId("never heard of"))
        submit(engine, "b", "echo", Ask("b"))
        assert isinstance(listener.outcome("b"), Finished)
        assert len(listener.endings("a")) == 1

    def test_job_handed_in_by_the_listener(self, engine: Engine, listener: Listener) -> None:
        """The flow driver hands in the next job when it hears that one has ended."""

        def chain(event: Event) -> None:
            listener._events.put(event)
            if isinstance(event, Finished) and event.job_id == "a":
                submit(engine, "b", "echo", Ask("b"))

        engine.listen(chain)
        submit(engine, "a", "echo", Ask("a"))
        assert listener.outcome("b") == Finished(JobId("b"), Reply("b"))

    def test_many_jobs_each_end_once(self, engine: Engine, listener: Listener) -> None:
        for number in range(200):
            submit(engine, str(number), "echo", Ask(number=number))
        for number in range(200):
            assert listener.outcome(str(number)) == Finished(
                JobId(str(number)), Reply(number=number)
            )

    def test_capacity_is_at_least_one(self, engine: Engine) -> None:
        assert engine.capacity >= 1
        engine.close()

    def test_unknown_task_is_refused_at_once(self, engine: Engine, listener: Listener) -> None:
        with pytest.raises(KeyError):
            submit(engine, "a", "no such task")

    def test_closed_engine_takes_no_jobs_and_may_be_closed_again(self, engine: Engine) -> None:
        engine.close()
        engine.close()
        with pytest.raises(RuntimeError):
            submit(engine, "a", "echo")
