"""Pictures of pages for the screen. The only place where page space becomes pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pymupdf

from woo_desk.domain.document import IntakeProblem
from woo_desk.errors import LimitExceeded
from woo_desk.pdf.open import named_problems

MAX_PIXELS = 60_000_000
"""Of one picture: an A4 page at 8 pixels per point has 32 million."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as a person sees it, eight bits each of red, green and blue per pixel."""

    width: int
    height: int
    stride: int
    """Bytes per row."""
    pixels: bytes


def render_page(document: Any, index: int, scale: float) -> Rendered:
    """Draw page `index` (0-based), turned by its /Rotate.

    Args:
        document: an open PyMuPDF document.
        index: of the page; IndexError when there is none.
        scale: pixels per point.

    Raises:
        LimitExceeded: the picture would have more than MAX_PIXELS pixels.
        SourceError: the page cannot be drawn.
    """
    with named_problems():
        page = document[index]
    pixels = page.rect.width * scale * page.rect.height * scale
    if not (scale > 0 and pixels <= MAX_PIXELS):  # also refuses NaN
        raise LimitExceeded(IntakeProblem.TOO_LARGE.value)
    with named_problems():
        picture = page.get_pixmap(
            matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False
        )
    return Rendered(picture.width, picture.height, picture.stride, bytes(picture.samples))
