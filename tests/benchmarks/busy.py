"""Whether the window stays free while work runs: `python -m tests.benchmarks.busy [PAGES]`.

The real window, offscreen. Two workers take in and search a folder, and later export the dossier,
while pages are turned all the time. By stage the longest time that the main thread was held up, by
the clock on the wall and by what it computed itself; ends with exit code 1 when an aim is missed.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.benchmarks import desk as desk_benchmark
from tests.benchmarks.desk import Beat, Report, Times
from tests.benchmarks.installed import as_installed
from tests.benchmarks.pipeline import Kind, build
from woo_desk.app import Services
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import DeskError
from woo_desk.gui.desk import Desk
from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.theme import apply_theme
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.export import export_package
from woo_desk.usecases.flow import Flow, run_blocking
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.ports import Lane
from woo_desk.usecases.review import confirm_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session, SystemClock
from woo_desk.usecases.take_in import take_in
from woo_desk.workers.engine import EngineOptions, ProcessEngine

PAGES, AT_FIRST, WORKERS = 300, 5, 2
BLOCK_MS, TURN_MS = 100, 60
LIMIT_S = 3600.0


class Aloud:
    """Ends the benchmark where a window would show a message and wait for somebody."""

    def error(self, error: DeskError) -> None:
        raise error

    def defect(self, name: str, place: str) -> None:
        msg = f"{name} {place}"
        raise RuntimeError(msg)

    def tell(self, key: str, /, **values: object) -> None:
        print(key, values)

    def ask(self, key: str, /, **values: object) -> bool:
        return True


def main(pages: int) -> int:
    """Print every figure; 1 when an aim was missed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(desk_benchmark._quiet)
    application = QApplication.instance() or QApplication([])
    if not isinstance(application, QApplication):
        raise TypeError
    application.setStyle("Fusion")
    apply_theme(application, "light")
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["WOO_DESK_HOME"] = name
        sources = [folder / "bron" / file for file, _ in _written(folder / "bron", pages)]
        engine = ProcessEngine(EngineOptions(workers=WORKERS))
        engine.warm_up(Lane.SCREEN, "render", "page_text")
        path = _begun(folder, sources[:AT_FIRST], engine)
        desk = Desk(Services(SystemClock(), engine, "tester"), WindowMemory(folder / "window.ini"))
        try:
            desk.window.resize(1600, 1000)
            desk.window.show()
            desk.open(path)
            desk_benchmark._until(lambda: desk_benchmark._is_sharp(desk))
            if desk.session is None:
                raise AssertionError
            session = desk.session
            _while(desk, take_in(session, sources[AT_FIRST:], reads_scans=False), report)
            _decide(session)
            profile = ExportProfile(hold_back_unready=True)
            _while(desk, export_package(session, folder / "uit", profile), report)
        finally:
            desk.shut_down()
            desk.window.close()
            engine.close()
    return int(bool(report.missed))


def _written(folder: Path, pages: int) -> list[tuple[str, int]]:
    folder.mkdir()
    made = build(pages, Kind.ORDINARY)
    return [(name, (folder / name).write_bytes(data)) for name, data in made]


def _begun(folder: Path, sources: list[Path], engine: ProcessEngine) -> Path:
    """A dossier with some documents, so that there are pages to turn."""
    path = folder / "zaak.woodossier"
    session = create_dossier(path, "Proef", LegalBasis.WOO, user="tester", clock=SystemClock())
    with session.file:
        run_blocking(add_files(session, sources), engine)
        run_blocking(detect_documents(session), engine)
    return path


def _decide(session: Session) -> None:
    decide_scope(session, [d.id for d in session.file.documents()], ScopeOutcome.IN_SCOPE)
    states = session.file.states()
    confirm_findings(session, [f for s in states for f in s.findings if s.is_open(f)])


def _while(desk: Desk, flow: Flow[object], report: Report) -> None:
    """Run a flow in the window, and turn pages until it has ended."""
    ended: list[object] = []
    blocks: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    turns: list[Times] = []
    beat = Beat()
    beat.start()

    def noted(is_done: Callable[[], bool]) -> bool:
        stage = desk.bridge.stage_key or "end"
        wall, own = blocks[stage]
        blocks[stage] = (max(wall, beat.longest_ms), max(own, beat.own_ms))
        beat.start()
        return is_done()

    desk.bridge.run(flow, ended.append, about=desk.session)
    view = desk.window.page_view
    while desk.bridge.is_busy:
        page = (view.current_page + 1) % len(view.pages)
        turns.append(
            desk_benchmark._timed(
                lambda page=page: view.show_page(page),  # type: ignore[misc]
                lambda: noted(lambda: desk_benchmark._is_sharp(desk)),
            )
        )
        desk_benchmark._until(lambda: noted(lambda: not view.pictures.is_busy))
    if not ended:
        raise AssertionError
    for stage, (wall, own) in blocks.items():
        report.say(f"longest block in stage {stage}", wall, BLOCK_MS, own=own)
    wall, own = (statistics.quantiles(each, n=20)[-1] for each in zip(*turns, strict=True))
    report.say(f"page turn meanwhile, p95 of {len(turns)}", wall, TURN_MS, own=own)


if __name__ == "__main__":
    as_installed("tests.benchmarks.busy")
    sys.exit(main(int((sys.argv[1:] or [str(PAGES)])[0])))
