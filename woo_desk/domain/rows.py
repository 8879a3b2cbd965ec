"""The cells of a page by rows, for forms whose labels and values are read apart."""

from __future__ import annotations

from woo_desk.domain.geometry import Box
from woo_desk.domain.text_map import TextMap

Rows = tuple[tuple[str, ...], ...]
"""Rows from top to bottom, cells from left to right, each cell the text of one printed line."""


def rows_of(page: TextMap) -> Rows:
    """Printed lines that stand beside one another, together. For pages that are not rotated."""
    rows: list[tuple[Box, list[tuple[float, str]]]] = []
    for box, cell in sorted(_cells(page), key=lambda one: one[0].centre[1]):
        # WHY the last row only: cells come in order of height.
        if rows and rows[-1][0].y0 <= box.centre[1] <= rows[-1][0].y1:
            rows[-1][1].append((box.x0, cell))
        else:
            rows.append((box, [(box.x0, cell)]))
    return tuple(tuple(cell for _, cell in sorted(cells)) for _, cells in rows)


def _cells(page: TextMap) -> list[tuple[Box, str]]:
    boxes: dict[int, Box] = {}
    texts: dict[int, list[str]] = {}
    for offset, character in enumerate(page.text):
        line, box = page.lines[offset], page.box_at(offset)
        texts.setdefault(line, []).append(character)
        if box is not None:
            boxes[line] = boxes[line].union(box) if line in boxes else box
    return [
        (box, " ".join("".join(texts[line]).split()))
        for line, box in boxes.items()
        if not "".join(texts[line]).isspace()
    ]
