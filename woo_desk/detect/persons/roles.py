"""As what a person appears: office holder, top official, civil servant, citizen (report 3)."""

from __future__ import annotations

import datetime as dt

from woo_desk.detect.persons.clues import RoleClue
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import Phrase, is_initials
from woo_desk.detect.persons.pieces import is_piece
from woo_desk.detect.persons.titles import is_portfolio, title_before
from woo_desk.detect.persons.tokens import Gap, fold
from woo_desk.domain.finding import Role


def own_role(page: Page, phrase: Phrase, day: dt.date | None) -> RoleClue | None:
    """The public role that stands beside the name itself, or that its full name is known for."""
    return (
        _after(page, phrase)
        or _chamber(page, phrase, day)
        or title_before(page, phrase)
        or _signature_title(page, phrase)
        or _full_name(page, phrase, day)
    )


# --- after the name -----------------------------------------------------------------------------


def _after(page: Page, phrase: Phrase) -> RoleClue | None:
    at = phrase.end
    terms = page.lists.terms
    sign = page.fold(at)
    if sign == "(" and page.gap(at) <= Gap.LINE:
        size = page.term_at(terms["office.parties"], at + 1) or _is_party_pair(page, at + 1)
        if size and page.fold(at + 1 + size) in (")", ",", "/", "-", ";"):
            return RoleClue(Role.OFFICE, "party", page.tokens[at + 1].text)
    own_line = page.gap(at) is Gap.LINE and page.starts_cell(phrase.first)
    if sign in (",", "(", "/", "–", "-", "|", "—"):
        at += 1
    elif not own_line and page.gap(at) is not Gap.WIDE:
        return None
    if page.gap(at) > Gap.WIDE and not own_line:
        return None
    while page.lists.has("grammar.before_title_after", page.fold(at)):
        at += 1
    clue = _title_at(page, at)
    return None if clue is None or _is_of_the_next(page, at, own_line=own_line) else clue


def _is_of_the_next(page: Page, at: int, *, own_line: bool) -> bool:
    """Whether the title behind a name belongs to another name, which follows it.

    WHY: in "Jan Jansen, minister Faber" and in a list with "K. Jansen" above "SG: P. Bos" the
    first must not be kept readable for the title of the second.
    """
    terms = page.lists.terms
    at += max(page.term_at(terms["office.after"], at), page.term_at(terms["top.titles"], at))
    while page.gap(at) <= Gap.SPACE and page.fold(at) != "," and is_portfolio(page, at):
        at += 1
    if page.fold(at) == ":" or (own_line and page.fold(at) == "," and page.gap(at + 1) >= Gap.LINE):
        return True
    if page.fold(at) == "(":
        at += 1
    if page.gap(at) > Gap.WIDE or (own_line and page.gap(at) is Gap.LINE):
        return False
    return is_initials(page, at) or (is_piece(page, at) and page.gap(at) is not Gap.LINE)


def _chamber(page: Page, phrase: Phrase, day: dt.date | None) -> RoleClue | None:
    """For "Ouwehand, E." with "Tweede Kamer (PvdD)" or the party in the next cell of a row.

    Only for who is on the list by surname and first letter: which name of a list a cell belongs
    to is not sure, and nobody may stay readable for the cell of another.
    """
    at = phrase.end + (page.fold(phrase.end) in (",", "|", "(", "-", "–"))
    if page.gap(at) > Gap.WIDE or not page.starts_cell(phrase.first):
        return None
    size = page.term_at(page.lists.terms["office.chambers"], at)
    party = at + size + (size > 0 and page.fold(at + size) == "(")
    named = page.term_at(page.lists.terms["office.parties"], party)
    if not size and not (named and page.ends_cell(party + named)):
        return None
    given = " ".join(page.fold(i) for i in phrase.given)
    initials = "".join(page.fold(i) for i in phrase.initials).replace(".", "")
    holder = page.lists.offices.named(surname_of(page, phrase), given, initials, day)
    if holder is None:
        return None
    return RoleClue(Role.OFFICE, "party", page.words(at, party + named))


def _is_party_pair(page: Page, at: int) -> int:
    """Two parties as one: "ChristenUnie-SGP"; the number of tokens or 0."""
    parties = page.lists.vocabulary["office.parties"]
    parts = page.fold(at).split("-")
    return int(len(parts) > 1 and all(part in parties for part in parts))


def _title_at(page: Page, at: int) -> RoleClue | None:
    if at >= len(page):
        return None
    terms = page.lists.terms
    if size := page.term_at(terms["office.after"], at):
        return RoleClue(Role.OFFICE, "title_after", page.words(at, at + size))
    size = page.term_at(terms["top.titles"], at)
    if size and not page.lists.has("top.civil_after", page.fold(at + size)):
        return RoleClue(Role.TOP, "title_after", page.words(at, at + size))
    return None


def is_plural(page: Page, title: str) -> bool:
    """Whether a title stands before several names: "de leden A en B"."""
    return bool(title) and page.lists.has("grammar.plural_titles", fold(title.split()[-1]))


# --- across lines -------------------------------------------------------------------------------


def _signature_title(page: Page, phrase: Phrase) -> RoleClue | None:
    """For "De Minister van Asiel en Migratie,", some white, "M. Faber"."""
    if not page.starts_line(phrase.first) or page.gap(phrase.end) < Gap.LINE:
        return None
    number = page.line_of[phrase.first]
    for line in reversed(page.lines[max(number - 3, 0) : number]):
        last = page.tokens[line.end - 1]
        if last.text != ",":
            return None
        first = line.first + (page.fold(line.first) in ("de", "het"))
        if any(
            page.term_at(page.lists.terms["office.cancel"], i) for i in range(line.first, line.end)
        ):
            return None
        clue = _title_at(page, first)
        if clue is None and page.term_at(page.lists.terms["office.titles"], first):
            clue = RoleClue(Role.OFFICE, "title_before", page.tokens[first].text)
        if clue is not None:
            return RoleClue(clue.role, "title_before", clue.word)
    return None


# --- by name ------------------------------------------------------------------------------------


def _full_name(page: Page, phrase: Phrase, day: dt.date | None) -> RoleClue | None:
    if not phrase.surname or not (phrase.given or phrase.initials):
        return None
    given = " ".join(page.fold(i) for i in phrase.given)
    initials = "".join(page.fold(i) for i in phrase.initials).replace(".", "")
    holder = page.lists.offices.named(surname_of(page, phrase), given, initials, day)
    if holder is None or not given:
        return None
    role = Role.TOP if holder.is_top else Role.OFFICE
    return RoleClue(role, "office_list")


def surname_of(page: Page, phrase: Phrase) -> str:
    """Folded surname with its prefix, as in the lists: "van der burg"."""
    words = (*phrase.prefix, *phrase.surname)
    return fold(" ".join(page.fold(i) for i in words))
