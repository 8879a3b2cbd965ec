"""Measures detection: `python -m tests.benchmarks.detection [SET...]`; no set means all.

A set is a JSONL file with the fields id, kind, text, spans, or a name below. For each it prints
recall, precision and F2 in all, per type, per role and per kind of document, how much that should
stay was touched, and how sure the outright proposals are; where the documents belong to dossiers,
the same after what they teach one another. Before that: processor time until ready, pages (of
2,500 characters) per processor-second, memory.

| set | what |
|---|---|
| dev | the development set beside the checkout; rules were written with it in view |
| blind, again, third | layouts that were blind once; rules were mended after their first run |
| fourth, fifth, sixth | dossiers in layouts that were blind once, with listed people |
| fourth-unlisted (fifth, sixth) | the same with people in no list |
| <name>-hidden | dev, blind, again or third with their names taken out of all name lists |

The figures of each set's first run stand in `resources/names/README.md`.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tests.benchmarks import blind_fifth, blind_fourth, blind_sixth
from tests.benchmarks.dossiers import DossierSample, dossiers, pool, unlisted
from tests.benchmarks.scoring import Marked, Sample, Score, Tally, read_samples, score
from tests.conftest import SHARED
from tests.detect.persons import layouts_blind, layouts_third
from tests.detect.persons.people import cast, fill
from woo_desk.detect.analyse import Detector, Line, LineFinding
from woo_desk.detect.persons.tokens import fold
from woo_desk.domain.finding import EntityType, Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.usecases.policies import load_policy

PAGE = 2_500
HIDDEN = "-hidden"
_PREFIXES = frozenset(("van", "de", "den", "der", "het", "ten", "ter", "te", "in", "el", "da"))
_START = """
import resource, time
from woo_desk.detect.analyse import Detector
Detector()
print(time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True)
class Measured:
    """One set: its documents, each with the dossier that it belongs to."""

    documents: Sequence[DossierSample]
    persons_only: bool = False
    """Only persons are marked, so that finds of other kinds say nothing."""


def _layouts(people: str, templates: Sequence[str], casts: int = 3) -> Measured:
    documents = []
    for number, template in enumerate(templates):
        for seed in range(casts):
            layout = fill(template, cast(people, 100 * seed + number))
            marked = [Marked(a, b, EntityType.PERSON, "civil") for a, b in layout.redact]
            marked += [Marked(a, b, EntityType.PERSON, "office") for a, b in layout.keep]
            sample = Sample(f"{number}-{seed}", f"layout {number}", layout.text, tuple(marked))
            documents.append(DossierSample("", sample))
    return Measured(documents, persons_only=True)


def _file(path: Path) -> Measured:
    return Measured([DossierSample("", sample) for sample in read_samples(path)])


def _blind(source: ModuleType, *, listed: bool) -> Measured:
    people = pool(source.POOL) if listed else unlisted(source.UNLISTED_FIRST, source.UNLISTED_LAST)
    seed = 4 if listed else 5
    return Measured(list(dossiers(source.KINDS, people, number=8, documents=8, seed=seed)))


SETS: Mapping[str, Callable[[], Measured]] = {
    "dev": lambda: _file(SHARED / "eval" / "dev.jsonl"),
    "blind": lambda: _layouts(layouts_blind.POOL, layouts_blind.BLIND),
    "again": lambda: _layouts(layouts_blind.POOL_AGAIN, layouts_blind.BLIND_AGAIN),
    "third": lambda: _layouts(layouts_third.POOL, layouts_third.THIRD),
    "fourth": lambda: _blind(blind_fourth, listed=True),
    "fourth-unlisted": lambda: _blind(blind_fourth, listed=False),
    "fifth": lambda: _blind(blind_fifth, listed=True),
    "fifth-unlisted": lambda: _blind(blind_fifth, listed=False),
    "sixth": lambda: _blind(blind_sixth, listed=True),
    "sixth-unlisted": lambda: _blind(blind_sixth, listed=False),
}
EVERY = (*SETS, *(f"{name}{HIDDEN}" for name in ("dev", "blind", "again", "third")))


def main(names: Sequence[str]) -> None:
    """Run and print."""
    done = subprocess.run(
        [sys.executable, "-c", _START], capture_output=True, text=True, check=True
    )
    seconds, memory = map(float, done.stdout.split())
    print(f"start {seconds:.2f} processor-seconds, {memory / 1024:.0f} MB once ready")
    for name in names:
        plain = name.removesuffix(HIDDEN)
        measured = SETS[plain]() if plain in SETS else _file(Path(plain))
        _measure(name, measured, _detector(measured, hidden=plain != name))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nmost memory {peak:.0f} MB")


def _detector(measured: Measured, *, hidden: bool) -> Detector:
    detector = Detector()
    if hidden:
        detector.hide_names(_names_in(measured))
    return detector


def _names_in(measured: Measured) -> set[str]:
    words = {
        fold(word.strip(".,()'"))
        for one in measured.documents
        for mark in one.sample.marked
        if mark.must_go and mark.type in (EntityType.PERSON, EntityType.INITIALS)
        for word in one.sample.text[mark.start : mark.end].replace("-", " ").split()
    }
    return words - _PREFIXES


def _measure(name: str, measured: Measured, detector: Detector) -> None:
    samples = [one.sample for one in measured.documents]
    pages = sum(len(sample.text) for sample in samples) / PAGE
    print(f"\n#### {name}: {len(samples)} texts, {pages:.0f} pages")
    alone = _run(detector, measured, together=False)
    for title, proposals in (
        ("shown (redact and ask)", (Proposal.REDACT, Proposal.ASK)),
        ("proposed outright (redact)", (Proposal.REDACT,)),
    ):
        print(f"== {title}")
        _print(score(samples, alone, proposals), measured)
    if any(one.dossier for one in measured.documents):
        print("== shown, after what the documents of a dossier teach one another")
        _print(score(samples, _run(detector, measured, together=True)), measured)


def _run(
    detector: Detector, measured: Measured, *, together: bool
) -> Mapping[str, Sequence[LineFinding]]:
    lines = [
        Line(one.sample.id, one.sample.text, one.dossier if together else "")
        for one in measured.documents
    ]
    begun = time.process_time()
    hits = list(detector.analyse_lines(lines, policy=load_policy(LegalBasis.WOO)))
    seconds = time.process_time() - begun
    pages = sum(len(line.text) for line in lines) / PAGE
    cut = sum(not hit.complete for hit in hits)
    print(f"{pages / seconds:.0f} pages per processor-second, cut short: {cut}")
    return {
        hit.id: [
            f
            for f in hit.findings
            if not measured.persons_only
            or f.entity_type in (EntityType.PERSON, EntityType.INITIALS)
        ]
        for hit in hits
    }


def _print(result: Score, measured: Measured) -> None:
    _row("all", result.total)
    persons = [result.by_type.get(kind, Tally()) for kind in ("PERSON", "INITIALS")]
    _row("persons+parafen", _sum(persons))
    for name, tallies in (("type", result.by_type), ("kind", result.by_kind)):
        if not (measured.persons_only and name == "type"):
            print(f"-- by {name}")
            for key in sorted(tallies):
                _row(key, tallies[key])
    print("-- by role, recall")
    for key, tally in sorted(result.by_role.items()):
        print(f"  {key:20} R {tally.recall:.3f} ({tally.found}/{tally.marked})")
    print("-- to be kept, touched")
    for (kind, role), number in sorted(result.kept.items()):
        print(f"  {kind:10} {role:12} {result.touched[kind, role]}/{number}")


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(
        sum(t.marked for t in tallies),
        sum(t.found for t in tallies),
        sum(t.proposed for t in tallies),
        sum(t.right for t in tallies),
    )


def _row(name: str, tally: Tally) -> None:
    print(
        f"  {name:20} R {tally.recall:.3f} ({tally.found}/{tally.marked})"
        f"  P {tally.precision:.3f} ({tally.right}/{tally.proposed})  F2 {tally.f2:.3f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:] or EVERY)
