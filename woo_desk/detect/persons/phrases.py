"""Reads what has the form of a person's name, whoever it may be: no judgement, only grammar."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.detect.persons.lists import ANY_FIRST, ANY_SURNAME, NAME, Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.pieces import PLAIN, ends_with_prefix, is_piece, is_plain
from woo_desk.detect.persons.tokens import Gap, Kind

_MOST_PIECES = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """One name as it stands in the text; `first` and `end` are token indexes."""

    first: int
    end: int
    given: tuple[int, ...] = ()
    """Tokens of the first name or names."""
    initials: tuple[int, ...] = ()
    prefix: tuple[int, ...] = ()
    surname: tuple[int, ...] = ()
    inverted: bool = False
    """Surname first: "Berg, J. van den"."""

    @property
    def is_single(self) -> bool:
        """One bare word, of which the form does not tell whether first name or surname."""
        return self.end - self.first == 1 and not self.initials


def joins(page: Page, index: int) -> bool:
    """Whether the token goes on with the phrase before it: same line, or a wrapped one."""
    gap = page.gap(index)
    if gap in (Gap.SPACE, Gap.NONE):
        return True
    return gap is Gap.LINE and (
        not page.starts_line(index - 1) or _is_running(page, page.line_of[index - 1] - 1)
    )


def _is_running(page: Page, number: int) -> bool:
    """Whether a line ends in the middle of a sentence: on a small word or a comma."""
    if number < 0:
        return False
    last = page.tokens[page.lines[number].end - 1]
    return (
        last.kind is Kind.WORD
        and not last.capital
        and page.lists.has("grammar.in_sentence", last.fold)
    )


def read_phrase(page: Page, index: int) -> Phrase | None:
    """The longest name-like phrase that begins at a token; None when none does."""
    return _inverted(page, index) or _natural(page, index)


# --- natural order ------------------------------------------------------------------------------


def _natural(page: Page, index: int) -> Phrase | None:
    at = index
    initials: tuple[int, ...] = ()
    given: list[int] = []
    if is_initials(page, at):
        initials = (at,)
        at = _nickname(page, at + 1, given)
    prefix, surname, end = _family(page, at, after_initials=bool(initials))
    if not surname or (prefix and prefix[0] == index and _before_given(page, index, surname[0])):
        return None
    if prefix and prefix[0] == index and _is_preposition(page, index, surname[0]):
        return None
    if initials or given:
        return _with_nickname(page, Phrase(index, end, tuple(given), initials, prefix, surname))
    if prefix and prefix[0] == index:
        return Phrase(index, end, (), (), prefix, surname)
    return _with_nickname(page, _split(page, index, prefix, surname, end))


def _is_preposition(page: Page, index: int, piece: int) -> bool:
    """For "te Stockholm", "ter zitting"; but "ten Kate" is a name."""
    text = page.tokens[index].text
    return text == "te" or (
        text in ("ter", "ten") and not page.marks[piece] & (ANY_SURNAME | Mark.FIRST)
    )


def _before_given(page: Page, index: int, piece: int) -> bool:
    """Whether a small "van" is a preposition: a first name comes after it."""
    mark = page.marks[piece]
    return (
        not page.tokens[index].capital
        and bool(mark & Mark.FIRST)
        and (not mark & Mark.SURNAME or is_piece(page, piece + 1))
    )


def _family(
    page: Page, at: int, *, after_initials: bool
) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Prefixes and words of a name from here; the end is after the last word."""
    prefix: list[int] = []
    pieces: list[int] = []
    end = start = at
    while at < len(page) and len(pieces) < _MOST_PIECES and (at == start or joins(page, at)):
        if at == start and after_initials and not _goes_on(page, at):
            break
        if pieces and _ends_here(page, at, whole=after_initials or len(pieces) > 1):
            break
        if pieces and page.fold(at) == "-" and page.gap(at) is Gap.NONE and is_piece(page, at + 1):
            at += 1
        run = _prefix_run(page, at)
        if run and _follows_prefix(page, at + run, pieces):
            prefix.extend(range(at, at + run))
            at += run
        elif _is_chinese_middle(page, at, pieces):
            pass
        elif not is_piece(page, at) or (pieces and _is_new(page, pieces[-1], at)):
            break
        pieces.append(at)
        at += 1
        end = at
    return tuple(prefix), tuple(pieces), end


def _ends_here(page: Page, at: int, *, whole: bool) -> bool:
    """Whether a whole name ends with its line, unless the text runs on."""
    return whole and page.gap(at) is Gap.LINE and not page.is_wrapped(at)


def _goes_on(page: Page, at: int) -> bool:
    """Whether a surname may follow initials here; over a line end only in running text."""
    if page.gap(at) is not Gap.LINE:
        return page.gap(at) < Gap.LINE
    return page.fold(at - 2) != "," and page.is_wrapped(at)


def _follows_prefix(page: Page, at: int, pieces: list[int]) -> bool:
    if not is_piece(page, at) or not joins(page, at):
        return False
    if len(pieces) > 1 and not page.marks[pieces[-1]] & Mark.FIRST:
        return bool(page.marks[at] & ANY_SURNAME)  # "Jan Mulder van Facilitair"
    return not (pieces and is_plain(page, at) and page.fold(at).endswith(page.lists.endings))


def _is_chinese_middle(page: Page, at: int, pieces: list[int]) -> bool:
    """The "A" of Surinamese names: "Tjon A Ten"."""
    token = page.tokens[at]
    return (
        bool(pieces)
        and token.text == "A"
        and page.gap(at) is Gap.SPACE
        and page.gap(at + 1) is Gap.SPACE
        and page.tokens[at + 1].capital
        and 2 <= len(page.fold(at + 1)) <= 6
        and page.tokens[at + 1].kind is Kind.WORD
    )


def _is_new(page: Page, last: int, at: int) -> bool:
    """Whether a capitalised word after a name begins something else: "Jan Bos IND", a new line."""
    if ends_with_prefix(page.tokens[last].fold) or page.tokens[last].text == "A":
        return False
    if page.tokens[at].upper != page.tokens[last].upper:
        return len(page.tokens[at].text) > 1
    if page.gap(at) is Gap.LINE and not page.marks[at] & ANY_SURNAME:
        return bool(page.marks[at] & (PLAIN | Mark.FIRST))
    if _is_place_before(page, last) and page.marks[at] & (Mark.FIRST | Mark.SURNAME) == Mark.FIRST:
        return True
    if at in page.loose and not page.fold(at).endswith(page.lists.endings):
        return bool(page.marks[at] & (Mark.FUNCTION | Mark.PLACE | Mark.PROPER))
    return is_plain(page, at) and not page.marks[last] & Mark.FIRST


def _is_place_before(page: Page, at: int) -> bool:
    """For "burgemeester van Amsterdam Femke Halsema": the place is no part of the name."""
    return page.marks[at] & (Mark.PLACE | Mark.FIRST) == Mark.PLACE


def _prefix_run(page: Page, at: int) -> int:
    """Number of prefix words from here; a first word that is a name itself is none."""
    run = 0
    if not page.tokens[at : at + 1]:
        return 0
    if page.lists.has("grammar.only_with_article", page.fold(at)) and not page.lists.has(
        "grammar.articles", page.fold(at + 1)
    ):
        return 0
    while (
        run < 3
        and page.mark(at + run) & Mark.PREFIX
        and (run == 0 or (joins(page, at + run) and not _begins_line(page, at + run)))
    ):
        if (
            run == 0
            and page.tokens[at].capital
            and page.lists.has("grammar.also_first_names", page.fold(at))
        ):
            return 0
        run += 1
    return run


def _begins_line(page: Page, at: int) -> bool:
    """Whether a capitalised word begins a line: "Loes de", and below it "Aan"."""
    return page.gap(at) is Gap.LINE and page.tokens[at].capital


def _split(
    page: Page, index: int, prefix: tuple[int, ...], pieces: tuple[int, ...], end: int
) -> Phrase:
    """Which of the words are first names, which the surname."""
    if prefix:
        before = tuple(i for i in pieces if i < prefix[0])
        after = tuple(i for i in pieces if i > prefix[0])
        inner = tuple(i for i in prefix if not after or i < after[0])
        return Phrase(index, end, before, (), inner, after)
    if len(pieces) == 1:
        single = pieces
        if page.marks[index] & Mark.FIRST:
            return Phrase(index, end, given=single)
        return Phrase(index, end, surname=single)
    count = 1
    while count < len(pieces) - 1 and page.marks[pieces[count]] & Mark.FIRST:
        count += 1
    return Phrase(index, end, pieces[:count], (), (), pieces[count:])


def is_initials(page: Page, index: int) -> bool:
    """Whether a token is capital letters with dots that can stand before a surname."""
    if not 0 <= index < len(page):
        return False
    token = page.tokens[index]
    if (
        token.kind is not Kind.INITIALS
        or not token.capital
        or page.lists.has("grammar.not_initials", token.fold)
    ):
        return False
    return (
        not page.lists.has("grammar.not_initials", page.fold(index - 1))
        or page.gap(index) > Gap.SPACE
    )


def _nickname(page: Page, at: int, given: list[int]) -> int:
    """Reads "(Sander)" or "[Sander]" after initials or a name; the index after it."""
    closing = {"(": ")", "[": "]", '"': '"', "“": "”", "'": "'"}.get(page.fold(at))
    if closing and page.fold(at + 2) == closing and is_piece(page, at + 1):
        given.append(at + 1)
        return at + 3
    if closing and page.fold(at + 2) == closing and is_initials(page, at + 1):
        return at + 3
    return at


def _with_nickname(page: Page, phrase: Phrase) -> Phrase:
    """Takes in "(Jan)" or "(J.A.)" behind a name, when it is a first name or initials."""
    if page.fold(phrase.end) not in ("(", "[") or page.gap(phrase.end) > Gap.LINE:
        return phrase
    inside = phrase.end + 1
    if page.fold(inside + 1) not in (")", "]"):
        return phrase
    if phrase.initials and is_piece(page, inside) and not is_plain(page, inside):
        given: tuple[int, ...] = (inside,)
        initials = phrase.initials
    elif is_initials(page, inside):
        given, initials = phrase.given, (inside,)
    else:
        return phrase
    return Phrase(
        phrase.first, inside + 2, given, initials, phrase.prefix, phrase.surname, phrase.inverted
    )


# --- surname first ------------------------------------------------------------------------------


def _inverted(page: Page, index: int) -> Phrase | None:
    """Reads "Berg, J. van den (Jan)", "Beers, van, T.", "Leeuw, Loes de", "van Dam, P."."""
    run = _prefix_run(page, index)
    at = index + run
    if not is_piece(page, at) and not _before_initials(page, at):
        return None
    surname = [at]
    at += 1
    while len(surname) < 4 and joins(page, at):
        inner = _prefix_run(page, at) if ends_with_prefix(page.fold(surname[-1])) else 0
        if not (is_piece(page, at + inner) or _is_chinese_middle(page, at, surname)):
            break
        surname.extend(range(at, at + inner + 1))
        at += inner + 1
    prefix = list(range(index, index + run))
    at = _prefix_behind(page, at, prefix)
    if page.fold(at) != "," or page.gap(at + 1) > Gap.LINE:
        return None
    at += 1
    return _behind_comma(page, index, at, prefix, tuple(surname))


def _before_initials(page: Page, at: int) -> bool:
    """Whether any capitalised word stands here with initials behind it: "Winter, K."."""
    return (
        at + 2 < len(page)
        and page.tokens[at].kind is Kind.WORD
        and page.tokens[at].capital
        and page.fold(at + 1) == ","
        and page.tokens[at + 2].kind is Kind.INITIALS
        and page.tokens[at + 2].capital
        and not page.marks[at] & Mark.ORGANISATION
        and not page.lists.has("office.titles", page.fold(at))
        and not (page.tokens[at].upper and len(page.tokens[at].text) <= 3)
    )


def _prefix_behind(page: Page, at: int, prefix: list[int]) -> int:
    """Reads ", van der" or "(van der)" directly behind the surname; the index after it."""
    opened = page.fold(at)
    run = _prefix_run(page, at + 1) if opened in (",", "(") else 0
    closing = "," if opened == "," else ")"
    if run and page.fold(at + 1 + run) == closing and not page.tokens[at + 1].capital:
        prefix.extend(range(at + 1, at + 1 + run))
        return at + 1 + run + (closing == ")")
    return at


def _behind_comma(
    page: Page, index: int, at: int, prefix: list[int], surname: tuple[int, ...]
) -> Phrase | None:
    if at < len(page) and page.tokens[at].kind is Kind.INITIALS and page.tokens[at].capital:
        given: tuple[int, ...] = ()
        initials: tuple[int, ...] = (at,)
    elif _given_behind(page, index, at, surname):
        given, initials = (at,), ()
    else:
        return None
    end = at + 1
    run = _prefix_run(page, end)
    if run and page.gap(end) <= Gap.LINE and not page.tokens[end].capital:
        follows = is_piece(page, end + run) and page.gap(end + run) <= Gap.SPACE
        if follows:
            return None
        prefix.extend(range(end, end + run))
        end += run
    elif is_piece(page, end) and page.gap(end) <= Gap.SPACE and not prefix and initials:
        return None
    return _with_nickname(
        page, Phrase(index, end, given, initials, tuple(prefix), surname, inverted=True)
    )


def _given_behind(page: Page, index: int, at: int, surname: tuple[int, ...]) -> bool:
    """Whether "Klomp, Ruben" is one person: alone in its cell, the second a first name."""
    if not is_piece(page, at):
        return False
    if not page.starts_cell(index) and page.fold(index - 1) not in (":", ";", "|", '"', "("):
        return False
    second, first = page.marks[at], page.marks[surname[0]]
    end = at + 1 + _prefix_run(page, at + 1)
    if not page.ends_cell(end) and page.fold(end) not in ("(", ";", "<", "|", ")", '"', "["):
        return False
    if first & Mark.FIRST and not first & ANY_SURNAME:
        return False
    return bool(second & ANY_FIRST) or not second & (NAME | PLAIN)
