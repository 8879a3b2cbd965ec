"""Names behind or below a label: "Aan:", "Contactpersoon", "Aanwezig"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from woo_desk.detect.persons.lines import cell_end, is_cut, is_prose
from woo_desk.detect.persons.lists import Mark
from woo_desk.detect.persons.page import Line, Page
from woo_desk.detect.persons.slots import Region, Slot
from woo_desk.detect.persons.tokens import Gap, Kind
from woo_desk.domain.finding import Role

_LONGEST_LIST = 60

_SEPARATORS = frozenset({",", ";", "/", "&", "en", "|", "+", "and"})

_COLONS = frozenset({":", "："})

_GROUPS = (
    ("labels.civil", Role.UNKNOWN),
    ("labels.private", Role.PRIVATE),
    ("labels.external", Role.EXTERNAL),
)


@dataclass(frozen=True, slots=True)
class _Label:
    first: int
    end: int
    """After the colon, if there is one."""
    words: str
    role: Role
    colon: bool


def labelled(page: Page) -> Iterator[Region]:
    """The values of all labels for persons, up to the next label or running text."""
    others = page.lists.terms["labels.others"]
    labels = list(_find_labels(page))
    stops = {label.first for label in labels}
    stops |= {
        line.first
        for line in page.lines
        if (size := page.term_at(others, line.first)) and is_cut(page, line.first + size)
    }
    for label in labels:
        slot = Slot(
            0.86 if label.colon else 0.8,
            "label",
            page.text[page.tokens[label.first].start : page.tokens[label.end - 1].end].rstrip(": "),
            label.role,
            units=label.words in _joined(page, "labels.units_likely"),
            initials=True,
        )
        for first, end in _region(page, label, stops):
            yield first, end, slot


def _joined(page: Page, key: str) -> frozenset[str]:
    return frozenset(
        " ".join(group) for groups in page.lists.terms[key].values() for group in groups
    )


def _find_labels(page: Page) -> Iterator[_Label]:
    colons = {index for index, token in enumerate(page.tokens) if token.text in _COLONS}
    for index in sorted(colons.union(page.cell_starts())):
        if index in colons:
            label = _label_before(page, index)
        else:
            label = _label_from(page, page.skip_bullets(index, page.line_at(index).end))
        if label:
            yield label


def _label_before(page: Page, colon: int) -> _Label | None:
    """A label that ends at a colon, with "(4)" or "/en" between them allowed."""
    end = colon
    if page.fold(end - 1) == ")":
        opened = next((i for i in range(end - 2, max(end - 7, -1), -1) if page.fold(i) == "("), end)
        end = opened
    elif page.fold(end - 1) == "*":
        while page.fold(end - 1) == "*":
            end -= 1
    while end > 2 and page.fold(end - 1) in ("a.i.", "ai", "wnd", "."):
        end -= 1
    for key, role in (*_GROUPS, ("", Role.UNKNOWN)):
        size = page.term_before(page.lists.terms[key], end) if key else _function_before(page, end)
        if not size or page.gap(colon) > Gap.SPACE:
            continue
        first = end - size
        if page.fold(first - 1) in ("de", "het") and page.gap(first) is Gap.SPACE:
            return None
        words = " ".join(page.fold(i) for i in range(first, end))
        return _Label(first, colon + 1, words, role, colon=True)
    return None


def _function_before(page: Page, end: int) -> int:
    """A function at the start of a line as a label: "Senior adviseur:"; its length or 0."""
    first = page.line_at(end - 1).first
    size = end - page.skip_bullets(first, end)
    return size if 0 < size <= 4 and page.marks[end - 1] & Mark.FUNCTION else 0


def _label_from(page: Page, index: int) -> _Label | None:
    """A label without colon: alone in its cell, or one of those that need no sign."""
    if index >= len(page):
        return None
    for key, role in _GROUPS:
        size = page.term_at(page.lists.terms[key], index)
        if not size:
            continue
        end = index + size
        words = " ".join(page.fold(i) for i in range(index, end))
        alone = page.gap(end) in (Gap.LINE, Gap.WIDE) or (
            page.gap(end) is Gap.BLOCK and page.tokens[index].gap is not Gap.SPACE
        )
        bare = page.term_at(page.lists.terms["labels.bare"], index) == size
        if end < len(page) and (alone or bare) and page.tokens[index].capital:
            return _Label(index, end, words, role, colon=False)
    return None


def _region(page: Page, label: _Label, stops: set[int]) -> Iterator[tuple[int, int]]:
    """The tokens in which the label's value lies: rest of the line, or the lines below."""
    number = page.line_of[label.end - 1]
    line = page.lines[number]
    below = label.end >= line.end
    if not label.colon and not below and _is_head(page, label, line):
        return
    if not below:
        end = cell_end(page, label.end, line.end) if not label.colon else line.end
        cut = next(
            (
                i
                for i in range(label.end, end)
                if i in stops or _ends_sentence(page, i) or _is_text(page, i)
            ),
            end,
        )
        yield label.end, cut
        if cut < line.end or page.fold(line.end - 1) not in _SEPARATORS:
            return
    for count in range(1, _LONGEST_LIST):
        if number + count >= len(page.lines):
            return
        following = page.lines[number + count]
        if _stops_list(page, following, stops, first=below and count == 1):
            return
        yield (
            following.first,
            (following.end if label.colon else cell_end(page, following.first, following.end)),
        )
        if not below and page.fold(following.end - 1) not in _SEPARATORS:
            return


def _is_text(page: Page, index: int) -> bool:
    """Whether running text begins: three small words in a row that are no prefixes."""
    return all(
        page.tokens[i : i + 1]
        and page.tokens[i].kind is Kind.WORD
        and not page.tokens[i].capital
        and not page.lists.has("grammar.in_lists", page.fold(i))
        for i in range(index, index + 3)
    )


def _is_head(page: Page, label: _Label, line: Line) -> bool:
    """Whether the label is the head of a column: another head follows on the same line."""
    if page.gap(label.end) is not Gap.WIDE and page.fold(label.end) != "|":
        return False
    at = label.end + (page.fold(label.end) == "|")
    terms = page.lists.terms
    size = max(
        page.term_at(terms[key], at)
        for key in ("labels.civil", "labels.others", "columns.names", "columns.initials")
    )
    return (
        bool(size)
        and at < line.end
        and (page.gap(at + size) >= Gap.LINE or page.fold(at + size) == "|")
    )


def _ends_sentence(page: Page, index: int) -> bool:
    return (
        page.fold(index) == "."
        and page.gap(index + 1) is Gap.SPACE
        and page.tokens[index + 1].capital
        and not page.marks[index - 1] & Mark.TITLE
    )


def _stops_list(page: Page, line: Line, stops: set[int], *, first: bool) -> bool:
    if page.tokens[line.first].gap is Gap.BLOCK and not first:
        return True
    if line.first in stops or page.skip_bullets(line.first, line.end) in stops:
        return True
    return is_prose(page, line)
