"""Looks into the boxes: no character but the printed label, and the label is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from woo_desk.domain.export import Mark, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.verify.findings import Check
from woo_desk.verify.matching import normal_form
from woo_desk.verify.readers import Characters

EDGE = 0.75
"""Points around a box within which a character of the original may have gone with it."""


def check_boxes(
    characters: Characters, marks: Sequence[Mark], page_index: int, check: Check
) -> None:
    """Report characters in the boxes of one page that are no label, and labels that are missing.

    A label counts when it stands whole in at least one box of its mark. The text in a box must be
    made up of whole labels of marks whose boxes touch it; one letter more is a leak.
    """
    within = {box: characters.within(box) for mark in marks for box in mark.boxes}
    for mark in marks:
        label = normal_form(mark.label)
        texts = [_form(characters, within[box]) for box in mark.boxes]
        if label and not any(label in text for text in texts):
            check.add(
                ResidueKind.LABEL_MISSING, page_index=page_index, box=mark.boxes[0], place="label"
            )
        for box, text in zip(mark.boxes, texts, strict=True):
            if text and not _is_labels(text, _labels_at(box, marks)):
                check.add(ResidueKind.GLYPH_IN_BOX, page_index=page_index, box=box)


def _form(characters: Characters, indexes: Sequence[int]) -> str:
    return normal_form("".join(characters.text[index] for index in indexes))


def _labels_at(box: Box, marks: Sequence[Mark]) -> list[str]:
    labels = {
        normal_form(mark.label)
        for mark in marks
        if any(other == box or other.grown(1).intersects(box) for other in mark.boxes)
    }
    return sorted(labels - {""}, key=len, reverse=True)


def _is_labels(text: str, labels: Sequence[str]) -> bool:
    for label in labels:
        text = text.replace(label, "\n")
    return not text.strip("\n")


def lost_letters(
    original: Characters, output: Characters, marks: Sequence[Mark], page_index: int, check: Check
) -> None:
    """Report that letters outside the boxes of one page are gone.

    Letters are counted, not compared in order, because the writer may draw them in another order.
    """
    gone: set[int] = set()
    for mark in marks:
        for box in mark.boxes:
            gone.update(original.within(box.grown(EDGE)))
    kept = [
        character for index, character in enumerate(original.text) if index not in gone
    ]
    missing = Counter(normal_form("".join(kept))) - Counter(normal_form(output.text))
    if missing:
        check.add(
            ResidueKind.KEPT_TEXT_LOST,
            page_index=page_index,
            place=f"{missing.total()} characters",
        )
