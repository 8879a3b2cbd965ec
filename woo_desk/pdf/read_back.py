"""Reads a written page back: what is left in its boxes, and which letters stand beside them.

WHY not as `page_text.read_page` does: its list of lines is a third of what reading costs, and here
nobody asks which letter stands in which line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from woo_desk.domain.geometry import Box
from woo_desk.pdf.garbage import no_garbage_collection
from woo_desk.pdf.matrix import Rect, inside
from woo_desk.pdf.page_text import Glyph, PageText, Printed, read_page

_MOST_BANDS = 12
"""Stretches of a page from which reading all of it is cheaper than one by one."""


def read_back(
    page: Any,
    boxes: Sequence[Box],
    beside: Sequence[Box],
    size: tuple[float, float],
    ours: str,
    *,
    is_level: bool = False,
) -> PageText:
    """The glyphs of a page that should have gone, and how often each character stands there.

    Args:
        page: a PyMuPDF page.
        boxes: in page space.
        beside: where else labels were printed.
        size: width and height of the crop box in points; what lies outside it should have gone too.
        ours: name of the font that labels are printed in; they are not counted.
        is_level: whether no font of the file writes from top to bottom.

    Returns:
        `removed` and `shown`, of which `letters` is told; not always lines and text.
    """
    with no_garbage_collection():
        printed = Printed(page)
        bands = _bands([*boxes, *beside])
        sheet = (0.0, 0.0, *size)
        blocks = printed.blocks(is_level=is_level)
        if len(bands) > _MOST_BANDS or not all(inside(area, sheet) for area, _ in blocks):
            return read_page(page, boxes, size, ours, printed=printed)
        shown = Counter("".join(said for _, said in blocks))
        found: Counter[tuple[str, Glyph]] = Counter()
        for band in bands:
            # WHY the larger count: a glyph that reaches into two bands is still one glyph, and
            # one that is drawn twice is found twice in each.
            found |= Counter(printed.within(band))
        mine = Counter[str]()
        removed: list[Glyph] = []
        for (font, glyph), count in found.items():
            if font == ours:
                mine[glyph.text] += count
            elif _is_in(glyph, boxes):
                removed += [glyph] * count
        return PageText(removed=removed, shown=shown - mine)


def _bands(boxes: Sequence[Box]) -> list[Rect]:
    """Rectangles around boxes that lie beside or through one another, apart in height."""
    bands: list[Rect] = []
    for box in sorted(boxes, key=lambda b: b.y0):
        x0, y0, x1, y1 = box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1
        if bands and y0 < bands[-1][3]:
            left, top, right, bottom = bands.pop()
            x0, y0, x1, y1 = min(left, x0), top, max(right, x1), max(bottom, y1)
        bands.append((x0, y0, x1, y1))
    return bands


def _is_in(glyph: Glyph, boxes: Sequence[Box]) -> bool:
    x, y = glyph.centre
    return any(box.contains(x, y) for box in boxes)
