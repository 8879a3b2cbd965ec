"""Settles the role of every mention: one person has one role in one text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from woo_desk.detect.persons.lists import Mark
from woo_desk.detect.persons.mentions import Mention
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.register import PUBLIC, Person, Register
from woo_desk.domain.finding import Role

_PLACES_OF_ANYBODY = frozenset({"words", "verb", "title", "office_title", "shape", "form", "list"})
_ASK = 0.6
"""Score of a contradiction: the reviewer is asked, nothing is kept in silence."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A mention with its final role and score."""

    mention: Mention
    role: Role
    score: float
    why: str
    word: str


def settle(
    page: Page, register: Register, mentions: list[Mention], day: dt.date | None
) -> list[Settled]:
    """Roles in order: the title beside the name, the person's role elsewhere, the place."""
    settled = []
    for number, mention in enumerate(mentions):
        page.check(number)
        settled.append(_settle(page, register, mention, day))
    return settled


def _settle(page: Page, register: Register, mention: Mention, day: dt.date | None) -> Settled:
    clue = mention.clue
    if clue is not None and clue.why != "office_list":
        return Settled(mention, clue.role, mention.score, clue.why, clue.word)
    persons = register.candidates(mention)
    public = [p for p in persons if p.public is not None]
    civil = [p for p in persons if p.public is None or p.civil]
    if clue is not None:
        private = _is_private_place(page, mention, day)
        if mention.has_civil_cue or private or (civil and civil[0].civil):
            return Settled(mention, Role.CIVIL, _ASK, "contradiction", mention.word)
        return Settled(mention, clue.role, max(mention.score, 0.8), clue.why, mention.word)
    if public and not civil and _may_be_another(page, mention, public):
        return _surname_on_list(mention)
    if public and not civil and not mention.has_civil_cue:
        role = public[0].public or Role.UNKNOWN
        return Settled(mention, role, mention.score, "same_person", public[0].shown)
    if public:
        role = _private(mention, civil)
        if mention.is_full and not _may_be_holder(page, mention, day):
            return Settled(mention, role, mention.score, mention.why, mention.word)
        return Settled(mention, role, min(mention.score, _ASK), "contradiction", mention.word)
    if _known_office(page, mention, day):
        return _surname_on_list(mention)
    return Settled(mention, _private(mention, civil), mention.score, mention.why, mention.word)


def _private(mention: Mention, persons: list[Person]) -> Role:
    """The role of somebody who does not act publicly."""
    if mention.cue_role not in (Role.UNKNOWN, *PUBLIC):
        return mention.cue_role
    for person in persons:
        if person.role is not Role.UNKNOWN:
            return person.role
    return Role.CIVIL


def _may_be_another(page: Page, mention: Mention, public: list[Person]) -> bool:
    """A common surname alone, and the holder of office only named in other documents."""
    here = any(person.here for person in public)
    return (
        not here
        and not mention.is_full
        and bool(page.lists.mark(mention.core or mention.given) & Mark.SURNAME)
    )


def _is_private_place(page: Page, mention: Mention, day: dt.date | None) -> bool:
    """Whether somebody stands here who only shares her name with a member or a mayor.

    WHY: hundreds of them have a name that many have ("Peter van Dijk"); as somebody's daughter, or
    addressed by a memo, it is rather another. Ministers are written to by name.
    """
    if "relation" not in mention.cues and "label" not in mention.cues:
        return False
    holders = page.lists.offices.all_with_surname(mention.surname, day)
    return not any(h.in_government and h.first_name == mention.given for h in holders)


def _may_be_holder(page: Page, mention: Mention, day: dt.date | None) -> bool:
    """Whether a full name may be that of the holder of office whose surname it shares.

    WHY the list: it tells that "het lid Ouwehand" is Esther, so Floor is somebody else.
    """
    letter = (mention.given or mention.initials)[:1]
    holders = page.lists.offices.all_with_surname(mention.surname, day)
    return not holders or any(h.first_name[:1] == letter for h in holders)


def _known_office(page: Page, mention: Mention, day: dt.date | None) -> bool:
    """Whether a bare surname is a minister's too, and nothing but its look speaks for another."""
    if not _PLACES_OF_ANYBODY.issuperset(mention.cues) or mention.initials:
        return False
    if mention.given and not mention.phrase.is_single:
        return False
    holder = page.lists.offices.with_surname(mention.surname or mention.given, day)
    return holder is not None and holder.in_government


def _surname_on_list(mention: Mention) -> Settled:
    return Settled(mention, Role.CIVIL, min(mention.score, _ASK), "surname_of_office", mention.word)
