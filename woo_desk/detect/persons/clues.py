"""What shows that a person acts publicly."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.domain.finding import Role


@dataclass(frozen=True, slots=True)
class RoleClue:
    """Why a person has a public role."""

    role: Role
    why: str
    """Text key below `why.person`."""
    word: str = ""
    """The title or party as printed."""
