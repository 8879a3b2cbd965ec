"""Boxes on a page, and the only conversion between page space and view space.

Page space: PDF points of the *unrotated* page, origin at the top left corner of its crop box,
y downwards. Everything that is stored or sent between processes is in page space. View space is
the page as a person sees it: turned by the page's /Rotate and scaled; it exists only on screen.
"""

from __future__ import annotations

import enum
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_ASKEW = 0.5
"""Parts of a letter by which a line rises, and runs on, from where one box around it is too big."""
_STEP = 0.2
"""Parts of a letter from one box along such a line to the next."""
_ROUNDING = 0.01


class Rotation(enum.IntEnum):
    """Clockwise turn of a page on display, in degrees (PDF 32000-1, 7.7.3.3, /Rotate)."""

    NONE = 0
    RIGHT = 90
    HALF = 180
    LEFT = 270

    @classmethod
    def of(cls, degrees: int) -> Rotation:
        """The rotation for any multiple of 90; ValueError for other values."""
        return cls(degrees % 360)


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in page space; x0 <= x1 and y0 <= y1, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if not (self.x0 <= self.x1 and self.y0 <= self.y1):  # also refuses NaN
            msg = f"not a box: {self.x0}, {self.y0}, {self.x1}, {self.y1}"
            raise ValueError(msg)

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Area in square points."""
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Centre point (x, y)."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies in the box, its border included."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def intersects(self, other: Box) -> bool:
        """Whether the two share an area larger than zero."""
        return min(self.x1, other.x1) > max(self.x0, other.x0) and min(self.y1, other.y1) > max(
            self.y0, other.y0
        )

    def overlap(self, other: Box) -> float:
        """Shared area in square points; 0 when they do not touch."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return width * height if width > 0 and height > 0 else 0.0

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def grown(self, points: float) -> Box:
        """The box with `points` added on each side; a negative value shrinks it to its centre."""
        x, y = self.centre
        return Box(
            min(self.x0 - points, x),
            min(self.y0 - points, y),
            max(self.x1 + points, x),
            max(self.y1 + points, y),
        )

    def as_tuple(self) -> tuple[float, float, float, float]:
        """(x0, y0, x1, y1), for libraries that take plain numbers."""
        return self.x0, self.y0, self.x1, self.y1


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of character offsets in the text of one page: start <= offset < end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"not a span: {self.start}, {self.end}"
            raise ValueError(msg)

    def overlaps(self, other: Span) -> bool:
        """Whether at least one character is shared."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


def bounding_box(boxes: Iterable[Box]) -> Box:
    """The smallest box around all; ValueError when there are none."""
    iterator = iter(boxes)
    try:
        result = next(iterator)
    except StopIteration:
        msg = "no boxes"
        raise ValueError(msg) from None
    for box in iterator:
        result = result.union(box)
    return result


def along(letters: Sequence[Box]) -> tuple[Box, ...]:
    """The boxes over the letters of one line: one around all of them, unless the line runs askew.

    WHY: around a name at 45 degrees one upright box takes as many letters of the lines beside it.
    WHY evenly spaced and of one size: a box for each letter would tell how wide each of them is.
    """
    whole = bounding_box(letters)
    (x0, y0), (x1, y1) = letters[0].centre, letters[-1].centre
    width, height = max(b.width for b in letters), max(b.height for b in letters)
    is_askew = abs(x1 - x0) > _ASKEW * width > 0 and abs(y1 - y0) > _ASKEW * height > 0
    if not is_askew:
        return (whole,)
    steps = math.ceil(max(abs(x1 - x0) / width, abs(y1 - y0) / height) / _STEP)
    wide, high = width + abs(x1 - x0) / steps, height + abs(y1 - y0) / steps
    middles = ((x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps + 1))
    boxes = tuple(Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in middles)
    # WHY checked: letters along a bend are not on the line between the first and the last.
    return boxes if all(any(_covers(box, b) for box in boxes) for b in letters) else (whole,)


def _covers(outer: Box, inner: Box) -> bool:
    outer = outer.grown(_ROUNDING)
    return outer.contains(inner.x0, inner.y0) and outer.contains(inner.x1, inner.y1)


def complement(area: Box, holes: Iterable[Box]) -> tuple[Box, ...]:
    """What is left of an area when holes are cut out of it, as boxes from top to bottom."""
    cut = [hole for hole in holes if hole.intersects(area)]
    edges = {area.y0, area.y1}
    edges.update(y for hole in cut for y in (hole.y0, hole.y1) if area.y0 < y < area.y1)
    heights = sorted(edges)
    result: list[Box] = []
    above: list[tuple[float, float]] = []
    for top, bottom in itertools.pairwise(heights):
        middle = (top + bottom) / 2
        gaps = _gaps(area, sorted((h.x0, h.x1) for h in cut if h.y0 <= middle <= h.y1))
        if gaps and gaps == above:  # one box instead of a stack of equal ones
            count = len(gaps)
            result[-count:] = [Box(b.x0, b.y0, b.x1, bottom) for b in result[-count:]]
        else:
            result.extend(Box(x0, top, x1, bottom) for x0, x1 in gaps)
        above = gaps
    return tuple(result)


def _gaps(area: Box, taken: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The stretches of the area's width that nothing takes."""
    result, x = [], area.x0
    for start, end in taken:
        if start > x:
            result.append((x, start))
        x = max(x, end)
    if x < area.x1:
        result.append((x, area.x1))
    return result


def page_to_view(box: Box, width: float, height: float, rotation: Rotation, scale: float) -> Box:
    """From page space to view space.

    Args:
        box: in page space.
        width: of the unrotated page, in points.
        height: of the unrotated page, in points.
        rotation: the page's rotation.
        scale: view pixels per point.
    """
    corners = [
        _turn(x, y, width, height, rotation) for x, y in ((box.x0, box.y0), (box.x1, box.y1))
    ]
    return _box_of(corners, scale)


def view_to_page(box: Box, width: float, height: float, rotation: Rotation, scale: float) -> Box:
    """From view space to page space; the inverse of `page_to_view`, same arguments."""
    if rotation in (Rotation.RIGHT, Rotation.LEFT):
        width, height = height, width
    back = Rotation.of(-rotation)
    corners = [
        _turn(x / scale, y / scale, width, height, back)
        for x, y in ((box.x0, box.y0), (box.x1, box.y1))
    ]
    return _box_of(corners, 1.0)


def _turn(
    x: float, y: float, width: float, height: float, rotation: Rotation
) -> tuple[float, float]:
    match rotation:
        case Rotation.NONE:
            return x, y
        case Rotation.RIGHT:
            return height - y, x
        case Rotation.HALF:
            return width - x, height - y
        case Rotation.LEFT:
            return y, width - x


def _box_of(corners: list[tuple[float, float]], scale: float) -> Box:
    xs = [x * scale for x, _ in corners]
    ys = [y * scale for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
