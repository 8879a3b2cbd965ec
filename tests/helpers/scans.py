"""Pages as a scanner gives them: text set on paper, then turned, blurred, made noisy, and coded."""

from __future__ import annotations

import io
import random
import textwrap
from dataclasses import dataclass

import pymupdf
from PIL import Image, ImageFilter

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Wear:
    """How badly a page was scanned."""

    dpi: int = 200
    skew: float = 0.0
    """Degrees, counter-clockwise."""
    blur: float = 0.0
    """Pixels."""
    noise: float = 0.0
    """Standard deviation of grey noise, out of 255."""
    specks: int = 0
    quality: int = 95
    """Of the JPEG."""


CLEAN = Wear()
WORN = Wear(skew=0.6, blur=0.6, noise=10, specks=1500, quality=60)
BAD = Wear(skew=-1.4, blur=0.9, noise=16, specks=4000, quality=40)


def set_text(text: str, *, font: str = "helv", size: float = 10.5, columns: int = 88) -> bytes:
    """The text on A4 pages, letters outside Latin-1 replaced."""
    lines = [part for line in text.splitlines() for part in (textwrap.wrap(line, columns) or [""])]
    per_page = int((HEIGHT - 120) / (size * 1.35))
    with pymupdf.open() as document:
        for start in range(0, max(len(lines), 1), per_page):
            page = document.new_page(width=WIDTH, height=HEIGHT)
            for number, line in enumerate(lines[start : start + per_page]):
                place = (60, 70 + number * size * 1.35)
                page.insert_text(
                    place,
                    line.encode("latin-1", "replace").decode("latin-1"),
                    fontname=font,
                    fontsize=size,
                )
        return bytes(document.tobytes())


def picture_of(page: pymupdf.Page, wear: Wear = CLEAN, *, seed: int = 1) -> Image.Image:
    """The page as a worn picture."""
    pixmap = page.get_pixmap(dpi=wear.dpi, colorspace=pymupdf.csRGB, alpha=False)
    return worn(Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples), wear, seed)


def worn(picture: Image.Image, wear: Wear, seed: int = 1) -> Image.Image:
    """The picture after a bad scanner."""
    picture = picture.rotate(wear.skew, Image.Resampling.BICUBIC, fillcolor="white")
    if wear.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(wear.blur))
    if wear.noise:
        grain = Image.effect_noise(picture.size, wear.noise).convert("L")
        picture = Image.merge("RGB", [_plus(band, grain) for band in picture.split()])
    source = random.Random(seed)
    for _ in range(wear.specks):
        x, y = source.randrange(picture.width - 1), source.randrange(picture.height - 1)
        shade = source.choice((40, 90, 230))
        picture.paste((shade, shade, shade), (x, y, x + source.choice((1, 1, 2)), y + 1))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=wear.quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def _plus(band: Image.Image, grain: Image.Image) -> Image.Image:
    both = Image.blend(band, grain, 0.5)  # (band + grain) / 2, grain around 128
    return both.point([min(max(2 * value - 128, 0), 255) for value in range(256)])


def scan_pdf(pictures: list[Image.Image], *, dpi: int = 200, rotate: int = 0) -> bytes:
    """A PDF of pictures alone, one a page."""
    with pymupdf.open() as document:
        for picture in pictures:
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=85)
            page = document.new_page(
                width=picture.width * 72 / dpi, height=picture.height * 72 / dpi
            )
            page.insert_image(page.rect, stream=out.getvalue())
            page.set_rotation(rotate)
        return bytes(document.tobytes())


def character_errors(truth: str, read: str) -> int:
    """Levenshtein distance of the two without white space."""
    return _distances(truth, read, skips=0)[-1]


def errors_within(part: str, read: str) -> int:
    """The same for the stretch of `read` that is most like the part."""
    return min(_distances(part, read, skips=1))


def _distances(truth: str, read: str, *, skips: int) -> list[int]:
    """After each letter of `read` its distance to the truth (bit-parallel, after Myers 1999).

    With `skips` 1 what stands before costs nothing.
    """
    first, second = "".join(truth.split()), "".join(read.split())
    if not first:
        return [0 if skips else len(second)]
    bits: dict[str, int] = {}
    for at, letter in enumerate(first):
        bits[letter] = bits.get(letter, 0) | 1 << at
    mask, top = (1 << len(first)) - 1, 1 << (len(first) - 1)
    up, down, scores = mask, 0, [len(first)]
    for letter in second:
        match = bits.get(letter, 0)
        across = match | down
        match |= ((((match | down) & up) + up) ^ up) | down
        more, less = down | (~(match | up) & mask), up & match
        scores.append(scores[-1] + bool(more & top) - bool(less & top))
        more, less = (more << 1 | 1 - skips) & mask, (less << 1) & mask
        up, down = less | (~(across | more) & mask), more & across
    return scores
