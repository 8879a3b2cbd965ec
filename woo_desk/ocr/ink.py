"""The ink of a page as connected pieces: where it lies, how much it is, and its colour.

Works on a small picture: at 100 dpi a page has some thousands of pieces, and a pen stroke is still
one to four pixels wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageOps

from woo_desk.domain.geometry import Box
from woo_desk.ocr.enhance import on_white, without_specks

INK_DPI = 100
POINTS = 72 / INK_DPI
_INK = 185
"""Grey, out of 255, below which a pixel of the whitened page is ink: a thin pen leaves no more."""
_COLOURED = 50
"""Difference between the largest and the smallest of red, green and blue of coloured ink."""
_PALE_COLOUR = 215
"""Grey below which a coloured pixel is ink: stamps are paler than print."""
_SMALLEST = 4
"""Pixels of ink: less is dirt."""
_RUN = re.compile(rb"\xff+")
MAX_PIECES = 20_000
"""A photograph or a screened drawing has more; nothing is then said of the page."""


@dataclass(slots=True)
class Piece:
    """Pixels of ink that touch one another; places in pixels at INK_DPI."""

    x0: int
    y0: int
    x1: int
    y1: int
    pixels: int = 0
    coloured: int = 0
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    """(y, start, end) of each stretch of a row."""

    @property
    def width(self) -> int:
        """In pixels."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """In pixels."""
        return self.y1 - self.y0

    @property
    def box(self) -> Box:
        """In points."""
        return Box(self.x0 * POINTS, self.y0 * POINTS, self.x1 * POINTS, self.y1 * POINTS)

    @property
    def fill(self) -> float:
        """Share of its rectangle that is ink."""
        return self.pixels / max(self.width * self.height, 1)

    @property
    def is_coloured(self) -> bool:
        """Whether most of it is in colour."""
        return 2 * self.coloured > self.pixels


def ink_of(picture: Image.Image, dpi: int) -> list[Piece]:
    """The pieces of ink of a page that lies upright; none when there are more than MAX_PIECES."""
    size = (
        max(round(picture.width * INK_DPI / dpi), 1),
        max(round(picture.height * INK_DPI / dpi), 1),
    )
    small = picture.convert("RGB").resize(size, Image.Resampling.BOX)
    grey = without_specks(on_white(ImageOps.grayscale(small), INK_DPI))
    red, green, blue = small.split()
    widest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    vivid = ImageChops.subtract(widest, least).point(_mask(_COLOURED, 256))
    pale = grey.point(_mask(0, _PALE_COLOUR))
    colour = ImageChops.multiply(vivid, pale)
    ink = ImageChops.lighter(grey.point(_mask(0, _INK)), colour)
    pieces = [piece for piece in _pieces(ink, colour) if piece.pixels >= _SMALLEST]
    return pieces if len(pieces) <= MAX_PIECES else []


def _mask(low: int, high: int) -> list[int]:
    return [255 * (low <= value < high) for value in range(256)]


def _pieces(ink: Image.Image, colour: Image.Image) -> list[Piece]:
    runs = list(_runs(ink))
    parents = list(range(len(runs)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for above, below in _touching(runs):
        parents[root(below)] = root(above)
    paint, width = colour.tobytes(), ink.width
    found: dict[int, Piece] = {}
    for at, (y, start, end) in enumerate(runs):
        piece = found.setdefault(root(at), Piece(start, y, end, y + 1))
        piece.x0, piece.x1 = min(piece.x0, start), max(piece.x1, end)
        piece.y0, piece.y1 = min(piece.y0, y), max(piece.y1, y + 1)
        piece.pixels += end - start
        piece.coloured += paint.count(b"\xff", y * width + start, y * width + end)
        piece.runs.append((y, start, end))
    return list(found.values())


def _runs(ink: Image.Image) -> Iterator[tuple[int, int, int]]:
    samples, width = ink.tobytes(), ink.width
    for y in range(ink.height):
        for match in _RUN.finditer(samples, y * width, (y + 1) * width):
            yield y, match.start() - y * width, match.end() - y * width


def _touching(runs: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of stretches of neighbouring rows that touch, corners included."""
    rows: dict[int, list[int]] = {}
    for at, (y, _, _) in enumerate(runs):
        rows.setdefault(y, []).append(at)
    for y, below in rows.items():
        above = rows.get(y - 1, [])
        i = j = 0
        while i < len(above) and j < len(below):
            _, start, end = runs[above[i]]
            _, first, last = runs[below[j]]
            if start <= last and first <= end:
                yield above[i], below[j]
            if end < last:
                i += 1
            else:
                j += 1
