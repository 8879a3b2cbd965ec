"""Breaks text of several inks into lines. Owns widths and line breaks, not pages.

A character that the fonts have no shape for is drawn as an empty frame, stays in the text of the
PDF, and its code is printed after it, so that a person can look it up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.printout import Ink, Run
from woo_desk.pdf.face import Face, shipped_face

REGULAR, BOLD = 0, 1
FACE_NAMES = ("DejaVuSans", "DejaVuSans-Bold")
_BOLD_INKS = frozenset((Ink.BOLD, Ink.MARK))
_TOKEN = re.compile(r"\n|[^\S\n]+|\S+")
_UNKNOWN_CODES = 12
"""Codes that are printed after a stretch of characters without a shape."""


def faces() -> tuple[Face, ...]:
    """The fonts, by REGULAR and BOLD."""
    return tuple(shipped_face(name) for name in FACE_NAMES)


def face_of(ink: Ink, *, all_bold: bool = False) -> int:
    """REGULAR or BOLD."""
    return BOLD if all_bold or ink in _BOLD_INKS else REGULAR


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text in one ink at its place on a line."""

    text: str
    ink: Ink
    x: float
    """Points from the left end of the line."""
    width: float


Line = tuple[Stretch, ...]
Piece = tuple[str, Ink, float]
"""Text, ink, width."""


def printable(text: str) -> str:
    """The characters that are set: composed, without those that have no shape of their own.

    Control characters become their symbols; line ends stay.
    """
    if text.isascii() and text.replace("\n", " ").replace("\t", " ").isprintable():
        return text.replace("\t", "    ")
    text = text.replace("\r\n", "\n").replace("\t", "    ")
    return "".join(_shown(c) for c in unicodedata.normalize("NFC", text))


def _shown(character: str) -> str:
    code = ord(character)
    if character == "\n" or character.isprintable():
        return "" if 0xFE00 <= code <= 0xFE0F else character
    category = unicodedata.category(character)
    if category in ("Zl", "Zp") or character in "\r\x0b\x0c\x85":
        return "\n"
    if category == "Zs":
        return " "
    if category == "Cf":
        return ""
    if code < 0x20:
        return chr(0x2400 + code)
    return f"⟨U+{code:04X}⟩"


class Setter:
    """Sets runs of text in the shipped fonts."""

    def __init__(self) -> None:
        self._faces = faces()

    def lines(
        self, runs: Iterable[Run], room: float, size: float, *, bold: bool = False
    ) -> list[Line]:
        """The runs as lines of at most `room` points; at least one line."""
        breaker = _Breaker(self, room, size, bold=bold)
        for token in self._tokens(runs):
            breaker.add(token)
        return breaker.finish()

    def width(self, text: str, ink: Ink, size: float, *, bold: bool = False) -> float:
        """Of text on one line."""
        return self._faces[face_of(ink, all_bold=bold)].width(text) * size / 1000

    def extremes(self, runs: Iterable[Run], size: float) -> tuple[float, float]:
        """Width of the longest word, and of the longest line."""
        word = line = longest = 0.0
        for token in self._tokens(runs):
            width = sum(self.width(text, ink, size) for text, ink in token)
            if token[0][0] == "\n":
                longest, line = max(longest, line), 0.0
                continue
            if not token[0][0].isspace():
                word = max(word, width)
            line += width
        return word, max(longest, line)

    def _tokens(self, runs: Iterable[Run]) -> Iterator[list[tuple[str, Ink]]]:
        """Words, spaces and line ends; a word may change its ink in the middle."""
        word: list[tuple[str, Ink]] = []
        for run in runs:
            for text in _TOKEN.findall(self._explained(printable(run.text))):
                if text.isspace():
                    if word:
                        yield word
                        word = []
                    yield [(text, run.ink)]
                else:
                    word.append((text, run.ink))
        if word:
            yield word

    def _explained(self, text: str) -> str:
        """The text with codes printed after characters that have no shape."""
        if text.isascii():
            return text
        face = self._faces[REGULAR]
        result: list[str] = []
        unknown: list[str] = []
        for character in text:
            if character == "\n" or face.has(character):
                result.append(_codes(unknown))
                unknown.clear()
            else:
                unknown.append(character)
            result.append(character)
        return "".join([*result, _codes(unknown)])


def _codes(unknown: Sequence[str]) -> str:
    if not unknown:
        return ""
    codes = " ".join(f"U+{ord(c):04X}" for c in unknown[:_UNKNOWN_CODES])
    return f"⟨{codes}{' …' if len(unknown) > _UNKNOWN_CODES else ''}⟩"


class _Breaker:
    """Fills lines word by word."""

    def __init__(self, setter: Setter, room: float, size: float, *, bold: bool) -> None:
        self._setter, self._room, self._size, self._bold = setter, room, size, bold
        self._lines: list[Line] = []
        self._line: list[Piece] = []
        self._used = 0.0

    def add(self, token: list[tuple[str, Ink]]) -> None:
        if token[0][0] == "\n":
            self._end()
            return
        pieces = [(text, ink, self._width(text, ink)) for text, ink in token]
        width = sum(piece[2] for piece in pieces)
        if self._used + width <= self._room:
            self._put(pieces, width)
        elif token[0][0].isspace():
            if self._line:  # WHY: a space at which the line is broken is the line end itself
                self._end()
        elif width <= self._room:
            self._end()
            self._put(pieces, width)
        else:
            self._break(pieces)

    def finish(self) -> list[Line]:
        if self._line or not self._lines:
            self._end()
        return self._lines

    def _width(self, text: str, ink: Ink) -> float:
        return self._setter.width(text, ink, self._size, bold=self._bold)

    def _put(self, pieces: list[Piece], width: float) -> None:
        self._line += pieces
        self._used += width

    def _break(self, pieces: list[Piece]) -> None:
        """A word longer than a line, character by character; nothing is clipped."""
        for text, ink, _ in pieces:
            start = 0
            width = 0.0
            for at, character in enumerate(text):
                wide = self._width(character, ink)
                if self._used + width + wide > self._room and (at > start or self._line):
                    if at > start:
                        self._put([(text[start:at], ink, width)], width)
                    self._end()
                    start, width = at, 0.0
                width += wide
            self._put([(text[start:], ink, width)], width)

    def _end(self) -> None:
        stretches: list[Stretch] = []
        x = 0.0
        for text, ink, width in self._line:
            if stretches and stretches[-1].ink is ink:
                last = stretches[-1]
                stretches[-1] = Stretch(last.text + text, ink, last.x, last.width + width)
            else:
                stretches.append(Stretch(text, ink, x, width))
            x += width
        self._lines.append(tuple(stretches))
        self._line, self._used = [], 0.0
