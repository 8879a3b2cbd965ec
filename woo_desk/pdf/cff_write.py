"""Writes compact (CFF) font programs with only the glyphs that are printed.

No string of the source is copied but glyph names that the caller vouches for: the font gets a name
of ours, and neither notice nor family nor private operators nor subroutines come along.
Source: Adobe Technical Note 5176 (the Compact Font Format).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

from fontTools.cffLib import cffStandardStrings

from woo_desk.pdf.cff import (
    CHARSET,
    CHARSTRINGS,
    ESCAPE,
    FD_ARRAY,
    FD_SELECT,
    FONT_BBOX,
    FONT_MATRIX,
    PRIVATE,
    ROS,
    Cff,
    Dict,
    Operands,
    Section,
)
from woo_desk.pdf.charstrings import made_whole
from woo_desk.pdf.tokens import Unsupported

_CID_COUNT = ESCAPE | 34
_STANDARD: dict[str, int] = {name: sid for sid, name in enumerate(cffStandardStrings)}


def write_cid_keyed(font: Cff, glyphs: Mapping[int, int], name: str) -> bytes:
    """A program keyed by CID.

    Args:
        font: the source.
        glyphs: CID to glyph index in `font`; CID 0 is `.notdef` and is added.
        name: of the new font.
    """
    order = sorted(({0: 0} | dict(glyphs)).items())
    used = sorted({font.section_of[glyph] for _, glyph in order})
    top: Dict = {ROS: (391, 392, 0), _CID_COUNT: (order[-1][0] + 1,)}
    charset = b"\0" + struct.pack(f">{len(order) - 1}H", *(cid for cid, _ in order[1:]))
    selection = b"\0" + bytes(used.index(font.section_of[glyph]) for _, glyph in order)
    return _assemble(font, top, name, [b"Adobe", b"Identity"], charset,
                     [_whole(font, glyph) for _, glyph in order],
                     selection, [font.sections[index] for index in used])  # fmt: skip


def write_name_keyed(font: Cff, glyphs: Mapping[str, int], name: str) -> bytes:
    """A program keyed by glyph name; `glyphs`: new name to glyph index in `font`."""
    order = sorted((n, g) for n, g in glyphs.items() if n != ".notdef")
    used = {font.section_of[glyph] for _, glyph in order} or {0}
    if len(used) > 1:
        raise Unsupported("font program")
    extra = [n for n, _ in order if n not in _STANDARD]
    sids = {n: len(cffStandardStrings) + i for i, n in enumerate(extra)} | _STANDARD
    charset = b"\0" + struct.pack(f">{len(order)}H", *(sids[n] for n, _ in order))
    charstrings = [_whole(font, 0), *(_whole(font, glyph) for _, glyph in order)]
    sections = [font.sections[used.pop()]]
    return _assemble(font, {}, name, [n.encode("latin-1") for n in extra], charset, charstrings,
                     b"", sections)  # fmt: skip


def _assemble(
    font: Cff, top: Dict, name: str, strings: list[bytes], charset: bytes,
    charstrings: list[bytes], selection: bytes, sections: list[Section],
) -> bytes:  # fmt: skip
    matrix = font.matrix or next((s.matrix for s in sections if s.matrix), ())
    if matrix:
        top = top | {FONT_MATRIX: matrix}
    if font.bbox:
        top = top | {FONT_BBOX: font.bbox}
    places: Dict = dict.fromkeys((CHARSET, CHARSTRINGS), (0,))
    places |= dict.fromkeys((FD_ARRAY, FD_SELECT), (0,)) if selection else {PRIVATE: (0, 0)}
    front = [b"\x01\x00\x04\x04", _index([name.encode("ascii")])]
    tail = _index(strings) + _index([])
    at = sum(map(len, front)) + len(_index([_packed(top, places)])) + len(tail)
    blocks: list[bytes] = []

    def place(block: bytes) -> int:
        start = at + sum(map(len, blocks))
        blocks.append(block)
        return start

    places[CHARSET] = (place(charset),)
    places[CHARSTRINGS] = (place(_index(charstrings)),)
    privates: list[Operands] = []
    for section in sections:
        private = _packed(section.hints, {})
        privates.append((len(private), place(private)))
    if selection:
        places[FD_SELECT] = (place(selection),)
        places[FD_ARRAY] = (place(_index([_packed({}, {PRIVATE: p}) for p in privates])),)
    else:
        places[PRIVATE] = privates[0]
    return b"".join([*front, _index([_packed(top, places)]), tail, *blocks])


def _whole(font: Cff, glyph: int) -> bytes:
    section = font.sections[font.section_of[glyph]]
    return made_whole(font.charstrings[glyph], section.subrs, font.global_subrs)


def _packed(values: Dict, offsets: Dict) -> bytes:
    """A DICT: `values` as short as may be, `offsets` always five bytes, so that sizes are known."""
    out = bytearray()
    for key in sorted(values, key=lambda k: (k != ROS, k)):  # ROS has to come first
        for value in values[key]:
            out += _number(value)
        out += _operator(key)
    for key in sorted(offsets):
        for value in offsets[key]:
            out += b"\x1d" + struct.pack(">i", int(value))
        out += _operator(key)
    return bytes(out)


def _operator(key: int) -> bytes:
    return bytes([12, key & 0xFF]) if key >= ESCAPE else bytes([key])


def _number(value: float) -> bytes:
    if isinstance(value, int):
        return (
            b"\x1c" + struct.pack(">h", value)
            if -32768 <= value < 32768
            else (b"\x1d" + struct.pack(">i", value))
        )
    text = f"{value:.10g}".upper()
    nibbles = []
    for index, char in enumerate(text):
        if char == "E":
            nibbles.append(12 if text[index + 1 : index + 2] == "-" else 11)
        elif char == "-" and text[index - 1 : index] == "E":
            continue
        elif char != "+":
            nibbles.append("0123456789.".find(char) if char != "-" else 14)
    nibbles.append(15)
    nibbles += [15] * (len(nibbles) % 2)
    pairs = zip(nibbles[::2], nibbles[1::2], strict=True)
    return b"\x1e" + bytes(16 * high + low for high, low in pairs)


def _index(items: Iterable[bytes]) -> bytes:
    items = list(items)
    if not items:
        return b"\0\0"
    offsets, total = [1], 1
    for item in items:
        total += len(item)
        offsets.append(total)
    return struct.pack(f">HB{len(offsets)}I", len(items), 4, *offsets) + b"".join(items)
