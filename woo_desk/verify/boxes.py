"""Looks into the boxes: no character but the printed label, and the label is there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from woo_desk.domain.export import Mark, ResidueKind
from woo_desk.domain.geometry import Box, bounding_box
from woo_desk.verify.findings import Check
from woo_desk.verify.matching import normal_form
from woo_desk.verify.readers import Characters, PdfiumPage
from woo_desk.verify.speech import SPOKEN

BESIDE = 60.0
"""Points above and below a box within which its label may stand in the margin."""
EDGE = 0.75
"""Points around a box within which a character of the original may have gone with it."""


def check_boxes(
    characters: Characters,
    marks: Sequence[Mark],
    page: tuple[int, float],
    check: Check,
) -> list[Box]:
    """Report characters in the boxes of one page that are no label, and labels that are missing.

    A label counts when it stands whole in the boxes of its mark, or in the margin beside them
    (where it is printed when it does not fit). The text in the boxes of a mark, or of marks whose
    boxes touch, must be made up of their whole labels; one character more is a leak, also one
    without Unicode value.

    Args:
        characters: of the page.
        marks: of the page.
        page: its index, and its width in points.
        check: takes the findings.

    Returns:
        Where labels stand in the margin.
    """
    index, width = page
    beside: list[Box] = []
    covered = [box for mark in marks for box in mark.boxes]
    for mark in marks:
        text = _text(characters, [mark])
        if plain(mark.label) not in text:
            place = _in_margin(characters, mark, width, [*covered, *beside])
            if place is None:
                check.add(ResidueKind.LABEL_MISSING, page_index=index, box=mark.boxes[0])
            else:
                beside.append(place)
        if not _is_labels(text, [mark]):
            group = _touching(mark, marks)
            if not _is_labels(_text(characters, group), group):
                check.add(ResidueKind.GLYPH_IN_BOX, page_index=index, box=mark.boxes[0])
    return beside


def _text(characters: Characters, marks: Sequence[Mark]) -> str:
    """What stands in the boxes of marks, in the order of the file."""
    inside = characters.covered(box for mark in marks for box in mark.boxes)
    return plain("".join(characters.text[index] for index in sorted(inside)))


def plain(text: str) -> str:
    """A text without white space, dashes alike."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\u00ad\u2010-\u2015\x02\ufffe]", "-", re.sub(r"\s+", "", text))


def _touching(mark: Mark, marks: Sequence[Mark]) -> list[Mark]:
    """The mark, and all marks whose boxes touch it, or touch one that does."""
    group, others = [mark], [other for other in marks if other is not mark]
    for member in group:  # grows while it is walked
        near = [other for other in others if _touch(member, other)]
        group += near
        others = [other for other in others if other not in near]
    return group


def _touch(one: Mark, other: Mark) -> bool:
    return any(a.grown(1).intersects(b) for a in one.boxes for b in other.boxes)


def _is_labels(text: str, marks: Sequence[Mark]) -> bool:
    labels = {plain(start + mark.label) for mark in marks for start in ("", SPOKEN)} - {""}
    for label in sorted(labels, key=len, reverse=True):
        text = text.replace(label, "\n")
    return not text.strip("\n")


def _in_margin(
    characters: Characters, mark: Mark, width: float, taken: Sequence[Box]
) -> Box | None:
    """The label printed near the left or right edge of the page, at the height of a box.

    A label that is another mark's does not count: each has its own, outside every box. Of several
    it is the nearest in height; the legend at the foot of the page has the same letters.
    """
    label = plain(mark.label)
    found: list[tuple[float, Box]] = []
    single = {letter: plain(letter) or "\n" for letter in set(characters.text)}
    for box in mark.boxes:
        top, bottom = box.y0 - BESIDE, box.y1 + BESIDE
        for strip in (Box(0, top, width / 3, bottom), Box(width * 2 / 3, top, width, bottom)):
            indexes = characters.within(strip)
            text = "".join(single[characters.text[index]] for index in indexes)
            if len(text) != len(indexes):
                continue
            for match in re.finditer(f"(?:{re.escape(plain(SPOKEN))})?{re.escape(label)}", text):
                letters = indexes[match.start() : match.end()]
                place = bounding_box(characters.box(index) for index in letters)
                if not any(other.contains(*place.centre) for other in taken):
                    found.append((abs(place.centre[1] - box.centre[1]), place))
    return min(found, key=lambda each: each[0], default=(0.0, None))[1]


def lost_letters(
    original: PdfiumPage,
    output: Characters,
    marks: tuple[Sequence[Mark], Sequence[Mark]],
    margin: Sequence[Box],
    page_index: int,
    check: Check,
    misread: float = 0.0,
) -> None:
    """Report that letters outside the boxes of one page are gone.

    Letters are counted, not compared in order, because the writer may draw them in another order.
    Where the page was read from its picture some are misread; what is there is then compared as a
    picture, and more than that a person has to look at.

    Args:
        original: the prepared page.
        output: characters of the published page.
        marks: where they stood on the prepared page, and where they stand now.
        margin: where labels stand in the margin of the published page.
        page_index: 0-based.
        check: takes the findings.
        misread: share of the letters that may be another, on a page that was read.
    """
    before, after = ([box for mark in each for box in mark.boxes] for each in marks)
    grown = [box.grown(EDGE) for box in before]
    there = _letters(output, [*(box.grown(-EDGE) for box in after), *margin])
    # WHY twice: only lines beside a box are asked for first. What is missed in a box counts as
    # letters that must be there, so that way can only find too much.
    missing = _letters(original.characters(near=grown), grown) - there
    if missing:
        missing = _letters(original.characters(), grown) - there
    if missing and misread:
        if missing.total() > misread * _letters(original.characters(), grown).total():
            check.doubt(page_index)
    elif missing:
        check.add(
            ResidueKind.KEPT_TEXT_LOST,
            page_index=page_index,
            place=f"{missing.total()} characters",
        )


def _letters(characters: Characters, boxes: Sequence[Box]) -> Counter[str]:
    """How often each letter stands on the page outside the boxes."""
    inside = characters.covered(boxes)
    covered = "".join(characters.text[index] for index in sorted(inside))
    return characters.letters - Counter(normal_form(covered))
