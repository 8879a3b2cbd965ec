"""The safest way for one page: a picture of it, with the kept text as an invisible layer on top.

The picture is made of the page after its glyphs were removed, the boxes are burnt into the pixels,
and the text layer holds only glyphs that stay. Nothing else of the page is copied.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
import pymupdf
from PIL import Image, ImageDraw

from woo_desk.domain.geometry import Box
from woo_desk.pdf.content_state import Written
from woo_desk.pdf.matrix import Rect
from woo_desk.pdf.own_font import LayerFont
from woo_desk.pdf.picture_coding import Encoded, JpegTables, encode_grey_or_colour
from woo_desk.pdf.remove import Glyph
from woo_desk.pdf.tokens import number_text

LAYER_RESOURCE = "/Layer"
_DPI = 200
_MAX_PIXELS = 60_000_000
_CLAMP = [0 if v < 8 else 255 if v >= 247 else v for v in range(256)]
_JPEG = JpegTables({}, "4:2:0")


def picture_page(
    page: Any,
    crop: Rect,
    boxes: Sequence[Box],
    fill: tuple[int, int, int],
    kept: Sequence[Glyph],
    font: LayerFont,
    target: pikepdf.Pdf,
) -> Written:
    """A page that is one picture under an invisible text layer.

    Args:
        page: the PyMuPDF page, unturned, its glyphs removed.
        crop: the page in PDF user space.
        boxes: in page space; what lies under them becomes `fill`.
        fill: colour of the boxes.
        kept: the glyphs that stay, in page space and in drawing order.
        font: takes the text layer; its dictionary is added as /Layer by the caller.
        target: the output.
    """
    picture = _render(page, boxes, fill)
    lossless = encode_grey_or_colour(picture, None)
    coded = encode_grey_or_colour(picture, _JPEG)
    best = min((lossless, coded), key=lambda encoded: len(encoded.data))
    x0, y0, x1, y1 = crop
    place = b" ".join(map(number_text, (x1 - x0, 0, 0, y1 - y0, x0, y0)))
    scale = (x1 - x0) / page.rect.width
    result = Written(xobjects={"/Page": _stored(target, best)})
    layer = b"\n".join(_words(kept, x0, y1, scale, font))
    result.content = b"q " + place + b" cm /Page Do Q\n" + layer
    return result


def _render(page: Any, boxes: Sequence[Box], fill: tuple[int, int, int]) -> Image.Image:
    scale = _DPI / 72
    area = page.rect.width * page.rect.height * scale * scale
    if area > _MAX_PIXELS:
        scale *= (_MAX_PIXELS / area) ** 0.5
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False, annots=False
    )
    size = (pixmap.width, pixmap.height)
    picture = Image.frombytes("RGB", size, pixmap.samples).point(_CLAMP * 3)
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        draw.rectangle([scale * value for value in box.as_tuple()], fill=fill)
    return picture


def _stored(target: pikepdf.Pdf, encoded: Encoded) -> pikepdf.Object:
    stream = pikepdf.Stream(target, b"")
    stream.write(encoded.data, filter=encoded.filter, decode_parms=encoded.parameters)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    for key, value in encoded.entries.items():
        stream[key] = value
    return target.make_indirect(stream)


def _words(
    glyphs: Sequence[Glyph], left: float, top: float, scale: float, font: LayerFont
) -> Iterator[bytes]:
    """One text object per run of glyphs without white space between them."""
    for is_space, run in itertools.groupby(_lines(glyphs), key=lambda g: g is None):
        if not is_space:
            word = [glyph for glyph in run if glyph is not None]
            yield _word(word, left, top, scale, font)


def _lines(glyphs: Sequence[Glyph]) -> Iterator[Glyph | None]:
    """The glyphs, with None where a word ends: at white space, or where the next one is far."""
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace() or not glyph.text.isprintable():
            yield None
            last = None
            continue
        if last is not None and _is_apart(last, glyph):
            yield None
        yield glyph
        last = glyph


def _is_apart(first: Glyph, second: Glyph) -> bool:
    height = max(first.bbox[3] - first.bbox[1], 1.0)
    return (
        abs(second.bbox[0] - first.bbox[2]) > 0.3 * height
        or abs(second.centre[1] - first.centre[1]) > 0.4 * height
    )


def _word(word: Sequence[Glyph], left: float, top: float, scale: float, font: LayerFont) -> bytes:
    x0 = min(glyph.bbox[0] for glyph in word)
    x1 = max(glyph.bbox[2] for glyph in word)
    y0 = min(glyph.bbox[1] for glyph in word)
    y1 = max(glyph.bbox[3] for glyph in word)
    text = "".join(glyph.text for glyph in word)
    size = max((y1 - y0) * 0.72, 0.5) * scale
    natural = 0.5 * size * len(text)
    stretch = 100 * max((x1 - x0) * scale, 0.05) / natural
    base = top - (y1 - 0.22 * (y1 - y0)) * scale
    where = b" ".join(map(number_text, (left + x0 * scale, base)))
    return (
        b"BT 3 Tr " + LAYER_RESOURCE.encode() + b" " + number_text(size) + b" Tf "
        + number_text(stretch) + b" Tz " + where + b" Td " + font.encode(text) + b" Tj ET"
    )  # fmt: skip
