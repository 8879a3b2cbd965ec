"""Puts programs into a file for fonts that it names but does not carry, when it is prepared.

WHY then: every reader draws a font that is not there in its own way, and the edges of letters lie
elsewhere in each. What the reviewer sees, what the output holds and what the verifier compares are
the same letters once the source carries the program itself. A font of which it is not sure that all
codes can be drawn stays as it is, and is looked at again for those that are printed.
"""

from __future__ import annotations

import copy
import functools

import pikepdf

from woo_desk.pdf.broken import BROKEN
from woo_desk.pdf.cff import read_cff
from woo_desk.pdf.encodings import code_names
from woo_desk.pdf.font_parts import is_in_file, tidy
from woo_desk.pdf.objects import dictionary, name
from woo_desk.pdf.standard_fonts import StandardFont, standard_font
from woo_desk.pdf.streams import packed
from woo_desk.pdf.tokens import Unsupported

_CODES = range(256)
_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding")
_ITS_OWN = ("/Ascent", "/Descent", "/MissingWidth")
_MAX_FONTS = 1_000
"""Of one file, that are looked at: an ordinary one names a dozen."""


class StandIns:
    """The programs that were put into one file, each once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Start on a file."""
        self._pdf = pdf
        self._made: dict[bytes, pikepdf.Object] = {}
        self._seen: set[tuple[int, int]] = set()
        self._looked_at = 0

    def give(self, resources: pikepdf.Object) -> None:
        """Look at the fonts in the resources of a page, drawing, pattern or font."""
        fonts = dictionary(resources, "/Font")
        if fonts is None or not self._is_new(fonts):
            return
        for _, font in fonts.items():
            if isinstance(font, pikepdf.Dictionary) and self._is_new(font):
                self._look_at(font)

    def _is_new(self, item: pikepdf.Object) -> bool:
        number = item.objgen
        if number == (0, 0):
            return True
        is_new = number not in self._seen
        self._seen.add(number)
        return is_new

    def _look_at(self, font: pikepdf.Object) -> None:
        descriptor = dictionary(font, "/FontDescriptor")
        if is_in_file(descriptor) or not _says_its_codes(font) or self._looked_at >= _MAX_FONTS:
            return
        self._looked_at += 1
        try:
            self._complete(font)
        except (Unsupported, *BROKEN):
            return

    def _complete(self, font: pikepdf.Object) -> None:
        standard = standard_font(font, frozenset(_CODES) - _without_width(font))
        names = code_names(font.get("/Encoding"), _CODES, {})
        if not _glyphs(standard.program).issuperset(names.values()):
            raise Unsupported("font not embedded")
        made, own = self._descriptor(standard), dictionary(font, "/FontDescriptor")
        if own is not None:
            # WHY its own: how high a line of text counts is said there.
            described = copy.copy(made)
            for key in _ITS_OWN:
                if key in own:
                    described[key] = own[key]
            made = self._pdf.make_indirect(described)
        if not isinstance(font.get("/Widths"), pikepdf.Array):
            # WHY: about codes that mean nothing programs and readers do not agree.
            widths = [standard.widths.get(code, standard.other_width) for code in _CODES]
            font["/Widths"] = pikepdf.Array(map(tidy, widths))
            font["/FirstChar"], font["/LastChar"] = _CODES[0], _CODES[-1]
        font["/Subtype"] = pikepdf.Name.Type1
        font["/FontDescriptor"] = made

    def _descriptor(self, standard: StandardFont) -> pikepdf.Object:
        if standard.program not in self._made:
            stream = pikepdf.Stream(self._pdf, b"")
            stream.write(_coded(standard.program), filter=pikepdf.Name.FlateDecode)
            stream["/Subtype"] = pikepdf.Name.Type1C
            entries = {"/Type": pikepdf.Name.FontDescriptor, "/FontFile3": stream}
            entries["/FontName"] = pikepdf.Name(f"/S{len(self._made)}")
            made = self._pdf.make_indirect(pikepdf.Dictionary({**standard.descriptor, **entries}))
            self._made[standard.program] = made
        return self._made[standard.program]


def _says_its_codes(font: pikepdf.Object) -> bool:
    """Whether all readers agree about what a code of a font without a program means."""
    encoding = font.get("/Encoding")
    base = name(font, "/Encoding") or name(encoding, "/BaseEncoding")
    if base or name(font, "/Subtype") == "/TrueType":
        return base in _ENCODINGS and name(font, "/Subtype") in ("/Type1", "/TrueType")
    return name(font, "/Subtype") == "/Type1"


def _without_width(font: pikepdf.Object) -> frozenset[int]:
    """Codes that have no width: many programs list those that they do not print like that."""
    stated = font.get("/Widths")
    if not isinstance(stated, pikepdf.Array):
        return frozenset()
    first = int(font.get("/FirstChar", 0))
    return frozenset(code for code, width in enumerate(stated, first) if not float(width))


@functools.cache
def _glyphs(program: bytes) -> frozenset[str]:
    """WHY remembered: there are twelve programs, and every file asks for the same few."""
    return frozenset(read_cff(program).names)


@functools.cache
def _coded(program: bytes) -> bytes:
    return packed(program, filler=b"\1")
