"""Looks at the pages of a cleaned PDF: what detection can read, and what no reader sees.

Text counts as unseen when it has no ink: drawn in invisible mode, transparent, smaller than a
point, in the colour of its background, or covered. Text that a clipping path cuts off is not
looked for here; the redaction engine draws nothing that has no ink.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pymupdf

from woo_desk.domain.document import HiddenItem, HiddenKind
from woo_desk.domain.geometry import Rotation
from woo_desk.domain.rows import Rows, in_rows
from woo_desk.pdf.drawn import Drawn, drawn_beside
from woo_desk.pdf.extract import TEXT_FLAGS, PageFacts, is_reliable, page_facts
from woo_desk.pdf.garbage import no_garbage_collection
from woo_desk.pdf.objects import detail
from woo_desk.pdf.text_rows import Row, plain_rows, text_of
from woo_desk.pdf.vertical import has_vertical

_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")
"""Characters without a Unicode value of their own."""

_DRAWN = 16 | 32
"""Bits of a span's `char_flags`: filled, stroked."""
_NEARLY_WHITE = 0xE0
_TRANSPARENT = 26
"""Alpha out of 255 below which text has no ink to speak of: ten per cent."""
_TINY = 1.0
"""Points."""
_INK = 24
"""Difference in grey, out of 255, from which something can be seen."""
_INK_SCALE = 150 / 72
_BIG_PICTURE = 0.1
"""Part of the page from which a picture may hold something to read."""
_SCAN = 0.5
"""Part of the page from which a page is taken to be a picture of a page."""
_FEW_CHARACTERS = 200
"""On a scan: a stamp or page number, not the text of the page."""
_MAX_COVERS = 300
"""Shapes painted after text, up to which each is compared with that text."""
_COVER_HEIGHT = 4.0
"""Points: a thinner shape is a line under or through text."""

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageSurvey:
    """What one page holds."""

    facts: PageFacts
    hidden: tuple[HiddenItem, ...]
    is_clean: bool
    """False: there is text outside the page, to be removed."""
    text: str | None
    """As `extract_page` gives it; None where the page has to be read again for that."""
    cells: Rows
    """Of the first page, with its text; none of a turned one."""


class _Span(NamedTuple):
    """A tuple, because a page has hundreds."""

    text: str
    bbox: Rectangle
    suspect: bool
    """Has to be looked at for ink."""
    unseen: bool
    """Cannot have ink."""
    raised_mode: bool
    """Drawn in invisible mode, as text recognition of scans does."""


def survey_page(document: Any, index: int) -> PageSurvey:
    """Read page `index` (0-based) of a PDF whose layers, annotations and fields are dealt with."""
    page = document[index]
    size = page.cropbox
    sheet = (0.0, 0.0, float(size.width), float(size.height))
    things, before_text = drawn_beside(page)
    with no_garbage_collection():
        blocks = _blocks(page)
        spans = [_span_of(raw) for raw in _spans(blocks)]
    inside = [span for span in spans if _meets(span.bbox, sheet)]
    # WHY those over the edge too: what is cut off of them was readable to a program.
    outside = [span for span in spans if _leaves(span.bbox, sheet)]
    wide = [area for kind, area in things[before_text:] if _may_cover(kind, area)]
    covered = _covered(page.get_bboxlog()) if _may_be_covered(inside, wide) else []
    unseen, layer = _unseen(page, inside, covered)
    pictures = _picture_share(things, sheet)
    facts = _facts(page, inside, layer, pictures)
    if facts.text_reliable and any(map(_UNMAPPED.search, (span.text for span in inside))):
        # WHY again: a letter that another font had to draw is a span apart from its word.
        is_reliable_whole = page_facts(document, index).text_reliable
        facts = dataclasses.replace(facts, text_reliable=is_reliable_whole)
    hidden = (
        *_items(HiddenKind.INVISIBLE_TEXT, "invisible_text", index, unseen),
        *_items(HiddenKind.OUTSIDE_PAGE, "outside_page", index, outside),
    )
    crossing = any(not _within(span.bbox, sheet) for span in inside)
    rows = _rows(blocks, spans, sheet)
    return PageSurvey(
        facts,
        hidden,
        is_clean=not (outside or crossing),
        text=None if rows is None else text_of(rows),
        cells=_cells(rows) if rows and index == 0 and facts.rotation is Rotation.NONE else (),
    )


def _rows(
    blocks: Sequence[dict[str, Any]], spans: Sequence[_Span], sheet: Rectangle
) -> list[Row] | None:
    """The rows of the page, as whoever reads it later finds them; None where that is not sure."""
    # WHY inside: what lies beside the page is left out of its text.
    is_whole = all(_is_inside(span.bbox, sheet) for span in spans)
    return plain_rows(blocks) if is_whole and not has_vertical(blocks) else None


def _cells(rows: Sequence[Row]) -> Rows:
    printed = ((row.outline, " ".join(row.text.split())) for row in rows)
    return in_rows((box, cell) for box, cell in printed if cell)


def _may_cover(kind: str, area: Rectangle) -> bool:
    """Whether text may lie under a thing, and not only over a line."""
    return kind.startswith("fill-") and area[3] - area[1] >= _COVER_HEIGHT


def _may_be_covered(spans: Sequence[_Span], wide: Sequence[Rectangle]) -> bool:
    """Whether something that was painted after text meets any: only then each is compared."""
    if len(wide) > _MAX_COVERS:
        return True
    return any(_meets(span.bbox, area) for area in wide for span in spans)


def _leaves(box: Rectangle, sheet: Rectangle) -> bool:
    """Whether letters lie beyond the edge, not only the room around them."""
    edge = max(_TINY, 0.4 * (box[3] - box[1]))
    inner = (sheet[0] - edge, sheet[1] - edge, sheet[2] + edge, sheet[3] + edge)
    return not _within(box, inner)


def _blocks(page: Any) -> list[dict[str, Any]]:
    everything = pymupdf.INFINITE_RECT()
    read = page.get_text("dict", flags=TEXT_FLAGS, clip=everything)
    return [block for block in read["blocks"] if block["type"] == 0]


def _spans(blocks: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    for block in blocks:
        for line in block["lines"]:
            yield from line["spans"]


def _span_of(raw: dict[str, Any]) -> _Span:
    colour = raw["color"]
    invisible_mode = not raw["char_flags"] & _DRAWN
    pale = min(colour >> 16 & 255, colour >> 8 & 255, colour & 255) >= _NEARLY_WHITE
    faint = raw["alpha"] < _TRANSPARENT and not invisible_mode
    return _Span(raw["text"], raw["bbox"], pale, faint or raw["size"] < _TINY, invisible_mode)


def _covered(log: Sequence[tuple[str, Rectangle]]) -> list[Rectangle]:
    """Boxes of text over which something wide is painted later."""
    texts: list[Rectangle] = []
    result: set[Rectangle] = set()
    looked_at = 0
    for kind, box in log:
        if kind.endswith("-text"):
            texts.append(box)
        elif texts and _may_cover(kind, box):
            looked_at += 1
            if looked_at > _MAX_COVERS:
                # WHY all: a map has too many shapes to compare; then each word is looked at.
                return [box for kind, box in log if kind.endswith("-text")]
            result.update(t for t in texts if _overlap(t, box) > 0.5 * _area(t))
    return sorted(result)


def _unseen(
    page: Any, spans: list[_Span], covered: list[Rectangle]
) -> tuple[list[_Span], list[_Span]]:
    """The spans without ink, and those of a text layer over a picture of the text."""
    doubtful = [
        span
        for span in spans
        if span.text.strip()
        and (
            span.suspect
            or span.raised_mode
            or any(_overlap(span.bbox, box) > 0.5 * _area(span.bbox) for box in covered)
        )
        and not span.unseen
    ]
    unseen = [span for span in spans if span.unseen and span.text.strip()]
    if not doubtful:
        return unseen, []
    ink = _Ink(page)
    unseen += [span for span in doubtful if not ink.shows(span.bbox)]
    layer = [span for span in doubtful if span.raised_mode and ink.shows(span.bbox)]
    return unseen, layer


class _Ink:
    """A grey picture of a page, to see whether something stands in a box."""

    def __init__(self, page: Any) -> None:
        matrix = pymupdf.Matrix(_INK_SCALE, _INK_SCALE)
        # WHY derotation: boxes are in page space, pictures are turned.
        self._turn = page.rotation_matrix * matrix
        self._picture = page.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, alpha=False)
        self._samples = memoryview(self._picture.samples_mv)

    def shows(self, box: Rectangle) -> bool:
        """Whether lighter and darker pixels stand in the middle of the box.

        WHY the middle: a box of text is as high as its line and reaches over its neighbours.
        """
        edge = 0.3 * (box[3] - box[1])
        middle = pymupdf.Rect(box[0], box[1] + edge, box[2], box[3] - edge)
        area = (middle * self._turn).irect & self._picture.irect
        if area.is_empty:
            return False
        darkest, lightest = 255, 0
        for row in range(area.y0, area.y1):
            start = row * self._picture.stride
            pixels = self._samples[start + area.x0 : start + area.x1].tobytes()
            darkest, lightest = min(darkest, *pixels, 255), max(lightest, *pixels, 0)
        return lightest - darkest >= _INK


def _facts(page: Any, spans: list[_Span], layer: list[_Span], pictures: float) -> PageFacts:
    text = "\n".join(span.text for span in spans)
    characters = len("".join(text.split()))
    size = page.cropbox
    is_scan_only = pictures >= _SCAN and characters < _FEW_CHARACTERS
    return PageFacts(
        width=float(size.width),
        height=float(size.height),
        rotation=Rotation.of(page.rotation),
        has_text=characters > 0 and not is_scan_only,
        text_reliable=is_reliable(text) and not layer and pictures < _BIG_PICTURE,
    )


def _picture_share(things: Sequence[Drawn], sheet: Rectangle) -> float:
    """Part of the page that pictures take; overlapping ones may count twice, up to 1."""
    boxes = [box for kind, box in things if kind in ("fill-image", "fill-imgmask")]
    return min(sum(_overlap(box, sheet) for box in boxes) / max(_area(sheet), 1.0), 1.0)


def _items(kind: HiddenKind, key: str, index: int, spans: list[_Span]) -> list[HiddenItem]:
    text = " ".join(span.text.strip() for span in spans).strip()
    return [HiddenItem(kind, index, detail(key, value=text))] if text else []


def _meets(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(one: Rectangle, other: Rectangle) -> bool:
    return (
        other[0] <= one[0] <= other[2]
        and other[1] <= one[1] <= other[3]
        and other[0] <= one[2] <= other[2]
        and other[1] <= one[3] <= other[3]
    )


def _is_inside(one: Rectangle, other: Rectangle) -> bool:
    """Whether it does not even touch the edge."""
    return other[0] < one[0] and other[1] < one[1] and one[2] < other[2] and one[3] < other[3]


def _overlap(one: Rectangle, other: Rectangle) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def _area(box: Rectangle) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
