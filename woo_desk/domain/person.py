"""Persons of a dossier: as detection learns them, and what a reviewer said about them."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from woo_desk.domain.finding import Role
from woo_desk.domain.ids import GroundCode, PersonId


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


class PersonVerdict(enum.StrEnum):
    """What a reviewer decided about a person, for every place where she is named."""

    REDACT = "redact"
    KEEP = "keep"
    ASK = "ask"
    """Her places are decided one by one."""


@dataclass(frozen=True, slots=True)
class PersonClaim:
    """A form of a name that a reviewer said is this person's."""

    form: str
    """As `name_form.form_key` gives it."""
    document_id: str = ""
    """Only in this document; "" everywhere. The narrower claim wins."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What a reviewer said about one person of the dossier.

    Persons nobody said anything about have no entry: they follow from what detection found.
    """

    id: PersonId
    name: str
    """As she is listed."""
    claims: tuple[PersonClaim, ...]
    """Forms that are hers whatever else they look like; at least one."""
    verdict: PersonVerdict | None = None
    ground_codes: tuple[GroundCode, ...] = ()
    """Of what is redacted; empty for the ground that is proposed at each place."""
    by: str = ""
    at: dt.datetime | None = None
    is_own: bool = False
    """Made by a reviewer: she is listed though detection found her nowhere."""
