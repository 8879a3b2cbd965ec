"""Names in rows: columns of a table, lists of names, names above functions."""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.persons.lines import cells
from woo_desk.detect.persons.lists import Mark
from woo_desk.detect.persons.page import Line, Page
from woo_desk.detect.persons.slots import Region, Slot
from woo_desk.detect.persons.tokens import Gap, Kind

_LIST_LINES = 3

_NO_NAME = Mark.ORGANISATION | Mark.FUNCTION | Mark.NEVER | Mark.STREET


def name_rows(page: Page) -> Iterator[Region]:
    """Three lines or more in a row that begin alike: bullet, name, then the same sign."""
    run: list[tuple[Line, int]] = []
    sign = ""
    for line in (*page.lines, None):
        end = _name_end(page, line) if line is not None else 0
        mine = _sign_at(page, end) if end and line is not None else ""
        if end and line is not None and (not run or mine == sign):
            run.append((line, end))
            sign = mine
            continue
        if len(run) >= _LIST_LINES:
            for entry, stop in run:
                yield entry.first, stop, Slot(0.72, "list", whole=True)
        run = [(line, end)] if end and line is not None else []
        sign = mine


def _sign_at(page: Page, end: int) -> str:
    if page.gap(end) >= Gap.LINE:
        return "\t" if page.gap(end) is Gap.WIDE else "\n"
    return page.fold(end)


def _name_end(page: Page, line: Line) -> int:
    """The token after the name-like words that a line begins with; 0 when it has none."""
    at = page.skip_bullets(line.first, line.end)
    start = at
    words = 0
    while at < line.end and (at == start or page.gap(at) <= Gap.SPACE):
        token = page.tokens[at]
        if (token.kind is Kind.WORD and token.capital and not page.marks[at] & _NO_NAME) or (
            token.kind is Kind.INITIALS and token.capital
        ):
            words += 1
        elif (
            token.text == ","
            and page.tokens[at + 1 : at + 2]
            and at + 1 < line.end
            and (
                page.tokens[at + 1].capital
                and words == 1
                and page.tokens[at + 1].kind is not Kind.SIGN
            )
        ):
            pass
        elif not page.lists.has("grammar.in_lists", token.fold):
            break
        at += 1
    return at if 2 <= words <= 4 and at - start <= 7 else 0


def above_functions(page: Page) -> Iterator[Region]:
    """A short line of capitalised words above one that begins with a function."""
    for number, line in enumerate(page.lines[:-1]):
        below = page.lines[number + 1]
        if page.tokens[below.first].gap is not Gap.LINE or below.end - below.first > 7:
            continue
        if not page.marks[below.first] & Mark.FUNCTION or not _is_name_line(page, line):
            continue
        word = page.tokens[below.first].text
        yield line.first, line.end, Slot(0.78, "function", word, whole=True)


def _is_name_line(page: Page, line: Line) -> bool:
    """Two to five words, all with a capital but prefixes, none a unit or function."""
    first = page.skip_bullets(line.first, line.end)
    words = range(first, line.end)
    if any(page.gap(i) is Gap.WIDE for i in words[1:]):
        return False
    return (
        2 <= len(words) <= 5
        and all(
            (page.tokens[i].kind is Kind.WORD and page.tokens[i].capital)
            or page.tokens[i].kind is Kind.INITIALS
            or page.lists.has("grammar.in_lists", page.fold(i))
            for i in words
        )
        and not any(page.marks[i] & (Mark.ORGANISATION | Mark.FUNCTION) for i in words)
    )


def table_columns(page: Page) -> Iterator[Region]:
    """Cells below a head that names persons; cells are cut by tabs or three spaces."""
    number = 0
    while number < len(page.lines):
        heads = _heads(page, page.lines[number])
        number += 1
        if not heads:
            continue
        while number < len(page.lines):
            row = list(cells(page, page.lines[number]))
            if len(row) < 2 or _heads(page, page.lines[number]):
                break
            for place, slot in heads:
                if place < len(row):
                    yield *row[place], slot
            number += 1


def _heads(page: Page, line: Line) -> list[tuple[int, Slot]]:
    row = list(cells(page, line))
    if len(row) < 2:
        return []
    return [
        (place, slot)
        for place, (first, end) in enumerate(row)
        if (slot := _head(page, first, end)) is not None
    ]


def _head(page: Page, first: int, end: int) -> Slot | None:
    names = page.term_at(page.lists.terms["columns.names"], first)
    initials = page.term_at(page.lists.terms["columns.initials"], first)
    size = max(names, initials)
    if not size or first + size != end:
        return None
    word = page.text[page.tokens[first].start : page.tokens[end - 1].end]
    return Slot(0.86 if names else 0.5, "column", word, initials=bool(initials))
