"""Looks at the stored pixels of pictures under the boxes, whatever masks or clips hide of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from PIL import Image, ImageChops

from woo_desk.domain.export import Mark, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.verify.drawing import Matrix, images, is_lossy, stored_pixels
from woo_desk.verify.findings import Check, CutShort
from woo_desk.verify.masks import Masks
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


@dataclass
class Picture:
    """One picture as a page paints it."""

    page: PdfiumPage
    handle: Any
    matrix: Matrix
    """From its unit square to PDF space."""
    mask: Image.Image | None = None
    """Looked at instead of the pixels themselves."""

    @cached_property
    def pixels(self) -> Image.Image:
        """As they are stored, in grey; masks and clipping left aside."""
        return stored_pixels(self.handle) if self.mask is None else self.mask

    @cached_property
    def box(self) -> Box:
        """Around all of it, in page space; what lies beside the page included."""
        a, b, c, d, e, f = self.matrix
        xs = [e + u * a + v * c for u in (0, 1) for v in (0, 1)]
        ys = [f + u * b + v * d for u in (0, 1) for v in (0, 1)]
        left, top = self.page.crop[0], self.page.crop[3]
        return Box(min(xs) - left, top - max(ys), max(xs) - left, top - min(ys))

    @property
    def density(self) -> float:
        """Stored pixels per point, in the finer direction; 0 for one without area."""
        a, b, c, d = self.matrix[:4]
        across, down = math.hypot(a, b), math.hypot(c, d)
        if not (across and down):
            return 0.0
        return max(self.pixels.width / across, self.pixels.height / down)

    @property
    def turn(self) -> int:
        """Quarter turns, clockwise, that make the stored pixels upright for who sees the page."""
        a, b = self.matrix[:2]
        return (round(-math.degrees(math.atan2(b, a)) / 90) + self.page.rotation // 90) % 4


def pictures_of(page: PdfiumPage) -> list[Picture]:
    """Every picture that a page paints, in forms too."""
    return [Picture(page, handle, matrix) for handle, matrix in images(page)]


def check_pictures(
    pictures: Sequence[Picture],
    marks: Sequence[Mark],
    masks: Masks,
    page_index: int,
    check: Check,
) -> dict[Box, list[Any]]:
    """Report stored pixels under boxes that are not of one colour, those of masks included.

    Returns:
        The pictures under each box of which nothing can be made out there; a turned picture is
        then no more than a slanted edge under the box.

    Raises:
        ValueError: a mask is coded in a way that cannot be read.
    """
    boxes = [box for mark in marks for box in mark.boxes]
    blank: dict[Box, list[Any]] = {}
    for picture in pictures:
        touched = [box for box in boxes if picture.box.intersects(box.grown(-0.5))]
        if not touched:
            continue
        lossy = is_lossy(picture.handle)
        stored = list(masks.of(picture.handle))
        see_through = [replace(picture, mask=mask) for mask in stored]
        for box in touched:
            region = _under(picture, box)
            places = []
            if region is not None and not _is_painted_over(region, lossy):
                places.append("image")
            for layer in see_through:
                region = _under(layer, box)
                if region is not None and not is_plain(region, EVEN_CODED):
                    places.append("mask")
            for place in places:
                check.add(ResidueKind.PIXELS_IN_BOX, page_index=page_index, box=box, place=place)
            if not places:
                blank.setdefault(box, []).append(picture.handle)
    return blank


def _under(picture: Picture, box: Box) -> Image.Image | None:
    return region_of(picture, _inner(box), min(picture.density, 12.0))


def _inner(box: Box) -> Box:
    """What is looked into: a box without its edge."""
    return box.grown(-min(1.0, box.height / 6, box.width / 6))


def _is_painted_over(region: Image.Image, lossy: bool) -> bool:
    if not lossy:
        return is_plain(region, EVEN)
    right, bottom = region.width - CODED_BLOCK, region.height - CODED_BLOCK
    if right > CODED_BLOCK and bottom > CODED_BLOCK:
        core = region.crop((CODED_BLOCK, CODED_BLOCK, right, bottom))
        if not is_plain(core, EVEN_WITHIN):
            return False
    return is_plain(region, EVEN_CODED)


def region_of(picture: Picture, area: Box, density: float) -> Image.Image | None:
    """The stored pixels in an area of the page, upright as the page is, without masks and clips.

    Pixels beside the picture take the colour of its first pixel in the area. None when the picture
    has no extent, or no pixel there.

    Args:
        picture: of the page.
        area: in page space.
        density: pixels per point of the result.

    Raises:
        CutShort: more pixels than is sensible.
    """
    a, b, c, d, e, f = picture.matrix
    extent = a * d - b * c
    if abs(extent) < 1e-9:
        return None
    pixels, page = picture.pixels, picture.page
    fold = int(picture.density / density) if density else 1
    if fold > 1:
        pixels = pixels.reduce(fold)
    size = max(2, round(area.width * density)), max(2, round(area.height * density))
    if size[0] * size[1] > 50_000_000:
        raise CutShort("region")
    x_step, y_step = area.width / size[0], area.height / size[1]
    x, y = area.x0 + page.crop[0] - e, page.crop[3] - area.y0 - f
    # From output pixel (i, j) to PDF space, to the unit square, to stored pixels (row 0 on top).
    w, h = pixels.width / extent, pixels.height / extent
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
