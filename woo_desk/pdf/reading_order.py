"""Puts the pieces of a page in the order in which a person reads them. Knows geometry only.

Blocks, lines and characters are the dictionaries of PyMuPDF's "rawdict"; to order
blocks those of "dict" will do.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Character = dict[str, Any]
"""Keys `c` (one code point), `bbox` (x0, y0, x1, y1 in page space), `synthetic`."""

_MANY_LINES = 20
"""From how many lines the share of loose letters says something."""
_BACK_JUMPS = 0.3
"""Share of blocks drawn above their predecessor beyond which drawing order is no reading order."""
_SAME_ROW = 0.4
"""Part of a letter's height by which two letters of one row may differ in place."""
_WORD_GAP = 0.18
"""Gap between two words, as a part of the letter's height; a normal space is 0.2 to 0.3."""
_CELL_GAP = 1.5
"""Gap from which the next piece is another cell or column, as a part of the letter's height."""


def in_reading_order(blocks: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """The blocks as they are drawn, or from top to bottom where drawing order makes no sense.

    WHY drawing order first: word processors draw a letter's columns one after the other; sorting
    by place would mix the address column with the text beside it.
    """
    if len(blocks) < 4:
        return blocks
    jumps = sum(1 for above, below in itertools.pairwise(blocks) if _jumps_back(above, below))
    if jumps <= _BACK_JUMPS * len(blocks):
        return blocks
    return sorted(blocks, key=lambda block: (round(block["bbox"][1]), block["bbox"][0]))


def is_shattered(letters: Sequence[int]) -> bool:
    """Whether most lines hold one or two letters: glyphs placed one by one, in any order.

    Args:
        letters: how many each line has.
    """
    loose = sum(1 for count in letters if count <= 2)
    return len(letters) >= _MANY_LINES and loose * 2 > len(letters)


def rows_of_characters(blocks: Iterable[dict[str, Any]]) -> Iterator[list[Character]]:
    """Rows of letters put together by place alone; text that is not level comes as it is drawn."""
    level: list[Character] = []
    for block in blocks:
        for line in block["lines"]:
            characters = [c for span in line["spans"] for c in span["chars"]]
            if abs(line["dir"][1]) > 0.01 or line["dir"][0] < 0:
                yield characters
            else:
                level += [c for c in characters if not c["c"].isspace()]
    level.sort(key=lambda c: (c["origin"][1], c["bbox"][0]))
    row: list[Character] = []
    for character in level:
        if row and character["origin"][1] - row[0]["origin"][1] > _SAME_ROW * _height(row[0]):
            yield from _cells(row)
            row = []
        row.append(character)
    yield from _cells(row)


def gap_between(left: Character, right: Character) -> float:
    """Horizontal room between two letters, in parts of the left one's height."""
    return float(right["bbox"][0] - left["bbox"][2]) / _height(left)


def _cells(row: list[Character]) -> Iterator[list[Character]]:
    row.sort(key=lambda c: c["bbox"][0])
    cell: list[Character] = []
    for character in row:
        if cell:
            last = cell[-1]
            if character["c"] == last["c"] and _same_place(character, last):
                continue  # drawn twice, for a bold look
            gap = gap_between(last, character)
            if gap > _CELL_GAP:
                yield cell
                cell = []
            elif gap > _WORD_GAP:
                x0, x1 = last["bbox"][2], character["bbox"][0]
                box = (x0, last["bbox"][1], x1, last["bbox"][3])
                cell.append({"c": " ", "bbox": box, "synthetic": True})
        cell.append(character)
    if cell:
        yield cell


def _same_place(one: Character, other: Character) -> bool:
    return bool(abs(one["bbox"][0] - other["bbox"][0]) < 0.1 * _height(one))


def _height(character: Character) -> float:
    return max(float(character["bbox"][3] - character["bbox"][1]), 0.1)


def _jumps_back(previous: dict[str, Any], following: dict[str, Any]) -> bool:
    """Whether the following block lies wholly above the previous one, in the same column."""
    ax0, ay0, ax1, _ = previous["bbox"]
    bx0, _, bx1, by1 = following["bbox"]
    shared = min(ax1, bx1) - max(ax0, bx0)
    return bool(by1 <= ay0 and shared > 0.5 * min(ax1 - ax0, bx1 - bx0))
