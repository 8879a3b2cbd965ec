"""Makes a scanned page easier to read: upright lines, even paper, no specks, a fit size.

Every step is undone for the boxes by `level` and `back` of `Upright`, so that words come out in the
pixels of the picture that was handed in.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from woo_desk.ocr.tesseract import MAX_PIXELS

READ_DPI = 300
"""What Tesseract reads best; measured in tests/benchmarks/ocr.py."""
_SKEW_WIDTH = 700
"""Pixels of the small picture on which skew is measured."""
_MOST_SKEW = 5.0
"""Degrees: more is no skew but a page laid down carelessly; it is then read as it lies."""
_LEAST_SKEW = 0.08
_GRAINY = 2.0
"""From which the page is smoothed; a clean one would lose thin strokes by it."""
_LIGHT = 170
"""Grey of paper at least."""
_DARK = 140
_SPECK_RADIUS = 4
_SPECK_SHARE = 255 * 3 // (2 * _SPECK_RADIUS + 1) ** 2
"""At most three dark pixels in the square around: fewer than a full stop has at 150 dpi."""
_PAPER_BLUR_DPI = 12
"""The paper is what is left of a page at this many dots per inch."""


Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture for reading, and the way back to the one that it was made of."""

    picture: Image.Image
    """Grey."""
    scale: float
    """Pixels of `picture` per pixel of the original."""
    skew: float
    """Degrees by which the original was turned, counter-clockwise, to become upright."""
    size: tuple[int, int]
    """Of the original."""
    dpi: int
    """Pixels per inch of `picture`."""

    def level(self, x0: float, y0: float, x1: float, y1: float) -> Rectangle:
        """A rectangle of `picture` in the original, were that turned about its centre by `skew`."""
        cx, cy = self.picture.width / 2, self.picture.height / 2
        mx, my = self.size[0] / 2, self.size[1] / 2
        left, right = (mx + (x - cx) / self.scale for x in (x0, x1))
        top, bottom = (my + (y - cy) / self.scale for y in (y0, y1))
        return left, top, right, bottom

    def back(self, level: Rectangle) -> Rectangle:
        """The upright rectangle in the original around one of the levelled original."""
        angle = math.radians(self.skew)
        cos, sin = math.cos(angle), math.sin(angle)
        mx, my = self.size[0] / 2, self.size[1] / 2
        x0, y0, x1, y1 = level
        corners = [(x - mx, y - my) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
        xs = [mx + dx * cos - dy * sin for dx, dy in corners]
        ys = [my + dx * sin + dy * cos for dx, dy in corners]
        return min(xs), min(ys), max(xs), max(ys)


def made_upright(picture: Image.Image, dpi: int) -> Upright:
    """The page as it is read: grey, upright, on white paper, at READ_DPI."""
    grey = ImageOps.grayscale(picture)
    grey = without_specks(grey)
    if grain_of(grey) > _GRAINY:
        grey = grey.filter(ImageFilter.MedianFilter(3))
    skew = skew_of(grey)
    even = on_white(grey, dpi)
    if skew:
        even = even.rotate(skew, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    scale = min(READ_DPI / dpi, math.sqrt(MAX_PIXELS / (even.width * even.height)))
    if abs(scale - 1) > 0.02:
        size = int(even.width * scale), int(even.height * scale)
        even = even.resize(size, Image.Resampling.LANCZOS)
    else:
        scale = 1.0
    return Upright(even, scale, skew, grey.size, max(round(dpi * scale), 1))


def grain_of(grey: Image.Image) -> float:
    """How uneven the paper is: mean difference in grey, out of 255, from pixels around."""
    even = grey.filter(ImageFilter.MedianFilter(5))
    paper = even.filter(ImageFilter.MinFilter(5)).point([255 * (v > _LIGHT) for v in range(256)])
    return float(ImageStat.Stat(ImageChops.difference(grey, even), paper).mean[0])


def without_specks(grey: Image.Image) -> Image.Image:
    """The picture without dark pixels that stand alone; print stays as it is.

    WHY not a median filter over all: it costs a clean page thin strokes (measured: 0.51 to 0.70 %
    character errors).
    """
    dark = grey.point([255 * (value < _DARK) for value in range(256)])
    near = dark.filter(ImageFilter.BoxBlur(_SPECK_RADIUS))
    lonely = near.point([255 * (0 < value <= _SPECK_SHARE) for value in range(256)])
    specks = ImageChops.multiply(dark, lonely).filter(ImageFilter.MaxFilter(3))
    return Image.composite(grey.filter(ImageFilter.MedianFilter(5)), grey, specks)


def on_white(grey: Image.Image, dpi: int) -> Image.Image:
    """The picture with its paper made white: shadows and yellowing gone, ink as dark as before."""
    small = grey.resize(
        (max(grey.width * _PAPER_BLUR_DPI // dpi, 4), max(grey.height * _PAPER_BLUR_DPI // dpi, 4)),
        Image.Resampling.BOX,
    )
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))
    shadow = ImageChops.invert(paper.resize(grey.size, Image.Resampling.BILINEAR))
    return ImageChops.add(grey, shadow)


def skew_of(grey: Image.Image) -> float:
    """Degrees by which to turn the page counter-clockwise to lay its lines flat; 0 if unclear.

    Lines lie flat where rows of pixels differ most from one another: ink rows and gaps.
    """
    height = max(round(grey.height * _SKEW_WIDTH / grey.width), 1)
    small = ImageOps.invert(grey.resize((_SKEW_WIDTH, height), Image.Resampling.BOX))
    flat = _contrast(small, 0.0)
    best, most = 0.0, flat
    step = 1.0
    candidates = [n * step for n in range(-int(_MOST_SKEW), int(_MOST_SKEW) + 1)]
    while step > 0.05:
        for angle in candidates:
            found = _contrast(small, angle)
            if found > most:
                best, most = angle, found
        step /= 2 if step > 0.5 else 2.5
        candidates = [best + n * step for n in (-2, -1, 1, 2)]
    if most < 1.02 * flat or abs(best) < _LEAST_SKEW or abs(best) > _MOST_SKEW:
        return 0.0
    return round(best, 2)


def _contrast(inverted: Image.Image, angle: float) -> float:
    turned = inverted.rotate(angle, Image.Resampling.BILINEAR) if angle else inverted
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return float(sum((a - b) ** 2 for a, b in itertools.pairwise(rows)))
