"""What the rewriter knows of the page that it is working on: boxes, edges, pictures so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from woo_desk.pdf.matrix import Rect, meet
from woo_desk.pdf.tokens import Unsupported

_HIDES = 3.0
"""Points in both directions by which a fill must lie over a picture to count as hiding it."""


@dataclass(slots=True)
class Sheet:
    """One page while it is being rewritten. All rectangles are in PDF user space of the page."""

    boxes: tuple[Rect, ...]
    visible: Rect
    """Crop box: what lies outside is not published."""
    pictures: list[Rect] = field(default_factory=list)
    """Where pictures have been drawn so far."""
    fills: list[Rect] = field(default_factory=list)
    """Where areas have been filled so far."""

    def note_fill(self, area: Rect | None) -> None:
        """Take note of a filled area; Unsupported when it hides part of a picture.

        What lies under it would still be in the file, and nobody who reviewed the page saw it.
        """
        if area is None:
            return
        for picture in self.pictures:
            if _hides(area, picture):
                raise Unsupported("covered picture")
        self.fills.append(area)

    def note_picture(self, area: Rect, *, is_opaque: bool) -> None:
        """Take note of a picture; Unsupported when it hides part of an earlier one."""
        if is_opaque:
            for picture in self.pictures:
                if _hides(area, picture):
                    raise Unsupported("covered picture")
        self.pictures.append(area)

    def replay(self, fills: list[Rect], pictures: list[Rect]) -> None:
        """Take note of all that a form drew when it was rewritten for another page."""
        for area in fills:
            self.note_fill(area)
        self.pictures += pictures


def _hides(area: Rect, picture: Rect) -> bool:
    shared = meet(area, picture)
    return shared is not None and min(shared[2] - shared[0], shared[3] - shared[1]) > _HIDES
