"""As what a person appears: office holder, top official, civil servant, citizen (report 3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from woo_desk.detect.persons.lists import NAME, Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrases import Phrase
from woo_desk.detect.persons.tokens import Gap, Kind, fold
from woo_desk.domain.finding import Role


@dataclass(frozen=True, slots=True)
class RoleClue:
    """Why a person has a role."""

    role: Role
    why: str
    """Text key below `why.person`."""
    word: str = ""


_FAR = 14


def own_role(page: Page, phrase: Phrase, day: dt.date | None) -> RoleClue | None:
    """The public role that stands beside the name itself, or that its full name is known for."""
    return (
        _after(page, phrase)
        or _before(page, phrase)
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
    return _title_at(page, at)


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
        return RoleClue(Role.OFFICE, "title_after", _words(page, at, size))
    size = page.term_at(terms["top.titles"], at)
    if size and not page.lists.has("top.civil_after", page.fold(at + size)):
        return RoleClue(Role.TOP, "title_after", _words(page, at, size))
    return None


def _words(page: Page, at: int, size: int) -> str:
    return page.text[page.tokens[at].start : page.tokens[at + size - 1].end]


# --- before the name ----------------------------------------------------------------------------


def _before(page: Page, phrase: Phrase) -> RoleClue | None:
    """Looks back over portfolio words to a title: "minister voor Rechtsbescherming Weerwind"."""
    if page.gap(phrase.first) is Gap.LINE and page.gap(phrase.end) >= Gap.LINE:
        return None
    at = _over_civil_title(page, phrase.first)
    if page.fold(at - 1) == ":" and page.gap(at) <= Gap.WIDE:
        at -= 1
    crossed = False
    for _ in range(_FAR):
        if (
            at <= 0
            or page.gap(at) is Gap.BLOCK
            or (page.gap(at) is Gap.LINE and _is_short_before(page, at))
        ):
            return None
        clue = _title_ending(page, at, phrase, crossed=crossed)
        if clue is not None:
            return clue
        at -= 1
        if not _is_portfolio(page, at):
            return None
        crossed = True
    return None


def _is_short_before(page: Page, at: int) -> bool:
    """Whether the line before a token ends early, so that it is no running text."""
    line = page.line_at(at - 1)
    return page.tokens[line.end - 1].end - page.tokens[line.first].start < 45


def _over_civil_title(page: Page, at: int) -> int:
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
    if page.fold(at - 1) == "," and page.gap(at) <= Gap.LINE:
        return at - 1 if at > 1 else at
    return at


def _title_ending(page: Page, end: int, phrase: Phrase, *, crossed: bool) -> RoleClue | None:
    terms = page.lists.terms
    size = page.term_before(terms["office.titles"], end)
    role = Role.OFFICE
    if not size:
        size, role = page.term_before(terms["top.titles"], end), Role.TOP
    if not size:
        return None
    first = end - size
    if (
        role is Role.TOP
        and page.fold(end - 1) in ("dg", "sg", "ig")
        and not page.tokens[end - 1].upper
    ):
        return None
    if is_cancelled(page, first, phrase.first):
        return None
    word = page.fold(first)
    if (
        crossed
        and word in ("lid", "leden", "president", "commissaris")
        and not _of_parliament(page, end, phrase.first)
    ):
        return None
    if (
        word in ("lid", "leden")
        and page.fold(first - 1) not in ("het", "de", "oud", "kamer", "een")
        and not _of_parliament(page, end, phrase.first)
    ):
        return None
    return RoleClue(role, "title_before", _words(page, first, size))


def _is_somebodys_name(page: Page, at: int) -> bool:
    """A title that is a surname here: "R. President", "Jan de Gouverneur"."""
    if at == 0 or not page.tokens[at].capital or page.gap(at) > Gap.SPACE:
        return False
    before = page.tokens[at - 1]
    return before.kind is Kind.INITIALS or bool(
        before.capital and page.marks[at - 1] & Mark.FIRST and not page.marks[at - 1] & Mark.WORD
    )


def _may_cross(page: Page, phrase: Phrase, end: int, role: Role) -> bool:
    """A bare surname behind a comma belongs to the title only with "de heer" or for a griffier."""
    if role is Role.TOP or phrase.given or phrase.initials or not phrase.surname:
        return True
    commas = any(page.fold(i) == "," for i in range(end, phrase.first))
    return not commas or page.mark(phrase.first - 1) & Mark.TITLE != 0


def _of_parliament(page: Page, first: int, end: int) -> bool:
    return any(page.fold(i) in ("kamer", "parlement", "staten", "raad") for i in range(first, end))


def is_cancelled(page: Page, title: int, name: int) -> bool:
    """Whether the name is of who signs or speaks for the holder of the title."""
    terms = page.lists.terms["office.cancel"]
    for at in (title, title - 1, title - 2):
        if at > 0 and page.term_before(terms, at) and page.gap(at) <= Gap.LINE:
            return True
    return any(page.term_at(terms, i) for i in range(title, name))


def is_plural(page: Page, title: str) -> bool:
    """Whether a title stands before several names: "de leden A en B"."""
    return bool(title) and page.lists.has("grammar.plural_titles", fold(title.split()[-1]))


def _is_portfolio(page: Page, at: int) -> bool:
    """Words between a title and the name: "van Justitie en Veiligheid,"; not another name.

    WHY so strict: "minister Bos en Jan Jansen" must not give Jan Jansen the minister's role.
    """
    token = page.tokens[at]
    if token.kind is Kind.SIGN:
        return token.text in (",", "(", ")", "-", "&", "/") and page.gap(at) <= Gap.SPACE
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
