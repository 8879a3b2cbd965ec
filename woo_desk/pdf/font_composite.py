"""Rebuilds composite fonts (ISO 32000-1, 9.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf

from woo_desk.pdf.cff import read_cff
from woo_desk.pdf.cff_write import write_cid_keyed
from woo_desk.pdf.font_parts import Embedded, FontFacts, descriptor_of, program_of, tidy
from woo_desk.pdf.font_widths import listed_widths
from woo_desk.pdf.sfnt import NO_SHAPE, read_truetype, subset
from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.tokens import Unsupported

_COLLECTIONS = frozenset(("Japan1", "GB1", "CNS1", "Korea1", "KR"))


def build_composite(target: pikepdf.Pdf, facts: FontFacts, result: pikepdf.Object) -> None:
    """Fill `result` for a font with two-byte codes; Unsupported when it cannot be done."""
    child = facts.source.DescendantFonts[0]
    descriptor = child.get("/FontDescriptor")
    if descriptor is None:
        raise Unsupported("font not embedded")
    program, key = program_of(descriptor)
    font = target.make_indirect(pikepdf.Dictionary())
    font.Type = pikepdf.Name.Font
    font.BaseFont = result.BaseFont
    font.CIDSystemInfo = _collection(child.get("/CIDSystemInfo"))
    if key == "/FontFile":
        raise Unsupported("font program")
    if key == "/FontFile2":
        font.Subtype = pikepdf.Name.CIDFontType2
        data, gids = _composite_truetype(program, child, facts.codes)
        embedded = Embedded(data, key, lengths=(len(data),))
        font.CIDToGIDMap = make_stream(target, _gid_map(gids), filler=b"\0\1")
    else:
        font.Subtype = pikepdf.Name.CIDFontType0
        embedded = Embedded(_composite_cff(program, facts), key, "/CIDFontType0C")
    font.FontDescriptor = descriptor_of(target, descriptor, result.BaseFont, embedded)
    _copy_cid_widths(child, font, facts.codes)
    result.Subtype = pikepdf.Name.Type0
    result.Encoding = pikepdf.Name(str(facts.source.Encoding))
    result.DescendantFonts = pikepdf.Array([font])


def _collection(source: Any) -> pikepdf.Dictionary:
    """The character collection, which tells readers what a CID says; one of Adobe's, or none."""
    ordering = str(source.get("/Ordering", "")) if source is not None else ""
    known = ordering in _COLLECTIONS
    return pikepdf.Dictionary(
        Registry=pikepdf.String("Adobe"),
        Ordering=pikepdf.String(ordering if known else "Identity"),
        Supplement=int(source.get("/Supplement", 0)) if known else 0,
    )


def _composite_truetype(
    program: bytes, child: pikepdf.Object, cids: Iterable[int]
) -> tuple[bytes, dict[int, int]]:
    font = read_truetype(program)
    mapping = child.get("/CIDToGIDMap")
    table = mapping.read_bytes() if isinstance(mapping, pikepdf.Stream) else None
    asked = {
        cid: cid if table is None else int.from_bytes(table[2 * cid : 2 * cid + 2], "big")
        for cid in cids
    }
    old = {cid: gid if 0 < gid < font.count else NO_SHAPE for cid, gid in asked.items()}
    data, new = subset(font, old.values())
    return data, {cid: new[gid] for cid, gid in old.items()}


def _gid_map(gids: Mapping[int, int]) -> bytes:
    size = max(gids, default=0) + 1
    return b"".join(gids.get(cid, 0).to_bytes(2, "big") for cid in range(size))


def _composite_cff(program: bytes, facts: FontFacts) -> bytes:
    font = read_cff(program)
    if font.is_cid_keyed:
        gid_of = {cid: gid for gid, cid in enumerate(font.charset)}
        glyphs = {cid: gid_of.get(cid, 0) for cid in facts.codes}
    else:  # ISO 32000-1, 9.7.4.2: without CIDs in the program, a CID is a glyph index
        known = len(font.charstrings)
        glyphs = {cid: cid if cid < known else 0 for cid in facts.codes}
    return write_cid_keyed(font, glyphs, facts.base_name)


def _copy_cid_widths(source: pikepdf.Object, target: pikepdf.Object, used: frozenset[int]) -> None:
    default = float(source.get("/DW", 1000))
    target.DW = tidy(default)
    widths = pikepdf.Array()
    for cid, width in sorted(_cid_widths(source.get("/W"), used).items()):
        widths.append(cid)
        widths.append(pikepdf.Array([tidy(width)]))
    if len(widths):
        target.W = widths


def _cid_widths(array: pikepdf.Object | None, used: frozenset[int]) -> dict[int, float]:
    result: dict[int, float] = {}
    for first, last, widths in listed_widths(array):
        if first == last:
            if first in used:
                result[first] = widths[0]
        elif len(widths) == 1:
            result.update((cid, widths[0]) for cid in used if first <= cid <= last)
        else:
            result.update((cid, width) for cid, width in enumerate(widths, first) if cid in used)
    return result
