"""Decides which pictures of a page are read, and reports what they say.

Read are, and only on pages that give a reason for it:

- the boxes with a margin, where a picture lies under or near one, or where letters have no Unicode
  value, so that text is no proof;
- pictures that the page does not show as they are stored: clipped, covered, masked, off the page;
- pictures on such a page, and large ones anywhere, unless a text layer says what they show.

Without a recogniser such a page is left to a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops

from woo_desk.domain.export import Mark, ResidueKind
from woo_desk.domain.geometry import Box, bounding_box
from woo_desk.verify.drawing import draw
from woo_desk.verify.findings import Check
from woo_desk.verify.pixels import EVEN, SCALE, Drawn, changed, is_plain, round_about
from woo_desk.verify.readers import Characters, PdfiumPage
from woo_desk.verify.reading import DPI, PictureReader, Read
from woo_desk.verify.stored import Picture, region_of

NEAR = 24.0
"""Points from a box within which a picture may hold the rest of a word."""
MARGIN = (60.0, 6.0)
"""Points beside, and above and below, a box that are read with it."""
MAX_STRIPS = 8
"""Strips of a page that are read one by one; more, and the page is read as a whole."""
LARGE = 0.1
"""Part of the page from which a picture may be a page by itself: as at intake."""
PER_LETTER = 1500.0
"""Square points of a picture for each letter of a text layer that says what it shows."""
LEAST_SIDE = 4.0
"""Points below which a picture holds no letter."""


@dataclass(frozen=True, slots=True)
class PageInHand:
    """One page of the output, read and drawn."""

    index: int
    page: PdfiumPage
    characters: Characters
    marks: Sequence[Mark]
    pictures: Sequence[Picture]
    drawn: Drawn | None
    is_unreliable: bool
    """Letters have no Unicode value: what the text says is no proof."""


def check_picture_text(hand: PageInHand, reader: PictureReader | None, check: Check) -> bool:
    """Look for the terms in the pictures of one page; gives whether all of the page was read.

    Args:
        hand: the page.
        reader: None when there is nothing to read with.
        check: takes the findings.
    """
    boxes = [box for mark in hand.marks for box in mark.boxes]
    is_near = any(
        picture.box.intersects(box.grown(NEAR)) for picture in hand.pictures for box in boxes
    )
    pictures = _to_read(hand, is_near or hand.is_unreliable)
    if hand.is_unreliable:
        strips = [Box(0, 0, *hand.page.size)]
    else:
        strips = _strips(boxes, hand.page.size) if is_near else []
    if not (pictures or strips):
        return False
    if reader is None:
        check.doubt(hand.index)
        return False
    kept = hand.characters.text
    read_all = True
    for area in strips:
        picture = _seen(hand.page, area)
        read_all &= _report(
            reader.read(picture, DPI, near_box=bool(boxes), kept=kept), hand, area, check
        )
    for stored in pictures:
        turned = _upright(stored)
        found = reader.read(turned, stored.density * 72)
        _report(found, hand, stored.box, check)
    return read_all and hand.is_unreliable


def _report(found: Read, hand: PageInHand, area: Box, check: Check) -> bool:
    if found.says:
        check.add(ResidueKind.PICTURE_TEXT, page_index=hand.index, box=area)
    elif found.resembles or not found.is_read:
        check.doubt(hand.index)
        return False
    return True


def _to_read(hand: PageInHand, is_doubtful: bool) -> list[Picture]:
    """The pictures that have to be read as they are stored."""
    width, height = hand.page.size
    found = []
    for picture in hand.pictures:
        if min(picture.box.width, picture.box.height) < LEAST_SIDE:
            continue
        if _is_hidden(picture, hand):
            found.append(picture)
        elif is_doubtful or picture.box.area >= LARGE * width * height:
            letters = len(hand.characters.within(picture.box))
            if letters * PER_LETTER < picture.box.area:
                found.append(picture)
    return found


def _is_hidden(picture: Picture, hand: PageInHand) -> bool:
    """Whether a picture holds what the page does not show: beside it, clipped, covered, masked."""
    width, height = hand.page.size
    box = picture.box
    if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1:
        return True
    drawn = hand.drawn or Drawn(draw(hand.page, SCALE), SCALE)
    area = (
        max(0, round(box.x0 * drawn.scale)),
        max(0, round(box.y0 * drawn.scale)),
        min(drawn.picture.width, round(box.x1 * drawn.scale)),
        min(drawn.picture.height, round(box.y1 * drawn.scale)),
    )
    if area[2] - area[0] < 2 or area[3] - area[1] < 2:
        return not is_plain(picture.pixels, EVEN)
    shown = drawn.picture.crop(area)
    stored = region_of(picture, Box(*(edge / drawn.scale for edge in area)), drawn.scale)
    if stored is None:
        return False
    stored = stored.resize(shown.size)
    # WHY what lies round about: pdfium draws on whole pixels, so a letter may stand one off.
    darkest = round_about(shown, ImageChops.darker)
    if changed(ImageChops.subtract(darkest, stored), []) is not None:
        return True
    lightest = round_about(shown, ImageChops.lighter)
    covered = changed(ImageChops.subtract(stored, lightest), [])
    if covered is None:
        return False
    x0, y0, x1, y1 = (edge * 6 for edge in covered)
    return is_plain(shown.crop((x0, y0, min(x1, shown.width), min(y1, shown.height))), EVEN)


def _upright(picture: Picture) -> Image.Image:
    turns = {
        1: Image.Transpose.ROTATE_270,
        2: Image.Transpose.ROTATE_180,
        3: Image.Transpose.ROTATE_90,
    }
    turn = turns.get(picture.turn)
    return picture.pixels if turn is None else picture.pixels.transpose(turn)


def _seen(page: PdfiumPage, area: Box) -> Image.Image:
    """A part of the page as it is seen once its boxes are lifted, upright."""
    scale = DPI / 72
    whole = draw(page, scale)
    part = whole.crop(
        (round(area.x0 * scale), round(area.y0 * scale), round(area.x1 * scale),
         round(area.y1 * scale))
    )  # fmt: skip
    return part.rotate(-page.rotation, expand=True) if page.rotation else part


def _strips(boxes: Sequence[Box], size: tuple[float, float]) -> list[Box]:
    """The boxes with a margin, those that overlap made one."""
    strips: list[Box] = []
    for box in sorted(boxes, key=lambda each: (each.y0, each.x0)):
        area = Box(
            max(0.0, box.x0 - MARGIN[0]),
            max(0.0, box.y0 - MARGIN[1]),
            min(size[0], box.x1 + MARGIN[0]),
            min(size[1], box.y1 + MARGIN[1]),
        )
        if strips and strips[-1].intersects(area):
            strips[-1] = strips[-1].union(area)
        else:
            strips.append(area)
    return strips if len(strips) <= MAX_STRIPS else [bounding_box(strips)]
