"""Lays plain text out on A4 pages. Every character of the text is in the PDF, or it says so.

The font is embedded, and every character has a code of its own with its own Unicode value, so
that a character without a shape in the font still is in the text of the PDF.
Source: ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import functools
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import pikepdf
import pymupdf
from fontTools import subset, ttLib

from woo_desk.domain.document import IntakeProblem
from woo_desk.errors import LimitExceeded
from woo_desk.pdf.limits import MAX_PAGES
from woo_desk.resources import resource_path

_FONT = "fonts/DejaVuSansMono.ttf"
_FONT_NAME = "WOODSK+DejaVuSansMono"
_WIDTH, _HEIGHT = 595, 842
_MARGIN = 56.7
"""Points: 2 cm."""
_SIZE = 9.5
_LEADING = 12.5
_TAB = 8
_MAX_CODES = 65_000
_PIECE = re.compile(r" +|[^ ]+")

Placed = tuple[str, Sequence[str]]


class TextLostError(RuntimeError):
    """The PDF does not hold the text that it was made from: a defect of this module."""


def lay_out_text(text: str) -> bytes:
    """A PDF of the text; a form feed begins a new page. The same text gives the same bytes.

    Raises:
        LimitExceeded: more pages than a PDF may have here.
        TextLostError: the PDF's text is not that of the source (a defect).
    """
    face = _face()
    columns = int((_WIDTH - 2 * _MARGIN) / (face.advance * _SIZE / 1000))
    pages = list(_pages(text, columns))
    if len(pages) > MAX_PAGES:
        raise LimitExceeded(IntakeProblem.TOO_MANY_PAGES.value)
    characters = sorted(set().union(*(set(line) for page in pages for line in page)))
    if len(characters) > _MAX_CODES:
        raise LimitExceeded(IntakeProblem.TOO_COMPLEX.value)
    codes = {character: code for code, character in enumerate(characters, start=1)}
    data = _written(pages, codes, face)
    _check(text, data)
    return data


def _pages(text: str, columns: int) -> Iterator[list[str]]:
    rows = int((_HEIGHT - 2 * _MARGIN) / _LEADING)
    for part in text.split("\f"):
        lines = [
            piece for line in part.split("\n") for piece in _wrapped(line.expandtabs(_TAB), columns)
        ]
        while len(lines) > 1 and not lines[-1]:
            lines.pop()
        for start in range(0, len(lines), rows):
            yield lines[start : start + rows]


def _wrapped(line: str, columns: int) -> Iterator[str]:
    """The line in pieces of at most `columns` characters, broken at spaces where there are any."""
    current = ""
    for piece in _PIECE.findall(line):
        if len(current) + len(piece) > columns and current.strip():
            yield current
            current = ""
            if piece.isspace():
                continue  # WHY: a space at which the line is broken is the line end itself
        while len(current) + len(piece) > columns:
            room = columns - len(current)
            yield current + piece[:room]
            current, piece = "", piece[room:]
        current += piece
    yield current


class _Face:
    """The font that ships with the program."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        font = ttLib.TTFont(io.BytesIO(data), lazy=True)
        self._glyphs: dict[int, str] = font.getBestCmap()
        self._order = {name: number for number, name in enumerate(font.getGlyphOrder())}
        scale = 1000 / font["head"].unitsPerEm
        self.advance = round(font["hmtx"].metrics["a"][0] * scale)
        """Of every character, in thousandths of the font size."""
        self.ascent = round(font["hhea"].ascent * scale)
        self.descent = round(font["hhea"].descent * scale)
        head = font["head"]
        self.box = [round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]

    def glyph(self, character: str) -> int:
        """Number of the glyph of a character; 0, an empty frame, when the font has none."""
        name = self._glyphs.get(ord(character))
        return self._order[name] if name else 0

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
def _face() -> _Face:
    return _Face(resource_path(_FONT).read_bytes())


def _written(pages: list[list[str]], codes: dict[str, int], face: _Face) -> bytes:
    pdf = pikepdf.new()
    font = _embedded(pdf, codes, face)
    for lines in pages:
        page = pdf.add_blank_page(page_size=(_WIDTH, _HEIGHT))
        page.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font))
        page.obj["/Contents"] = pdf.make_stream(_content(lines, codes))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    pdf.close()
    return out.getvalue()


def _content(lines: list[str], codes: dict[str, int]) -> bytes:
    parts = [f"BT /F0 {_SIZE} Tf {_LEADING} TL 1 0 0 1 {_MARGIN} {_HEIGHT - _MARGIN - _SIZE} Tm"]
    for line in lines:
        shown = "".join(f"{codes[character]:04x}" for character in line.rstrip())
        parts.append(f"<{shown}> Tj T*" if shown else "T*")
    return "\n".join([*parts, "ET"]).encode("ascii")


def _embedded(pdf: pikepdf.Pdf, codes: dict[str, int], face: _Face) -> pikepdf.Object:
    glyphs = {code: face.glyph(character) for character, code in codes.items()}
    program = face.subset(set(glyphs.values()))
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name("/" + _FONT_NAME),
        Flags=5,  # fixed pitch, symbolic (ISO 32000-1, table 123)
        FontBBox=pikepdf.Array(face.box),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.ascent,
        StemV=80,
        FontFile2=pdf.make_stream(program, Length1=len(program)),
    )
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name("/" + _FONT_NAME),
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=face.advance,
        CIDToGIDMap=pdf.make_stream(
            b"\0\0" + b"".join(glyphs[code].to_bytes(2, "big") for code in sorted(glyphs))
        ),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name("/" + _FONT_NAME),
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(codes)),
        )
    )


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04x}> <{c.encode('utf-16-be').hex()}>" for c, code in codes.items()]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapType 2 def /CMapName /Own def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
            *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode("ascii")


def _check(text: str, data: bytes) -> None:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        printed = "".join(page.get_text("text", flags=0) for page in document)
    if _counted(text) != _counted(printed):
        raise TextLostError


def _counted(text: str) -> Counter[str]:
    # WHY NFKC: reading writes ligatures out. WHY a count: reading turns right-to-left text round.
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))
