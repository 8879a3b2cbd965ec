"""What kind of line a line is: running text, a time, cells."""

from __future__ import annotations

from collections.abc import Iterable

from woo_desk.detect.persons.lists import Mark
from woo_desk.detect.persons.page import Line, Page
from woo_desk.detect.persons.tokens import Gap, Kind


def is_prose(page: Page, line: Line) -> bool:
    """Whether a line reads as running text: more lower-case words than a list entry has."""
    lower = sum(
        1
        for i in range(line.first, line.end)
        if page.tokens[i].kind is Kind.WORD
        and not page.tokens[i].capital
        and not page.lists.has("grammar.in_lists", page.fold(i))
        and not page.marks[i] & Mark.FUNCTION
    )
    return lower > 8 or (lower > 4 and lower * 2 > line.end - line.first)


def is_time(page: Page, first: int, end: int) -> bool:
    """Whether the rest of a line is a date or time, perhaps in brackets: " 12:40", "[1-2-24]"."""
    rest = page.tokens[first:end]
    numbers = [t for t in rest if t.kind is Kind.NUMBER]
    if len(numbers) < 2 or len(rest) > 16:
        return False
    return all(
        t.kind in (Kind.NUMBER, Kind.SIGN)
        or (t.kind is Kind.WORD and page.lists.has("letters.time", t.fold))
        for t in rest
    ) and any(t.text in (":", ".") for t in rest)


def cells(page: Page, line: Line) -> Iterable[tuple[int, int]]:
    """Cells of a line, cut by white space or by upright strokes; empty ones too."""
    first = line.first
    if page.is_one_cell(line):
        yield first, line.end
        return
    for index in range(line.first, line.end):
        if page.is_border(index):
            if index > line.first:
                yield first, index
            first = index + 1
        elif page.gap(index) is Gap.WIDE and index > first:
            yield first, index
            first = index
    if first < line.end:
        yield first, line.end


def cell_end(page: Page, first: int, end: int) -> int:
    """Where the cell that begins at a token ends; `end` when it is the last of its line."""
    start = first + 1
    return next((i for i in range(start, end) if page.gap(i) is Gap.WIDE), end)


def is_cut(page: Page, index: int) -> bool:
    """Whether a colon or the end of a cell stands at a token."""
    return page.fold(index) == ":" or page.gap(index) >= Gap.LINE
