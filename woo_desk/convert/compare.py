"""Compares the text of a source with the text of the pages that were made of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")


def lost_words(source: Iterable[str], printed: str) -> Counter[str]:
    """Words that the source has more often than the pages; empty when nothing is lost.

    A word that is broken over two lines on the page is found when white space is left out.

    Args:
        source: stretches of text; no word runs on from one to the next.
        printed: text of the pages.
    """
    wanted: Counter[str] = Counter()
    for stretch in source:
        wanted.update(words_of(stretch))
    missing = wanted - Counter(words_of(printed))
    if not missing:
        return missing
    squeezed = _SPACE.sub("", normal(printed))
    return Counter(
        {word: count for word, count in missing.items() if squeezed.count(word) < wanted[word]}
    )


def normal(text: str) -> str:
    """Text as it is compared: ligatures and widths written out, without what has no shape."""
    if text.isascii():
        return text.casefold()
    composed = unicodedata.normalize("NFKC", text)
    return "".join(c for c in composed if unicodedata.category(c) not in ("Cf", "Mn")).casefold()


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return _WORD.findall(normal(text))
