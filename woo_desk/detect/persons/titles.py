"""Titles of public office before a name: "minister voor Rechtsbescherming Weerwind"."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.detect.persons.clues import RoleClue
from woo_desk.detect.persons.lists import NAME, Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import Phrase
from woo_desk.detect.persons.tokens import Gap, Kind
from woo_desk.domain.finding import Role

_FAR = 14


@dataclass(frozen=True, slots=True)
class _Link:
    """How a name hangs on the title before it."""

    sign: str
    """The sign directly before the name or its form of address: "", ",", ":" or "("."""
    addressed: bool
    """With "de heer", "mr." and the like."""
    start: int
    """Token where the search for the title began."""


def title_before(page: Page, phrase: Phrase) -> RoleClue | None:
    """The title before a name, over the words of its portfolio; None when there is none."""
    if page.gap(phrase.first) is Gap.LINE and page.gap(phrase.end) >= Gap.LINE:
        return None
    at = _over_address(page, phrase.first)
    addressed = at < phrase.first
    sign = page.fold(at - 1) if page.fold(at - 1) in (",", ":", "(") else ""
    if sign and page.gap(at) <= Gap.WIDE:
        at -= 1
    link = _Link(sign, addressed, at)
    for step in range(_FAR):
        if at <= 0 or page.gap(at) is Gap.BLOCK or (step and _breaks(page, at)):
            return None
        if page.gap(at) is Gap.LINE and not page.is_wrapped(at):
            return None
        clue = _title_ending(page, at, phrase, link)
        if clue is not None:
            return clue
        at -= 1
        if not is_portfolio(page, at) or (step == 0 and _is_connection(page, at)):
            return None
    return None


def _breaks(page: Page, at: int) -> bool:
    return page.gap(at) is Gap.WIDE


def _over_address(page: Page, at: int) -> int:
    """The token where "de heer", "mr. drs." before the name begins."""
    while at > 0 and page.gap(at) <= Gap.LINE:
        before = page.tokens[at - 1]
        if before.text == "." and page.lists.has("titles.civil", page.fold(at - 2)):
            at -= 2
        elif before.kind is Kind.WORD and page.lists.has("titles.civil", before.fold):
            at -= 1
        else:
            break
        if page.fold(at - 1) in ("de", "den"):
            at -= 1
    return at


def _title_ending(page: Page, end: int, phrase: Phrase, link: _Link) -> RoleClue | None:
    terms = page.lists.terms
    size, role = page.term_before(terms["office.titles"], end), Role.OFFICE
    if not size:
        size, role = page.term_before(terms["top.titles"], end), Role.TOP
    if not size:
        return None
    first = end - size
    if _is_somebodys_name(page, first) or not _is_title_here(page, first, end, phrase, link):
        return None
    if not _may_hang(page, end, phrase, link, role) or _is_cancelled(page, first, end, phrase):
        return None
    return RoleClue(role, "title_before", page.words(first, end))


def _is_title_here(page: Page, first: int, end: int, phrase: Phrase, link: _Link) -> bool:
    """Abbreviations stand in capitals; "lid" and "leden" are of parliament, not of a team."""
    word = page.fold(end - 1)
    if page.lists.has("top.short", word):
        return page.tokens[end - 1].upper and link.sign != ","
    if not page.lists.has("office.weak", page.fold(first)) or end - first > 1:
        return True
    of_parliament = any(
        page.lists.has("office.parliament", page.fold(i)) for i in range(end, phrase.first)
    )
    if of_parliament:
        return True
    known = page.fold(first - 1) in ("het", "de", "een", "oud") and end == link.start
    return known and _is_bare(phrase)


def _is_bare(phrase: Phrase) -> bool:
    """A surname with nothing before it but prefixes."""
    return phrase.is_single or not (phrase.given or phrase.initials)


def _is_somebodys_name(page: Page, at: int) -> bool:
    """A title that is a surname here: "R. President"."""
    if at == 0 or not page.tokens[at].capital or page.gap(at) > Gap.SPACE:
        return False
    before = page.tokens[at - 1]
    return before.kind is Kind.INITIALS or bool(
        before.capital and page.marks[at - 1] & Mark.FIRST and not page.marks[at - 1] & Mark.WORD
    )


def _may_hang(page: Page, end: int, phrase: Phrase, link: _Link, role: Role) -> bool:
    """Behind a comma only what is in apposition: "de minister van Financiën, Sigrid Kaag, …"."""
    if link.sign != "," or link.addressed:
        return True
    if end == link.start:
        return page.fold(phrase.end) == ","
    return role is Role.TOP or not _is_bare(phrase)


def _is_cancelled(page: Page, first: int, end: int, phrase: Phrase) -> bool:
    """Whether the name is of who signs, speaks or works for the holder of the title."""
    before = first - 1
    if before >= 0 and page.gap(first) <= Gap.SPACE:
        word = page.fold(before)
        works_for = page.marks[before] & Mark.FUNCTION or page.lists.has("office.for", word)
        if works_for and not page.lists.has("grammar.before_title_after", word):
            return True
    if end == phrase.first and _is_bare(phrase):
        return False
    terms = page.lists.terms["office.cancel"]
    for at in (first, first - 1, first - 2):
        if at > 0 and page.term_before(terms, at) and page.gap(at) <= Gap.LINE:
            return True
    return any(page.term_at(terms, i) for i in range(first, phrase.first))


def _is_connection(page: Page, at: int) -> bool:
    """A small word directly before the name: "de minister van Jan", "en Jan"."""
    token = page.tokens[at]
    return token.kind is Kind.WORD and not token.capital


def is_portfolio(page: Page, at: int) -> bool:
    """Words between a title and the name: "van Justitie en Veiligheid,"; not another name.

    WHY so strict: "minister Bos en Jan Jansen" must not give Jan Jansen the minister's role.
    """
    token = page.tokens[at]
    if token.kind is Kind.SIGN:
        return token.text in (",", "-", "&", "/") and page.gap(at) <= Gap.SPACE
    if token.kind is not Kind.WORD:
        return False
    if page.lists.has("office.connect", token.fold) and not token.capital:
        return True
    if page.lists.has("office.portfolio", token.fold):
        return True
    mark = page.marks[at]
    if mark & (Mark.PLACE | Mark.PROPER) and page.fold(at - 1) in ("van", "te", "in", "den"):
        return True
    return not mark & NAME and bool(mark & (Mark.ORGANISATION | Mark.WORD) or token.upper)
