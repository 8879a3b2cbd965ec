"""Measures how copies, threads and likenesses of a handover are found, and what it costs.

python -m tests.benchmarks.likeness handover [--count 2000] [--scans]
python -m tests.benchmarks.likeness sketches [--count 10000]
python -m tests.benchmarks.likeness compare
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.intake import tell_losses
from tests.helpers.handover import make_handover
from tests.helpers.handover_truth import figures_of
from woo_desk.domain.alignment import aligned
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.likeness import Sketched, candidate_pairs, judge_pair
from woo_desk.domain.wording import wording_of
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import FlowProgress, run_blocking
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.session import SystemClock
from woo_desk.workers.engine import EngineOptions, ProcessEngine

_WORDS = 300
_RECALL = 0.99


def measure_handover(folder: Path, count: int, *, reads_scans: bool) -> int:
    """Intake of a handover, held against its truth; gives 1 when something is wrong."""
    made = make_handover(folder, count)
    session = create_dossier(
        folder / "zaak.woodossier", "Zaak", LegalBasis.WOO, user="meting", clock=SystemClock()
    )
    since: dict[str, float] = {}

    def on_progress(progress: FlowProgress) -> None:
        since.setdefault(progress.stage_key, time.monotonic())

    engine = ProcessEngine(EngineOptions(workers=2))
    with session.file:
        start = time.monotonic()
        try:
            flow = add_documents(session, [folder / "bron"], reads_scans=reads_scans)
            report = run_blocking(flow, engine, on_progress)
        finally:
            engine.close()
        end = time.monotonic()
        begun = since.get("describe", end)
        print(f"{len(report.added)} documents: {end - start:.0f} s, of which {end - begun:.0f} s")
        print("  for comparing; peak of this process", _peak(), "MiB")
        lost = tell_losses(session, made, has_read=reads_scans)
        found = figures_of(session, made)
    recall = 1 - len(found.missed_copies) / found.copies
    print(f"copies {found.copies}, recall {recall:.4f}, false merges {len(found.false_merges)}")
    print(f"threads {found.threads}, wrong {found.wrong_threads}")
    print(f"families {found.families}, wrong {len(found.wrong_families)}")
    print(
        f"quoted {found.quoted}, missed {len(found.missed_quoted)},"
        f" false {len(found.false_quoted)}; other likenesses {found.likely}"
    )
    wrong = (found.false_merges, found.wrong_threads, found.wrong_families, found.false_quoted)
    return 1 if lost or recall < _RECALL or any(wrong) else 0


def measure_sketches(count: int) -> None:
    """Many documents, one in ten a version of the one before."""
    dice = random.Random(1)
    texts: list[list[str]] = []
    for number in range(count):
        if number % 10 == 9:
            texts.append([w if dice.random() > 0.1 else f"{w}n" for w in texts[-1]])
        else:
            texts.append([f"w{int(dice.expovariate(0.002))}" for _ in range(_WORDS)])
    start = time.process_time()
    documents = [
        Sketched(DocumentId(str(n)), n, wording_of(" ".join(words)).sketch)
        for n, words in enumerate(texts)
    ]
    sketched = time.process_time()
    pairs = list(candidate_pairs(documents))
    paired = time.process_time()
    judged = {
        (a.number, b.number) for a, b in pairs if judge_pair(texts[a.number], texts[b.number])
    }
    end = time.process_time()
    right = {(n - 1, n) for n in range(9, count, 10)}
    print(f"{count} documents: sketches {sketched - start:.1f} s, pairs {paired - sketched:.1f} s,")
    print(f"  judging {len(pairs)} pairs {end - paired:.1f} s cpu; peak {_peak()} MiB")
    print(f"  versions {len(right)}, found {len(right & judged)}, false {len(judged - right)}")


def measure_compare() -> None:
    """Fifty pages of 400 words beside a changed version."""
    dice = random.Random(1)
    words = [f"w{int(dice.expovariate(0.004))}" for _ in range(20_000)]
    other = [w if dice.random() > 0.02 else f"{w}n" for w in words if dice.random() > 0.01]
    start = time.process_time()
    stretches = aligned(words, other)
    print(f"50 pages: {time.process_time() - start:.2f} s cpu, {len(stretches)} stretches")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Run what is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", choices=["handover", "sketches", "compare"])
    options.add_argument("--count", type=int, default=0)
    options.add_argument("--scans", action="store_true", help="read the pictures too")
    chosen = options.parse_args()
    if chosen.what == "sketches":
        measure_sketches(chosen.count or 10_000)
    elif chosen.what == "compare":
        measure_compare()
    else:
        with tempfile.TemporaryDirectory() as name:
            return measure_handover(Path(name), chosen.count or 2_000, reads_scans=chosen.scans)
    return 0


if __name__ == "__main__":
    sys.exit(main())
