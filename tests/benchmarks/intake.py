"""Measures intake: items per second of each kind, memory over a whole handover, losses by name.

python -m tests.benchmarks.intake kinds
python -m tests.benchmarks.intake handover [--count 1000]
python -m tests.benchmarks.intake memory [--counts 100 1000 10000]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.meter import Meter
from tests.helpers.handover import Handover, Item, make_handover
from tests.helpers.handover_files import KINDS
from tests.helpers.handover_truth import by_place
from tests.helpers.msgs import Msg
from woo_desk.domain.document import Document
from woo_desk.domain.ground import LegalBasis
from woo_desk.pdf.press import printed_text
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import IntakeReport, add_documents, counts_of
from woo_desk.usecases.requests import PrepareRequest
from woo_desk.usecases.session import Session, SystemClock
from woo_desk.workers.engine import EngineOptions, ProcessEngine
from woo_desk.workers.guard import memory_bytes
from woo_desk.workers.tasks_intake import prepare

_ROUNDS = 20
FLAT = 1.3
"""So much larger the peaks of the largest handover may be than those of the smallest."""
_LINES = [f"Regel {n} met gewone woorden over de aanvraag van mevrouw Jansen." for n in range(40)]


def measure_kinds(folder: Path) -> None:
    """CPU time of one item of each kind, a page of text each, in this process."""
    makers = {kind: make(_LINES, "geheim", "Jan Jansen")[0] for kind, make in KINDS}
    makers["eml"] = (
        b"From: a@b.example\r\nDate: Fri, 07 Jun 2024 14:03:00 +0200\r\n\r\n"
        + "\r\n".join(_LINES).encode()
    )
    makers["msg + bijlage"] = Msg(plain="\n".join(_LINES), attachments=(("a.txt", b"x"),)).build()
    for kind, content in sorted(makers.items()):
        path = folder / f"bron.{kind}"
        path.write_bytes(content)
        request = PrepareRequest(str(path), str(folder / "uit.pdf"), children_folder=str(folder))
        result = prepare(request, lambda _done, _total: None)
        start = time.process_time()
        for _ in range(_ROUNDS):
            prepare(request, lambda _done, _total: None)
        spent = (time.process_time() - start) / _ROUNDS
        outcome = result.problem or f"{len(result.pages)} p"
        print(f"{kind:14} {1000 * spent:7.1f} ms cpu {1 / spent:7.0f} per second  {outcome}")


def measure_handover(folder: Path, count: int) -> int:
    """A whole handover through worker processes; gives 1 when something is lost unreported."""
    made = make_handover(folder, count)
    session = create_dossier(
        folder / "zaak.woodossier", "Zaak", LegalBasis.WOO, user="meting", clock=SystemClock()
    )
    with session.file:
        before = memory_bytes()
        start, used = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        report = _run(session, folder / "bron")
        wall = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
        print(f"{len(report.added)} documents in {wall:.0f} s wall, {cpu:.0f} s cpu in workers")
        print(f"counts {counts_of(report)}, problems {report.problems}, warnings {report.warnings}")
        print(f"duplicates by bytes {report.duplicates}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"this process: {before >> 20} MiB before, {peak} MiB at most")
        print(f"largest worker: {after.ru_maxrss // 1024} MiB")
        return tell_losses(session, made)


def _run(session: Session, folder: Path) -> IntakeReport:
    engine = ProcessEngine(EngineOptions(workers=2))
    try:
        return run_blocking(add_documents(session, [folder], reads_scans=False), engine)
    finally:
        engine.close()


def tell_losses(session: Session, made: Handover, *, has_read: bool = False) -> int:
    """Look for every planted sentence and hidden word; 1 when one is lost without being told.

    Args:
        session: with the handover taken in.
        made: what was planted.
        has_read: whether scans were read, so that words in pictures have to be found too; a
            sentence that is misread there counts as lost, unless its page is told to be doubtful.
    """
    text = ""
    blind = 0
    for document in session.file.documents():
        text += _text(session, document)
        blind += any(not page.has_text for page in session.file.pages(document.id))
    words = [i for i in made.items if i.copy_of is None and not i.problem and not i.is_picture]
    lost = [
        item for item in words if _bare(item.sentence) not in text or item.hidden_word not in text
    ]
    if has_read:
        _tell_read(session, [i for i in made.items if i.copy_of is None and i.is_picture])
    planted = sum(bool(item.sentence) + bool(item.hidden_word) for item in words)
    print(f"planted sentences {planted}, items of which one is not found: {len(lost)}")
    print(f"documents with a page without text, reported: {blind}")
    print(f"lost by kind: {dict(Counter(item.kind for item in lost))}")
    return 1 if lost else 0


def _tell_read(session: Session, pictures: Sequence[Item]) -> None:
    """How many of the pictures were read to the letter, and how the others are told."""
    at = by_place(session)
    right, doubtful, lost = 0, 0, []
    for item in pictures:
        document = at[item.place]
        pages = session.file.pages(document.id)
        if _bare(item.sentence)[:30] in _text(session, document):
            right += 1
        elif all(page.needs_eyes for page in pages):
            doubtful += 1
        else:
            lost.append(item.place)
    print(f"pictures {len(pictures)}: to the letter {right}, otherwise and told {doubtful}, {lost}")


def _bare(words: str) -> str:
    return "".join(words.split()).casefold()


def _text(session: Session, document: Document) -> str:
    if not document.prepared_sha256:
        return ""
    printed = printed_text(session.file.blob_bytes(document.prepared_sha256))
    return _bare(printed)


def measure_memory(counts: list[int]) -> int:
    """Peaks of one handover of each size, every size in a process of its own; 1 when they grow."""
    measured = []
    for count in counts:
        command = [sys.executable, "-m", "tests.benchmarks.intake", "peaks", "--count", str(count)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        measured.append(json.loads(done.stdout.splitlines()[-1]))
        print(f"{count:6} items: {measured[-1]}", flush=True)
    first, last = measured[0], measured[-1]
    grown = {key: last[key] / first[key] for key in ("window_mb", "worker_mb")}
    print({key: f"{value:.2f} times" for key, value in grown.items()})
    return int(max(grown.values()) > FLAT)


def measure_peaks(folder: Path, count: int) -> None:
    """Intake of a handover and the search in it; prints what it cost as JSON."""
    # WHY a process of its own: what makes the files holds them.
    maker = multiprocessing.get_context("spawn").Process(target=make_handover, args=(folder, count))
    maker.start()
    maker.join()
    session = create_dossier(
        folder / "zaak.woodossier", "Zaak", LegalBasis.WOO, user="meting", clock=SystemClock()
    )
    meter, engine = Meter(), ProcessEngine(EngineOptions(workers=2))
    with session.file:
        try:
            flow = add_documents(session, [folder / "bron"], reads_scans=False)
            report = run_blocking(flow, engine, meter)
            meter.end()
        finally:
            engine.close()
    cpu = sum(meter.cpu.values())
    figures = {
        "documents": len(report.added),
        "window_mb": round(meter.own_peak),
        "worker_mb": round(meter.worker_peak),
        "cpu_s": round(cpu),
        "per_cpu_s": round(len(report.added) / cpu, 1),
        "stages": {key: round(value) for key, value in meter.cpu.items()},
    }
    print(json.dumps(figures))


def main() -> int:
    """Run what is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", choices=["kinds", "handover", "memory", "peaks"])
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--counts", type=int, nargs="+", default=[100, 1_000, 10_000])
    chosen = options.parse_args()
    if chosen.what == "memory":
        return measure_memory(chosen.counts)
    with tempfile.TemporaryDirectory() as name:
        if chosen.what == "kinds":
            measure_kinds(Path(name))
            return 0
        if chosen.what == "peaks":
            measure_peaks(Path(name), chosen.count)
            return 0
        return measure_handover(Path(name), chosen.count)


if __name__ == "__main__":
    sys.exit(main())
