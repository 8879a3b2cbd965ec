"""Straight rules: found, and painted white in the picture that is read and in no other.

WHY: Tesseract takes a ruled table for a drawing, and leaves out cells or whole rows of it.
"""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

_INK = 160
"""Grey, out of 255, below which a pixel is part of a rule."""
_LONG = (36.0, 45.0)
"""Points: a level and an upright rule are at least so long; strokes of letters are shorter."""
_THICK = 5.0
"""Points: what is thicker is a bar with white print in it, or a letter of a title."""
_UNBROKEN = round(0.93 * 255)
"""Share of a stretch that has to be ink: a bad scanner leaves gaps in a rule."""
_EDGE = 2
"""Pixels on either side of a rule that are paler than it."""

_HALO = 5
"""Pixels around a rule in which enlarging left shades: on a page of nothing else they are read."""
_PALE = 200
"""Grey from which a pixel in there is no ink of a letter."""


def find_rules(even: Image.Image, dpi: int) -> Image.Image | None:
    """A mask of the rules in a picture, white with two pixels to spare; None without any.

    Args:
        even: grey, upright, on white paper.
        dpi: pixels per inch of it.
    """
    dark = even.point([255 * (value < _INK) for value in range(256)])
    across, down = (max(round(length * dpi / 72 / 2), 1) for length in _LONG)
    # WHY one pixel to either side: a rule that is not quite level goes on in the next row.
    flat = _opened(dark.filter(ImageFilter.BoxBlur((0, 1))).point(_any()), (across, 0))
    upright = _opened(dark.filter(ImageFilter.BoxBlur((1, 0))).point(_any()), (0, down))
    long = ImageChops.lighter(flat, upright)
    if long.getbbox() is None:
        return None
    rules = ImageChops.subtract(long, _thick(dark, dpi))
    return rules.filter(ImageFilter.MaxFilter(2 * _EDGE + 1))


def without_rules(even: Image.Image, rules: Image.Image | None) -> Image.Image:
    """The same picture when there are no rules in it, else a copy without them.

    Args:
        even: as for `find_rules`.
        rules: what that found in it.
    """
    if rules is None:
        return even
    around = rules.filter(ImageFilter.MaxFilter(2 * (_HALO - _EDGE) + 1))
    pale = even.point([255 * (value >= _PALE) for value in range(256)])
    gone = ImageChops.lighter(rules, ImageChops.multiply(around, pale))
    return Image.composite(Image.new("L", even.size, 255), even, gone)


def _opened(dark: Image.Image, radius: tuple[int, int]) -> Image.Image:
    """The ink that lies in an almost unbroken stretch of twice the radius."""
    middles = dark.filter(ImageFilter.BoxBlur(radius)).point(
        [255 * (value >= _UNBROKEN) for value in range(256)]
    )
    return ImageChops.multiply(_spread(middles, radius), dark)


def _thick(dark: Image.Image, dpi: int) -> Image.Image:
    """What is thick both ways, and what is near: the ink around white print in a bar."""
    radius = max(round(_THICK * dpi / 72 / 2), 1)
    cores = dark.filter(ImageFilter.BoxBlur(radius)).point(
        [255 * (value >= _UNBROKEN) for value in range(256)]
    )
    return _spread(cores, (4 * radius, 4 * radius))


def _spread(mask: Image.Image, radius: tuple[int, int]) -> Image.Image:
    """Whatever lies within the radius of the mask.

    WHY in steps: a blur over a long stretch rounds one pixel down to nothing.
    """
    across, down = radius if mask.getbbox() else (0, 0)
    while across or down:
        step = min(across, 60), min(down, 60)
        if step[0] and step[1]:
            step = min(step[0], 7), min(step[1], 7)
        mask = mask.filter(ImageFilter.BoxBlur(step)).point(_any())
        across, down = across - step[0], down - step[1]
    return mask


def _any() -> list[int]:
    return [0, *([255] * 255)]
