"""Reads names that are written surname first: "Berg, J. van den", "KRANENDONK B."."""

from __future__ import annotations

from woo_desk.detect.persons.lists import ANY_FIRST, ANY_SURNAME, NAME, Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import (
    Phrase,
    is_chinese_middle,
    is_initials,
    joins,
    prefix_run,
    with_nickname,
)
from woo_desk.detect.persons.pieces import PLAIN, ends_with_prefix, is_piece, is_plain
from woo_desk.detect.persons.tokens import Gap, Kind


def read_inverted(page: Page, index: int) -> Phrase | None:
    """Reads "Berg, J. van den (Jan)", "Beers, van, T.", "Leeuw, Loes de", "van Dam, P."."""
    run = prefix_run(page, index)
    at = index + run
    if not is_piece(page, at) and not _before_initials(page, at):
        return None
    surname = [at]
    at += 1
    while len(surname) < 4 and joins(page, at) and page.gap(at) is not Gap.LINE:
        inner = prefix_run(page, at) if ends_with_prefix(page.fold(surname[-1])) else 0
        if not (is_piece(page, at + inner) or is_chinese_middle(page, at, surname)):
            break
        surname.extend(range(at, at + inner + 1))
        at += inner + 1
    prefix = list(range(index, index + run))
    if (double := _double_name(page, at)) > at:
        surname.extend(range(at, double))
        at = double
    elif _without_comma(page, index, at):
        return Phrase(index, at + 1, (), (at,), tuple(prefix), tuple(surname), inverted=True)
    at = _prefix_behind(page, at, prefix)
    if page.fold(at) != "," or page.gap(at + 1) > Gap.LINE:
        return None
    at += 1
    return _behind_comma(page, index, at, prefix, tuple(surname))


def _double_name(page: Page, at: int) -> int:
    """Reads on in "Roo van Alderwerelt, C.": the end of a surname with a prefix inside.

    Only where comma and initials fill the rest of the cell, for "Jan van Dam, P. Bos" is two
    persons; otherwise `at`.
    """
    run = prefix_run(page, at)
    end = at + run + 1
    if not run or page.tokens[at].capital or not is_piece(page, at + run):
        return at
    behind = page.fold(end) == "," and is_initials(page, end + 1)
    return end if behind and _is_cell_over(page, end + 2) else at


def _without_comma(page: Page, index: int, at: int) -> bool:
    """Whether "KRANENDONK B." fills its cell: a surname, and initials without a comma before."""
    if not is_initials(page, at) or page.gap(at) is not Gap.SPACE:
        return False
    if not page.starts_cell(index) or not _is_cell_over(page, at + 1):
        return False
    mark = page.marks[at - 1]
    if mark & (Mark.NEVER | Mark.ORGANISATION | Mark.FUNCTION) or is_plain(page, at - 1):
        return False
    if mark & ANY_FIRST and not mark & ANY_SURNAME:
        return False
    return page.tokens[at - 1].upper or index in page.loose or bool(mark & ANY_SURNAME)


def _is_cell_over(page: Page, end: int) -> bool:
    """Whether a cell ends before a token, or its name does."""
    return page.ends_cell(end) or page.fold(end) in ("(", ";", "/", "[", "<")


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
    run = prefix_run(page, at + 1) if opened in (",", "(") else 0
    closing = "," if opened == "," else ")"
    if run and page.fold(at + 1 + run) == closing and not page.tokens[at + 1].capital:
        prefix.extend(range(at + 1, at + 1 + run))
        return at + 1 + run + (closing == ")")
    return at


def _behind_comma(
    page: Page, index: int, at: int, prefix: list[int], surname: tuple[int, ...]
) -> Phrase | None:
    if prefix and prefix[0] == index and _is_called_before(page, index):
        return None
    if at < len(page) and page.tokens[at].kind is Kind.INITIALS and page.tokens[at].capital:
        given: tuple[int, ...] = ()
        initials: tuple[int, ...] = (at,)
    elif _given_behind(page, index, at, surname):
        given, initials = tuple(range(at, _given_end(page, at))), ()
    else:
        return None
    end = given[-1] + 1 if given else at + 1
    run = prefix_run(page, end)
    if run and page.gap(end) <= Gap.LINE and not page.tokens[end].capital:
        follows = is_piece(page, end + run) and page.gap(end + run) <= Gap.SPACE
        if follows:
            return None
        prefix.extend(range(end, end + run))
        end += run
    elif is_piece(page, end) and page.gap(end) <= Gap.SPACE and not prefix and initials:
        return None
    return with_nickname(
        page, Phrase(index, end, given, initials, tuple(prefix), surname, inverted=True)
    )


def _is_called_before(page: Page, index: int) -> bool:
    """Whether a first name stands before the prefix: "Anna van Dam, P. Bos" is two persons."""
    before = page.tokens[index - 1] if index else None
    return (
        before is not None
        and page.gap(index) is Gap.SPACE
        and before.kind is Kind.WORD
        and before.capital
        and not before.upper
        and not page.tokens[index].capital
    )


def _given_end(page: Page, at: int) -> int:
    """The end of the first names from here: "Mohamed Amin", two or three of them on one line."""
    end = at + 1
    while (
        end < at + 3
        and is_piece(page, end)
        and page.gap(end) is Gap.SPACE
        and page.marks[end] & ANY_FIRST
    ):
        end += 1
    return end


def _given_behind(page: Page, index: int, at: int, surname: tuple[int, ...]) -> bool:
    """Whether "Klomp, Ruben" is one person: alone in its cell, the second a first name."""
    if not is_piece(page, at):
        return False
    if not page.starts_cell(index) and page.fold(index - 1) not in (":", ";", "|", '"', "("):
        return False
    second, first = page.marks[at], page.marks[surname[0]]
    end = _given_end(page, at)
    end += prefix_run(page, end)
    if not page.ends_cell(end) and page.fold(end) not in ("(", ";", "<", "|", ")", '"', "["):
        return False
    if first & Mark.FIRST and not first & ANY_SURNAME:
        return False
    return bool(second & ANY_FIRST) or not second & (NAME | PLAIN)
