"""The words of a name and how they join: what both orders of a name are read with."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.detect.persons.lists import Mark
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.pieces import is_piece, is_plain
from woo_desk.detect.persons.tokens import Gap, Kind

MOST_PREFIXES = 3
"""In a row: "van de den"."""


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


def prefix_run(page: Page, at: int) -> int:
    """Number of prefix words from here; a first word that is a name itself is none."""
    run = 0
    if not page.tokens[at : at + 1]:
        return 0
    while (
        run < MOST_PREFIXES
        and not _lacks_article(page, at + run)
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


def _lacks_article(page: Page, at: int) -> bool:
    """Whether "over", "op", "in" stands without the article that it has within a name."""
    return page.lists.has("grammar.only_with_article", page.fold(at)) and not page.lists.has(
        "grammar.articles", page.fold(at + 1)
    )


def _begins_line(page: Page, at: int) -> bool:
    """Whether a capitalised word begins a line: "Loes de", and below it "Aan"."""
    return page.gap(at) is Gap.LINE and page.tokens[at].capital


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


def nickname(page: Page, at: int, given: list[int]) -> int:
    """Reads "(Sander)" or "[Sander]" after initials or a name; the index after it."""
    closing = {"(": ")", "[": "]", '"': '"', "“": "”", "'": "'"}.get(page.fold(at))
    if closing and page.fold(at + 2) == closing and is_piece(page, at + 1):
        given.append(at + 1)
        return at + 3
    if closing and page.fold(at + 2) == closing and is_initials(page, at + 1):
        return at + 3
    return at


def with_nickname(page: Page, phrase: Phrase) -> Phrase:
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


def is_chinese_middle(page: Page, at: int, pieces: list[int]) -> bool:
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
