"""Finds terms of a list in a text, as people write and print them. Pure.

Case, accents, the amount of white space, soft hyphens and a word cut over a line end make no
difference. Short words in capitals are an exception: "AH" is not "ah".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile(r"(?<=[^\W\d_])[-\u2010\xad][ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_SHORT = 5
"""Terms in capitals of at most so many letters are found in capitals only."""


def same_words(text: str) -> str:
    """The text without case, accents and superfluous white space; "" without letter or digit."""
    folded = " ".join(text.translate(_TABLE).split())
    return folded if _WORD.search(folded) else ""


def _fold(character: str) -> str:
    """What one character is written as: none for an accent that stands by itself, one else."""
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFKD", character)[0]
    if unicodedata.combining(base) or base == "\xad":
        return ""
    folded = base.casefold()
    return folded if len(folded) == 1 else base


class _Table(dict[int, str]):
    """What each character folds to; fills itself."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class _View:
    """The folded text, and for each of its characters where it stands."""

    text: str
    places: list[int]


def _view_of(text: str) -> _View:
    cuts = {match.start(): match.end() for match in _CUT.finditer(text)}
    letters: list[str] = []
    places: list[int] = []
    index = 0
    while index < len(text):
        if index in cuts:
            index = cuts[index]
            continue
        folded = _TABLE[ord(text[index])]
        if folded and not (folded == " " and letters and letters[-1] == " "):
            letters.append(folded)
            places.append(index)
        index += 1
    return _View("".join(letters), places)


@dataclass(frozen=True, slots=True)
class TermHit(Generic[T]):
    """One place where a term stands."""

    start: int
    end: int
    """Offsets in the text as given; a genitive s belongs to it."""
    value: T
    genitive: bool = False
    """An s behind the term was taken for a genitive; it may be another name ("Jansens")."""


class TermIndex(Generic[T]):
    """Terms with what belongs to each, ready for searching many texts.

    WHY by first word: the time per text does not grow with the number of terms.
    """

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        """Args: terms: with their values; those without letter or digit are left out."""
        self._by_word: dict[str, list[tuple[str, int, str, T]]] = {}
        for term, value in terms:
            folded = same_words(term)
            first = _WORD.search(folded)
            if first is not None:
                strict = _strict(term)
                found = self._by_word.setdefault(first.group(), [])
                found.append((folded, first.start(), strict, value))

    def __bool__(self) -> bool:
        return bool(self._by_word)

    def find(self, text: str) -> Iterator[TermHit[T]]:
        """Every place of every term, in order of place; they may overlap."""
        if not self._by_word or not self._may_hold(text):
            return
        view = _view_of(text)
        for match in _WORD.finditer(view.text):
            for word in _stems(match.group()):
                for folded, before, strict, value in self._by_word.get(word, ()):
                    end = _end_at(view.text, folded, match.start() - before)
                    if end:
                        start = view.places[match.start() - before]
                        last = view.places[end - 1] + 1
                        if not strict or text.startswith(strict, start):
                            yield TermHit(
                                start, last, value, end - len(folded) > match.start() - before
                            )

    def _may_hold(self, text: str) -> bool:
        """Whether the text has a word that a term begins with: quick, for most texts have none."""
        if _CUT.search(text) is not None:
            return True
        words = set(_WORD.findall(text.translate(_TABLE)))
        return not self._by_word.keys().isdisjoint(
            words | {word[:-1] for word in words if word.endswith("s")}
        )


def _strict(term: str) -> str:
    """The term when it counts in capitals only, otherwise ""."""
    letters = term.strip()
    return letters if letters.isupper() and letters.isalpha() and len(letters) <= _SHORT else ""


def _stems(word: str) -> Iterator[str]:
    yield word
    if word.endswith("s") and len(word) > 2:
        yield word[:-1]


def _end_at(text: str, term: str, start: int) -> int:
    """Where the term that stands at `start` ends, with its genitive; 0 when it does not."""
    if start < 0 or not text.startswith(term, start):
        return 0
    if term[0].isalnum() and start > 0 and text[start - 1].isalnum():
        return 0
    end = start + len(term)
    if not term[-1].isalnum() or _is_free(text, end):
        return end
    if text.startswith("s", end) and term[-1].isalpha() and _is_free(text, end + 1):
        return end + 1
    return 0


def _is_free(text: str, index: int) -> bool:
    return index >= len(text) or not text[index].isalnum()
