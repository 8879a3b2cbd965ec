"""Programs for fonts that a PDF names but does not carry: the fourteen standard ones and kin.

WHY: PDF/A wants every font in the file. MuPDF ships metric-compatible programs for the fourteen;
Arial, Times New Roman and Courier New have the same widths. For any other font the widths would
not agree, and the page goes as a picture.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
import pymupdf

from woo_desk.pdf.encodings import code_names, unicode_of
from woo_desk.pdf.tokens import Unsupported

_FAMILIES = (
    (re.compile(r"helvetica|arial"), ("helv", "hebo", "heit", "hebi")),
    (re.compile(r"times"), ("tiro", "tibo", "tiit", "tibi")),
    (re.compile(r"courier"), ("cour", "cobo", "coit", "cobi")),
)
_NOT_COMPATIBLE = re.compile(r"narrow|condensed|black|rounded|unicode")
_NO_CHARACTER = 0xFFFE
_SLACK = 2.0
"""Thousandths of an em by which a stated width may differ from the program's."""


@dataclass(frozen=True, slots=True)
class _Face:
    """One of the programs that MuPDF ships."""

    font: pymupdf.Font
    is_bold: bool
    is_slanted: bool
    is_even: bool
    """Each glyph is as wide as the others."""


@dataclass(frozen=True, slots=True)
class StandardFont:
    """A font program to embed, with its descriptor and the widths of the used codes."""

    program: bytes
    descriptor: Mapping[str, object]
    widths: Mapping[int, float]
    other_width: float
    """Of a code that means no glyph."""


def standard_font(source: pikepdf.Object, codes: frozenset[int]) -> StandardFont:
    """The program for a font that is not embedded; Unsupported when there is none that fits."""
    face = _face_of(source)
    names = code_names(source.get("/Encoding"), codes, {})
    widths = {code: _width(face.font, glyph) for code, glyph in names.items()}
    _check_widths(source, widths)
    other = round(1000 * float(face.font.glyph_advance(_NO_CHARACTER)), 1)
    return StandardFont(face.font.buffer, _descriptor(face), widths, other)


def is_stand_in(source: pikepdf.Object) -> bool:
    """Whether the program of a font is what `standard_font` gives for its name."""
    program: Any = source.FontDescriptor.get("/FontFile3")
    if not isinstance(program, pikepdf.Stream):
        return False
    try:
        return bool(program.read_bytes() == _face_of(source).font.buffer)
    except Unsupported:
        return False


def _face_of(source: pikepdf.Object) -> _Face:
    name = re.sub(r"[^a-z]", "", str(source.get("/BaseFont", "")).split("+")[-1].lower())
    for family, variants in _FAMILIES:
        if family.match(name) and not _NOT_COMPATIBLE.search(name):
            bold, slanted = "bold" in name, "italic" in name or "oblique" in name
            return _face(variants[bold + 2 * slanted])
    raise Unsupported("font not embedded")


@functools.cache
def _face(name: str) -> _Face:
    bold, slanted = name[2:] in ("bo", "bi"), name[2:] in ("it", "bi")
    return _Face(pymupdf.Font(name), bold, slanted, name.startswith("co"))


def _descriptor(face: _Face) -> Mapping[str, object]:
    extent = face.font.bbox
    return {
        "/Flags": 32 | (1 if face.is_even else 0) | (64 if face.is_slanted else 0),
        "/FontBBox": [round(1000 * x) for x in (extent.x0, extent.y0, extent.x1, extent.y1)],
        "/ItalicAngle": -12 if face.is_slanted else 0,
        "/Ascent": round(1000 * face.font.ascender),
        "/Descent": round(1000 * face.font.descender),
        "/CapHeight": 720,
        "/StemV": 140 if face.is_bold else 80,
    }


@functools.lru_cache(maxsize=4096)
def _width(font: pymupdf.Font, glyph: str) -> float:
    char = unicode_of(glyph)
    if char is None or not font.has_glyph(char):
        raise Unsupported("font not embedded")
    return round(1000 * float(font.glyph_advance(char)), 1)


def _check_widths(source: pikepdf.Object, widths: Mapping[int, float]) -> None:
    stated = source.get("/Widths")
    if not isinstance(stated, pikepdf.Array):
        return
    first = int(source.get("/FirstChar", 0))
    for index, value in enumerate(stated):
        width = widths.get(first + index)
        if width is not None and abs(width - float(value)) > _SLACK:
            raise Unsupported("font widths")
