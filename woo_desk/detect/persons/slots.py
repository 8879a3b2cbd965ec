"""A place in a document where a name is expected."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.domain.finding import Role


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a name is expected."""

    gain: float
    """0 to 1: share of the doubt that the place takes away."""
    why: str
    """Text key below `why.person`."""
    word: str = ""
    """What stands there: the label as printed."""
    role: Role = Role.UNKNOWN
    units: bool = False
    """Units and organisations stand here as often as persons."""
    initials: bool = False
    """Bare initials are expected here too."""
    whole: bool = False
    """Only where the name fills the line or is cut off by a sign."""


Slots = list[Slot | None]

Region = tuple[int, int, Slot]
