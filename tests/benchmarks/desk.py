"""How fast the window is on a large dossier: 300 documents, 6,000 pages, 60,000 findings.

The real window, offscreen, over real worker processes. Run as `python -m tests.benchmarks.desk`.
Prints each figure beside what is aimed at; ends with exit code 1 when one is missed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from woo_desk.app import Services
from woo_desk.domain.finding import Finding
from woo_desk.gui.desk import Desk
from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.theme import apply_theme
from woo_desk.usecases import review
from woo_desk.usecases.ports import Lane
from woo_desk.usecases.session import SystemClock
from woo_desk.workers.engine import EngineOptions, ProcessEngine
from woo_desk.workers.garbage import settle

PAGES = 20
"""Of each document; as in `desk_dossier`."""
BULK = 5_000
TURNS, KEYS = 60, 100
BEAT_MS = 5


@dataclass
class Report:
    """Figures beside their aims."""

    missed: list[str] = field(default_factory=list)

    def say(
        self, what: str, value: float, aim: float, unit: str = "ms", *, own: float | None = None
    ) -> None:
        """Print one figure.

        Args:
            what: is measured.
            value: by the clock on the wall.
            aim: at most.
            unit: of value and aim.
            own: milliseconds that the main thread itself computed; on a machine with other work
                the clock on the wall runs on meanwhile.
        """
        verdict = "" if value <= aim else "   MISSED"
        itself = "" if own is None else f"   (the thread itself {own:.1f} ms)"
        print(f"{what:<50} {value:8.1f} {unit}   aim {aim:g} {unit}{itself}{verdict}", flush=True)
        if verdict:
            self.missed.append(what)


class Beat(QObject):
    """How long the event loop was held up, at most, since `start`, and how much it computed."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = self.own_ms = 0.0
        self._last, self._last_own = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self.longest_ms = self.own_ms = 0.0
        self._last, self._last_own = time.perf_counter(), time.thread_time()
        self._timer.start()

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000 - BEAT_MS)
        self.own_ms = max(self.own_ms, (own - self._last_own) * 1000)
        self._last, self._last_own = now, own


def main() -> int:
    """Print every figure; 1 when an aim was missed."""
    if hasattr(os, "getloadavg"):
        print(f"processes that want a core now: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_quiet)
    application = QApplication.instance() or QApplication([])
    if not isinstance(application, QApplication):
        raise TypeError
    application.setStyle("Fusion")
    apply_theme(application, "light")
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WOO_DESK_HOME"] = folder
        path = Path(folder, "groot.woodossier")
        # WHY elsewhere: what building takes is no memory of the window.
        subprocess.run([sys.executable, "-m", "tests.benchmarks.desk_dossier", path], check=True)
        engine = ProcessEngine(EngineOptions(workers=1))
        engine.warm_up(Lane.SCREEN, "render", "page_text")
        memory = WindowMemory(Path(folder, "window.ini"))
        desk = Desk(Services(SystemClock(), engine, "tester"), memory)
        try:
            desk.window.resize(1600, 1000)
            desk.window.show()
            settle()
            _until(lambda: False, 2.5)  # the worker imports what it needs meanwhile, as at a start
            _measure(desk, path, report)
        finally:
            desk.shut_down()
            desk.window.close()
            engine.close()
    return int(bool(report.missed))


def _measure(desk: Desk, path: Path, report: Report) -> None:
    beat = Beat()
    started = time.perf_counter()
    desk.open(path)
    _until(lambda: _is_sharp(desk))
    report.say("open to the first page", (time.perf_counter() - started) * 1000, 1500)
    _until(lambda: not desk.window.page_view.pictures.is_busy)
    beat.start()
    _page_turns(desk, report)
    _keys(desk, report)
    _say_block(report, "longest block of the main thread, page by page", beat, 100)
    _search(desk, report)
    if desk.session is None:
        raise AssertionError
    findings = desk.session.file.open_findings()[:BULK]
    QApplication.processEvents()
    beat.start()
    _bulk(desk, findings, report)
    _say_block(report, "longest block of the main thread, in bulk", beat, 100)
    report.say("window process, resident", _resident_mb(), 400, "MB")


def _page_turns(desk: Desk, report: Report) -> None:
    view = desk.window.page_view
    ahead, cold = [], []
    for n in range(TURNS):
        if view.current_page == PAGES - 1:
            view.show_page(0)
        _until(lambda: not view.pictures.is_busy)
        ahead.append(
            _timed(lambda: QTest.keyClick(view, Qt.Key.Key_PageDown), lambda: _is_sharp(desk))
        )
        if n % 3 == 0:
            far = (view.current_page + PAGES // 2) % PAGES
            view.pages[far].set_picture(None)
            view.pictures.show(view.pages)
            cold.append(_timed(partial(view.show_page, far), lambda: _is_sharp(desk)))
    _say_p95(report, "page turn, rendered ahead", ahead, 60)
    _say_p95(report, "page turn, not rendered ahead", cold, 150)


def _keys(desk: Desk, report: Report) -> None:
    window, chosen, decided = desk.window, [], []
    window.finding_panel.view.setFocus()
    press = partial(QTest.keyClick, window.finding_panel.view)
    for _ in range(KEYS):
        chosen.append(_timed(partial(press, Qt.Key.Key_N), _goes_on(desk)))
    for _ in range(KEYS):
        decided.append(_timed(partial(press, Qt.Key.Key_Return), _goes_on(desk)))
    _say_p95(report, "key to the next finding", chosen, 50)
    _say_p95(report, "key that decides and goes on", decided, 50)


def _search(desk: Desk, report: Report) -> None:
    if desk.session is None:
        raise AssertionError
    session = desk.session
    hits = 0
    started = time.perf_counter()
    hits += len(session.file.search_text("naam17"))
    report.say("dossier search", (time.perf_counter() - started) * 1000, 200)
    if not hits:
        raise AssertionError


def _bulk(desk: Desk, findings: Sequence[Finding], report: Report) -> None:
    wall, own = _timed(lambda: desk.do(lambda s: review.confirm_findings(s, findings)), _at_once)
    report.say(f"bulk decision on {BULK} findings", wall, 300, own=own)
    wall, own = _timed(desk.window.actions_["undo"].trigger, _at_once)
    report.say("undo of it", wall, 300, own=own)


# Watching the window --------------------------------------------------------------------------


def _is_sharp(desk: Desk) -> bool:
    """Whether the page in view is there, and has been painted since."""
    view = desk.window.page_view
    if not view.pages:
        return False
    item = view.pages[view.current_page]
    if not item.picture_pixels:
        return False
    view.viewport().repaint()  # what a screen would do at its next refresh
    return True


def _at_once() -> bool:
    """It is done when the act returns."""
    return True


def _goes_on(desk: Desk) -> Callable[[], bool]:
    """Whether another place has been chosen since."""
    before = desk.selected
    return lambda: desk.selected != before


Times = tuple[float, float]
"""Milliseconds by the clock on the wall, and of the main thread itself."""


def _timed(act: Callable[[], object], is_done: Callable[[], bool]) -> Times:
    """From an act until it is done and painted."""
    started, own = time.perf_counter(), time.thread_time()
    act()
    _until(is_done)
    QApplication.processEvents()
    return (time.perf_counter() - started) * 1000, (time.thread_time() - own) * 1000


def _until(is_done: Callable[[], bool], limit_s: float = 20.0) -> None:
    end = time.monotonic() + limit_s
    while not is_done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.001)


def _say_p95(report: Report, what: str, times: list[Times], aim: float) -> None:
    wall, own = (statistics.quantiles(each, n=20)[-1] for each in zip(*times, strict=True))
    report.say(f"{what}, p95", wall, aim, own=own)


def _say_block(report: Report, what: str, beat: Beat, aim: float) -> None:
    report.say(what, beat.longest_ms, aim, own=beat.own_ms)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _quiet(_kind: QtMsgType, _context: object, _message: str | None) -> None:
    """Qt without a screen has much to say."""


if __name__ == "__main__":
    sys.exit(main())
