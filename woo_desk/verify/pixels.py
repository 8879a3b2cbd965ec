"""Compares what is drawn: nothing under the boxes, and nothing changed beside them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageChops

from woo_desk.domain.export import Mark, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.verify.drawing import draw, lift_boxes, lifted, line_art_at
from woo_desk.verify.findings import Check
from woo_desk.verify.readers import Characters, PdfiumPage

SCALE = 0.75
"""Pixels per point for a page of ordinary boxes: 54 dpi."""
SMALL_BOX = 9.0
"""Points below which a box needs more pixels to be looked into."""
EVEN = 4
"""Levels of grey by which pixels drawn from lines and text may differ and still be one colour."""
PATTERNS = 6
"""Different rows, or columns, that a region may have: the edges of table lines, not of text."""
CORE = 6.0
"""Points from either side of a box as far as a neighbouring letter can reach into it."""
AROUND = 3.0
"""Points around a box that are not compared: its edge, and what touched it."""
BLOCK = 6
"""Pixels along the side of the squares that are compared; wipes out differences in smoothing."""
CHANGED = 34
"""Mean difference in grey levels from which a square counts as changed."""
_IS_CHANGED = [0] * CHANGED + [255] * (256 - CHANGED)

Area = tuple[int, int, int, int]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it is drawn."""

    picture: Image.Image
    """In grey, unrotated."""
    scale: float
    """Pixels per point."""

    def pixels(self, box: Box, border: int) -> Area:
        """The pixels that a box touches, and `border` more on each side."""
        return (
            math.floor(box.x0 * self.scale) - border,
            math.floor(box.y0 * self.scale) - border,
            math.ceil(box.x1 * self.scale) + border,
            math.ceil(box.y1 * self.scale) + border,
        )


@dataclass(frozen=True, slots=True)
class Sight:
    """One page of the output, as its boxes are looked under."""

    page: PdfiumPage
    characters: Characters
    """Where lines stand close, letters of the next line reach into a box, and are no leak."""
    blank: Mapping[Box, Sequence[Any]] = field(default_factory=dict)
    """Pictures of which the stored pixels under a box were seen to be of one colour."""


def check_pixels(sight: Sight, marks: Sequence[Mark], page_index: int, check: Check) -> Drawn:
    """Lift the boxes of one page and report what is under them; gives the drawn page.

    Args:
        sight: the page.
        marks: of the page.
        page_index: 0-based.
        check: takes the findings.
    """
    lift_boxes(sight.page, marks)
    boxes = [box for mark in marks for box in mark.boxes]
    scale = scale_for(boxes)
    drawn = Drawn(draw(sight.page, scale), scale)
    for box in boxes:
        if _is_empty(drawn, sight.characters, box):
            continue
        blank = sight.blank.get(box)
        if blank:  # a turned picture, painted over, leaves a slanted edge
            with lifted(blank):
                without = Drawn(draw(sight.page, scale), scale)
            if _is_empty(without, sight.characters, box):
                continue
        check.add(ResidueKind.PIXELS_IN_BOX, page_index=page_index, box=box)
    return drawn


def _is_empty(drawn: Drawn, characters: Characters, box: Box) -> bool:
    if is_plain(_inside(drawn.picture, box, drawn.scale, 1.0), EVEN):
        return True
    without = _without_neighbours(drawn, characters, box)
    return is_plain(_inside(without, box, drawn.scale, 1.0), EVEN)


def _without_neighbours(drawn: Drawn, characters: Characters, box: Box) -> Image.Image:
    """The page with the letters painted over that stand beside a box and reach into it.

    The core of the box is left as it is: no neighbour reaches that far.
    """
    inside = set(characters.within(box))
    picture = drawn.picture.copy()
    edge = min(CORE, box.width / 3)
    core = Box(box.x0 + edge, box.y0 + box.height / 3, box.x1 - edge, box.y1 - box.height / 3)
    kept = drawn.pixels(core, 0)
    _low, paper = _extrema(_inside(picture, box, drawn.scale, 1.0))
    for index in characters.within(box.grown(box.height + SMALL_BOX)):
        letter = characters.box(index)
        if index not in inside and letter.intersects(box):
            picture.paste(paper, drawn.pixels(letter, 1))
    picture.paste(drawn.picture.crop(kept), kept)
    return picture


def scale_for(boxes: Sequence[Box]) -> float:
    """Pixels per point that show something in the smallest box."""
    smallest = min((min(box.width, box.height) for box in boxes), default=SMALL_BOX)
    if smallest >= SMALL_BOX:
        return SCALE
    return min(4.0, SCALE * SMALL_BOX / max(smallest, 0.5))


def check_outside(
    before: tuple[PdfiumPage, Drawn],
    after: Drawn,
    boxes: Sequence[Box],
    page_index: int,
    check: Check,
    *,
    is_picture: bool = False,
) -> None:
    """Report visible changes outside the boxes.

    Args:
        before: the prepared page, and the same drawn at the scale of `after`.
        after: the page of the output, drawn.
        boxes: what is left out of the comparison.
        page_index: 0-based.
        check: takes the findings.
        is_picture: whether the page was made a picture. It then looks as the writer's reader shows
            the source; where that differs from how we do, a person has to say which is right.

    Raises:
        ValueError: the pages are not of one size, so they cannot be compared.
    """
    page, drawn = before
    then, now = _same_size(drawn.picture, after.picture)
    areas = [after.pixels(box.grown(AROUND), 0) for box in boxes]
    place = changed(ImageChops.difference(then, now), areas)
    if place is None:
        return
    difference = _beyond_a_shift(then, now, place)
    if changed(difference, areas) is None:
        return
    # A stroke that reaches into a box goes as a whole: part of a signature is gone beside the box.
    # That is no leak, but a person has to have looked. What is new there still counts.
    check.doubt(page_index)
    added = ImageChops.subtract(then, now)
    for box in line_art_at(page, boxes):
        around = after.pixels(box.grown(AROUND), 0)
        difference.paste(added.crop(around), around)
    place = changed(difference, areas)
    if place is not None and not is_picture:
        x0, y0, x1, y1 = (edge * BLOCK / after.scale for edge in place)
        check.add(ResidueKind.PIXELS_OUTSIDE, page_index=page_index, box=Box(x0, y0, x1, y1))


def changed(difference: Image.Image, areas: Sequence[Area]) -> Area | None:
    """Around the squares outside some areas that differ, counted in squares; None if none does."""
    for area in areas:
        difference.paste(0, area)
    # WHY a whole number of squares: half a square at the edge would need half the ink to count.
    width, height = (math.ceil(side / BLOCK) * BLOCK for side in difference.size)
    squares = difference.crop((0, 0, width, height)).reduce(BLOCK)
    return squares.point(_IS_CHANGED).getbbox()


def _beyond_a_shift(before: Image.Image, after: Image.Image, squares: Area) -> Image.Image:
    """How far each pixel is from every pixel next to its place in the other picture.

    WHY: at few pixels per point pdfium draws a letter on whole pixels, so that a rounding in the
    seventh digit of its place moves it by one. A letter that is gone, or new, has no such
    neighbour in the other picture.

    Args:
        before: the one picture.
        after: the other, of the same size.
        squares: where they differ at all, counted in squares; elsewhere the result is 0.
    """
    x0, y0, x1, y1 = (edge * BLOCK for edge in squares)
    part = max(x0 - 2, 0), max(y0 - 2, 0), min(x1 + 2, after.width), min(y1 + 2, after.height)
    then, now = before.crop(part), after.crop(part)
    result = Image.new("L", after.size)
    result.paste(ImageChops.lighter(_darker_by(then, now), _darker_by(now, then)), part)
    return result


def _darker_by(one: Image.Image, other: Image.Image) -> Image.Image:
    """By how much a pixel is darker, or lighter, than all nine round its place in another."""
    darkest = round_about(one, ImageChops.darker)
    lightest = round_about(one, ImageChops.lighter)
    return ImageChops.lighter(
        ImageChops.subtract(darkest, other), ImageChops.subtract(other, lightest)
    )


def round_about(
    picture: Image.Image, choose: Callable[[Image.Image, Image.Image], Image.Image]
) -> Image.Image:
    """The darkest or lightest of the nine pixels round each place.

    WHY no rank filter: along rows and then along columns is ten times as fast.
    """
    for step in ((1, 0), (0, 1)):
        back = ImageChops.offset(picture, -step[0], -step[1])
        picture = choose(choose(picture, ImageChops.offset(picture, *step)), back)
    return picture


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


def is_even(region: Image.Image, even: int) -> bool:
    """Whether a region is of one colour."""
    low, high = _extrema(region)
    return high - low <= even


def is_plain(region: Image.Image, even: int) -> bool:
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
