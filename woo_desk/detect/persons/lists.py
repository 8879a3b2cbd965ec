"""What is known of words before a document is read: names, dictionary, vocabulary, offices."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from woo_desk.detect.persons.model import Model, load_model
from woo_desk.detect.persons.offices import OfficeHolders, load_office_holders
from woo_desk.detect.persons.tokens import Kind, tokenize
from woo_desk.detect.persons.wordindex import WordIndex
from woo_desk.resources import resource_path

Terms = Mapping[str, tuple[tuple[str, ...], ...]]
"""Word groups by their first word, the longest first."""


class Mark:
    """What a word may be: bits of an int.

    WHY no IntFlag: its operators are Python code and took a fifth of all time.
    """

    NONE: Final = 0
    FIRST: Final = 1
    FIRST_RARE: Final = 2
    SURNAME: Final = 4
    SURNAME_RARE: Final = 8
    WORD: Final = 16
    """In the dictionary, or composed of dictionary words."""
    PROPER: Final = 32
    """A capitalised dictionary word that is no name: towns, firms, months."""
    PLACE: Final = 64
    PREFIX: Final = 128
    NEVER: Final = 256
    ORGANISATION: Final = 512
    FUNCTION: Final = 1024
    TITLE: Final = 2048
    COMPOUND: Final = 4096
    """WORD only because it can be cut into two dictionary words."""
    STREET: Final = 8192


NAME = Mark.FIRST | Mark.FIRST_RARE | Mark.SURNAME | Mark.SURNAME_RARE
ANY_FIRST = Mark.FIRST | Mark.FIRST_RARE
ANY_SURNAME = Mark.SURNAME | Mark.SURNAME_RARE
MODEL = "persons.bin.gz"
_SHORTEST_PART = 4
_GAZETTEERS = (
    ("first-names", Mark.FIRST),
    ("first-names-more", Mark.FIRST_RARE),
    ("surnames", Mark.SURNAME),
    ("surnames-rare", Mark.SURNAME_RARE),
    ("words", Mark.WORD),
    ("proper-words", Mark.PROPER),
    ("places", Mark.PLACE),
)
_DUTCH_PREFIXES = frozenset(("van", "de", "den", "der", "ter", "ten", "te", "el", "al"))
_STREETS = ("straat", "laan", "weg", "plein", "kade", "gracht", "singel", "dreef", "plantsoen")


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists. Built once per process; `mark` remembers what it has looked up."""

    indexes: tuple[tuple[int, WordIndex], ...]
    vocabulary: Mapping[str, frozenset[str]]
    """Single words by "table.key"."""
    terms: Mapping[str, Terms]
    """Word groups by "table.key"."""
    endings: tuple[str, ...]
    """Ends of words that are no names."""
    surname_endings: tuple[str, ...]
    people_endings: tuple[str, ...]
    """Ends of words for people: "begeleidster"."""
    unit_endings: tuple[str, ...]
    """Ends of words for units: "uitvoeringsdienst"."""
    offices: OfficeHolders
    model: Model | None = None
    """The second opinion on what the rules leave; None for rules alone."""
    hidden: frozenset[str] = frozenset()
    """Names to act as if they were in no name list: for measuring."""
    _cache: dict[str, int] = field(default_factory=dict)

    def without(self, names: Iterable[str]) -> Lists:
        """The same lists as if these (folded) names were in none of the name lists."""
        return replace(self, hidden=frozenset(names), _cache={})

    def mark(self, word: str) -> int:
        """What a folded word may be."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) > 200_000:
                self._cache.clear()
            known = self._cache[word] = self._mark(word)
        return known

    def has(self, key: str, word: str) -> bool:
        """Whether a folded word stands by itself in one vocabulary ("titles.civil")."""
        return word in self.vocabulary[key]

    def _mark(self, word: str) -> int:
        if "-" in word:
            return self._mark_hyphenated(word)
        mark = self._listed(word)
        for key, flag in _SINGLE:
            if word in self.vocabulary[key]:
                mark |= flag
        if not mark & ~Mark.PLACE and self._is_compound(word):
            mark |= Mark.WORD | Mark.COMPOUND
        if word.endswith(_STREETS) and word not in _STREETS:
            mark |= Mark.STREET
        return mark

    def _listed(self, word: str) -> int:
        """Marks from the long lists."""
        mark = Mark.NONE
        for flag, index in self.indexes:
            if word in index:
                mark |= flag
        for key, flag in _EXTRA:
            if word in self.vocabulary[key]:
                mark |= flag
        if mark & Mark.FIRST and word not in self.vocabulary["never.ordinary_first"]:
            mark &= ~Mark.WORD
        return mark & ~NAME if word in self.hidden else mark

    def _mark_hyphenated(self, word: str) -> int:
        parts = [part for part in word.split("-") if part]
        if len(parts) > 1 and self.mark(parts[-1]) & Mark.PREFIX and parts[-1] in _DUTCH_PREFIXES:
            return self.mark("-".join(parts[:-1]))
        marks = [self.mark(part) for part in parts]
        if not marks:
            return Mark.NEVER
        if word in self.vocabulary["never.words"] or word in self.vocabulary["never.hyphened"]:
            return Mark.NEVER
        if any(m & (Mark.NEVER | Mark.ORGANISATION) and not m & NAME for m in marks):
            return Mark.WORD
        joined = _joined_names(marks)
        if not joined and marks[-1] & Mark.WORD:
            joined |= Mark.WORD
        for flag, index in self.indexes:
            if flag in (Mark.PROPER, Mark.PLACE, Mark.WORD) and word in index:
                joined |= flag
        return joined

    def _is_compound(self, word: str) -> bool:
        """Two dictionary words in one, perhaps with a joining s: "migratieketen"."""
        words = self.words
        if word.endswith(self.endings) and len(word) > 8:
            return True
        if word.endswith(self.surname_endings) and not word.endswith(self.endings):
            return False
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head, tail = word[:cut], word[cut:]
            if tail in words and (head in words or (head.endswith("s") and head[:-1] in words)):
                return True
        return False

    @property
    def words(self) -> WordIndex:
        """The dictionary."""
        return next(index for mark, index in self.indexes if mark == Mark.WORD)


def _joined_names(marks: Sequence[int]) -> int:
    """What two words with a hyphen between them are as a name."""
    joined = Mark.NONE
    for flag in (ANY_FIRST, ANY_SURNAME):
        if all(m & flag for m in marks):
            joined |= marks[0] & flag
    if not joined and all(m & NAME or not m for m in marks) and any(marks):
        joined |= Mark.SURNAME_RARE
    return joined


_EXTRA = (("never.extra_first", Mark.FIRST), ("never.extra_surnames", Mark.SURNAME))
_SINGLE = (
    ("prefixes.words", Mark.PREFIX),
    ("never.words", Mark.NEVER),
    ("never.organisations", Mark.ORGANISATION),
    ("functions.civil", Mark.FUNCTION),
    ("functions.external", Mark.FUNCTION),
    ("titles.civil", Mark.TITLE),
    ("office.titles", Mark.TITLE),
    ("top.titles", Mark.TITLE),
    ("never.names", Mark.PROPER),
    ("never.more_places", Mark.PLACE),
    ("never.places_that_are_names", Mark.PLACE),
)


def load_lists(folder: Path | None = None) -> Lists:
    """Read every list from `resources/names`; OSError or ValueError when one is broken.

    Some 0.2 s and 10 MB.
    """
    names = folder or resource_path("names")
    vocabulary: dict[str, frozenset[str]] = {}
    terms: dict[str, Terms] = {}
    source = tomllib.loads((names / "vocabulary.toml").read_text("utf-8"))
    for table, entries in source.items():
        for key, value in entries.items():
            sign = ";" if ";" in value else " "
            phrases = [phrase.strip() for phrase in value.replace("\n", sign).split(sign)]
            groups = [_words_of(phrase) for phrase in phrases if phrase]
            vocabulary[f"{table}.{key}"] = frozenset(g[0] for g in groups if len(g) == 1)
            terms[f"{table}.{key}"] = _by_first_word(groups)
    vocabulary["never.hyphened"] = frozenset(
        "-".join(g)
        for key in ("office.titles", "top.titles")
        for t in terms[key].values()
        for g in t
    )
    places = gzip.decompress((names / "places.txt.gz").read_bytes()).decode().splitlines()
    terms["places"] = _by_first_word(
        tuple(place.split()) for place in places if place.count(" ") >= 2
    )
    indexes = tuple((mark, WordIndex.load(names / f"{name}.txt.gz")) for name, mark in _GAZETTEERS)
    return Lists(
        indexes,
        vocabulary,
        terms,
        tuple(sorted(vocabulary["never.endings"])),
        tuple(sorted(vocabulary["never.surname_endings"])),
        tuple(sorted(vocabulary["grammar.people_endings"])),
        tuple(sorted(vocabulary["units.endings"])),
        load_office_holders(names),
        load_model(resource_path("models") / MODEL) if folder is None else None,
    )


def _words_of(phrase: str) -> tuple[str, ...]:
    tokens = tokenize(phrase)
    return tuple(t.fold if t.kind <= Kind.INITIALS else t.text for t in tokens)


def _by_first_word(groups: Iterable[tuple[str, ...]]) -> Terms:
    result: dict[str, list[tuple[str, ...]]] = {}
    for group in set(groups):
        result.setdefault(group[0], []).append(group)
    return {
        first: tuple(sorted(found, key=lambda g: (-len(g), g))) for first, found in result.items()
    }
