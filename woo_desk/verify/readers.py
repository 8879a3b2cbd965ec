"""The readers: pdfium for characters with their boxes, pypdf as a second opinion on the text.

Neither shares code with the writer. Coordinates that leave this module are page space.
"""

from __future__ import annotations

import ctypes
import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import repeat
from operator import le
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

from woo_desk.domain.geometry import Box

PDFIUM = f"pdfium {version('pypdfium2')}"
PYPDF = f"pypdf {version('pypdf')}"
PIKEPDF = f"pikepdf {version('pikepdf')}"
PILLOW = f"pillow {version('pillow')}"

# WHY silent: its warnings may quote the document, and what it cannot read it raises.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

# WHY own prototypes: one call per character through the ready-made ones costs 2 µs, half of it for
# converting arguments; addresses as numbers, called from `map`, cost a quarter.
_CHARACTER = ctypes.PYFUNCTYPE(ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_RECTANGLE = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def _address(function: Any) -> int:
    address = ctypes.cast(function, ctypes.c_void_p).value
    if address is None:
        msg = "a function of pdfium is missing"
        raise RuntimeError(msg)
    return address


_get_unicode = _CHARACTER(_address(pdfium.FPDFText_GetUnicode))
_get_box = _RECTANGLE(_address(pdfium.FPDFText_GetLooseCharBox))


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of one page in the order of the file, each with its box in page space.

    Boxes are as wide as the character's advance and as high as its font. Characters that pdfium
    added (line ends, spaces) have boxes without area.
    """

    text: str
    x0: Sequence[float]
    y0: Sequence[float]
    x1: Sequence[float]
    y1: Sequence[float]

    def box(self, index: int) -> Box:
        """The box of one character."""
        return Box(
            min(self.x0[index], self.x1[index]),
            min(self.y0[index], self.y1[index]),
            max(self.x0[index], self.x1[index]),
            max(self.y0[index], self.y1[index]),
        )

    def within(self, box: Box) -> list[int]:
        """Indexes of the visible characters whose centre lies in the box."""
        x0, y0, x1, y1 = 2 * box.x0, 2 * box.y0, 2 * box.x1, 2 * box.y1
        corners = zip(self.x0, self.x1, self.y0, self.y1, strict=True)
        return [
            index
            for index, (left, right, top, bottom) in enumerate(corners)
            if y0 <= top + bottom <= y1
            and x0 <= left + right <= x1
            and not self.text[index].isspace()
        ]


class PdfiumFile:
    """A PDF as pdfium reads it. Close it; pages live as long as the file."""

    def __init__(self, data: bytes) -> None:
        self._document = pypdfium2.PdfDocument(data)

    def __enter__(self) -> PdfiumFile:
        return self

    def __exit__(self, *_error: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def page(self, index: int) -> PdfiumPage:
        """One page; close it after use."""
        return PdfiumPage(self._document[index])


class PdfiumPage:
    """One page as pdfium reads it.

    Attributes:
        raw: pypdfium2's page, for rendering and objects.
        crop: the visible box in PDF coordinates: left, bottom, right, top.
    """

    def __init__(self, page: Any) -> None:
        self.raw = page
        media, crop = page.get_mediabox(), page.get_cropbox()
        self.crop = (
            max(media[0], crop[0]),
            max(media[1], crop[1]),
            min(media[2], crop[2]),
            min(media[3], crop[3]),
        )

    def __enter__(self) -> PdfiumPage:
        return self

    def __exit__(self, *_error: object) -> None:
        self.raw.close()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height before rotation, in points."""
        return self.crop[2] - self.crop[0], self.crop[3] - self.crop[1]

    @property
    def rotation(self) -> int:
        """Clockwise, in degrees."""
        return int(self.raw.get_rotation())

    def characters(self) -> Characters:
        """Every character that pdfium finds, on the page or beside it.

        Raises:
            RuntimeError: pdfium gives no box for a character.
        """
        textpage = self.raw.get_textpage()
        try:
            return self._characters(textpage.raw)
        finally:
            textpage.close()

    def _characters(self, handle: Any) -> Characters:
        count = pdfium.FPDFText_CountChars(handle)
        if count < 0:
            msg = "pdfium cannot read the characters of a page"
            raise RuntimeError(msg)
        pointer = _address(handle)
        corners = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(corners)
        places = range(start, start + 16 * count, 16)
        if sum(map(_get_box, repeat(pointer), range(count), places)) != count:
            msg = "pdfium gives no box for a character"
            raise RuntimeError(msg)
        left, _, _, top = self.crop
        numbers = memoryview(corners).cast("B").cast("f").tolist()
        # FS_RECTF: left, top, right, bottom, y upwards.
        return Characters(
            _text(handle, pointer, count),
            [x - left for x in numbers[0::4]],
            [top - y for y in numbers[1::4]],
            [x - left for x in numbers[2::4]],
            [top - y for y in numbers[3::4]],
        )


def _text(handle: Any, pointer: int, count: int) -> str:
    """One character per index."""
    if not count:
        return ""
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    written = pdfium.FPDFText_GetText(
        handle, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    )
    text = buffer.raw[: 2 * (written - 1)].decode("utf-16-le", "replace")
    if written - 1 == count == len(text):
        return text
    # Characters without Unicode value, or beyond 16 bits: one by one, so that indexes agree.
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        for code in map(_get_unicode, repeat(pointer), range(count))
    )


def by_position(characters: Characters) -> str | None:
    """The text line by line from left to right; None when the file has it in that order already."""
    seen = [index for index, character in enumerate(characters.text) if character not in "\r\n"]
    bottoms, lefts = characters.y1, characters.x0
    lines = _lines([bottoms[index] for index in seen])
    keys = [lines[bottoms[index]] * 1e6 + lefts[index] for index in seen]
    if all(map(le, keys, keys[1:])):
        return None
    order = [index for _key, index in sorted(zip(keys, seen, strict=True))]
    return "".join(_spaced(characters, order, lines))


def _lines(bottoms: Sequence[float]) -> dict[float, int]:
    """Number of the printed line for each height that occurs; within 2 points is one line."""
    result: dict[float, int] = {}
    number, last = 0, float("-inf")
    for bottom in sorted(set(bottoms)):
        if bottom - last > 2:
            number += 1
        result[bottom], last = number, bottom
    return result


def _spaced(characters: Characters, order: Sequence[int], lines: dict[float, int]) -> Iterator[str]:
    """Characters with a space where there is a gap and a line end where the line changes."""
    before = None
    for index in order:
        if before is not None:
            if lines[characters.y1[index]] != lines[characters.y1[before]]:
                yield "\n"
            else:
                height = abs(characters.y1[index] - characters.y0[index])
                if characters.x0[index] - characters.x1[before] > 0.15 * height:
                    yield " "
        yield characters.text[index]
        before = index


def pypdf_texts(data: bytes) -> Iterator[str]:
    """The text of each page as pypdf reads it."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    for page in reader.pages:
        yield page.extract_text()
