"""How far each code of a font of the source moves the pen (ISO 32000-1, 9.2.4 and 9.7.4.3)."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

import pikepdf

from woo_desk.pdf.standard_fonts import standard_font
from woo_desk.pdf.tokens import Unsupported

_Listed = tuple[int, int, tuple[float, ...]]
_ORDINARY = 20_000
"""Bytes up to which what an array says is remembered; taken apart it is ten times as large."""
_PART = re.compile(rb"([^\s\[\]]+)|(\[[^\[\]]*\])")


class CodeWidths:
    """Widths of the codes of one font, in parts of the font size."""

    def __init__(self, font: pikepdf.Object) -> None:
        """Read them.

        Raises:
            Unsupported: a kind of font whose glyphs cannot be placed one by one.
        """
        self._font = font
        self._known: dict[int, float] = {}
        self._ranges: list[tuple[int, int, float]] = []
        self._other = 0.0
        self._is_standard = False
        kind = str(font.get("/Subtype"))
        if kind == "/Type3":
            raise Unsupported("glyphs that are drawings")
        if kind == "/Type0":
            self._read_composite(font)
        else:
            self._read_simple(font)

    def __call__(self, code: int) -> float:
        """Width of one code."""
        if code in self._known:
            return self._known[code]
        if self._is_standard:
            found = standard_font(self._font, frozenset((code,))).widths.get(code, 0.0)
            self._known[code] = found / 1000
            return self._known[code]
        place = bisect_right(self._ranges, (code, 1 << 24, 0.0)) - 1
        is_there = place >= 0 and self._ranges[place][0] <= code <= self._ranges[place][1]
        self._known[code] = self._ranges[place][2] if is_there else self._other
        return self._known[code]

    def total(self, codes: Iterable[int]) -> float:
        """Width of some codes together."""
        known = self._known
        return sum([known[code] if code in known else self(code) for code in codes])

    def _read_simple(self, font: Any) -> None:
        widths = font.get("/Widths")
        if not isinstance(widths, pikepdf.Array):
            self._is_standard = True
            return
        first = int(font.get("/FirstChar", 0))
        self._known = {first + n: float(width) / 1000 for n, width in enumerate(widths)}
        descriptor: Any = font.get("/FontDescriptor", {})
        self._other = float(descriptor.get("/MissingWidth", 0)) / 1000

    def _read_composite(self, font: Any) -> None:
        if str(font.get("/Encoding")) != "/Identity-H":
            raise Unsupported("text that does not run level")
        child = font.DescendantFonts[0]
        self._other = float(child.get("/DW", 1000)) / 1000
        for first, last, widths in listed_widths(child.get("/W")):
            if len(widths) == 1 and last > first:
                self._ranges.append((first, last, widths[0] / 1000))
            elif last >= first:
                self._known.update(enumerate((width / 1000 for width in widths), first))
        self._ranges.sort()


def listed_widths(array: pikepdf.Object | None) -> Sequence[_Listed]:
    """What /W of a CID font says (ISO 32000-1, 9.7.4.3): first and last CID, and their widths.

    One width for several CIDs holds for each of them.

    WHY from its text: to ask for hundreds of numbers one by one takes longer than a page of text.

    Raises:
        Unsupported: it is cut short, or says something else.
    """
    if not isinstance(array, pikepdf.Array):
        return ()
    text = array.unparse()
    if b"R" in text:  # some of it stands elsewhere in the file
        return _listed(
            [
                [float(width) for width in item] if isinstance(item, pikepdf.Array) else float(item)
                for item in array
            ]
        )
    return (_known if len(text) <= _ORDINARY else _read)(text)


def _read(text: bytes) -> tuple[_Listed, ...]:
    items: list[float | list[float]] = []
    for loose, listed in _PART.findall(text[1:-1]):
        try:
            items.append(float(loose) if loose else [*map(float, listed[1:-1].split())])
        except ValueError:
            raise Unsupported("font widths") from None
    if text.count(b"[") != 1 + sum(isinstance(item, list) for item in items):
        raise Unsupported("font widths")
    return _listed(items)


_known = functools.lru_cache(maxsize=16)(_read)
"""WHY: it is asked for twice of each font, and subsets of a font say the same in many documents."""


def _listed(items: Sequence[float | list[float]]) -> tuple[_Listed, ...]:
    found: list[_Listed] = []
    at = 0
    while at + 1 < len(items):
        first, after = items[at], items[at + 1]
        if isinstance(first, list):
            raise Unsupported("font widths")
        if isinstance(after, list):
            found.append((int(first), int(first) + len(after) - 1, tuple(after)))
            at += 2
            continue
        last = items[at + 2] if at + 2 < len(items) else []
        if isinstance(last, list):
            raise Unsupported("font widths")
        found.append((int(first), int(after), (last,)))
        at += 3
    return tuple(found)
