"""The documents of a real case: nothing in them may be proposed for redaction outright.

They were published, so whatever is still readable in them is meant to be.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from woo_desk.detect.analyse import Detector
from woo_desk.domain.finding import EntityType, Proposal
from woo_desk.domain.policy import Policy

PERSONS = (EntityType.PERSON, EntityType.INITIALS)


@pytest.fixture
def case(shared: Path) -> Path:
    folder = shared / "case-nareis"
    if not folder.is_dir():
        pytest.skip("the real case is not here")
    return folder


def test_nothing_is_redacted_outright(case: Path, detector: Detector, policy: Policy) -> None:
    for path in sorted(case.glob("*.txt")):
        hits = detector.analyse_text(path.read_text("utf-8"), policy=policy)
        assert hits.complete
        wrong = [
            (path.name, finding.entity_type, finding.span)
            for finding in hits.findings
            if finding.proposal is Proposal.REDACT
            or (finding.proposal is Proposal.ASK and finding.entity_type not in PERSONS)
        ]
        assert wrong == []


def test_letterhead_and_references_are_seen_and_kept(
    case: Path, detector: Detector, policy: Policy
) -> None:
    text = (case / "nota-informatieverzoek.txt").read_text("utf-8")
    kept = {
        (finding.entity_type, finding.text)
        for finding in detector.analyse_text(text, policy=policy).findings
        if finding.proposal is Proposal.KEEP
    }
    assert kept >= {
        (EntityType.ADDRESS, "Turfmarkt 147"),
        (EntityType.POSTCODE, "2511 DP"),
        (EntityType.ADDRESS, "Postbus 20301"),
        (EntityType.POSTCODE, "2500 EH"),
        (EntityType.REF, "5277899"),
    }
