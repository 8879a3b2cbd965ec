"""Channels in pictures. Every picture fills the page, so that shares of it are shares of the page.

The name is a black block pattern in the part `DARK`; in the output that part must be flat, in every
picture of the file, whatever its masks say.
"""

from __future__ import annotations

import io
import random
import zlib
from typing import Any

import pikepdf
from PIL import Image, ImageDraw

from tests.pdf.corpus.case import NAME, SIZE, Draft, Region, case

ARRAY, DICT, N, S = pikepdf.Array, pikepdf.Dictionary, pikepdf.Name, pikepdf.String

DARK: Region = (0.2, 0.5, 0.6, 0.55)
"""Where the name stands in the picture, as shares, origin top left."""
AREA = (0, (SIZE[0] * 0.19, SIZE[1] * 0.49, SIZE[0] * 0.61, SIZE[1] * 0.56))
"""The box that a reviewer draws around it."""
PIXELS = (400, 500)
PLACE = f"q {SIZE[0]} 0 0 {SIZE[1]} 0 0 cm /Im Do Q\n"


def picture(mode: str = "L", ink: int = 0, paper: int = 255) -> Image.Image:
    """A white page with the block pattern."""
    image = Image.new("L", PIXELS, paper)
    draw = ImageDraw.Draw(image)
    chance = random.Random(7)
    x0, y0, x1, y1 = (round(s * p) for s, p in zip(DARK, PIXELS * 2, strict=True))
    for x in range(x0, x1, 5):
        for y in range(y0, y1, 5):
            if chance.random() < 0.5:
                draw.rectangle([x, y, x + 4, y + 4], fill=ink)
    draw.rectangle([40, 420, 360, 440], fill=max(ink - 40, 0) if ink > 60 else 60)
    return image.convert(mode)


def flate(draft: Draft, image: Image.Image, **entries: Any) -> pikepdf.Object:
    """The picture as a Flate image."""
    space = {"L": N.DeviceGray, "RGB": N.DeviceRGB, "1": N.DeviceGray, "CMYK": N.DeviceCMYK}
    given: dict[str, Any] = {
        "Type": N.XObject, "Subtype": N.Image, "Width": image.width, "Height": image.height,
        "BitsPerComponent": 1 if image.mode == "1" else 8, "ColorSpace": space[image.mode],
    }  # fmt: skip
    return draft.stream(image.tobytes(), **(given | entries))


def jpeg(draft: Draft, image: Image.Image, extra: bytes = b"", **entries: Any) -> pikepdf.Object:
    """The picture as a JPEG, with segments after its first marker."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    data = buffer.getvalue()
    stream = flate(draft, image, **entries)
    stream.write(data[:2] + extra + data[2:], filter=N.DCTDecode)
    return stream


def page_with(image: Any, draft: Draft) -> bytes:
    """The picture under the text."""
    return draft.resource("XObject", "Im", image).content(PLACE, first=True).bytes()


def segment(marker: int, data: bytes) -> bytes:
    """A JPEG segment."""
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


@case("picture", "the name in a picture", areas=(AREA,), dark=DARK)
def _picture() -> bytes:
    draft = Draft()
    return page_with(flate(draft, picture()), draft)


@case("picture_rgb", "the name in a colour picture", areas=(AREA,), dark=DARK)
def _picture_rgb() -> bytes:
    draft = Draft()
    return page_with(flate(draft, picture("RGB")), draft)


@case("picture_jpeg", "the name in a JPEG with camera data", areas=(AREA,), dark=DARK)
def _picture_jpeg() -> bytes:
    draft = Draft()
    exif = segment(0xE1, b"Exif\0\0" + NAME.encode()) + segment(0xFE, NAME.encode())
    return page_with(jpeg(draft, picture("RGB"), exif), draft)


@case("jpeg_unmarked", "camera data in a JPEG that is not marked")
def _jpeg_unmarked() -> bytes:
    draft = Draft()
    exif = segment(0xE1, b"Exif\0\0" + NAME.encode()) + segment(0xFE, NAME.encode())
    plain = Image.new("RGB", PIXELS, (180, 200, 220))
    return page_with(jpeg(draft, plain, exif), draft)


@case("picture_bilevel", "the name in a black and white scan", areas=(AREA,), dark=DARK)
def _bilevel() -> bytes:
    draft = Draft()
    return page_with(flate(draft, picture("1")), draft)


@case("picture_cmyk", "the name in a CMYK picture", areas=(AREA,), dark=DARK)
def _cmyk() -> bytes:
    draft = Draft()
    return page_with(flate(draft, picture("RGB").convert("CMYK")), draft)


@case("picture_jpx", "the name in a JPEG 2000", areas=(AREA,), dark=DARK)
def _jpx() -> bytes:
    draft = Draft()
    buffer = io.BytesIO()
    picture("RGB").save(buffer, "JPEG2000")
    stream = flate(draft, picture("RGB"))
    box = (8 + len(NAME)).to_bytes(4, "big") + b"xml " + NAME.encode()
    stream.write(buffer.getvalue() + box, filter=N.JPXDecode)
    return page_with(stream, draft)


@case("soft_masked", "the name in the soft mask of a picture", areas=(AREA,), dark=DARK)
def _soft_masked() -> bytes:
    draft = Draft()
    mask = flate(draft, Image.eval(picture(), lambda v: 255 - v))
    black = Image.new("RGB", PIXELS, (0, 0, 0))
    return page_with(flate(draft, black, SMask=mask), draft)


@case("under_mask", "the name in pixels that a soft mask makes transparent", dark=DARK)
def _under_mask() -> bytes:
    draft = Draft()
    mask = Image.new("L", PIXELS, 0)
    ImageDraw.Draw(mask).rectangle([40, 420, 360, 440], fill=255)
    return page_with(flate(draft, picture("RGB"), SMask=flate(draft, mask)), draft)


@case("explicit_mask", "the name in pixels that an explicit mask leaves out", dark=DARK)
def _explicit_mask() -> bytes:
    draft = Draft()
    mask = Image.new("1", PIXELS, 1)
    ImageDraw.Draw(mask).rectangle([40, 420, 360, 440], fill=0)
    stencil = flate(draft, mask, ImageMask=True)
    del stencil["/ColorSpace"]
    return page_with(flate(draft, picture("RGB"), Mask=stencil), draft)


@case("stencil", "the name as a stencil", areas=(AREA,), dark=DARK)
def _stencil() -> bytes:
    draft = Draft()
    stencil = flate(draft, picture("1"), ImageMask=True)
    del stencil["/ColorSpace"]
    return page_with(stencil, draft)


@case("decode", "/Decode paints everything white", dark=DARK)
def _decode() -> bytes:
    draft = Draft()
    return page_with(flate(draft, picture(), Decode=ARRAY([1, 1])), draft)


@case("colour_key", "a colour key makes the dark name transparent", dark=DARK,
      in_place=False)  # fmt: skip
def _colour_key() -> bytes:
    draft = Draft()
    return page_with(flate(draft, picture("L", ink=10), Mask=ARRAY([0, 30])), draft)


@case("almost_white", "grey 254 on 255", dark=DARK)
def _almost_white() -> bytes:
    draft = Draft()
    return page_with(flate(draft, picture("L", ink=254)), draft)


@case("alternates", "an alternate picture with the name", dark=DARK)
def _alternates() -> bytes:
    draft = Draft()
    clean = Image.new("L", PIXELS, 230)
    other = DICT(Image=flate(draft, picture()), DefaultForPrinting=True)
    return page_with(flate(draft, clean, Alternates=ARRAY([other])), draft)


@case("picture_keys", "names in the keys of a picture")
def _picture_keys() -> bytes:
    draft = Draft()
    image = flate(
        draft, Image.new("L", PIXELS, 230), Name=N("/" + NAME), Metadata=draft.stream(NAME),
        OPI=DICT(F=S(NAME)), PieceInfo=DICT(X=DICT(Private=S(NAME))), Measure=DICT(R=S(NAME)),
    )  # fmt: skip
    return page_with(image, draft)


@case("profile", "text in a colour profile")
def _profile() -> bytes:
    draft = Draft()
    space = ARRAY([N.ICCBased, draft.stream(NAME, N=1, Alternate=N.DeviceGray)])
    return page_with(flate(draft, Image.new("L", PIXELS, 230), ColorSpace=space), draft)


@case("trailing", "bytes after the samples of a picture")
def _trailing() -> bytes:
    draft = Draft()
    image = flate(draft, Image.new("L", PIXELS, 230))
    image.write(zlib.compress(bytes([230]) * PIXELS[0] * PIXELS[1] + NAME.encode()) + NAME.encode(),
                filter=N.FlateDecode)  # fmt: skip
    return page_with(image, draft)


@case("clipped_picture", "the part of a picture with the name is clipped away", dark=DARK)
def _clipped() -> bytes:
    draft = Draft()
    draft.resource("XObject", "Im", flate(draft, picture()))
    return draft.content(f"q 0 0 {SIZE[0]} 120 re W n {PLACE} Q\n", first=True).bytes()


@case("reused_clipped", "marked on page one, clipped away on page two", areas=(AREA,), dark=DARK)
def _reused() -> bytes:
    draft = Draft()
    image = flate(draft, picture())
    page = draft.second_page(f"q 0 0 {SIZE[0]} 120 re W n {PLACE} Q")
    page.Resources.XObject = DICT(Im=image)
    return page_with(image, draft)


@case("picture_off_page", "a picture beside the page", dark=DARK)
def _off_page() -> bytes:
    draft = Draft()
    draft.resource("XObject", "Im", flate(draft, picture()))
    return draft.content(PLACE.replace(" 0 0 cm", " 900 0 cm"), first=True).bytes()


@case("covered_picture", "a picture under a white rectangle", dark=DARK, in_place=False)
def _covered() -> bytes:
    draft = Draft()
    draft.resource("XObject", "Im", flate(draft, picture()))
    x0, y0, x1, y1 = AREA[1]
    cover = f"1 g {x0} {SIZE[1] - y1} {x1 - x0} {y1 - y0} re f 0 g\n"
    return draft.content(PLACE + cover, first=True).bytes()


@case("inline", "the name in an inline image", areas=(AREA,), dark=DARK)
def _inline() -> bytes:
    draft = Draft()
    data = zlib.compress(picture().tobytes())
    head = PLACE.replace("/Im Do Q\n", f"BI /W {PIXELS[0]} /H {PIXELS[1]} /BPC 8 /CS /G /F /Fl ID ")
    return draft.content(head.encode() + data + b"\nEI Q\n", first=True).bytes()


@case("turned_picture", "a picture on a turned page, upside down", areas=(AREA,),
      dark=(0.4, 0.45, 0.8, 0.5))  # fmt: skip
def _turned() -> bytes:
    draft = Draft()
    draft.page.Rotate = 270
    draft.resource("XObject", "Im", flate(draft, picture().rotate(180)))
    place = f"q -{SIZE[0]} 0 0 -{SIZE[1]} {SIZE[0]} {SIZE[1]} cm /Im Do Q\n"
    return draft.content(place, first=True).bytes()
