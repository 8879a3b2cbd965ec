"""Whether a page still looks as before, beside its boxes: asked where words were put on a picture.

WHY: words that something lay over, or that were faint, would come to the front.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pymupdf
from PIL import Image, ImageChops, ImageFilter

from woo_desk.domain.geometry import Box

_DPI = 72
_MAX_PIXELS = 20_000_000
_AROUND = 3.0
"""Points round a box that are not compared."""
_BLOCK = 6
"""Pixels along the side of what is compared at once."""
_CHANGED = 16
"""Mean difference in grey levels from which it has changed."""


def looks_same(before: Any, after: Any, boxes: Sequence[Box]) -> bool:
    """Compare two PyMuPDF pages of one size, unturned.

    Args:
        before: as it was.
        after: as it is.
        boxes: where they may differ, in page space.
    """
    area = before.rect.width * before.rect.height
    scale = min(_DPI / 72, (_MAX_PIXELS / max(area, 1.0)) ** 0.5)
    then, now = (_drawn(page, scale) for page in (before, after))
    if then.size != now.size:
        return False
    difference = ImageChops.lighter(_beyond(then, now), _beyond(now, then))
    for box in boxes:
        x0, y0, x1, y1 = (value * scale for value in box.grown(_AROUND).as_tuple())
        difference.paste(0, (int(x0), int(y0), int(x1) + 1, int(y1) + 1))
    squares = difference.reduce(_BLOCK)
    levels: Any = squares.getextrema()
    return int(levels[1]) < _CHANGED


def _beyond(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each pixel is from all nine round its place: an edge may lie half a pixel further."""
    darkest, lightest = one.filter(ImageFilter.MinFilter(3)), one.filter(ImageFilter.MaxFilter(3))
    return ImageChops.lighter(
        ImageChops.subtract(darkest, other), ImageChops.subtract(other, lightest)
    )


def _drawn(page: Any, scale: float) -> Image.Image:
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False, annots=False
    )
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
