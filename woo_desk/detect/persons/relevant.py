"""Which of the dossier's persons a document can be about: the others need not be carried along.

WHY: a large dossier knows thousands of persons, a page names ten. Each page would be compared with
all of them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from woo_desk.detect.persons.initials import parafen_of
from woo_desk.detect.persons.tokens import fold
from woo_desk.domain.person import KnownPerson

_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)?")
_CUT = re.compile(r"[-‐‑\xad]\n\s*")
_LONGEST_PARAAF = 6


@dataclass(frozen=True, slots=True)
class _Keys:
    """Any of these in a document may speak of the person. Folded."""

    words: frozenset[str]
    parafen: frozenset[str]
    pair: str
    """First letters of first name and surname."""


def relevant(known: Sequence[KnownPerson], texts: Iterable[str]) -> tuple[KnownPerson, ...]:
    """Those of the known persons that one of the texts may mention, in their order."""
    if not known:
        return ()
    words: set[str] = set()
    short: set[str] = set()
    for text in texts:
        whole, cuts = _CUT.subn("", text)
        for printed in set(_WORD.findall(text)).union(_WORD.findall(whole) if cuts else ()):
            words.update(_forms(fold(printed)))
            if len(printed) <= _LONGEST_PARAAF and printed[0].isupper():
                short.add(printed.lower())
        short.update(_dotted(text))
    pairs = {fold(letters)[:2] for letters in short}
    found = []
    for person in known:
        keys = _keys(person)
        if (
            not keys.words.isdisjoint(words)
            or not keys.parafen.isdisjoint(short)
            or (keys.pair and keys.pair in pairs)
        ):
            found.append(person)
    return tuple(found)


_DOTTED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,2}[. -]{1,2}){1,5}[^\W\d_]{1,2}(?![^\W\d_])")


def _dotted(text: str) -> set[str]:
    """Parafen with stops or spaces between their letters: "J.d.V."."""
    return {
        "".join(c for c in match.lower() if c.isalpha()) for match in set(_DOTTED.findall(text))
    }


def _forms(word: str) -> set[str]:
    """The word, and without the s of possession."""
    found = {word, word.partition("'")[0].partition("’")[0]}
    return found | {form[:-1] for form in found if form.endswith("s") and len(form) > 2}


@functools.lru_cache(maxsize=50_000)
def _keys(person: KnownPerson) -> _Keys:
    names = (person.surname, person.first_name, *person.aliases)
    words = {fold(part) for name in names for part in _WORD.findall(name)}
    words |= {fold(name) for name in (person.surname, person.first_name) if name}
    words.add("".join(c for c in fold(person.prefix + person.surname) if c.isalpha()))
    letter = fold(person.first_name or person.initials)[:1]
    return _Keys(
        frozenset(word for word in words if len(word) > 1),
        frozenset(form.lower() for form in parafen_of(person)),
        letter + fold(person.surname)[:1] if letter else "",
    )
