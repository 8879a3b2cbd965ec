"""Which Dutch words are ordinary ones: many surnames are, first names count as names."""

from __future__ import annotations

import functools
import gzip
import unicodedata

from woo_desk.resources import resource_path

# WHY these: first names somewhere in the world, and in every second Dutch sentence.
_COMMON = (
    frozenset(
        ("al", "alle", "anders", "april", "ben", "bent", "brand", "door", "helder", "is", "kader")
    )
    | frozenset(
        ("koop", "la", "leen", "lente", "lot", "maan", "marine", "mei", "nader", "nadien", "onder")
    )
    | frozenset(("per", "storm", "ton", "van", "wei"))
)


def is_ordinary_word(word: str) -> bool:
    """Whether a word in small letters is in the Dutch word list and is no common first name."""
    return _is_ordinary(_folded(word))


@functools.lru_cache(maxsize=4096)
def _is_ordinary(word: str) -> bool:
    line = f"\n{word}\n".encode()
    return word in _COMMON or (line in _lines("words") and line not in _lines("first-names"))


@functools.cache
def _lines(name: str) -> bytes:
    """A word list as one piece of bytes, each word between line ends.

    WHY no set: 355,000 words as strings take 30 MB and 0.1 s; a search takes 1 ms, and few are
    made: only where a term with capitals meets the same word in small letters.
    """
    return b"\n" + gzip.decompress(resource_path(f"names/{name}.txt.gz").read_bytes()) + b"\n"


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(character for character in plain if not unicodedata.combining(character))
