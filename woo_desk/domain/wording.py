"""Texts as words, and what of them is kept to recognise the same text elsewhere.

Standard library only. Hashes are those of BLAKE2, not of the interpreter: the same words give the
same sketch in every process and on every machine.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from woo_desk.domain.ids import Sha256

_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")

SHINGLE = 3
"""Words in a row that are compared as one. WHY three: of a page read from its picture with one
letter in twenty wrong, two in five of such stretches are still right."""
_PIECE = 5
"""Letters in a row, for texts in which words may be misread."""
_LEAST, _MOST, _SHARE = 96, 768, 8
"""Size of a sketch: one in so many of the shingles, within bounds. WHY a share and not a fixed
number: a short text must be found inside a long one too."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is kept of the text of a document to find others like it."""

    words: int
    shingles: int
    """Different ones."""
    text_key: str
    """Digest of all text, each stretch of white space as one space; "" when there is none."""
    sketch: tuple[int, ...]
    """The smallest hashes of its shingles, in order."""
    pages: int = 0
    """How many pages hold what it says; those with the properties of the file come after them."""


def words_in(text: str) -> list[str]:
    """The words of a text: letters and digits, in small letters. Signs of quotation fall away."""
    return _WORD.findall(text.casefold())


def key_of_words(words: Sequence[str]) -> str:
    """Digest of words in their order; "" for none."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest() if words else ""


def wording_of(text: str) -> Wording:
    """What is kept of the text of a whole document."""
    words = words_in(text)
    shingles = shingles_of(words)
    plain = _SPACE.sub(" ", text).strip()
    size = min(max(len(shingles) // _SHARE, _LEAST), _MOST)
    hashes = sorted(map(_hash, shingles))[:size]
    key = Sha256(hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()) if plain else ""
    return Wording(len(words), len(shingles), key, tuple(hashes))


def shingles_of(words: Sequence[str]) -> set[str]:
    """Every stretch of words, each once; a shorter text is one stretch."""
    if len(words) <= SHINGLE:
        return {" ".join(words)} if words else set()
    return set(map(" ".join, zip(*(words[n:] for n in range(SHINGLE)), strict=False)))


def letter_likeness(left: Sequence[str], right: Sequence[str]) -> float:
    """How much two texts share, 0 to 1, by short runs of letters: misread letters cost little."""
    one, other = _pieces(left), _pieces(right)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _pieces(words: Sequence[str]) -> Counter[str]:
    # WHY without spaces: recognition also joins words and takes them apart.
    letters = "".join(words)
    return Counter(letters[n : n + _PIECE] for n in range(max(len(letters) - _PIECE + 1, 0)))


def _hash(shingle: str) -> int:
    # WHY 63 bits: it has to fit a signed integer of a database or a file format.
    digest = hashlib.blake2b(shingle.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
