"""What looks like a person's name and is none: motions, laws, streets, kings, labels."""

from __future__ import annotations

from woo_desk.detect.persons.lists import ANY_SURNAME, Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import Phrase
from woo_desk.detect.persons.tokens import Gap, Kind

_LABELS = ("labels.civil", "labels.private", "labels.external")
_EPONYM_HYPHEN = ("-", "–")
_YEARS = range(1800, 2100)


def blocked_tokens(page: Page) -> set[int]:
    """Tokens of names that are not a person's: "motie-Van Zwol", "Wet Mulder", "Van Dale"."""
    blocked: set[int] = set(page.units) | _cited_publications(page)
    names = page.lists.terms["never.names"]
    places = page.lists.terms["places"]
    parties = page.lists.vocabulary["office.parties"]
    eponyms = page.lists.vocabulary["office.eponyms"]
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
        fold = token.fold
        if (fold.split("-", 1)[0] if "-" in fold else fold) in eponyms:
            blocked.update(_eponym(page, index))
        if page.marks[index] & Mark.STREET and token.capital:
            blocked.update(_street(page, index))
        if page.marks[index] & Mark.PLACE and _is_surely_place(page, index):
            blocked.add(index)
    return blocked


def _cited_publications(page: Page) -> set[int]:
    """The abbreviation in "Stb. 2019, 12", "Trb. 1951, 131", "Gst. 2019/12".

    WHY only before a year: by itself such letters may be somebody's, as in "Actie: Trb".
    """
    publications = page.lists.vocabulary["never.publications"]
    return {
        index
        for index, token in enumerate(page.tokens)
        if token.capital and token.fold in publications and _is_before_year(page, index)
    }


def _is_before_year(page: Page, index: int) -> bool:
    at = index + 2 if page.fold(index + 1) == "." else index + 1
    if at >= len(page) or page.gap(at) > Gap.LINE:
        return False
    year = page.tokens[at].text
    return len(year) == 4 and year.isdecimal() and int(year) in _YEARS


def _is_surely_place(page: Page, index: int) -> bool:
    """Whether a town stands behind its postcode, or in brackets behind a mayor's name."""
    before, code = index - 1, index - 2
    if page.gap(index) <= Gap.WIDE and code >= 0:
        letters, digits = page.tokens[before], page.tokens[code]
        if letters.upper and len(letters.text) == 2 and len(digits.text) == 4:
            return digits.text.isdigit() and page.gap(before) <= Gap.SPACE
    in_brackets = page.fold(before) == "(" and page.fold(index + 1) == ")"
    return in_brackets and not page.marks[index] & Mark.FIRST


def _eponym(page: Page, index: int) -> range:
    """The name that a motion, committee, law or hall is called after."""
    token = page.tokens[index]
    at = index + 1
    head, hyphen, tail = token.fold.partition("-")
    if hyphen and head:
        if token.capital and not page.lists.has("office.eponyms_hyphen", head):
            return range(0)
        if not page.lists.mark(tail.split("-")[-1]) & Mark.PREFIX:
            return _joined_by_stroke(page, index)
    elif page.fold(at) in _EPONYM_HYPHEN and page.gap(at) is Gap.NONE:
        at += 1
    elif page.lists.has("grammar.eponyms_never_bare", token.fold):
        return range(0)
    return range(0) if page.gap(at) > Gap.LINE else _called_after(page, at, bool(hyphen))


def _joined_by_stroke(page: Page, index: int) -> range:
    """For "motie-Segers/Bikker"."""
    end = index + 1
    while (
        page.fold(end) == "/" and page.gap(end + 1) <= Gap.SPACE and (page.tokens[end + 1].capital)
    ):
        end += 2
    return range(index, end)


def _called_after(page: Page, at: int, hyphen: bool) -> range:
    end = at
    while page.mark(end) & Mark.PREFIX and page.gap(end) <= Gap.LINE:
        end += 1
    small = end > at and not page.tokens[at].capital and not hyphen
    if small and not page.lists.has("grammar.of_politicians", page.fold(at - 1)):
        return range(0)
    named = end < len(page) and page.tokens[end].kind is Kind.WORD and page.tokens[end].capital
    return range(at, end + 1) if named and page.gap(end) <= Gap.LINE else range(0)


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


def is_label_word(page: Page, phrase: Phrase) -> bool:
    """The label itself: "Contact:", "E-mail", "Van:"."""
    if not phrase.is_single:
        return False
    at = phrase.first
    mark = page.marks[at]
    if mark & Mark.PREFIX and page.fold(at) not in ("ben", "san", "bel"):
        return True
    terms = page.lists.terms
    label = page.term_at(terms["labels.others"], at) or (
        page.fold(phrase.end) == ":" and any(page.term_at(terms[key], at) for key in _LABELS)
    )
    return bool(label) and not mark & Mark.FIRST


def is_numbered_king(page: Page, end: int) -> bool:
    """For "Willem II", "Rutte IV", "Willem II-terrein"."""
    if page.gap(end) not in (Gap.SPACE, Gap.LINE):
        return False
    return page.tokens[end].text.split("-", 1)[0] in ("II", "III", "IV", "V", "VI", "VII", "XIV")
