"""The fonts that we write in ourselves: DejaVu Sans for what is read, an empty one for what is not.

Both are composite TrueType fonts in which a code is a glyph index of our own numbering.
"""

from __future__ import annotations

import functools
import itertools
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pikepdf

from woo_desk.pdf.cmaps import read_cmaps, write_to_unicode
from woo_desk.pdf.sfnt import FIXED_DATES, TrueType, assemble, read_truetype, subset
from woo_desk.pdf.streams import make_stream
from woo_desk.resources import resource_path

LABEL_FONT = "WOODSK+GelaktLabel"
"""BaseFont of everything that the program prints on a page; no font of a source has this name."""
LAYER_HEIGHTS = (800, -200)
"""Ascent and descent of the layer font, in thousandths."""
LAYER_FONT = "WOODSL+GelaktTekstlaag"
"""BaseFont of the invisible text on pages that are published as a picture."""
_SEPARATORS = str.maketrans({"\u00ad": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-"})


@functools.cache
def _dejavu() -> tuple[TrueType, dict[int, int]]:
    font = read_truetype(resource_path("fonts/DejaVuSans.ttf").read_bytes())
    maps = read_cmaps(font.tables[b"cmap"])
    return font, maps.get((3, 10)) or maps[3, 1]


@dataclass(slots=True)
class LabelFont:
    """DejaVu Sans, with the glyphs that have been asked for."""

    _gids: dict[int, str] = field(default_factory=dict)
    """Glyph index in DejaVu Sans, with the character that it shows."""

    def width(self, text: str) -> float:
        """Width of a text at size 1."""
        font, _ = _dejavu()
        return sum(font.metric(self._gid(c))[0] for c in text) / font.units_per_em

    def encode(self, text: str) -> bytes:
        """The text as a hexadecimal string operand."""
        codes = []
        for char in text.translate(_SEPARATORS):
            gid = self._gid(char)
            self._gids.setdefault(gid, char)
            codes.append(f"{gid:04X}")
        return ("<" + "".join(codes) + ">").encode("ascii")

    def _gid(self, char: str) -> int:
        _, cmap = _dejavu()
        return cmap.get(ord(char)) or cmap[ord("?")]

    def build(self, target: pikepdf.Pdf, into: pikepdf.Object | None = None) -> pikepdf.Object:
        """The font dictionary, with exactly the glyphs that were encoded; in `into` if given."""
        font, _ = _dejavu()
        data, new = subset(font, self._gids)
        widths = {gid: 1000 * font.metric(gid)[0] / font.units_per_em for gid in self._gids}
        size = max(self._gids, default=0) + 1
        mapping = b"".join(new.get(g, 0).to_bytes(2, "big") if g in self._gids else b"\0\0"
                           for g in range(size))  # fmt: skip
        return composite_font(target, LABEL_FONT, data, widths, mapping, self._gids, into)


@dataclass(slots=True)
class LayerFont:
    """A font without ink: for each character and width that a text layer needs, a glyph.

    WHY a glyph with an outline, one stroke to a corner and back: pdfium takes the extent of a
    letter from its outline, and leaves out a text of one letter that has none.

    WHY a glyph per width: the layer then runs exactly over what is seen, without adjustments
    between letters, which readers take for spaces.
    """

    _codes: dict[tuple[str, int], int] = field(default_factory=dict)

    def encode(self, glyphs: Iterable[tuple[str, float]]) -> bytes:
        """Characters, each with its width in thousandths of the size, as a string operand."""
        codes = []
        for char, width in glyphs:
            key = char, min(max(round(width / 5) * 5, 5), 9000)
            codes.append(self._codes.setdefault(key, len(self._codes) + 1))
        return ("<" + "".join(f"{code:04X}" for code in codes) + ">").encode("ascii")

    def build(self, target: pikepdf.Pdf, into: pikepdf.Object | None = None) -> pikepdf.Object:
        """The font dictionary; in `into` if given."""
        shown = {code: char for (char, _), code in self._codes.items()}
        widths = {code: width for (_, width), code in self._codes.items()}
        count = len(shown) + 1
        mapping = b"".join(code.to_bytes(2, "big") for code in range(count))
        data = _inkless_truetype([500, *(widths[code] for code in range(1, count))])
        exact = {code: float(width) for code, width in widths.items()}
        return composite_font(target, LAYER_FONT, data, exact, mapping, shown, into, LAYER_HEIGHTS)


def _inkless_truetype(widths: Sequence[int]) -> bytes:
    count = len(widths)
    ascent, descent = LAYER_HEIGHTS
    head = struct.pack(
        ">IIIIHH16shhhhHHhhh",
        0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, 1000, FIXED_DATES,
        0, descent, max(widths), ascent, 0, 8, 2, 1, 0,
    )  # fmt: skip
    hhea = struct.pack(">IhhhHhhhhhh4hhH", 0x00010000, ascent, descent, 0, max(widths), 0, 0,
                       max(widths), 1, 0, 0, 0, 0, 0, 0, 0, count)  # fmt: skip
    maxp = struct.pack(">IH13H", 0x00010000, count, 2, 1, *[0] * 2, 2, *[0] * 8)
    outlines = [_there_and_back(width) for width in widths]
    places = itertools.accumulate(map(len, outlines), initial=0)
    return assemble(
        {
            b"head": head,
            b"hhea": hhea,
            b"maxp": maxp,
            b"hmtx": b"".join(struct.pack(">Hh", width, 0) for width in widths),
            b"loca": b"".join(place.to_bytes(4, "big") for place in places),
            b"glyf": b"".join(outlines),
            b"post": struct.pack(">IIhhIIIII", 0x00030000, 0, 0, 0, 1, 0, 0, 0, 0),
        }
    )


def _there_and_back(width: int) -> bytes:
    """An outline of two points at opposite corners of the letter: an extent, and no area."""
    ascent, descent = LAYER_HEIGHTS
    extent = struct.pack(">5h", 1, 0, descent, width, ascent)
    return extent + struct.pack(">HHBB4h", 1, 0, 1, 1, 0, width, descent, ascent - descent)


def composite_font(
    target: pikepdf.Pdf,
    name: str,
    program: bytes,
    widths: dict[int, float],
    gid_map: bytes,
    shown: dict[int, str],
    into: pikepdf.Object | None,
    heights: tuple[int, int] = (928, -236),
) -> pikepdf.Object:
    """A Type 0 font around a TrueType program (ISO 32000-1, 9.7)."""
    stream = make_stream(target, program, filler=b"\1")
    stream.Length1 = len(program)
    base = pikepdf.Name(f"/{name}")
    descriptor = target.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=base,
            Flags=4,
            ItalicAngle=0,
            StemV=80,
            FontBBox=pikepdf.Array([-1021, -463, 1793, 1232]),
            Ascent=heights[0],
            Descent=heights[1],
            CapHeight=729,
            FontFile2=stream,
        )
    )
    array = pikepdf.Array()
    for code in sorted(widths):
        array.append(code)
        array.append(pikepdf.Array([round(widths[code], 3)]))
    child = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=base,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=descriptor, W=array, DW=1000,
        CIDToGIDMap=make_stream(target, gid_map, filler=b"\0\1"),
    )  # fmt: skip
    font = into if into is not None else target.make_indirect(pikepdf.Dictionary())
    font.Type, font.Subtype, font.BaseFont = pikepdf.Name.Font, pikepdf.Name.Type0, base
    font.Encoding = pikepdf.Name("/Identity-H")
    font.DescendantFonts = pikepdf.Array([target.make_indirect(child)])
    font.ToUnicode = make_stream(target, write_to_unicode(shown, code_bytes=2))
    return font
