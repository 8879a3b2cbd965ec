"""How far each code of a font of the source moves the pen (ISO 32000-1, 9.2.4 and 9.7.4.3)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

import pikepdf

from woo_desk.pdf.standard_fonts import standard_font
from woo_desk.pdf.tokens import Unsupported


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
        items = list(child.get("/W", []))
        at = 0
        while at + 1 < len(items):
            first = int(items[at])
            if isinstance(items[at + 1], pikepdf.Array):
                for offset, width in enumerate(items[at + 1]):
                    self._known[first + offset] = float(width) / 1000
                at += 2
            elif at + 2 < len(items):
                self._ranges.append((first, int(items[at + 1]), float(items[at + 2]) / 1000))
                at += 3
            else:
                raise Unsupported("font widths")
        self._ranges.sort()
