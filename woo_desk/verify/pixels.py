"""Compares what is drawn: nothing under the boxes, and nothing changed beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops, ImageFilter

from woo_desk.domain.export import Mark, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.verify.drawing import Matrix, draw, images, lift_boxes, stored_pixels
from woo_desk.verify.findings import Check, CutShort
from woo_desk.verify.readers import PdfiumPage

SCALE = 0.75
"""Pixels per point for a page of ordinary boxes: 54 dpi."""
SMALL_BOX = 9.0
"""Points below which a box needs more pixels to be looked into."""
EVEN = 4
"""Levels of grey by which pixels drawn from lines and text may differ and still be one colour."""
EVEN_CODED = 56
"""The same for pictures, which may be coded with loss.

A JPEG of ordinary quality rings up to 51 levels beside the edge of a black box (measured on a grey
scan of 130 dpi); what was not painted over differs from the box by the contrast of print on paper,
well over 100.
"""
PATTERNS = 6
"""Different rows, or columns, that a region may have: the edges of table lines, not of text."""
AROUND = 3.0
"""Points around a box that are not compared: its edge, and what touched it."""
BLOCK = 6
"""Pixels along the side of the squares that are compared; wipes out differences in smoothing."""
CHANGED = 34
"""Mean difference in grey levels from which a square counts as changed."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it is drawn."""

    picture: Image.Image
    """In grey, unrotated."""
    scale: float
    """Pixels per point."""


def check_pixels(page: PdfiumPage, marks: Sequence[Mark], page_index: int, check: Check) -> Drawn:
    """Lift the boxes of one page and report what is under them; gives the drawn page."""
    lift_boxes(page, marks)
    boxes = [box for mark in marks for box in mark.boxes]
    scale = scale_for(boxes)
    picture = draw(page, scale)
    for box in boxes:
        if not _is_plain(_inside(picture, box, scale, 1.0), EVEN):
            check.add(ResidueKind.PIXELS_IN_BOX, page_index=page_index, box=box)
    return Drawn(picture, scale)


def scale_for(boxes: Sequence[Box]) -> float:
    """Pixels per point that show something in the smallest box."""
    smallest = min((min(box.width, box.height) for box in boxes), default=SMALL_BOX)
    if smallest >= SMALL_BOX:
        return SCALE
    return min(4.0, SCALE * SMALL_BOX / max(smallest, 0.5))


def check_pictures(page: PdfiumPage, marks: Sequence[Mark], page_index: int, check: Check) -> int:
    """Report stored pixels under boxes that are not of one colour; gives the number of pictures."""
    count = 0
    boxes = [box for mark in marks for box in mark.boxes]
    for handle, matrix in images(page):
        count += 1
        touched = [box for box in boxes if _touches(matrix, page, box)]
        if not touched:
            continue
        pixels = stored_pixels(handle)
        for box in touched:
            region = _region(pixels, matrix, page, box)
            if region is not None and not _is_plain(region, EVEN_CODED):
                check.add(ResidueKind.PIXELS_IN_BOX, page_index=page_index, box=box, place="image")
    return count


def _touches(matrix: Matrix, page: PdfiumPage, box: Box) -> bool:
    xs = [matrix[4] + u * matrix[0] + v * matrix[2] for u in (0, 1) for v in (0, 1)]
    ys = [matrix[5] + u * matrix[1] + v * matrix[3] for u in (0, 1) for v in (0, 1)]
    left, top = page.crop[0], page.crop[3]
    return Box(min(xs) - left, top - max(ys), max(xs) - left, top - min(ys)).intersects(
        box.grown(-0.5)
    )


def _region(pixels: Image.Image, matrix: Matrix, page: PdfiumPage, box: Box) -> Image.Image | None:
    """The stored pixels under a box, upright, at the resolution at which they are stored.

    Pixels beside the picture take the colour of its first pixel in the box. None when the picture
    has no area, or no pixel in the box.
    """
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    if abs(area) < 1e-9:
        return None
    across = pixels.width / math.hypot(a, b)
    down = pixels.height / math.hypot(c, d)
    density = min(max(across, down), 12.0)
    inner = box.grown(-min(1.0, box.height / 6, box.width / 6))
    size = max(2, round(inner.width * density)), max(2, round(inner.height * density))
    if size[0] * size[1] > 50_000_000:
        raise CutShort("region")
    x_step, y_step = inner.width / size[0], inner.height / size[1]
    x, y = inner.x0 + page.crop[0] - e, page.crop[3] - inner.y0 - f
    # From output pixel (i, j) to PDF space, to the unit square, to stored pixels (row 0 on top).
    w, h = pixels.width / area, pixels.height / area
    coefficients = (
        d * x_step * w,
        c * y_step * w,
        (d * x - c * y) * w,
        b * x_step * h,
        a * y_step * h,
        pixels.height - (a * y - b * x) * h,
    )
    region = pixels.transform(size, Image.Transform.AFFINE, coefficients)
    inside = Image.new("L", pixels.size, 255).transform(size, Image.Transform.AFFINE, coefficients)
    lowest, highest = inside.getextrema()
    if not highest:
        return None
    if not lowest:
        corner = inside.getbbox()
        first: Any = region.getpixel(corner[:2]) if corner else 0
        region.paste(first, mask=ImageChops.invert(inside))
    return region


def check_outside(
    before: PdfiumPage, after: Drawn, boxes: Sequence[Box], page_index: int, check: Check
) -> None:
    """Report visible changes outside the boxes.

    Args:
        before: the prepared page.
        after: the page of the output, drawn.
        boxes: what is left out of the comparison.
        page_index: 0-based.
        check: takes the findings.

    Raises:
        ValueError: the pages are not of one size, so they cannot be compared.
    """
    scale = after.scale
    pictures = _same_size(draw(before, scale), after.picture)
    place = _changed(ImageChops.difference(*pictures), boxes, scale)
    if place is not None:
        place = _changed(_beyond_a_shift(*pictures), boxes, scale)
    if place is not None:
        step = BLOCK / scale
        check.add(
            ResidueKind.PIXELS_OUTSIDE,
            page_index=page_index,
            box=Box(place[0] * step, place[1] * step, place[2] * step, place[3] * step),
        )


def _changed(
    difference: Image.Image, boxes: Sequence[Box], scale: float
) -> tuple[int, int, int, int] | None:
    """Around the squares outside the boxes that differ, counted in squares; None if none does."""
    for box in boxes:
        around = box.grown(AROUND)
        difference.paste(
            0,
            (
                math.floor(around.x0 * scale),
                math.floor(around.y0 * scale),
                math.ceil(around.x1 * scale),
                math.ceil(around.y1 * scale),
            ),
        )
    return difference.reduce(BLOCK).point(lambda level: 255 if level >= CHANGED else 0).getbbox()


def _beyond_a_shift(before: Image.Image, after: Image.Image) -> Image.Image:
    """How far each pixel is from every pixel next to its place in the other picture.

    WHY: at few pixels per point pdfium draws a letter on whole pixels, so that a rounding in the
    seventh digit of its place moves it by one. A letter that is gone, or new, has no such
    neighbour in the other picture.
    """
    one = ImageChops.subtract(before.filter(_LOWEST), after)
    other = ImageChops.subtract(after, before.filter(_HIGHEST))
    back = ImageChops.subtract(after.filter(_LOWEST), before)
    forth = ImageChops.subtract(before, after.filter(_HIGHEST))
    return ImageChops.lighter(ImageChops.lighter(one, other), ImageChops.lighter(back, forth))


_LOWEST, _HIGHEST = ImageFilter.MinFilter(3), ImageFilter.MaxFilter(3)


def _same_size(before: Image.Image, after: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Both pictures without the pixel by which rounding can make them differ."""
    width, height = min(before.width, after.width), min(before.height, after.height)
    if max(before.width, after.width) > width + 1 or max(before.height, after.height) > height + 1:
        msg = "pages of different size"
        raise ValueError(msg)
    corner = (0, 0, width, height)
    return before.crop(corner), after.crop(corner)


def _inside(picture: Image.Image, box: Box, scale: float, border: float) -> Image.Image:
    """The pixels that lie wholly inside a box, `border` pixels kept clear at its edge."""
    left, top = math.ceil(box.x0 * scale + border), math.ceil(box.y0 * scale + border)
    right, bottom = math.floor(box.x1 * scale - border), math.floor(box.y1 * scale - border)
    left, top = max(left, 0), max(top, 0)
    return picture.crop(
        (
            left,
            top,
            min(max(right, left + 1), picture.width),
            min(max(bottom, top + 1), picture.height),
        )
    )


def _is_plain(region: Image.Image, even: int) -> bool:
    """Whether a region is of one colour, or has only straight lines across it.

    Text has many different rows and columns of pixels, a table line or the edge of a shaded cell
    only a few. Colours are first spread over the whole range, so that pale text counts as text.
    """
    low, high = _extrema(region)
    if high - low <= even:
        return True
    spread = region.point([min(3, max(0, (v - low) * 4 // (high - low + 1))) for v in range(256)])
    return _patterns(spread) <= PATTERNS and (
        _patterns(spread.transpose(Image.Transpose.TRANSPOSE)) <= PATTERNS
    )


def _extrema(region: Image.Image) -> tuple[int, int]:
    extrema: Any = region.getextrema()
    return int(extrema[0]), int(extrema[1])


def _patterns(region: Image.Image) -> int:
    width, data = region.width, region.tobytes()
    return len({data[start : start + width] for start in range(0, len(data), width)})
