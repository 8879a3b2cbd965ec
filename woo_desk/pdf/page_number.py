"""What the bundle prints on a page: the line with the numbers, and which annex begins here.

Each stands where the page is white; where it is not the page is made higher. Both are artifacts
for who has the page read aloud: the bookmarks say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
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
_HEAD_SIZE, _HEAD_LEADING = 8.0, 1.4
"""Font size of what stands at the head, in points, and distance of its lines in font sizes."""
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


def number_line(
    sheet: Sheet, rendered: Any, line: str, font: LabelFont, *, is_head_taken: bool = False
) -> tuple[bytes, Rect]:
    """The content stream of the line, and the media box that the page needs for it.

    Args:
        sheet: paper of the page.
        rendered: the page in PyMuPDF, to see where it is white; None for a page of ours, which
            keeps its foot free.
        line: what to print.
        font: to print it in.
        is_head_taken: whether something of the bundle stands at the head already.
    """
    width, height = sheet.seen
    length = font.width(line)
    size = min(_SIZE, max(width - 2 * _SIDE, width / 2) / length)
    left = (width - length * size) / 2
    baseline = (_STRIP - 0.73 * size) / 2
    places = (_EDGE,) if is_head_taken else (_EDGE, height - _EDGE - _STRIP)
    for bottom in places:
        strip = pymupdf.Rect(
            left - 6, height - bottom - _STRIP, left + length * size + 6, height - bottom
        )
        if rendered is None or _is_white(rendered, strip & rendered.rect):
            shown = _shown(sheet, left, bottom + baseline, size, line, font)
            return _artifact(b"Footer", [shown]), sheet.area
    shown = _shown(sheet, left, baseline - _STRIP, size, line, font)
    return _artifact(b"Footer", [shown]), _made_higher(sheet, _STRIP / sheet.unit)


def head_lines(
    sheet: Sheet, rendered: Any, lines: Sequence[str], font: LabelFont
) -> tuple[bytes, Rect]:
    """The content stream of lines at the head, and the media box that the page needs for them.

    Args:
        sheet: paper of the page.
        rendered: the page in PyMuPDF, to see where it is white.
        lines: what to print, one below the other.
        font: to print it in.
    """
    width, height = sheet.seen
    longest = max(map(font.width, lines))
    size = min(_HEAD_SIZE, (width - 2 * _SIDE) / longest)
    leading = size * _HEAD_LEADING
    needed = leading * len(lines) + _HEAD_LEADING
    strip = pymupdf.Rect(_SIDE - 6, _EDGE, _SIDE + longest * size + 6, _EDGE + needed)
    is_free = _is_white(rendered, strip & rendered.rect)
    top = height - _EDGE if is_free else height + needed
    shown = [
        _shown(sheet, _SIDE, top - number * leading, size, line, font)
        for number, line in enumerate(lines, 1)
    ]
    area = sheet.area if is_free else _made_higher(sheet, needed / sheet.unit, at_head=True)
    return _artifact(b"Header", shown), area


def _is_white(rendered: Any, strip: Any) -> bool:
    if strip.is_empty:
        return False
    pixmap = rendered.get_pixmap(clip=strip, dpi=_DPI, colorspace=pymupdf.csGRAY, alpha=False)
    return bool(pixmap.samples) and min(pixmap.samples) >= _WHITE


def _shown(sheet: Sheet, x: float, y: float, size: float, line: str, font: LabelFont) -> bytes:
    """The line at (x, y) as seen, origin at the lower left corner, in points."""
    cos, sin = _direction(sheet.rotation)
    start = _to_user(sheet, x / sheet.unit, y / sheet.unit)
    matrix = b" ".join(map(number_text, (cos, sin, -sin, cos, *start)))
    return (
        b"BT " + FONT_RESOURCE.encode() + b" " + number_text(size / sheet.unit) + b" Tf "
        + matrix + b" Tm " + font.encode(line) + b" Tj ET"
    )  # fmt: skip


def _artifact(kind: bytes, shown: Sequence[bytes]) -> bytes:
    return (
        b"/Artifact <</Type /Pagination /Subtype /%b>> BDC q 0.35 g %b Q EMC\n"
        % (kind, b" ".join(shown))
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


def _made_higher(sheet: Sheet, by: float, *, at_head: bool = False) -> Rect:
    """The area with more room at the foot as it is seen, or at the head."""
    x0, y0, x1, y1 = sheet.area
    turned = (sheet.rotation + 180) % 360 if at_head else int(sheet.rotation)
    match Rotation(turned):
        case Rotation.NONE:
            return x0, y0 - by, x1, y1
        case Rotation.RIGHT:
            return x0, y0, x1 + by, y1
        case Rotation.HALF:
            return x0, y0, x1, y1 + by
        case Rotation.LEFT:
            return x0 - by, y0, x1, y1
