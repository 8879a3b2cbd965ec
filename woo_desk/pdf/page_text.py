"""Reads what is drawn on a page, to see what has to go and what is left.

WHY in two steps: the lines of a page cost a tenth of its glyphs, and only lines at a box, or
through one another, have to be looked at glyph by glyph.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pymupdf
from pymupdf import mupdf

from woo_desk.domain.geometry import Box
from woo_desk.pdf.matrix import Rect, inside, meet, touch

_FLAGS: int = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_USE_GID_FOR_UNKNOWN_UNICODE
)
"""One entry per glyph, as drawn: ligatures whole, glyphs without Unicode value too."""
_OURS = " gelakt "
"""Stands for a label of ours in the text, so that the words around it are not joined."""
_CORE = 0.3
"""Share of a line's height, from its middle, that no other line of ordinary text reaches into."""
_UPRIGHT = 0.01
_MANY = 0.2
"""Share of a page's characters from which reading all of them is cheaper than one by one."""


class Glyph(NamedTuple):
    """One glyph on a page, in page space; a tuple, because a page has thousands."""

    text: str
    bbox: Rect
    line: int
    """Index of its line."""

    @property
    def centre(self) -> tuple[float, float]:
        """Centre of the glyph's box."""
        x0, y0, x1, y1 = self.bbox
        return (x0 + x1) / 2, (y0 + y1) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A run of glyphs that the reader takes for one line."""

    bbox: Rect
    direction: tuple[float, float]
    """Cosine and sine, y downwards."""

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return abs(self.direction[1]) < _UPRIGHT and self.direction[0] > 0

    @property
    def is_upright(self) -> bool:
        """Whether it runs along an edge of the page."""
        return min(map(abs, self.direction)) < _UPRIGHT

    @property
    def core(self) -> Rect:
        """The middle of the line, all along it."""
        x0, y0, x1, y1 = self.bbox
        if abs(self.direction[1]) > abs(self.direction[0]):
            cut = (x1 - x0) * (1 - _CORE) / 2
            return x0 + cut, y0, x1 - cut, y1
        cut = (y1 - y0) * (1 - _CORE) / 2
        return x0, y0 + cut, x1, y1 - cut


@dataclass(slots=True)
class PageText:
    """What stands on one page, split by whether it has to go."""

    lines: list[Line] = field(default_factory=list)
    kept: list[Glyph] = field(default_factory=list)
    """Glyphs that stay; of lines that were looked at glyph by glyph."""
    removed: list[Glyph] = field(default_factory=list)
    text: str = ""
    """All of it in drawing order, lines apart; labels of ours replaced by one word."""
    shown: Counter[str] = field(default_factory=Counter)
    """How often each character stands there, labels of ours left out."""

    def letters(self) -> Counter[str]:
        """How often each character is kept; white space does not count."""
        left = self.shown - Counter(glyph.text for glyph in self.removed)
        return Counter({char: n for char, n in left.items() if not char.isspace()})

    def crossing_lines(self) -> set[int]:
        """Indexes of lines that lie through one another."""
        order = sorted(range(len(self.lines)), key=lambda i: self.lines[i].core[1])
        found: set[int] = set()
        for place, index in enumerate(order):
            core = self.lines[index].core
            for other in order[place + 1 :]:
                if self.lines[other].core[1] > core[3]:
                    break
                if touch(core, self.lines[other].core):
                    found |= {index, other}
        return found

    def crowded_lines(self) -> set[int]:
        """Lines in which the centre of a glyph that goes may lie in the upright box of another."""
        touched = {glyph.line for glyph in self.removed}
        crowded = {index for index in touched if not self.lines[index].is_upright}
        for index in touched:
            core = self.lines[index].core
            for other, line in enumerate(self.lines):
                if other != index and meet(core, line.bbox):
                    crowded |= {index, other}
        return crowded


def by_place(glyphs: Iterable[Glyph]) -> str:
    """Text of glyphs in order of place instead of drawing: a word that was drawn piecemeal."""
    rows: list[list[Glyph]] = []
    printed = (glyph for glyph in glyphs if not glyph.text.isspace())
    for glyph in sorted(printed, key=lambda g: g.centre[1]):
        height = glyph.bbox[3] - glyph.bbox[1]
        if rows and glyph.centre[1] - rows[-1][-1].centre[1] < 0.4 * height:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return "\n".join(_row_text(row) for row in rows)


def _row_text(row: list[Glyph]) -> str:
    row.sort(key=lambda g: g.bbox[0])
    out = [row[0].text]
    for last, glyph in itertools.pairwise(row):
        if glyph.bbox[0] - last.bbox[2] > 0.15 * (glyph.bbox[3] - glyph.bbox[1]):
            out.append(" ")
        out.append(glyph.text)
    return "".join(out)


class Printed:
    """The text of a page as MuPDF reads it, asked for once."""

    def __init__(self, page: Any) -> None:
        with _no_garbage_collection():
            self.textpage = page.get_textpage(flags=_FLAGS, clip=pymupdf.INFINITE_RECT())

    @functools.cached_property
    def blocks(self) -> list[Any]:
        """Glyph by glyph: blocks, lines, spans, characters."""
        with _no_garbage_collection():
            blocks: list[Any] = self.textpage.extractRAWDICT()["blocks"]
            return blocks

    @property
    def has_glyphs(self) -> bool:
        """Whether `blocks` was asked for already."""
        return "blocks" in self.__dict__


def read_page(
    page: Any,
    boxes: Sequence[Box],
    size: tuple[float, float],
    ours: str = "",
    *,
    every_glyph: bool = False,
    printed: Printed | None = None,
) -> PageText:
    """What stands on a page in drawing order, and which glyphs of it have to go.

    Args:
        page: a PyMuPDF page, unturned or not.
        boxes: in page space.
        size: width and height of the crop box in points; what lies outside it goes too.
        ours: name of the font that labels are printed in; they are not counted.
        every_glyph: look at all lines glyph by glyph, not just at those where something goes.
        printed: its text, when that was read already.
    """
    with _no_garbage_collection():
        printed = printed or Printed(page)
        return _Reader(printed, boxes, size, ours).read(every_glyph=every_glyph)


@contextlib.contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """WHY: a page makes thousands of objects; to look for rings among them doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Reader:
    """Reads one page."""

    def __init__(
        self, printed: Printed, boxes: Sequence[Box], size: tuple[float, float], ours: str
    ) -> None:
        self._printed = printed
        self._areas = [box.as_tuple() for box in boxes]
        self._sheet = (0.0, 0.0, *size)
        self._ours = ours
        self._result = PageText()
        self._lengths: list[int] = []
        """Characters of each line that are not ours."""
        self._mixed: set[int] = set()
        """Lines with a label of ours in them."""

    def read(self, *, every_glyph: bool) -> PageText:
        result = self._result
        out: list[str] = []
        counted: list[str] = []
        for number, line in enumerate(self._rough_lines()):
            result.lines.append(Line(line["bbox"], line["dir"]))
            length = 0
            for span in line["spans"]:
                if self._ours and span["font"] == self._ours:
                    out.append(_OURS)
                    self._mixed.add(number)
                    continue
                out.append(span["text"])
                counted.append(span["text"])
                length += len(span["text"])
            self._lengths.append(length)
            out.append("\n")
        result.text = "".join(out)
        result.shown = Counter("".join(counted))
        self._look_closer(every_glyph=every_glyph)
        return result

    def _rough_lines(self) -> Iterator[Any]:
        for block in self._printed.textpage.extractDICT()["blocks"]:
            yield from block.get("lines", ())

    def _look_closer(self, *, every_glyph: bool) -> None:
        wanted = {i for i in range(len(self._result.lines)) if every_glyph or self._is_near(i)}
        if not wanted:
            return
        share = sum(self._lengths[index] for index in wanted) / max(sum(self._lengths), 1)
        at_once = share > _MANY or self._printed.has_glyphs
        source = self._all_glyphs() if at_once else self._glyphs_one_by_one()
        self._take(source, wanted)
        self._take(source, self._result.crowded_lines() - wanted)

    def _is_near(self, index: int) -> bool:
        extent = self._result.lines[index].bbox
        if not self._lengths[index]:
            return False
        return not inside(extent, self._sheet) or any(touch(a, extent) for a in self._areas)

    def _take(self, source: Callable[[int], Iterable[Glyph]], wanted: Iterable[int]) -> None:
        result = self._result
        for number in sorted(wanted):
            near = [a for a in self._areas if touch(a, result.lines[number].bbox)]
            for glyph in source(number):
                goes = _goes(glyph.centre, near, self._sheet)
                (result.removed if goes else result.kept).append(glyph)

    def _all_glyphs(self) -> Callable[[int], Iterable[Glyph]]:
        """Reads all lines at once: dear by page, cheap by glyph."""
        lines = [line for block in self._printed.blocks for line in block.get("lines", ())]
        self._check(len(lines))
        return lambda number: (
            Glyph(char["c"], char["bbox"], number)
            for span in lines[number]["spans"]
            if span["font"] != self._ours
            for char in span["chars"]
            if not char["synthetic"]
        )

    def _glyphs_one_by_one(self) -> Callable[[int], Iterable[Glyph]]:
        """Reads single lines: cheap by page, dear by glyph."""
        lines = [
            line
            for block in self._printed.textpage.this
            if block.m_internal.type == mupdf.FZ_STEXT_BLOCK_TEXT
            for line in block
        ]
        self._check(len(lines))
        return lambda number: self._glyphs(lines[number], number)

    def _check(self, count: int) -> None:
        if count != len(self._result.lines):
            msg = "lines and glyphs of a page do not agree"
            raise ValueError(msg)

    def _glyphs(self, line: Any, number: int) -> Iterator[Glyph]:
        mixed = number in self._mixed
        for char in line:
            inner = char.m_internal
            if inner.flags & mupdf.FZ_STEXT_SYNTHETIC or (mixed and self._is_label(inner)):
                continue
            box = pymupdf.JM_char_bbox(line, char)
            yield Glyph(chr(inner.c), (box.x0, box.y0, box.x1, box.y1), number)

    def _is_label(self, inner: Any) -> bool:
        name = str(mupdf.fz_font_name(mupdf.FzFont(mupdf.ll_fz_keep_font(inner.font))))
        return name.rpartition("+")[2] == self._ours


def _goes(centre: tuple[float, float], areas: Sequence[Rect], sheet: Rect) -> bool:
    x, y = centre
    if not (sheet[0] <= x <= sheet[2] and sheet[1] <= y <= sheet[3]):
        return True
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in areas)
