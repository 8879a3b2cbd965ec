"""Labels on a page ("BSN:", "Ons kenmerk"), found once for all recognisers.

A number says little by itself; the word before it says what it is. The vocabulary is
`resources/names/labels.toml`.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.detect.context import PageContext
from woo_desk.detect.lists import load_table
from woo_desk.detect.patterns import Pattern

REACH = 32
"""Characters between the end of a label and its value."""

_CLOSE = 14
"""Within this many characters a label of something else says that a number is not ours."""

_NUMBER_KINDS = frozenset(
    {"BSN", "IBAN", "VNUMMER", "PERSNR", "PHONE", "EXTENSION", "REF", "OTHER"}
)

_MEMO = "labels"

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one page, in order of place."""

    ends: Sequence[int]
    starts: Sequence[int]
    kinds: Sequence[str]
    text: str
    """The page's normalised text."""

    def has(self, kind: str) -> bool:
        """Whether the page has a label of this kind anywhere, for instance over a column."""
        return kind in self.kinds

    def before(self, offset: int, reach: int = REACH) -> str:
        """Kind of the nearest label before `offset`; "" when none is near.

        An empty line ends the reach of a label.
        """
        index = bisect.bisect_right(self.ends, offset) - 1
        if index < 0 or offset - self.ends[index] > reach:
            return ""
        if "\n\n" in self.text[self.ends[index] : offset]:
            return ""
        return self.kinds[index]

    def of(self, kind: str) -> Iterator[tuple[int, int]]:
        """Start and end of each label of this kind."""
        for name, start, end in zip(self.kinds, self.starts, self.ends, strict=True):
            if name == kind:
                yield start, end

    def last_end(self, start: int, end: int) -> int | None:
        """Where the last label that begins in text[start:end] ends; None when none does."""
        index = bisect.bisect_left(self.starts, end) - 1
        return self.ends[index] if index >= 0 and self.starts[index] >= start else None

    def claims(self, offset: int, own: str) -> bool:
        """Whether a label close by says that the number at `offset` is of another kind."""
        kind = self.before(offset, _CLOSE)
        return kind != own and kind in _NUMBER_KINDS


def labels_of(page: PageContext) -> Labels:
    """The labels of the page, looked for only once."""
    cached = page.memo.get(_MEMO)
    if isinstance(cached, Labels):
        return cached
    vocabulary = load_vocabulary()
    starts, ends, kinds = [], [], []
    lowered = page.lowered
    end = 0
    for start, word in _places(lowered, vocabulary):
        if start < end:
            continue
        match = pattern_of(word).match(lowered, page.deadline, start)
        if match is not None:
            end = match.end()
            starts.append(start)
            ends.append(end)
            kinds.append(vocabulary.kinds[_key(match.group())])
    labels = Labels(ends, starts, kinds, page.text)
    page.memo[_MEMO] = labels
    return labels


def _places(lowered: str, vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """Where a word stands that a label may begin with, in order of place."""
    places: list[tuple[int, str]] = []
    # WHY by way of a set: a page has hundreds of words and a handful that begin a label.
    for word in vocabulary.by_first_word.keys() & set(_WORD.findall(lowered)):
        start = lowered.find(word)
        while start >= 0:
            after = start + len(word)
            if not _is_glue(lowered[start - 1 : start]) and not _is_word(
                lowered[after : after + 1]
            ):
                places.append((start, word))
            start = lowered.find(word, after)
    return sorted(places, key=lambda place: place[0])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_glue(character: str) -> bool:
    """Whether no label begins behind this character."""
    return character != "" and (character in "@.-" or _is_word(character))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The labels of `labels.toml`, made ready for searching."""

    by_first_word: Mapping[str, frozenset[str]]
    """WHY by first word: one expression for all labels takes ten times as long."""
    kinds: Mapping[str, str]
    """Kind by the letters of the label."""


@functools.cache
def load_vocabulary() -> Vocabulary:
    """Read the labels; ValueError when one stands under two kinds."""
    kinds: dict[str, str] = {}
    phrases: dict[str, set[str]] = {}
    for kind, entries in load_table("labels")["labels"].items():
        for phrase in entries:
            if kinds.setdefault(_key(phrase), kind) != kind:
                msg = f"label {phrase} is of two kinds"
                raise ValueError(msg)
            for word in _first_words(phrase):
                phrases.setdefault(word, set()).add(phrase)
    return Vocabulary({word: frozenset(found) for word, found in phrases.items()}, kinds)


@functools.cache
def pattern_of(word: str) -> Pattern:
    """Matches the labels that may begin with this word.

    WHY made when first asked for: there are three hundred, and a document has a handful.
    """
    return _pattern(word, load_vocabulary().by_first_word[word])


def _first_words(phrase: str) -> Iterator[str]:
    """The words that a label may begin with: of "v-nummer" these are "v" and "vnummer"."""
    parts = phrase.partition(" ")[0].split("-")
    for count in range(1, len(parts) + 1):
        yield "".join(parts[:count])


def _pattern(word: str, phrases: Iterable[str]) -> Pattern:
    body = "|".join(_expression(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return Pattern(f"label_{word}", rf"(?:{body})(?![\w@])")


def _expression(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\ ", r"\s{1,3}")
    return escaped.replace(r"\-", r"[-\ .]{0,2}")


def _key(label: str) -> str:
    return "".join(c for c in label if c.isalnum())
