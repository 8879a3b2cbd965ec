"""Looks for words that must be gone, in text as readers give it back.

Rule. Text and term are brought to one form: compatibility decomposition, no case, no accents, no
format characters, hyphens of every kind and the line break after them gone. A term is found when
its words stand there as whole words, one after another; when its letters stand there one by one
("J a n s e n"); or, for a term of twelve letters or more, as part of anything, with or without
spaces. A short term inside a longer word is another word ("Bos" in "bosbouw") and does not count.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence

_LONG = 12
"""From how many letters and digits a term counts wherever it stands."""
_SHORTEST = 2
_DROPPED = frozenset(("Mn", "Me", "Cf", "Pd", "Cc"))
_BREAK = "\n"


def words_of(text: str) -> list[str]:
    """The words of a text in its one form, in order."""
    out: list[str] = []
    after_hyphen = False
    for char in unicodedata.normalize("NFKD", text):
        if char.isspace():
            if not (after_hyphen and char in "\n\r"):
                out.append(" ")
                after_hyphen = False
            continue
        category = unicodedata.category(char)
        if category in _DROPPED:
            after_hyphen = category in ("Pd", "Cf")
            continue
        after_hyphen = False
        out.append(char.casefold() if char.isalnum() else " " if category != "Sk" else "")
    return "".join(out).split()


class TermFinder:
    """Says whether any of a set of terms stands in a text; never which one, nor where."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._solid: set[str] = set()
        self._long: set[str] = set()
        for term in terms:
            words = tuple(words_of(term))
            solid = "".join(words)
            if len(solid) < _SHORTEST:
                continue
            self._by_first.setdefault(words[0], []).append(words)
            self._solid.add(solid)
            if len(solid) >= _LONG:
                self._long.add(solid)

    def __bool__(self) -> bool:
        return bool(self._solid)

    def count(self, text: str) -> int:
        """How many different ways of standing there were found; 0 when the text is clean."""
        if not self._solid:
            return 0
        words = words_of(text)
        found = self._whole_words(words) + self._letter_by_letter(words)
        if self._long:
            solid = "".join(words)
            found += sum(term in solid for term in self._long)
        return found

    def _whole_words(self, words: Sequence[str]) -> int:
        return sum(
            tuple(words[index : index + len(term)]) == term
            for index, word in enumerate(words)
            for term in self._by_first.get(word, ())
        )

    def _letter_by_letter(self, words: Sequence[str]) -> int:
        spelt = [
            "".join(run)
            for single, run in itertools.groupby(words, key=lambda word: len(word) == 1)
            if single
        ]
        return sum(term in run for run in spelt if len(run) > 2 for term in self._solid)
