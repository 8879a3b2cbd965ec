"""First pass over a page: every phrase that may be a person, with its score."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from woo_desk.detect.persons.context import Cue, cues_around
from woo_desk.detect.persons.layout import Slot, Slots
from woo_desk.detect.persons.lists import ANY_SURNAME, NAME, Mark
from woo_desk.detect.persons.mentions import Mention, build_mention
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrases import Phrase, is_plain, read_phrase
from woo_desk.detect.persons.roles import is_plural, own_role
from woo_desk.detect.persons.shape import shape_score
from woo_desk.detect.persons.tokens import Gap, Kind

WEAK = 0.45
"""Below this a phrase is dropped."""
SHOWN = 0.55
_BETTER = 0.1
_TELLING = 0.35
"""Gain from which a cue counts for the other places of the same word."""
_EPONYM_HYPHEN = ("-", "–")
_JOINED = frozenset({"en", "/", ",", "&", "+", ";", "of"})


def find_candidates(page: Page, slots: Slots, day: dt.date | None) -> list[Mention]:
    """Phrases with a score of `WEAK` or more, in order, none overlapping another."""
    blocked = _blocked(page)
    found: list[Mention] = []
    doubtful: list[Mention] = []
    index = 0
    while index < len(page):
        mention = None if index in blocked else _best_at(page, slots, index, day, blocked)
        if mention is None:
            index += 1
        elif mention.score >= WEAK:
            found.append(mention)
            index = mention.phrase.end
        else:
            doubtful.append(mention)
            index += 1
    sure, rest = _with_repeats(page, found, doubtful)
    return _with_plural_titles(page, _with_neighbours(page, sure, rest))


def _best_at(
    page: Page, slots: Slots, index: int, day: dt.date | None, blocked: set[int]
) -> Mention | None:
    if not _may_begin(page, index):
        return None
    phrase = read_phrase(page, index)
    if phrase is None or any(i in blocked for i in range(phrase.first, phrase.end)):
        return None
    if _is_label_word(page, phrase) or _is_numbered_king(page, phrase.end):
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


def _is_label_word(page: Page, phrase: Phrase) -> bool:
    """The label itself: "Contact:", "E-mail", "Van:"."""
    if not phrase.is_single:
        return False
    at = phrase.first
    mark = page.marks[at]
    if mark & Mark.PREFIX and page.fold(at) not in ("ben", "san", "bel"):
        return True
    label = page.term_at(page.lists.terms["labels.others"], at) or (
        page.fold(phrase.end) == ":" and page.term_at(page.lists.terms["labels.civil"], at)
    )
    return bool(label) and not mark & Mark.FIRST


def _is_numbered_king(page: Page, end: int) -> bool:
    """ "Willem II", "Rutte IV", "Willem II-terrein"."""
    if page.gap(end) not in (Gap.SPACE, Gap.LINE):
        return False
    return page.tokens[end].text.split("-", 1)[0] in ("II", "III", "IV", "V", "VI", "VII", "XIV")


def _may_begin(page: Page, index: int) -> bool:
    token = page.tokens[index]
    if token.kind is Kind.INITIALS:
        return token.capital
    if token.kind is not Kind.WORD:
        return False
    if page.marks[index] & Mark.PREFIX:
        return True
    return token.capital


def judge(page: Page, phrase: Phrase, slot: Slot | None, day: dt.date | None) -> Mention:
    """Scores one phrase: its own look, and what stands around it."""
    cues = cues_around(page, phrase, slot)
    clue = own_role(page, phrase, day)
    doubt = 1 - shape_score(page, phrase)
    for number, cue in enumerate(cues[:3]):
        doubt *= 1 - cue.gain / (1 + number)
    score = _limit(page, phrase, 1 - doubt, cues, slot)
    if clue is not None and clue.why != "office_list" and not all(
        is_plain(page, i) for i in (*phrase.given, *phrase.surname)
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


# --- what is no person --------------------------------------------------------------------------


def _blocked(page: Page) -> set[int]:
    """Tokens of names that are not a person's: "motie-Van Zwol", "Wet Mulder", "Van Dale"."""
    blocked: set[int] = set()
    names = page.lists.terms["never.names"]
    places = page.lists.terms["places"]
    parties = page.lists.vocabulary["office.parties"]
    for index, token in enumerate(page.tokens):
        if token.kind is not Kind.WORD:
            continue
        if token.fold in parties and page.tokens[index - 1].text in ("(", ",", "/", "-"):
            blocked.add(index)
        if index not in blocked and token.capital:
            for terms in (names, places):
                size = page.term_at(terms, index) if token.fold in terms else 0
                if size > 1:
                    blocked.update(range(index, index + size))
        if page.lists.has("office.eponyms", token.fold.split("-", 1)[0]):
            blocked.update(_eponym(page, index))
        if page.marks[index] & Mark.STREET and token.capital:
            blocked.update(_street(page, index))
    return blocked


def _eponym(page: Page, index: int) -> range:
    """The name that a motion, committee, law or hall is called after."""
    token = page.tokens[index]
    at = index + 1
    head, hyphen, tail = token.fold.partition("-")
    if hyphen and head:
        if token.capital and head not in page.lists.vocabulary["office.eponyms_hyphen"]:
            return range(0)
        if not page.lists.mark(tail.split("-")[-1]) & Mark.PREFIX:
            end = at
            while (
                page.fold(end) in ("en", "/")
                and page.gap(end + 1) <= Gap.SPACE
                and page.tokens[end + 1].capital
                and page.fold(end) == "/"
            ):
                end += 2
            return range(index, end)
    elif page.fold(at) in _EPONYM_HYPHEN and page.gap(at) is Gap.NONE:
        at += 1
    elif token.fold in (
        "kamer",
        "zaak",
        "zaken",
        "nota",
        "plan",
        "rapport",
        "besluit",
        "gemeente",
        "toezegging",
        "debat",
        "akkoord",
        "groep",
        "hof",
        "stad",
        "bedrijf",
    ):
        return range(0)
    if page.gap(at) > Gap.LINE:
        return range(0)
    end = at
    while page.mark(end) & Mark.PREFIX and page.gap(end) <= Gap.LINE:
        end += 1
    if end > at and not page.tokens[at].capital and not hyphen:
        return range(0)
    if (
        end < len(page)
        and page.tokens[end].kind is Kind.WORD
        and page.tokens[end].capital
        and (page.gap(end) <= Gap.LINE)
    ):
        return range(at, end + 1)
    return range(0)


def _street(page: Page, index: int) -> range:
    """A street with the words of its name before it: "Anna van Hannoverstraat"."""
    numbered = page.tokens[index + 1 : index + 2] and page.tokens[index + 1].kind is Kind.NUMBER
    if page.marks[index] & ANY_SURNAME and not numbered:
        return range(0)
    first = index
    while first > 0 and (
        page.gap(first) is Gap.SPACE
        or (page.gap(first) is Gap.LINE and _is_wrapped(page, first, index))
    ):
        before = page.tokens[first - 1]
        if (
            before.kind is Kind.INITIALS
            or (
                before.kind is Kind.WORD
                and (before.capital or page.marks[first - 1] & Mark.PREFIX)
                and not page.marks[first - 1] & Mark.NEVER & ~Mark.PREFIX
            )
            or before.text == "."
        ):
            first -= 1
        else:
            break
    return range(first, index + 1)


def _is_wrapped(page: Page, at: int, street: int) -> bool:
    """Whether a line of running text breaks within a street's name."""
    if page.marks[at - 1] & Mark.PREFIX:
        return True
    line = page.line_at(at - 1)
    long = page.tokens[line.end - 1].end - page.tokens[line.first].start >= 45
    return long and (at == street or not page.tokens[at].capital)


# --- neighbours ---------------------------------------------------------------------------------


def _with_neighbours(page: Page, found: list[Mention], doubtful: list[Mention]) -> list[Mention]:
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


def _with_repeats(
    page: Page, found: list[Mention], doubtful: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """An unknown word that a person's deeds are told of twice is a person each time."""
    doubts: dict[str, float] = {}
    for mention in (*found, *doubtful):
        if mention.phrase.is_single and mention.gain >= _TELLING:
            word = page.fold(mention.phrase.first)
            doubts[word] = doubts.get(word, 1.0) * (1 - mention.gain)
    sure, rest = [], []
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


def _with_plural_titles(page: Page, mentions: list[Mention]) -> list[Mention]:
    """ "de leden Halsema en Faber": a title before the first goes for those joined to it."""
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
        or mention.is_full
        and (clue.why == "party")
    ):
        return False
    at = before.phrase.end
    if page.fold(at) == "(":
        at = next((i + 1 for i in range(at, min(at + 6, len(page))) if page.fold(i) == ")"), at)
    if page.fold(at) not in ("en", ",", "&", "/"):
        return False
    if at + 1 != mention.phrase.first or page.gap(at + 1) > Gap.LINE:
        return False
    return clue.why == "title_before" and is_plural(clue.word)
