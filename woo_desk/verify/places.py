"""Places of residues in words for people.

A place is kept as a technical term ("object 12 /URI, unused fonts"), the same in every language,
and said in words where it is shown. What has no words of its own (a cell, a key of a file, the
class of an error) is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from woo_desk.domain.export import Residue, ResidueKind

_NUMBERED = re.compile(
    r"(?P<before>.* )?(?P<what>object|byte|line|field|entry|element|paragraph|cell|shared string)"
    r" (?P<number>\d+)(?P<key> /\w+)?"
)
_COUNTED = re.compile(r"(?P<number>\d+) (?P<what>characters|pages|revisions)")
_SAID = frozenset(
    {
        *("laid out again", "printed label", "legend", "spaces", "name table", "letters", "image"),
        *("mask", "after its data", "encryption", "repaired on reading", "not made", "trailer"),
        *("unknown kind of file", "zip comment", "a PDF nobody verified"),
        *("a box beyond the last page", "unused"),
    }
)


Say = Callable[..., str]
"""Gives the text of a key with its values, in the language of who reads it."""


def in_words(place: str, say: Say) -> str:
    """A place as a person reads it."""
    return ", ".join(filter(None, (_part(part, say) for part in place.split(", "))))


def _part(part: str, say: Say) -> str:
    for pattern in (_NUMBERED, _COUNTED):
        if found := pattern.fullmatch(part):
            groups = found.groupdict()
            said = say(f"residue_place.{_key(groups['what'])}", number=groups["number"])
            around = (part_ or "" for part_ in (groups.get("before"), said, groups.get("key")))
            return "".join(around)
    for said in sorted(_SAID, key=len, reverse=True):
        if part == said or part.endswith(f" {said}"):
            return part.removesuffix(said) + say(f"residue_place.{_key(said)}")
        if part.startswith(f"{said} /"):
            return say(f"residue_place.{_key(said)}") + part.removeprefix(said)
    return part


def _key(words: str) -> str:
    return words.casefold().replace(" ", "_")


def grouped(
    residues: Sequence[Residue], say: Say
) -> list[tuple[str, ResidueKind, int | None, str]]:
    """File, kind, page and places of residues: each once, however many checks found it."""
    found: dict[tuple[str, ResidueKind, int | None], dict[str, None]] = {}
    for residue in residues:
        places = found.setdefault((residue.file_name, residue.kind, residue.page_index), {})
        if residue.place:
            places[in_words(residue.place, say)] = None
    return [(*key, "; ".join(places)) for key, places in found.items()]
