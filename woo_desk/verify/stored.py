"""Looks at the stored pixels of pictures under the boxes, whatever masks or clips hide of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageChops

from woo_desk.domain.export import Mark, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.verify.drawing import Matrix, images, is_lossy, stored_pixels
from woo_desk.verify.findings import Check, CutShort
from woo_desk.verify.pixels import EVEN, is_plain
from woo_desk.verify.readers import PdfiumPage

EVEN_CODED = 56
"""The same for pictures, which may be coded with loss.

A JPEG of ordinary quality rings up to 51 levels beside the edge of a black box (measured on a grey
scan of 130 dpi); what was not painted over differs from the box by the contrast of print on paper,
well over 100.
"""
EVEN_WITHIN = 24
"""The same from one block of a JPEG away from the edge, where nothing rings."""
CODED_BLOCK = 9
"""Pixels along the side of a block of a JPEG, and one for where it begins."""


def check_pictures(page: PdfiumPage, marks: Sequence[Mark], page_index: int, check: Check) -> int:
    """Report stored pixels under boxes that are not of one colour; gives the number of pictures."""
    count = 0
    boxes = [box for mark in marks for box in mark.boxes]
    for handle, matrix in images(page):
        count += 1
        touched = [box for box in boxes if _touches(matrix, page, box)]
        if not touched:
            continue
        pixels, lossy = stored_pixels(handle), is_lossy(handle)
        for box in touched:
            region = _region(pixels, matrix, page, box)
            if region is not None and not _is_painted_over(region, lossy):
                check.add(ResidueKind.PIXELS_IN_BOX, page_index=page_index, box=box, place="image")
    return count


def _is_painted_over(region: Image.Image, lossy: bool) -> bool:
    if not lossy:
        return is_plain(region, EVEN)
    right, bottom = region.width - CODED_BLOCK, region.height - CODED_BLOCK
    if right > CODED_BLOCK and bottom > CODED_BLOCK:
        core = region.crop((CODED_BLOCK, CODED_BLOCK, right, bottom))
        if not is_plain(core, EVEN_WITHIN):
            return False
    return is_plain(region, EVEN_CODED)


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
