"""Compares what detection proposes with what people marked, the way the study did.

Recall: a marked datum counts as found when every character of it that is not white space lies in a
proposal; a half-visible name is a miss. Precision: a proposal is right when at least half of it
lies in text that was marked for redaction. Touched: marked as to be kept, yet hit by a proposal.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from woo_desk.detect.analyse import LineFinding
from woo_desk.domain.finding import EntityType, Proposal

REDACTABLE = frozenset({"civil", "private", "external", "personal"})


@dataclass(frozen=True, slots=True)
class Marked:
    """One datum that a person marked."""

    start: int
    end: int
    type: EntityType
    role: str

    @property
    def must_go(self) -> bool:
        return self.role in REDACTABLE


@dataclass(frozen=True, slots=True)
class Sample:
    """One marked text."""

    id: str
    kind: str
    text: str
    marked: tuple[Marked, ...]


def read_samples(path: Path) -> list[Sample]:
    """The samples of a JSONL file with the fields id, kind, text, spans."""
    samples = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        marked = tuple(
            Marked(s["start"], s["end"], EntityType(s["type"]), s["role"]) for s in row["spans"]
        )
        samples.append(Sample(row["id"], row["kind"], row["text"], marked))
    return samples


@dataclass(slots=True)
class Tally:
    """Counts of one group."""

    marked: int = 0
    found: int = 0
    proposed: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def f2(self) -> float:
        """Recall counts four times as much as precision."""
        p, r = self.precision, self.recall
        return 5 * p * r / (4 * p + r) if p + r else 0.0


@dataclass(slots=True)
class Score:
    """All counts of one run."""

    total: Tally = field(default_factory=Tally)
    by_type: dict[str, Tally] = field(default_factory=dict)
    by_kind: dict[str, Tally] = field(default_factory=dict)
    by_role: dict[str, Tally] = field(default_factory=dict)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Number of data marked as to be kept, by type and role."""
    touched: Counter[tuple[str, str]] = field(default_factory=Counter)


def score(
    samples: Sequence[Sample],
    found: Mapping[str, Sequence[LineFinding]],
    proposals: Iterable[Proposal] = (Proposal.REDACT, Proposal.ASK),
) -> Score:
    """Score the finds by sample id, counting only these proposals."""
    counted = frozenset(proposals)
    result = Score()
    for sample in samples:
        proposed = [f for f in found[sample.id] if f.proposal in counted]
        covered = {i for f in proposed for i in range(f.start, f.end)}
        goes = {i for m in sample.marked if m.must_go for i in range(m.start, m.end)}
        for marked in sample.marked:
            _count_marked(result, sample, marked, covered)
        for finding in proposed:
            _count_proposed(result, sample, finding, goes)
    return result


def _count_marked(result: Score, sample: Sample, marked: Marked, covered: set[int]) -> None:
    printed = [i for i in range(marked.start, marked.end) if not sample.text[i].isspace()]
    if not marked.must_go:
        key = (str(marked.type), marked.role)
        result.kept[key] += 1
        result.touched[key] += any(i in covered for i in printed)
        return
    hit = all(i in covered for i in printed)
    for tally in (
        result.total,
        result.by_type.setdefault(str(marked.type), Tally()),
        result.by_kind.setdefault(sample.kind, Tally()),
        result.by_role.setdefault(marked.role, Tally()),
    ):
        tally.marked += 1
        tally.found += hit


def _count_proposed(result: Score, sample: Sample, finding: LineFinding, goes: set[int]) -> None:
    printed = [i for i in range(finding.start, finding.end) if not sample.text[i].isspace()]
    right = 2 * sum(i in goes for i in printed) >= len(printed)
    for tally in (
        result.total,
        result.by_type.setdefault(str(finding.entity_type), Tally()),
        result.by_kind.setdefault(sample.kind, Tally()),
    ):
        tally.proposed += 1
        tally.right += right
