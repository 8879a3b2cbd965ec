"""Persons of a dossier as detection learns them, so that one document helps the next."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.domain.finding import Role


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """One person, with what is needed to recognise her other forms elsewhere in the dossier."""

    surname: str
    """Without prefix: "Berg". Never empty."""
    prefix: str = ""
    """Tussenvoegsel: "van den"."""
    first_name: str = ""
    initials: str = ""
    """With dots: "P.T."."""
    role: Role = Role.UNKNOWN
    certainty: float = 0.0
    """0 to 1: score of the best finding that she was learnt from."""
    aliases: tuple[str, ...] = ()
    """Further forms met: parafen, user ids, local parts of mail addresses. Sorted, no repeats."""
