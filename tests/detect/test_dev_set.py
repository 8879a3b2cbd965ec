"""The development set may not get worse: every structured kind keeps its targets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.scoring import Score, read_samples, score
from woo_desk.detect.analyse import Detector, Line
from woo_desk.domain.finding import Proposal
from woo_desk.domain.policy import Policy

STRUCTURED = (
    *("EMAIL", "PHONE", "BSN", "IBAN", "VNUMMER", "KENTEKEN", "DOB"),
    *("ADDRESS", "POSTCODE", "PERSNR", "USERID"),
)
PUBLIC = {"office", "top"}


@pytest.fixture(scope="module")
def scores(detector: Detector, policy: Policy) -> tuple[Score, Score]:
    """What is shown to the reviewer, and what is proposed outright."""
    path = Path(__file__).resolve().parents[3] / "shared" / "eval" / "dev.jsonl"
    if not path.is_file():
        pytest.skip("the development set is not here")
    samples = read_samples(path)
    lines = (Line(sample.id, sample.text) for sample in samples)
    hits = list(detector.analyse_lines(lines, policy=policy))
    assert all(hit.complete for hit in hits)
    found = {hit.id: hit.findings for hit in hits}
    return score(samples, found), score(samples, found, [Proposal.REDACT])


@pytest.mark.parametrize("kind", STRUCTURED)
def test_structured_kinds(scores: tuple[Score, Score], kind: str) -> None:
    _shown, outright = scores
    assert outright.by_type[kind].recall >= 0.99
    assert outright.by_type[kind].precision >= 0.98


def test_what_is_of_nobody_is_never_touched(scores: tuple[Score, Score]) -> None:
    shown, _outright = scores
    touched = {key: number for key, number in shown.touched.items() if key[1] not in PUBLIC}
    assert not any(touched.values()), touched
