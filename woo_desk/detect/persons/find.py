"""Finds the persons of one text. Pure: the same text, lists and knowledge give the same hits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from woo_desk.detect.persons.complete import completed
from woo_desk.detect.persons.initials import Paraaf, find_initials
from woo_desk.detect.persons.lists import Lists
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.propagate import other_forms
from woo_desk.detect.persons.reading import Reading, read
from woo_desk.detect.persons.register import Register
from woo_desk.detect.persons.scores import SHOWN, WEAK
from woo_desk.detect.persons.second import joined
from woo_desk.detect.persons.settle import Settled, settle
from woo_desk.domain.finding import EntityType, Role
from woo_desk.domain.person import KnownPerson


@dataclass(frozen=True, slots=True)
class Hit:
    """One person or paraaf in the text."""

    start: int
    end: int
    """Character offsets in the text."""
    type: EntityType
    role: Role
    score: float
    why_key: str
    """Text key in `resources/texts/detect_persons.toml`."""
    why_values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PersonHits:
    """What was found, and who was learnt of."""

    hits: tuple[Hit, ...]
    """In order of place; none overlaps another."""
    learnt: tuple[KnownPerson, ...]


def find_persons(
    text: str,
    lists: Lists,
    *,
    known: Sequence[KnownPerson] = (),
    date: dt.date | None = None,
) -> PersonHits:
    """Every person in the text with the role in which she appears.

    Args:
        text: one page, or a whole document; offsets of the hits are in this text.
        lists: from `load_lists`.
        known: persons of the dossier, whose other forms are found as well.
        date: day of the document: who held office then.
    """
    return persons_of(read(text, lists, date), known=known, date=date)


def persons_of(
    reading: Reading, *, known: Sequence[KnownPerson] = (), date: dt.date | None = None
) -> PersonHits:
    """The same for a text that was read before, with the same date."""
    page, slots = reading.page, reading.slots
    mentions = list(reading.mentions)
    register = persons_in(reading, known)
    forms = completed(page, other_forms(page, slots, register, mentions, date))
    mentions = joined(forms, reading.opinions)
    settled = settle(page, register, mentions, date)
    taken = {i for m in mentions for i in range(m.phrase.first, m.phrase.end)}
    parafen = list(find_initials(page, slots, register, taken))
    hits = [_person_hit(page, s) for s in settled if s.mention.score >= WEAK]
    hits += [_paraaf_hit(page, p) for p in parafen]
    return PersonHits(tuple(sorted(hits, key=lambda hit: hit.start)), register.learnt())


def persons_in(reading: Reading, known: Sequence[KnownPerson]) -> Register:
    """The persons known from the dossier and those that the text names."""
    register = Register(reading.page.lists, known)
    full = [m for m in reading.opinions if m.is_full]
    register.learn(reading.page, [*(m for m in reading.mentions if m.score >= SHOWN), *full])
    register.learn_mail(reading.page)
    return register


def _person_hit(page: Page, settled: Settled) -> Hit:
    phrase = settled.mention.phrase
    start = page.tokens[phrase.first].start
    end = page.tokens[phrase.end - 1].end
    return Hit(
        start,
        end,
        EntityType.PERSON,
        settled.role,
        settled.score,
        f"why.person.{settled.why}",
        {"word": settled.word},
    )


def _paraaf_hit(page: Page, paraaf: Paraaf) -> Hit:
    token = page.tokens[paraaf.index]
    role = Role.CIVIL
    if paraaf.person is not None and paraaf.person.public is not None and not paraaf.person.civil:
        role = paraaf.person.public
    return Hit(
        token.start,
        token.end,
        EntityType.INITIALS,
        role,
        paraaf.score,
        f"why.person.{paraaf.why}",
        {"word": paraaf.word},
    )
