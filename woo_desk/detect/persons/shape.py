"""How much a phrase looks like a person's name by itself, without where it stands."""

from __future__ import annotations

from woo_desk.detect.persons.lists import ANY_FIRST, ANY_SURNAME, NAME, Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import Phrase
from woo_desk.detect.persons.pieces import is_plain

_AFTER_PREFIX = 0.8
_BEHIND_INITIALS = 0.72
_ORDINARY = Mark.WORD | Mark.PLACE | Mark.PROPER


def surname_weight(page: Page, phrase: Phrase) -> float:
    """0 to 1: how sure the words are a surname, given that a name stands here."""
    words = [i for i in phrase.surname if not page.marks[i] & Mark.PREFIX and len(page.fold(i)) > 1]
    weights = [_surname_word(page, index) for index in words] or [0.5]
    if len(words) > 1 and "-" in page.fold(words[0]):
        return max(*weights, 0.7)
    weight = min(weights)
    if phrase.prefix and (phrase.given or phrase.initials) and weight < _AFTER_PREFIX:
        # WHY: "van Bokkum": Dutch surnames are as a rule names of places.
        known_place = page.marks[words[0]] & (Mark.PROPER | Mark.PLACE) if words else 0
        return _AFTER_PREFIX if known_place else max(weight, 0.4)
    return weight


def _surname_word(page: Page, index: int) -> float:
    mark = page.marks[index]
    if mark & Mark.SURNAME:
        return 0.85 if mark & _ORDINARY else 1.0
    if mark & Mark.SURNAME_RARE:
        return 0.6 if mark & _ORDINARY else 0.95
    if mark & ANY_FIRST:
        return 0.8
    return 0.25 if mark & (_ORDINARY | Mark.FUNCTION) else 0.93


def given_weight(page: Page, index: int) -> float:
    """0 to 1: how sure a word is a first name."""
    mark = page.marks[index]
    if mark & Mark.FIRST:
        return 0.85 if mark & Mark.WORD else 1.0
    if mark & Mark.FIRST_RARE:
        return 0.75
    if mark & ANY_SURNAME:
        return 0.5 if mark & _ORDINARY else 0.68
    return 0.1 if mark & (_ORDINARY | Mark.FUNCTION) else 0.74


def shape_score(page: Page, phrase: Phrase) -> float:
    """0 to 1: the score of the phrase where nothing around it says anything."""
    if phrase.is_single:
        return _single(page, phrase.first)
    if phrase.initials:
        return _with_initials(page, phrase)
    if phrase.given and phrase.surname:
        return _full(page, phrase)
    if phrase.prefix:
        return _prefixed(page, phrase)
    weight = min(_surname_word(page, i) for i in phrase.surname or phrase.given)
    return 0.45 * weight


def _with_initials(page: Page, phrase: Phrase) -> float:
    if not phrase.surname:
        return 0.3
    weight = surname_weight(page, phrase)
    letters = sum(len(page.fold(i).replace(".", "")) for i in phrase.initials)
    if letters > 1 or phrase.inverted or not page.starts_line(phrase.first):
        # WHY: what stands behind initials is a name, whatever it means; "A. Inleiding" is not.
        weight = max(weight, _BEHIND_INITIALS if letters > 1 or phrase.inverted else 0.6)
    score = 0.83 * weight
    return min(0.88, score + 0.08) if phrase.prefix else score


def _full(page: Page, phrase: Phrase) -> float:
    given = given_weight(page, phrase.given[0])
    surname = surname_weight(page, phrase)
    score = 0.86 * given * surname
    if phrase.prefix and surname > 0.5:
        score += 0.1
    first = phrase.given[0]
    if page.marks[first] & Mark.WORD and page.starts_sentence(first) and not phrase.prefix:
        score *= 0.75
    if not page.marks[first] & NAME and not page.marks[phrase.surname[0]] & NAME:
        score *= 0.95
    return min(score, 0.9)


def _prefixed(page: Page, phrase: Phrase) -> float:
    """For "Van der Berg", "De Vries", "van Zantbeek": a lower-case prefix says much less."""
    words = phrase.surname
    if not words:
        return 0.0
    mark = page.marks[words[0]]
    capital = page.tokens[phrase.first].capital
    several = len(phrase.prefix) > 1
    score = 0.62 if several else 0.55
    if is_plain(page, words[0]):
        return 0.1 if several else 0.02
    if mark & _ORDINARY:
        van = page.fold(phrase.first) == "van" and not page.starts_sentence(phrase.first)
        score -= 0.12 if several or (van and mark & Mark.SURNAME) else 0.25
        if page.tokens[phrase.first].upper:
            return 0.1
    if not mark & NAME:
        score -= 0.05
    if not capital:
        score -= 0.1 if several and page.fold(phrase.first) == "van" else 0.3
    elif page.starts_sentence(phrase.first):
        score -= 0.05 if several else 0.12
    return max(score, 0.05)


_SINGLE = (
    (Mark.FIRST, 0.6, 0.6),
    (Mark.SURNAME, 0.56, 0.45),
    (Mark.FIRST_RARE, 0.5, 0.37),
    (Mark.SURNAME_RARE, 0.48, 0.3),
)
"""Score of a bare word that is in a name list only: within a sentence, and at its start."""


def _single(page: Page, index: int) -> float:
    mark = page.marks[index]
    start = page.starts_sentence(index)
    if mark & (Mark.NEVER | Mark.ORGANISATION):
        return 0.05
    if page.tokens[index].upper and not mark & NAME:
        return 0.1  # "FUNREG": in capitals and in no list of names, rather a system
    if mark & NAME and mark & _ORDINARY:
        return _ordinary_name(page, index, start=start)
    for flag, within, at_start in _SINGLE:
        if mark & flag:
            return at_start if start else within
    stem = page.lists.mark(page.tokens[index].fold.removesuffix("s").removesuffix("'"))
    if stem & Mark.FIRST and not stem & _ORDINARY:
        return 0.35 if start else 0.5
    if mark & (_ORDINARY | Mark.FUNCTION):
        return 0.02
    if page.tokens[index].fold in page.things:
        return 0.1
    return 0.24 if start else 0.48


def _ordinary_name(page: Page, index: int, *, start: bool) -> float:
    """A name that is also a word or a place."""
    mark = page.marks[index]
    says_nothing = start or page.tokens[index].fold in page.lower
    if mark & Mark.FIRST:
        return 0.15 if says_nothing or mark & (Mark.PLACE | Mark.PROPER) else 0.5
    return 0.08 if says_nothing else 0.25
