"""Names in letters, mails and chats: salutation, signature, sender of a message."""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.persons.lines import is_prose, is_time
from woo_desk.detect.persons.lists import Mark
from woo_desk.detect.persons.page import Line, Page
from woo_desk.detect.persons.phrases import read_phrase
from woo_desk.detect.persons.slots import Region, Slot
from woo_desk.detect.persons.tokens import Gap, Kind

_SIGNATURE_LINES = 5


def salutations(page: Page) -> Iterator[Region]:
    """What stands behind "Beste", "Geachte", "Dear"."""
    yield from _called_names(page)
    terms = page.lists.terms["letters.salutations"]
    for index, token in enumerate(page.tokens):
        if token.fold not in terms or not page.term_at(terms, index) or index + 1 >= len(page):
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


def _called_names(page: Page) -> Iterator[Region]:
    """A line of nothing but names and commas above a message: "Marloes, Krystian,"."""
    for line in page.lines:
        first = page.skip_bullets(line.first, line.end)
        if page.fold(line.end - 1) != "," or not 2 <= line.end - first <= 10:
            continue
        if (
            page.tokens[line.first].gap is Gap.BLOCK
            and page.gap(line.end) is Gap.BLOCK
            and all(
                (page.tokens[i].kind is Kind.WORD and page.tokens[i].capital)
                or page.fold(i) in (",", "en", "&", "/")
                for i in range(first, line.end)
            )
        ):
            yield first, line.end, Slot(0.6, "salutation", ",")


def closings(page: Page) -> Iterator[Region]:
    """What stands behind or below "Met vriendelijke groet"."""
    terms = page.lists.terms["letters.closings"]
    for number, line in enumerate(page.lines):
        first = page.skip_bullets(line.first, line.end)
        size = page.term_at(terms, first)
        if not size:
            size, first = _closing_inside(page, line)
        if not size:
            continue
        slot = Slot(0.82, "closing", page.words(first, first + size), initials=True)
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


def senders(page: Page) -> Iterator[Region]:
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
