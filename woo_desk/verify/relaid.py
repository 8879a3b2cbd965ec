"""Lines that were laid out again: the same words in the same order, and no other ink.

Elsewhere a published page is compared with the prepared one pixel by pixel. Where the writer says
that it moved words, so that no gap tells what was removed, that cannot be; there the words are
compared, and whatever ink is not theirs. Nothing of what the writer says is believed but the place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageChops

from woo_desk.domain.export import Mark, MovedRegion, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.verify.boxes import plain
from woo_desk.verify.findings import Check
from woo_desk.verify.pixels import EVEN, Drawn, changed, is_plain
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
        return list(
            dict.fromkeys(box for mark in (*self.before, *self.after) for box in mark.boxes)
        )


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
    earlier = original.characters(near=[box.grown(EDGE) for box in marks.moved])
    for region in marks.moved:
        area = region.grown(EDGE)
        then = _said(earlier, area, marks.before)
        now = _said(output, area, marks.after)
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
    earlier = page.characters(near=[box.grown(EDGE) for box in marks.moved])
    for region in marks.moved:
        area = now.pixels(region, 0)
        without = _without(now, area, _boxes(characters, region), marks.after)
        known = _without(then, area, _boxes(earlier, region), marks.before)
        found = changed(ImageChops.subtract(known, without), [])
        if found is not None and not is_plain(_cut(without, found), EVEN):
            check.add(
                ResidueKind.PIXELS_OUTSIDE, page_index=index, box=region, place="laid out again"
            )


def _said(characters: Characters, area: Box, marks: Sequence[Mark]) -> str:
    """What stands in an area outside some boxes, line by line from left to right."""
    covered = {i for mark in marks for box in mark.boxes for i in characters.within(box)}
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


def _boxes(characters: Characters, region: Box) -> list[Box]:
    return [characters.box(index) for index in characters.within(region.grown(EDGE))]


def _without(
    drawn: Drawn, area: tuple[int, int, int, int], letters: Iterable[Box], marks: Sequence[Mark]
) -> Image.Image:
    """A piece of a page with letters and boxes painted over in the colour of its paper."""
    picture = drawn.picture.crop(area)
    levels = picture.histogram()
    paper = levels.index(max(levels))
    boxes = [box for mark in marks for box in mark.boxes]
    for box in (*letters, *boxes):
        x0, y0, x1, y1 = drawn.pixels(box, 1)
        picture.paste(paper, (x0 - area[0], y0 - area[1], x1 - area[0], y1 - area[1]))
    return picture


def _cut(picture: Image.Image, squares: tuple[int, int, int, int]) -> Image.Image:
    block = 6
    x0, y0, x1, y1 = (edge * block for edge in squares)
    return picture.crop((x0, y0, min(x1, picture.width), min(y1, picture.height)))
