"""Reads what has the form of a person's name, whoever it may be: no judgement, only grammar."""

from __future__ import annotations

from woo_desk.detect.persons.inverted import read_inverted
from woo_desk.detect.persons.lists import ANY_SURNAME, NAME, Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import (
    Phrase,
    is_chinese_middle,
    is_initials,
    joins,
    nickname,
    prefix_run,
    with_nickname,
)
from woo_desk.detect.persons.pieces import PLAIN, ends_with_prefix, is_piece, is_plain
from woo_desk.detect.persons.tokens import Gap, Kind

_MOST_PIECES = 5
_LABELS = ("labels.civil", "labels.private", "labels.external", "labels.others")


def read_phrase(page: Page, index: int) -> Phrase | None:
    """The longest name-like phrase that begins at a token; None when none does."""
    return read_inverted(page, index) or _natural(page, index)


def _natural(page: Page, index: int) -> Phrase | None:
    at = index
    initials: tuple[int, ...] = ()
    given: list[int] = []
    if is_initials(page, at):
        initials = (at,)
        at = nickname(page, at + 1, given)
    prefix, surname, end = _family(page, at, after_initials=bool(initials))
    if not surname or (prefix and prefix[0] == index and _before_given(page, index, surname[0])):
        return None
    if prefix and prefix[0] == index and _is_preposition(page, index, surname[0]):
        return None
    if initials or given:
        return with_nickname(page, Phrase(index, end, tuple(given), initials, prefix, surname))
    if prefix and prefix[0] == index:
        return Phrase(index, end, (), (), prefix, surname)
    return with_nickname(page, _split(page, index, prefix, surname, end))


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
        whole = after_initials or len(pieces) > 1 or _has_name_before(page, start)
        if pieces and _ends_here(page, at, whole=whole):
            break
        if pieces and page.fold(at) == "-" and page.gap(at) is Gap.NONE and is_piece(page, at + 1):
            at += 1
        run = prefix_run(page, at)
        if run and _follows_prefix(page, at + run, pieces):
            prefix.extend(range(at, at + run))
            at += run
        elif is_chinese_middle(page, at, pieces):
            pass
        elif not is_piece(page, at) or (pieces and _is_new(page, pieces[-1], at)):
            break
        pieces.append(at)
        at += 1
        end = at
    return tuple(prefix), tuple(pieces), end


def _ends_here(page: Page, at: int, *, whole: bool) -> bool:
    """Whether a whole name ends with its line, unless the text runs on.

    It never does where the next line begins with a name written surname first.
    """
    if page.gap(at) is not Gap.LINE:
        return False
    if _begins_label(page, at) or page.fold(at + 1) == ":":
        return True
    if not whole:
        return False
    return not page.is_wrapped(at) or read_inverted(page, at) is not None


def _has_name_before(page: Page, index: int) -> bool:
    """Whether a first name or initials stand before: then this is the last word of a name."""
    if not index or page.gap(index) is not Gap.SPACE:
        return False
    before = page.tokens[index - 1]
    return before.capital and before.kind in (Kind.WORD, Kind.INITIALS)


def _goes_on(page: Page, at: int) -> bool:
    """Whether a surname may follow initials here; over a line end only in running text."""
    if page.gap(at) is not Gap.LINE:
        return page.gap(at) < Gap.LINE
    return page.fold(at - 2) != "," and page.is_wrapped(at)


def _begins_label(page: Page, at: int) -> bool:
    """Whether the next line begins with a label: "ST", and below it "Medeparaaf"."""
    return (
        page.gap(at) is Gap.LINE
        and not page.mark(at) & NAME
        and any(page.term_at(page.lists.terms[key], at) for key in _LABELS)
    )


def _follows_prefix(page: Page, at: int, pieces: list[int]) -> bool:
    if page.gap(at) is Gap.LINE and pieces and page.fold(pieces[0] - 1) == ",":
        return False  # "Vuurpijler, Stravinka van", and below it the next name of the list
    if not is_piece(page, at) or not joins(page, at) or _begins_label(page, at):
        return False
    if len(pieces) > 1 and not page.marks[pieces[-1]] & Mark.FIRST:
        return bool(page.marks[at] & ANY_SURNAME)  # "Jan Mulder van Facilitair"
    return not (pieces and is_plain(page, at) and page.fold(at).endswith(page.lists.endings))


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
