"""Whether a word can be part of a name."""

from __future__ import annotations

from woo_desk.detect.persons.lists import ANY_SURNAME, NAME, Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.tokens import Gap, Kind

BARRIER = Mark.NEVER | Mark.ORGANISATION | Mark.STREET | Mark.TITLE

_ARTICLES = frozenset({"de", "den", "der", "ter", "ten", "'t"})

PLAIN = Mark.WORD | Mark.PROPER | Mark.PLACE | Mark.FUNCTION


def is_piece(page: Page, index: int) -> bool:
    """Whether a token can be a word of a name."""
    if not 0 <= index < len(page):
        return False
    token = page.tokens[index]
    if token.kind is not Kind.WORD or not token.capital or len(token.text) < 2:
        return False
    if page.fold(index + 1) == "-" and page.fold(index + 2) in ("en", "of", "tot", "als", "and"):
        return False
    mark = page.marks[index]
    if token.capital and index and page.tokens[index - 1].text == "A" and token.fold == "ten":
        return True
    if mark & BARRIER and mark & Mark.FIRST and _is_surely_given(page, index):
        return True
    if mark & Mark.NEVER and _is_behind_article(page, index):
        return True
    after_initials = index and page.tokens[index - 1].kind is Kind.INITIALS
    if mark & Mark.NEVER and after_initials and page.gap(index) is Gap.SPACE:
        return not mark & (Mark.ORGANISATION | Mark.FUNCTION | Mark.PREFIX | Mark.TITLE)
    if mark & BARRIER:
        return bool(mark & (Mark.FIRST | Mark.SURNAME)) and (
            (mark & Mark.TITLE and not mark & Mark.NEVER) or _may_be_name(page, index)
        )
    if token.upper:
        return _is_upper_piece(page, index)
    return not _is_camel(token.text)


def _is_behind_article(page: Page, index: int) -> bool:
    """For "V. ter Haar", "Anna de Beide": no pronoun has a capital behind a name and a prefix.

    Not behind "van" and the like, which stand before units as well.
    """
    if page.gap(index) is not Gap.SPACE or page.fold(index - 1) not in _ARTICLES:
        return False
    if page.marks[index] & (Mark.ORGANISATION | Mark.FUNCTION | Mark.TITLE | Mark.PREFIX):
        return False
    before = index - 2
    if before < 0 or page.gap(index - 1) is not Gap.SPACE or page.tokens[index - 1].capital:
        return False
    token = page.tokens[before]
    return token.capital and (token.kind is Kind.INITIALS or bool(page.marks[before] & NAME))


def _is_surely_given(page: Page, index: int) -> bool:
    """A first name that is a word ("Wil", "Mei"): before a surname, or alone where one stands."""
    if index in page.loose and page.stands_alone(index):
        return True
    following = page.mark(index + 1)
    if page.starts_cell(index) and page.ends_cell(index + 2) and following & NAME:
        return page.gap(index + 1) is Gap.SPACE and page.tokens[index + 1].capital
    return (
        page.gap(index + 1) is Gap.SPACE
        and page.tokens[index + 1].capital
        and page.tokens[index + 1].kind is Kind.WORD
        and not following & (BARRIER | PLAIN)
    )


def _is_upper_piece(page: Page, index: int) -> bool:
    """In capitals a name is told from an abbreviation by its length or its neighbours."""
    token = page.tokens[index]
    if index in page.loose and len(token.text) > 1 and _upper_beside(page, index):
        return True
    if len(token.text) == 3 and page.marks[index] & Mark.FIRST and page.gap(index + 1) is Gap.SPACE:
        after = page.tokens[index + 1]
        if after.upper and page.marks[index + 1] & (ANY_SURNAME | Mark.PREFIX):
            return True
    if len(token.text) > 5 or (len(token.text) > 3 and page.marks[index] & NAME):
        return True
    if not page.marks[index] & NAME:
        return len(token.text) > 3 and _upper_name_beside(page, index)
    return _upper_name_beside(page, index)


def _upper_beside(page: Page, index: int) -> bool:
    """Whether any other word in capitals stands beside it, at least one of them no short one."""
    lengths = [len(page.tokens[index].text)]
    for other, gap_at in ((index - 1, index), (index + 1, index + 1)):
        if 0 <= other < len(page) and page.gap(gap_at) is Gap.SPACE and page.tokens[other].upper:
            lengths.append(len(page.tokens[other].text))
    return len(lengths) > 1 and (max(lengths) > 3 or min(lengths) > 2)


def _upper_name_beside(page: Page, index: int) -> bool:
    """Whether a word in capitals that is in a name list, or a prefix, stands beside it."""
    for other, gap_at in ((index - 1, index), (index + 1, index + 1)):
        if 0 <= other < len(page) and page.gap(gap_at) is Gap.SPACE:
            token = page.tokens[other]
            if token.upper and page.marks[other] & (NAME if len(token.text) > 3 else Mark.FIRST):
                return True
            if token.kind is Kind.INITIALS or (token.upper and page.marks[other] & Mark.PREFIX):
                return True
    return False


def _is_camel(word: str) -> bool:
    """Capitals inside: "DigiJust", "PvdA"; but not "McDonald", "O'Brien", "Jan-Willem"."""
    if word[:2] in ("Mc", "De", "Di", "Le", "La", "O'", "D'") or word[:3] in ("Mac", "Van", "Fitz"):
        return False
    return any(c.isupper() and word[i - 1] not in "-'’‐‑" for i, c in enumerate(word) if i)


def _may_be_name(page: Page, index: int) -> bool:
    """Words that are mostly no name ("Mei", "Heer", "Winter"): after a first name or initials."""
    if page.gap(index) is not Gap.SPACE or index == 0:
        return False
    before = page.mark(index - 1)
    token = page.tokens[index - 1]
    if token.kind is Kind.INITIALS or token.text == "A" or ends_with_prefix(token.fold):
        return token.capital
    if before & Mark.PREFIX and page.fold(index - 1) != "in":
        return page.mark(index - 2) & NAME != 0 and page.tokens[index - 2].capital
    return bool(before & Mark.FIRST) and not before & (Mark.WORD | Mark.NEVER) and token.capital


def ends_with_prefix(word: str) -> bool:
    """The first half of a double name: "Wolters-de" before "Heer"."""
    return word.endswith(
        ("-van", "-de", "-den", "-der", "-ter", "-ten", "-te", "-'t", "-el", "-al")
    )


def is_plain(page: Page, index: int) -> bool:
    """Whether a word is in the dictionary or a place, and in no name list."""
    mark = page.marks[index]
    return bool(mark & PLAIN) and not mark & NAME
