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
from woo_desk.pdf.own_font import LAYER_HEIGHTS, LayerFont
from woo_desk.pdf.page_text import Glyph, Line, PageText
from woo_desk.pdf.picture_coding import Encoded, JpegTables, encode_grey_or_colour
from woo_desk.pdf.streams import closed
from woo_desk.pdf.tags import Tagger
from woo_desk.pdf.tokens import number_text

LAYER_RESOURCE = "/Layer"
_DPI = 200
_MAX_PIXELS = 60_000_000
_DRAWN_COLOURS = 2000
"""A page with more holds photographs, which JPEG codes smaller and ten times as fast."""
_CLAMP = [0 if v < 8 else 255 if v >= 247 else v for v in range(256)]
_MIDDLE = (LAYER_HEIGHTS[0] + LAYER_HEIGHTS[1]) / 2000
"""Height of the middle of a layer glyph above the baseline, in em."""
_JPEG = JpegTables({}, "4:2:0")


def picture_page(
    page: Any,
    crop: Rect,
    boxes: Sequence[Box],
    fill: tuple[int, int, int],
    text: PageText,
    font: LayerFont,
    target: pikepdf.Pdf,
) -> Written:
    """A page that is one picture under an invisible text layer.

    Args:
        page: the PyMuPDF page, unturned, its glyphs removed.
        crop: the page in PDF user space.
        boxes: in page space; what lies under them becomes `fill`.
        fill: colour of the boxes.
        text: its `kept` glyphs become the text layer.
        font: takes the text layer; its dictionary is added as /Layer by the caller.
        target: the output.
    """
    picture = _render(page, boxes, fill)
    best = encode_grey_or_colour(picture, _JPEG)
    if picture.getcolors(_DRAWN_COLOURS) is not None:
        lossless = encode_grey_or_colour(picture, None)
        best = min((lossless, best), key=lambda encoded: len(encoded.data))
    x0, y0, x1, y1 = crop
    place = b" ".join(map(number_text, (x1 - x0, 0, 0, y1 - y0, x0, y0)))
    scale = (x1 - x0) / page.rect.width
    result = Written(xobjects={"/Page": _stored(target, best)})
    layer = b"\n".join(_words(text, x0, y1, scale, font))
    tagger = Tagger()
    picture_tag = b" ".join(tagger.figure(0))
    result.content = picture_tag + b" q " + place + b" cm /Page Do Q EMC\n"
    if layer:
        text_tag = b" ".join(tagger.piece(1, x0, y1, 0.0))
        result.content += text_tag + b"\n" + layer + b"\nEMC"
    result.pieces = tagger.pieces
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
    stream.write(closed(encoded.data), filter=encoded.filter, decode_parms=encoded.parameters)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    for key, value in encoded.entries.items():
        stream[key] = value
    return target.make_indirect(stream)


def _words(
    text: PageText, left: float, top: float, scale: float, font: LayerFont
) -> Iterator[bytes]:
    """One text object per run of glyphs without white space between them."""
    for word in _runs(text):
        yield _word(word, text.lines[word[0].line], left, top, scale, font)


def _runs(text: PageText) -> Iterator[list[Glyph]]:
    """Words: they end at white space, at the end of a line, or where the next glyph is far."""
    run: list[Glyph] = []
    for glyph in text.kept:
        is_letter = glyph.text.isprintable() and not glyph.text.isspace()
        if run and (not is_letter or _is_apart(run[-1], glyph, text.lines[glyph.line])):
            yield run
            run = []
        if is_letter:
            run.append(glyph)
    if run:
        yield run


def _is_apart(first: Glyph, second: Glyph, line: Line) -> bool:
    if first.line != second.line:
        return True
    _, end, high = _extent([first], line.direction)
    start, _, _ = _extent([second], line.direction)
    return abs(start - end) > 0.3 * high + 0.5


def _extent(glyphs: Sequence[Glyph], direction: tuple[float, float]) -> tuple[float, float, float]:
    """Begin and end along the direction of writing, and the height across it."""
    cos, sin = direction
    along, across = [], []
    for glyph in glyphs:
        x, y = glyph.centre
        width, height = glyph.bbox[2] - glyph.bbox[0], glyph.bbox[3] - glyph.bbox[1]
        high = (height if abs(cos) >= abs(sin) else width) / max(abs(cos), abs(sin))
        wide = width if abs(cos) >= abs(sin) else height
        place = x * cos + y * sin
        along += [place - wide / 2, place + wide / 2]
        across.append(high)
    return min(along), max(along), max(across)


def _word(
    word: Sequence[Glyph], line: Line, left: float, top: float, scale: float, font: LayerFont
) -> bytes:
    cos, sin = line.direction
    start, end, high = _extent(word, line.direction)
    x, y = word[0].centre
    back, down = start - (x * cos + y * sin), _MIDDLE * high
    x, y = x + back * cos - down * sin, y + back * sin + down * cos
    size = max(high, 0.5)
    starts = [_extent([glyph], line.direction)[0] for glyph in word]
    spans = [after - before for before, after in itertools.pairwise([*starts, end])]
    shown = font.encode(
        (glyph.text, 1000 * span / size) for glyph, span in zip(word, spans, strict=True)
    )
    matrix = (cos, -sin, sin, cos, left + x * scale, top - y * scale)
    return (
        b"BT 3 Tr "
        + LAYER_RESOURCE.encode()
        + b" "
        + number_text(size * scale)
        + b" Tf "
        + b" ".join(map(number_text, matrix))
        + b" Tm "
        + shown
        + b" Tj ET"
    )
