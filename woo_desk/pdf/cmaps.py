"""Reads character maps: `cmap` of TrueType programs, and ToUnicode streams; writes the latter."""

from __future__ import annotations

import functools
import re
import struct
from collections.abc import Iterable, Mapping

from woo_desk.pdf.sfnt import CmapKey
from woo_desk.pdf.tokens import Unsupported

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])"
)
_Section = tuple[tuple[tuple[int, bytes], ...], tuple[tuple[int, int, bytes, bytes], ...]]
"""Codes with the digits of what they say, and ranges of codes."""
_ORDINARY = 20_000
"""Bytes up to which a stream is remembered; taken apart it is ten times as large."""
_LONGEST = 4
"""Characters that one glyph may stand for; a ligature has at most that many, a hidden name more."""


def read_cmaps(table: bytes) -> dict[CmapKey, dict[int, int]]:
    """All subtables of formats 0, 4, 6 and 12, as code to glyph index."""
    result: dict[CmapKey, dict[int, int]] = {}
    try:
        (count,) = struct.unpack_from(">H", table, 2)
        for index in range(count):
            platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * index)
            mapped = _subtable(table, offset)
            if mapped is not None:
                result[platform, encoding] = mapped
    except (struct.error, IndexError):
        raise Unsupported("broken font") from None
    return result


def _subtable(table: bytes, at: int) -> dict[int, int] | None:
    (kind,) = struct.unpack_from(">H", table, at)
    if kind == 0:
        return {code: table[at + 6 + code] for code in range(256) if table[at + 6 + code]}
    if kind == 6:
        first, count = struct.unpack_from(">HH", table, at + 6)
        return dict(enumerate(struct.unpack_from(f">{count}H", table, at + 10), first))
    if kind == 4:
        return _segments(table, at)
    if kind == 12:
        return _groups(table, at)
    return None


def _segments(table: bytes, at: int) -> dict[int, int]:
    count = struct.unpack_from(">H", table, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, at + 14)
    starts = struct.unpack_from(f">{count}H", table, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", table, at + 16 + 4 * count)
    places = at + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", table, places)
    result: dict[int, int] = {}
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offsets[i]:
                place = places + 2 * i + offsets[i] + 2 * (code - start)
                if place + 2 > len(table):
                    continue
                (glyph,) = struct.unpack_from(">H", table, place)
                if not glyph:
                    continue
            glyph = (glyph + deltas[i]) & 0xFFFF
            if glyph:
                result[code] = glyph
    return result


def _groups(table: bytes, at: int) -> dict[int, int]:
    (count,) = struct.unpack_from(">I", table, at + 12)
    result: dict[int, int] = {}
    for index in range(count):
        start, end, glyph = struct.unpack_from(">III", table, at + 16 + 12 * index)
        if end - start > 0x10FFFF:
            raise Unsupported("broken font")
        result.update(
            zip(range(start, end + 1), range(glyph, glyph + end - start + 1), strict=True)
        )
    return result


def read_to_unicode(stream: bytes, codes: Iterable[int]) -> dict[int, str]:
    """What the used codes stand for, as far as the stream says so credibly."""
    wanted = set(codes)
    result: dict[int, str] = {}
    for pairs, ranges in (_known if len(stream) <= _ORDINARY else _sections)(stream):
        result.update((code, _text(digits)) for code, digits in pairs if code in wanted)
        for low, high, first, several in ranges:
            _take_range(result, wanted, low, high, first, several)
    return {code: text for code, text in result.items() if 0 < len(text) <= _LONGEST}


def _sections(stream: bytes) -> tuple[_Section, ...]:
    """What a stream says, section by section."""
    found: list[_Section] = []
    for section in _SECTION.finditer(stream):
        if section[1] == b"bfchar":
            values = _HEX.findall(section[2])
            codes = map(_code, values[::2])
            found.append((tuple(zip(codes, values[1::2], strict=False)), ()))
        else:
            ranges = _RANGE.findall(section[2])
            found.append(((), tuple((_code(a), _code(b), c, d) for a, b, c, d in ranges)))
    return tuple(found)


_known = functools.lru_cache(maxsize=16)(_sections)
"""WHY: what the output says is read again, and subsets of a font say the same in many documents."""


def _take_range(
    result: dict[int, str], wanted: set[int], low: int, high: int, first: bytes, several: bytes
) -> None:
    listed = [_text(value) for value in _HEX.findall(several)] if several else []
    start = _text(first)
    for code in wanted:
        if not low <= code <= high:
            continue
        if listed:
            if code - low < len(listed):
                result[code] = listed[code - low]
        elif start and (last := ord(start[-1]) + code - low) <= 0x10FFFF:
            result[code] = start[:-1] + chr(last)


def _code(digits: bytes) -> int:
    digits = b"".join(digits.split())
    return int(digits, 16) if digits else -1


def _text(digits: bytes) -> str:
    digits = b"".join(digits.split())
    if len(digits) == 2:
        digits = b"00" + digits
    raw = bytes.fromhex((digits + b"0" * (-len(digits) % 4)).decode("ascii"))
    return raw.decode("utf-16-be", "replace").replace("\0", "").replace("\ufffd", "")


def write_to_unicode(mapping: Mapping[int, str], *, code_bytes: int) -> bytes:
    """A ToUnicode stream; source: ISO 32000-1, 9.10.3."""
    width = 2 * code_bytes
    rows = [
        f"<{code:0{width}X}> <{text.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, text in sorted(mapping.items())
    ]
    blocks = []
    for start in range(0, len(rows), 100):
        part = rows[start : start + 100]
        blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<{'0' * width}> <{'F' * width}>\nendcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
