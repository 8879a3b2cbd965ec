"""Parts of a document's text: sections, footnotes, attachments it names, links. Standard library.

All work on page texts as detection reads them: a line per printed line, an empty line between
blocks. Sources: shared domain study, R13, R19 to R22.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SECTION = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})\.?\s+(?P<title>[^\W\d_].{1,90})$")
_BULLET = re.compile(r"^\s*(?:[•·▪●o*–—-]|\d{1,2}[.)]|bijlage\s+\w{1,3}\s*[:.]?)\s+", re.IGNORECASE)
_ATTACHMENTS = re.compile(r"bijlagen?(?:\(n\))?\s*:?\s*$", re.IGNORECASE)
_ATTACHMENTS_BESIDE = re.compile(r"bijlagen?(?:\(n\))?\s*:\s*(?P<names>\S.+)$", re.IGNORECASE)
_NUMBER_ONLY = re.compile(r"(?:\d{1,3}|geen|diversen?|-)\.?$", re.IGNORECASE)
_LINK = re.compile(r"<?(?:https?://|www\.)[^\s<>\"'“”‘’]+", re.IGNORECASE)
_GOES_ON = re.compile(r"[-/_=&?%]$")
_FILE_TYPE = re.compile(r"(?:pdf|html?|docx?|xlsx?|aspx|php)>?$", re.IGNORECASE)
_ONE_TOKEN = re.compile(r"[^\s<>]+$")
_TO_BRACKET = re.compile(r"([^\s<>]+)>")
_LINK_END = ".,;:!?)]}>"
_FOOTNOTE = re.compile(r"(?P<mark>\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹])\s+(?P<text>\S.*)")
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MOST = 200
"""Of each kind that is told of one document."""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading."""

    number: str
    title: str
    page_index: int


@dataclass(frozen=True, slots=True)
class Link:
    """An address on the web as it is printed. Never visited."""

    url: str
    page_index: int
    is_joined: bool = False
    """It ran on over a line end."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note below a page."""

    number: int
    text: str
    """First line."""
    page_index: int


def sections_in(pages: Sequence[str]) -> tuple[Section, ...]:
    """Numbered headings whose numbers follow one another; none when there is but one."""
    found: list[Section] = []
    notes = {(note.page_index, note.text) for note in footnotes_in(pages)}
    for index, page in enumerate(pages):
        lines = [" ".join(line.split()) for line in page.split("\n")]
        for place, line in enumerate(lines):
            match = _SECTION.fullmatch(line)
            if match is None or not _is_title(match["title"], lines[place + 1 : place + 2]):
                continue
            if (index, match["title"]) not in notes and _follows(match["number"], found):
                found.append(Section(match["number"], match["title"], index))
    return tuple(found[:_MOST]) if len(found) > 1 else ()


def _is_title(title: str, following: Sequence[str]) -> bool:
    """Whether it is no sentence that runs on, no question and no row of a table."""
    if title[-1] in ".;,:" or "://" in title or not title[0].isupper():
        return False
    runs_on = any(line[:1].islower() for line in following)
    return not runs_on and sum(c.isdigit() for c in title) <= len(title) // 4


def _follows(number: str, found: Sequence[Section]) -> bool:
    now = [int(part) for part in number.split(".")]
    if not found:
        return now in ([1], [1, 1])
    last = [int(part) for part in found[-1].number.split(".")]
    steps = [[*last[:depth], last[depth] + 1] for depth in range(len(last))]
    return now in (*steps, [*last, 1])


def footnotes_in(pages: Sequence[str]) -> tuple[Footnote, ...]:
    """Notes whose number follows the one before: it stands at a word above, or it is a link."""
    found: list[Footnote] = []
    for index, page in enumerate(pages):
        lines = [" ".join(line.split()) for line in page.split("\n")]
        for place, line in enumerate(lines):
            match = _FOOTNOTE.fullmatch(line)
            number = _value(match["mark"]) if match else 0
            if match is None or number != len(found) + 1:
                continue
            above = "\n".join(lines[:place])
            if _has_mark(above, number) or _LINK.match(match["text"]):
                found.append(Footnote(number, match["text"], index))
    return tuple(found[:_MOST])


def _value(mark: str) -> int:
    return _HIGH.index(mark) if mark in _HIGH else int(mark)


def _has_mark(above: str, number: int) -> bool:
    raised = "".join(_HIGH[int(digit)] for digit in str(number))
    return raised in above or bool(re.search(rf"[^\W\d_][.,)’”]?{number}(?![\d\w])", above))


def attachments_named(pages: Sequence[str]) -> tuple[str, ...]:
    """What a document says that comes with it, as it names each."""
    found: list[str] = []
    for page in pages:
        lines = page.split("\n")
        for place, line in enumerate(lines):
            words = " ".join(line.split())
            section = _SECTION.fullmatch(words)
            beside = _ATTACHMENTS_BESIDE.fullmatch(words)
            if beside is not None:
                found += [part.strip() for part in beside["names"].split(";")]
            elif _ATTACHMENTS.fullmatch(section["title"] if section else words):
                found += _listed(lines[place + 1 :])
    named = (name for name in found if len(name) > 2 and not _NUMBER_ONLY.fullmatch(name))
    return tuple(dict.fromkeys(named))[:_MOST]


def _listed(lines: Sequence[str]) -> Iterator[str]:
    """The points of a list that begins here; a line without a point of its own belongs to it."""
    held = ""
    for line in lines:
        words = line.strip()
        bullet = _BULLET.match(words)
        if bullet is not None:
            if held:
                yield held
            held = " ".join(words[bullet.end() :].split())
        elif held and words and words[0].islower():
            held += f" {' '.join(words.split())}"
        else:
            break
    if held:
        yield held


def links_in(pages: Sequence[str]) -> tuple[Link, ...]:
    """Addresses on the web, those that run on over a line end put together again."""
    found: dict[str, Link] = {}
    for index, page in enumerate(pages):
        if "://" not in page and "www." not in page.casefold():
            continue
        lines = page.split("\n")
        for place, line in enumerate(lines):
            for match in _LINK.finditer(line):
                url, is_joined = match.group(), False
                if match.end() == len(line.rstrip()):
                    url, is_joined = _continued(url, line, lines[place + 1 : place + 4])
                url = url.lstrip("<").rstrip(_LINK_END)
                found.setdefault(url, Link(url, index, is_joined))
    return tuple(found.values())[:_MOST]


def _continued(url: str, line: str, following: Sequence[str]) -> tuple[str, bool]:
    """The address with what stands of it on the lines below."""
    is_bracketed = url.startswith("<") and not line.rstrip().endswith(">")
    is_joined = False
    for after in following:
        words = after.strip()
        closed = _TO_BRACKET.match(words) if is_bracketed else None
        if closed is not None:
            return url + closed[1], True
        if not _ONE_TOKEN.fullmatch(words) or _LINK.match(words):
            break
        if not (is_bracketed or _runs_on(url, words)):
            break
        url += words
        is_joined = True
    return url, is_joined


def _runs_on(url: str, words: str) -> bool:
    if url.endswith("."):
        return bool(_FILE_TYPE.fullmatch(words))
    return bool(_GOES_ON.search(url)) or words[0] in "-/_?&="
