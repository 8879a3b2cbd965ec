"""Reads what is drawn on a page, to see what has to go and what is left.

WHY in two steps: the lines of a page cost a tenth of its glyphs, and only lines at a box, or
through one another, have to be looked at glyph by glyph.
"""

from __future__ import annotations

import functools
import itertools
import operator
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pymupdf

from woo_desk.domain.geometry import Box
from woo_desk.pdf.garbage import no_garbage_collection
from woo_desk.pdf.matrix import Point, Rect, centre, inside, meet, seen_at, touch
from woo_desk.pdf.vertical import has_vertical, put_right

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
_BAND = 0.25
"""Share of a level line's height, from either edge, that is left out to find its glyphs."""
_MANY = 0.4
"""Share of a page's characters from which reading all lines is cheaper than one by one."""
_TALLEST = 3
"""Sizes of its font above which a glyph's box tells nothing of where it shows (Type 3 fonts)."""
_ONE_BY_ONE = 30
"""After so many lines all are read, whoever asked for them."""

Word = tuple[float, float, str]
"""Left edge, right edge and text."""


class Glyph(NamedTuple):
    """One glyph on a page, in page space; a tuple, because a page has thousands."""

    text: str
    bbox: Rect
    line: int
    """Index of its line."""

    @property
    def centre(self) -> Point:
        """Centre of the glyph's box."""
        return centre(self.bbox)


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
        extents = [line.bbox for line in self.lines]
        for index in touched:
            core = self.lines[index].core
            for other, (_, y0, _, y1) in enumerate(extents):
                if y0 < core[3] and core[1] < y1 and other != index and meet(core, extents[other]):
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
    """The text of a page as MuPDF reads it, asked for once; `is_cut`: not what lies beside it."""

    def __init__(self, page: Any, flags: int = _FLAGS, *, is_cut: bool = False) -> None:
        area = None if is_cut else pymupdf.INFINITE_RECT()
        with no_garbage_collection():
            self._textpage = page.get_textpage(flags=flags, clip=area)
        self._read: dict[int, Any] = {}
        self._is_right = False
        """Whether letters of vertical writing stand where they are drawn."""

    @functools.cached_property
    def text_blocks(self) -> list[Any]:
        """Its blocks of lines with their spans, but not the glyphs in them."""
        with no_garbage_collection():
            blocks = self._textpage.extractDICT()["blocks"]
            if has_vertical(blocks):
                self._put_right()
                blocks = self._textpage.extractDICT()["blocks"]
        return [block for block in blocks if "lines" in block]

    @functools.cached_property
    def lines(self) -> list[Any]:
        """The lines of all blocks, each with the number of its block."""
        lines = []
        for block in self.text_blocks:
            for line in block["lines"]:
                line["block"] = block["number"]
                lines.append(line)
        return lines

    @functools.cached_property
    def words(self) -> dict[int, list[Word]]:
        """The words of each line, by its index.

        They end at a space or no-break space, and where a space would have had room.
        """
        numbers: dict[int, int] = {}
        for index, line in enumerate(self.lines):
            numbers.setdefault(line["block"], index)
        words: dict[int, list[Word]] = {}
        by_line = itertools.groupby(self._textpage.extractWORDS(), operator.itemgetter(5, 6))
        for (block, line), found in by_line:
            words[numbers[block] + line] = [(x0, x1, text) for x0, _, x1, _, text, *_ in found]
        return words

    def glyphs(self, index: int) -> Any:
        """One line with its spans and the glyphs in them.

        Raises:
            ValueError: the lines of the page do not agree with its glyphs.
        """
        if index not in self._read:
            was_read = "_every_glyph" in self.__dict__ or len(self._read) > _ONE_BY_ONE
            found = None if was_read else self._in_its_band(index)
            self._read[index] = self._every_glyph[index] if found is None else found
        return self._read[index]

    def read_all(self) -> None:
        """Read all glyphs at once, which is cheaper where most are wanted."""
        if len(self._read) < len(self.lines):
            self._read = dict(enumerate(self._every_glyph))

    @functools.cached_property
    def _every_glyph(self) -> list[Any]:
        with no_garbage_collection():
            found = list(_lines_of(self._textpage.extractRAWDICT()))
        if len(found) != len(self.lines):
            msg = "lines and glyphs of a page do not agree"
            raise ValueError(msg)
        return found

    def _in_its_band(self, index: int) -> Any:
        """The glyphs of one line, read with the rest of the page out of sight.

        WHY: MuPDF hands out glyphs of whole pages, at a hundred times the cost of one line. None
        when it is not certain that what comes back is that line, and whole.
        """
        line = self.lines[index]
        box = x0, y0, x1, y1 = line["bbox"]
        # WHY: what is printed twice in one place is told apart by its turn.
        there = [n for n, other in enumerate(self.lines) if other["bbox"] == box]
        alike = [n for n in there if _key(self.lines[n]) == _key(line)]
        # WHY the middle: lines are as high as they are apart, or higher.
        cut = _BAND * (y1 - y0) if line["dir"] == (1.0, 0.0) else -1.0
        read = self._read_within((x0 - 1, y0 + cut, x1 + 1, y1 - cut))
        found = [other for other in read if _key(other) == _key(line)]
        if len(found) != len(alike):
            return None
        again = found[alike.index(index)]
        return again if _counts(again) == _counts(line) else None

    def _read_within(self, area: Rect) -> Iterator[Any]:
        """Lines with those of their glyphs that meet an area."""
        sheet = self._textpage.this.m_internal.mediabox
        kept = sheet.x0, sheet.y0, sheet.x1, sheet.y1
        sheet.x0, sheet.y0, sheet.x1, sheet.y1 = area
        try:
            with no_garbage_collection():
                return _lines_of(self._textpage.extractRAWDICT())
        finally:
            sheet.x0, sheet.y0, sheet.x1, sheet.y1 = kept

    def within(self, area: Rect) -> Iterator[tuple[str, Glyph]]:
        """The glyphs that meet an area, each with the name of its font; all count as one line."""
        for line in self._read_within(area):
            for span in line["spans"]:
                for char in span["chars"]:
                    if not char["synthetic"]:
                        yield span["font"], Glyph(char["c"], char["bbox"], 0)

    def _put_right(self) -> None:
        if not self._is_right:
            self._is_right = True
            put_right(self._textpage)

    def blocks(self, *, is_level: bool) -> list[tuple[Rect, str]]:
        """Box and text of each stretch of text; `is_level`: no font of it is a vertical one."""
        if not is_level:
            self._put_right()
        return [
            ((x0, y0, x1, y1), said)
            for x0, y0, x1, y1, said, _number, kind in self._textpage.extractBLOCKS()
            if kind == 0
        ]


def _lines_of(read: Any) -> Iterator[Any]:
    for block in read["blocks"]:
        yield from block.get("lines", ())


def _key(line: Any) -> Any:
    return line["bbox"], line["dir"], len(line["spans"])


def _counts(line: Any) -> list[int]:
    """How many glyphs each span of a line has."""
    return [len(span["chars"] if "chars" in span else span["text"]) for span in line["spans"]]


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
    with no_garbage_collection():
        printed = printed or Printed(page)
        return _Reader(printed, boxes, size, ours).read(every_glyph=every_glyph)


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

    def read(self, *, every_glyph: bool) -> PageText:
        result = self._result
        out: list[str] = []
        counted: list[str] = []
        for line in self._printed.lines:
            result.lines.append(Line(line["bbox"], line["dir"]))
            length = 0
            for span in line["spans"]:
                if self._ours and span["font"] == self._ours:
                    out.append(_OURS)
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

    def _look_closer(self, *, every_glyph: bool) -> None:
        wanted = {i for i in range(len(self._result.lines)) if every_glyph or self._is_near(i)}
        if not wanted:
            return
        share = sum(self._lengths[index] for index in wanted) / max(sum(self._lengths), 1)
        if share > _MANY:
            self._printed.read_all()
        self._take(wanted)
        self._take(self._result.crowded_lines() - wanted)

    def _is_near(self, index: int) -> bool:
        extent = self._result.lines[index].bbox
        if not self._lengths[index]:
            return False
        return not inside(extent, self._sheet) or any(touch(a, extent) for a in self._areas)

    def _take(self, wanted: Iterable[int]) -> None:
        result = self._result
        for number in sorted(wanted):
            core = result.lines[number].core
            near = [a for a in self._areas if touch(a, result.lines[number].bbox)]
            for glyph, pen in self._glyphs(number):
                is_odd = pen is not None and _is_in(pen, self._sheet)
                spots = (glyph.centre,) if is_odd else seen_at(glyph.bbox, core, self._sheet)
                stays = spots and not any(_is_in(spot, *near) for spot in spots)
                (result.kept if stays else result.removed).append(glyph)

    def _glyphs(self, number: int) -> Iterator[tuple[Glyph, Point | None]]:
        """And where the pen was set down, for those whose box is no measure."""
        for span in self._printed.glyphs(number)["spans"]:
            if self._ours and span["font"] == self._ours:
                continue
            for char in span["chars"]:
                if not char["synthetic"]:
                    is_odd = char["bbox"][3] - char["bbox"][1] > _TALLEST * span["size"]
                    glyph = Glyph(char["c"], char["bbox"], number)
                    yield glyph, char["origin"] if is_odd else None


def _is_in(point: Point, *areas: Rect) -> bool:
    x, y = point
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in areas)
