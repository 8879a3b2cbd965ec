"""Writes paragraphs that were set anew: gathers their glyphs from the stream, prints them at once.

WHY at once: what is left of the source between them (steps from line to line, spacing of words,
pieces that a line was drawn in) would tell where its lines were broken. So nothing of it is left:
each paragraph is one stretch of words with places of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from woo_desk.pdf.flow import Place, Setting
from woo_desk.pdf.matrix import Matrix, Rect, apply, inside, inverse, meet, moved
from woo_desk.pdf.tags import Tagger
from woo_desk.pdf.tokens import Unsupported, number_text

_REACH = 0.15
"""Points by which a glyph of the stream may lie beside the place where it was read."""
_GRID = 0.25


class Unsettled(Unsupported):
    """What was read and what the stream holds do not agree: the page keeps its gaps."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a glyph is printed."""

    font: str
    """Resource name in the output."""
    size: float
    """As it is seen, in points."""
    slant: float
    colour: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where in the stream a paragraph is printed."""

    index: int
    """In the tokens that are written."""
    matrix: Matrix


@dataclass(slots=True)
class _Glyph:
    paragraph: int
    run: int
    """-1 for a space that is not printed."""
    codes: list[tuple[Look, bytes]] = field(default_factory=list)
    """As found; twice when it is drawn twice."""

    @property
    def size(self) -> float:
        """Of its font, as it is seen."""
        return self.codes[0][0].size if self.codes else 0.0


class Relay:
    """The paragraphs of one page that are set anew, while the page is rewritten."""

    def __init__(self, settings: Sequence[Setting], to_user: Matrix) -> None:
        """Begin a page.

        Args:
            settings: what is set anew.
            to_user: from page space to PDF user space.

        Raises:
            Unsettled: the page has a scale of its own.
        """
        to_page = inverse(to_user)
        if to_page is None or abs(to_user[0] - 1) > 1e-6 or abs(to_user[3] + 1) > 1e-6:
            raise Unsettled("scale")
        self._settings = settings
        self._to_page, self._to_user = to_page, to_user
        self._glyphs: dict[Place, _Glyph] = {}
        self._grid: dict[tuple[int, int], list[Place]] = {}
        self._rows: set[int] = set()
        self._heights: set[int] = set()
        self._slots: dict[int, Slot] = {}
        self._spaces: dict[str, bytes] = {}
        for number, setting in enumerate(settings):
            for index, run in enumerate(setting.runs):
                for place in run.glyphs:
                    self._note(place, _Glyph(number, index))
            for place in setting.spaces:
                self._note(place, _Glyph(number, -1))

    def _note(self, place: Place, glyph: _Glyph) -> None:
        self._glyphs.setdefault(place, glyph)
        column, row = _cell(place)
        self._grid.setdefault((column, row), []).append(place)
        if row not in self._rows:
            self._rows.add(row)
            self._heights |= {row - 1, row, row + 1}

    # --- while the stream is read ---------------------------------------------------------------

    def is_near(self, x: float, y: float) -> bool:
        """Whether a glyph from here lies at the height of one that moves; user space."""
        return round(apply(self._to_page, x, y)[1] / _GRID) in self._heights

    def find(self, x: float, y: float) -> Place | None:
        """The glyph that moves from here; user space."""
        a, b, c, d, e, f = self._to_page
        here_x, here_y = a * x + c * y + e, b * x + d * y + f
        lowest, highest = round((here_y - _REACH) / _GRID), round((here_y + _REACH) / _GRID)
        first, last = round((here_x - _REACH) / _GRID), round((here_x + _REACH) / _GRID)
        for row in range(lowest, highest + 1):
            if row not in self._rows:
                continue
            for column in range(first, last + 1):
                for place in self._grid.get((column, row), ()):
                    if abs(place[0] - here_x) < _REACH and abs(place[1] - here_y) < _REACH:
                        return place
        return None

    def needs_slot(self, place: Place) -> bool:
        """Whether it is the first that is met of its paragraph."""
        glyph = self._glyphs[place]
        return glyph.run >= 0 and glyph.paragraph not in self._slots

    def open_slot(self, place: Place, slot: Slot, clip: Rect | None) -> None:
        """Print the paragraph here.

        Raises:
            Unsettled: part of it could not be seen here.
        """
        number = self._glyphs[place].paragraph
        if clip is None or not inside(self._area(number), clip, 1.0):
            raise Unsettled("clip")
        self._slots[number] = slot

    def take(self, place: Place, look: Look, code: bytes) -> None:
        """Take a glyph out of the stream."""
        glyph = self._glyphs[place]
        if glyph.run < 0:
            self._spaces.setdefault(look.font, code)
        glyph.codes.append((look, code))

    def paint_over(self, area: Rect | None) -> None:
        """Something is filled here.

        Raises:
            Unsettled: it may hide a paragraph that was printed before.
        """
        if area is None:
            return
        for number in self._slots:
            if meet(area, self._area(number)):
                raise Unsettled("background")

    def _area(self, number: int) -> Rect:
        return moved(self._to_user, self._settings[number].region.as_tuple())

    # --- when the stream was read ---------------------------------------------------------------

    def content(self, tagger: Tagger | None) -> dict[int, bytes]:
        """What to print, by index in the tokens.

        Args:
            tagger: numbers the pieces between gaps, line by line.

        Raises:
            Unsettled: a glyph was not found, or in more than one look.
        """
        printed: dict[int, bytes] = {}
        for number, setting in enumerate(self._settings):
            slot = self._slots.get(number)
            if slot is None and setting.runs:
                raise Unsettled("glyphs")
            if slot is not None:
                printed[slot.index] = self._paragraph(setting, slot, tagger or Tagger())
        return printed

    def _paragraph(self, setting: Setting, slot: Slot, tagger: Tagger) -> bytes:
        back = inverse(slot.matrix)
        if back is None:
            raise Unsettled("matrix")
        out = [b"q", *map(number_text, back), b"cm", b"BT 0 Tc 0 Tw 100 Tz 0 Ts 0 Tr"]
        last: Look | None = None
        edges = sorted((box.y0, box.x0) for _, box in setting.boxes)
        piece: tuple[float, int] | None = None
        for run in setting.runs:
            y = run.y
            # How many gaps lie before it on its line: each begins a new piece.
            before = sum(top < y < top + 40 and x < run.x for top, x in edges)
            if piece != (y, before):
                out += [b"EMC"] * (piece is not None)
                place = apply(self._to_user, run.x, y)
                size = self._glyphs[run.glyphs[0]].size
                out += tagger.piece(slot.index, *place, round(size, 1))
                piece = y, before
            for look, codes, x in self._pieces(run.glyphs, run.x, run.has_space_after):
                if run.space_before is not None and x == run.x and look.font in self._spaces:
                    out += self._shown(look, last, run.space_before, y, self._spaces[look.font])
                    last = look
                out += self._shown(look, last, x, y, codes)
                last = look
        return b" ".join([*out, *[b"EMC"] * (piece is not None), b"ET Q"])

    def _pieces(
        self, places: Sequence[Place], x: float, has_space: bool
    ) -> list[tuple[Look, bytes, float]]:
        """Codes of one look together."""
        pieces: list[tuple[Look, bytes, float]] = []
        for place in places:
            found = self._glyphs[place].codes
            if not found or (len(found) > 1 and any(item != found[0] for item in found)):
                raise Unsettled("glyphs")
            look, code = found[0]
            if pieces and (pieces[-1][0] is look or pieces[-1][0] == look):
                pieces[-1] = look, pieces[-1][1] + code, pieces[-1][2]
            else:
                offset = round(place[0] - places[0][0], 1) if pieces else 0.0
                pieces.append((look, code, round(x + offset, 2)))
        if has_space and pieces and pieces[-1][0].font in self._spaces:
            look, codes, start = pieces[-1]
            pieces[-1] = look, codes + self._spaces[look.font], start
        return pieces

    def _shown(
        self, look: Look, last: Look | None, x: float, y: float, codes: bytes
    ) -> list[bytes]:
        out: list[bytes] = []
        if last is None or last.colour != look.colour:
            out += look.colour
        if last is None or (last.font, last.size) != (look.font, look.size):
            out += [look.font.encode(), number_text(look.size), b"Tf"]
        place = apply(self._to_user, x, y)
        out += [b"1 0", number_text(look.slant), b"1", *map(number_text, place), b"Tm"]
        return [*out, b"<" + codes.hex().upper().encode() + b">", b"Tj"]


def _cell(place: Place) -> tuple[int, int]:
    return round(place[0] / _GRID), round(place[1] / _GRID)
