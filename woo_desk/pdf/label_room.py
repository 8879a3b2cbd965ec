"""Where on a page there is room for words that do not belong to it.

WHY by its pixels: a page may lie on one large picture, or on a white fill, and still have margins
that are empty to the eye.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pymupdf
from PIL import Image

from woo_desk.domain.geometry import Box

_DPI = 72
_MAX_PIXELS = 30_000_000
_EVEN = 40
"""Grey levels by which empty paper may differ: grain and shadows of a scan."""
_LIGHT = 160
"""Grey level from which black print can be read."""


@dataclass(slots=True)
class Room:
    """What is printed on one page, and what was put there since."""

    size: tuple[float, float]
    """Width and height in points, before rotation."""
    taken: list[Box] = field(default_factory=list)
    """In page space."""
    _picture: Image.Image | None = None
    """In grey, unrotated; None for a page on which nothing is printed."""
    _scale: float = 1.0

    def is_free(self, box: Box) -> bool:
        """Whether a box lies on the page, on even and light paper, clear of what was put there."""
        width, height = self.size
        if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height:
            return False
        if any(box.intersects(other) for other in self.taken):
            return False
        if self._picture is None:
            return True
        x0, y0 = (math.floor(value * self._scale) for value in (box.x0, box.y0))
        x1, y1 = (math.ceil(value * self._scale) for value in (box.x1, box.y1))
        area = x0, y0, min(x1, self._picture.width), min(y1, self._picture.height)
        levels: Any = self._picture.crop(area).getextrema()
        return int(levels[0]) >= _LIGHT and int(levels[1]) - int(levels[0]) <= _EVEN

    def first_free(self, places: Iterable[Sequence[Box]]) -> Sequence[Box] | None:
        """The first of some places of which every box is free; it is taken from then on."""
        for place in places:
            if all(map(self.is_free, place)):
                self.taken += place
                return place
        return None


RoomOf = Callable[[], Room]


def room_on(page: Any, size: tuple[float, float], taken: Sequence[Box]) -> Room:
    """Look at a page.

    Args:
        page: a PyMuPDF page, unturned.
        size: of it, in points.
        taken: what else nothing may be printed on, in page space.
    """
    scale = _DPI / 72
    pixels = size[0] * size[1] * scale * scale
    if pixels > _MAX_PIXELS:
        scale *= math.sqrt(_MAX_PIXELS / pixels)
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False, annots=False
    )
    picture = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    return Room(size, list(taken), picture, scale)
