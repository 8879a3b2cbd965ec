"""Decodes pictures for pages: any colour model, any depth, turned as their EXIF says."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageFile, ImageOps, IptcImagePlugin, UnidentifiedImageError

from woo_desk.convert.result import Converted, limit, mark_line, problem
from woo_desk.domain.document import HiddenKind, IntakeProblem
from woo_desk.domain.printout import Picture
from woo_desk.errors import SourceError

MAX_PIXELS = 100_000_000
MAX_FRAMES = 500
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "MPO")
"""What is opened; decoders of rarer formats are not let near untrusted bytes."""
_STRUCTURE = frozenset(
    ("ExifOffset", "GPSInfo", "BitsPerSample", "Compression", "ImageLength", "ImageWidth",
     "PhotometricInterpretation", "PlanarConfiguration", "ResolutionUnit", "RowsPerStrip",
     "StripByteCounts", "StripOffsets", "XResolution", "YResolution", "SamplesPerPixel",
     "Orientation", "ColorSpace", "ExifImageWidth", "ExifImageHeight", "FillOrder",
     "YCbCrPositioning", "T4Options", "T6Options", "TileOffsets", "TileByteCounts")
)  # fmt: skip
"""How the pixels are stored: says nothing of people, places or times."""
_OF_PIXELS = frozenset(("compression", "icc_profile", "exif", "photoshop", "version", "jfif"))
_MARKUP = re.compile(r"<[^>]*>")
_XMP_VALUE = re.compile(r"""\b((?:dc|xmp|photoshop|exif|tiff):\w+)=["']([^"']+)["']""")
_DPI = (36.0, 1200.0)
"""A resolution outside of this is no statement about paper."""
_SCAN_DPI = 96.0
_PAGE = (595.0, 842.0)
_JPEG_QUALITY = 92
_PICTURE_ERRORS: tuple[type[Exception], ...] = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    TypeError,
    SyntaxError,  # WHY: Pillow raises it for a broken PNG
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    ZeroDivisionError,
    struct.error,
    zlib.error,
)


def convert_image(untrusted: bytes) -> Converted:
    """Every frame of a picture file as a page.

    Raises:
        SourceError: damaged from the first frame on.
        LimitExceeded: more pixels or frames than is safe.
    """
    result = Converted()
    with _opened(untrusted) as image:
        frames = getattr(image, "n_frames", 1)
        if frames > MAX_FRAMES:
            raise limit(IntakeProblem.TOO_MANY_PAGES)
        for number in range(frames):
            try:
                with _named():
                    image.seek(number)
                    result.blocks.append(_picture(image, fills_page=True))
            except SourceError:
                if number == 0:
                    raise
                # WHY go on: what can be read of a scan of many pages is not lost for one bad page.
                result.warn(IntakeProblem.PART_LEFT_OUT)
                result.blocks.append(mark_line("frame_lost", number=number + 1))
        _note_metadata(image, result)
    return result


def decode_picture(untrusted: bytes) -> Picture:
    """The first frame of a picture that stands in a document. Raises as `convert_image`."""
    with _opened(untrusted) as image, _named():
        return _picture(image, fills_page=False)


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """Turn whatever the decoder throws at untrusted bytes into a SourceError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError:
        raise limit(IntakeProblem.TOO_LARGE) from None
    except MemoryError:
        raise limit(IntakeProblem.TOO_COMPLEX) from None
    except _PICTURE_ERRORS:
        raise problem(IntakeProblem.DAMAGED) from None


@contextlib.contextmanager
def _opened(untrusted: bytes) -> Iterator[Image.Image]:
    with _named():
        image = Image.open(io.BytesIO(untrusted), formats=_FORMATS)
    with image:
        yield image


def _picture(image: Image.Image, *, fills_page: bool) -> Picture:
    width, height = image.size
    if width < 1 or height < 1:
        raise problem(IntakeProblem.DAMAGED)
    if width * height > MAX_PIXELS:
        raise limit(IntakeProblem.TOO_LARGE)
    dpi = _dpi(image)
    turned = image.getexif().get(ExifTags.Base.Orientation, 1) != 1
    as_jpeg = image.format in ("JPEG", "MPO") and image.mode in ("L", "RGB")
    plain = _plain(ImageOps.exif_transpose(image) if turned else image)
    if fills_page and dpi is None:
        dpi = max(
            _SCAN_DPI, *(72 * side / of for side, of in zip(plain.size, _sheet(plain), strict=True))
        )
    if as_jpeg and plain.mode != "1":
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
        data = out.getvalue()
    else:
        as_jpeg = False
        data = zlib.compress(plain.tobytes(), 6)
    return Picture(
        *plain.size, plain.mode, data, is_jpeg=as_jpeg, dpi=dpi or _SCAN_DPI, fills_page=fills_page
    )


def _sheet(image: Image.Image) -> tuple[float, float]:
    return _PAGE if image.height >= image.width else (_PAGE[1], _PAGE[0])


def _dpi(image: Image.Image) -> float | None:
    """Pixels per inch as far as the file says something that can be true."""
    said = image.info.get("dpi")
    if isinstance(said, tuple) and len(said) == 2:
        across = float(said[0])
        if _DPI[0] <= across <= _DPI[1]:
            return across
    return None


def _plain(image: Image.Image) -> Image.Image:
    """In one of the modes of a page: RGB, eight bits of grey, or one bit. On white."""
    if image.mode in ("1", "L", "RGB"):
        return image if "transparency" not in image.info else _on_white(image.convert("RGBA"))
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return _sixteen_bit(image)
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return _on_white(image.convert("RGBA"))
    return image.convert("RGB")


def _sixteen_bit(image: Image.Image) -> Image.Image:
    """WHY not convert("L"): it cuts values off at 255, which makes a 16 bit scan white."""
    wide = image.convert("F")
    low, high = wide.getextrema()
    top = 65535.0 if float(str(high)) > 255 else 255.0
    if image.mode == "F" and (float(str(low)) < 0 or float(str(high)) <= 1.0):
        return wide.point(lambda value: value * 255).convert("L")
    return wide.point(lambda value: value * (255 / top)).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image, mask=image.getchannel("A"))
    return sheet


def _note_metadata(image: Image.Image, result: Converted) -> None:
    """List what a camera or scanner wrote beside the pixels: place, person, device."""
    with _named():
        exif = image.getexif()
        entries = {ExifTags.TAGS.get(key, str(key)): value for key, value in exif.items()}
        for block in (ExifTags.IFD.GPSInfo, ExifTags.IFD.Exif):
            names = ExifTags.GPSTAGS if block is ExifTags.IFD.GPSInfo else ExifTags.TAGS
            entries |= {names.get(k, str(k)): v for k, v in exif.get_ifd(block).items()}
    for key, value in sorted(entries.items()):
        said = _said(key, value) if isinstance(value, bytes) else str(value)
        if said and key not in _STRUCTURE:
            result.hide(HiddenKind.METADATA, f"{key}: {said}")
    for name, value in sorted(image.info.items(), key=lambda item: str(item[0])):
        said = _said(str(name), value) if isinstance(value, bytes) else value
        if isinstance(said, str) and said and name not in _OF_PIXELS:
            result.hide(HiddenKind.METADATA, f"{name}: {said}")
    with _named():
        for said in _of_the_press(image):
            result.hide(HiddenKind.METADATA, f"IPTC: {said}")


def _said(key: str, value: bytes) -> str:
    """Words in bytes; "" where there are none, as in the notes of a camera about itself."""
    if key.startswith("XP"):  # of Windows Explorer
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if key == "UserComment":  # eight bytes name the code (Exif 2.3, 4.6.5)
        code = "utf-16" if value.startswith(b"UNICODE") else "utf-8"
        return value[8:].decode(code, "replace").strip("\0 ")
    if key in ("xmp", "XML:com.adobe.xmp"):
        packet = value.decode("utf-8", "replace")
        named = [f"{name}: {said}" for name, said in _XMP_VALUE.findall(packet)]
        return " ".join([*_MARKUP.sub(" ", packet).split(), *named])
    words = value.strip(b"\0 ").decode("utf-8", "replace")
    return words if words and words.isprintable() and "\ufffd" not in words else ""


def _of_the_press(image: Image.Image) -> list[str]:
    """Caption, maker and place as press photos have them."""
    fields = IptcImagePlugin.getiptcinfo(image) if isinstance(image, ImageFile.ImageFile) else None
    fields = fields or {}
    values: list[bytes] = []
    for each in fields.values():
        values += each if isinstance(each, list) else [each]
    return [said for value in values if len(said := _said("", value)) > 2]
