"""Whether the gaps that names left behind tell how wide the names were.

With a list of thirty names and the width of a gap to a tenth of a point, three names in four are
known. So, where the option is on, each gap of such a name has one of a few widths that have nothing
to do with it, and the words of its line stand as far apart as in any other such line (in a
justified line the spaces would tell as much as the gap).

A gap tells something where a word followed the name: in a column of a table the next word stands
where it stands whatever the name is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from woo_desk.domain.export import Mark, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.verify.findings import Check
from woo_desk.verify.readers import Characters, PdfiumPage
from woo_desk.verify.relaid import PageMarks

FEW = 4
"""Different widths of gaps that a page may have for each label and size of letters: that of the box
with a space on neither side, on one or on both, and with the space of another font."""
SAME = 0.25
"""Points within which two widths are one: an attacker measures to a tenth of a point."""
FLOWS = 0.7
"""Part of the height of a box within which a word follows it, or it follows a word: a space."""
WORD = 0.12
"""Part of the height of a line from which a gap is a space."""


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around one box."""

    box: Box
    label: str
    left: float | None
    """Where the letter before the box ends; None when there is none."""
    right: float | None
    """Where the letter behind it begins."""
    space: float | None
    """Widest space between the words of its line; None when it has none."""

    @property
    def follows(self) -> bool:
        """Whether it stands behind a word, at the distance of a space."""
        return self.left is not None and self.box.x0 - self.left <= FLOWS * self.box.height

    @property
    def flows(self) -> bool:
        """Whether a word follows at the distance of a space."""
        return self.right is not None and self.right - self.box.x1 <= FLOWS * self.box.height


@dataclass(frozen=True, slots=True)
class Gap:
    """What can be measured at one box, and what could be before."""

    box: Box
    label: str
    width: float
    """From the end of what stands before the box to the beginning of what follows it."""
    earlier: float | None
    """The same in the prepared page; None when it is not known which gap that was."""
    space: float | None

    @classmethod
    def of(cls, then: Place | None, now: Place) -> Gap:
        """The gap at a place.

        What it lay between in the prepared page counts, however far the box is drawn now.
        """
        told = now if then is None else then
        earlier = None if then is None else _width(then, then)
        return cls(now.box, now.label, _width(now, told), earlier, now.space)

    @property
    def kind(self) -> tuple[str, int]:
        """Label, and size of the letters as far as the box tells: whole points."""
        return self.label, round(self.box.height)


def _width(place: Place, told: Place) -> float:
    begins = place.left if told.follows and place.left is not None else place.box.x0
    ends = place.right if told.flows and place.right is not None else place.box.x1
    return ends - begins


def check_widths(
    original: PdfiumPage, output: Characters, marks: PageMarks, index: int, check: Check
) -> None:
    """Report gaps of one page from which the width of a name can be told."""
    names = [box for mark in marks.before if mark.hides_width for box in mark.boxes]
    if not names:
        return
    before = places(original.characters(), marks.before)
    after = places(output, marks.after)
    if len(before) == len(after):
        gaps = [Gap.of(b, a) for b, a in zip(before, after, strict=True) if b.flows]
    else:  # boxes were joined: which is whose cannot be told, so each must do
        gaps = [Gap.of(None, place) for place in after if place.flows]
    for gap in _too_many([(gap, gap.width) for gap in gaps]):
        check.add(ResidueKind.WIDTH, page_index=index, box=gap.box)
    for gap in _too_many([(gap, gap.space) for gap in gaps if gap.space is not None]):
        check.add(ResidueKind.WIDTH, page_index=index, box=gap.box, place="spaces")
    for gap in gaps:
        if _unchanged(gap, gaps):
            check.add(ResidueKind.WIDTH, page_index=index, box=gap.box)


def _unchanged(gap: Gap, gaps: Sequence[Gap]) -> bool:
    """Whether a gap is as wide as it was, and no gap of another name came to be as wide."""
    if gap.earlier is None or abs(gap.earlier - gap.width) > SAME:
        return False
    return not any(
        other.earlier is not None
        and abs(other.earlier - gap.earlier) > SAME
        and abs(other.width - gap.width) <= SAME
        for other in gaps
    )


def _too_many(values: Iterable[tuple[Gap, float]]) -> list[Gap]:
    """One gap of each width, where gaps of one kind have more widths than FEW."""
    by_kind: dict[tuple[str, int], list[tuple[float, Gap]]] = {}
    for gap, value in values:
        by_kind.setdefault(gap.kind, []).append((value, gap))
    found: list[Gap] = []
    for each in by_kind.values():
        firsts: list[tuple[float, Gap]] = []
        for value, gap in sorted(each, key=lambda pair: pair[0]):
            if not firsts or value - firsts[-1][0] > SAME:
                firsts.append((value, gap))
        if len(firsts) > FEW:
            found += [gap for _value, gap in firsts]
    return found


def places(characters: Characters, marks: Sequence[Mark]) -> list[Place]:
    """Around the boxes of marks that hide a width, from top to bottom and left to right."""
    edges = [box for mark in marks for box in mark.boxes]
    covered = characters.covered(edges)
    found = [
        _place(characters, covered, (box, mark.label), edges)
        for mark in marks
        if mark.hides_width
        for box in mark.boxes
    ]
    return sorted(found, key=lambda place: (round(place.box.y0), place.box.x0))


def _place(
    characters: Characters, covered: set[int], what: tuple[Box, str], edges: Sequence[Box]
) -> Place:
    box, label = what
    middle = box.centre[1]
    line = Box(float("-inf"), box.y0, float("inf"), box.y1)
    letters = [characters.extent(i) for i in characters.within(line) if i not in covered]
    others = [(e.x0, e.x1) for e in edges if e is not box and e.y0 <= middle <= e.y1]
    beside = [*letters, *others]
    lefts = [end for start, end in beside if (start + end) / 2 < box.x0]
    rights = [start for start, end in beside if (start + end) / 2 > box.x1]
    return Place(
        box, label, max(lefts, default=None), min(rights, default=None), _space(letters, box)
    )


def _space(letters: Sequence[tuple[float, float]], box: Box) -> float | None:
    """The widest space between words of a line; what the box takes does not count."""
    middle = box.centre[0]
    spaces = [
        start - end
        for (_, end), (start, _) in pairwise(sorted(letters))
        if WORD * box.height < start - end <= FLOWS * box.height and not end <= middle <= start
    ]
    return max(spaces, default=None)
