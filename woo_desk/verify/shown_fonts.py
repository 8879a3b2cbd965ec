"""What the codes of a font mean and how wide they are, by its own tables.

ISO 32000-1, 9.6.6 (encodings of simple fonts), 9.7.4.3 (widths of CID fonts) and 9.10 (ToUnicode).
A font whose codes are not told by these tables is not understood, rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from struct import unpack
from typing import Any

import pikepdf
from fontTools.agl import toUnicode

from woo_desk.verify.strings import from_hex, unescaped

MAX_REMEMBERED = 20_000
"""Strings of one font whose meaning is kept."""
FONTS_KEPT = 32
"""Fonts of each kind that are remembered from file to file; that of the labels is in all."""

_HEX = rb"<([0-9A-Fa-f\s]*+)>"
_BLOCK = re.compile(rb"begin(bfchar|bfrange)\b(.*?)\bend\1", re.DOTALL)
_PAIR = re.compile(_HEX + rb"\s*+" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*+" + _HEX + rb"\s*+(?:" + _HEX + rb"|\[([^\]]*+)\])")
_VALUE = re.compile(_HEX)
_BASES = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


class NotUnderstood(ValueError):
    """This reader does not know what is shown here; another one has to read the page."""


@dataclass(frozen=True, slots=True)
class Said:
    """One shown string."""

    text: str
    width: float
    """In units of the font size."""
    codes: int
    spaces: int
    """Codes of one byte that are 32, which word spacing widens (9.3.3)."""


@dataclass(slots=True)
class ShownFont:
    """One font."""

    is_wide: bool
    """Two bytes a code, not one."""
    letters: Mapping[int, str]
    """Of every code that is understood."""
    widths: Mapping[int, float]
    """Of the same codes, in thousandths of the font size."""
    _by_hex: dict[bytes, Said] = field(default_factory=dict)
    _by_literal: dict[bytes, Said] = field(default_factory=dict)

    def by_hex(self, digits: bytes) -> Said:
        """What a hexadecimal string shows."""
        said = self._by_hex.get(digits)
        if said is None:
            said = _remember(self._by_hex, digits, self._said(from_hex(digits)))
        return said

    def by_literal(self, literal: bytes) -> Said:
        """What a literal string shows, given as it stands between its parentheses."""
        said = self._by_literal.get(literal)
        if said is None:
            said = _remember(self._by_literal, literal, self._said(unescaped(literal)))
        return said

    def _said(self, data: bytes) -> Said:
        if self.is_wide and len(data) % 2:
            msg = "half a code"
            raise NotUnderstood(msg)
        codes = unpack(f">{len(data) // 2}H", data) if self.is_wide else data
        try:
            text = "".join(map(self.letters.__getitem__, codes))
        except KeyError:
            msg = "a code without meaning"
            raise NotUnderstood(msg) from None
        width = sum(map(self.widths.__getitem__, codes)) / 1000
        return Said(text, width, len(codes), 0 if self.is_wide else codes.count(32))


def _remember(known: dict[bytes, Said], key: bytes, said: Said) -> Said:
    if len(known) >= MAX_REMEMBERED:
        known.clear()
    known[key] = said
    return said


def load_font(font: Any) -> ShownFont:
    """Read the tables of one font dictionary.

    Raises:
        NotUnderstood: they do not tell what its codes mean, or how wide they are.
    """
    table = font.get("/ToUnicode")
    cmap = table.read_bytes() if isinstance(table, pikepdf.Stream) else b""
    encoding = font.get("/Encoding")
    match str(font.get("/Subtype")):
        case "/Type0":
            if encoding != "/Identity-H" or not cmap:
                msg = "a composite font without plain codes"
                raise NotUnderstood(msg)
            (inner,) = font.get("/DescendantFonts")
            widths = inner.get("/W", pikepdf.Array()).unparse(resolved=True)
            return _composite(cmap, widths, float(inner.get("/DW", 1000)))
        case "/Type1" | "/MMType1" | "/TrueType":
            said = b"" if encoding is None else encoding.unparse(resolved=True)
            return _simple(cmap, said, _widths(font), _missing_width(font))
        case _:
            msg = "a font of another kind"
            raise NotUnderstood(msg)


def _widths(font: Any) -> tuple[int, bytes]:
    widths = font.get("/Widths")
    if widths is None:
        msg = "a font without widths"
        raise NotUnderstood(msg)
    return int(font.get("/FirstChar", 0)), widths.unparse(resolved=True)


def _missing_width(font: Any) -> float:
    return float(font.get("/FontDescriptor", pikepdf.Dictionary()).get("/MissingWidth", 0))


@lru_cache(maxsize=FONTS_KEPT)
def _composite(cmap: bytes, widths: bytes, other_width: float) -> ShownFont:
    letters, given = _letters(cmap, 2), _cid_widths(widths)
    return ShownFont(True, letters, {c: given.get(c, other_width) for c in letters})


@lru_cache(maxsize=FONTS_KEPT)
def _simple(cmap: bytes, encoding: bytes, widths: tuple[int, bytes], missing: float) -> ShownFont:
    letters = {code: text for code, text in _encoded(encoding).items() if text}
    letters |= _letters(cmap, 1)
    first, values = widths
    given = dict(enumerate(map(float, values.strip(b"[] ").split()), first))
    return ShownFont(False, letters, {c: given.get(c, missing) for c in letters})


def _letters(cmap: bytes, size: int) -> dict[int, str]:
    if b"usecmap" in cmap:
        msg = "a table that builds on another"
        raise NotUnderstood(msg)
    return {
        int.from_bytes(code, "big"): text
        for code, value in _mapped(cmap)
        if len(code) == size
        and (text := value.decode("utf-16-be", "replace").strip("\x00"))
        and "\ufffd" not in text
    }


def _mapped(cmap: bytes) -> Iterator[tuple[bytes, bytes]]:
    for block in _BLOCK.finditer(cmap):
        if block[1] == b"bfchar":
            yield from ((from_hex(pair[1]), from_hex(pair[2])) for pair in _PAIR.finditer(block[2]))
        else:
            for entry in _RANGE.finditer(block[2]):
                yield from _range(entry)


def _range(entry: re.Match[bytes]) -> Iterator[tuple[bytes, bytes]]:
    first, last = from_hex(entry[1]), from_hex(entry[2])
    start, size = int.from_bytes(first, "big"), len(first)
    codes = [(start + step).to_bytes(size, "big")
             for step in range(min(int.from_bytes(last, "big") - start, 65535) + 1)]  # fmt: skip
    if entry[4] is not None:
        yield from zip(codes, (from_hex(value[1]) for value in _VALUE.finditer(entry[4])))  # noqa: B905
        return
    value = from_hex(entry[3])
    base = int.from_bytes(value, "big")
    for step, code in enumerate(codes):
        yield code, (base + step).to_bytes(len(value), "big")


_NUMBERS_OR_BRACKETS = re.compile(rb"\[|\]|[-+.\d]+")


def _cid_widths(array: bytes) -> dict[int, float]:
    """The two forms of a width array: `first [w w …]` and `first last w`."""
    widths: dict[int, float] = {}
    tokens = _NUMBERS_OR_BRACKETS.findall(array.strip()[1:-1])
    position = 0
    while position < len(tokens):
        first = int(tokens[position])
        if tokens[position + 1] == b"[":
            end = tokens.index(b"]", position)
            widths.update(enumerate(map(float, tokens[position + 2 : end]), first))
            position = end + 1
        else:
            last = min(int(tokens[position + 1]), 65535)
            widths.update(dict.fromkeys(range(first, last + 1), float(tokens[position + 2])))
            position += 3
    return widths


_DIFFERENCE = re.compile(rb"(\d+)|/([^\s()<>\[\]{}/%]+)")


def _encoded(encoding: bytes) -> dict[int, str]:
    """Letters of a simple encoding, given as it stands in the file; none for what is not told."""
    named = re.search(rb"/BaseEncoding\s*(/\w+)", encoding)
    base = named[1] if named else encoding
    letters: dict[int, str] = {}
    codec = _BASES.get(base.decode("latin-1"))
    if codec:
        letters = {code: bytes([code]).decode(codec, "ignore") for code in range(32, 256)}
    differences = re.search(rb"/Differences\s*\[([^\]]*)\]", encoding)
    code = 0
    for item in _DIFFERENCE.finditer(differences[1]) if differences else ():
        if item[1]:
            code = int(item[1])
        else:
            letters[code] = toUnicode(item[2].decode("latin-1"))
            code += 1
    return letters
