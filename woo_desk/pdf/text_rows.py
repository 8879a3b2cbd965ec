"""The rows of a page from the text of its lines; the boxes of letters only where asked for.

WHY: MuPDF hands out a page as lines at a fifth of what its letters cost, and of most pages only
the boxes of a few rows are wanted. Blocks, lines, spans and characters are the dictionaries of
PyMuPDF's "dict" and "rawdict".
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, overload

import pymupdf

from woo_desk.domain.geometry import Box
from woo_desk.domain.text_map import TextMap
from woo_desk.pdf.reading_order import in_reading_order, is_shattered

_PLAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u024f\u0370-\u0482\u048a-\u052f\u2000-\u200a"
    "\u2010-\u2027\u202f-\u205e\u2070-\u20cf\u2100-\u27bf\ue000-\uf8ff]*"
)
"""Characters that stand for themselves: nothing unseen, no loose accents, no line ends."""
_SAME_ROW = 0.3
"""Part of a line's height by which two pieces of one row may differ in place."""
LEAST_GAPS = 4
LETTER_SPACED = 0.6
"""From so many gaps, and so many for each character, a line is letter-spaced."""


class Row(NamedTuple):
    """One printed line of the text of a page."""

    text: str
    lines: tuple[int, ...]
    """Indexes of the lines of MuPDF that it was put together from."""
    outline: Box
    ends_block: bool


def plain_rows(blocks: Sequence[dict[str, Any]]) -> list[Row] | None:
    """The rows in reading order; None for a page that has to be read letter by letter."""
    letters: list[int] = []
    for block in blocks:
        for line in block["lines"]:
            spans = line["spans"]
            line["index"] = len(letters)
            line["text"] = said = spans[0]["text"] if len(spans) == 1 else _said(spans)
            is_plain = _PLAIN.fullmatch(said) and not _may_be_spaced(said)
            if not is_plain or not _is_solid(line["bbox"]):
                return None
            letters.append(sum(len(span["text"]) for span in spans))
    if is_shattered(letters):
        return None
    return [row for block in in_reading_order(blocks) for row in _rows(block["lines"])]


def text_of(rows: Iterable[Row]) -> str:
    """The text of a page."""
    return "".join(f"{row.text}\n\n" if row.ends_block else f"{row.text}\n" for row in rows)


def row_map(
    index: int, rows: Sequence[Row], corners_of: Callable[[Row], Sequence[float]]
) -> TextMap:
    """The text of page `index`, whose boxes are read by `corners_of` when they are asked for."""
    numbers: list[int] = []
    starts: list[int] = []
    length = 0
    for number, row in enumerate(rows):
        starts.append(length)
        length += len(row.text) + (2 if row.ends_block else 1)
        numbers += [number] * (len(row.text) + 1)
        if row.ends_block:
            numbers.append(number + 1)
    corners = _Corners(numbers, starts, rows, corners_of)
    outlines = tuple(row.outline for row in rows)
    return TextMap(index, text_of(rows), corners, tuple(numbers), outlines)


def continues(line: dict[str, Any], following: dict[str, Any]) -> bool:
    """Whether the following piece stands on the same row, less than a letter's height away."""
    if line["dir"] != (1.0, 0.0) or following["dir"] != (1.0, 0.0):
        return False
    x0, y0, x1, y1 = line["bbox"]
    height = y1 - y0
    gap = following["bbox"][0] - x1
    return bool(
        -_SAME_ROW * height < gap < height
        and abs(following["bbox"][1] - y0) < _SAME_ROW * height
        and following["bbox"][0] > x0
    )


def is_note_mark(span: dict[str, Any], said: str) -> bool:
    """Whether a piece of a line is the mark of a note: raised digits."""
    return bool(span["flags"] & pymupdf.TEXT_FONT_SUPERSCRIPT) and all(
        char.isdigit() or char in ",*" for char in said
    )


def needs_space(before: str, following: str, *, was_raised: bool, is_raised: bool) -> bool:
    """Whether two pieces of a line are words apart: a mark of a note and what is beside it."""
    if is_raised and not was_raised:
        # WHY three letters: "km" with a raised 2 is a unit, "Jansen" with a raised 2 a footnote.
        return len(before) >= 3 and before[-3:].isalpha()
    return was_raised and not is_raised and following[:1].isalnum()


class _Corners(Sequence[float]):
    """`TextMap.corners`, read by row."""

    def __init__(
        self,
        numbers: Sequence[int],
        starts: Sequence[int],
        rows: Sequence[Row],
        corners_of: Callable[[Row], Sequence[float]],
    ) -> None:
        self._numbers, self._starts, self._rows = numbers, starts, rows
        self._corners_of = corners_of
        self._kept = array("d", [math.nan]) * (4 * len(numbers))
        self._unread = set(range(len(rows)))

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, place: int) -> float: ...
    @overload
    def __getitem__(self, place: slice) -> array[float]: ...
    def __getitem__(self, place: int | slice) -> float | array[float]:
        where = range(len(self._kept))[place]
        if isinstance(where, int):
            self._read(where, where)
        elif where:
            self._read(min(where[0], where[-1]), max(where[0], where[-1]))
        return self._kept[place]

    def __iter__(self) -> Iterator[float]:
        return iter(self[:])

    def _read(self, first: int, last: int) -> None:
        if not self._unread:
            return
        touched = range(self._numbers[first // 4], self._numbers[last // 4] + 1)
        for number in sorted(self._unread.intersection(touched)):
            row = self._rows[number]
            start = 4 * self._starts[number]
            self._kept[start : start + 4 * len(row.text)] = array("d", self._corners_of(row))
            self._unread.discard(number)


def _rows(lines: Iterable[dict[str, Any]]) -> list[Row]:
    """The lines of a block, with the pieces of a widely spaced line put together again."""
    rows: list[list[dict[str, Any]]] = []
    for line in lines:
        if not line["text"]:
            continue
        if rows and continues(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    found = [_row(row) for row in rows]
    found = [row for row in found if not row.text.isspace()]
    if found:
        found[-1] = found[-1]._replace(ends_block=True)
    return found


def _row(lines: Sequence[dict[str, Any]]) -> Row:
    if len(lines) == 1:
        (line,) = lines
        return Row(line["text"], (line["index"],), Box(*line["bbox"]), ends_block=False)
    said = ""
    for line in lines:
        joint = " " if said and not said[-1].isspace() else ""
        said += joint + line["text"]
    boxes = [line["bbox"] for line in lines]
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    outline = Box(min(x0), min(y0), max(x1), max(y1))
    return Row(said, tuple(line["index"] for line in lines), outline, ends_block=False)


def _said(spans: Sequence[dict[str, Any]]) -> str:
    """The text of a line, with marks of notes set apart from the words beside them."""
    said, raised = "", False
    for span in spans:
        text = span["text"]
        if not text:
            continue
        was_raised, raised = raised, is_note_mark(span, text)
        if said and needs_space(said, text, was_raised=was_raised, is_raised=raised):
            said += " "
        said += text
    return said


def _may_be_spaced(said: str) -> bool:
    gaps = said.count(" ")
    return gaps >= LEAST_GAPS and gaps >= LETTER_SPACED * (len(said) - gaps)


def _is_solid(box: tuple[float, float, float, float]) -> bool:
    """Whether a box is finite and the right way round."""
    return 0 <= box[2] - box[0] < math.inf and 0 <= box[3] - box[1] < math.inf
