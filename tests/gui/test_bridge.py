"""The bridge: flows end cleanly, and no error is lost on the way."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.fake_engine import FakeEngine
from tests.helpers.recorders import RecordingSink
from woo_desk.domain.changes import Changes
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import NotReady, UsageError, WorkerDied
from woo_desk.gui.bridge import Bridge
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.ports import Finished


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine({"double": lambda n: 2 * n, "die": WorkerDied("worker_died")}, hold=True)


@pytest.fixture
def sink() -> RecordingSink:
    return RecordingSink()


@pytest.fixture
def bridge(engine: FakeEngine, sink: RecordingSink) -> Iterator[Bridge]:
    made = Bridge(engine, sink)
    yield made
    made.finish()


def doubling(numbers: list[int], seen: list[object], *, fail_at: int = -1) -> Flow[int]:
    def record(_job: Job, outcome: Outcome) -> None:
        if isinstance(outcome, Finished):
            if outcome.result == fail_at:
                raise NotReady("not_ready", count=1)
            seen.append(outcome.result)

    try:
        yield Stage("detect", (Job("double", n, 5, f"d{n}") for n in numbers), len(numbers), record)
    finally:
        seen.append("end")
    return len(numbers)


def test_flow_runs_to_its_result(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    seen: list[object] = []
    results: list[int] = []
    assert bridge.run(doubling([1, 2, 3, 4, 5], seen), results.append)
    assert bridge.is_busy
    with qtbot.waitSignal(bridge.work_ended):
        engine.hold = False
        engine.release()
    assert seen == [2, 4, 6, 8, 10, "end"]
    assert results == [5]
    assert not bridge.is_busy


def test_second_flow_is_refused_while_one_runs(bridge: Bridge, sink: RecordingSink) -> None:
    seen: list[object] = []
    bridge.run(doubling([1], seen), lambda _n: None)
    assert not bridge.run(doubling([2], seen), lambda _n: None)
    assert sink.errors == ["busy"]


def test_views_hear_of_results_only_of_the_open_dossier(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine
) -> None:
    heard: list[Changes] = []
    bridge.changed.connect(heard.append)
    engine.hold = False
    with qtbot.waitSignal(bridge.work_ended):
        bridge.run(doubling([1, 2], []), lambda _n: None)
    assert heard == []
    with qtbot.waitSignal(bridge.work_ended):
        bridge.run(doubling([1, 2], []), lambda _n: None, about=object())
    assert frozenset().union(*(c.documents for c in heard)) == {DocumentId("d1"), DocumentId("d2")}


def test_cancel_stops_and_tells_so(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    seen: list[object] = []
    stopped: list[bool] = []
    bridge.run(doubling([1, 2, 3], seen), seen.append, on_stopped=lambda: stopped.append(True))
    with qtbot.waitSignal(bridge.work_ended):
        bridge.cancel()
    assert seen == ["end"]
    assert stopped == [True]


def test_finish_waits_until_the_flow_has_ended(bridge: Bridge, engine: FakeEngine) -> None:
    seen: list[object] = []
    bridge.run(doubling([1, 2, 3], seen), seen.append)
    bridge.finish()
    assert not bridge.is_busy
    assert seen == ["end"]


def test_finish_gives_up_on_an_engine_that_does_not_answer(
    bridge: Bridge, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeEngine, "cancel", lambda _self, _job_id: None)
    seen: list[object] = []
    bridge.run(doubling([1], seen), seen.append)
    bridge.finish(limit_ms=50)
    assert not bridge.is_busy
    engine.release()  # the answer comes after all, and is nobody's
    assert 2 not in seen


def test_error_of_a_flow_is_told_when_its_jobs_have_ended(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine, sink: RecordingSink
) -> None:
    seen: list[object] = []
    bridge.run(doubling([1, 2, 3, 4], seen, fail_at=4), seen.append)
    with qtbot.waitSignal(bridge.work_ended):
        engine.release()
    assert sink.errors == ["not_ready"]
    assert seen == [2, "end"]


def test_defects_are_told_by_class_and_logged_without_their_message(
    qtbot: QtBot, bridge: Bridge, sink: RecordingSink, caplog: pytest.LogCaptureFixture
) -> None:
    def command() -> Changes:
        raise ValueError("P. Jansen woont daar")

    assert not bridge.do(command)
    assert sink.defects == ["ValueError"]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "Jansen" not in caplog.text
    caplog.clear()


def test_error_in_what_follows_a_flow_is_told(
    qtbot: QtBot,
    bridge: Bridge,
    engine: FakeEngine,
    sink: RecordingSink,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_n: int) -> None:
        raise ZeroDivisionError

    def refuses(_n: int) -> None:
        raise UsageError("no_sources")

    engine.hold = False
    for on_done in (broken, refuses):
        with qtbot.waitSignal(bridge.work_ended):
            bridge.run(doubling([1], []), on_done)
    assert sink.defects == ["ZeroDivisionError"]
    assert sink.errors == ["no_sources"]
    caplog.clear()


def test_error_in_what_follows_a_request_is_told(
    qtbot: QtBot,
    bridge: Bridge,
    engine: FakeEngine,
    sink: RecordingSink,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_result: object) -> None:
        raise KeyError("x")

    engine.hold = False
    bridge.request("double", 2, broken)
    qtbot.waitUntil(lambda: sink.defects == ["KeyError"])
    caplog.clear()


def test_request_that_fails_or_is_stopped_gives_none(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine
) -> None:
    results: list[object] = []
    bridge.request("die", 1, results.append)
    bridge.request("double", 4, results.append)
    engine.release()
    qtbot.waitUntil(lambda: results == [None, 8])
    bridge.request("double", 4, results.append)
    engine.cancel(engine.submissions[-1].job_id)
    qtbot.waitUntil(lambda: results == [None, 8, None])
