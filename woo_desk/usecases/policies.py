"""Loads the policy that ships with the program: `resources/policy.toml`."""

from __future__ import annotations

import functools
import tomllib
from typing import Any

from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.policy import Policy, PolicyRule
from woo_desk.resources import resource_path
from woo_desk.usecases.grounds import load_grounds


@functools.cache
def load_policy(basis: LegalBasis) -> Policy:
    """The default policy under this basis; ValueError or KeyError for a mistake in the file."""
    table = tomllib.loads(resource_path("policy.toml").read_text("utf-8"))[basis.value]
    allowed = {ground.code for ground in load_grounds().of_basis(basis)}
    policy = Policy(
        basis=basis,
        rules=tuple(_rule(row) for row in table["rules"]),
        default_ground=GroundCode(table["default_ground"]),
        redact_from=float(table["redact_from"]),
    )
    used = {rule.ground_code for rule in policy.rules} | {policy.default_ground}
    if strangers := used - allowed - {None}:
        msg = f"policy.toml names grounds that {basis} does not have: {sorted(map(str, strangers))}"
        raise ValueError(msg)
    return policy


def _rule(row: dict[str, Any]) -> PolicyRule:
    return PolicyRule(
        entity_type=EntityType(row["entity"]) if row.get("entity") else None,
        role=Role(row["role"]) if row.get("role") else None,
        proposal=Proposal(row["proposal"]),
        ground_code=GroundCode(row["ground"]) if row.get("ground") else None,
    )
