"""The policy of a dossier: what ships, the organisation's choices, and the dossier's own.

`resources/policy.toml` is the default; the organisation's profile, or else `rollenbeleid.csv` in
the folder of the user's lists, holds its choices per role; a dossier keeps its own, unless the
profile fixes the choices. Changing one proposes anew from what was found before: no text is
analysed again.
"""

from __future__ import annotations

import csv
import functools
import io
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from woo_desk.domain.changes import Changes
from woo_desk.domain.finding import EntityType, Finding, Proposal, Role
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.policy import Policy, PolicyRule
from woo_desk.domain.role_policy import Rank, RoleChoice, RolePolicy
from woo_desk.errors import UsageError
from woo_desk.logs import user_folder
from woo_desk.profile import ROLES, Profile, current_profile
from woo_desk.resources import resource_path
from woo_desk.store.rows import ROLE_POLICY
from woo_desk.texts import text
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.session import Session

ORGANISATION_POLICY = "rollenbeleid.csv"
_ROLE, _PROPOSAL, _EXTENSION = "rol", "voorstel", "toestelnummer"


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


def role_policy(session: Session) -> RolePolicy:
    """The choices that hold in this dossier: its own if it may, else the organisation's."""
    own = () if ROLES in current_profile().fixed else session.file.items(ROLE_POLICY)
    return own[0] if own else organisation_policy()


def policy_of(session: Session) -> Policy:
    """The policy of the dossier; UsageError when the organisation's file cannot be read."""
    return role_policy(session).laid_over(load_policy(session.dossier.basis))


def standard_policy(basis: LegalBasis) -> Policy:
    """The policy where there is no dossier: what ships with the organisation's choices."""
    return organisation_policy().laid_over(load_policy(basis))


def set_role_policy(session: Session, chosen: RolePolicy) -> Changes:
    """Make these the choices of the dossier, and propose anew what was found before.

    UsageError when the organisation's profile fixes the choices.
    """
    refuse_fixed(ROLES)
    with session.step("set_role_policy") as tx:
        tx.put(chosen)
    return propose_again(session) | Changes("step.set_role_policy", dossier=True)


def propose_again(session: Session) -> Changes:
    """Lay the policy over the findings that are there. What persons decided stays.

    Findings that the user's lists ruled on, and contradictions that are for the reviewer, keep
    what they have.
    """
    policy = policy_of(session)
    changed = Changes()
    for document in session.file.documents():
        fresh = [
            (old, new)
            for old in session.file.findings(document.id)
            if (new := _proposed(old, policy)) != old
        ]
        if fresh:
            with session.file.derive() as tx:
                tx.replace_findings(new for _, new in fresh)
            changed |= Changes(findings=frozenset({document.id}))
    return changed


def _proposed(finding: Finding, policy: Policy) -> Finding:
    if finding.ruled:
        return finding
    proposal, ground = policy.propose(finding.entity_type, finding.role, finding.score)
    return replace(finding, proposal=proposal, ground_code=ground)


def name_of_rank(rank: Rank) -> str:
    """The threshold in Dutch."""
    return text(f"rank.{rank.value}")


# --- the organisation's choices -----------------------------------------------------------------


def lists_folder() -> Path:
    """Where lists and choices of the organisation lie; it need not exist yet."""
    return user_folder("config") / "lijsten"


def organisation_policy() -> RolePolicy:
    """The organisation's choices: the file's, unless fixed; the profile's; those of the program.

    UsageError when file or profile is there and wrong: choices that are lost must not go unnoticed.
    """
    path = lists_folder() / ORGANISATION_POLICY
    if ROLES in current_profile().fixed:
        return profile_policy(current_profile())
    try:
        content = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return profile_policy(current_profile())
    except (OSError, UnicodeDecodeError):
        raise UsageError("policy_unreadable", name=path.name, line=1) from None
    choices, extensions = [], Proposal.KEEP
    for number, row in enumerate(csv.DictReader(content.splitlines(), delimiter=";"), start=2):
        try:
            proposal = Proposal(row[_PROPOSAL].strip())
            if row[_ROLE].strip() == _EXTENSION:
                extensions = proposal
            else:
                choices.append(RoleChoice(Role(row[_ROLE].strip()), proposal))
            RolePolicy(tuple(choices))
        except (KeyError, ValueError, AttributeError):
            raise UsageError("policy_unreadable", name=path.name, line=number) from None
    return RolePolicy(tuple(choices), extensions)


def profile_policy(profile: Profile) -> RolePolicy:
    """The choices in a profile; UsageError for a role or proposal that does not exist."""
    choices, extensions = [], Proposal.KEEP
    for name, word in profile.roles.items():
        try:
            proposal = Proposal(word)
            if name == _EXTENSION:
                extensions = proposal
            else:
                choices.append(RoleChoice(Role(name), proposal))
            RolePolicy(tuple(choices))
        except ValueError:
            raise UsageError("profile_wrong", name=ROLES, what=name) from None
    return RolePolicy(tuple(choices), extensions)


def words_of_policy(chosen: RolePolicy) -> Mapping[str, str]:
    """The choices as a profile has them; `profile_policy` gives them back."""
    words = {choice.role.value: choice.proposal.value for choice in chosen.choices}
    return {**words, _EXTENSION: chosen.extensions.value}


def refuse_fixed(section: str) -> None:
    """UsageError when the organisation's profile fixes this section."""
    if name := fixed_by(section):
        raise UsageError("fixed_by_profile", name=name)


def fixed_by(section: str) -> str:
    """Name of the organisation's profile when it fixes this section; else ""."""
    profile = current_profile()
    return profile.label if section in profile.fixed else ""


def save_organisation_policy(chosen: RolePolicy) -> Path:
    """Make these the organisation's choices; UsageError when the file cannot be written."""
    refuse_fixed(ROLES)
    rows = [(choice.role.value, choice.proposal.value) for choice in chosen.choices]
    return write_table(
        lists_folder() / ORGANISATION_POLICY,
        (_ROLE, _PROPOSAL),
        [*rows, (_EXTENSION, chosen.extensions.value)],
    )


def table_text(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A CSV file as the Dutch read it: semicolons, lines ended as on Windows."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return table.getvalue()


def write_table(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> Path:
    """Write a CSV file as the Dutch read it: UTF-8, semicolons. UsageError when that fails.

    The file is replaced as a whole, so that a full disk leaves the old one.
    """
    content = table_text(header, rows)
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content.encode("utf-8"))
        partial.replace(path)
    except OSError:
        raise UsageError("target_unwritable", name=path.name) from None
    finally:
        partial.unlink(missing_ok=True)
    return path
