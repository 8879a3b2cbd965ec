"""Measures detection on a marked set: `python -m tests.benchmarks.detection [FILE.jsonl]`.

Prints recall, precision and F2 in all, per type, per kind of document, recall per role, how much
that should stay was touched, pages (of 2,500 characters) per processor-second, processor time until
ready (imports included) and memory. Without a file it takes the development set beside the
checkout; the rules were written with that set in view, so its figures flatter.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.scoring import Score, Tally, read_samples, score
from tests.conftest import SHARED
from woo_desk.detect.analyse import Detector, Line, LineFinding
from woo_desk.domain.finding import Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.usecases.policies import load_policy

PAGE = 2_500


def main(path: Path) -> None:
    """Run and print."""
    samples = read_samples(path)
    detector = Detector()
    loaded = time.process_time()
    policy = load_policy(LegalBasis.WOO)
    lines = [Line(sample.id, sample.text) for sample in samples]
    begun = time.process_time()
    hits = list(detector.analyse_lines(lines, policy=policy))
    seconds = time.process_time() - begun
    found = {hit.id: hit.findings for hit in hits}
    pages = sum(len(sample.text) for sample in samples) / PAGE
    print(f"{path.name}: {len(samples)} texts, {pages:.0f} pages")
    print(f"start {loaded:.2f} s, {pages / seconds:.0f} pages per processor-second", end="")
    print(f", {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(f"cut short: {sum(not hit.complete for hit in hits)}")
    for title, proposals in (
        ("shown (redact and ask)", (Proposal.REDACT, Proposal.ASK)),
        ("proposed outright (redact)", (Proposal.REDACT,)),
    ):
        print(f"\n== {title}")
        _print(score(samples, found, proposals))
    _print_by_proposal(found)


def _print(result: Score) -> None:
    _row("all", result.total)
    for name, tallies in (("type", result.by_type), ("kind", result.by_kind)):
        print(f"-- by {name}")
        for key in sorted(tallies):
            _row(key, tallies[key])
    print("-- by role, recall")
    for key, tally in sorted(result.by_role.items()):
        print(f"  {key:16} R {tally.recall:.3f} ({tally.found}/{tally.marked})")
    print("-- to be kept, touched")
    for (kind, role), number in sorted(result.kept.items()):
        print(f"  {kind:10} {role:12} {result.touched[kind, role]}/{number}")


def _row(name: str, tally: Tally) -> None:
    print(
        f"  {name:16} R {tally.recall:.3f} ({tally.found}/{tally.marked})"
        f"  P {tally.precision:.3f} ({tally.right}/{tally.proposed})  F2 {tally.f2:.3f}"
    )


def _print_by_proposal(found: Mapping[str, tuple[LineFinding, ...]]) -> None:
    print("\n== finds by proposal")
    for proposal in Proposal:
        number = sum(f.proposal is proposal for finds in found.values() for f in finds)
        print(f"  {proposal:8} {number}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "eval" / "dev.jsonl")
