"""First pass over a page: every phrase that may be a person, with its score."""

from __future__ import annotations

import datetime as dt

from woo_desk.detect.persons.context import Cue, cues_around
from woo_desk.detect.persons.lists import Mark
from woo_desk.detect.persons.mentions import Mention, build_mention
from woo_desk.detect.persons.neighbours import with_neighbours, with_plural_titles, with_repeats
from woo_desk.detect.persons.not_persons import is_label_word, is_numbered_king
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import MOST_PREFIXES, Phrase
from woo_desk.detect.persons.phrases import read_phrase
from woo_desk.detect.persons.pieces import is_plain
from woo_desk.detect.persons.roles import own_role
from woo_desk.detect.persons.scores import WEAK
from woo_desk.detect.persons.shape import shape_score
from woo_desk.detect.persons.slots import Slot, Slots
from woo_desk.detect.persons.tokens import Kind

_BETTER = 0.1


def find_candidates(page: Page, slots: Slots, day: dt.date | None) -> list[Mention]:
    """Phrases with a score of `WEAK` or more, in order, none overlapping another."""
    blocked = page.blocked
    found: list[Mention] = []
    doubtful: list[Mention] = []
    end = 0
    for index in (i for i in range(len(page)) if _may_begin(page, i) and i not in blocked):
        page.deadline.check()
        mention = _best_at(page, slots, index, day, blocked) if index >= end else None
        if mention is None:
            continue
        if mention.score >= WEAK:
            found.append(mention)
            end = mention.phrase.end
        else:
            doubtful.append(mention)
    sure, rest = with_repeats(page, found, doubtful)
    return with_plural_titles(page, with_neighbours(page, sure, rest))


def _best_at(
    page: Page, slots: Slots, index: int, day: dt.date | None, blocked: frozenset[int]
) -> Mention | None:
    """The phrase that begins at a token that may begin one; None for none, or a later one."""
    phrase = read_phrase(page, index)
    if phrase is None or any(i in blocked for i in range(phrase.first, phrase.end)):
        return None
    if is_label_word(page, phrase) or is_numbered_king(page, phrase.end):
        return None
    mention = judge(page, phrase, slots[index], day)
    following = index + 1
    if index in phrase.prefix:
        return mention
    if phrase.end - phrase.first > 1 and _may_begin(page, following) and not phrase.inverted:
        shorter = read_phrase(page, following)
        if shorter is not None and shorter.end >= phrase.end:
            other = judge(page, shorter, slots[following], day)
            plain = is_plain(page, index) and slots[index] is None
            if plain or other.score > mention.score + _BETTER:
                return None
    return mention


def _may_begin(page: Page, index: int) -> bool:
    token = page.tokens[index]
    if token.kind is Kind.INITIALS:
        return token.capital
    if token.kind is not Kind.WORD:
        return False
    return token.capital or (bool(page.marks[index] & Mark.PREFIX) and _leads_up(page, index))


def _leads_up(page: Page, index: int) -> bool:
    """Whether a capitalised word stands behind a small prefix and those that follow it.

    WHY before anything is read: most of "van", "de" and "in" begin no name at all.
    """
    for token, mark in zip(
        page.tokens[index + 1 : index + 1 + MOST_PREFIXES],
        page.marks[index + 1 : index + 1 + MOST_PREFIXES],
        strict=True,
    ):
        if token.capital:
            return token.kind is Kind.WORD
        if not mark & Mark.PREFIX:
            return False
    return False


def judge(page: Page, phrase: Phrase, slot: Slot | None, day: dt.date | None) -> Mention:
    """Scores one phrase: its own look, and what stands around it."""
    cues = cues_around(page, phrase, slot)
    clue = own_role(page, phrase, day)
    doubt = 1 - shape_score(page, phrase)
    for number, cue in enumerate(cues[:3]):
        doubt *= 1 - cue.gain / (1 + number)
    score = _limit(page, phrase, 1 - doubt, cues, slot)
    if (
        clue is not None
        and clue.why != "office_list"
        and not all(is_plain(page, i) for i in (*phrase.given, *phrase.surname))
    ):
        score = max(score, 0.7)
    return build_mention(page, phrase, round(min(score, 0.97), 3), cues, clue)


def _limit(page: Page, phrase: Phrase, score: float, cues: list[Cue], slot: Slot | None) -> float:
    """Caps: what is no name by any list needs more than a place where units stand as well."""
    words = (*phrase.given, *phrase.surname)
    titled = any(cue.why in ("title", "mail") for cue in cues)
    if titled:
        return score
    if all(is_plain(page, i) for i in words):
        limit = 0.4 if slot is None or slot.units or phrase.is_single else 0.58
        return min(score, 0.7 if phrase.initials else limit)
    if phrase.is_single and slot is not None and slot.units:
        mark = page.marks[words[0]]
        if not mark & Mark.FIRST:
            return min(score, 0.68 if mark & Mark.SURNAME and not mark & Mark.WORD else 0.5)
    if phrase.is_single and _is_ordinary_word(page, words[0]):
        return min(score, 0.7)
    return score


def _is_ordinary_word(page: Page, index: int) -> bool:
    mark = page.marks[index]
    return bool(mark & (Mark.WORD | Mark.PLACE)) and not mark & Mark.FIRST
