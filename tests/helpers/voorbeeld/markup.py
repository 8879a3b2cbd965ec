"""Reads the marked text that the example documents are written in.

{c:Ebbo Vlinkstra}   a planted datum; the letters before the colon say which (see TAGS)
**vet**              bold
^1                   a raised figure, glued to the word before it
¬                    a place where a word may be hyphenated
‖                    a place where the line ends in a hyphen, always
\\n                   the line ends here
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TAGS: dict[str, tuple[str, str, str]] = {
    # WHY must is here and not derived: the truth may not follow from the code under test.
    "c": ("PERSON", "civil", "redact"),
    "b": ("PERSON", "private", "redact"),
    "x": ("PERSON", "external", "redact"),
    "o": ("PERSON", "office", "keep"),
    "t": ("PERSON", "top", "keep"),
    "i": ("INITIALS", "civil", "redact"),
    "ib": ("INITIALS", "private", "redact"),
    "e": ("EMAIL", "personal", "redact"),
    "em": ("EMAIL", "functional", "keep"),
    "f": ("PHONE", "personal", "redact"),
    "fa": ("PHONE", "functional", "keep"),
    "bsn": ("BSN", "private", "redact"),
    "iban": ("IBAN", "private", "redact"),
    "dob": ("DOB", "private", "redact"),
    "a": ("ADDRESS", "private", "redact"),
    "pc": ("POSTCODE", "private", "redact"),
    "am": ("ADDRESS", "ministry", "keep"),
    "pm": ("POSTCODE", "ministry", "keep"),
    "nr": ("PERSNR", "personal", "redact"),
    "u": ("USERID", "personal", "redact"),
    "k": ("KENTEKEN", "private", "redact"),
    "r": ("REF", "ministry", "keep"),
}
_MARK = re.compile(r"\{([a-z]+):([^{}]*)\}|(\*\*)|\^(\d)|(\n)|( +)|([^{}*^\n ]+|[*^])")


@dataclass(frozen=True, slots=True)
class Tag:
    """One planted datum of a marked text."""

    number: int
    """Counts the tags of one text, so that two mentions of the same name stay two."""
    letters: str
    text: str
    """Without marks for hyphens."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that are drawn in one go: one style, one tag, no space inside."""

    text: str
    bold: bool = False
    raised: bool = False
    tag: Tag | None = None


Word = tuple[Piece, ...]
"""Pieces with no space between them. An empty word stands for a line end."""


def plain(marked: str) -> str:
    """What a reader sees, without any mark; line ends become spaces."""
    parts = []
    for piece in (piece for word in words(marked) for piece in (*word, None)):
        parts.append(" " if piece is None else piece.text)
    return re.sub(r" +", " ", "".join(parts)).strip().replace("¬", "").replace("‖", "")


def words(marked: str) -> list[Word]:
    """The words of a marked text, in order."""
    result: list[Word] = []
    current: list[Piece] = []
    for piece in _pieces(marked):
        if piece.text not in (" ", "\n"):
            current.append(piece)
            continue
        if current:
            result.append(tuple(current))
            current = []
        if piece.text == "\n":
            result.append(())
    return [*result, tuple(current)] if current else result


def tags_of(marked: str) -> list[Tag]:
    """The planted data of a marked text, in order."""
    found = {piece.tag.number: piece.tag for piece in _pieces(marked) if piece.tag}
    return list(found.values())


def _pieces(marked: str) -> Iterator[Piece]:
    bold, number = False, 0
    for match in _MARK.finditer(marked):
        letters, tagged, stars, figure, line_end, space, other = match.groups()
        if letters:
            line_end_is = "" if letters in ("e", "em") else " "
            said = tagged.replace("¬", "").replace("‖", "").replace("\n", line_end_is)
            tag = Tag(number, letters, said)
            number += 1
            for part in re.split(r"([ \n])", tagged):
                if part:
                    yield Piece(part, bold, tag=None if part in " \n" else tag)
        elif stars:
            bold = not bold
        elif figure:
            yield Piece(figure, bold, raised=True)
        elif line_end:
            yield Piece("\n")
        elif space:
            yield Piece(" ")
        else:
            yield Piece(other, bold)
