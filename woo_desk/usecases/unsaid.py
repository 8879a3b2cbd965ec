"""Words about documents, without what is redacted in them.

Titles, remarks and names of files have been through detection, but a word can be redacted in a
document that is none of a person known in the dossier ("Zeester", the cover name of a project).
Where it stands in the title of another document, the lists and bookmarks would tell it, the proof
would find it there, and nothing could be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from woo_desk.domain.inventory import UNSAID
from woo_desk.usecases.word_index import SEAM, WordIndex, apart

_GLUE = re.compile(r"[\W_]")


def without_words(texts: Mapping[str, str], words: Iterable[str]) -> dict[str, str]:
    """The same texts under the same keys; "[…]" stands where one of the words stood.

    Args:
        texts: as they would be published.
        words: that may be nowhere in the package, in whatever case and glued with whatever sign.
    """
    # WHY as they are too: "TraceMonkey" is also said by "tracemonkey".
    index = WordIndex(
        " ".join(spelled.split()) for word in words for spelled in (word, _loose(word)[0])
    )
    return {key: _without(text, index) for key, text in texts.items()}


def _without(text: str, index: WordIndex) -> str:
    loose, places = _loose(text)
    pieces, at = [], 0
    for hit in apart(index.hits(loose)):
        pieces += [text[at : places[hit.start]], UNSAID]
        at = places[hit.end - 1] + 1
    return "".join([*pieces, text[at:]])


def _loose(text: str) -> tuple[str, list[int]]:
    """The text with its words apart, and where each of its characters stands in the text itself."""
    seams = {match.start() for match in SEAM.finditer(text)}
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if place in seams:
            letters.append(" ")
            places.append(place)
        letters.append(" " if _GLUE.match(letter) else letter)
        places.append(place)
    return "".join(letters), places
