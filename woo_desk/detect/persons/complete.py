"""Completes half a name: "Oubadira Mosterdzaad", where the surname is a word of the dictionary.

A word that means something is doubted wherever it stands. Directly beside a name, with a capital in
the middle of a line, it is the rest of that name: Dutch writes no other noun with a capital.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from woo_desk.detect.persons.lists import ANY_FIRST, NAME, Mark
from woo_desk.detect.persons.mentions import Mention
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import Phrase, prefix_run
from woo_desk.detect.persons.pieces import BARRIER, PLAIN
from woo_desk.detect.persons.roles import surname_of
from woo_desk.detect.persons.scores import SHOWN
from woo_desk.detect.persons.tokens import Gap, Kind

_SHORTEST = 4
_BEYOND = BARRIER | Mark.FUNCTION | Mark.PREFIX


def completed(
    page: Page, mentions: Sequence[Mention], others: Sequence[Mention] = ()
) -> tuple[Mention, ...]:
    """The mentions, each that is half a name with its other half; in order.

    Args:
        page: with its units and blocked tokens marked.
        mentions: what was found.
        others: found elsewhere; their words are left to them.
    """
    held = {
        i
        for m in (*mentions, *others)
        if m.score >= SHOWN
        for i in range(m.phrase.first, m.phrase.end)
    }
    result: list[Mention] = []
    gained: set[int] = set()
    for mention in mentions:
        phrase = _whole(page, mention.phrase, held) if mention.score >= SHOWN else mention.phrase
        if phrase is not mention.phrase:
            gained.update(range(phrase.first, phrase.end))
            held.update(range(phrase.first, phrase.end))
            mention = _renamed(page, mention, phrase)
        result.append(mention)
    return tuple(
        m
        for m in result
        if m.score >= SHOWN or gained.isdisjoint(range(m.phrase.first, m.phrase.end))
    )


def _whole(page: Page, phrase: Phrase, held: set[int]) -> Phrase:
    if phrase.initials or phrase.inverted:
        return phrase
    if (phrase.given and not phrase.surname) or phrase.is_single:
        longer = _with_surname(page, phrase, held)
        if longer is not phrase:
            return longer
    if not phrase.given or phrase.is_single:
        return _with_given(page, phrase, held)
    return phrase


def _with_surname(page: Page, phrase: Phrase, held: set[int]) -> Phrase:
    """Reads on behind a first name: prefixes, and a word that can only be a surname there."""
    names = (*phrase.given, *phrase.surname)
    run = prefix_run(page, phrase.end) if page.gap(phrase.end) is Gap.SPACE else 0
    if run and page.tokens[phrase.end].capital:
        return phrase
    at = phrase.end + run
    if not _may_complete(page, at, held):
        return phrase
    # WHY: "Marloes van Financiën": behind a lone "van" units and towns stand as often.
    lone = run == 1 and page.fold(phrase.end) == "van"
    if lone and page.mark(at) & PLAIN and not page.mark(at) & Mark.COMPOUND:
        return phrase
    prefix = tuple(range(phrase.end, at))
    return Phrase(phrase.first, at + 1, names, (), prefix, (at,))


def _with_given(page: Page, phrase: Phrase, held: set[int]) -> Phrase:
    """Reads back before a surname: a first name that looks like a word."""
    before = phrase.first - 1
    if page.gap(phrase.first) is not Gap.SPACE or not _may_complete(page, before, held, back=True):
        return phrase
    mark = page.mark(before)
    ordinary = mark & Mark.WORD and not mark & ANY_FIRST
    if ordinary and page.starts_sentence(before) and not _fills_cell(page, before, phrase.end):
        # WHY: any word has a capital there: "Projectleider Jansen", "Gisteren De Vries".
        return phrase
    surname = phrase.surname or phrase.given
    return Phrase(before, phrase.end, (before,), (), phrase.prefix, surname)


def _fills_cell(page: Page, first: int, end: int) -> bool:
    """Whether two words are all that stands on a line of a list, and the first is a compound."""
    if not page.mark(first) & Mark.COMPOUND or not page.starts_cell(first):
        return False
    people = page.fold(first).endswith(page.lists.people_endings)
    return not people and (page.ends_cell(end) or page.fold(end) == "(")


def _may_complete(page: Page, at: int, held: set[int], *, back: bool = False) -> bool:
    """Whether a word can be the rest of the name beside it."""
    if not 0 <= at < len(page) or at in held or at in page.units or at in page.blocked:
        return False
    token, mark = page.tokens[at], page.mark(at)
    if token.kind is not Kind.WORD or not token.capital or token.upper:
        return False
    if len(token.text) < _SHORTEST or any(c.isupper() for c in token.text[1:].split("-")[0]):
        return False
    if not back and page.gap(at) is not Gap.SPACE:
        return False
    if (mark & _BEYOND and not mark & NAME) or mark & Mark.ORGANISATION:
        return False
    ordinary = mark & Mark.WORD and not mark & NAME
    return not (ordinary and (token.fold in page.lower or token.fold.endswith(page.lists.endings)))


def _renamed(page: Page, mention: Mention, phrase: Phrase) -> Mention:
    core = " ".join(page.fold(i) for i in phrase.surname)
    return replace(
        mention,
        phrase=phrase,
        surname=surname_of(page, phrase) if core else "",
        core=core,
        given=" ".join(page.fold(i) for i in phrase.given),
    )
