"""Letters of vertical writing, put where they are drawn.

WHY: MuPDF's text extraction takes the advance of a vertical font (ISO 32000-1 9.7.4.3: w1, a
negative number) for a positive one. It boxes each glyph from its origin downwards, where the next
one stands, and takes each glyph for a line of its own. Here the box goes where the ink is, and
the letters of a column become words again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from pymupdf import mupdf

_MIDDLE = 0.38
"""How far the middle of a letter is above its origin in most fonts for vertical writing, in em."""
_TALLEST = 2.0
"""Em from the lowest to the highest point of a font that can be believed."""
_SPACE = 0.6
"""Room from which two letters of a column are two words, as a part of a letter's box."""
_BREAK = 2.5
"""Room from which they have nothing to do with one another."""
_UPRIGHT = 0.999
"""Least sine of the direction of a column that goes straight down."""
_SIDEWAYS = 0.7
"""How far a letter may stand beside the column, as a part of its box."""


def put_right(textpage: Any) -> None:
    """Move the boxes of vertical writing to the ink, once, in a text page of PyMuPDF."""
    for block in textpage.this:
        if block.m_internal.type != mupdf.FZ_STEXT_BLOCK_TEXT:
            continue
        lines = [line for line in block if line.m_internal.wmode]
        for line in lines:
            letters = [letter.m_internal for letter in line]
            for letter in letters:
                _move(letter, line.m_internal.dir)
            _enclose(line.m_internal.bbox, [_around(letter.quad) for letter in letters])
        if lines:
            _enclose(block.m_internal.bbox, [_edges(line.m_internal.bbox) for line in block])


def has_vertical(blocks: Iterable[Any]) -> bool:
    """Whether any line of PyMuPDF's "dict" or "rawdict" is written from top to bottom."""
    return any(line["wmode"] for block in blocks for line in block.get("lines", ()))


def joined(blocks: Sequence[Any]) -> list[Any]:
    """Blocks of "rawdict", each upright column a block of one line, with spaces between words.

    The boxes must have been put right. Lines that are not vertical, or turned, stay as they are.
    """
    found: list[Any] = []
    column: list[Any] = []
    for block in blocks:
        others = [line for line in block["lines"] if not _is_column(line)]
        if others:
            found.append({**block, "lines": others})
        for line in filter(_is_column, block["lines"]):
            for character in (c for span in line["spans"] for c in span["chars"]):
                room = _room(column[-1], character) if column else None
                if room is None:
                    column = []
                    spans = [{**line["spans"][0], "chars": column}]
                    found.append({**block, "lines": [{**line, "spans": spans}]})
                elif room > _SPACE and not column[-1]["c"].isspace():
                    x0, _, x1, y0 = column[-1]["bbox"]
                    box = (x0, y0, x1, character["bbox"][1])
                    column.append({"c": " ", "bbox": box, "synthetic": True})
                column.append(character)
    return found


def _is_column(line: Any) -> bool:
    return bool(line["wmode"] and line["dir"][1] > _UPRIGHT)


def _room(above: Any, below: Any) -> float | None:
    """Room between two letters in parts of a letter's box; None when they are in two columns."""
    x0, y0, x1, y1 = above["bbox"]
    left, top, right, _ = below["bbox"]
    size = max(y1 - y0, 0.1)
    room = (top - y1) / size
    is_beside = abs(left + right - x0 - x1) / 2 > _SIDEWAYS * size
    return None if is_beside or not -_SIDEWAYS < room < _BREAK else room


def _move(letter: Any, along: Any) -> None:
    """Centre the box of one letter on its ink, as long as its advance.

    The quad's lower right is the glyph's origin; its lower left one advance from there.
    """
    quad = letter.quad
    x, y = quad.lr.x, quad.lr.y
    half = math.hypot(quad.ll.x - x, quad.ll.y - y) / 2
    top = mupdf.ll_fz_font_ascender(letter.font)
    bottom = mupdf.ll_fz_font_descender(letter.font)
    middle = (top + bottom) / 2 if 0 < top - bottom < _TALLEST else _MIDDLE
    width_x, width_y = quad.ur.x - x, quad.ur.y - y
    for name, away in (("l", half), ("r", -half)):
        at_x = x + along.x * (away - middle * letter.size)
        at_y = y + along.y * (away - middle * letter.size)
        lower, upper = getattr(quad, "l" + name), getattr(quad, "u" + name)
        lower.x, lower.y = at_x, at_y
        upper.x, upper.y = at_x + width_x, at_y + width_y


def _around(quad: Any) -> tuple[float, float, float, float]:
    corners = quad.ll, quad.lr, quad.ul, quad.ur
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _edges(box: Any) -> tuple[float, float, float, float]:
    return box.x0, box.y0, box.x1, box.y1


def _enclose(box: Any, parts: Iterable[tuple[float, float, float, float]]) -> None:
    x0, y0, x1, y1 = zip(*parts, strict=True)
    box.x0, box.y0, box.x1, box.y1 = min(x0), min(y0), max(x1), max(y1)
