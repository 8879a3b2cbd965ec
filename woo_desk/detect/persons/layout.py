"""Where a document's layout says that a name stands: heads, salutations, signatures, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from woo_desk.detect.persons.lists import Mark
from woo_desk.detect.persons.page import Line, Page
from woo_desk.detect.persons.phrases import read_phrase
from woo_desk.detect.persons.tokens import Gap, Kind
from woo_desk.domain.finding import Role

_LONGEST_LIST = 60
_LIST_LINES = 3
_NO_NAME = Mark.ORGANISATION | Mark.FUNCTION | Mark.NEVER | Mark.STREET
_SIGNATURE_LINES = 5
_NAME_PREFIXES = frozenset("van de den der het 't ten ter te el al en da di dos la le von".split())
_SEPARATORS = frozenset({",", ";", "/", "&", "en", "|", "+", "and"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a name is expected."""

    gain: float
    """0 to 1: share of the doubt that the place takes away."""
    why: str
    """Text key below `why.person`."""
    word: str = ""
    """What stands there: the label as printed."""
    role: Role = Role.UNKNOWN
    units: bool = False
    """Units and organisations stand here as often as persons."""
    initials: bool = False
    """Bare initials are expected here too."""
    whole: bool = False
    """Only where the name fills the line or is cut off by a sign."""


Slots = list[Slot | None]


def find_slots(page: Page) -> Slots:
    """For each token the slot that a name beginning there would stand in, or None."""
    slots: Slots = [None] * len(page)
    for marker in (
        _lists,
        _above_functions,
        _closings,
        _chats,
        _table_columns,
        _salutations,
        _labels,
    ):
        for first, end, slot in marker(page):
            for index in range(first, end):
                slots[index] = slot
    return slots


Region = tuple[int, int, Slot]


# --- labels -------------------------------------------------------------------------------------

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


def _labels(page: Page) -> Iterator[Region]:
    others = page.lists.terms["labels.others"]
    labels = list(_find_labels(page))
    stops = {label.first for label in labels}
    stops |= {
        line.first
        for line in page.lines
        if (size := page.term_at(others, line.first)) and _is_cut(page, line.first + size)
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


def _is_cut(page: Page, index: int) -> bool:
    return page.fold(index) == ":" or page.gap(index) >= Gap.LINE


def _find_labels(page: Page) -> Iterator[_Label]:
    for index, token in enumerate(page.tokens):
        if token.text == ":" or token.text == "：":
            label = _label_before(page, index)
            if label:
                yield label
        elif page.starts_cell(index):
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
    for key, role in _GROUPS:
        size = page.term_before(page.lists.terms[key], end)
        if size and page.fold(end - size - 1) in ("de", "het") and page.gap(end - size) is Gap.SPACE:
            return None
        if not size and role is Role.UNKNOWN:
            size = _function_before(page, end)
        if size and page.gap(colon) <= Gap.SPACE:
            first = end - size
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
        end = _cell_end(page, label.end, line.end) if not label.colon else line.end
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
            (following.end if label.colon else _cell_end(page, following.first, following.end)),
        )
        if not below and page.fold(following.end - 1) not in _SEPARATORS:
            return


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


def _is_text(page: Page, index: int) -> bool:
    """Whether running text begins: three small words in a row that are no prefixes."""
    return all(
        page.tokens[i : i + 1]
        and page.tokens[i].kind is Kind.WORD
        and not page.tokens[i].capital
        and page.fold(i) not in _NAME_PREFIXES
        for i in range(index, index + 3)
    )


def _cell_end(page: Page, first: int, end: int) -> int:
    start = first + 1
    return next((i for i in range(start, end) if page.gap(i) is Gap.WIDE), end)


def _stops_list(page: Page, line: Line, stops: set[int], *, first: bool) -> bool:
    if page.tokens[line.first].gap is Gap.BLOCK and not first:
        return True
    if line.first in stops or page.skip_bullets(line.first, line.end) in stops:
        return True
    return is_prose(page, line)


def is_prose(page: Page, line: Line) -> bool:
    """Whether a line reads as running text: more lower-case words than a list entry has."""
    lower = sum(
        1
        for i in range(line.first, line.end)
        if page.tokens[i].kind is Kind.WORD
        and not page.tokens[i].capital
        and page.fold(i) not in _NAME_PREFIXES
        and not page.marks[i] & Mark.FUNCTION
    )
    return lower > 8 or (lower > 4 and lower * 2 > line.end - line.first)


# --- letters ------------------------------------------------------------------------------------


def _salutations(page: Page) -> Iterator[Region]:
    terms = page.lists.terms["letters.salutations"]
    for index, token in enumerate(page.tokens):
        if not page.term_at(terms, index) or index + 1 >= len(page):
            continue
        if page.tokens[index + 1].gap > Gap.SPACE:
            continue
        strong = token.capital and page.starts_sentence(index)
        end = index + 1
        stop = page.line_at(index).end
        while end < stop and end < index + 14 and page.fold(end) not in (".", "!", "?", ":"):
            end += 1
        if strong and (end == stop or page.fold(end) != "?"):
            yield index + 1, end, Slot(0.86, "salutation", token.text, initials=True)
        elif strong or token.text.islower():
            yield index + 1, index + 2, Slot(0.5, "salutation", token.text)


def _closings(page: Page) -> Iterator[Region]:
    terms = page.lists.terms["letters.closings"]
    for number, line in enumerate(page.lines):
        first = page.skip_bullets(line.first, line.end)
        size = page.term_at(terms, first)
        if not size:
            size, first = _closing_inside(page, line)
        if not size:
            continue
        slot = Slot(0.82, "closing", initials=True)
        end = first + size
        while page.fold(end) in (",", ".", "!", "-", "–", ":"):
            end += 1
        if end < line.end:
            if end == first + size and (
                not page.tokens[end].capital or is_prose(page, line) or page.marks[end] & Mark.NEVER
            ):
                continue
            yield end, min(line.end, end + 1), slot
        yield from _signature(page, number, slot)


def _above_functions(page: Page) -> Iterator[Region]:
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
    return (
        2 <= len(words) <= 5
        and all(
            (page.tokens[i].kind is Kind.WORD and page.tokens[i].capital)
            or page.tokens[i].kind is Kind.INITIALS
            or page.fold(i) in _NAME_PREFIXES
            for i in words
        )
        and not any(page.marks[i] & (Mark.ORGANISATION | Mark.FUNCTION) for i in words)
    )


def _lists(page: Page) -> Iterator[Region]:
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
        if token.kind is Kind.WORD and token.capital and not page.marks[at] & _NO_NAME:
            words += 1
        elif token.kind is Kind.INITIALS and token.capital:
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
        elif token.fold not in _NAME_PREFIXES:
            break
        at += 1
    return at if 2 <= words <= 4 and at - start <= 7 else 0


def _chats(page: Page) -> Iterator[Region]:
    """The sender of a message: behind date and time, or before a time at the line's end."""
    for line in page.lines:
        first = line.first
        while first < line.end and page.tokens[first].kind in (Kind.NUMBER, Kind.SIGN):
            first += 1
        numbers = sum(page.tokens[i].kind is Kind.NUMBER for i in range(line.first, first))
        if first == line.end or not page.tokens[first].capital:
            continue
        end = next(
            (i for i in range(first, min(first + 8, line.end)) if page.fold(i) in (":", ">", "»")),
            0,
        )
        if numbers >= 2 and end and page.gap(end) <= Gap.SPACE:
            yield first, end, Slot(0.86, "chat")
        elif not numbers:
            end = next((i for i in range(first, line.end) if page.gap(i) is Gap.WIDE), 0)
            if end and is_time(page, end, line.end):
                yield first, end, Slot(0.8, "chat")


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


def _closing_inside(page: Page, line: Line) -> tuple[int, int]:
    """A closing after the last sentence of a line: "… hoor ik graag. Groet, Jan"."""
    terms = page.lists.terms["letters.closings"]
    for index in range(line.first + 1, line.end):
        if page.fold(index - 1) in (".", "!", "?") and (size := page.term_at(terms, index)):
            return size, index
    return 0, line.first


def _signature(page: Page, number: int, slot: Slot) -> Iterator[Region]:
    for line in page.lines[number + 1 : number + 1 + _SIGNATURE_LINES]:
        if is_prose(page, line) or _begins_message(page, line):
            return
        first = page.skip_bullets(line.first, line.end)
        while first < line.end and page.marks[first] & Mark.TITLE:
            first += 2 if page.fold(first + 1) == "." else 1
        if first < line.end:
            yield first, line.end, Slot(slot.gain, slot.why, slot.word, whole=True, initials=True)
            phrase = read_phrase(page, first)
            if phrase is not None and not phrase.is_single and phrase.end == line.end:
                return


def _begins_message(page: Page, line: Line) -> bool:
    """Whether the next message of a thread begins: its head, or its salutation."""
    if page.term_at(page.lists.terms["letters.salutations"], line.first):
        return True
    if page.tokens[line.end - 1].text in (":", ",") and any(
        page.tokens[i].kind is Kind.MAIL for i in range(line.first, line.end)
    ):
        return True
    return any(page.fold(i) == ":" for i in range(line.first, min(line.first + 4, line.end))) and (
        bool(page.term_at(page.lists.terms["labels.civil"], line.first))
        or bool(page.term_at(page.lists.terms["labels.others"], line.first))
    )


# --- tables -------------------------------------------------------------------------------------


def _table_columns(page: Page) -> Iterator[Region]:
    """Cells below a head that names persons; cells are cut by tabs or three spaces."""
    number = 0
    while number < len(page.lines):
        heads = _heads(page, page.lines[number])
        number += 1
        if not heads:
            continue
        while number < len(page.lines):
            cells = list(_cells(page, page.lines[number]))
            if len(cells) < 2 or _heads(page, page.lines[number]):
                break
            for place, slot in heads:
                if place < len(cells):
                    yield *cells[place], slot
            number += 1


def _heads(page: Page, line: Line) -> list[tuple[int, Slot]]:
    cells = list(_cells(page, line))
    if len(cells) < 2:
        return []
    return [
        (place, slot)
        for place, (first, end) in enumerate(cells)
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


def _cells(page: Page, line: Line) -> Iterable[tuple[int, int]]:
    """Cells of a line, cut by white space or by upright strokes; empty ones too."""
    first = line.first
    for index in range(line.first, line.end):
        if page.fold(index) == "|":
            if index > line.first:
                yield first, index
            first = index + 1
        elif page.gap(index) is Gap.WIDE and index > first:
            yield first, index
            first = index
    if first < line.end:
        yield first, line.end
