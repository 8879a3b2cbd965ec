"""The line with the numbers on a page of the bundle: where there is room for it, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pymupdf

from woo_desk.domain.geometry import Rotation
from woo_desk.pdf.matrix import Rect
from woo_desk.pdf.own_font import LabelFont
from woo_desk.pdf.tokens import number_text

FONT_RESOURCE = "/Bundel"
_SIZE = 7.0
"""Font size in points."""
_STRIP = 14.0
"""Height of the line with the white around it, in points."""
_EDGE = 6.0
"""Distance of the strip from the edge of the paper: printers cannot print there."""
_SIDE = 20.0
_DPI = 48
_WHITE = 250


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper of one page."""

    area: Rect
    """Media box in PDF user space."""
    rotation: Rotation
    unit: float
    """/UserUnit: points per unit."""

    @property
    def seen(self) -> tuple[float, float]:
        """Width and height in points as the page is seen."""
        width = (self.area[2] - self.area[0]) * self.unit
        height = (self.area[3] - self.area[1]) * self.unit
        upright = self.rotation in (Rotation.NONE, Rotation.HALF)
        return (width, height) if upright else (height, width)


def number_line(sheet: Sheet, rendered: Any, line: str, font: LabelFont) -> tuple[bytes, Rect]:
    """The content stream of the line, and the media box that the page needs for it.

    Args:
        sheet: paper of the page.
        rendered: the page in PyMuPDF, to see where it is white; None for a page of ours, which
            keeps its foot free.
        line: what to print.
        font: to print it in.
    """
    width, height = sheet.seen
    length = font.width(line)
    size = min(_SIZE, max(width - 2 * _SIDE, width / 2) / length)
    left = (width - length * size) / 2
    baseline = (_STRIP - 0.73 * size) / 2
    for bottom in (_EDGE, height - _EDGE - _STRIP):
        strip = pymupdf.Rect(
            left - 6, height - bottom - _STRIP, left + length * size + 6, height - bottom
        )
        if rendered is None or _is_white(rendered, strip & rendered.rect):
            return _content(sheet, left, bottom + baseline, size, line, font), sheet.area
    return (
        _content(sheet, left, baseline - _STRIP, size, line, font),
        _made_higher(sheet, _STRIP / sheet.unit),
    )


def _is_white(rendered: Any, strip: Any) -> bool:
    if strip.is_empty:
        return False
    pixmap = rendered.get_pixmap(clip=strip, dpi=_DPI, colorspace=pymupdf.csGRAY, alpha=False)
    return bool(pixmap.samples) and min(pixmap.samples) >= _WHITE


def _content(sheet: Sheet, x: float, y: float, size: float, line: str, font: LabelFont) -> bytes:
    """The line at (x, y) as seen, origin at the lower left corner, in points."""
    cos, sin = _direction(sheet.rotation)
    start = _to_user(sheet, x / sheet.unit, y / sheet.unit)
    matrix = b" ".join(map(number_text, (cos, sin, -sin, cos, *start)))
    return (
        b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC q 0.35 g BT "
        + FONT_RESOURCE.encode() + b" " + number_text(size / sheet.unit) + b" Tf "
        + matrix + b" Tm " + font.encode(line) + b" Tj ET Q EMC"
    )  # fmt: skip


def _direction(rotation: Rotation) -> tuple[int, int]:
    """Direction in user space that is seen as from left to right."""
    match rotation:
        case Rotation.NONE:
            return 1, 0
        case Rotation.RIGHT:
            return 0, 1
        case Rotation.HALF:
            return -1, 0
        case Rotation.LEFT:
            return 0, -1


def _to_user(sheet: Sheet, x: float, y: float) -> tuple[float, float]:
    x0, y0, x1, y1 = sheet.area
    match sheet.rotation:
        case Rotation.NONE:
            return x0 + x, y0 + y
        case Rotation.RIGHT:
            return x1 - y, y0 + x
        case Rotation.HALF:
            return x1 - x, y1 - y
        case Rotation.LEFT:
            return x0 + y, y1 - x


def _made_higher(sheet: Sheet, by: float) -> Rect:
    x0, y0, x1, y1 = sheet.area
    match sheet.rotation:
        case Rotation.NONE:
            return x0, y0 - by, x1, y1
        case Rotation.RIGHT:
            return x0, y0, x1 + by, y1
        case Rotation.HALF:
            return x0, y0, x1, y1 + by
        case Rotation.LEFT:
            return x0 - by, y0, x1, y1
