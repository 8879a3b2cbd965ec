"""Compact (CFF) font programs: a new one with only the glyphs that are printed.

No string of the source is copied but glyph names that the caller vouches for: the font gets a name
of ours, and neither notice nor family nor private operators come along.
Source: Adobe Technical Note 5176 (the Compact Font Format).
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fontTools.cffLib import cffStandardStrings

from woo_desk.pdf.tokens import Unsupported

Operands = tuple[float | int, ...]
Dict = dict[int, Operands]

_ESCAPE = 12 << 8
_CHARSET, _ENCODING, _CHARSTRINGS, _PRIVATE, _SUBRS = 15, 16, 17, 18, 19
_ROS, _FD_ARRAY, _FD_SELECT, _FONT_MATRIX, _FONT_BBOX = (
    _ESCAPE | 30, _ESCAPE | 36, _ESCAPE | 37, _ESCAPE | 7, 5,
)  # fmt: skip
_CID_COUNT = _ESCAPE | 34
_HINTS = (6, 7, 8, 9, 10, 11, 20, 21, *(_ESCAPE | n for n in (9, 10, 11, 12, 13, 14, 17, 18)))
_STANDARD: dict[str, int] = {name: sid for sid, name in enumerate(cffStandardStrings)}


@dataclass(frozen=True, slots=True)
class Section:
    """What the charstrings of one part of a font share."""

    hints: Dict
    subrs: tuple[bytes, ...]
    matrix: Operands = ()


@dataclass(frozen=True, slots=True)
class Cff:
    """The parts of a CFF program that are used."""

    charstrings: tuple[bytes, ...]
    charset: tuple[int, ...]
    """For each glyph its CID, or its string id when the font is keyed by name."""
    names: tuple[str, ...]
    """Glyph names; empty when the font is keyed by CID."""
    encoding: Mapping[int, int]
    """Built-in encoding, code to glyph; empty when it is the standard one."""
    sections: tuple[Section, ...]
    section_of: tuple[int, ...]
    global_subrs: tuple[bytes, ...]
    matrix: Operands
    bbox: Operands

    @property
    def is_cid_keyed(self) -> bool:
        """Whether glyphs go by CID."""
        return not self.names


def read_cff(data: bytes) -> Cff:
    """Parse a font program; Unsupported when it is broken."""
    try:
        return _Reader(data).read()
    except (struct.error, IndexError, KeyError, ValueError):
        raise Unsupported("broken font") from None


class _Reader:
    """Reads one program; every offset is checked by the slice that uses it."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self) -> Cff:
        _, at = self._index(self._data[2])
        tops, at = self._index(at)
        strings, at = self._index(at)
        global_subrs, _ = self._index(at)
        top = _dict(tops[0])
        if top.get(_ESCAPE | 6, (2,)) != (2,):
            raise Unsupported("font program")
        charstrings, _ = self._index(int(top[_CHARSTRINGS][0]))
        count = len(charstrings)
        charset = self._charset(int(top.get(_CHARSET, (0,))[0]), count)
        if _ROS in top:
            fonts, _ = self._index(int(top[_FD_ARRAY][0]))
            sections = tuple(self._section(_dict(font)) for font in fonts)
            section_of = self._selection(int(top[_FD_SELECT][0]), count)
            names: tuple[str, ...] = ()
            encoding: dict[int, int] = {}
        else:
            sections, section_of = (self._section(top),), (0,) * count
            names = tuple(_string(sid, strings) for sid in charset)
            encoding = self._encoding(int(top.get(_ENCODING, (0,))[0]), count)
        return Cff(
            tuple(charstrings), charset, names, encoding, sections, section_of,
            tuple(global_subrs), top.get(_FONT_MATRIX, ()), top.get(_FONT_BBOX, ()),
        )  # fmt: skip

    def _index(self, at: int) -> tuple[list[bytes], int]:
        (count,) = struct.unpack_from(">H", self._data, at)
        if not count:
            return [], at + 2
        size = self._data[at + 2]
        if not 1 <= size <= 4:
            raise ValueError
        base = at + 3
        end = base + (count + 1) * size
        raw = self._data[base:end]
        offsets = [int.from_bytes(raw[i : i + size], "big") for i in range(0, len(raw), size)]
        start = end - 1
        items = [self._data[start + a : start + b] for a, b in itertools.pairwise(offsets)]
        return items, start + offsets[-1]

    def _section(self, font: Dict) -> Section:
        if _PRIVATE not in font:
            return Section({}, ())
        size, at = (int(x) for x in font[_PRIVATE])
        private = _dict(self._data[at : at + size])
        subrs: list[bytes] = []
        if _SUBRS in private:
            subrs, _ = self._index(at + int(private[_SUBRS][0]))
        hints = {key: private[key] for key in _HINTS if key in private}
        return Section(hints, tuple(subrs), font.get(_FONT_MATRIX, ()))

    def _charset(self, at: int, count: int) -> tuple[int, ...]:
        if at <= 2:
            if at:
                raise Unsupported("expert font")
            return tuple(range(count))
        kind, at = self._data[at], at + 1
        if kind == 0:
            return (0, *struct.unpack_from(f">{count - 1}H", self._data, at))
        result, step = [0], 3 if kind == 1 else 4
        while len(result) < count:
            first, left = struct.unpack_from(">HB" if kind == 1 else ">HH", self._data, at)
            result += range(first, first + left + 1)
            at += step
        return tuple(result[:count])

    def _selection(self, at: int, count: int) -> tuple[int, ...]:
        if self._data[at] == 0:
            return tuple(self._data[at + 1 : at + 1 + count])
        (ranges,) = struct.unpack_from(">H", self._data, at + 1)
        result: list[int] = []
        for index in range(ranges):
            first, section, after = struct.unpack_from(">HBH", self._data, at + 3 + 3 * index)
            result += [section] * (after - first)
        return tuple(result[:count])

    def _encoding(self, at: int, count: int) -> dict[int, int]:
        if at <= 1:
            return {}
        kind, size, result = self._data[at], self._data[at + 1], {}
        if kind & 0x7F == 0:
            result = {self._data[at + 2 + i]: i + 1 for i in range(size)}
        else:
            glyph = 1
            for index in range(size):
                first, left = self._data[at + 2 + 2 * index], self._data[at + 3 + 2 * index]
                for code in range(first, first + left + 1):
                    result[code] = glyph
                    glyph += 1
        return {code: glyph for code, glyph in result.items() if glyph < count}


def _dict(data: bytes) -> Dict:
    result: Dict = {}
    operands: list[float | int] = []
    at = 0
    while at < len(data):
        b, at = data[at], at + 1
        if b <= 21:
            if b == 12:
                b, at = _ESCAPE | data[at], at + 1
            result[b] = tuple(operands)
            operands = []
        elif b == 30:
            value, at = _real(data, at)
            operands.append(value)
        else:
            number, at = _integer(b, data, at)
            operands.append(number)
    return result


def _integer(b: int, data: bytes, at: int) -> tuple[int, int]:
    if b == 28:
        return struct.unpack_from(">h", data, at)[0], at + 2
    if b == 29:
        return struct.unpack_from(">i", data, at)[0], at + 4
    if 32 <= b <= 246:
        return b - 139, at
    if b <= 250:
        return (b - 247) * 256 + data[at] + 108, at + 1
    return -(b - 251) * 256 - data[at] - 108, at + 1


def _real(data: bytes, at: int) -> tuple[float, int]:
    text = ""
    while True:
        for nibble in divmod(data[at], 16):
            if nibble == 15:
                return float(text), at + 1
            text += "0123456789.EE -"[nibble] if nibble != 12 else "E-"
        at += 1


def _string(sid: int, strings: Sequence[bytes]) -> str:
    if sid < len(cffStandardStrings):
        return str(cffStandardStrings[sid])
    return strings[sid - len(cffStandardStrings)].decode("latin-1")


# --- writing --------------------------------------------------------------------------------------


def write_cid_keyed(font: Cff, glyphs: Mapping[int, int], name: str) -> bytes:
    """A program keyed by CID.

    Args:
        font: the source.
        glyphs: CID to glyph index in `font`; CID 0 is `.notdef` and is added.
        name: of the new font.
    """
    order = sorted(({0: 0} | dict(glyphs)).items())
    used = sorted({font.section_of[glyph] for _, glyph in order})
    top: Dict = {_ROS: (391, 392, 0), _CID_COUNT: (order[-1][0] + 1,)}
    charset = b"\0" + struct.pack(f">{len(order) - 1}H", *(cid for cid, _ in order[1:]))
    selection = b"\0" + bytes(used.index(font.section_of[glyph]) for _, glyph in order)
    return _assemble(font, top, name, [b"Adobe", b"Identity"], charset,
                     [font.charstrings[glyph] for _, glyph in order],
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
    charstrings = [font.charstrings[0], *(font.charstrings[glyph] for _, glyph in order)]
    sections = [font.sections[used.pop()]]
    return _assemble(font, {}, name, [n.encode("latin-1") for n in extra], charset, charstrings,
                     b"", sections)  # fmt: skip


def _assemble(
    font: Cff, top: Dict, name: str, strings: list[bytes], charset: bytes,
    charstrings: list[bytes], selection: bytes, sections: list[Section],
) -> bytes:  # fmt: skip
    matrix = font.matrix or next((s.matrix for s in sections if s.matrix), ())
    if matrix:
        top = top | {_FONT_MATRIX: matrix}
    if font.bbox:
        top = top | {_FONT_BBOX: font.bbox}
    places: Dict = dict.fromkeys((_CHARSET, _CHARSTRINGS), (0,))
    places |= dict.fromkeys((_FD_ARRAY, _FD_SELECT), (0,)) if selection else {_PRIVATE: (0, 0)}
    front = [b"\x01\x00\x04\x04", _index([name.encode("ascii")])]
    tail = _index(strings) + _index(font.global_subrs)
    at = sum(map(len, front)) + len(_index([_packed(top, places)])) + len(tail)
    blocks: list[bytes] = []

    def place(block: bytes) -> int:
        start = at + sum(map(len, blocks))
        blocks.append(block)
        return start

    places[_CHARSET] = (place(charset),)
    places[_CHARSTRINGS] = (place(_index(charstrings)),)
    privates: list[Operands] = []
    for section in sections:
        private = _private(section)
        privates.append((len(private), place(private)))
        if section.subrs:
            place(_index(section.subrs))
    if selection:
        places[_FD_SELECT] = (place(selection),)
        places[_FD_ARRAY] = (place(_index([_packed({}, {_PRIVATE: p}) for p in privates])),)
    else:
        places[_PRIVATE] = privates[0]
    return b"".join([*front, _index([_packed(top, places)]), tail, *blocks])


def _private(section: Section) -> bytes:
    hints = _packed(section.hints, {})
    if not section.subrs:
        return hints
    # WHY + 6: the offset operator itself takes six bytes, and the subroutines follow at once.
    return hints + _packed({}, {_SUBRS: (len(hints) + 6,)})


def _packed(values: Dict, offsets: Dict) -> bytes:
    """A DICT: `values` as short as may be, `offsets` always five bytes, so that sizes are known."""
    out = bytearray()
    for key in sorted(values, key=lambda k: (k != _ROS, k)):  # ROS has to come first
        for value in values[key]:
            out += _number(value)
        out += _operator(key)
    for key in sorted(offsets):
        for value in offsets[key]:
            out += b"\x1d" + struct.pack(">i", int(value))
        out += _operator(key)
    return bytes(out)


def _operator(key: int) -> bytes:
    return bytes([12, key & 0xFF]) if key >= _ESCAPE else bytes([key])


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
