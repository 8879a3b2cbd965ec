"""What stands around a phrase and speaks for, or against, a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from woo_desk.detect.persons.lines import is_time
from woo_desk.detect.persons.lists import NAME, Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import Phrase
from woo_desk.detect.persons.slots import Slot
from woo_desk.detect.persons.tokens import Gap, Kind
from woo_desk.domain.finding import Role


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing around a phrase."""

    gain: float
    """0 to 1: share of the doubt that it takes away."""
    why: str
    """Text key below `why.person`."""
    word: str = ""
    role: Role = Role.UNKNOWN


_VAN = frozenset({"van", "von"})
_BEFORE_VAN = frozenset({"met", "aan", "door", "naar", "bij", "via", "tussen", "tegen"})
_RANKS = (
    ("ranks.directors", Role.DIRECTOR),
    ("ranks.managers", Role.MANAGER),
    ("ranks.spokespersons", Role.SPOKESPERSON),
)
_OPENERS = frozenset({"<", "[", "(", '"', "'", "|", "-", "–", ",", "mailto", ":"})
_WHO_AFTER = frozenset({",", "(", "–", "-", "/", "|", "—", "["})


def cues_around(page: Page, phrase: Phrase, slot: Slot | None) -> list[Cue]:
    """Everything that speaks for a person, the strongest first."""
    found: list[Cue] = []
    if slot is not None and (not slot.whole or _is_cut_off(page, phrase.end)):
        found.append(Cue(slot.gain, slot.why, slot.word, slot.role))
    for finder in (
        _called,
        _equals,
        _title,
        _mail,
        _chat,
        _function,
        _unit,
        _words_before,
        _verb,
        _list_line,
    ):
        found.extend(finder(page, phrase))
    return sorted(found, key=lambda cue: -cue.gain)


def _is_cut_off(page: Page, end: int) -> bool:
    return page.gap(end) >= Gap.LINE or page.fold(end) in (
        ",",
        "|",
        "(",
        "/",
        "-",
        "–",
        "—",
        "[",
        "<",
        ";",
        "&",
        ".",
        "*",
        "\\",
    )


def _printed(page: Page, index: int) -> str:
    return page.tokens[index].text


def _title(page: Page, phrase: Phrase) -> Iterator[Cue]:
    at = phrase.first - 1
    if page.fold(at) == "." and page.gap(at) is Gap.NONE:
        at -= 1
    if at >= 0 and page.gap(phrase.first) <= Gap.LINE:
        if page.lists.has("titles.civil", page.fold(at)) and not _is_plain_word(page, at):
            yield Cue(0.88, "title", _printed(page, at))
        elif page.lists.has("office.titles", page.fold(at)) or page.term_before(
            page.lists.terms["top.titles"], at + 1
        ):
            yield Cue(0.7, "office_title", _printed(page, at))
    if page.fold(phrase.end) == "," and page.lists.has("titles.degrees", page.fold(phrase.end + 1)):
        yield Cue(0.7, "title", _printed(page, phrase.end + 1))


def _is_plain_word(page: Page, at: int) -> bool:
    """For "de generaal", "ma" as a weekday: titles that mean something else in lower case."""
    token = page.tokens[at]
    return token.fold in ("ma", "ba", "generaal", "ms", "ing") and not token.capital


def _mail(page: Page, phrase: Phrase) -> Iterator[Cue]:
    at = phrase.end
    for _ in range(4):
        if at >= len(page) or page.gap(at) > Gap.WIDE:
            break
        token = page.tokens[at]
        if token.kind is Kind.MAIL:
            yield Cue(0.85 if at > phrase.end else 0.7, "mail", "")
            return
        if token.text not in _OPENERS:
            break
        at += 1
    below = page.starts_cell(phrase.first) and page.gap(phrase.end) is Gap.LINE
    if below and page.tokens[phrase.end].kind is Kind.MAIL:
        yield Cue(0.6, "mail", "")


def _chat(page: Page, phrase: Phrase) -> Iterator[Cue]:
    line = page.line_at(phrase.first)
    if page.line_of[phrase.end - 1] != page.line_of[phrase.first]:
        return
    before = page.tokens[line.first : phrase.first]
    if any(t.kind > Kind.SIGN or t.kind < Kind.NUMBER for t in before):
        return
    numbers = sum(t.kind is Kind.NUMBER for t in before)
    after = page.tokens[phrase.end : line.end]
    signs = (":", ">", "»", "—", "–", "-") if numbers >= 3 else (":",)
    colon = page.fold(phrase.end) in signs and page.gap(phrase.end) <= Gap.SPACE
    if colon and numbers >= 2:
        yield Cue(0.86, "chat")
    elif colon and phrase.end + 1 < len(page):
        yield Cue(0.45, "chat")
    elif is_time(page, phrase.end, line.end):
        yield Cue(0.8, "chat")
    elif numbers >= 2 and any(t.text == ":" for t in before) and not after:
        yield Cue(0.6, "chat")


def _called(page: Page, phrase: Phrase) -> Iterator[Cue]:
    """Somebody who is spoken to: "Sander," on its own line, "Sander, kun jij …"."""
    end = phrase.end
    if page.fold(end) != "," or page.gap(end) is not Gap.NONE:
        return
    if (page.gap(end + 1) >= Gap.LINE and page.starts_line(phrase.first)) or (
        page.starts_sentence(phrase.first)
        and page.lists.has("grammar.to_somebody", page.fold(end + 1))
    ):
        yield Cue(0.5, "salutation", ",")


def _equals(page: Page, phrase: Phrase) -> Iterator[Cue]:
    """A key to initials: "SK = Sanne Kort"."""
    if page.fold(phrase.first - 1) == "=" or page.fold(phrase.end) == "=":
        yield Cue(0.6, "list")


def _function(page: Page, phrase: Phrase) -> Iterator[Cue]:
    """For ", beleidsmedewerker", "(jurist)", or a line below that begins with a function."""
    at = phrase.end
    gap = page.gap(at)
    if page.fold(at) in _WHO_AFTER:
        at += 1
    elif not (gap >= Gap.LINE and gap is not Gap.BLOCK and page.starts_cell(phrase.first)):
        return
    for index in range(at, min(at + 4, len(page))):
        if page.gap(index) >= Gap.LINE and index > at:
            return
        word = page.fold(index)
        if page.lists.has("functions.civil", word):
            yield Cue(0.62, "function", _printed(page, index), _rank(page, word))
            return
        if page.lists.has("functions.external", word):
            yield Cue(0.62, "function", _printed(page, index), Role.EXTERNAL)
            return


def _rank(page: Page, word: str) -> Role:
    """The role of who leads or speaks for a unit; UNKNOWN for other functions."""
    for key, role in _RANKS:
        if page.lists.has(key, word):
            return role
    return Role.UNKNOWN


def _unit(page: Page, phrase: Phrase) -> Iterator[Cue]:
    """For "(COA)", "van IND", "(Directie Wetgeving)", "/ DMB", "van de afdeling X"."""
    at = phrase.end
    bracket = page.fold(at) in ("(", "[", "/", "|", ",", "-", "–")
    if bracket or page.fold(at) in ("van", "bij", "vanuit", "uit", "namens", "@"):
        at += 1
        while page.fold(at) in ("de", "het", "onze", "team"):
            at += 1
        if at < len(page) and page.gap(at) <= Gap.LINE and _is_unit(page, at):
            yield Cue(0.5 if bracket else 0.42, "unit", _printed(page, at))


def _is_unit(page: Page, at: int) -> bool:
    token = page.tokens[at]
    if token.kind is not Kind.WORD:
        return False
    if page.marks[at] & Mark.ORGANISATION:
        return True
    return token.upper and len(token.text) <= 8


def _words_before(page: Page, phrase: Phrase) -> Iterator[Cue]:
    at = phrase.first - 1
    if at < 0 or page.gap(phrase.first) > Gap.LINE:
        return
    word = page.fold(at)
    if word == "@":
        yield Cue(0.75, "mention")
    elif word in (">", "→", "»") and page.gap(phrase.end) >= Gap.LINE:
        yield Cue(0.4, "list")
    elif word == "(" and page.fold(phrase.end) in (")", "/", ",", "en", "&"):
        yield Cue(0.35, "brackets")
    elif (relation := _relation(page, at)) is not None:
        yield relation
    elif gain := _gain_of_words(page, phrase, at):
        yield Cue(gain, "words")


def _relation(page: Page, at: int) -> Cue | None:
    """What a person is to somebody, before the name: "collega", "dochter", "jurist"."""
    word, printed = page.fold(at), _printed(page, at)
    if page.lists.has("functions.before", word):
        role = Role.PRIVATE if page.lists.has("grammar.family", word) else Role.UNKNOWN
        return Cue(0.58, "relation", printed, role)
    if page.lists.has("functions.civil", word) and not page.tokens[at].upper:
        return Cue(0.45, "relation", printed, _rank(page, word))
    if page.lists.has("functions.external", word):
        return Cue(0.55, "relation", printed, Role.EXTERNAL)
    if len(word) > 5 and not page.tokens[at].capital and word.endswith(page.lists.people_endings):
        return Cue(0.4, "relation", printed)
    return None


def _gain_of_words(page: Page, phrase: Phrase, at: int) -> float:
    """What a preposition or verb before a name is worth."""
    word = page.fold(at)
    # WHY: "met van Lynden": two prepositions in a row are one and a part of a name.
    if phrase.prefix and page.fold(phrase.first) in _VAN and word in _BEFORE_VAN:
        return 0.5
    if word == "door" and _is_participle(page, at - 1):
        return 0.4
    if word == "via" and page.gap(phrase.end) is Gap.NONE:
        return 0.38
    strong = "verbs.before_strong"
    if page.lists.has(strong, word):
        return 0.38
    if page.lists.has("grammar.after_call", word) and page.lists.has(strong, page.fold(at - 1)):
        return 0.55
    if page.marks[at] & Mark.PREFIX and page.tokens[at].capital:
        return 0.0
    before = page.lists.has("verbs.before", word) and not page.starts_sentence(phrase.first)
    return 0.16 if before else 0.0


def _is_participle(page: Page, index: int) -> bool:
    """For "gecontroleerd", "opgesteld", "vastgesteld", "besproken": done by somebody."""
    word = page.fold(index)
    return (len(word) > 5 and word.endswith(("d", "t", "en")) and "ge" in word[:6]) or (
        word.startswith(("be", "ver", "her", "ont")) and word.endswith(("d", "t", "en"))
    )


def _verb(page: Page, phrase: Phrase) -> Iterator[Cue]:
    at = phrase.end
    if page.fold(at) == "(":
        closing = next((i for i in range(at, min(at + 7, len(page))) if page.fold(i) == ")"), None)
        at = closing + 1 if closing else at
    if page.gap(at) > Gap.LINE or (page.mark(at) & NAME and page.tokens[at].capital):
        return
    word = page.fold(at)
    if word == "even" and not page.starts_sentence(phrase.first):
        yield Cue(0.42, "verb", "even")
    elif word == "en" and page.fold(at + 1) in ("ik", "jij", "wij"):
        yield Cue(0.55, "verb", "en ik")
    elif page.lists.has("verbs.weak", word):
        yield Cue(0.15, "verb", _printed(page, at))
    elif page.lists.has("verbs.strong", word):
        yield Cue(0.42, "verb", _printed(page, at))


def _list_line(page: Page, phrase: Phrase) -> Iterator[Cue]:
    """A line with nothing but the name, among other such lines or above a function."""
    if not page.starts_cell(phrase.first) or phrase.is_single:
        return
    if page.gap(phrase.end) >= Gap.LINE:
        yield Cue(0.25, "own_line")
