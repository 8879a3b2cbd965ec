"""Where thousands of words stand in thousands of pages, each page at the cost of its own length.

WHY: one expression of all words of a large dossier tries every one of them at every letter. Here a
word is only looked for on a page that has all its parts, and few do.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_PART = re.compile(r"\w+")
_IN_WORD = re.compile(r"\w")
_SPACES = 3
"""How many spaces and line ends there may be between two parts."""
_HYPHENATED = re.compile(r"[-\xad\u2010](?<=[^\W\d_].)[^\S\n]*\n\s*(?=[^\W\d_])")
"""Where a line ends within a word, or within a name of two. WHY the hyphen before what it follows:
only then is it looked for first."""
SEAM = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-z])(?=[A-Z])")
"""Where two words meet without anything between them: "Zeester2", "MemoZeester"."""
_DOT_ABOVE = "\u0307"
"""What is left of a Turkish capital I in small letters."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a word stands, in whatever case it is written there."""

    start: int
    end: int
    """In the text, end not included."""
    text: str
    """As it is written there; in one piece when it is divided over two lines."""
    word: str
    """As it was asked for."""


class WordIndex:
    """Words, to be found between other words: "Jan Bakker" is not in "Jan Bakkerij"."""

    def __init__(self, words: Iterable[str]) -> None:
        """Args: words: with one space between their parts."""
        # WHY the longest first: of two words that begin at one place it is the one that counts.
        self._rank = {w: n for n, w in enumerate(sorted(set(words), key=lambda w: (-len(w), w)))}
        self._parts = {word: _parts_of(word) for word in self._rank}
        self._folded = {word: _folded(word).split() for word in self._rank}
        self._every_part = frozenset(part for parts in self._parts.values() for part in parts)
        by_part: defaultdict[str, list[str]] = defaultdict(list)
        for word, parts in self._parts.items():
            # WHY the longest part: "van" stands on every page.
            by_part[max(parts, key=lambda part: (len(part), part), default="")].append(word)
        self._by_part: Mapping[str, list[str]] = dict(by_part)

    def hits(self, text: str) -> list[Hit]:
        """Every place of every word, also where one lies in another; by place, longest first.

        "compre-⏎hensive" is a place of "comprehensive", and "MemoZeester" has one of "Zeester".
        """
        found = [*self._whole(text), *self._divided(text), *self._glued(text)]
        return sorted(found, key=lambda hit: (hit.start, self._rank[hit.word]))

    def _divided(self, text: str) -> Iterator[Hit]:
        """Words with the end of a line in them."""
        gaps = list(_HYPHENATED.finditer(text))
        if not gaps:
            return
        joined = _HYPHENATED.sub("", text)
        seams, places, gone = [], list(range(len(text))), 0
        for gap in gaps:
            seams.append(gap.start() - gone)
            del places[gap.start() - gone : gap.end() - gone]
            gone += gap.end() - gap.start()
        for hit in self._whole(joined):
            if any(hit.start < seam < hit.end for seam in seams):
                yield Hit(places[hit.start], places[hit.end - 1] + 1, hit.text, hit.word)

    def _glued(self, text: str) -> Iterator[Hit]:
        """Words as they were asked for that are written together with others.

        WHY: the verifier reads them there, so whoever redacts has to see them as well.
        """
        if self._every_part.isdisjoint(_pieces(text)):
            return  # as on most pages; what follows costs as much as all other places together
        seams = [match.start() for match in SEAM.finditer(text)]
        spaces = [seam + number for number, seam in enumerate(seams)]
        for hit in self._whole(SEAM.sub(" ", text)):
            start = hit.start - bisect_left(spaces, hit.start)
            end = hit.end - bisect_left(spaces, hit.end)
            is_glued = bisect_left(seams, start) < bisect_right(seams, end)
            if is_glued and " ".join(hit.text.split()) in (hit.word, hit.word.upper()):
                yield Hit(start, end, hit.text, hit.word)

    def _whole(self, text: str) -> list[Hit]:
        folded = _folded(text)
        there = frozenset(_PART.findall(folded))
        words = [
            word
            for part in (*(there & self._by_part.keys()), "")
            for word in self._by_part.get(part, ())
            if self._parts[word] <= there
        ]
        if words and _is_letter_for_letter(text):
            return [h for w in words for h in _places_in_folded(w, self._folded[w], text, folded)]
        return [hit for word in words for hit in _places_by_pattern(word, text)]


def in_one_piece(words: str) -> str:
    """The words without the hyphens at the ends of their lines."""
    return _HYPHENATED.sub("", words)


def apart(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Those that do not lie in an earlier one: the longest at the first place, and so on."""
    end = 0
    for hit in hits:
        if hit.start >= end:
            end = hit.end
            yield hit


def _places_in_folded(word: str, parts: list[str], text: str, folded: str) -> Iterator[Hit]:
    first, *rest = parts
    at = folded.find(first)
    while at >= 0:
        end = at + len(first)
        for part in rest:
            end = _after(part, folded, end)
        if end >= 0 and _is_apart(text, at, end):
            yield Hit(at, end, text[at:end], word)
        at = folded.find(first, at + 1)


def _after(part: str, folded: str, at: int) -> int:
    """Where a part ends that comes after one to three spaces or line ends; -1 when it does not."""
    space = at
    while 0 <= space < len(folded) and folded[space].isspace():
        space += 1
    follows = 1 <= space - at <= _SPACES and folded.startswith(part, space)
    return space + len(part) if at >= 0 and follows else -1


def _is_apart(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (before == "@" or _IN_WORD.match(before) or _IN_WORD.match(behind))


def _places_by_pattern(word: str, text: str) -> Iterator[Hit]:
    pattern, at = _pattern(word), 0
    while (match := pattern.search(text, at)) is not None:
        yield Hit(match.start(), match.end(), match.group(), word)
        at = match.start() + 1


@functools.lru_cache(maxsize=20_000)
def _pattern(word: str) -> re.Pattern[str]:
    """The word in any case; a space may also be a line end."""
    spellings = dict.fromkeys((word, word.upper()))  # the capitals of "ß" are two letters
    space = rf"\s{{1,{_SPACES}}}"
    every = "|".join(space.join(re.escape(p) for p in each.split()) for each in spellings)
    return re.compile(rf"(?<![\w@])(?:{every})(?!\w)", re.IGNORECASE)


def _parts_of(words: str) -> frozenset[str]:
    """The parts between signs and spaces, without any difference of case."""
    return frozenset(_PART.findall(_folded(words)))


def _pieces(text: str) -> Iterator[str]:
    """What stands beside a seam, without any difference of case."""
    for word in set(_PART.findall(text)):
        if not (word.isalpha() and word[1:].islower()) and len(pieces := SEAM.split(word)) > 1:
            yield from map(_folded, pieces)


def _is_letter_for_letter(text: str) -> bool:
    """Whether places in the folded text are places in the text: "ß" becomes two letters."""
    upper = text.upper()
    small = upper.casefold()
    return len(text) == len(upper) == len(small) and _DOT_ABOVE not in small


def _folded(words: str) -> str:
    # WHY upper before small: "ı" and "ß" are the same as "i" and "ss" only through their capitals.
    return words.upper().casefold().replace(_DOT_ABOVE, "")
