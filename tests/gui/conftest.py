"""Desks for tests: one over the fake engine, one over real workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.work import answers, files, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from tests.helpers.recorders import RecordingAsker, RecordingSink
from woo_desk.app import Services
from woo_desk.gui.desk import Desk
from woo_desk.gui.main import speak_dutch
from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.stepper import Stepper
from woo_desk.gui.theme import apply_theme
from woo_desk.usecases.ports import Engine
from woo_desk.workers.engine import EngineOptions, ProcessEngine

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt without a screen warns at each window that it cannot ask the desktop for a size."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))


@pytest.fixture(scope="session", autouse=True)
def _look(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    speak_dutch(qapp)
    apply_theme(qapp, "light")


@pytest.fixture(autouse=True)
def _read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read in slices is there when the first one ends, however slow the machine is."""
    monkeypatch.setattr(Stepper, "slice_s", 60.0)


@dataclass
class Bench:
    """A desk with everything that stands in for a person."""

    desk: Desk
    sink: RecordingSink
    asker: RecordingAsker
    memory: WindowMemory


MakeBench = Callable[[Engine], Bench]


@pytest.fixture
def make_bench(qtbot: QtBot, tmp_path: Path) -> Iterator[MakeBench]:
    made: list[Desk] = []

    def make(engine: Engine) -> Bench:
        sink, asker = RecordingSink(), RecordingAsker()
        memory = WindowMemory(tmp_path / "window.ini")
        desk = Desk(Services(FixedClock(), engine, "tester"), memory, sink, asker)
        desk.window.show()
        made.append(desk)
        return Bench(desk, sink, asker, memory)

    yield make
    for desk in made:
        desk.shut_down()
        desk.window.close()
        desk.window.deleteLater()
        desk.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def fake_engine() -> FakeEngine:
    return FakeEngine(answers())


@pytest.fixture
def bench(make_bench: MakeBench, fake_engine: FakeEngine) -> Bench:
    return make_bench(fake_engine)


@pytest.fixture
def process_engine() -> Iterator[ProcessEngine]:
    engine = ProcessEngine(EngineOptions(workers=2))
    yield engine
    engine.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "zaak.woodossier"


@pytest.fixture
def opened(make_bench: MakeBench, fake_engine: FakeEngine, path: Path, tmp_path: Path) -> Bench:
    """Three documents, the last one a scan; the first is shown."""
    sources = files(tmp_path / "in", "brief 2", "nota 3", "scan 2")
    make_dossier(path, fake_engine, sources)
    bench = make_bench(fake_engine)
    assert bench.desk.open(path)
    return bench
