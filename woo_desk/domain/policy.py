"""What to propose for which kind of datum in which role: a setting of the dossier."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """One line of the policy; None matches anything."""

    entity_type: EntityType | None
    role: Role | None
    proposal: Proposal
    ground_code: GroundCode | None
    """None exactly when the proposal is to keep."""

    def __post_init__(self) -> None:
        if (self.ground_code is None) != (self.proposal is Proposal.KEEP):
            msg = f"a rule that proposes to {self.proposal} and names ground {self.ground_code}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Policy:
    """Ordered rules for one legal basis; the first that matches decides."""

    basis: LegalBasis
    rules: tuple[PolicyRule, ...]
    default_ground: GroundCode
    """Ground of what no rule matches: that is asked, never silently kept."""
    redact_from: float = 0.75
    """Score from which "redact" is proposed outright; below it the reviewer is asked."""

    def propose(
        self, entity_type: EntityType, role: Role, score: float
    ) -> tuple[Proposal, GroundCode | None]:
        """Proposal and ground for one finding."""
        for rule in self.rules:
            if rule.entity_type not in (None, entity_type) or rule.role not in (None, role):
                continue
            if rule.proposal is Proposal.REDACT and score < self.redact_from:
                return Proposal.ASK, rule.ground_code
            return rule.proposal, rule.ground_code
        return Proposal.ASK, self.default_ground
