"""Choices per role, laid over the policy that ships."""

from __future__ import annotations

import pytest

from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.role_policy import Rank, RoleChoice, RolePolicy
from woo_desk.usecases.policies import load_policy

KEEP, REDACT, ASK = Proposal.KEEP, Proposal.REDACT, Proposal.ASK
LEADERS = (Role.TOP, Role.DIRECTOR, Role.MANAGER)


def proposals(chosen: RolePolicy, basis: LegalBasis = LegalBasis.WOO) -> dict[Role, Proposal]:
    policy = chosen.laid_over(load_policy(basis))
    return {role: policy.propose(EntityType.PERSON, role, 0.9)[0] for role in Role}


@pytest.mark.parametrize("basis", list(LegalBasis))
def test_default(basis: LegalBasis) -> None:
    default = proposals(RolePolicy(), basis)
    assert [default[role] for role in LEADERS] == [KEEP, REDACT, REDACT]
    assert default[Role.OFFICE] is KEEP
    assert default[Role.CIVIL] is REDACT
    assert default[Role.SPOKESPERSON] is ASK
    assert default[Role.UNKNOWN] is ASK


@pytest.mark.parametrize(
    ("rank", "expected"),
    [
        (Rank.NOBODY, [REDACT, REDACT, REDACT]),
        (Rank.TOP, [KEEP, REDACT, REDACT]),
        (Rank.DIRECTOR, [KEEP, KEEP, REDACT]),
        (Rank.MANAGER, [KEEP, KEEP, KEEP]),
    ],
)
def test_names_stay_readable_from_a_rank(rank: Rank, expected: list[Proposal]) -> None:
    chosen = RolePolicy().readable_from(rank)
    found = proposals(chosen)
    assert [found[role] for role in LEADERS] == expected
    assert found[Role.CIVIL] is REDACT
    assert chosen.rank is rank


def test_under_the_threshold_may_be_asked() -> None:
    found = proposals(RolePolicy().readable_from(Rank.TOP, below=ASK))
    assert [found[role] for role in LEADERS] == [KEEP, ASK, ASK]


def test_a_choice_that_follows_no_line_has_no_rank() -> None:
    assert RolePolicy().rank is Rank.TOP
    assert RolePolicy().choosing(Role.MANAGER, KEEP).rank is None


def test_a_choice_for_officials_is_about_names_only() -> None:
    policy = RolePolicy().choosing(Role.CIVIL, KEEP).laid_over(load_policy(LegalBasis.WOO))
    assert policy.propose(EntityType.PERSON, Role.CIVIL, 0.9)[0] is KEEP
    assert policy.propose(EntityType.PERSNR, Role.CIVIL, 0.9)[0] is REDACT


@pytest.mark.parametrize("proposal", list(Proposal))
def test_internal_numbers_have_a_line_of_their_own(proposal: Proposal) -> None:
    policy = RolePolicy(extensions=proposal).laid_over(load_policy(LegalBasis.WOO))
    found, ground = policy.propose(EntityType.PHONE, Role.UNKNOWN, 0.8)
    assert found is proposal
    assert (ground is None) == (proposal is KEEP)


def test_a_role_is_chosen_once_and_only_where_there_is_a_choice() -> None:
    with pytest.raises(ValueError, match="twice"):
        RolePolicy((RoleChoice(Role.TOP, KEEP), RoleChoice(Role.TOP, ASK)))
    with pytest.raises(ValueError, match="cannot"):
        RolePolicy((RoleChoice(Role.MINISTRY, REDACT),))
