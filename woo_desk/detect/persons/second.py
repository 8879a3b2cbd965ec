"""A second opinion on words that the rules leave: is this token part of a person's name?

A linear model over hashed features of the word, its letters and its neighbours. It was trained by
`resources/models/train.py` on made-up sentences; its weights are one signed byte each. What it
finds is only ever asked, never proposed outright.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterator, Mapping, Sequence

from woo_desk.detect.persons.context import Cue
from woo_desk.detect.persons.lists import ANY_SURNAME, Mark
from woo_desk.detect.persons.mentions import Mention, build_mention
from woo_desk.detect.persons.model import SIZE, Model
from woo_desk.detect.persons.not_persons import is_label_word, is_numbered_king
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import Phrase
from woo_desk.detect.persons.scores import SHOWN
from woo_desk.detect.persons.tokens import Gap, Kind

_NEVER = Mark.NEVER | Mark.ORGANISATION | Mark.FUNCTION | Mark.TITLE | Mark.STREET
_GRAMS = (3, 4)
_PREFIXES = 3
_ARTICLES = frozenset({"der", "den", "het", "'t", "ten", "ter"})
_SMALL = frozenset({"voor", "over", "op", "in", "aan", "uit", "bij", "het"})
_OF = frozenset({"van", "op", "in", "von", "uit", "aan"})
_LONG = 14
_FOOTNOTE = 2
"""Most digits of the number of a footnote."""
_INNER_CAPITAL = ("Mc", "Mac", "De", "Van", "La", "Le", "Di", "O'", "D'", "N'")
LEAST = 0.6
"""Chance from which a token is taken for part of a name; see `resources/models/README.md`."""
LEAST_AT_START = 0.7
"""The same for a single word that would have a capital anyhow."""
SCORE = 0.58
"""Of what only the model sees: shown to the reviewer, never proposed outright."""


def is_open(page: Page, index: int) -> bool:
    """Whether a token may be part of a name as far as its letters and the lists go.

    Words in capitals, short mixed ones ("RvS"), words on a line that is a heading, compounds, the
    letters of a code ("Zaak016a91") and surnames of office holders are left to the rules.
    """
    token, mark = page.tokens[index], page.marks[index]
    if token.kind is not Kind.WORD or not token.capital or token.upper or len(token.text) < 3:
        return False
    if mark & _NEVER or index in page.units or index in page.blocked or _is_in_code(page, index):
        return False
    if token.fold in page.lists.offices.by_surname:
        return False
    head, _, tail = token.text.partition("-")
    if tail and (head.isupper() or not tail[0].isupper() or any(c.isupper() for c in tail[1:])):
        return False
    if any(c.isupper() for c in head[1:]) and not head.startswith(_INNER_CAPITAL):
        return False
    return not _is_long_compound(page, token.fold)


def _is_in_code(page: Page, index: int) -> bool:
    """Whether digits and again letters, or many digits, are stuck to a word.

    WHY: half a code that is redacted is looked for, and found, in every other code. One or two
    digits at the end are the number of a footnote.
    """
    stuck = itertools.takewhile(
        lambda token: token.gap is Gap.NONE and token.kind in (Kind.WORD, Kind.NUMBER),
        itertools.islice(page.tokens, index + 1, index + 3),
    )
    after = list(stuck)
    if not after or after[0].kind is not Kind.NUMBER:
        return False
    return len(after) > 1 or len(after[0].text) > _FOOTNOTE


def _is_long_compound(page: Page, word: str) -> bool:
    """For "gezinsherenigingsrichtlijn": ends in a dictionary word, and is too long for a name."""
    if len(word) < _LONG:
        return False
    words = page.lists.words
    return any(word[cut:] in words for cut in range(_LONG // 2, len(word) - 4))


def _may_stand_alone(page: Page, index: int) -> bool:
    """Whether a word can be a name without another one beside it."""
    mark = page.marks[index]
    return not mark & (Mark.WORD | Mark.PLACE | Mark.PROPER | Mark.PREFIX)


def features(page: Page, index: int) -> list[int]:
    """Numbers of the features of one token, each below `SIZE`."""
    return [zlib.crc32(name.encode()) & (SIZE - 1) for name in _names(page, index)]


def _names(page: Page, index: int) -> Iterator[str]:
    word = page.fold(index)
    kind = _look(page, index)
    yield f"k{kind}"
    yield f"n{min(len(word), 12)}"
    framed = f"^{word}$"
    for size in _GRAMS:
        for start in range(len(framed) - size + 1):
            yield f"g{framed[start : start + size]}"
    before, after = index - 1, index + 1
    words = {at: _word(page, at) for at in range(index - 3, index + 4)}
    looks = {at: _look(page, at) for at in range(index - 2, index + 3)}
    for at in (before, after, before - 1, after + 1):
        yield f"w{at - index}{words[at]}"
        yield f"l{at - index}{looks[at]}"
    yield f"b{words[before - 1]} {words[before]}"
    yield f"a{words[after]} {words[after + 1]}"
    yield f"c{words[before]} {words[after]}"
    yield f"d{looks[before]}{kind}{looks[after]}"
    yield f"e{words[before]} {kind} {looks[after]}"
    yield f"f{looks[before]} {kind} {words[after]}"
    yield f"h{words[before - 2]}"
    yield f"i{words[after + 2]}"
    yield f"s{int(page.starts_sentence(index))}{kind}{int(page.ends_cell(after))}"
    yield f"r{int(word in page.lower)}{int(word in page.things)}{kind}"


def _word(page: Page, at: int) -> str:
    """A neighbour as a feature: small words by themselves, capitalised ones only as such."""
    if not 0 <= at < len(page):
        return "#"
    token = page.tokens[at]
    if token.kind is Kind.NUMBER:
        return "0"
    if token.kind is Kind.MAIL:
        return "@"
    return "A" if token.capital and not page.starts_sentence(at) else token.fold


def _look(page: Page, at: int) -> str:
    """The outside of a token: capitals, gap before it, what the lists say of it."""
    if not 0 <= at < len(page):
        return "#"
    token, mark = page.tokens[at], page.marks[at]
    case = "U" if token.upper else "C" if token.capital else "l"
    gap = "|" if page.gap(at) >= Gap.LINE else ""
    if token.kind is not Kind.WORD:
        return f"{token.kind.name[0]}{gap}{case}"
    known = (
        "p" if mark & Mark.PREFIX else
        "f" if mark & (Mark.FIRST | Mark.FIRST_RARE) and not mark & Mark.WORD else
        "g" if mark & Mark.PLACE else
        "x" if mark & Mark.PROPER else
        "o" if mark & _NEVER else
        "c" if mark & Mark.COMPOUND else
        "w" if mark & Mark.WORD else
        "s" if mark & ANY_SURNAME else
        "?"
    )  # fmt: skip
    return f"{known}{case}{gap}"


def second_opinion(page: Page, model: Model, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """What only the model sees, in order.

    Args:
        page: with its units marked.
        model: of `load_model`.
        mentions: what the rules found.
    """
    sure = [m for m in mentions if m.score >= SHOWN]
    taken = {i for m in sure for i in range(m.phrase.first, m.phrase.end)}
    chances = {
        index: model.chance(features(page, index))
        for index, token in enumerate(page.tokens)
        if token.capital and index not in taken and is_open(page, index)
    }
    added: list[Mention] = []
    end = 0
    for index, chance in chances.items():
        page.deadline.check()
        if index < end or chance < LEAST:
            continue
        phrase = _phrase(page, index, chances, taken)
        names = (*phrase.given, *phrase.surname)
        is_other = is_label_word(page, phrase) or is_numbered_king(page, phrase.end)
        # WHY: any word that begins a heading or a sentence has a capital.
        weak = page.starts_sentence(phrase.first) and len(names) == 1
        if weak and chance < LEAST_AT_START:
            is_other = True
        if not is_other and any(_may_stand_alone(page, i) for i in names):
            added.append(build_mention(page, phrase, SCORE, [Cue(0.3, "model")], None))
        end = phrase.end
    return tuple(added)


def joined(mentions: Sequence[Mention], opinions: Sequence[Mention]) -> list[Mention]:
    """The mentions, and where they are not sure of anything what the model sees."""
    sure = {i for m in mentions if m.score >= SHOWN for i in _tokens(m)}
    extra = [m for m in opinions if sure.isdisjoint(_tokens(m))]
    covered = {i for m in extra for i in _tokens(m)}
    kept = [m for m in mentions if covered.isdisjoint(_tokens(m))]
    return sorted((*kept, *extra), key=lambda m: m.phrase.first)


def _tokens(mention: Mention) -> range:
    return range(mention.phrase.first, mention.phrase.end)


def _phrase(page: Page, first: int, chances: Mapping[int, float], taken: set[int]) -> Phrase:
    """The name that begins with a token: with what is joined to it, and prefixes in between."""
    words, prefix = [first], list[int]()
    at = first + 1
    while at < len(page) and at not in taken and page.gap(at) is Gap.SPACE:
        if chances.get(at, 0.0) >= LEAST:
            words.append(at)
        elif page.marks[at] & Mark.PREFIX and len(prefix) < _PREFIXES:
            prefix.append(at)
        else:
            break
        at += 1
    while prefix and prefix[-1] > words[-1]:
        prefix.pop()
    begin = _prefix_before(page, first, taken)
    if begin < first and len(words) == 1:
        prefix = list(range(begin, first))
        return Phrase(begin, words[-1] + 1, (), (), tuple(prefix), tuple(words))
    if len(words) == 1:
        return Phrase(first, first + 1, given=(first,))
    return Phrase(first, words[-1] + 1, (first,), (), tuple(prefix), tuple(words[1:]))


def _prefix_before(page: Page, first: int, taken: set[int]) -> int:
    """Where the prefix of a surname begins: "van den" is one, "van" only behind a small word.

    WHY: in "de brief van Haaften" it is no more than a preposition.
    """
    begin = first
    while (
        begin
        and page.marks[begin - 1] & Mark.PREFIX
        and page.gap(begin) is Gap.SPACE
        and begin - 1 not in taken
        and first - begin < _PREFIXES
    ):
        begin -= 1
    size = first - begin
    if size == 0 or (page.tokens[begin].capital and page.fold(begin) not in _SMALL):
        return begin
    if page.fold(first - 1) == "de":
        # WHY: whether the article belongs to the surname cannot be told; without it half is left.
        return first - 1
    if size > 1:
        return begin if page.fold(first - 1) in _ARTICLES and page.fold(begin) in _OF else first
    before = page.fold(begin - 1)
    return begin if page.lists.has("verbs.before", before) else first
