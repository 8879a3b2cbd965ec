"""Codes pixels for a PDF: JPEG with the quality of the source, fax G4, or PNG-style Flate."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from PIL import Image, JpegImagePlugin

from woo_desk.pdf.tokens import Unsupported

_KEPT_MARKERS = frozenset((0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD))
"""SOF0-2, DHT, DQT, DRI: what a decoder needs. EXIF, comments, profiles are not among them."""
_SUBSAMPLING = {0: "4:4:4", 1: "4:2:2", 2: "4:2:0"}
_QUALITIES = (
    (85, "4:4:4"), (80, "4:2:0"), (70, "4:2:0"), (60, "4:2:0"), (50, "4:2:0"), (40, "4:2:0"),
)  # fmt: skip
"""Tried one after the other for what was a JPEG 2000; beyond the last letters lose their edges."""
_GROWTH = 1.4
"""How much larger than a JPEG 2000 a JPEG that looks the same is."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Coded data and the entries of its image dictionary."""

    data: bytes
    filter: pikepdf.Name
    parameters: pikepdf.Dictionary | None
    entries: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JpegTables:
    """How finely a JPEG was quantised, so that coding it again costs neither size nor quality."""

    tables: dict[int, Sequence[int]]
    """Empty for a source that was coded in another way."""
    subsampling: str
    size: int = 0
    """Bytes of that source; 0 where none has to be kept in mind."""


def jpeg_tables(source: pikepdf.Object) -> JpegTables | None:
    """The tables of a source that is a JPEG, or good ones for a JPEG 2000; None for others."""
    filters = _filters(source)
    if "/JPXDecode" in filters:
        return JpegTables({}, "4:4:4", len(source.read_raw_bytes()))
    if filters[-1:] != ["/DCTDecode"]:
        return None
    opened = _open(_jpeg_bytes(source))
    sampling = _SUBSAMPLING.get(JpegImagePlugin.get_sampling(opened), "4:2:0")
    return JpegTables(dict(opened.quantization), sampling)


def stripped_jpeg(source: pikepdf.Object, clamp: Sequence[int]) -> Encoded | None:
    """The JPEG as it is coded, with nothing but its picture; None when it has to be coded anew.

    Args:
        source: the image stream.
        clamp: for each sample value the value that may be published; a JPEG with samples that
            would change is coded anew.
    """
    if _filters(source) != ["/DCTDecode"] or "/DecodeParms" in source:
        return None
    data = _jpeg_bytes(source)
    opened = _open(data)
    if opened.mode not in ("L", "RGB") or opened.size != (int(source.Width), int(source.Height)):
        return None
    counts = opened.histogram()
    hidden = sum(count for v, count in enumerate(counts) if clamp[v % 256] != v % 256)
    if hidden:
        return None
    return Encoded(
        _only_picture(data), pikepdf.Name.DCTDecode, None, _entries(opened.size, opened.mode)
    )


def encode_grey_or_colour(
    picture: Image.Image, tables: JpegTables | None, *, is_mask: bool = False, size: int = 0
) -> Encoded:
    """Code an "L" or "RGB" picture; with `tables` as JPEG, else without loss.

    Args:
        picture: to code.
        tables: of the source, when it was coded with loss.
        is_mask: whether it says how opaque another is.
        size: bytes of the source, when that is known.
    """
    if picture.mode == "RGB" and not is_mask and _is_grey(picture):
        picture = picture.convert("L")
    if picture.mode == "L" and not is_mask and _is_two_tone(picture):
        return _two_tone(picture, size)
    if tables is not None:
        return _jpeg(picture, tables)
    return _png(picture)


def encode_stencil(picture: Image.Image) -> Encoded:
    """Code a stencil mask from a picture that is white where it paints."""
    inverted = picture.point([255 if v < 128 else 0 for v in range(256)])
    return _fax(inverted, {"/ImageMask": True})


def _filters(source: pikepdf.Object) -> list[str]:
    value = source.get("/Filter")
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, pikepdf.Array) else [str(value)]


def _jpeg_bytes(source: pikepdf.Object) -> bytes:
    if _filters(source) == ["/DCTDecode"]:
        return source.read_raw_bytes()
    raise Unsupported("picture filters")


def _open(data: bytes) -> JpegImagePlugin.JpegImageFile:
    try:
        opened = Image.open(io.BytesIO(data), formats=("JPEG",))
        opened.load()
    except (OSError, SyntaxError, ValueError):
        raise Unsupported("broken JPEG") from None
    if not isinstance(opened, JpegImagePlugin.JpegImageFile):
        raise Unsupported("broken JPEG")
    return opened


def _entries(size: tuple[int, int], mode: str, bits: int = 8) -> dict[str, Any]:
    space = pikepdf.Name.DeviceGray if mode in ("L", "1") else pikepdf.Name.DeviceRGB
    return {
        "/Width": size[0],
        "/Height": size[1],
        "/ColorSpace": space,
        "/BitsPerComponent": bits,
    }


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return red.tobytes() == green.tobytes() == blue.tobytes()


def _is_two_tone(picture: Image.Image) -> bool:
    counts = picture.histogram()
    return sum(counts[1:255]) == 0


def _jpeg(picture: Image.Image, tables: JpegTables) -> Encoded:
    buffer = io.BytesIO()
    if tables.tables:
        qtables = {key: tables.tables[key] for key in sorted(tables.tables)}
        if picture.mode == "L":
            qtables = {0: qtables[min(qtables)]}
        picture.save(buffer, "JPEG", qtables=qtables, subsampling=tables.subsampling)
    else:
        tries = _QUALITIES if tables.size else ((_QUALITIES[0][0], tables.subsampling),)
        for quality, subsampling in tries:
            buffer = io.BytesIO()
            picture.save(buffer, "JPEG", quality=quality, subsampling=subsampling)
            if buffer.tell() <= _GROWTH * tables.size:
                break
    data = _only_picture(buffer.getvalue())
    return Encoded(data, pikepdf.Name.DCTDecode, None, _entries(picture.size, picture.mode))


def _png(picture: Image.Image) -> Encoded:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=6)
    raw, data, position = buffer.getvalue(), bytearray(), 8
    while position < len(raw):
        (length,) = struct.unpack_from(">I", raw, position)
        if raw[position + 4 : position + 8] == b"IDAT":
            data += raw[position + 8 : position + 8 + length]
        position += length + 12
    parameters = pikepdf.Dictionary(
        Predictor=15,
        Colors=len(picture.getbands()),
        BitsPerComponent=8,
        Columns=picture.width,
    )
    entries = _entries(picture.size, picture.mode)
    return Encoded(bytes(data), pikepdf.Name.FlateDecode, parameters, entries)


def _two_tone(picture: Image.Image, size: int) -> Encoded:
    """Black and white: fax, or what is smaller when that is larger than the source was."""
    fax = _fax(picture, {"/ColorSpace": pikepdf.Name.DeviceGray})
    if len(fax.data) <= size or not size:
        return fax
    flat = zlib.compress(picture.convert("1", dither=Image.Dither.NONE).tobytes(), 9)
    if len(fax.data) <= len(flat):
        return fax
    return Encoded(flat, pikepdf.Name.FlateDecode, None, _entries(picture.size, "1", bits=1))


def _fax(picture: Image.Image, entries: dict[str, Any]) -> Encoded:
    """CCITT group 4 of a picture with only 0 and 255; 0 is black."""
    buffer = io.BytesIO()
    bilevel = picture.convert("1", dither=Image.Dither.NONE)
    bilevel.save(buffer, "TIFF", compression="group4", tiffinfo={278: picture.height})
    raw = buffer.getvalue()
    with Image.open(io.BytesIO(raw)) as tiff:
        tags: Any = tiff.tag_v2  # type: ignore[attr-defined]
        (offset,), (length,) = tags[273], tags[279]
        black_is_1 = tags[262] == 1
    parameters = pikepdf.Dictionary(
        K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=black_is_1
    )
    result = _entries(picture.size, "1", bits=1) | entries
    if "/ImageMask" in entries:
        del result["/ColorSpace"]
    return Encoded(raw[offset : offset + length], pikepdf.Name.CCITTFaxDecode, parameters, result)


def _only_picture(data: bytes) -> bytes:
    """The segments that a decoder needs, up to the end of the picture."""
    out, position = bytearray(b"\xff\xd8"), 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            raise Unsupported("broken JPEG")
        marker = data[position + 1]
        if marker in (0xFF, 0xD8):
            position += 1 if marker == 0xFF else 2
            continue
        if marker == 0xD9:
            break
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        segment = data[position : position + 2 + length]
        position += 2 + length
        if marker in _KEPT_MARKERS:
            out += segment
        elif marker == 0xEE and segment[4:9] == b"Adobe":
            out += b"\xff\xee\x00\x0e" + segment[4:16]
        elif marker == 0xDA:
            end = _end_of_scan(data, position)
            out += segment + data[position:end]
            position = end
    return bytes(out + b"\xff\xd9")


def _end_of_scan(data: bytes, position: int) -> int:
    """Where the coded samples end: at the first marker that is no restart and no stuffed byte."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            return len(data)
        if data[position + 1] == 0 or 0xD0 <= data[position + 1] <= 0xD7:
            position += 2
        elif data[position + 1] == 0xFF:
            position += 1
        else:
            return position
