"""Draws marked text on the pages of a new PDF, and notes where each planted datum ended up."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pymupdf

from tests.helpers.voorbeeld.lines import Line, Placed, place, wrap
from tests.helpers.voorbeeld.markup import TAGS, Piece, Tag, plain
from tests.helpers.voorbeeld.truth import Corners, Made, Plant, Stays

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
GREY: Colour = (0.35, 0.35, 0.35)
BLUE: Colour = (0.08, 0.26, 0.45)
FAMILIES = {"sans": ("helv", "hebo"), "serif": ("tiro", "tibo"), "mono": ("cour", "cobo")}
LIGATURES = (("fi", "ﬁ"), ("fl", "ﬂ"))


@dataclass(frozen=True, slots=True)
class Look:
    """How the running text of a document is set."""

    family: str = "sans"
    size: float = 9.5
    leading: float = 13.0
    justified: bool = False
    by_word: bool = False
    """Each word is placed by itself and the file holds no spaces, as some printer drivers do."""
    ligatures: bool = False


@dataclass(slots=True)
class _Trail:
    """Where one tag has been drawn so far."""

    tag: Tag
    page_index: int
    boxes: list[Corners] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)


@functools.cache
def _font(name: str) -> pymupdf.Font:
    return pymupdf.Font(name)


# WHY cached: PyMuPDF measures in Python, letter by letter, and wrapping asks for a word often.
@functools.lru_cache(maxsize=20_000)
def _unit_width(font_name: str, text: str) -> float:
    """Width in points at a letter size of one point."""
    return float(_font(font_name).text_length(text, 1.0))


class Paper:
    """A new PDF under construction; `y` is the baseline of the next line, in points from the top.

    Attributes:
        left, right, bottom: borders of the running text on the current page.
    """

    def __init__(
        self,
        made: Made,
        look: Look,
        *,
        size: tuple[float, float] = (595.0, 842.0),
        borders: tuple[float, float, float, float] = (71.0, 72.0, 524.0, 770.0),
        on_page: Callable[[Paper, int], None] | None = None,
        at_end: Callable[[Paper, int, int], None] | None = None,
    ) -> None:
        """Args:
        made: takes the truth.
        look: of the running text.
        size: of the pages, in points.
        borders: left, first baseline, right and last baseline of the running text.
        on_page: draws what each page starts with; gets the page index.
        at_end: draws what depends on the number of pages; gets page index and number of pages.
        """
        self.made = made
        self.look = look
        self.left, self.top, self.right, self.bottom = borders
        self.y = self.top
        self.doc = pymupdf.open()
        self._size = size
        self._on_page = on_page
        self._at_end = at_end
        self._page_index = -1
        self._fills: dict[int, list[tuple[Corners, Colour]]] = {}
        self._rules: dict[int, list[tuple[float, float, float, float, float]]] = {}
        self._writers: dict[tuple[int, Colour], pymupdf.TextWriter] = {}
        self.new_page()

    @property
    def page(self) -> pymupdf.Page:
        """The page that is being drawn on."""
        return self.doc[self._page_index]

    @property
    def page_index(self) -> int:
        """0-based."""
        return self._page_index

    def new_page(self) -> None:
        """Start a page; the next line is its first."""
        self.doc.new_page(width=self._size[0], height=self._size[1])
        self._page_index = self.doc.page_count - 1
        self.y = self.top
        if self._on_page:
            self._on_page(self, self._page_index)

    def at(
        self,
        x: float,
        y: float,
        marked: str,
        *,
        size: float | None = None,
        bold: bool = False,
        colour: Colour = BLACK,
        align: str = "left",
    ) -> float:
        """One line with its baseline at y; x is its left end, its middle or its right end.

        Returns: the x where it ends.
        """
        if not marked:
            return x
        text = f"**{marked}**" if bold else marked
        points = size or self.look.size
        measure = self._measure(points)
        lines = wrap(text, 1e6, measure, self._space(points))
        placed = place(lines[0], measure, self._space(points), None)
        width = placed[-1][-1].x + placed[-1][-1].width
        start = {"left": x, "middle": x - width / 2, "right": x - width}[align]
        trails: dict[int, _Trail] = {}
        self._draw(placed, start, y, points, colour, trails)
        self._note(trails)
        return start + width

    def paragraph(
        self,
        marked: str,
        *,
        x: float | None = None,
        width: float | None = None,
        size: float | None = None,
        leading: float | None = None,
        after: float = 6.0,
        stays: bool = False,
    ) -> None:
        """Running text from `self.y` on, over pages if need be.

        Args:
            marked: as in `markup`.
            x: left border; that of the page by default.
            width: in points; up to the right border by default.
            size: of the letters.
            leading: from baseline to baseline.
            after: white space below, in points.
            stays: the whole text must be readable in the publication.
        """
        left = self.left if x is None else x
        room = (self.right - left) if width is None else width
        points = size or self.look.size
        measure, space = self._measure(points), self._space(points)
        trails: dict[int, _Trail] = {}
        for line in wrap(marked, room, measure, space):
            if self.y > self.bottom:
                self.new_page()
            self._draw(
                place(line, measure, space, room if self.look.justified else None),
                left,
                self.y,
                points,
                BLACK,
                trails,
            )
            self.y += leading or self.look.leading
        self._note(trails)
        if stays:
            self.made.stays.append(Stays("sentence", self._page_index, (plain(marked),)))
        self.y += after

    def heading(self, marked: str, *, size: float | None = None, before: float = 4.0) -> None:
        """A bold line that is not left alone at the foot of a page."""
        self.y += before
        if self.y > self.bottom - 3 * self.look.leading:
            self.new_page()
        self.at(self.left, self.y, marked, size=size, bold=True)
        self.y += self.look.leading + 2

    def bullets(self, items: Sequence[str], *, mark: str = "•") -> None:
        """A list; the marks hang to the left of the text."""
        for item in items:
            if self.y > self.bottom:
                self.new_page()
            self.at(self.left + 4, self.y, mark)
            self.paragraph(item, x=self.left + 16, after=2.0)
        self.y += 4

    def lines_of(self, marked: str, width: float, size: float) -> list[Line]:
        """How a text would be broken; for cells of tables."""
        return wrap(marked, width, self._measure(size), self._space(size))

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, weight: float = 0.5) -> None:
        """A thin line."""
        self._rules.setdefault(self._page_index, []).append((x0, y0, x1, y1, weight))

    def fill(self, box: Corners, colour: Colour) -> None:
        """A filled rectangle without border; all text is printed over it."""
        self._fills.setdefault(self._page_index, []).append((box, colour))

    def finish(self) -> pymupdf.Document:
        """Draw what waits for the number of pages, and hand over the document."""
        total = self.doc.page_count
        for index in range(total):
            self._page_index = index
            if self._at_end:
                self._at_end(self, index, total)
        for index in sorted(self._fills.keys() | self._rules.keys()):
            self._draw_shapes(index)
        for (index, colour), writer in self._writers.items():
            writer.write_text(self.doc[index], color=colour)
        self.doc.subset_fonts()
        self.made.pages = total
        return self.doc

    def _draw_shapes(self, index: int) -> None:
        # WHY at the end: PyMuPDF makes page objects anew when a page is added.
        shape = self.doc[index].new_shape()
        for box, colour in self._fills.get(index, ()):
            shape.draw_rect(pymupdf.Rect(box))
            shape.finish(color=None, fill=colour)
        for x0, y0, x1, y1, weight in self._rules.get(index, ()):
            shape.draw_line((x0, y0), (x1, y1))
            shape.finish(color=BLACK, width=weight)
        shape.commit()

    def _font_name(self, piece: Piece) -> str:
        return FAMILIES[self.look.family][piece.bold]

    def _measure(self, size: float) -> Callable[[Piece], float]:
        def measure(piece: Piece) -> float:
            points = size * 0.62 if piece.raised else size
            return _unit_width(self._font_name(piece), self._printed(piece.text)) * points

        return measure

    def _space(self, size: float) -> float:
        return _unit_width(self._font_name(Piece(" ")), " ") * size

    def _printed(self, text: str) -> str:
        for letters, ligature in LIGATURES if self.look.ligatures else ():
            text = text.replace(letters, ligature)
        return text

    def _draw(
        self,
        placed: list[list[Placed]],
        left: float,
        y: float,
        size: float,
        colour: Colour,
        trails: dict[int, _Trail],
    ) -> None:
        by_word = self.look.by_word or self.look.justified
        for x, text, piece in _runs(placed, by_word=by_word):
            points = size * 0.62 if piece.raised else size
            height = y - size * 0.36 if piece.raised else y
            writer = self._writers.setdefault(
                (self._page_index, colour), pymupdf.TextWriter(self.page.rect)
            )
            font = _font(self._font_name(piece))
            writer.append((left + x, height), self._printed(text), font=font, fontsize=points)
        for item in (item for word in placed for item in word):
            if item.piece.tag:
                self._mark(item, left, y, size, trails)

    def _mark(
        self, item: Placed, left: float, y: float, size: float, trails: dict[int, _Trail]
    ) -> None:
        tag = item.piece.tag
        if tag is None:
            return
        trail = trails.setdefault(tag.number, _Trail(tag, self._page_index))
        text = self._printed(item.piece.text)
        x0, x1 = left + item.x, left + item.x + item.width
        top, foot = y - 0.76 * size, y + 0.22 * size
        if trail.boxes and trail.boxes[-1][1] == top:
            trail.boxes[-1] = (trail.boxes[-1][0], top, x1, foot)
            trail.printed[-1] += f" {text}"
        else:
            trail.boxes.append((x0, top, x1, foot))
            trail.printed.append(text)

    def _note(self, trails: dict[int, _Trail]) -> None:
        for trail in trails.values():
            kind, role, must = TAGS[trail.tag.letters]
            self.made.plants.append(
                Plant(
                    type=kind,
                    role=role,
                    must=must,
                    text=trail.tag.text,
                    page_index=trail.page_index,
                    boxes=tuple(trail.boxes),
                    printed=tuple(trail.printed),
                )
            )


def _runs(placed: list[list[Placed]], *, by_word: bool) -> list[tuple[float, str, Piece]]:
    """What is drawn in one go: (x, text, a piece with its style)."""
    runs: list[tuple[float, str, Piece]] = []
    for number, word in enumerate(placed):
        for order, item in enumerate(word):
            gap = " " if number and not order else ""
            last = runs[-1] if runs and not (gap and by_word) else None
            style = (item.piece.bold, item.piece.raised)
            if last and (last[2].bold, last[2].raised) == style:
                runs[-1] = (last[0], last[1] + gap + item.piece.text, last[2])
            else:
                runs.append((item.x, item.piece.text, item.piece))
    return runs
