"""What one name says of the names beside it, and of the same word elsewhere."""

from __future__ import annotations

from dataclasses import replace

from woo_desk.detect.persons.lists import Mark
from woo_desk.detect.persons.mentions import Mention
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.pieces import is_plain
from woo_desk.detect.persons.roles import is_plural
from woo_desk.detect.persons.scores import SHOWN, WEAK
from woo_desk.detect.persons.shape import shape_score
from woo_desk.detect.persons.tokens import Gap

_TELLING = 0.35
"""Gain from which a cue counts for the other places of the same word."""

_JOINED = frozenset({"en", "/", ",", "&", "+", ";", "of"})


def with_neighbours(page: Page, found: list[Mention], doubtful: list[Mention]) -> list[Mention]:
    """Doubtful names that stand in a row with a sure one: "Annemiek/Mees", "Elif en Yara"."""
    taken = {i for m in found for i in range(m.phrase.first, m.phrase.end)}
    sure = {i for m in found if m.score >= SHOWN for i in range(m.phrase.first, m.phrase.end)}
    result = [m for m in found if m.score >= SHOWN]
    weak = [m for m in found if m.score < SHOWN]
    taken -= {i for m in weak for i in range(m.phrase.first, m.phrase.end)}
    for mention in sorted((*weak, *doubtful), key=lambda m: (-m.score, m.phrase.first)):
        own = range(mention.phrase.first, mention.phrase.end)
        if mention.score < 0.1 or any(i in taken for i in own):
            continue
        if mention.phrase.is_single and page.marks[own.start] & (Mark.PLACE | Mark.PROPER):
            continue
        before, after = own.start - 1, own.stop
        score = mention.score
        if (page.fold(before) in _JOINED and before - 1 in sure) or (
            page.fold(after) in _JOINED and after + 1 in sure
        ):
            plain = any(is_plain(page, i) for i in own)
            score = 1 - (1 - mention.score) * (0.72 if plain else 0.55)
        if score >= WEAK:
            result.append(mention.at_least(round(score, 3)))
            taken.update(own)
    return sorted(result, key=lambda m: m.phrase.first)


def with_repeats(
    page: Page, found: list[Mention], doubtful: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """An unknown word that a person's deeds are told of twice is a person each time."""
    doubts: dict[str, float] = {}
    for mention in (*found, *doubtful):
        if mention.phrase.is_single and mention.gain >= _TELLING:
            word = page.fold(mention.phrase.first)
            doubts[word] = doubts.get(word, 1.0) * (1 - mention.gain)
    sure: list[Mention] = []
    rest: list[Mention] = []
    for mention in (*found, *doubtful):
        if mention.phrase.is_single and not is_plain(page, mention.phrase.first):
            doubt = doubts.get(page.fold(mention.phrase.first), 1.0)
            shape = shape_score(page, mention.phrase)
            mention = mention.at_least(round(min(0.7, 1 - (1 - shape) * doubt), 3))
        (sure if mention.score >= WEAK else rest).append(mention)
    taken: set[int] = set()
    kept = []
    for mention in sorted(sure, key=lambda m: (-(m.phrase.end - m.phrase.first), -m.score)):
        own = range(mention.phrase.first, mention.phrase.end)
        if taken.isdisjoint(own):
            kept.append(mention)
            taken.update(own)
    return sorted(kept, key=lambda m: m.phrase.first), rest


def with_plural_titles(page: Page, mentions: list[Mention]) -> list[Mention]:
    """For "de leden Halsema en Faber": a title before the first goes for those joined to it."""
    result: list[Mention] = []
    for mention in mentions:
        before = result[-1] if result else None
        if before is not None and mention.clue is None and _shares_title(page, before, mention):
            mention = replace(mention, clue=before.clue, score=max(mention.score, 0.7))
        result.append(mention)
    return result


def _shares_title(page: Page, before: Mention, mention: Mention) -> bool:
    clue = before.clue
    if (
        clue is None
        or clue.why not in ("title_before", "party")
        or (mention.is_full and (clue.why == "party"))
    ):
        return False
    at = before.phrase.end
    if page.fold(at) == "(":
        at = next((i + 1 for i in range(at, min(at + 6, len(page))) if page.fold(i) == ")"), at)
    if page.fold(at) not in ("en", ",", "&", "/"):
        return False
    if at + 1 != mention.phrase.first or page.gap(at + 1) > Gap.LINE:
        return False
    return clue.why == "title_before" and is_plural(page, clue.word)
