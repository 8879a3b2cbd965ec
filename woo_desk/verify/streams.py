"""What a stream says when it is unpacked, by two ways: qpdf's filters and an inflate of our own."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import pikepdf

from woo_desk.verify.carve import RawObject
from woo_desk.verify.findings import CutShort

MAX_STREAM = 256 * 1024 * 1024
MAX_TOTAL = 2 * 1024 * 1024 * 1024
"""Bytes unpacked for one file. Above it the file counts as unreadable: hostile, or damaged."""

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_IMAGE_FILTERS = re.compile(rb"/(?:DCTDecode|DCT|JPXDecode|CCITTFaxDecode|CCF|JBIG2Decode)\b")


@dataclass(slots=True)
class Budget:
    """Bytes that may still be unpacked."""

    left: int = MAX_TOTAL

    def take(self, size: int) -> None:
        """Count bytes; raises CutShort when there is nothing left."""
        self.left -= size
        if self.left < 0:
            raise CutShort(str(MAX_TOTAL))


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One stream, unpacked."""

    contents: tuple[bytes, ...]
    """What each way of unpacking gave, without repeats; the stored bytes where none did."""
    tail: bytes = b""
    """What stands after the end of the packed data."""
    is_picture_code: bool = False
    """The content is still coded by an image filter (JPEG, JPEG 2000, fax, JBIG2)."""


def unpack(obj: RawObject, pdf: pikepdf.Pdf, known: bool, budget: Budget) -> Unpacked:
    """Unpack one stream.

    Args:
        obj: as carved out of the file.
        pdf: the same file, as qpdf reads it.
        known: whether qpdf can only mean this very object; a shadow of it, or what no table
            points to, is unpacked by ourselves alone.
        budget: of the whole file.

    Raises:
        CutShort: it unpacks to more than MAX_STREAM.
        pikepdf.PdfError, zlib.error, ValueError: it cannot be unpacked.
    """
    stored = obj.stream or b""
    tail = b""
    contents: list[bytes] = []
    stream = pdf.get_object(obj.number, 0) if known else None
    if isinstance(stream, pikepdf.Stream):
        contents.append(_by_qpdf(stream))
    if _ZLIB.match(stored):
        inflated, tail = inflate(stored)
        # A predictor codes rows of pixels or numbers, not words (ISO 32000-1, 7.4.4.4).
        if not (contents and b"/Predictor" in obj.value):
            contents.append(inflated)
    if not contents:
        contents.append(stored)
    contents = list(dict.fromkeys(contents))
    for content in contents:
        budget.take(len(content))
    return Unpacked(tuple(contents), tail.strip(b"\r\n"), bool(_IMAGE_FILTERS.search(obj.value)))


def _by_qpdf(stream: pikepdf.Stream) -> bytes:
    if _IMAGE_FILTERS.search(stream.get("/Filter", pikepdf.Array()).unparse()):
        return stream.read_raw_bytes()
    return stream.read_bytes()


def inflate(data: bytes) -> tuple[bytes, bytes]:
    """Unpacked zlib data, and what stands behind it.

    Raises:
        CutShort: it unpacks to more than MAX_STREAM.
        zlib.error: it is damaged, or cut off.
    """
    machine = zlib.decompressobj()
    result = machine.decompress(data, MAX_STREAM)
    if machine.unconsumed_tail:
        raise CutShort(str(MAX_STREAM))
    if not machine.eof:
        msg = "packed data without end"
        raise zlib.error(msg)
    return result, machine.unused_data


def carved(data: bytes) -> list[bytes]:
    """Everything in the data that unpacks as zlib, wherever it begins."""
    result = []
    for start in _ZLIB.finditer(data):
        machine = zlib.decompressobj()
        try:
            content = machine.decompress(data[start.start() :], MAX_STREAM)
        except zlib.error:
            continue
        if content:
            result.append(content)
    return result


def objects_within(content: bytes, value: bytes) -> list[tuple[int, bytes]]:
    """Numbers and values of the objects in an object stream (ISO 32000-1, 7.5.7).

    Raises:
        ValueError: the table at its head is damaged.
    """
    count = re.search(rb"/N\s+(\d+)", value)
    first = re.search(rb"/First\s+(\d+)", value)
    if count is None or first is None:
        msg = "an object stream without table"
        raise ValueError(msg)
    begin = int(first[1])
    table = [int(number) for number in content[:begin].split()]
    if len(table) != 2 * int(count[1]):
        msg = "an object stream with a wrong table"
        raise ValueError(msg)
    places = [begin + offset for offset in table[1::2]]
    # WHY each place once: of two objects at one place both would end where they begin.
    ends = [*sorted(set(places)), len(content)]
    return [
        (number, content[place : ends[ends.index(place) + 1]])
        for number, place in zip(table[::2], places, strict=True)
    ]
