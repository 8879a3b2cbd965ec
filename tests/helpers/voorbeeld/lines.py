"""Breaks marked text into printed lines: wrapping, hyphenation, and where each piece stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.helpers.voorbeeld.markup import Piece, Word, words

Measure = Callable[[Piece], float]
"""Width of a piece in points."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One piece on a line."""

    piece: Piece
    x: float
    """From the left end of the line, in points."""
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one printed line."""

    words: tuple[Word, ...]
    is_last: bool
    """The paragraph, or a part of it, ends here: never stretched."""


def wrap(marked: str, width: float, measure: Measure, space: float) -> list[Line]:
    """The printed lines of a marked text, at most `width` points wide where words allow."""
    lines: list[Line] = []
    current: list[Word] = []
    used = 0.0
    for word in _with_forced_ends(words(marked)):
        if word == () or word == _HYPHEN_END:
            lines.append(Line(tuple(current), is_last=word == ()))
            current, used = [], 0.0
            continue
        room = width - used - (space if current else 0.0)
        if current and _width(word, measure) > room:
            head, tail = _hyphenated(word, room, measure)
            lines.append(Line((*current, head) if head else tuple(current), is_last=False))
            current, used, word = [], 0.0, tail
        current.append(_clean(word))
        used += (space if len(current) > 1 else 0.0) + _width(word, measure)
    if current:
        lines.append(Line(tuple(current), is_last=True))
    return lines


def place(
    line: Line, measure: Measure, space: float, stretch_to: float | None
) -> list[list[Placed]]:
    """Where the pieces of each word stand; stretched to a width unless the line is the last."""
    gaps = len(line.words) - 1
    if stretch_to is not None and gaps and not line.is_last:
        natural = sum(_width(word, measure) for word in line.words)
        space = (stretch_to - natural) / gaps
    result, x = [], 0.0
    for word in line.words:
        placed = []
        for piece in word:
            placed.append(Placed(piece, x, measure(piece)))
            x += measure(piece)
        result.append(placed)
        x += space
    return result


_HYPHEN_END: Word = (Piece("‖"),)


def _with_forced_ends(source: Sequence[Word]) -> list[Word]:
    result: list[Word] = []
    for word in source:
        index = next((i for i, piece in enumerate(word) if "‖" in piece.text), None)
        if index is None:
            result.append(word)
            continue
        before, after = word[index].text.split("‖", 1)
        result.append((*word[:index], replace(word[index], text=before + "-")))
        result.append(_HYPHEN_END)
        result.append((replace(word[index], text=after), *word[index + 1 :]))
    return result


def _hyphenated(word: Word, room: float, measure: Measure) -> tuple[Word, Word]:
    """The longest head that fits with a hyphen, and the rest; an empty head when none fits."""
    best: tuple[Word, Word] = ((), word)
    for index, piece in enumerate(word):
        for offset in (i for i, letter in enumerate(piece.text) if letter == "¬"):
            head = (*word[:index], replace(piece, text=piece.text[:offset] + "-"))
            if _width(head, measure) <= room:
                tail = (replace(piece, text=piece.text[offset + 1 :]), *word[index + 1 :])
                best = (_clean(head), tail)
    return best


def _clean(word: Word) -> Word:
    if not any("¬" in piece.text for piece in word):
        return word
    return tuple(replace(piece, text=piece.text.replace("¬", "")) for piece in word)


def _width(word: Word, measure: Measure) -> float:
    return sum(measure(piece) for piece in _clean(word))
