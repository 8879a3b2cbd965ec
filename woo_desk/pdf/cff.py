"""Reads compact (CFF) font programs.

Source: Adobe Technical Note 5176 (the Compact Font Format).
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fontTools.cffLib import cffStandardStrings

from woo_desk.pdf.tokens import Unsupported

Operands = tuple[float | int, ...]
Dict = dict[int, Operands]

ESCAPE = 12 << 8
CHARSET, _ENCODING, CHARSTRINGS, PRIVATE, _SUBRS = 15, 16, 17, 18, 19
ROS, FD_ARRAY, FD_SELECT, FONT_MATRIX, FONT_BBOX = (
    ESCAPE | 30, ESCAPE | 36, ESCAPE | 37, ESCAPE | 7, 5,
)  # fmt: skip
_SIZES = {1: "B", 2: "H", 4: "I"}
"""As `struct` calls numbers of so many bytes."""
_HINTS = (6, 7, 8, 9, 10, 11, 20, 21, *(ESCAPE | n for n in (9, 10, 11, 12, 13, 14, 17, 18)))


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
        if top.get(ESCAPE | 6, (2,)) != (2,):
            raise Unsupported("font program")
        charstrings, _ = self._index(int(top[CHARSTRINGS][0]))
        count = len(charstrings)
        charset = self._charset(int(top.get(CHARSET, (0,))[0]), count)
        if ROS in top:
            fonts, _ = self._index(int(top[FD_ARRAY][0]))
            sections = tuple(self._section(_dict(font)) for font in fonts)
            section_of = self._selection(int(top[FD_SELECT][0]), count)
            names: tuple[str, ...] = ()
            encoding: dict[int, int] = {}
        else:
            sections, section_of = (self._section(top),), (0,) * count
            said = [*cffStandardStrings, *(string.decode("latin-1") for string in strings)]
            names = tuple(said[sid] for sid in charset)
            encoding = self._encoding(int(top.get(_ENCODING, (0,))[0]), count)
        return Cff(
            tuple(charstrings), charset, names, encoding, sections, section_of,
            tuple(global_subrs), top.get(FONT_MATRIX, ()), top.get(FONT_BBOX, ()),
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
        offsets: Sequence[int]
        if size == 3:
            offsets = [int.from_bytes(raw[i : i + 3], "big") for i in range(0, len(raw), 3)]
        else:
            offsets = struct.unpack(f">{count + 1}{_SIZES[size]}", raw)
        start = end - 1
        items = [self._data[start + a : start + b] for a, b in itertools.pairwise(offsets)]
        return items, start + offsets[-1]

    def _section(self, font: Dict) -> Section:
        if PRIVATE not in font:
            return Section({}, ())
        size, at = (int(x) for x in font[PRIVATE])
        private = _dict(self._data[at : at + size])
        subrs: list[bytes] = []
        if _SUBRS in private:
            subrs, _ = self._index(at + int(private[_SUBRS][0]))
        hints = {key: private[key] for key in _HINTS if key in private}
        return Section(hints, tuple(subrs), font.get(FONT_MATRIX, ()))

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
                b, at = ESCAPE | data[at], at + 1
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
