from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import cases
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.judgement import Judgement, JudgementOverride, judgement_of
from woo_desk.domain.scope import ScopeOutcome, current_decision

PUBLIC_LINK = JudgementOverride(
    DocumentId("d1"), Judgement.ALREADY_PUBLIC, (), "https://x.nl", "", "tester", cases.NOW
)


@given(
    st.sampled_from([None, *ScopeOutcome]),
    st.sampled_from([None, PUBLIC_LINK]),
    st.booleans(),
)
def test_nothing_is_public_without_a_decision_that_it_is_in_scope(
    outcome: ScopeOutcome | None, override: JudgementOverride | None, is_redacted: bool
) -> None:
    decision = cases.decision(outcome=outcome) if outcome else None
    judgement = judgement_of(decision, override, is_redacted=is_redacted)
    if outcome is not ScopeOutcome.IN_SCOPE:
        assert judgement is Judgement.NOT_PUBLIC


def test_in_scope_follows_from_the_redactions() -> None:
    decision = cases.decision()
    assert judgement_of(decision, None, is_redacted=False) is Judgement.PUBLIC
    assert judgement_of(decision, None, is_redacted=True) is Judgement.PARTIAL_PUBLIC
    assert judgement_of(decision, PUBLIC_LINK, is_redacted=True) is Judgement.ALREADY_PUBLIC


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"judgement": Judgement.PUBLIC}, "follows from"),
        ({"judgement": Judgement.ALREADY_PUBLIC, "public_link": ""}, "needs a link"),
        ({"judgement": Judgement.NOT_PUBLIC}, "needs a ground"),
    ],
)
def test_an_override_that_says_too_little_is_refused(changes: dict[str, Any], reason: str) -> None:
    fields: dict[str, Any] = {
        "document_id": DocumentId("d1"),
        "judgement": Judgement.ALREADY_PUBLIC,
        "ground_codes": (),
        "public_link": "https://x.nl",
        "reason": "",
        "by": "tester",
        "at": cases.NOW,
    }
    with pytest.raises(ValueError, match=reason):
        JudgementOverride(**fields | changes)


def test_the_latest_decision_counts_whatever_the_clock_says() -> None:
    first = cases.decision(outcome=ScopeOutcome.IN_SCOPE, sequence=1)
    second = cases.decision(outcome=ScopeOutcome.OUT_OF_SCOPE, sequence=2)
    stranger = cases.decision(number=2, sequence=3)
    found = current_decision([second, first, stranger], DocumentId("d1"), LegalBasis.WOO)
    assert found == second
    assert current_decision([first], DocumentId("d1"), LegalBasis.ART_68_GW) is None
