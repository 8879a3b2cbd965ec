"""Pictures: every one is decoded and written anew, without what nobody sees.

What a box covers, what a clip or the page edge cuts off, and what a mask makes transparent is
overwritten in the pixels; profiles, camera data, comments, alternates and bytes after the data do
not survive, because only the pixels are copied. A JPEG that needs no change keeps its coded data.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pymupdf
from PIL import Image, ImageDraw

from woo_desk.pdf.matrix import Point, Rect
from woo_desk.pdf.picture_coding import (
    Encoded,
    encode_grey_or_colour,
    encode_stencil,
    jpeg_tables,
    stripped_jpeg,
)
from woo_desk.pdf.streams import closed
from woo_desk.pdf.tokens import Unsupported

_MAX_PIXELS = 120_000_000
_NEAR_WHITE = 247
"""From this value up a sample counts as white: what is lighter cannot be seen on white paper."""
_NEAR_BLACK = 8
_CLAMP = [0 if v < _NEAR_BLACK else 255 if v >= _NEAR_WHITE else v for v in range(256)]


@dataclass(frozen=True, slots=True)
class Placement:
    """What of a picture may be seen. Both in the picture's own unit square, y upwards."""

    window: Rect | None
    """None when all of it is visible."""
    blanks: tuple[tuple[Point, ...], ...]
    """Outlines to overwrite."""


@dataclass(slots=True)
class Images:
    """Rebuilds the pictures of one file, each once for every way that it is cut."""

    source: pikepdf.Pdf
    working: Any
    """The source as a PyMuPDF document, with the same object numbers."""
    target: pikepdf.Pdf
    fill: tuple[int, int, int]
    """Colour of what is overwritten: that of the box which will lie on it."""
    _done: dict[tuple[Any, ...], tuple[str, pikepdf.Object]] = field(default_factory=dict)
    _inline: dict[tuple[int, int], pikepdf.Object] = field(default_factory=dict)

    def use(self, source: pikepdf.Object, placement: Placement) -> tuple[str, pikepdf.Object]:
        """Name and object to draw in place of `source`."""
        key = (source.objgen, placement)
        if key not in self._done:
            name = f"/I{len(self._done)}"
            self._done[key] = (name, self._rebuild(source, placement))
        return self._done[key]

    def from_inline(self, image: Any, resources: pikepdf.Object) -> pikepdf.Object:
        """An external object in the source file that draws the same as an inline image."""
        stream = pikepdf.Stream(self.source, image.read_raw_bytes())
        for key in image.obj.keys():  # noqa: SIM118  # pikepdf dictionaries iterate over values
            stream[key] = image.obj[key]
        spaces = resources.get("/ColorSpace")
        space = image.obj.get("/ColorSpace")
        if isinstance(space, pikepdf.Name) and spaces is not None and str(space) in spaces:
            stream.ColorSpace = spaces[str(space)]
        stream.Subtype = pikepdf.Name.Image
        added = self.source.make_indirect(stream)
        self._inline[added.objgen] = added
        return added

    def _rebuild(self, source: pikepdf.Object, placement: Placement) -> pikepdf.Object:
        width, height = int(source.get("/Width", 0)), int(source.get("/Height", 0))
        if not 0 < width * height <= _MAX_PIXELS or width < 1:
            raise Unsupported("picture size")
        if bool(source.get("/ImageMask", False)):
            return self._store(encode_stencil(self._stencil(source, placement)))
        if source.get("/SMaskInData", 0) or "/Matte" in source.get("/SMask", {}):
            raise Unsupported("picture mask")
        if isinstance(source.get("/Mask"), pikepdf.Array):
            # WHY: what a colour key makes transparent stays readable as the shape of the mask.
            raise Unsupported("colour key")
        jpeg = self._untouched_jpeg(source, placement)
        if jpeg is not None:
            return self._store(jpeg)
        picture, alpha = self._decode(source)
        picture = picture.point(_CLAMP * len(picture.getbands()))
        hidden = _blank_mask(picture.size, placement)
        if hidden is not None:
            colour = self.fill if picture.mode == "RGB" else self.fill[0]
            picture.paste(colour, mask=hidden)
            if alpha is not None:
                alpha.paste(255, mask=hidden)
        size = len(source.read_raw_bytes())
        encoded = encode_grey_or_colour(picture, jpeg_tables(source), size=size)
        target = self._store(encoded)
        if alpha is not None:
            target.SMask = self._store(encode_grey_or_colour(alpha, None, is_mask=True))
        return target

    def _untouched_jpeg(self, source: pikepdf.Object, placement: Placement) -> Encoded | None:
        """The coded data of a plain JPEG in which nothing has to be overwritten."""
        plain = not any(key in source for key in ("/SMask", "/Mask", "/Decode"))
        if placement.blanks or placement.window or not plain:
            return None
        return stripped_jpeg(source, _CLAMP)

    def _decode(self, source: pikepdf.Object) -> tuple[Image.Image, Image.Image | None]:
        """Pixels as they are shown on white, and their opacity when not all are opaque."""
        picture, alpha = self._pixels(source)
        mask = source.get("/SMask", source.get("/Mask"))
        if isinstance(mask, pikepdf.Stream):
            alpha, _ = self._pixels(mask)
            if picture.size != alpha.size:
                size = max(picture.size, alpha.size)
                picture, alpha = picture.resize(size), alpha.resize(size)
        if alpha is not None:
            picture.paste(255 if picture.mode == "L" else (255, 255, 255), mask=_nothing(alpha))
        return picture, alpha

    def _pixels(self, source: pikepdf.Object) -> tuple[Image.Image, Image.Image | None]:
        if source.objgen in self._inline:
            with _alone(source) as document:
                return _samples(pymupdf.Pixmap(document, document[0].get_images()[0][0]))
        return _samples(pymupdf.Pixmap(self.working, source.objgen[0]))

    def _stencil(self, source: pikepdf.Object, placement: Placement) -> Image.Image:
        """A picture that is white where the stencil paints."""
        picture, _ = self._pixels(source)
        hidden = _blank_mask(picture.size, placement)
        if hidden is not None:
            picture.paste(0, mask=hidden)
        return picture

    def _store(self, encoded: Encoded) -> pikepdf.Object:
        stream = pikepdf.Stream(self.target, b"")
        stream.write(closed(encoded.data), filter=encoded.filter, decode_parms=encoded.parameters)
        stream.Type = pikepdf.Name.XObject
        stream.Subtype = pikepdf.Name.Image
        for key, value in encoded.entries.items():
            stream[key] = value
        return self.target.make_indirect(stream)


def _alone(source: pikepdf.Object) -> Any:
    """A PyMuPDF document with just this picture, on its one page."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(10, 10))
        picture = pdf.copy_foreign(source)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
        buffer = io.BytesIO()
        pdf.save(buffer)
    return pymupdf.open(stream=buffer.getvalue(), filetype="pdf")


def _samples(pixmap: Any) -> tuple[Image.Image, Image.Image | None]:
    if pixmap.colorspace is None:  # a stencil: only opacity
        return _image("L", pixmap), None
    alpha = None
    if pixmap.alpha:
        alpha = _image("L", pymupdf.Pixmap(None, pixmap))
        pixmap = pymupdf.Pixmap(pixmap, 0)
    if pixmap.colorspace.n not in (1, 3):
        pixmap = pymupdf.Pixmap(pymupdf.csRGB, pixmap)
    return _image("L" if pixmap.n == 1 else "RGB", pixmap), alpha


def _image(mode: str, pixmap: Any) -> Image.Image:
    size = (pixmap.width, pixmap.height)
    return Image.frombuffer(mode, size, pixmap.samples, "raw", mode, pixmap.stride, 1).copy()


def _nothing(alpha: Image.Image) -> Image.Image:
    return alpha.point([255] + [0] * 255)


def _blank_mask(size: tuple[int, int], placement: Placement) -> Image.Image | None:
    """White where the picture must be overwritten; None when nowhere."""
    if not placement.blanks and placement.window is None:
        return None
    width, height = size
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    if placement.window is not None:
        x0, y0, x1, y1 = placement.window
        mask.paste(255, (0, 0, width, height))
        left, right = round(max(x0, 0) * width), round(min(x1, 1) * width)
        top, bottom = round((1 - min(y1, 1)) * height), round((1 - max(y0, 0)) * height)
        mask.paste(0, (left, top, max(right, left), max(bottom, top)))
    for outline in placement.blanks:
        points = [(x * width - 0.5, (1 - y) * height - 0.5) for x, y in outline]
        draw.polygon(points, fill=255, outline=255, width=1)
    return mask
