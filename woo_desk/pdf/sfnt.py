"""TrueType font programs: a new one with only the glyphs that are printed.

Nothing but outlines, metrics and instructions is copied: no names, no glyph names, no layout
tables. Source: the OpenType specification, chapters glyf, loca, hmtx, maxp, head, cmap.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from woo_desk.pdf.tokens import Unsupported

_COPIED = (b"cvt ", b"fpgm", b"prep")
_ARGS_ARE_WORDS, _HAS_SCALE, _MORE, _HAS_XY, _HAS_2X2 = 0x1, 0x8, 0x20, 0x40, 0x80
_MAX_GLYPHS = 65535
FIXED_DATES = struct.pack(">QQ", 3_029_529_600, 3_029_529_600)
"""Made and changed on 1 January 2000, in seconds since 1904, instead of when it really was."""
NO_SHAPE = -1
"""Stands for a character that the font has no shape for.

WHY: `.notdef` itself may not be shown (ISO 19005-2, 6.2.11.8), so its frame gets a second number.
"""
CmapKey = tuple[int, int]
"""Platform and encoding of a cmap subtable."""


@dataclass(frozen=True, slots=True)
class TrueType:
    """The tables of a TrueType program that matter here, checked for size."""

    tables: Mapping[bytes, bytes]
    offsets: tuple[int, ...]
    """Of each glyph in `glyf`, one more than there are glyphs."""
    metrics: int
    """Number of full entries in `hmtx`."""

    @property
    def count(self) -> int:
        """Number of glyphs."""
        return len(self.offsets) - 1

    @property
    def units_per_em(self) -> int:
        """Units of the design grid."""
        return int(struct.unpack_from(">H", self.tables[b"head"], 18)[0])

    def glyph(self, index: int) -> bytes:
        """The outline of one glyph; empty for a blank."""
        start, end = self.offsets[index], self.offsets[index + 1]
        return self.tables[b"glyf"][start:end] if end > start else b""

    def metric(self, index: int) -> tuple[int, int]:
        """Advance width and left side bearing of one glyph, in design units."""
        table, last = self.tables[b"hmtx"], self.metrics - 1
        advance, bearing = struct.unpack_from(">Hh", table, 4 * min(index, last))
        if index > last:
            (bearing,) = struct.unpack_from(">h", table, 4 * self.metrics + 2 * (index - last - 1))
        return advance, bearing


def read_truetype(data: bytes) -> TrueType:
    """Parse a font program; Unsupported when it is broken or holds no outlines."""
    try:
        return _read(data)
    except (struct.error, KeyError, IndexError):
        raise Unsupported("broken font") from None


def _read(data: bytes) -> TrueType:
    base = 0
    if data[:4] == b"ttcf":
        (base,) = struct.unpack_from(">I", data, 12)
    (count,) = struct.unpack_from(">H", data, base + 4)
    tables = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, base + 12 + 16 * index)
        tables[tag] = data[offset : offset + length]
    (glyphs,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    (long_offsets,) = struct.unpack_from(">h", tables[b"head"], 50)
    (metrics,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    loca = tables[b"loca"]
    size = 4 if long_offsets else 2
    glyphs = min(glyphs, len(loca) // size - 1)
    raw = struct.unpack_from(f">{glyphs + 1}{'I' if long_offsets else 'H'}", loca)
    offsets = raw if long_offsets else tuple(2 * value for value in raw)
    if not metrics or glyphs < 1 or b"glyf" not in tables:
        raise Unsupported("broken font")
    return TrueType(tables, offsets, metrics)


def with_components(font: TrueType, glyphs: Iterable[int]) -> list[int]:
    """The glyphs, `.notdef`, and all that composite ones are made of; sorted."""
    found: set[int] = {0}
    waiting = [index for index in glyphs if 0 <= index < font.count]
    while waiting:
        index = waiting.pop()
        if index in found and index:
            continue
        found.add(index)
        waiting += [part for part, _ in _components(font.glyph(index)) if part not in found]
    return sorted(index for index in found if index < font.count)


def _components(outline: bytes) -> list[tuple[int, int]]:
    """Glyph index of each part of a composite glyph, and where in the outline it stands."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    result, position, flags = [], 10, _MORE
    while flags & _MORE:
        flags, index = struct.unpack_from(">HH", outline, position)
        result.append((index, position + 2))
        position += 4 + (4 if flags & _ARGS_ARE_WORDS else 2)
        position += 2 if flags & _HAS_SCALE else 4 if flags & _HAS_XY else 0
        position += 8 if flags & _HAS_2X2 else 0
    return result


def subset(
    font: TrueType, glyphs: Iterable[int], cmaps: Mapping[CmapKey, Mapping[int, int]] | None = None
) -> tuple[bytes, dict[int, int]]:
    """A new font program with these glyphs, numbered anew.

    Args:
        font: the whole program.
        glyphs: indexes that must be in it, or `NO_SHAPE`; parts of composites come along.
        cmaps: subtables to write, code to *old* glyph index; none when codes are mapped elsewhere.

    Returns:
        The program, and for each old glyph index the new one.
    """
    wanted = frozenset(glyphs)
    try:
        order = with_components(font, wanted)
        new = {old: index for index, old in enumerate(order)}
        if NO_SHAPE in wanted:
            new[NO_SHAPE] = len(order)
            order.append(0)
        outlines = [_renumbered(font.glyph(old), new) for old in order]
        metrics = [font.metric(old) for old in order]
    except (struct.error, IndexError, KeyError):
        raise Unsupported("broken font") from None
    tables = {tag: font.tables[tag] for tag in _COPIED if tag in font.tables}
    tables |= _glyph_tables(outlines, metrics)
    tables |= _heads(font, len(order))
    if cmaps:
        tables[b"cmap"] = _cmap_table(cmaps, new)
    return assemble(tables), new


def _renumbered(outline: bytes, new: Mapping[int, int]) -> bytes:
    parts = _components(outline)
    if not parts:
        return outline
    changed = bytearray(outline)
    for index, position in parts:
        struct.pack_into(">H", changed, position, new.get(index, 0))
    return bytes(changed)


def _glyph_tables(outlines: list[bytes], metrics: list[tuple[int, int]]) -> dict[bytes, bytes]:
    glyf, offsets = bytearray(), [0]
    for outline in outlines:
        glyf += outline + b"\0" * (-len(outline) % 4)
        offsets.append(len(glyf))
    return {
        b"glyf": bytes(glyf) or b"\0",
        b"loca": struct.pack(f">{len(offsets)}I", *offsets),
        b"hmtx": b"".join(struct.pack(">Hh", *metric) for metric in metrics),
    }


def _heads(font: TrueType, count: int) -> dict[bytes, bytes]:
    head, hhea, maxp = (bytearray(font.tables[tag]) for tag in (b"head", b"hhea", b"maxp"))
    struct.pack_into(">I", head, 8, 0)  # checksum of the whole, optional
    head[20:36] = FIXED_DATES
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, count)
    struct.pack_into(">H", maxp, 4, count)
    post = struct.pack(">IIhhIIIII", 0x00030000, 0, 0, 0, 0, 0, 0, 0, 0)
    return {b"head": bytes(head), b"hhea": bytes(hhea), b"maxp": bytes(maxp), b"post": post}


def _cmap_table(cmaps: Mapping[CmapKey, Mapping[int, int]], new: Mapping[int, int]) -> bytes:
    subtables = []
    for key in sorted(cmaps):
        mapped = {code: new[old] for code, old in cmaps[key].items() if old in new}
        subtables.append((key, _format_0(mapped) if key == (1, 0) else _format_4(mapped)))
    header = struct.pack(">HH", 0, len(subtables))
    offset = len(header) + 8 * len(subtables)
    body = b""
    for (platform, encoding), data in subtables:
        header += struct.pack(">HHI", platform, encoding, offset + len(body))
        body += data
    return header + body


def _format_0(mapped: Mapping[int, int]) -> bytes:
    row = bytes(g if (g := mapped.get(code, 0)) < 256 else 0 for code in range(256))
    return struct.pack(">HHH", 0, 262, 0) + row


def _format_4(mapped: Mapping[int, int]) -> bytes:
    codes = sorted(code for code in mapped if code < 0xFFFF)
    segments = [(code, code, (mapped[code] - code) & 0xFFFF) for code in codes]
    segments.append((0xFFFF, 0xFFFF, 1))
    count = len(segments)
    power = 1 << (count.bit_length() - 1)
    words = [4, 16 + 8 * count, 0, 2 * count, 2 * power, power.bit_length() - 1]
    words.append(2 * count - 2 * power)
    words += [end for _, end, _ in segments] + [0]
    words += [start for start, _, _ in segments]
    words += [delta for _, _, delta in segments] + [0] * count
    return struct.pack(f">{len(words)}H", *words)


def assemble(tables: Mapping[bytes, bytes]) -> bytes:
    """A font file of these tables, in the order and with the checksums that readers expect."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(
        ">IHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power)
    )
    offset = len(header) + 16 * count
    body = b""
    for tag in sorted(tables):
        data = tables[tag] + b"\0" * (-len(tables[tag]) % 4)
        checksum = sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF
        header += struct.pack(">4sIII", tag, checksum, offset + len(body), len(tables[tag]))
        body += data
    return header + body
