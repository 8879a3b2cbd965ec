"""What the whole line costs beside the floor: `python -m tests.benchmarks.pipeline [PAGES]`.

Every stage runs in one process on a generated dossier, so that its CPU time can be told apart; then
the line runs once more in worker processes, for pages per second and memory. The floor, in the same
run, is bare PyMuPDF on the same files: open, extract the text, redact the same boxes, save.
Figures of a loaded machine are worth little; the ratios hold.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pymupdf

from tests.helpers.voorbeeld.large import build_large
from woo_desk.domain.dossier import DocumentState
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases.batch import BatchReport, BatchRequest, redact_folder
from woo_desk.usecases.flow import FlowProgress, run_blocking
from woo_desk.usecases.ports import Engine
from woo_desk.usecases.session import SystemClock
from woo_desk.workers.engine import LocalEngine, ProcessEngine

PAGES = 500
SEED = 2026
MB = 1024.0
"""Linux tells memory in KiB."""


class StageTimes:
    """CPU seconds by stage, taken from the progress of a flow."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._stage = "plan"
        self._since = time.process_time()

    def __call__(self, progress: FlowProgress) -> None:
        now = time.process_time()
        self.seconds[self._stage] += now - self._since
        self._stage, self._since = progress.stage_key, now

    def end(self) -> None:
        """Count the time since the last progress to the last stage."""
        self.seconds[self._stage] += time.process_time() - self._since


def main(pages: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="woo-desk-bench-"))
    try:
        sources = folder / "bron"
        sources.mkdir()
        for name, data, _ in build_large(pages, SEED):
            (sources / name).write_bytes(data)
        _warm_up(folder, sources)
        times = StageTimes()
        report = _run(folder / "een", sources, LocalEngine(), times)
        times.end()
        states = _states(report)
        floor = _floor(states, sources, folder)
        _print_stages(times.seconds, floor, pages, states)
        _print_processes(folder, sources, pages)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _warm_up(folder: Path, sources: Path) -> None:
    """Load lists and libraries before anything is timed; loading is not a cost per page."""
    first = sorted(sources.iterdir())[0]
    request = BatchRequest((first,), folder / "warm")
    run_blocking(redact_folder(request, SystemClock()), LocalEngine())


def _run(target: Path, sources: Path, engine: Engine, times: StageTimes) -> BatchReport:
    request = BatchRequest((sources,), target)
    return run_blocking(redact_folder(request, SystemClock()), engine, times)


def _states(report: BatchReport) -> tuple[DocumentState, ...]:
    with DossierFile.open(report.dossier_path, read_only=True) as file:
        return file.states()


def _floor(states: Iterable[DocumentState], sources: Path, folder: Path) -> float:
    """CPU seconds of bare PyMuPDF for the same boxes on the same files."""
    output = folder / "vloer.pdf"
    before = time.process_time()
    for state in states:
        document = pymupdf.open(sources / state.document.source_name)
        for page in document:
            page.get_text("words")
        for redaction in state.redactions:
            page = document[redaction.page_index]
            for box in redaction.boxes:
                page.add_redact_annot(box.as_tuple(), fill=(0, 0, 0))
        for page in document:
            page.apply_redactions()
        document.save(output, garbage=4, deflate=True)
        document.close()
    return time.process_time() - before


def _print_stages(
    seconds: dict[str, float], floor: float, pages: int, states: Iterable[DocumentState]
) -> None:
    boxes = sum(len(r.boxes) for state in states for r in state.redactions)
    print(f"{pages} pages, {boxes} boxes; CPU, one process")
    print(f"{'stage':<16}{'s':>8}{'ms/page':>10}{'pages/s':>10}{'x floor':>9}")
    total = sum(seconds.values())
    for name, spent in (*seconds.items(), ("whole line", total), ("floor", floor)):
        if spent < 0.005:
            continue
        print(
            f"{name:<16}{spent:>8.2f}{1000 * spent / pages:>10.2f}"
            f"{pages / spent:>10.1f}{spent / floor:>9.2f}"
        )


def _print_processes(folder: Path, sources: Path, pages: int) -> None:
    engine = ProcessEngine()
    before = time.perf_counter()
    try:
        _run(folder / "twee", sources, engine, StageTimes())
    finally:
        engine.close()
    wall = time.perf_counter() - before
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MB
    size = sum(path.stat().st_size for path in (folder / "twee" / "publicatie").rglob("*.pdf"))
    print(f"{engine.capacity} worker processes, start included: {wall:.1f} s, "
          f"{pages / wall:.1f} pages/s; largest worker {child:.0f} MB, this process {own:.0f} MB; "
          f"package {size / 1e6:.1f} MB")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
