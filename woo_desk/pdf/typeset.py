"""Sets our own words on our own pages: measuring, breaking into lines, and the operators.

Points, origin at the lower left corner. For covers, lists and pages that refer; never for a page
of a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from woo_desk.pdf.own_font import LabelFont
from woo_desk.pdf.tokens import number_text

FONT_RESOURCE = "/Tekst"
_PIECE = re.compile(r"[^\s/;,_-]*[/;,_-]+|[^\s/;,_-]+|\s+")
"""Where a line may be broken: at white space, and after signs within addresses and numbers."""


class _Codes(dict[int, str]):
    """Hexadecimal code of each character, asked of the font when it is first met."""

    def __init__(self, font: LabelFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: int) -> str:
        code = self._font.encode(chr(character))[1:-1].decode("ascii")
        self[character] = code
        return code


class _Widths(dict[str, float]):
    """Width of each character at size 1."""

    def __init__(self, font: LabelFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: str) -> float:
        width = self._font.width(character)
        self[character] = width
        return width


@dataclass(slots=True)
class Typesetter:
    """One font with what has been asked of it."""

    font: LabelFont = field(default_factory=LabelFont)
    _codes: _Codes = field(init=False)
    _widths: _Widths = field(init=False)

    def __post_init__(self) -> None:
        self._codes = _Codes(self.font)
        self._widths = _Widths(self.font)

    def width(self, words: str, size: float) -> float:
        """Of one line, in points."""
        return size * sum(map(self._widths.__getitem__, words))

    def lines(self, words: str, width: float, size: float) -> Sequence[str]:
        """The words in lines no wider than `width`; nothing is left out."""
        clean = "".join(c if c.isprintable() or c == "\n" else " " for c in words)
        return [
            line
            for paragraph in clean.split("\n")
            for line in self._broken(paragraph, width / size)
        ]

    def _broken(self, words: str, room: float) -> Iterator[str]:
        widths = self._widths
        if sum(map(widths.__getitem__, words)) <= room:
            yield words.rstrip()
            return
        line, used = "", 0.0
        for piece in _PIECE.findall(words):
            length = sum(map(widths.__getitem__, piece))
            if used + length <= room:
                line, used = line + piece, used + length
                continue
            if line.strip():
                yield line.rstrip()
            line, used = "", 0.0
            if piece.isspace():
                continue
            for character in piece:
                if used + widths[character] > room and line:
                    yield line
                    line, used = "", 0.0
                line, used = line + character, used + widths[character]
        if line.strip():
            yield line.rstrip()

    def block(self, lines: Sequence[str], x: float, y: float, size: float, leading: float) -> bytes:
        """Operators for lines below one another, the first with its baseline at (x, y)."""
        codes = self._codes
        shown = b"> Tj T* <".join([line.translate(codes).encode("ascii") for line in lines])
        return (
            b"BT " + FONT_RESOURCE.encode() + b" %.5g Tf %.5g TL %.2f %.2f Td <"
            % (size, leading, x, y) + shown + b"> Tj ET\n"
        )  # fmt: skip

    def show(self, words: str, x: float, y: float, size: float) -> bytes:
        """Operators for one line with its baseline at (x, y)."""
        place = b" ".join(map(number_text, (x, y)))
        return (
            b"BT " + FONT_RESOURCE.encode() + b" " + number_text(size) + b" Tf 1 0 0 1 "
            + place + b" Tm <" + words.translate(self._codes).encode("ascii") + b"> Tj ET\n"
        )  # fmt: skip


def rectangle(x: float, y: float, width: float, height: float, grey: float) -> bytes:
    """Operators for a filled rectangle."""
    numbers = b" ".join(map(number_text, (x, y, width, height)))
    return b"q " + number_text(grey) + b" g " + numbers + b" re f Q\n"
