"""Affine matrices as PDF has them: (a, b, c, d, e, f), points as rows (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

from collections.abc import Iterable

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1 with x0 <= x1 and y0 <= y1; which space is said where it is used."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UNIT_SQUARE: tuple[Point, ...] = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
_SEEN = 0.15
"""Share of a letter over the edge that is on the sheet from which it counts as seen."""


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """The point after the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def inverse(matrix: Matrix) -> Matrix | None:
    """The matrix that undoes `matrix`; None when there is none (everything on one line)."""
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    if abs(det) < 1e-12:
        return None
    return (
        d / det,
        -b / det,
        -c / det,
        a / det,
        (c * f - d * e) / det,
        (b * e - a * f) / det,
    )


def bounds(points: Iterable[Point]) -> Rect:
    """The smallest upright rectangle around the points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def corners(rect: Rect) -> tuple[Point, ...]:
    """Its four corners, in order around it."""
    x0, y0, x1, y1 = rect
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def moved(matrix: Matrix, rect: Rect) -> Rect:
    """The smallest upright rectangle around `rect` after the matrix."""
    return bounds(apply(matrix, x, y) for x, y in corners(rect))


def meet(first: Rect, second: Rect) -> Rect | None:
    """What two rectangles share; None when that has no area."""
    x0, y0 = max(first[0], second[0]), max(first[1], second[1])
    x1, y1 = min(first[2], second[2]), min(first[3], second[3])
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def centre(rect: Rect) -> Point:
    """Its centre."""
    x0, y0, x1, y1 = rect
    return (x0 + x1) / 2, (y0 + y1) / 2


def seen_at(letter: Rect, core: Rect, sheet: Rect) -> tuple[Point, ...]:
    """Where a letter is to be met: at its centre; nowhere if it is not seen on the sheet.

    Of one that lies over the edge it is also the centre of what is on the sheet: what a person
    draws around it ends where the sheet ends. `core` is the middle of its line.
    """
    x, y = middle = centre(letter)
    if sheet[0] <= x <= sheet[2] and sheet[1] <= y <= sheet[3]:
        return (middle,)
    # WHY the core: above and below letters their areas are empty.
    part, body = meet(letter, sheet), meet(letter, core)
    seen = meet(body, sheet) if body else None
    if not (part and body and seen) or _area(seen) < _SEEN * _area(body):
        return ()
    return middle, centre(part)


def touch(first: Rect, second: Rect) -> bool:
    """Whether two rectangles share a point; also true for lines, which have no area."""
    return (
        first[0] <= second[2]
        and second[0] <= first[2]
        and first[1] <= second[3]
        and second[1] <= first[3]
    )


def inside(inner: Rect, outer: Rect, slack: float = 0.0) -> bool:
    """Whether `inner` lies in `outer`, or sticks out by no more than `slack`."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def grown(rect: Rect, by: float) -> Rect:
    """The rectangle with `by` added on each side."""
    return rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by


def _area(rect: Rect) -> float:
    x0, y0, x1, y1 = rect
    return (x1 - x0) * (y1 - y0)
