"""A long command lets the window go on, and nothing meets it half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.work import files, make_dossier
from tests.helpers.fake_engine import FakeEngine
from tests.helpers.recorders import RecordingSink
from woo_desk.domain.changes import Changes
from woo_desk.errors import NotReady
from woo_desk.gui.breath import Breath
from woo_desk.gui.bridge import Bridge
from woo_desk.gui.stepper import Stepper
from woo_desk.usecases import review


@pytest.fixture(autouse=True)
def _breathe_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """However short a command is."""
    monkeypatch.setattr(Breath, "part_ms", 0)


@pytest.fixture
def bridge(qtbot: QtBot) -> Bridge:
    return Bridge(FakeEngine({"double": lambda n: 2 * n}), RecordingSink())


def test_results_that_come_during_a_command_wait_for_its_end_in_order(
    qtbot: QtBot, bridge: Bridge
) -> None:
    seen: list[object] = []

    def command() -> Changes:
        for number in (1, 2, 3):
            bridge.request("double", number, seen.append)
            bridge.breath.take()
        seen.append("written")
        return Changes()

    bridge.changed.connect(lambda _changes: seen.append("shown"))
    assert bridge.do(command)
    qtbot.waitUntil(lambda: len(seen) == 5)
    assert seen == ["written", "shown", 2, 4, 6]


def test_a_command_that_comes_during_another_is_refused(qtbot: QtBot, bridge: Bridge) -> None:
    answers_: list[bool] = []
    shown: list[Changes] = []
    bridge.changed.connect(shown.append)

    def command() -> Changes:
        QTimer.singleShot(0, lambda: answers_.append(bridge.do(Changes)))
        while not answers_:
            bridge.breath.take()
        return Changes(dossier=True)

    assert bridge.do(command)
    assert answers_ == [False]
    assert shown == [Changes(dossier=True)]
    assert bridge.do(Changes)


def test_a_command_that_fails_leaves_the_next_one_free(bridge: Bridge) -> None:
    def fail() -> Changes:
        raise NotReady("not_ready", count=1)

    assert not bridge.do(fail)
    assert not bridge.breath.is_held
    assert bridge.do(Changes)


class Painted(QWidget):
    """Counts what reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0

    def event(self, event: QEvent) -> bool:
        self.paints += event.type() is QEvent.Type.Paint
        return super().event(event)


def test_the_window_paints_during_a_command(qtbot: QtBot, bridge: Bridge) -> None:
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(lambda: widget.paints > 0)
    during: list[int] = []

    def command() -> Changes:
        before = widget.paints
        widget.update()
        bridge.breath.take()
        during.append(widget.paints - before)
        return Changes()

    bridge.do(command)
    assert during == [1]


def test_a_short_command_is_not_interrupted(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Breath, "part_ms", 600_000)
    ticks: list[int] = []

    def command() -> Changes:
        QTimer.singleShot(0, lambda: ticks.append(1))
        bridge.breath.take()
        return Changes()

    assert bridge.do(command)
    assert ticks == []


def test_reading_in_slices_waits_for_the_command(qtbot: QtBot) -> None:
    owner, breath = QObject(), Breath()
    stepper = Stepper(owner, breath)
    results: list[object] = []
    with breath.held():
        stepper.run(iter([1, 2]), results.append)
        breath.take()
        assert results == []
    qtbot.waitUntil(lambda: results == [2])


def test_a_decision_on_many_places_is_not_seen_half_done(
    make_bench: MakeBench, fake_engine: FakeEngine, path: Path, tmp_path: Path
) -> None:
    make_dossier(path, fake_engine, files(tmp_path / "in", "brief 300", "nota 3"))
    bench = make_bench(fake_engine)
    desk = bench.desk
    assert desk.open(path)
    assert desk.session is not None
    found = desk.session.file.open_findings()
    looks: list[tuple[object, ...]] = []
    watch = QTimer(interval=0)
    watch.timeout.connect(lambda: looks.append(shown(bench)) if desk.bridge.breath.is_held else 0)
    watch.start()
    for act in (
        lambda: desk.do(lambda s: review.confirm_findings(s, found)),
        desk.window.actions_["undo"].trigger,
        desk.window.actions_["redo"].trigger,
    ):
        looks.clear()
        before = shown(bench)
        act()
        assert len(looks) > 1
        assert set(looks) == {before}
        assert shown(bench) != before


def shown(bench: Bench) -> tuple[object, ...]:
    """What the lists of documents and places say now."""
    window = bench.desk.window
    points = tuple(row.open_points for row in window.documents.rows)
    return (*points, window.summary.text(), len([m for m in window.marks.rows if m.redaction]))
