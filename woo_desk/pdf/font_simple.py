"""Rebuilds fonts with one-byte codes (ISO 32000-1, 9.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf

from woo_desk.pdf.cff import read_cff
from woo_desk.pdf.cff_write import write_name_keyed
from woo_desk.pdf.cmaps import read_cmaps, read_to_unicode, write_to_unicode
from woo_desk.pdf.encodings import code_names, is_safe_name, text_of, true_type_candidates
from woo_desk.pdf.font_parts import Embedded, FontFacts, descriptor_of, is_in_file, program_of, tidy
from woo_desk.pdf.sfnt import read_truetype, subset
from woo_desk.pdf.standard_fonts import is_stand_in, standard_font
from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.tokens import Unsupported
from woo_desk.pdf.type1 import read_type1, with_accents, write_type1


def build_simple(target: pikepdf.Pdf, facts: FontFacts, result: pikepdf.Object) -> None:
    """Fill `result` for a font with one-byte codes; Unsupported when it cannot be done."""
    descriptor: Any = facts.source.get("/FontDescriptor")
    if not is_in_file(descriptor) or is_stand_in(facts.source):
        standard = standard_font(facts.source, facts.codes)
        result.Subtype = pikepdf.Name.Type1
        embedded = _named_cff(target, standard.program, facts, result)
        descriptor, widths = standard.descriptor, standard.widths
    else:
        program, key = program_of(descriptor)
        result.Subtype = pikepdf.Name("/TrueType" if key == "/FontFile2" else "/Type1")
        if key == "/FontFile2":
            data = _simple_truetype(target, program, facts, result, descriptor)
            embedded = Embedded(data, key, lengths=(len(data),))
        elif key == "/FontFile":
            embedded = _named_type1(target, program, facts, result)
        else:
            embedded = _named_cff(target, program, facts, result)
        widths = _simple_widths(facts)
    _set_widths(result, widths)
    result.FontDescriptor = descriptor_of(target, descriptor, result.BaseFont, embedded)


def say_by_names(target: pikepdf.Pdf, facts: FontFacts, result: pikepdf.Object) -> None:
    """Write down what each code says: as the source does, else by the names of its encoding."""
    names = code_names(facts.source.get("/Encoding"), facts.codes, {})
    said = {code: text_of(name) for code, name in names.items()}
    stream = facts.source.get("/ToUnicode")
    if isinstance(stream, pikepdf.Stream):
        said |= read_to_unicode(stream.read_bytes(), facts.codes)
    mapping = {code: text for code, text in said.items() if text}
    if mapping:
        result.ToUnicode = make_stream(target, write_to_unicode(mapping, code_bytes=1))


def _simple_truetype(
    target: pikepdf.Pdf,
    program: bytes,
    facts: FontFacts,
    result: pikepdf.Object,
    descriptor: pikepdf.Object,
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
    elif encoding is not None:
        # WHY: a symbolic font may have no encoding in PDF/A, and what it says went with it.
        say_by_names(target, facts, result)
    return data


def _true_type_encoding(encoding: pikepdf.Object, codes: frozenset[int]) -> pikepdf.Object:
    base = encoding if isinstance(encoding, pikepdf.Name) else encoding.get("/BaseEncoding")
    name = str(base) if str(base) in ("/MacRomanEncoding", "/WinAnsiEncoding") else None
    if isinstance(encoding, pikepdf.Name):
        return pikepdf.Name(name or "/WinAnsiEncoding")
    names = code_names(encoding, codes, {})
    differences = pikepdf.Array()
    for code in sorted(names):
        if not is_safe_name(names[code]):
            raise Unsupported("glyph name")
        differences.append(code)
        differences.append(pikepdf.Name(f"/{names[code]}"))
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Encoding,
        BaseEncoding=pikepdf.Name(name or "/WinAnsiEncoding"),
        Differences=differences,
    )


def _named_cff(
    target: pikepdf.Pdf, program: bytes, facts: FontFacts, result: pikepdf.Object
) -> Embedded:
    font = read_cff(program)
    if font.is_cid_keyed:
        raise Unsupported("font program")
    built_in = {code: font.names[glyph] for code, glyph in font.encoding.items()}
    gid_of = {name: glyph for glyph, name in reversed(list(enumerate(font.names)))}
    names = _encode(target, facts, built_in, font.names, result)
    glyphs = {new: gid_of[old] for new, old in names.items()}
    data = write_name_keyed(font, glyphs, facts.base_name)
    return Embedded(data, "/FontFile3", "/Type1C", glyph_names=tuple(glyphs))


def _named_type1(
    target: pikepdf.Pdf, program: bytes, facts: FontFacts, result: pikepdf.Object
) -> Embedded:
    font = read_type1(program)
    names = _encode(target, facts, font.encoding, list(font.charstrings), result)
    printed = tuple(names)
    parts = with_accents(font, names.values()) - set(names.values())
    names |= {part: part for part in parts | {".notdef"}}
    written = write_type1(font, names, facts.base_name)
    return Embedded(written.data, "/FontFile", lengths=written.lengths, glyph_names=printed)


def _encode(
    target: pikepdf.Pdf,
    facts: FontFacts,
    built_in: Mapping[int, str],
    known: Sequence[str],
    result: pikepdf.Object,
) -> dict[str, str]:
    """Write the encoding of the used codes, under safe names; gives new name to old name.

    What a glyph says is written down also where the source leaves it to the names.
    """
    numbers = {name: index for index, name in reversed(list(enumerate(known)))}
    names = code_names(facts.source.get("/Encoding"), facts.codes, built_in)
    differences, chosen, said = pikepdf.Array(), {}, {}
    for code in sorted(facts.codes):
        name = names.get(code, ".notdef")
        if name not in numbers or name == ".notdef":
            continue
        said[code] = text_of(name)
        safe = name if is_safe_name(name) else f"g{numbers[name]}"
        chosen[safe] = name
        differences.append(code)
        differences.append(pikepdf.Name(f"/{safe}"))
    result.Encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=differences)
    stream = facts.source.get("/ToUnicode")
    if isinstance(stream, pikepdf.Stream):
        said |= read_to_unicode(stream.read_bytes(), facts.codes)
    mapping = {code: text for code, text in said.items() if text}
    result.ToUnicode = make_stream(target, write_to_unicode(mapping, code_bytes=1))
    return chosen


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
