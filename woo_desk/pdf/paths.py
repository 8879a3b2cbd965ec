"""Vector drawings: collects one path and decides what of it may be written.

A subpath that touches a box goes, with one exception: a straight horizontal or vertical line or an
upright rectangle that sticks out of the box is a table line or a background. It holds no shape that
could be read, and without it tables would fall apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from woo_desk.pdf.matrix import Matrix, Point, Rect, apply, bounds, inside, touch
from woo_desk.pdf.tokens import Unsupported, numbers

_OPERAND_COUNT = {b"m": 2, b"l": 2, b"c": 6, b"v": 4, b"y": 4, b"re": 4, b"h": 0}
FILLING = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_FLAT = 0.05
"""Points by which a line may deviate from upright and still count as upright."""
_STICKS_OUT = 1.0
"""Points by which a line must leave the box to count as a table line."""


@dataclass(slots=True)
class Subpath:
    """One stretch of a path, from `m` or `re` to the next."""

    tokens: list[bytes] = field(default_factory=list)
    segments: list[tuple[Point, ...]] = field(default_factory=list)
    """Control points of each segment in user space, its starting point included."""
    is_curved: bool = False
    is_rectangle: bool = False


class Painted(NamedTuple):
    """What is left of a path when it is painted."""

    tokens: list[bytes]
    bounds: Rect | None
    """In device space; None when nothing is left."""
    is_upright_rectangle: bool
    touches: bool
    """Whether some subpath had to go, or, for a clip path, lies across a box."""


class PathBuffer:
    """Collects path operators until the path is painted."""

    def __init__(self) -> None:
        self.subpaths: list[Subpath] = []
        self._point: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)

    def add(self, operator: bytes, operands: list[bytes]) -> None:
        """Take in one path operator; Unsupported when its operands are not right."""
        values = numbers(operands, _OPERAND_COUNT[operator])
        if operator == b"re":
            self._rectangle(values, operands)
            return
        if operator == b"m" or not self.subpaths:
            if operator != b"m":
                raise Unsupported("path without a beginning")
            self.subpaths.append(Subpath())
            self._point = self._start = (values[0], values[1])
        elif operator != b"h" and self.subpaths[-1].is_rectangle:
            subpath = Subpath(tokens=[b"%.5f" % self._point[0], b"%.5f" % self._point[1], b"m"])
            self.subpaths.append(subpath)
        subpath = self.subpaths[-1]
        subpath.tokens += (*operands, operator)
        if operator != b"m":
            self._segment(subpath, operator, values)

    def _rectangle(self, values: tuple[float, ...], operands: list[bytes]) -> None:
        x, y, width, height = values
        ring = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        self.subpaths.append(
            Subpath(
                tokens=[*operands, b"re"],
                segments=[(ring[i], ring[i + 1]) for i in range(4)],
                is_rectangle=True,
            )
        )
        self._point = self._start = (x, y)

    def _segment(self, subpath: Subpath, operator: bytes, values: tuple[float, ...]) -> None:
        if operator == b"h":
            if self._point != self._start:
                subpath.segments.append((self._point, self._start))
            self._point = self._start
            return
        points = tuple(zip(values[::2], values[1::2], strict=True))
        subpath.segments.append((self._point, *points))
        subpath.is_curved = subpath.is_curved or operator != b"l"
        self._point = points[-1]

    def paint(self, matrix: Matrix, boxes: Sequence[Rect], *, widen: float = 0.0) -> Painted:
        """Decide what is left of the path.

        Args:
            matrix: from user space to device space.
            boxes: in device space.
            widen: half the line width in user space, for strokes.
        """
        tokens: list[bytes] = []
        areas: list[Rect] = []
        touches = False
        for subpath in self.subpaths:
            area = _area(subpath, matrix)
            if area and boxes and _goes(subpath, matrix, area, boxes, widen):
                touches = True
                continue
            tokens += subpath.tokens
            if area:
                areas.append(area)
        return Painted(
            tokens=tokens,
            bounds=bounds([*(a[:2] for a in areas), *(a[2:] for a in areas)]) if areas else None,
            is_upright_rectangle=len(self.subpaths) == 1
            and _is_upright_rectangle(self.subpaths[0], matrix),
            touches=touches,
        )

    def clear(self) -> None:
        """Forget the path after it was painted."""
        self.subpaths = []


def _area(subpath: Subpath, matrix: Matrix) -> Rect | None:
    segments = subpath.segments
    if not segments:
        return None
    if subpath.is_rectangle:  # the first and the third of its sides touch every corner
        segments = segments[::2]
    return bounds([apply(matrix, *point) for segment in segments for point in segment])


def _goes(
    subpath: Subpath, matrix: Matrix, area: Rect, boxes: Sequence[Rect], widen: float
) -> bool:
    reach = widen * max(abs(value) for value in matrix[:4])
    wide = area[0] - reach, area[1] - reach, area[2] + reach, area[3] + reach
    hit = [box for box in boxes if touch(wide, box)]
    if not hit:
        return False
    if _is_line(area) or _is_upright_rectangle(subpath, matrix):
        return any(inside(area, box, slack=_STICKS_OUT) for box in hit)
    for segment in subpath.segments:
        x0, y0, x1, y1 = bounds(apply(matrix, *point) for point in segment)
        near = x0 - reach, y0 - reach, x1 + reach, y1 + reach
        if any(touch(near, box) for box in hit):
            return True
    return False


def _is_line(area: Rect) -> bool:
    return area[2] - area[0] <= _FLAT or area[3] - area[1] <= _FLAT


def _is_upright_rectangle(subpath: Subpath, matrix: Matrix) -> bool:
    if subpath.is_curved or not 3 <= len(subpath.segments) <= 4:
        return False
    for start, end in (segment for segment in subpath.segments):
        (x0, y0), (x1, y1) = apply(matrix, *start), apply(matrix, *end)
        if abs(x0 - x1) > _FLAT and abs(y0 - y1) > _FLAT:
            return False
    return True
