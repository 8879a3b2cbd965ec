"""A font that ships with the program, as pages are set in it and as it is embedded.

Every character has a code of its own with its own Unicode value, so that a character without a
shape in the font still is in the text of the PDF.
Source: ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Iterable, Mapping

import pikepdf

from woo_desk.pdf.cmaps import read_cmaps
from woo_desk.pdf.sfnt import NO_SHAPE, read_truetype, subset
from woo_desk.resources import resource_path

MAX_CODES = 65_000


class Face:
    """One font program. Widths are in thousandths of the font size."""

    def __init__(self, data: bytes) -> None:
        self._font = read_truetype(data)
        maps = read_cmaps(self._font.tables[b"cmap"])
        self._glyphs = maps.get((3, 10)) or maps[3, 1]
        self._scale = scale = 1000 / self._font.units_per_em
        self._widths: dict[str, int] = {}
        ascent, descent = struct.unpack_from(">hh", self._font.tables[b"hhea"], 4)
        self.ascent, self.descent = round(ascent * scale), round(descent * scale)
        box = struct.unpack_from(">hhhh", self._font.tables[b"head"], 36)
        self.box = [round(value * scale) for value in box]

    def glyph(self, character: str) -> int:
        """Number of the glyph of a character; 0, an empty frame, when the font has none."""
        return self._glyphs.get(ord(character), 0)

    def has(self, character: str) -> bool:
        """Whether the font has a shape for the character."""
        return ord(character) in self._glyphs

    def advance(self, character: str) -> int:
        """Width of a character."""
        known = self._widths.get(character)
        if known is None:
            known = round(self._font.metric(self.glyph(character))[0] * self._scale)
            self._widths[character] = known
        return known

    def width(self, text: str) -> int:
        """Width of a text on one line."""
        widths = self._widths
        return sum(widths[c] if c in widths else self.advance(c) for c in text)

    def subset(self, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
        """A font program with only these glyphs, and the new number of each."""
        return subset(self._font, sorted(glyphs | {0}))


@functools.cache
def shipped_face(name: str) -> Face:
    """The font `resources/fonts/<name>.ttf`."""
    return Face(resource_path(f"fonts/{name}.ttf").read_bytes())


def embed_face(
    pdf: pikepdf.Pdf, face: Face, base_name: str, codes: Mapping[str, int], *, is_fixed: bool
) -> pikepdf.Object:
    """A font dictionary for a file that shows characters by these codes (from 1 up, no gaps)."""
    name = pikepdf.Name(f"/WOODSK+{base_name}")
    glyphs = {code: face.glyph(character) or NO_SHAPE for character, code in codes.items()}
    program, places = face.subset(set(glyphs.values()))
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=5 if is_fixed else 4,  # symbolic, and fixed pitch (ISO 32000-1, table 123)
        FontBBox=pikepdf.Array(face.box),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.ascent,
        StemV=80,
        FontFile2=pdf.make_stream(program, Length1=len(program)),
    )
    in_order = sorted((code, character) for character, code in codes.items())
    widths = [face.advance(character) for _, character in in_order]
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=face.advance("a"),
        CIDToGIDMap=pdf.make_stream(
            b"\0\0" + b"".join(places[glyphs[code]].to_bytes(2, "big") for code, _ in in_order)
        ),
    )
    if not is_fixed and widths:
        descendant.W = pikepdf.Array([1, pikepdf.Array(widths)])
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(codes)),
        )
    )


def _to_unicode(codes: Mapping[str, int]) -> bytes:
    pairs = [f"<{code:04x}> <{c.encode('utf-16-be').hex()}>" for c, code in codes.items()]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapType 2 def /CMapName /Own def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
            *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in _hundreds(pairs)),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode("ascii")


def _hundreds(pairs: list[str]) -> Iterable[list[str]]:
    return (pairs[start : start + 100] for start in range(0, len(pairs), 100))
