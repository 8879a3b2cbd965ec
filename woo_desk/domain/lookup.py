"""Reads a list of questions and finds the places of the bundle that they speak of.

Two kinds of reference: to pages ("blz. 144", "bijlage 3, p. 2", the columns "Bijlage | Blz. (van) |
t/m" of a list of the Kamer) and literal quotes between Dutch quotation marks. Quotes are compared
by letters and digits alone, so that line ends, hyphens and other marks make no difference; where
something was redacted within a quote, its two ends are looked for. Standard library only.
"""

from __future__ import annotations

import enum
import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


class ReferenceKind(enum.StrEnum):
    """Texts: `reference.<value>`."""

    PAGE = "page"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a question refers to."""

    kind: ReferenceKind
    said: str
    """As it stands in the list."""
    annex: str = ""
    """"" for a page of the bundle."""
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what it refers to."""

    number: str
    text: str
    references: tuple[Reference, ...]


MIN_QUOTE = 16
"""Letters and digits from which words between quotation marks are looked for: shorter ones ("nareis
op nareis" in each question) are terms, not passages. A quote has at least four words as well."""
_WORDS = 4
_PIECE, _SHARE, _MOST = 8, 0.5, 5
"""Letters in a piece of a quote, the share of pieces that a similar passage has, and how many
similar passages are told."""
_NUMBERED = re.compile(r"^[ \t]*(?:[-–•][ \t]*)?(\d{1,3})[.)]?(?:[ \t]+|$)(?=\S|$)", re.MULTILINE)
_PAGE_WORD = r"(?:blz|bladzijden?|pagina['’]?s?|pag|pp?)\.?"
_NUMBERS = r"(\d{1,5})(?:\s*(?:-|–|t/m|tot en met|en)\s*(\d{1,5}))?"
_IN_TEXT = re.compile(
    rf"(?:\bbijlage\s+(?:nr\.?\s*)?(?P<annex>\d{{1,4}}[a-z]{{0,2}})\s*,?\s*(?:op\s+)?)?"
    rf"\b{_PAGE_WORD}\s*{_NUMBERS}",
    re.IGNORECASE,
)
_ANNEX_ALONE = re.compile(r"\bbijlage\s+(?:nr\.?\s*)?(\d{1,4}[a-z]{0,2})\b", re.IGNORECASE)
_COLUMNS = re.compile(r"(?<=[?.!:”\"'’])[ \t\n|]+(\d{1,5})(?:[ \t|]+(\d{1,5}))?[ \t|]*$")
_MIDDLE = re.compile(r"[ \t]{2,}(\d{1,5})(?:[ \t]+(\d{1,5}))?[ \t]*$", re.MULTILINE)
_LINE_TAIL = re.compile(r"[ \t]+(\d{1,5})(?:[ \t]+(\d{1,5}))?[ \t]*\n[ \t]*\n")
"""WHY an empty line: without one it would be a year or a number in a sentence."""
_QUOTES = (("„", "”"), ("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'"), ("«", "»"), ("„", "“"))


def read_questions(words: str) -> tuple[Question, ...]:
    """The questions of a list, in order; the whole text as one when nothing is numbered."""
    clean = (
        words.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u00a0", " ")
    )
    has_columns = bool(re.search(r"\bBlz\b", clean)) and bool(re.search(r"t/m", clean))
    return tuple(
        Question(number, " ".join(body.split()), tuple(_references(body, has_columns)))
        for number, body in _numbered(clean)
    )


def _numbered(words: str) -> Iterator[tuple[str, str]]:
    """Bodies of questions by number: numbers count on, so others at a line's start are none."""
    starts: list[tuple[int, int, int]] = []
    wanted = 1
    for match in _NUMBERED.finditer(words):
        if int(match[1]) == wanted:
            starts.append((wanted, match.start(), match.end()))
            wanted += 1
    if not starts:
        if words.strip():
            yield "", words
        return
    ends = [start for _, start, _ in starts[1:]] + [len(words)]
    for (number, _, begin), end in zip(starts, ends, strict=True):
        yield str(number), words[begin:end].strip()


def _references(body: str, has_columns: bool) -> Iterator[Reference]:
    seen: set[tuple[str, int, int]] = set()
    quotes = list(_quotes(body))
    outside = body
    for quote in quotes:
        outside = outside.replace(quote, " ")
    for reference in (*_said_pages(outside), *(_column_pages(body) if has_columns else ())):
        key = reference.annex, reference.first, reference.last
        if key not in seen:
            seen.add(key)
            yield reference
    for quote in quotes:
        said = " ".join(quote.split())
        if len(letters(said)) >= MIN_QUOTE and len(said.split()) >= _WORDS:
            yield Reference(ReferenceKind.QUOTE, said)


def _said_pages(body: str) -> Iterator[Reference]:
    taken: list[tuple[int, int]] = []
    for match in _IN_TEXT.finditer(body):
        taken.append(match.span())
        yield _page(match[0], (match["annex"] or "").lower(), match[2], match[3])
    for match in _ANNEX_ALONE.finditer(body):
        if not any(start <= match.start() < end for start, end in taken):
            yield Reference(ReferenceKind.PAGE, " ".join(match[0].split()), match[1].lower())


def _column_pages(body: str) -> Iterator[Reference]:
    """What stands in the columns "Blz. (van)" and "t/m" behind a question.

    Text that came out of a PDF has them behind the last line, or behind one in its middle.
    """
    found = _COLUMNS.search(body.rstrip()) or _MIDDLE.search(body) or _line_tail(body)
    if found:
        yield _page(found[0], "", found[1], found[2])


def _line_tail(body: str) -> re.Match[str] | None:
    """Numbers that end a line in the middle of a sentence, where the next line begins small."""
    for match in _LINE_TAIL.finditer(f"{body}\n"):
        following = body[match.end() :].lstrip()
        if following[:1].islower() or not following:
            return match
    return None


def _page(said: str, annex: str, first: str, last: str | None) -> Reference:
    start = int(first)
    end = max(int(last), start) if last else start
    return Reference(ReferenceKind.PAGE, " ".join(said.split()), annex, start, end)


def _quotes(body: str) -> Iterator[str]:
    """What stands between quotation marks; the outermost where they stand in one another."""
    spans: list[tuple[int, int]] = []
    for opening, closing in _QUOTES:
        pattern = (
            rf"(?<!\w){re.escape(opening)}(?=\S)(.{{3,1500}}?)(?<=\S){re.escape(closing)}(?!\w)"
        )
        for match in re.finditer(pattern, body, re.DOTALL):
            spans.append(match.span(1))
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        if any(s < start and end < e for s, e in spans):
            continue
        yield body[start:end]


def letters(words: str) -> str:
    """Letters and digits alone, small, without accents."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    return "".join(character for character in plain if character.isalnum())


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a run of pages."""

    first_page: int
    """0-based index of the page it begins on."""
    last_page: int
    text: str
    """The passage with the words around it, on one line."""
    score: float
    """1 for a literal match, less for a fuzzy one."""


class PageTexts:
    """The pages of a bundle, ready to be looked into for quotes."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = pages
        self._letters: list[str] = []
        self._starts: list[int] = []
        self._places: list[list[int]] = []
        total = 0
        for page in pages:
            folded, places = _folded(page)
            self._letters.append(folded)
            self._places.append(places)
            self._starts.append(total)
            total += len(folded)
        self._all = "".join(self._letters)

    def find(self, quote: str) -> tuple[Passage, ...]:
        """Where a quote stands; fuzzy places only when there is no literal one, best first."""
        wanted = letters(quote)
        if not wanted:
            return ()
        found = [self._passage(match, len(wanted), 1.0) for match in _all_places(self._all, wanted)]
        return tuple(found or self._fuzzy(wanted))

    def text_of(self, first: int, last: int) -> str:
        """The text of some pages on one line; indexes count from 0, the last included."""
        return " ".join(" ".join(self._pages[first : last + 1]).split())

    def _fuzzy(self, wanted: str) -> list[Passage]:
        """Places that share enough pieces with the quote, in the order in which they stand there.

        Pieces of eight letters each vote for where the quote would begin; a redaction, a changed
        word or a letter lost shifts the votes by a little, so that nearby ones are counted as one.
        """
        slack = max(len(wanted) // 2, 30)
        votes: list[tuple[int, int]] = []  # where the quote would begin, where the piece stands
        starts = range(0, max(len(wanted) - _PIECE, 0) + 1, 4)
        for offset in starts:
            piece = wanted[offset : offset + _PIECE]
            votes += [(at - offset, at) for at in _all_places(self._all, piece, limit=200)]
        votes.sort()
        best: list[tuple[float, int, int]] = []
        low = 0
        for high, (vote, _) in enumerate(votes):
            while vote - votes[low][0] > slack:
                low += 1
            share = min((high - low + 1) / len(starts), 1.0)
            if share >= _SHARE:
                places = [place for _, place in votes[low : high + 1]]
                best.append((share, min(places), max(places) + _PIECE))
        best.sort(key=lambda item: (-item[0], item[1]))
        kept: list[tuple[float, int, int]] = []
        for share, start, end in best:
            if all(end <= other_start or start >= other for _, other_start, other in kept):
                kept.append((share, start, end))
        return [
            self._passage(start, end - start, round(share * 0.99, 2))
            for share, start, end in kept[:_MOST]
        ]

    def _passage(self, start: int, length: int, score: float) -> Passage:
        first, begin = self._page_of(start)
        last, end = self._page_of(min(start + length - 1, len(self._all) - 1))
        if first == last:
            said = self._pages[first][max(begin - 80, 0) : end + 81]
        else:
            between = self._pages[first + 1 : last]
            said = " ".join(
                (self._pages[first][max(begin - 80, 0) :], *between, self._pages[last][: end + 81])
            )
        return Passage(first, last, " ".join(said.split()), score)

    def _page_of(self, place: int) -> tuple[int, int]:
        """Index of the page, and of the character on it, of a letter."""
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._starts[middle] <= place else (low, middle - 1)
        while not self._letters[low] and low > 0:
            low -= 1
        return low, self._places[low][place - self._starts[low]]


def _folded(page: str) -> tuple[str, list[int]]:
    """Letters of a page with the index that each came from; a hyphen at a line end vanishes."""
    folded: list[str] = []
    places: list[int] = []
    for index, character in enumerate(page):
        for letter in _letters_of(character):
            folded.append(letter)
            places.append(index)
    return "".join(folded), places


@functools.cache
def _letters_of(character: str) -> str:
    return letters(character)


def _all_places(words: str, wanted: str, limit: int = 50) -> list[int]:
    found: list[int] = []
    place = words.find(wanted)
    while place >= 0 and len(found) < limit:
        found.append(place)
        place = words.find(wanted, place + 1)
    return found
