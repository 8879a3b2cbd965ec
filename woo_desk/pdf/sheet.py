"""What the rewriter knows of the page that it is working on: boxes, edges, pictures so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from woo_desk.pdf.matrix import Rect, meet
from woo_desk.pdf.tokens import Unsupported

_HIDES = 3.0
"""Points in both directions by which a fill must lie over a picture to count as hiding it."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area."""

    area: Rect
    is_solid: bool
    """Whether all of `area` is covered, so that nothing shows through."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was drawn."""

    area: Rect
    is_own: bool
    """Whether the page itself draws it, not a form that other pages may share."""


@dataclass(slots=True)
class Sheet:
    """One page while it is being rewritten. All rectangles are in PDF user space of the page."""

    boxes: tuple[Rect, ...]
    visible: Rect
    """Crop box: what lies outside is not published."""
    covers: Mapping[int, tuple[Rect, ...]] = field(default_factory=dict)
    """What lies over each picture later on, as found in an earlier go; by order of drawing."""
    pictures: list[Picture] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    found: dict[int, tuple[Rect, ...]] = field(default_factory=dict)
    """What was found to lie over each picture in this go."""

    def note_fill(self, area: Rect | None, *, is_solid: bool) -> None:
        """Take note of a filled area.

        What lies under it would still be in the file, and nobody who reviewed the page saw it: a
        picture loses the part under a solid area.

        Raises:
            Unsupported: it hides part of a picture, and which part cannot be told.
        """
        if area is None:
            return
        for index, picture in enumerate(self.pictures):
            if _hides(area, picture.area):
                if not (is_solid and picture.is_own):
                    raise Unsupported("covered picture")
                self.found[index] = (*self.found.get(index, ()), area)
        self.fills.append(Fill(area, is_solid))

    def note_picture(self, area: Rect, *, is_opaque: bool, is_own: bool) -> tuple[Rect, ...]:
        """Take note of a picture; gives what will lie over it."""
        if is_opaque:
            self.note_fill(area, is_solid=True)
        self.pictures.append(Picture(area, is_own))
        return self.covers.get(len(self.pictures) - 1, ())

    def replay(self, fills: Iterable[Fill], pictures: Iterable[Picture]) -> None:
        """Take note of all that a form drew when it was rewritten for another page."""
        for fill in fills:
            self.note_fill(fill.area, is_solid=fill.is_solid)
        self.pictures += [Picture(picture.area, is_own=False) for picture in pictures]


def _hides(area: Rect, picture: Rect) -> bool:
    shared = meet(area, picture)
    return shared is not None and min(shared[2] - shared[0], shared[3] - shared[1]) > _HIDES
