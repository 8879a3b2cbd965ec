"""Names of units, ministries, debates and societies: "Directoraat-Generaal Water en Bodem"."""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.persons.lists import NAME, Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.tokens import Gap, Kind

_AND = frozenset({"en", "&"})
_MOST = 9
"""Tokens that a unit's name is read over."""


def unit_tokens(page: Page) -> frozenset[int]:
    """Tokens of unit names of two words or more, also where they stand without their head.

    WHY: "Water" is a surname too. What the text itself calls a directorate is none at the start
    of a line either. Names of two surnames ("directie Bakker en Visser") are left to the rules
    for persons.
    """
    found: set[int] = set()
    names: set[tuple[str, ...]] = set()
    for index, token in enumerate(page.tokens):
        if token.kind is not Kind.WORD:
            continue
        if token.capital and page.lists.has("units.english", token.fold):
            found.update(_english(page, index))
        if _is_head(page, token.fold):
            first, end = _name_behind(page, index)
            if end:
                found.update(range(first, end))
                names.add(tuple(page.fold(i) for i in range(first, end)))
    if names:
        found.update(_repeats(page, names))
    return frozenset(found)


def _english(page: Page, head: int) -> range:
    """For "Ministry of Finance", "Department for Energy and Industry", with the head itself."""
    at = end = head + 1
    while at < min(head + _MOST, len(page)) and page.gap(at) is Gap.SPACE:
        if page.tokens[at].capital and not page.marks[at] & Mark.FIRST:
            end = at + 1
        elif not page.lists.has("units.english_between", page.fold(at)):
            break
        at += 1
    between = page.lists.has("units.english_between", page.fold(head + 1))
    return range(head, end) if between and end > head + 1 else range(0)


def _is_head(page: Page, word: str) -> bool:
    return page.lists.has("units.heads", word) or (
        len(word) > 8 and word.endswith(page.lists.unit_endings)
    )


def _name_behind(page: Page, head: int) -> tuple[int, int]:
    """The name behind a head: from, up to; (0, 0) when none stands there."""
    at = head + 1
    while page.lists.has("units.between", page.fold(at)) and page.gap(at) <= Gap.LINE:
        at += 1
    end = _read(page, at)
    return (at, end) if end else (0, 0)


def _read(page: Page, first: int) -> int:
    """The end of "Water en Bodem", "Werk, Inkomen en Jeugd" from here; 0 when it is not one."""
    at, end, joined, telling = first, first, False, False
    while at < min(first + _MOST, len(page)) and page.gap(at) <= Gap.LINE:
        if not _is_unit_word(page, at):
            break
        telling = telling or _tells(page.marks[at])
        at += 1
        end = at
        if page.fold(at) in _AND and page.gap(at) <= Gap.LINE:
            joined = True
            at += 1
        elif page.fold(at) == "," and _is_unit_word(page, at + 1):
            at += 1
    return end if joined and telling and page.fold(end - 1) not in _AND else 0


def _is_unit_word(page: Page, at: int) -> bool:
    if not 0 <= at < len(page):
        return False
    token = page.tokens[at]
    mark = page.marks[at]
    return (
        token.kind is Kind.WORD
        and token.capital
        and bool(mark & (Mark.WORD | Mark.ORGANISATION))
        and not mark & Mark.FIRST
    )


def _tells(mark: int) -> bool:
    """Whether a word is no surname, or no surname only."""
    return not mark & NAME or bool(mark & (Mark.NEVER | Mark.ORGANISATION))


def _repeats(page: Page, names: set[tuple[str, ...]]) -> Iterator[int]:
    """The same names elsewhere, and pairs of one of their words with another: "Water en Wonen"."""
    starts: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        starts.setdefault(name[0], []).append(name)
    words = {word for name in names for word in name} - _AND - {","}
    for index, token in enumerate(page.tokens):
        for name in starts.get(token.fold, ()):
            if token.capital and all(page.fold(index + n) == w for n, w in enumerate(name)):
                yield from range(index, index + len(name))
        if token.fold in _AND and not {page.fold(index - 1), page.fold(index + 1)}.isdisjoint(
            words
        ):
            pair = (index - 1, index + 1)
            if all(_is_unit_word(page, i) for i in pair) and any(
                _tells(page.marks[i]) for i in pair
            ):
                yield from range(index - 1, index + 2)
