"""A font that ships with the program, as pages are set in it and as it is embedded.

Every character has a code of its own with its own Unicode value, so that a character without a
shape in the font still is in the text of the PDF.
Source: ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Mapping

import pikepdf
from fontTools import subset, ttLib

from woo_desk.resources import resource_path

MAX_CODES = 65_000


class Face:
    """One font program. Widths are in thousandths of the font size."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        font = ttLib.TTFont(io.BytesIO(data), lazy=True)
        self._glyphs: dict[int, str] = font.getBestCmap()
        self._order = {name: number for number, name in enumerate(font.getGlyphOrder())}
        self._scale = scale = 1000 / font["head"].unitsPerEm
        self._metrics: Mapping[str, tuple[int, int]] = font["hmtx"].metrics
        self._widths: dict[str, int] = {}
        self.ascent = round(font["hhea"].ascent * scale)
        self.descent = round(font["hhea"].descent * scale)
        head = font["head"]
        self.box = [round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]

    def glyph(self, character: str) -> int:
        """Number of the glyph of a character; 0, an empty frame, when the font has none."""
        name = self._glyphs.get(ord(character))
        return self._order[name] if name else 0

    def has(self, character: str) -> bool:
        """Whether the font has a shape for the character."""
        return ord(character) in self._glyphs

    def advance(self, character: str) -> int:
        """Width of a character."""
        known = self._widths.get(character)
        if known is None:
            name = self._glyphs.get(ord(character), ".notdef")
            known = self._widths[character] = round(self._metrics[name][0] * self._scale)
        return known

    def width(self, text: str) -> int:
        """Width of a text on one line."""
        widths = self._widths
        return sum(widths[c] if c in widths else self.advance(c) for c in text)

    def subset(self, glyphs: set[int]) -> bytes:
        """The font program with only these glyphs, under their own numbers."""
        font = ttLib.TTFont(io.BytesIO(self._data))
        options = subset.Options(
            retain_gids=True, layout_features=[], name_IDs=[], notdef_outline=True,
            glyph_names=False, recalc_timestamp=False,
        )  # fmt: skip
        options.drop_tables += ["FFTM", "GSUB", "GPOS", "GDEF", "kern"]
        worker = subset.Subsetter(options)
        worker.populate(gids=sorted(glyphs | {0}))
        worker.subset(font)
        font.recalcTimestamp = False
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()


@functools.cache
def shipped_face(name: str) -> Face:
    """The font `resources/fonts/<name>.ttf`."""
    return Face(resource_path(f"fonts/{name}.ttf").read_bytes())


def embed_face(
    pdf: pikepdf.Pdf, face: Face, base_name: str, codes: Mapping[str, int], *, is_fixed: bool
) -> pikepdf.Object:
    """A font dictionary for a file that shows characters by these codes (from 1 up, no gaps)."""
    name = pikepdf.Name(f"/WOODSK+{base_name}")
    glyphs = {code: face.glyph(character) for character, code in codes.items()}
    program = face.subset(set(glyphs.values()))
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
            b"\0\0" + b"".join(glyphs[code].to_bytes(2, "big") for code, _ in in_order)
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
