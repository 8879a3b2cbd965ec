"""Type 1 font programs: a new one with only the glyphs that are printed.

The cleartext part is ours; of the encrypted part only numbers, subroutines and the charstrings of
used glyphs are copied, under names that the caller vouches for.
Source: Adobe Type 1 Font Format, version 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fontTools.encodings.StandardEncoding import StandardEncoding

from woo_desk.pdf.tokens import Unsupported

_EEXEC, _CHARSTRING = 55665, 4330
_C1, _C2 = 52845, 22719
_ENTRY = re.compile(rb"/([^\s/\[\]{}()<>]+)\s+(\d+)\s+[^\s/]+\s")
_SUBR = re.compile(rb"dup\s+(\d+)\s+(\d+)\s+[^\s/]+\s")
_CODE = re.compile(rb"dup\s+(\d+)\s*/([^\s/]+)\s+put")
_NUMBERS = re.compile(
    rb"/(BlueValues|OtherBlues|FamilyBlues|FamilyOtherBlues|BlueScale|BlueShift|BlueFuzz|StdHW"
    rb"|StdVW|StemSnapH|StemSnapV|LanguageGroup|ExpansionFactor)\s*(\[[-\d.\s]*\]|[-\d.]+)"
)
_MATRIX = re.compile(rb"/FontMatrix\s*\[([-\d.eE\s]+)\]")
_BBOX = re.compile(rb"/FontBBox\s*[\[{]([-\d.\s]+)[\]}]")
_LEN_IV = re.compile(rb"/lenIV\s+(-?\d+)")
_MAX_SUBRS = 20_000
_SEAC = b"\x0c\x06"


@dataclass(frozen=True, slots=True)
class Type1:
    """The parts of a Type 1 program that are used; charstrings as they are encrypted."""

    charstrings: Mapping[str, bytes]
    subrs: Mapping[int, bytes]
    encoding: Mapping[int, str]
    """Built-in; empty when it is the standard one."""
    private: tuple[bytes, ...]
    """Definitions of numbers."""
    matrix: bytes
    bbox: bytes
    len_iv: int


@dataclass(frozen=True, slots=True)
class Program:
    """A font program with the lengths of its three parts."""

    data: bytes
    lengths: tuple[int, int, int]


def read_type1(data: bytes) -> Type1:
    """Parse a font program; Unsupported when it is broken."""
    data = _without_markers(data)
    at = data.find(b"eexec")
    if at < 0:
        raise Unsupported("broken font")
    clear, secret = data[:at], data[at + 5 :].lstrip(b" \t\r\n")
    if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", secret[:8]):
        digits = re.match(rb"[0-9A-Fa-f\s]*", secret)
        hexadecimal = b"".join(digits[0].split()) if digits else b""
        secret = bytes.fromhex(hexadecimal[: len(hexadecimal) // 2 * 2].decode("ascii"))
    private = _decrypt(secret, _EEXEC)[4:]
    start = private.find(b"/CharStrings")
    if start < 0:
        raise Unsupported("broken font")
    matrix, bbox, len_iv = _MATRIX.search(clear), _BBOX.search(clear), _LEN_IV.search(private)
    return Type1(
        charstrings=_charstrings(private, start),
        subrs=_subrs(private[:start]),
        encoding={int(m[1]): m[2].decode("latin-1") for m in _CODE.finditer(clear)},
        private=tuple(b"/%b %b def" % (m[1], m[2]) for m in _NUMBERS.finditer(private[:start])),
        matrix=matrix[1] if matrix else b"0.001 0 0 0.001 0 0",
        bbox=bbox[1] if bbox else b"0 0 0 0",
        len_iv=int(len_iv[1]) if len_iv else 4,
    )


def _without_markers(data: bytes) -> bytes:
    """The program without the segment headers of a PFB file."""
    out, at = b"", 0
    while data[at : at + 1] == b"\x80" and data[at + 1 : at + 2] in (b"\x01", b"\x02"):
        length = int.from_bytes(data[at + 2 : at + 6], "little")
        out += data[at + 6 : at + 6 + length]
        at += 6 + length
    return out or data


def _charstrings(private: bytes, start: int) -> dict[str, bytes]:
    result: dict[str, bytes] = {}
    at = start + len(b"/CharStrings")
    while match := _ENTRY.search(private, at):
        end = match.end() + int(match[2])
        result.setdefault(match[1].decode("latin-1"), private[match.end() : end])
        at = end
    if ".notdef" not in result:
        raise Unsupported("broken font")
    return result


def _subrs(private: bytes) -> dict[int, bytes]:
    result: dict[int, bytes] = {}
    at = private.find(b"/Subrs")
    while at >= 0 and (match := _SUBR.search(private, at)):
        end = match.end() + int(match[2])
        if int(match[1]) > _MAX_SUBRS:
            raise Unsupported("broken font")
        result[int(match[1])] = private[match.end() : end]
        at = end
    return result


def _decrypt(data: bytes, key: int) -> bytes:
    out = bytearray()
    for byte in data:
        out.append(byte ^ (key >> 8))
        key = ((byte + key) * _C1 + _C2) & 0xFFFF
    return bytes(out)


def _encrypt(data: bytes, key: int) -> bytes:
    out = bytearray()
    for plain in data:
        byte = plain ^ (key >> 8)
        out.append(byte)
        key = ((byte + key) * _C1 + _C2) & 0xFFFF
    return bytes(out)


def with_accents(font: Type1, names: Iterable[str]) -> set[str]:
    """The glyphs and, for letters put together from two, both parts."""
    found: set[str] = set()
    for name in names:
        if name not in font.charstrings:
            continue
        found.add(name)
        code = font.charstrings[name]
        plain = _decrypt(code, _CHARSTRING)[font.len_iv :] if font.len_iv >= 0 else code
        if _SEAC in plain:
            found |= {part for part in _seac_parts(plain) if part in font.charstrings}
    return found


def _seac_parts(code: bytes) -> list[str]:
    numbers: list[int] = []
    at = 0
    while at < len(code):
        first = code[at]
        if code[at : at + 2] == _SEAC:
            return [StandardEncoding[n] for n in numbers[-2:] if 0 <= n < 256]
        if first < 32:
            numbers = []
            at += 2 if first == 12 else 1
        elif first == 255:
            numbers.append(int.from_bytes(code[at + 1 : at + 5], "big", signed=True))
            at += 5
        elif first <= 246:
            numbers.append(first - 139)
            at += 1
        else:
            numbers.append((first - 247) * 256 + code[at + 1] + 108 if first <= 250 else 0)
            at += 2
    return []


def write_type1(font: Type1, glyphs: Mapping[str, str], name: str) -> Program:
    """A program with these glyphs; `glyphs`: new name to name in `font`."""
    clear = (
        b"%%!PS-AdobeFont-1.0: %b\n11 dict begin\n/FontInfo 1 dict dup begin end readonly def\n"
        b"/FontName /%b def\n/Encoding StandardEncoding def\n/PaintType 0 def\n/FontType 1 def\n"
        b"/FontMatrix [%b] readonly def\n/FontBBox {%b} readonly def\ncurrentdict end\n"
        b"currentfile eexec\n"
    ) % (name.encode(), name.encode(), font.matrix, font.bbox)
    secret = _encrypt(b"\0\0\0\0" + _private_part(font, glyphs), _EEXEC)
    tail = (b"0" * 64 + b"\n") * 8 + b"cleartomark\n"
    return Program(clear + secret + tail, (len(clear), len(secret), len(tail)))


def _private_part(font: Type1, glyphs: Mapping[str, str]) -> bytes:
    count = max(font.subrs, default=-1) + 1
    out = [
        b"dup /Private 20 dict dup begin",
        b"/RD {string currentfile exch readstring pop} executeonly def",
        b"/ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def",
        *font.private,
        b"/MinFeature {16 16} def\n/password 5839 def\n/lenIV %d def" % font.len_iv,
        b"/OtherSubrs [{} {} {} {}] noaccess def",
        b"/Subrs %d array" % count,
    ]
    for index, code in sorted(font.subrs.items()):
        out.append(b"dup %d %d RD %b NP" % (index, len(code), code))
    out += [b"ND", b"2 index /CharStrings %d dict dup begin" % len(glyphs)]
    for name in sorted(glyphs):
        code = font.charstrings[glyphs[name]]
        out.append(b"/%b %d RD %b ND" % (name.encode("ascii"), len(code), code))
    out += [b"end\nend\nreadonly put\nnoaccess put\ndup /FontName get exch definefont pop"]
    out += [b"mark currentfile closefile\n"]
    return b"\n".join(out)
