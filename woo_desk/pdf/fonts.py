"""Fonts of one file: notes which codes are printed, then rebuilds each font with just those."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pikepdf

from woo_desk.pdf.broken import BROKEN
from woo_desk.pdf.cmaps import read_to_unicode
from woo_desk.pdf.font_build import build_font
from woo_desk.pdf.font_parts import FontFacts
from woo_desk.pdf.font_simple import say_by_names
from woo_desk.pdf.font_widths import CodeWidths
from woo_desk.pdf.tokens import Unsupported, double_bytes, string_bytes

ObjectId = tuple[int, int]
_UNSAID = re.compile("^$|[\0\ufeff\ufffe\ufffd\ue000-\uf8ff]")
"""Values that do not say a character."""
_SHORT = 64
"""Bytes of a string, as it stands in the content, up to which it is remembered."""
_MAX_NOTED = 20_000
"""Strings that are remembered of one font: some megabytes."""


@dataclass(slots=True, eq=False)
class FontUse:
    """One font of the source with the codes that the output prints in it."""

    name: str
    """Resource name in the output."""
    source: pikepdf.Object
    target: pikepdf.Object
    """Dictionary in the output, filled by `Fonts.finish`."""
    code_bytes: int
    codes: set[int] = field(default_factory=set)
    _widths: CodeWidths | None = None
    _noted: set[bytes] = field(default_factory=set)
    """Short strings whose codes are known: most programs show words, or a few letters."""

    @property
    def widths(self) -> CodeWidths:
        """How far its codes move the pen; Unsupported when that cannot be told."""
        if self._widths is None:
            self._widths = CodeWidths(self.source)
        return self._widths

    def note(self, token: bytes) -> None:
        """Take note of the codes in a string that is shown; Unsupported for other tokens."""
        if token in self._noted:
            return
        shown = string_bytes(token)
        self.codes.update(shown if self.code_bytes == 1 else double_bytes(shown))
        if len(token) <= _SHORT and len(self._noted) < _MAX_NOTED:
            self._noted.add(token)


@dataclass(slots=True)
class Fonts:
    """The fonts of one output file.

    Attributes:
        refused: fonts that could not be rebuilt in an earlier attempt; using one raises.
    """

    target: pikepdf.Pdf
    refused: frozenset[ObjectId] = frozenset()
    _used: dict[ObjectId, FontUse] = field(default_factory=dict)
    _direct: list[FontUse] = field(default_factory=list)

    def use(self, source: pikepdf.Object) -> FontUse:
        """The font to write in place of `source`; Unsupported when it cannot be rebuilt."""
        key = source.objgen
        if key in self.refused:
            raise Unsupported("font")
        if key in self._used and key != (0, 0):
            return self._used[key]
        number = len(self._used) + len(self._direct)
        use = FontUse(
            name=f"/F{number}",
            source=source,
            target=self.target.make_indirect(pikepdf.Dictionary()),
            code_bytes=code_bytes_of(source),
        )
        if key == (0, 0):
            self._direct.append(use)
        else:
            self._used[key] = use
        return use

    def finish(self, glyph_writer: Callable[[pikepdf.Object, FontUse], None]) -> set[ObjectId]:
        """Fill in the dictionaries.

        Args:
            glyph_writer: rebuilds a Type 3 font, whose glyphs are content streams.

        Returns:
            Fonts that cannot be rebuilt; when there are any the output must be made again with
            these refused.
        """
        failed: set[ObjectId] = set()
        for number, use in enumerate([*self._used.values(), *self._direct]):
            try:
                facts = FontFacts(use.source, frozenset(use.codes), number)
                if str(use.source.get("/Subtype")) == "/Type3":
                    glyph_writer(use.source, use)
                    say_by_names(self.target, facts, use.target)
                else:
                    build_font(self.target, facts, use.target)
            except (Unsupported, *BROKEN):
                failed.add(use.source.objgen)
        return failed

    @property
    def is_level(self) -> bool:
        """Whether none of them writes from top to bottom (`code_bytes_of`: two ways are known)."""
        uses = [*self._used.values(), *self._direct]
        return all(str(use.source.get("/Encoding")) != "/Identity-V" for use in uses)

    def tell_all(self) -> bool:
        """Whether each code that is printed says which character it is (ISO 19005-2, 6.2.11.7)."""
        return all(map(_tells, [*self._used.values(), *self._direct]))


def _tells(use: FontUse) -> bool:
    stream, codes = use.target.get("/ToUnicode"), frozenset(use.codes)
    if not isinstance(stream, pikepdf.Stream):
        return not codes or str(use.target.get("/Subtype")) in ("/Type1", "/TrueType")
    said = read_to_unicode(stream.read_bytes(), codes)
    return codes <= said.keys() and not any(map(_UNSAID.search, said.values()))


def code_bytes_of(font: pikepdf.Object) -> int:
    """How many bytes a character code has; Unsupported when that varies."""
    if str(font.get("/Subtype")) != "/Type0":
        return 1
    if str(font.get("/Encoding")) not in ("/Identity-H", "/Identity-V"):
        raise Unsupported("font encoding")
    return 2
