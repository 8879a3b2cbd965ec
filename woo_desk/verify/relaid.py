"""Lines that were laid out again: the same words in the same order, and no other ink.

Elsewhere a published page is compared with the prepared one pixel by pixel. Where the writer says
that it moved words, so that no gap tells what was removed, that cannot be; there the words are
compared, and whatever ink is not theirs. Nothing of what the writer says is believed but the place.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from PIL import Image, ImageChops

from woo_desk.domain.export import Mark, MovedRegion, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.verify.boxes import plain
from woo_desk.verify.findings import Check
from woo_desk.verify.pixels import EVEN, Area, Drawn, changed, is_even, is_plain
from woo_desk.verify.readers import Characters, PdfiumPage

SAME_LINE = 2.0
"""Points by which characters of one line may differ in height."""
EDGE = 0.5
"""Points around a region within which what belongs to it may stand."""


@dataclass(frozen=True, slots=True)
class Relaid:
    """What the writer says of lines that it laid out again."""

    written: tuple[Mark, ...] = ()
    """Where the boxes stand in the output; empty when they stand where they were asked for."""
    moved: tuple[MovedRegion, ...] = ()
    hides_width: bool = False
    """Whether gaps of marks that hide a width must have one of a few fixed widths."""
    width_told: frozenset[int] = frozenset()
    """Indexes of pages where the writer could not hide a width, and said so."""
    pictured: frozenset[int] = frozenset()
    """Indexes of pages that the writer says are a picture with what could be read in it."""


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The boxes of one page, before and after."""

    before: Sequence[Mark] = ()
    """Where they stood in the prepared PDF."""
    after: Sequence[Mark] = ()
    """Where they stand in the output."""
    moved: Sequence[Box] = field(default_factory=tuple)
    """What was laid out again."""

    @property
    def all_boxes(self) -> list[Box]:
        """Every box, of before and after."""
        return list(dict.fromkeys(_parts((*self.before, *self.after))))


def page_marks(marks: Sequence[Mark], relaid: Relaid, index: int) -> PageMarks:
    """The boxes of one page; those that the writer lost are looked into where they were."""
    before = [mark for mark in marks if mark.page_index == index]
    if not relaid.written:
        return PageMarks(before, before)
    moved = [region.box for region in relaid.moved if region.page_index == index]
    after = [mark for mark in relaid.written if mark.page_index == index]
    stayed = {(mark.boxes, mark.label) for mark in after}
    lost = [
        mark
        for mark in before
        if (mark.boxes, mark.label) not in stayed
        and not all(any(region.intersects(box) for region in moved) for box in mark.boxes)
    ]
    return PageMarks(before, [*after, *lost], moved)


def check_labels(marks: PageMarks, index: int, check: Check) -> None:
    """Report that the writer drew other boxes than were asked for."""
    asked = Counter(mark.label for mark in marks.before)
    if asked - Counter(mark.label for mark in marks.after):
        check.add(ResidueKind.LABEL_MISSING, page_index=index, place="laid out again")


def check_words(
    original: PdfiumPage, output: Characters, marks: PageMarks, index: int, check: Check
) -> None:
    """Report moved regions that do not say the words, outside the boxes, that they said before."""
    if not marks.moved:
        return
    earlier = original.characters()
    gone, labels = earlier.covered(_parts(marks.before)), output.covered(_parts(marks.after))
    for region in marks.moved:
        area = region.grown(EDGE)
        then = _said(earlier, area, gone)
        now = _said(output, area, labels)
        if then != now:
            check.add(
                ResidueKind.KEPT_TEXT_LOST, page_index=index, box=region, place="laid out again"
            )


def check_ink(
    before: tuple[PdfiumPage, Drawn],
    after: tuple[Characters, Drawn],
    marks: PageMarks,
    index: int,
    check: Check,
) -> None:
    """Report ink in moved regions that is no letter of a word there and was not there before."""
    if not marks.moved:
        return
    page, then = before
    characters, now = after
    boxes_now, boxes_then = _pixels(now, marks.after), _pixels(then, marks.before)
    for region in marks.moved:
        area = now.pixels(region, 0)
        without = _without(now, area, [*_letters(now, characters, region), *boxes_now])
        if is_even(without, EVEN):  # nothing is left but paper
            continue
        letters = _letters(then, page.characters(), region)
        known = _without(then, area, [*letters, *boxes_then])
        found = changed(ImageChops.subtract(known, without), [])
        if found is not None and not is_plain(_cut(without, found), EVEN):
            check.add(
                ResidueKind.PIXELS_OUTSIDE, page_index=index, box=region, place="laid out again"
            )


def _parts(marks: Sequence[Mark]) -> list[Box]:
    return [box for mark in marks for box in mark.boxes]


def _said(characters: Characters, area: Box, covered: Set[int]) -> str:
    """What stands in an area, line by line from left to right, but for what is covered."""
    indexes = [index for index in characters.within(area) if index not in covered]
    bottoms, lefts = characters.bottoms, characters.lefts
    lines: list[list[int]] = []
    for index in sorted(indexes, key=lambda i: -bottoms[i]):
        if lines and abs(bottoms[lines[-1][0]] - bottoms[index]) <= SAME_LINE:
            lines[-1].append(index)
        else:
            lines.append([index])
    text = characters.text
    return plain(
        "".join(text[index] for line in lines for index in sorted(line, key=lambda i: lefts[i]))
    )


def _letters(drawn: Drawn, characters: Characters, region: Box) -> Iterator[Area]:
    """The pixels that the letters of a region touch, and one more on each side.

    Letters that stand against each other in one row come as one piece: that is the same area, and
    a page has fifty rows of a hundred letters.
    """
    top, scale = characters.corner[1], drawn.scale
    near = 2 / scale  # as far as two spans with their extra pixels still touch
    tops, bottoms = characters.tops, characters.bottoms
    rows: defaultdict[tuple[float, float], list[list[float]]] = defaultdict(list)
    for index in characters.within(region.grown(EDGE)):
        x0, x1 = characters.extent(index)
        pieces = rows[tops[index], bottoms[index]]
        if pieces and pieces[-1][0] <= x0 <= pieces[-1][1] + near:
            pieces[-1][1] = max(pieces[-1][1], x1)
        else:
            pieces.append([x0, x1])
    for row, pieces in rows.items():
        high, low = (top - edge for edge in (max(row), min(row)))
        y0, y1 = math.floor(high * scale) - 1, math.ceil(low * scale) + 1
        for x0, x1 in pieces:
            yield math.floor(x0 * scale) - 1, y0, math.ceil(x1 * scale) + 1, y1


def _pixels(drawn: Drawn, marks: Sequence[Mark]) -> list[Area]:
    return [drawn.pixels(box, 1) for box in _parts(marks)]


def _without(drawn: Drawn, area: Area, painted: Iterable[Area]) -> Image.Image:
    """A piece of a page with letters and boxes painted over in the colour of its paper."""
    picture = drawn.picture.crop(area)
    levels = picture.histogram()
    paper = levels.index(max(levels))
    left, top, right, bottom = area
    for x0, y0, x1, y1 in painted:
        if x0 < right and left < x1 and y0 < bottom and top < y1:
            picture.paste(paper, (x0 - left, y0 - top, x1 - left, y1 - top))
    return picture


def _cut(picture: Image.Image, squares: tuple[int, int, int, int]) -> Image.Image:
    block = 6
    x0, y0, x1, y1 = (edge * block for edge in squares)
    return picture.crop((x0, y0, min(x1, picture.width), min(y1, picture.height)))
