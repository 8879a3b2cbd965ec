"""Rebuilds one font dictionary with its program, from allow-listed entries and used codes only.

Source: ISO 32000-1, 9.6-9.8; ISO 19005-2, 6.2.11 (every font embedded, widths that agree).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf

from woo_desk.pdf.cff import Cff, read_cff
from woo_desk.pdf.cff_write import write_cid_keyed, write_name_keyed
from woo_desk.pdf.cmaps import read_cmaps, read_to_unicode, write_to_unicode
from woo_desk.pdf.encodings import SAFE_NAME, code_names, true_type_candidates
from woo_desk.pdf.font_parts import FontFacts, descriptor_of, program_of, tidy
from woo_desk.pdf.sfnt import read_truetype, subset
from woo_desk.pdf.standard_fonts import standard_font
from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.tokens import Unsupported


def build_font(target: pikepdf.Pdf, facts: FontFacts, result: pikepdf.Object) -> None:
    """Fill `result`, an empty dictionary in the target file; Unsupported when it cannot be done."""
    kind = str(facts.source.get("/Subtype"))
    result.Type = pikepdf.Name.Font
    result.BaseFont = pikepdf.Name(f"/{facts.base_name}")
    if kind == "/Type0":
        _build_composite(target, facts, result)
    elif kind in ("/TrueType", "/Type1", "/MMType1"):
        _build_simple(target, facts, result)
    else:
        raise Unsupported("font kind")
    _add_to_unicode(target, facts, result)


def _add_to_unicode(target: pikepdf.Pdf, facts: FontFacts, result: pikepdf.Object) -> None:
    stream = facts.source.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return
    mapping = read_to_unicode(stream.read_bytes(), facts.codes)
    width = 2 if str(facts.source.get("/Subtype")) == "/Type0" else 1
    result.ToUnicode = make_stream(target, write_to_unicode(mapping, code_bytes=width))


# --- composite fonts ------------------------------------------------------------------------------


def _build_composite(target: pikepdf.Pdf, facts: FontFacts, result: pikepdf.Object) -> None:
    child = facts.source.DescendantFonts[0]
    descriptor = child.get("/FontDescriptor")
    if descriptor is None:
        raise Unsupported("font not embedded")
    program, key = program_of(descriptor)
    font = target.make_indirect(pikepdf.Dictionary())
    font.Type = pikepdf.Name.Font
    font.BaseFont = result.BaseFont
    font.CIDSystemInfo = pikepdf.Dictionary(
        Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
    )
    if key == "/FontFile2":
        font.Subtype = pikepdf.Name.CIDFontType2
        data, gids = _composite_truetype(program, child, facts.codes)
        font.CIDToGIDMap = make_stream(target, _gid_map(gids), filler=b"\0")
    else:
        font.Subtype = pikepdf.Name.CIDFontType0
        data = _composite_cff(program, facts)
    font.FontDescriptor = descriptor_of(
        target, descriptor, result.BaseFont, key, data, composite=True
    )
    _copy_cid_widths(child, font, facts.codes)
    result.Subtype = pikepdf.Name.Type0
    result.Encoding = pikepdf.Name(str(facts.source.Encoding))
    result.DescendantFonts = pikepdf.Array([font])


def _composite_truetype(
    program: bytes, child: pikepdf.Object, cids: Iterable[int]
) -> tuple[bytes, dict[int, int]]:
    font = read_truetype(program)
    mapping = child.get("/CIDToGIDMap")
    table = mapping.read_bytes() if isinstance(mapping, pikepdf.Stream) else None
    old = {
        cid: cid if table is None else int.from_bytes(table[2 * cid : 2 * cid + 2], "big")
        for cid in cids
    }
    data, new = subset(font, old.values())
    return data, {cid: new.get(gid, 0) for cid, gid in old.items()}


def _gid_map(gids: Mapping[int, int]) -> bytes:
    size = max(gids, default=0) + 1
    return b"".join(gids.get(cid, 0).to_bytes(2, "big") for cid in range(size))


def _composite_cff(program: bytes, facts: FontFacts) -> bytes:
    font = read_cff(program)
    if font.is_cid_keyed:
        gid_of = {cid: gid for gid, cid in enumerate(font.charset)}
        glyphs = {cid: gid_of[cid] for cid in facts.codes if cid in gid_of}
    else:  # ISO 32000-1, 9.7.4.2: without CIDs in the program, a CID is a glyph index
        glyphs = {cid: cid for cid in facts.codes if cid < len(font.charstrings)}
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
    items = list(array) if isinstance(array, pikepdf.Array) else []
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], pikepdf.Array):
            for offset, listed in enumerate(items[at + 1]):
                if first + offset in used:
                    result[first + offset] = float(listed)
            at += 2
            continue
        if at + 2 >= len(items):
            raise Unsupported("font widths")
        last, width = int(items[at + 1]), float(items[at + 2])
        result.update((cid, width) for cid in used if first <= cid <= last)
        at += 3
    return result


# --- simple fonts ---------------------------------------------------------------------------------


def _build_simple(target: pikepdf.Pdf, facts: FontFacts, result: pikepdf.Object) -> None:
    descriptor: Any = facts.source.get("/FontDescriptor")
    embedded = descriptor is not None and any(
        key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
    names: Iterable[str] = ()
    if not embedded:
        standard = standard_font(facts.source, facts.codes)
        result.Subtype = pikepdf.Name.Type1
        data, names = _named_cff(read_cff(standard.program), facts, result)
        _set_widths(result, standard.widths)
        result.FontDescriptor = descriptor_of(
            target, standard.descriptor, result.BaseFont, "/FontFile3", data, composite=False,
            glyph_names=names,
        )  # fmt: skip
        return
    program, key = program_of(descriptor)
    if key == "/FontFile2":
        result.Subtype = pikepdf.Name.TrueType
        data = _simple_truetype(program, facts, result, descriptor)
    else:
        result.Subtype = pikepdf.Name.Type1
        data, names = _named_cff(read_cff(program), facts, result)
    _set_widths(result, _simple_widths(facts))
    result.FontDescriptor = descriptor_of(
        target, descriptor, result.BaseFont, key, data, composite=False, glyph_names=names
    )


def _simple_truetype(
    program: bytes, facts: FontFacts, result: pikepdf.Object, descriptor: pikepdf.Object
) -> bytes:
    font = read_truetype(program)
    cmaps = read_cmaps(font.tables[b"cmap"]) if b"cmap" in font.tables else {}
    if not cmaps:
        raise Unsupported("font without character map")
    encoding = facts.source.get("/Encoding")
    symbolic = bool(int(descriptor.get("/Flags", 4)) & 4)
    kept = true_type_candidates(cmaps, encoding, facts.codes, symbolic=symbolic)
    glyphs = {glyph for table in kept.values() for glyph in table.values()}
    data, _ = subset(font, glyphs, kept)
    if encoding is not None and not symbolic:
        result.Encoding = _true_type_encoding(encoding, facts.codes)
    return data


def _true_type_encoding(encoding: pikepdf.Object, codes: frozenset[int]) -> pikepdf.Object:
    base = encoding if isinstance(encoding, pikepdf.Name) else encoding.get("/BaseEncoding")
    name = str(base) if str(base) in ("/MacRomanEncoding", "/WinAnsiEncoding") else None
    if isinstance(encoding, pikepdf.Name):
        return pikepdf.Name(name or "/WinAnsiEncoding")
    names = code_names(encoding, codes, {})
    differences = pikepdf.Array()
    for code in sorted(names):
        if not SAFE_NAME.fullmatch(names[code]):
            raise Unsupported("glyph name")
        differences.append(code)
        differences.append(pikepdf.Name(f"/{names[code]}"))
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Encoding,
        BaseEncoding=pikepdf.Name(name or "/WinAnsiEncoding"),
        Differences=differences,
    )


def _named_cff(font: Cff, facts: FontFacts, result: pikepdf.Object) -> tuple[bytes, Iterable[str]]:
    """Write used glyphs under safe names, and the encoding that leads to them.

    Gives the program and the names.
    """
    if font.is_cid_keyed:
        raise Unsupported("font program")
    built_in = {code: font.names[glyph] for code, glyph in font.encoding.items()}
    gid_of = {name: glyph for glyph, name in reversed(list(enumerate(font.names)))}
    names = code_names(facts.source.get("/Encoding"), facts.codes, built_in)
    differences, glyphs = pikepdf.Array(), {}
    for code in sorted(facts.codes):
        name = names.get(code, ".notdef")
        if name not in gid_of:
            continue
        safe = name if SAFE_NAME.fullmatch(name) else f"g{gid_of[name]}"
        glyphs[safe] = gid_of[name]
        differences.append(code)
        differences.append(pikepdf.Name(f"/{safe}"))
    result.Encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=differences)
    return write_name_keyed(font, glyphs, facts.base_name), glyphs


def _simple_widths(facts: FontFacts) -> dict[int, float]:
    widths = facts.source.get("/Widths")
    if not isinstance(widths, pikepdf.Array):
        raise Unsupported("font widths")
    first = int(facts.source.get("/FirstChar", 0))
    listed = dict(enumerate((float(w) for w in widths), first))
    descriptor: Any = facts.source.get("/FontDescriptor", {})
    missing = float(descriptor.get("/MissingWidth", 0))
    return {code: listed.get(code, missing) for code in facts.codes}


def _set_widths(result: pikepdf.Object, widths: Mapping[int, float]) -> None:
    first, last = min(widths, default=0), max(widths, default=0)
    result.FirstChar, result.LastChar = first, last
    result.Widths = pikepdf.Array([tidy(widths.get(c, 0.0)) for c in range(first, last + 1)])
