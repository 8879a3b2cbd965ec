"""Moves through the text of a page by letter, word and line, and from places to letters."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.text_map import TextMap


class Unit(enum.Enum):
    """By how much an end of a selection moves."""

    LETTER = "letter"
    WORD = "word"
    LINE = "line"


def nearest_offset(page: TextMap, x: float, y: float) -> int | None:
    """The gap between letters that is nearest to a point in page space; None without letters.

    The printed line nearest in height is chosen first, then the letter on it, then its nearer
    side; an offset behind the last letter is possible.
    """
    best: tuple[float, float, int] | None = None
    for offset in range(len(page.text)):
        box = page.box_at(offset)
        if box is None:
            continue
        off_line = max(box.y0 - y, y - box.y1, 0.0)
        off_side = max(box.x0 - x, x - box.x1, 0.0)
        if best is None or (off_line, off_side) < best[:2]:
            best = (off_line, off_side, offset + (x > box.centre[0]))
    return best[2] if best else None


def span_under(page: TextMap, boxes: Iterable[Box]) -> Span | None:
    """From the first to behind the last letter whose centre lies in one of the boxes."""
    wanted = tuple(boxes)
    hits = [
        offset
        for offset in range(len(page.text))
        if (box := page.box_at(offset)) is not None
        and any(one.contains(*box.centre) for one in wanted)
    ]
    return Span(hits[0], hits[-1] + 1) if hits else None


def word_at(page: TextMap, offset: int) -> Span | None:
    """The word that a gap between letters stands in or beside; None between spaces."""
    start = end = max(0, min(offset, len(page.text)))
    while start > 0 and not page.text[start - 1].isspace():
        start -= 1
    while end < len(page.text) and not page.text[end].isspace():
        end += 1
    return Span(start, end) if start < end else None


def moved(page: TextMap, offset: int, unit: Unit, step: int) -> int:
    """The offset one unit further (step 1) or back (step -1); at the end it stays."""
    match unit:
        case Unit.LETTER:
            return _by_letter(page, offset, step)
        case Unit.WORD:
            return _by_word(page, offset, step)
        case Unit.LINE:
            return _by_line(page, offset, step)


def stretched(page: TextMap, span: Span, *, at_end: bool, unit: Unit, step: int) -> Span:
    """The span with one end moved; an end never passes the other, so something is left."""
    if at_end:
        end = moved(page, span.end, unit, step)
        while step < 0 and end > span.start and page.text[end - 1].isspace():
            end -= 1  # the space before a word that is given up goes with it
        return Span(span.start, end) if end > span.start else span
    start = moved(page, span.start, unit, step)
    while step > 0 and start < span.end and page.text[start].isspace():
        start += 1
    return Span(start, span.end) if start < span.end else span


def _by_letter(page: TextMap, offset: int, step: int) -> int:
    """Over everything that is not printed, so that each press is to be seen."""
    at = offset
    while 0 <= (at + min(step, 0)) < len(page.text):
        at += step
        if page.box_at(at - 1 if step > 0 else at) is not None:
            break
    return at


def _by_word(page: TextMap, offset: int, step: int) -> int:
    at = offset
    for is_space in (True, False):
        while 0 <= (at + min(step, 0)) < len(page.text):
            if page.text[at if step > 0 else at - 1].isspace() is not is_space:
                break
            at += step
    return at


def _by_line(page: TextMap, offset: int, step: int) -> int:
    """To the letter under or over this one, on the next line in the order of reading."""
    here = _box_near(page, offset)
    if here is None:
        return offset
    at = min(offset, len(page.text) - 1)
    line = page.lines[at]
    while 0 <= at + step < len(page.lines) and (page.lines[at] == line or page.box_at(at) is None):
        at += step
    other = _box_near(page, at)
    if other is None or page.lines[at] == line:
        return len(page.text) if step > 0 else 0
    found = nearest_offset(page, here.x0, other.centre[1])
    return offset if found is None else found


def _box_near(page: TextMap, offset: int) -> Box | None:
    """The box of the letter at an offset, or of the nearest one before or after it."""
    for distance in range(len(page.text) + 1):
        for at in (offset + distance, offset - distance):
            if 0 <= at < len(page.text) and (box := page.box_at(at)) is not None:
                return box
    return None
