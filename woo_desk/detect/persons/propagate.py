"""Second pass: other forms of persons who are named elsewhere in the text or dossier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from woo_desk.detect.persons.candidates import judge
from woo_desk.detect.persons.context import Cue, cues_around
from woo_desk.detect.persons.lists import Mark
from woo_desk.detect.persons.mentions import Mention, build_mention
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import Phrase, joins
from woo_desk.detect.persons.phrases import read_phrase
from woo_desk.detect.persons.register import Person, Register, is_common_word
from woo_desk.detect.persons.roles import own_role
from woo_desk.detect.persons.slots import Slots
from woo_desk.detect.persons.tokens import Kind

_SURE = 0.85
_DOUBTFUL = 0.6
_AT_START = 0.42
_ANY_VERB = 0.3
"""What a verb behind a known name is worth, even one that organisations do as well."""


def other_forms(
    page: Page, slots: Slots, register: Register, mentions: list[Mention], day: dt.date | None
) -> list[Mention]:
    """The mentions, raised where they are a form of a person, with the forms missed before."""
    taken = {i for m in mentions for i in range(m.phrase.first, m.phrase.end)}
    result = [_raised(page, slots, register, m) for m in mentions]
    taken |= {i for m in result for i in range(m.phrase.first, m.phrase.end)}
    for index, token in enumerate(page.tokens):
        page.check(index)
        if token.kind is not Kind.WORD or not _may_be_form(register, token.fold):
            continue
        if index in taken or index in page.units:
            continue
        for phrase, person, strong in _forms_at(page, register, index):
            span = range(phrase.first, phrase.end)
            if any(i in taken for i in span):
                continue
            result.append(_form(page, phrase, person, slots, day, strong=strong))
            taken.update(span)
            break
    return sorted(result, key=lambda m: m.phrase.first)


def _may_be_form(register: Register, word: str) -> bool:
    """Whether a word can be a form of a person at all: asked of every word, so answered quickly."""
    return (
        word in register.by_core or word in register.by_given or word.endswith("s") or "-" in word
    )


def _raised(page: Page, slots: Slots, register: Register, mention: Mention) -> Mention:
    """A mention that fits a person named elsewhere more surely takes over her certainty."""
    persons = [p for p in register.candidates(mention) if p.score >= mention.score]
    if not persons:
        return mention
    mention = _with_prefix(page, mention, persons[0])
    if mention.clue is not None:
        return mention
    word = mention.core or mention.given
    if _has_whole_prefix(page, mention, persons[0]):
        return mention.at_least(min(persons[0].score, _SURE))
    single = len(mention.phrase.given) + len(mention.phrase.surname) == 1
    if single and not mention.is_full and is_common_word(page.lists, word):
        score = _common_score(page, slots, mention.phrase)
        return mention.at_least(min(persons[0].score, score))
    return mention.at_least(min(persons[0].score, _SURE))


def _has_whole_prefix(page: Page, mention: Mention, person: Person) -> bool:
    """Whether the words before the surname are hers and say that a name stands here.

    A prefix of two words or more does, with a capital or not; of one only where its capital does
    not begin a sentence, for "De Bakker" may be any baker.
    """
    phrase = mention.phrase
    words = [page.fold(i) for i in phrase.prefix]
    if not words or words != person.prefix.split() or mention.core != person.core:
        return False
    if len(words) > 1:
        return True
    return page.tokens[phrase.first].capital and not page.starts_sentence(phrase.first)


def _with_prefix(page: Page, mention: Mention, person: Person) -> Mention:
    """Takes in the prefix that belongs to a person's surname: "verlof de Wolff"."""
    phrase = mention.phrase
    words = person.prefix.split()
    first = phrase.first - len(words)
    if not words or phrase.prefix or phrase.given or phrase.initials or first < 0:
        return mention
    if [page.fold(i) for i in range(first, phrase.first)] != words:
        return mention
    prefix = tuple(range(first, phrase.first))
    wider = replace(phrase, first=first, prefix=prefix)
    return replace(mention, phrase=wider, surname=f"{person.prefix} {mention.core}")


def _common_score(page: Page, slots: Slots, phrase: Phrase) -> float:
    """For a known name that is also a word: what the place says is what counts."""
    index = phrase.end - 1
    start = page.starts_sentence(phrase.first) or page.tokens[index].fold in page.lower
    doubt = 1 - (_AT_START if start else _DOUBTFUL)
    for cue in cues_around(page, phrase, slots[phrase.first])[:1]:
        doubt *= 1 - max(cue.gain, _ANY_VERB if cue.why == "verb" else 0)
    return round(1 - doubt, 3)


def _forms_at(page: Page, register: Register, index: int) -> Iterator[tuple[Phrase, Person, bool]]:
    """Forms that begin or stand at a token: a surname, a first name, with what belongs to them."""
    token = page.tokens[index]
    for word in _stems(token.fold):
        persons = register.by_core.get(word, []) or register.by_given.get(word, [])
        if not persons or len(word) < 2:
            continue
        person = max(persons, key=lambda p: p.score)
        strong = token.capital and not is_common_word(page.lists, word)
        if not token.capital and not _lower_is_name(page, word):
            continue
        yield _widened(page, index, person, word), person, strong


def _lower_is_name(page: Page, word: str) -> bool:
    """A name in small letters, as in chats and typed in haste: only if it is no word at all."""
    return len(word) >= 4 and not page.lists.mark(word) & ~(
        Mark.FIRST | Mark.FIRST_RARE | Mark.SURNAME | Mark.SURNAME_RARE
    )


def _stems(word: str) -> Iterator[str]:
    """The word itself, and without the s of possession: "yoricks", "max'", "anna's"."""
    yield word
    if word.endswith("'s"):
        yield word[:-2]
    elif word.endswith("s") and len(word) > 3:
        yield word[:-1]
    if "-" in word:
        yield word.split("-", 1)[0]


def _widened(page: Page, index: int, person: Person, word: str) -> Phrase:
    """The token with the prefix before it, or a name that goes on after it."""
    phrase = read_phrase(page, index)
    if phrase is not None and phrase.end > index + 1 and phrase.surname:
        rest = " ".join(page.fold(i) for i in phrase.surname)
        if rest == person.core and page.fold(phrase.first) == word:
            return phrase
    if word == person.core or word in person.core.split("-"):
        first = index
        wanted = person.prefix.split()
        while wanted and first > 0 and page.fold(first - 1) == wanted[-1] and joins(page, first):
            first -= 1
            wanted.pop()
        prefix = tuple(range(first, index))
        return Phrase(first, index + 1, (), (), prefix, (index,))
    return Phrase(index, index + 1, given=(index,))


def _form(
    page: Page, phrase: Phrase, person: Person, slots: Slots, day: dt.date | None, *, strong: bool
) -> Mention:
    base = judge(page, phrase, slots[phrase.first], day)
    if strong:
        score = min(_SURE, max(person.score, _DOUBTFUL))
    else:
        small = not page.tokens[phrase.end - 1].capital
        score = _DOUBTFUL if small else _common_score(page, slots, phrase)
    score = max(score, base.score)
    cues = [Cue(0.5, "form", person.shown)]
    return build_mention(page, phrase, score, cues, own_role(page, phrase, day))
