"""Who stays readable: the choices of a dossier per role, laid over the policy that ships.

Defaults and the order of ranks: shared domain study, section 3. There is no published national
threshold for officials who act publicly, so it is a setting.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.policy import Policy, PolicyRule


class Rank(enum.StrEnum):
    """From which rank names of officials stay readable. Texts: `rank.<value>`."""

    NOBODY = "nobody"
    """Not even a director-general; only holders of political office."""
    TOP = "top"
    """Secretary-general, director-general, inspector-general, griffier. The default."""
    DIRECTOR = "director"
    MANAGER = "manager"


_LADDER: tuple[tuple[Role, Rank], ...] = (
    (Role.TOP, Rank.TOP),
    (Role.DIRECTOR, Rank.DIRECTOR),
    (Role.MANAGER, Rank.MANAGER),
)

ADJUSTABLE: tuple[Role, ...] = (
    Role.OFFICE,
    Role.TOP,
    Role.DIRECTOR,
    Role.MANAGER,
    Role.SPOKESPERSON,
    Role.CIVIL,
    Role.EXTERNAL,
    Role.PRIVATE,
    Role.FUNCTIONAL,
    Role.UNKNOWN,
)
"""Roles that a dossier may choose a proposal for, in the order in which they are shown."""

_NAMES = (EntityType.PERSON, EntityType.INITIALS)


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """What to propose for one role. Of an official it speaks of names, of others of anything."""

    role: Role
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class RolePolicy:
    """The choices of a dossier or an organisation; what is not chosen stays as it ships."""

    choices: tuple[RoleChoice, ...] = ()
    extensions: Proposal = Proposal.KEEP
    """For internal telephone numbers: nobody outside can dial them."""

    def __post_init__(self) -> None:
        roles = [choice.role for choice in self.choices]
        if len(set(roles)) < len(roles) or not set(roles) <= set(ADJUSTABLE):
            msg = "a role that is chosen twice, or cannot be chosen for"
            raise ValueError(msg)

    @property
    def by_role(self) -> Mapping[Role, Proposal]:
        """The choices by role."""
        return {choice.role: choice.proposal for choice in self.choices}

    def choosing(self, role: Role, proposal: Proposal) -> RolePolicy:
        """The same with another choice for one role."""
        chosen = {**self.by_role, role: proposal}
        return replace(
            self, choices=tuple(RoleChoice(r, chosen[r]) for r in ADJUSTABLE if r in chosen)
        )

    def readable_from(self, rank: Rank, below: Proposal = Proposal.REDACT) -> RolePolicy:
        """The same with names readable from this rank up, and `below` proposed under it."""
        result, readable = self, rank is not Rank.NOBODY
        for role, step in _LADDER:
            result = result.choosing(role, Proposal.KEEP if readable else below)
            readable = readable and step is not rank
        return result

    @property
    def rank(self) -> Rank | None:
        """From which rank names stay readable; None when the choices follow no such line."""
        chosen = {Role.TOP: Proposal.KEEP, **self.by_role}
        readable = [chosen.get(role) is Proposal.KEEP for role, _ in _LADDER]
        if sorted(readable, reverse=True) != readable:
            return None
        return (Rank.NOBODY, Rank.TOP, Rank.DIRECTOR, Rank.MANAGER)[sum(readable)]

    def laid_over(self, policy: Policy) -> Policy:
        """The policy with the choices tried before its own rules."""
        rules = [
            PolicyRule(
                entity,
                choice.role,
                choice.proposal,
                None if choice.proposal is Proposal.KEEP else policy.default_ground,
            )
            for choice in self.choices
            for entity in (_NAMES if choice.role is not Role.FUNCTIONAL else (None,))
        ]
        ground = None if self.extensions is Proposal.KEEP else policy.default_ground
        rules.append(PolicyRule(EntityType.PHONE, Role.UNKNOWN, self.extensions, ground))
        return replace(policy, rules=(*rules, *policy.rules))
