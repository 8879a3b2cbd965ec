"""What an image stream holds besides its pixels.

JPEG: ITU-T T.81 annex B (markers). JPEG 2000: ISO 15444-1 annex I (boxes).
"""

from __future__ import annotations

import struct
from typing import Any

import pikepdf

_COMPONENTS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4, "/CalGray": 1, "/CalRGB": 3}
_JP2_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_JPEG_TEXT = frozenset({*range(0xE0, 0xF0), 0xFE})
"""APP0 to APP15 and COM."""


_CODED = ("/CCITTFaxDecode", "/CCF", "/JBIG2Decode", "/DCTDecode", "/DCT", "/JPXDecode")


def expected_size(image: Any) -> int | None:
    """Bytes of the pixels of an unpacked image; None for what an image filter coded."""
    filters: Any = image.get("/Filter", pikepdf.Array())
    names = filters if isinstance(filters, pikepdf.Array) else [filters]
    if any(str(name) in _CODED for name in names):
        return None
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    bits = 1 if image.get("/ImageMask", False) else int(image.get("/BitsPerComponent", 0))
    components = 1 if image.get("/ImageMask", False) else _components(image.get("/ColorSpace"))
    if not (width and height and bits and components):
        return None
    return height * ((width * bits * components + 7) // 8)


def _components(space: Any) -> int:
    if isinstance(space, pikepdf.Name):
        return _COMPONENTS.get(str(space), 0)
    if not isinstance(space, pikepdf.Array) or not len(space):
        return 0
    match str(space[0]):
        case "/ICCBased":
            return int(space[1].get("/N", 0))
        case "/Indexed" | "/Separation":
            return 1
        case "/DeviceN":
            return len(space[1])
        case "/Lab":
            return 3
        case family:
            return _COMPONENTS.get(family, 0)


def jpeg_extras(data: bytes) -> tuple[bytes, bytes]:
    """Comments and application data of a JPEG that a picture does not need; and what follows it.

    JFIF without a thumbnail and Adobe's colour mark are needed.

    Raises:
        ValueError: this is no JPEG, or it is damaged.
    """
    if data[:2] != b"\xff\xd8":
        msg = "no JPEG"
        raise ValueError(msg)
    extras = []
    position = 2
    while True:
        marker, size = struct.unpack_from(">HH", data, position)
        if marker >> 8 != 0xFF:
            msg = "a damaged JPEG"
            raise ValueError(msg)
        code, body = marker & 0xFF, data[position + 4 : position + 2 + size]
        if code in _JPEG_TEXT and not _is_needed(code, body):
            extras.append(body)
        position += 2 + size
        if code == 0xDA:  # start of scan: entropy-coded data up to the end mark
            break
    end = data.rfind(b"\xff\xd9")
    if end < position:
        return b"\n".join(extras), b""
    return b"\n".join(extras), data[end + 2 :].strip(b"\r\n\x00")


def _is_needed(code: int, body: bytes) -> bool:
    if code == 0xE0:
        return body[:5] == b"JFIF\0" and len(body) == 14
    return code == 0xEE and body[:5] == b"Adobe" and len(body) <= 14


def jpeg2000_extras(data: bytes) -> bytes:
    """Boxes of a JPEG 2000 file that a picture does not need, text of its codestream included.

    Raises:
        ValueError: the boxes do not fill the data.
    """
    if data[:4] == b"\xff\x4f\xff\x51":
        return b""
    extras = []
    position = 0
    while position < len(data):
        size, kind = struct.unpack_from(">I4s", data, position)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, position + 8)
            head = 16
        end = len(data) if size == 0 else position + size
        if end > len(data) or end < position + head:
            msg = "a damaged JPEG 2000 file"
            raise ValueError(msg)
        if kind not in _JP2_BOXES:
            extras.append(data[position + head : end] or kind)
        position = end
    return b"\n".join(extras)
