"""Reads every glyph of a page as it is drawn, to see what has to go and what is left."""

from __future__ import annotations

import contextlib
import gc
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pymupdf

from woo_desk.domain.geometry import Box
from woo_desk.pdf.matrix import Rect, inside, touch

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

    kept: list[Glyph] = field(default_factory=list)
    removed: list[Glyph] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    text: str = ""
    """All of it in drawing order, lines apart; labels of ours replaced by one word."""

    def letters(self) -> Counter[str]:
        """How often each character is kept; white space does not count."""
        return Counter(glyph.text for glyph in self.kept if not glyph.text.isspace())

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

    def by_place(self) -> str:
        """Text of crossing lines in order of place instead of drawing: a word drawn piecemeal."""
        crossing = self.crossing_lines()
        glyphs = [g for g in self.kept if g.line in crossing and not g.text.isspace()]
        rows: list[list[Glyph]] = []
        for glyph in sorted(glyphs, key=lambda g: g.centre[1]):
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


def read_page(
    page: Any, boxes: Sequence[Box], size: tuple[float, float], ours: str = ""
) -> PageText:
    """Every glyph of a page in drawing order, and which of them have to go.

    Args:
        page: a PyMuPDF page, unturned or not.
        boxes: in page space.
        size: width and height of the crop box in points; what lies outside it goes too.
        ours: name of the font that labels are printed in; they are not counted.
    """
    with _no_garbage_collection():
        raw = page.get_text("rawdict", flags=_FLAGS, clip=pymupdf.INFINITE_RECT())
        return _split(raw, boxes, size, ours)


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


def _split(raw: Any, boxes: Sequence[Box], size: tuple[float, float], ours: str) -> PageText:
    result = PageText()
    out: list[str] = []
    areas = [box.as_tuple() for box in boxes]
    sheet = (0.0, 0.0, *size)
    for number, line in enumerate(_lines(raw)):
        extent = line["bbox"]
        result.lines.append(Line(extent, line["dir"]))
        near = [area for area in areas if touch(area, extent)]
        is_safe = not near and inside(extent, sheet)
        for span in line["spans"]:
            if ours and span["font"] == ours:
                out.append(_OURS)
                continue
            chars = span["chars"]
            out.append("".join([char["c"] for char in chars]))
            glyphs = [
                Glyph(char["c"], char["bbox"], number) for char in chars if not char["synthetic"]
            ]
            if is_safe:
                result.kept += glyphs
                continue
            for glyph in glyphs:
                goes = _goes(glyph.centre, near, sheet)
                (result.removed if goes else result.kept).append(glyph)
        out.append("\n")
    result.text = "".join(out)
    return result


def _goes(centre: tuple[float, float], areas: Sequence[Rect], sheet: Rect) -> bool:
    x, y = centre
    if not (sheet[0] <= x <= sheet[2] and sheet[1] <= y <= sheet[3]):
        return True
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in areas)


def _lines(raw: Any) -> Iterator[Any]:
    for block in raw["blocks"]:
        yield from block.get("lines", ())
