"""The first reader: pdfium, for characters with their boxes; and what the readers are called.

Neither shares code with the writer. Coordinates that leave this module are page space.
"""

from __future__ import annotations

import ctypes
import logging
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from itertools import chain, compress, islice, pairwise, repeat
from math import isnan
from operator import add, le
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from woo_desk.domain.geometry import Box
from woo_desk.verify.findings import CutShort
from woo_desk.verify.matching import normal_form

PDFIUM = f"pdfium {version('pypdfium2')}"
PYPDF = f"pypdf {version('pypdf')}"
PIKEPDF = f"pikepdf {version('pikepdf')}"
PILLOW = f"pillow {version('pillow')}"

# WHY silent: warnings may quote the document. What pypdf cannot read it raises; what qpdf had to
# repair is asked of it, and reported.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)

SPACES = frozenset(" \t\r\n\x0b\x0c\x00\u00a0\u2002\u2003\u2009\u2028\u2029\u3000")

_SECOND_HALF = "\u2060"
"""Stands for nothing: a word joiner, which the normal form of a text leaves out."""
_LINE = re.compile(r"\S[^\r\n]*")
_FLOAT = 4
"""Bytes of a coordinate, as of an array("I")."""
MAX_OBJECTS = 2_000_000
LINE_SLACK = 6.0
"""Points by which characters may stand above or below the line that they are in."""

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


@dataclass
class _Row:
    """Characters at one height."""

    lefts: Sequence[float]
    """Of every character of the page, as are `rights`."""
    rights: Sequence[float]
    spans: Sequence[range]

    @cached_property
    def indexes(self) -> list[int]:
        """Of its characters."""
        return list(chain.from_iterable(self.spans))

    @cached_property
    def middles(self) -> list[float]:
        """Sum of left and right of each."""
        return [
            middle
            for span in self.spans
            for middle in map(
                add, self.lefts[span.start : span.stop], self.rights[span.start : span.stop]
            )
        ]

    @cached_property
    def in_order(self) -> bool:
        """Whether they go from left to right."""
        return all(map(le, self.middles, islice(self.middles, 1, None)))

    def between(self, low: float, high: float) -> Sequence[int]:
        """Indexes of those whose sum lies between two values."""
        if self.in_order:
            return self.indexes[bisect_left(self.middles, low) : bisect_right(self.middles, high)]
        return [
            index
            for index, middle in zip(self.indexes, self.middles, strict=True)
            if low <= middle <= high
        ]


@dataclass(frozen=True)
class Characters:
    """The characters of one page in the order of the file, each with its box.

    Boxes are as wide as the character's advance and as high as its font. They are kept as pdfium
    gives them, in PDF coordinates with y upwards; what goes in and comes out is page space.
    Characters that pdfium added (line ends, spaces) have boxes without area.
    """

    text: str
    lefts: array[float]
    tops: array[float]
    rights: array[float]
    bottoms: array[float]
    corner: tuple[float, float]
    """Left and top of the visible page in PDF coordinates."""
    measured: Sequence[int] | None = None
    """Indexes of the characters whose boxes were asked for; None for all."""

    @cached_property
    def visible(self) -> Sequence[int]:
        """Indexes of the characters that are no space, and have a box."""
        text = self.text
        if self.measured is not None:
            return [index for index in self.measured if text[index] not in SPACES]
        return [index for index, character in enumerate(text) if character not in SPACES]

    @cached_property
    def _measured(self) -> frozenset[int] | None:
        return None if self.measured is None else frozenset(self.measured)

    @cached_property
    def _rows(self) -> tuple[Sequence[float], Mapping[float, list[range]]]:
        """The characters by the sum of top and bottom, spaces too; the sums, and spans for each.

        A page has thousands of characters, but only some fifty heights at which they stand.
        """
        spans: defaultdict[float, list[range]] = defaultdict(list)
        for start, end in pairwise(changes(self.tops, self.bottoms)):
            spans[self.tops[start] + self.bottoms[start]].append(range(start, end))
        return sorted(height for height in spans if not isnan(height)), spans

    def _row(self, height: float) -> _Row:
        """WHY asked for late: most rows of a page lie beside no box."""
        row = self._known_rows.get(height)
        if row is None:
            spans = self._rows[1][height]
            row = self._known_rows[height] = _Row(self.lefts, self.rights, spans)
        return row

    @cached_property
    def _known_rows(self) -> dict[float, _Row]:
        return {}

    @cached_property
    def letters(self) -> Counter[str]:
        """How often each letter stands there, without accents and case."""
        return Counter(normal_form(self.text))

    def box(self, index: int) -> Box:
        """The box of one character."""
        left, top = self.corner
        xs = self.lefts[index] - left, self.rights[index] - left
        ys = top - self.tops[index], top - self.bottoms[index]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def extent(self, index: int) -> tuple[float, float]:
        """Where one character begins and ends along the page, as in its box."""
        left = self.corner[0]
        one, other = self.lefts[index] - left, self.rights[index] - left
        return (one, other) if one <= other else (other, one)

    def covered(self, boxes: Iterable[Box]) -> set[int]:
        """Indexes of the visible characters whose centre lies in one of the boxes."""
        return {index for box in boxes for index in self.within(box)}

    def within(self, box: Box) -> list[int]:
        """Indexes, in order, of the visible characters whose centre lies in the box."""
        left, top = self.corner
        x0, x1 = 2 * (box.x0 + left), 2 * (box.x1 + left)
        heights, _spans = self._rows
        first = bisect_left(heights, 2 * (top - box.y1))
        last = bisect_right(heights, 2 * (top - box.y0))
        found: list[int] = []
        for height in heights[first:last]:
            found += self._row(height).between(x0, x1)
        found.sort()
        text, measured = self.text, self._measured
        return [i for i in found if text[i] not in SPACES and (measured is None or i in measured)]


def changes(*columns: array[float]) -> list[int]:
    """Where a value of one of some columns differs from the one before it; with 0 and the length.

    WHY as large numbers: a page has thousands of characters, and so none is a step of ours.
    """
    count, differences = len(columns[0]), 0
    if not count:
        return []
    for column in columns:
        data = column.tobytes()
        # The most significant bytes come first: number 0 has nothing before it.
        differences |= int.from_bytes(data[:-_FLOAT]) ^ int.from_bytes(data[_FLOAT:])
    is_other = array("I", differences.to_bytes(_FLOAT * count))
    return [0, *compress(range(count), is_other), count]


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
        self._all: Characters | None = None
        self._objects: list[tuple[Any, int]] | None = None

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

    @property
    def objects(self) -> Sequence[tuple[Any, int]]:
        """What the page draws itself, in order: handle and kind (FPDF_PAGEOBJ_…).

        Raises:
            CutShort: more objects than is sensible.
        """
        if self._objects is None:
            page = self.raw.raw
            count = pdfium.FPDFPage_CountObjects(page)
            if not 0 <= count <= MAX_OBJECTS:
                raise CutShort(str(MAX_OBJECTS))
            handles = [pdfium.FPDFPage_GetObject(page, index) for index in range(count)]
            self._objects = [(handle, pdfium.FPDFPageObj_GetType(handle)) for handle in handles]
        return self._objects

    def characters(self, near: Sequence[Box] | None = None) -> Characters:
        """Every character that pdfium finds, on the page or beside it.

        Args:
            near: ask for the boxes of those characters only that stand in a line of text beside
                one of these; boxes cost most of the time. A line is told by its ends and its
                middle, so a character of another height may be missed. None for all; once all
                were asked for, all are given again.

        Raises:
            RuntimeError: pdfium gives no box for a character.
        """
        if self._all is not None:
            return self._all
        textpage = self.raw.get_textpage()
        try:
            characters = self._characters(textpage.raw, near)
        finally:
            textpage.close()
        if near is None:
            self._all = characters
        return characters

    def _characters(self, handle: Any, near: Sequence[Box] | None) -> Characters:
        total = pdfium.FPDFText_CountChars(handle)
        if total < 0:
            msg = "pdfium cannot read the characters of a page"
            raise RuntimeError(msg)
        pointer = _address(handle)
        text = _text(handle, pointer, total)
        corners = (ctypes.c_float * (4 * total))()
        measured = None if near is None else self._beside(near, text, pointer, corners)
        _measure(pointer, range(total) if measured is None else measured, corners)
        # FS_RECTF: left, top, right, bottom.
        numbers = array("f", bytes(corners))
        return Characters(
            text=text,
            lefts=numbers[0::4],
            tops=numbers[1::4],
            rights=numbers[2::4],
            bottoms=numbers[3::4],
            corner=(self.crop[0], self.crop[3]),
            measured=measured,
        )

    def _beside(self, near: Sequence[Box], text: str, pointer: int, corners: Any) -> list[int]:
        """Indexes of the characters in lines at the height of some boxes."""
        if not near:
            return []
        spans = [(line.start(), line.start() + len(line[0].rstrip())) for line in
                 _LINE.finditer(text)]  # fmt: skip
        probes = [(start, (start + end) // 2, end - 1) for start, end in spans]
        _measure(pointer, [index for probe in probes for index in probe], corners)
        heights = [
            (self.crop[3] - box.y1 - LINE_SLACK, self.crop[3] - box.y0 + LINE_SLACK) for box in near
        ]
        measured: list[int] = []
        for span, probe in zip(spans, probes, strict=True):
            edges = [corners[4 * index + side] for index in probe for side in (1, 3)]
            low, high = min(edges), max(edges)
            if any(low <= top and bottom <= high for bottom, top in heights):
                measured.extend(range(*span))
        return measured


def _measure(pointer: int, indexes: Sequence[int], corners: Any) -> None:
    """Ask for the boxes of some characters, each put at its own place."""
    start = ctypes.addressof(corners)
    places = (
        range(start, start + 16 * len(indexes), 16)
        if isinstance(indexes, range)
        else [start + 16 * index for index in indexes]
    )
    if sum(map(_get_box, repeat(pointer), indexes, places)) != len(indexes):
        msg = "pdfium gives no box for a character"
        raise RuntimeError(msg)


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
    return "".join(_each(list(map(_get_unicode, repeat(pointer), range(count)))))


def _each(codes: Sequence[int]) -> Iterator[str]:
    """A character per code. What is beyond 16 bits comes as two: the whole of it, and a mark."""
    low = False
    for code, following in pairwise([*codes, 0]):
        if low:
            low = False
            yield _SECOND_HALF
        elif 0xD800 <= code < 0xDC00 and 0xDC00 <= following < 0xE000:
            low = True
            yield chr(0x10000 + ((code - 0xD800) << 10) + following - 0xDC00)
        else:
            is_said = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
            yield chr(code) if is_said else "\ufffd"
