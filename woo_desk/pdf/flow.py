"""Sets the words of a paragraph anew, with gaps of a width that tells nothing.

Everything here is worked out from the words that stay, the width of the gaps, the width of the
column and the baselines that were there. Nothing depends on what the gaps held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.geometry import Box, bounding_box
from woo_desk.pdf.paragraphs import Paragraph, is_word_gap
from woo_desk.pdf.rows import Cell, Row

_HYPHENS = "-\u2010\u2011\u00ad"
_SPACE = 0.26
"""Width of a space where none is printed, in font sizes."""

_BOX_UP, _BOX_DOWN = 0.92, 0.26
"""How far a box reaches above and below the baseline, in font sizes."""


class DoesNotFit(Exception):
    """The paragraph cannot be set anew within its own room."""


class CannotTell(Exception):
    """Something in the paragraph is not understood; it stays as it is."""


Place = tuple[float, float]
"""Origin of a glyph, in page space."""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs that follow one another by their own advances."""

    glyphs: tuple[Place, ...]
    """Where they stood."""
    x: float
    """Where the first of them comes."""
    y: float
    space_before: float | None = None
    """Where a space comes before it, when a gap stands there; None for none."""
    has_space_after: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A paragraph as it was set anew."""

    runs: tuple[Run, ...]
    """In reading order."""
    spaces: tuple[Place, ...]
    """Spaces that stood there, and are not printed any more."""
    boxes: tuple[tuple[int, Box], ...]
    """Index of a mark, with a box of it as it lies now."""
    region: Box
    """Where all of it stood, and stands."""


@dataclass(slots=True)
class _Gap:
    mark: int
    row: Row
    x0: float
    """Of the first glyph that goes, where it stood."""
    x1: float


@dataclass(slots=True)
class _Cluster:
    """What no line is broken in: stretches of glyphs, and gaps."""

    parts: list[list[Cell] | _Gap] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    """Row of each part, for its baseline."""
    width: float = -1.0
    """Once it is known."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of one page."""

    boxes: Sequence[tuple[Box, ...]]
    """Of each mark."""
    width: Callable[[int], float | None]
    """Of the gap of a mark; None for one that keeps its own."""


def set_anew(paragraph: Paragraph, gaps: Gaps, right: float) -> Setting:
    """Set a paragraph anew.

    Args:
        paragraph: to set.
        gaps: on its page.
        right: edge that must not be passed.

    Raises:
        CannotTell: words or gaps of it cannot be told apart.
        DoesNotFit: there is no room for the gaps.
    """
    spaces: list[Place] = []
    clusters = list(_clusters(paragraph, gaps, spaces))
    space = _space(paragraph)
    setter = _Setter(paragraph, gaps, space, right)
    lines = setter.lines(clusters)
    for number, line in enumerate(lines):
        setter.place(number, line)
    stood = [_region(row, paragraph, right) for row in paragraph.rows]
    # WHY both: a gap may be wider than the name was, and push the end of a short line out.
    region = bounding_box([*stood, *setter.ink])
    return Setting(tuple(setter.runs), tuple(spaces), tuple(setter.boxes), region)


def _region(row: Row, paragraph: Paragraph, right: float) -> Box:
    left = min(row.x0, paragraph.left)
    end = right if len(paragraph.rows) > 1 else max(row.x1, left + 1)
    return Box(left - 1, row.top, max(end, row.x1) + 1, row.bottom)


def _space(paragraph: Paragraph) -> float:
    for row in paragraph.rows:
        for cell in row.cells:
            if cell.char == " " and cell.mark < 0 and 0.15 < cell.width / cell.size < 0.7:
                return cell.width / cell.size * row.size
    return _SPACE * paragraph.rows[0].size


def _clusters(paragraph: Paragraph, gaps: Gaps, spaces: list[Place]) -> Iterator[_Cluster]:
    current = _Cluster()
    for row in paragraph.rows:
        if row.is_tangled:
            raise CannotTell
        ended = row.ink[0].x0
        is_apart = not _goes_on(current, row.ink[0], gaps)
        for cell in row.cells:
            if cell.is_space:
                if cell.mark < 0:
                    spaces.append((cell.x0, cell.y))
                is_apart = True
                continue
            if is_apart or is_word_gap(ended, cell):
                is_apart = not _goes_on(current, cell, gaps)
            if is_apart and current.parts:
                yield current
                current = _Cluster()
            _add(current, cell, row, gaps)
            ended, is_apart = cell.x1, False
        if row is not paragraph.rows[-1] and row.ink[-1].mark < 0 and row.ink[-1].char in _HYPHENS:
            raise CannotTell
    if current.parts:
        yield current


def _goes_on(cluster: _Cluster, cell: Cell, gaps: Gaps) -> bool:
    """Whether a glyph belongs to the gap that stands last: of one mark with a hidden width."""
    last = cluster.parts[-1] if cluster.parts else None
    return isinstance(last, _Gap) and last.mark == cell.mark and gaps.width(cell.mark) is not None


def _add(cluster: _Cluster, cell: Cell, row: Row, gaps: Gaps) -> None:
    last = cluster.parts[-1] if cluster.parts else None
    if cell.mark >= 0:
        if isinstance(last, _Gap) and last.mark == cell.mark:
            if last.row is row:
                last.x1 = cell.x1
                return
            if gaps.width(cell.mark) is not None:
                return
        cluster.parts.append(_Gap(cell.mark, row, cell.x0, cell.x1))
    elif isinstance(last, list) and cluster.rows[-1] is row and last[-1].y == cell.y:
        last.append(cell)
        return
    else:
        cluster.parts.append([cell])
    cluster.rows.append(row)


class _Setter:
    """Puts clusters on lines and gives everything its place."""

    def __init__(self, paragraph: Paragraph, gaps: Gaps, space: float, right: float) -> None:
        self._paragraph = paragraph
        self._gaps = gaps
        self._space = space
        self._right = right
        self.runs: list[Run] = []
        self.boxes: list[tuple[int, Box]] = []
        self.ink: list[Box] = []
        """Of each line, where it comes to stand."""

    def lines(self, clusters: Sequence[_Cluster]) -> list[list[_Cluster]]:
        """Break the paragraph into lines, no more than there are rows."""
        lines: list[list[_Cluster]] = [[]]
        left = self._left(0)
        room = self._right - left if self._paragraph.anchor == 0 else 2 * self._right
        used = 0.0
        for cluster in clusters:
            width = self._width(cluster)
            with_space = used + self._space * bool(lines[-1]) + width
            if lines[-1] and with_space > room:
                lines.append([])
                if len(lines) > len(self._paragraph.rows):
                    raise DoesNotFit
                room, with_space = self._right - self._left(len(lines) - 1), width
            if with_space > room:
                raise DoesNotFit
            lines[-1].append(cluster)
            used = with_space
        return lines

    def place(self, number: int, line: Sequence[_Cluster]) -> None:
        """Give everything on a line its place.

        WHY ragged, also in a justified paragraph: stretched spaces sum up to what the words leave.
        """
        baseline = round(self._paragraph.rows[number].baseline, 2)
        natural = sum(map(self._width, line)) + self._space * (len(line) - 1)
        x = self._start(number, natural)
        row = self._paragraph.rows[number]
        self.ink.append(Box(x - 1, row.top, x + natural + 1, row.bottom))
        for index, cluster in enumerate(line):
            before = line[index - 1] if index else None
            x = self._put(cluster, x, baseline, before, is_end=index == len(line) - 1)
            x += self._space

    def _start(self, number: int, natural: float) -> float:
        paragraph = self._paragraph
        if not paragraph.anchor:
            return self._left(number)
        x = paragraph.place - paragraph.anchor * natural
        if x < 18 or x + natural > self._right + 0.5:
            raise DoesNotFit
        return x

    def _left(self, number: int) -> float:
        return self._paragraph.place if number == 0 else self._paragraph.left

    def _width(self, cluster: _Cluster) -> float:
        if cluster.width < 0:
            widths = (
                self._gap_width(part) if isinstance(part, _Gap) else _printed_width(part)
                for part in cluster.parts
            )
            cluster.width = sum(widths)
        return cluster.width

    def _gap_width(self, gap: _Gap) -> float:
        width = self._gaps.width(gap.mark)
        return gap.x1 - gap.x0 if width is None else width

    def _put(
        self, cluster: _Cluster, x: float, baseline: float, before: _Cluster | None, *,
        is_end: bool,
    ) -> float:  # fmt: skip
        after_gap = before is not None and isinstance(before.parts[-1], _Gap)
        for index, (part, row) in enumerate(zip(cluster.parts, cluster.rows, strict=True)):
            if isinstance(part, _Gap):
                box = self._box(part, x, baseline)
                if index == 0 and before and _ends_with(before, part.mark):
                    box = self.boxes.pop()[1].union(box)  # one box for words that go together
                self.boxes.append((part.mark, box))
                x += self._gap_width(part)
                continue
            is_first, is_last = index == 0, index == len(cluster.parts) - 1
            self.runs.append(
                Run(
                    glyphs=tuple((cell.x0, cell.y) for cell in part),
                    x=round(x, 2),
                    y=round(baseline + part[0].y - row.baseline, 2),
                    space_before=round(x - self._space, 2) if is_first and after_gap else None,
                    has_space_after=is_last and not is_end,
                )
            )
            x += _printed_width(part)
        return x

    def _box(self, gap: _Gap, x: float, baseline: float) -> Box:
        middle = gap.row.baseline - 0.3 * gap.row.size
        own = [
            box
            for box in self._gaps.boxes[gap.mark]
            if box.y0 <= middle <= box.y1 and box.x0 <= gap.x1 and gap.x0 <= box.x1
        ]
        if not own or own[0].height > 2.4 * gap.row.size:
            raise CannotTell
        down = baseline - gap.row.baseline
        # WHY not all of it: boxes are as high as the font, and reach into the line above.
        y0 = round(max(own[0].y0 + down, baseline - _BOX_UP * gap.row.size), 2)
        y1 = round(min(own[0].y1 + down, baseline + _BOX_DOWN * gap.row.size), 2)
        if self._gaps.width(gap.mark) is not None:
            return Box(round(x, 2), y0, round(x + self._gap_width(gap), 2), y1)
        # WHY: what a box reaches over beside its word goes along, but not its other words.
        others = [c.x0 for c in gap.row.ink if c.mark == gap.mark]
        left = 0.0 if any(x0 < gap.x0 for x0 in others) else own[0].x0 - gap.x0
        right = 0.0 if any(x0 >= gap.x1 for x0 in others) else own[-1].x1 - gap.x1
        return Box(x + min(left, 0.0), y0, max(x + gap.x1 - gap.x0 + max(right, 0.0), x), y1)


def _ends_with(cluster: _Cluster, mark: int) -> bool:
    last = cluster.parts[-1]
    return isinstance(last, _Gap) and last.mark == mark


def _printed_width(cells: Sequence[Cell]) -> float:
    return sum([cell.width for cell in cells])
