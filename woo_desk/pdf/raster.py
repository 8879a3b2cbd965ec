"""Pages as pictures: of everything but the words, or of the whole page with what is read in it.

A picture is made of the page after its glyphs were removed, and the boxes are burnt into its
pixels. What is laid over it invisibly is read from just those pixels, so it cannot say what they do
not show. Nothing else of the page is copied.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pymupdf
from PIL import Image, ImageDraw
from pymupdf import mupdf

from woo_desk.domain.geometry import Box, Rotation, view_to_page
from woo_desk.domain.ocr import Word
from woo_desk.pdf.content_state import Written
from woo_desk.pdf.matrix import Rect
from woo_desk.pdf.own_font import LayerFont
from woo_desk.pdf.page_text import Line
from woo_desk.pdf.picture_coding import Encoded, JpegTables, encode_grey_or_colour
from woo_desk.pdf.streams import closed
from woo_desk.pdf.tags import Tagger
from woo_desk.pdf.text_layer import invisible_words
from woo_desk.pdf.tokens import number_text

LAYER_RESOURCE = "/Layer"
_DPI = 200
_MAX_PIXELS = 60_000_000
_DRAWN_COLOURS = 2000
"""A page with more holds photographs, which JPEG codes smaller and ten times as fast."""
_CLAMP = [0 if v < 8 else 255 if v >= 247 else v for v in range(256)]
_JPEG = JpegTables({}, "4:2:0")

_TURNS: Mapping[Rotation, tuple[int, int]] = {
    Rotation.NONE: (1, 0),
    Rotation.RIGHT: (0, -1),
    Rotation.HALF: (-1, 0),
    Rotation.LEFT: (0, 1),
}
"""Direction in which text runs, y downwards, on a page that has to be turned so."""
_ABOUT = 0.3
_CLEAR = 1.0
"""Points that are kept to a box: a word of the layer is made a little wider than it was read."""

Read = Callable[[bytes, int, int, int], Sequence[Word]]
"""Reads an upright picture: RGB, width, height, dots per inch; boxes in points of the picture."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A page that is to be a picture."""

    page: Any
    """The PyMuPDF page, unturned, its glyphs removed."""
    crop: Rect
    """In PDF user space."""
    turn: Rotation
    """How the page has to be turned for its text to be upright."""
    boxes: Sequence[Box]
    """In page space."""
    fill: tuple[int, int, int]
    """Colour of what lies under the boxes."""


@dataclass(slots=True)
class PageReader:
    """Reads pages that became a picture, each once.

    Attributes:
        read: the recogniser; None where there is none.
    """

    read: Read | None
    _known: dict[bytes, tuple[Word, ...]] = field(default_factory=dict)

    def words(self, picture: Image.Image, shot: Shot) -> tuple[Word, ...]:
        """What stands on the picture of a page outside its boxes, in page space."""
        if self.read is None:
            return ()
        width, height = float(shot.page.rect.width), float(shot.page.rect.height)
        scale = picture.width / width
        paper = picture.copy()
        draw = ImageDraw.Draw(paper)
        for burnt in shot.boxes:  # a dark box is read as a letter, along with the words beside it
            draw.rectangle([scale * value for value in burnt.as_tuple()], fill="white")
        upright = paper.rotate(-shot.turn, expand=True)
        pixels = upright.tobytes()
        key = hashlib.sha256(pixels).digest()
        if key not in self._known:
            self._known[key] = tuple(self.read(pixels, *upright.size, round(72 * scale)))
        exact = round(72 * scale) / (72 * scale)
        found = []
        for word in self._known[key]:
            seen = Box(*(value * exact for value in word.box.as_tuple()))
            box = _beside(view_to_page(seen, width, height, shot.turn, 1.0), shot.boxes)
            if box is not None:
                found.append(Word(word.text, box, word.line))
        return tuple(found)


def upright_turn(lines: Sequence[Line], otherwise: Rotation) -> Rotation:
    """How a page has to be turned for most of its lines to be upright."""
    turns = Counter(
        turn
        for line in lines
        for turn, (cos, sin) in _TURNS.items()
        if abs(line.direction[0] - cos) + abs(line.direction[1] - sin) < _ABOUT
    )
    return turns.most_common(1)[0][0] if turns else otherwise


def _beside(word: Box, boxes: Sequence[Box]) -> Box | None:
    """The place of a word without what a box takes of it; None when its middle lies in one.

    WHY: what is read beside a box is measured to the pixel at best, and a letter of the layer whose
    middle lies in a box is one that should be gone.
    """
    for box in (each.grown(_CLEAR) for each in boxes):
        if not box.intersects(word):
            continue
        if box.contains(*word.centre):
            return None
        sides = (
            (word.x0, word.y0, min(word.x1, box.x0), word.y1),
            (max(word.x0, box.x1), word.y0, word.x1, word.y1),
            (word.x0, word.y0, word.x1, min(word.y1, box.y0)),
            (word.x0, max(word.y0, box.y1), word.x1, word.y1),
        )
        left = [Box(*side) for side in sides if side[0] < side[2] and side[1] < side[3]]
        if not left:
            return None
        word = max(left, key=lambda side: side.area)
    return word


def picture_page(
    shot: Shot, reader: PageReader, font: LayerFont, target: pikepdf.Pdf
) -> tuple[Written, bool]:
    """A page that is one picture under an invisible layer of what is read in it.

    Args:
        shot: the page.
        reader: reads its pixels.
        font: takes the text layer; its dictionary is added as /Layer by the caller.
        target: the output.

    Returns:
        The page, and whether anything was read.
    """
    picture = _render(shot.page, shot)
    words = reader.words(picture, shot)
    result = _with_picture(picture, shot, target)
    tagger = Tagger(result.pieces)
    layer = b"\n".join(invisible_words(words, shot.turn, shot.crop, font, LAYER_RESOURCE))
    if layer:
        text_tag = b" ".join(tagger.piece(1, shot.crop[0], shot.crop[3], 0.0))
        result.content += text_tag + b"\n" + layer + b"\nEMC"
    return result, bool(layer)


def background_page(shot: Shot, words: Callable[[Tagger], Written], target: pikepdf.Pdf) -> Written:
    """A page whose words stand over one picture of everything else.

    Args:
        shot: the page.
        words: writes them, numbering its pieces with a tagger.
        target: the output.
    """
    with pymupdf.open(stream=_alone(shot.page), filetype="pdf") as copy:
        page = copy[0]
        _take_all_words(page)
        result = _with_picture(_render(page, shot), shot, target)
    tagger = Tagger(result.pieces)
    written = words(tagger)
    result.content += b"q " + written.content + b" Q"
    result.fonts |= written.fonts
    return result


def _alone(page: Any) -> bytes:
    """The page as a file by itself."""
    with pymupdf.open() as copy:
        copy.insert_pdf(
            page.parent, from_page=page.number, to_page=page.number, links=False, annots=False,
            widgets=False,
        )  # fmt: skip
        data: bytes = copy.tobytes()
    return data


def _take_all_words(page: Any) -> None:
    pdf_page = mupdf.pdf_page_from_fz_page(page.this)
    annotation = mupdf.pdf_create_annot(pdf_page, mupdf.PDF_ANNOT_REDACT)
    mupdf.pdf_set_annot_rect(annotation, mupdf.FzRect(-1e5, -1e5, 1e5, 1e5))
    options = mupdf.PdfRedactOptions()
    options.black_boxes = 0
    options.text = mupdf.PDF_REDACT_TEXT_REMOVE
    options.image_method = mupdf.PDF_REDACT_IMAGE_NONE
    options.line_art = mupdf.PDF_REDACT_LINE_ART_NONE
    mupdf.pdf_redact_page(pdf_page.doc(), pdf_page, options)


def _with_picture(picture: Image.Image, shot: Shot, target: pikepdf.Pdf) -> Written:
    best = encode_grey_or_colour(picture, _JPEG)
    if picture.getcolors(_DRAWN_COLOURS) is not None:
        lossless = encode_grey_or_colour(picture, None)
        best = min((lossless, best), key=lambda encoded: len(encoded.data))
    x0, y0, x1, y1 = shot.crop
    place = b" ".join(map(number_text, (x1 - x0, 0, 0, y1 - y0, x0, y0)))
    result = Written(xobjects={"/Page": _stored(target, best)})
    tagger = Tagger()
    picture_tag = b" ".join(tagger.figure(0))
    result.content = picture_tag + b" q " + place + b" cm /Page Do Q EMC\n"
    result.pieces = tagger.pieces
    return result


def _render(page: Any, shot: Shot) -> Image.Image:
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
    for box in shot.boxes:
        draw.rectangle([scale * value for value in box.as_tuple()], fill=shot.fill)
    return picture


def _stored(target: pikepdf.Pdf, encoded: Encoded) -> pikepdf.Object:
    stream = pikepdf.Stream(target, b"")
    stream.write(closed(encoded.data), filter=encoded.filter, decode_parms=encoded.parameters)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    for key, value in encoded.entries.items():
        stream[key] = value
    return target.make_indirect(stream)
