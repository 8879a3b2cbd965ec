"""Reads the text of one page with a box for every character. Changes nothing in the PDF.

The text is what the glyphs on the page say, not what a producer claims that they say (/ActualText
is ignored): what is found must be what stands there.
"""

from __future__ import annotations

import functools
import math
import operator
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pymupdf

from woo_desk.domain.geometry import Rotation
from woo_desk.domain.text_map import TextMap
from woo_desk.pdf.garbage import no_garbage_collection
from woo_desk.pdf.open import named_problems
from woo_desk.pdf.page_text import Printed
from woo_desk.pdf.reading_order import (
    Character,
    gap_between,
    in_reading_order,
    is_shattered,
    rows_of_characters,
)
from woo_desk.pdf.text_rows import (
    LEAST_GAPS,
    LETTER_SPACED,
    Row,
    continues,
    is_note_mark,
    needs_space,
    plain_rows,
    row_map,
)
from woo_desk.pdf.vertical import has_vertical, joined, put_right

TEXT_FLAGS = pymupdf.TEXT_IGNORE_ACTUALTEXT
"""WHY no more: without PRESERVE_LIGATURES ligatures are written out; without MEDIABOX_CLIP text
beside the page is seen; without PRESERVE_WHITESPACE a tab or fixed space is a plain space."""

_NOWHERE = (math.nan, math.nan, math.nan, math.nan)
_SOFT_HYPHEN = "\u00ad"
_UNMAPPED = "\ufffd"
_SPECIAL = re.compile(
    r"[\u0000-\u001f\u007f-\u009f\u00ad\u0300-\u036f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
    r"\ud800-\udfff]"
)
"""Characters that need a closer look: control and zero width, soft hyphens, loose accents, halves
of surrogate pairs (a hostile font can map to those, and no file can hold them)."""
_UNMAPPED_LETTER = re.compile(
    r"(?:\w|[\ufffd\ue000-\uf8ff])[\ufffd\ue000-\uf8ff]|[\ufffd\ue000-\uf8ff]\w"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_VOWEL = re.compile(r"[aeiouyáéíóúàèëïöü]", re.IGNORECASE)
_ENOUGH_WORDS = 20
"""From how many words on a page the share of words with a vowel says something."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the program needs to know of a page before it shows it."""

    width: float
    """Points, before rotation."""
    height: float
    """Points, before rotation."""
    rotation: Rotation
    has_text: bool
    """Whether detection has something to read here."""
    text_reliable: bool
    """False: letters without Unicode value, or text that reads as no language; in a survey also
    text as a layer over a scan, and pictures that take a tenth of the page or more."""


def extract_page(document: Any, index: int) -> TextMap:
    """The text of page `index` (0-based) of a prepared PDF.

    Boxes are line-high, in page space. Characters that share a glyph share its box. The boxes of
    most pages are read when they are asked for, which can be after the document was closed.

    Raises:
        IndexError: there is no such page.
        SourceError: the page cannot be read.
    """
    with named_problems():
        printed = Printed(document[index], TEXT_FLAGS, is_cut=True)
        blocks = printed.text_blocks
    rows = None if has_vertical(blocks) else plain_rows(blocks)
    if rows is None:
        return extract_letters(document, index)
    return row_map(index, rows, functools.partial(_row_again, printed))


def extract_letters(document: Any, index: int) -> TextMap:
    """The same with the boxes of all letters read at once, for who wants most of them.

    Raises: as `extract_page`.
    """
    with no_garbage_collection():
        blocks = _blocks(document, index)
        writer = _Writer()
        spans = [line["spans"] for block in blocks for line in block["lines"]]
        if is_shattered([sum(len(span["chars"]) for span in line) for line in spans]):
            for row in rows_of_characters(blocks):
                writer.line(row)
        else:
            for block in in_reading_order(blocks):
                for row in _rows(block["lines"]):
                    writer.line(row)
                writer.end_block()
        return writer.text_map(index)


def page_facts(document: Any, index: int, *, text: str | None = None) -> PageFacts:
    """Facts of page `index` (0-based); `text` of the page when it is at hand already."""
    with named_problems():
        page = document[index]
        if text is None:
            text = page.get_text("text", flags=TEXT_FLAGS)
        size = page.cropbox
    return PageFacts(
        width=float(size.width),
        height=float(size.height),
        rotation=Rotation.of(page.rotation),
        has_text=not text.isspace() and text != "",
        text_reliable=is_reliable(text),
    )


def is_reliable(text: str) -> bool:
    """Whether the text of a page can be taken at its word.

    False when letters have no Unicode value (U+FFFD, private use), and when a page full of words
    has no vowels in most: a font that says of each glyph that it is another letter.
    """
    if _UNMAPPED_LETTER.search(text):
        return False
    words = _WORD.findall(text)
    if len(words) < _ENOUGH_WORDS:
        return True
    return sum(1 for word in words if _VOWEL.search(word)) * 2 > len(words)


def _blocks(document: Any, index: int) -> list[dict[str, Any]]:
    with named_problems():
        page = document[index].get_textpage(flags=TEXT_FLAGS)
        blocks = _text_blocks(page)
        if has_vertical(blocks):
            put_right(page)
            return joined(_text_blocks(page))
        return blocks


def _text_blocks(page: Any) -> list[dict[str, Any]]:
    return [block for block in page.extractRAWDICT()["blocks"] if block["type"] == 0]


def _row_again(printed: Printed, row: Row) -> list[float]:
    """The corners of the characters of a row, read letter by letter.

    Raises:
        SourceError: its letters do not say what the row said.
    """
    with named_problems(), no_garbage_collection():
        rows = list(_rows([printed.glyphs(index) for index in row.lines]))
        characters = rows[0] if len(rows) == 1 else []
        if _said(characters) != row.text:
            msg = "lines and glyphs of a page do not agree"
            raise ValueError(msg)
        return _corners(characters)[1]


class _Writer:
    """Collects lines into the three parallel series of a TextMap."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._corners = array("d")
        self._lines: list[int] = []
        self._number = 0

    def line(self, characters: list[Character]) -> None:
        """Add one printed line and its line end."""
        text, corners = _corners(characters)
        if not text or text.isspace():
            return
        self._text.append(text)
        self._corners.extend(corners)
        self._lines.extend([self._number] * len(text))
        self._end_line()

    def end_block(self) -> None:
        """Add the empty line between two blocks."""
        if self._text and self._text[-2:] != ["\n", "\n"]:
            self._end_line(next_line=False)

    def text_map(self, index: int) -> TextMap:
        """What was collected."""
        return TextMap(index, "".join(self._text), self._corners, tuple(self._lines))

    def _end_line(self, *, next_line: bool = True) -> None:
        self._text.append("\n")
        self._corners.extend(_NOWHERE)
        self._lines.append(self._number)
        self._number += next_line


def _corners(characters: list[Character]) -> tuple[str, list[float]]:
    """Text and corners of a row, mended where it has to be."""
    text = _said(characters)
    corners = [value for c in characters for value in c["bbox"]]
    if _SPECIAL.search(text) or not _all_solid(corners):
        characters = _mended(characters)
        text = _said(characters)
        corners = [value for c in characters for value in c["bbox"]]
    return text, corners


def _all_solid(corners: list[float]) -> bool:
    """Whether each box is finite, the right way round and wider and higher than nothing."""
    x0, y0, x1, y1 = corners[0::4], corners[1::4], corners[2::4], corners[3::4]
    return all(map(operator.lt, x0, x1)) and all(map(operator.lt, y0, y1))


def _rows(lines: list[dict[str, Any]]) -> Iterator[list[Character]]:
    """The lines of a block, with the pieces of a widely spaced line put together again."""
    row: list[Character] = []
    last: dict[str, Any] | None = None
    for line in lines:
        characters = _line_characters(line)
        if not characters:
            continue
        if last is not None and continues(last, line):
            if not row[-1]["c"].isspace():
                row.append({"c": " ", "bbox": _NOWHERE, "synthetic": True})
            row += characters
        else:
            if row:
                yield row
            row = list(characters)
        last = line
    if row:
        yield row


def _said(characters: Iterable[Character]) -> str:
    return "".join([c["c"] for c in characters])


def _line_characters(line: dict[str, Any]) -> list[Character]:
    """The characters of a line, with superscript marks set apart from the words beside them."""
    spans = line["spans"]
    if len(spans) == 1:
        return _closed_up(spans[0]["chars"])
    result: list[Character] = []
    raised = False
    for span in spans:
        characters = span["chars"]
        if not characters:
            continue
        was_raised, raised = raised, is_note_mark(span, _said(characters))
        before, after = _said(result[-3:]), characters[0]["c"]
        if result and needs_space(before, after, was_raised=was_raised, is_raised=raised):
            result.append({"c": " ", "bbox": _NOWHERE, "synthetic": True})
        result += characters
    return _closed_up(result)


def _closed_up(characters: list[Character]) -> list[Character]:
    """A letter-spaced line ("J a n s e n") as words; any other line as it is."""
    gaps = sum(1 for c in characters if c["synthetic"])
    if gaps < LEAST_GAPS or gaps < LETTER_SPACED * (len(characters) - gaps):
        return characters
    widths = sorted(
        gap_between(characters[at - 1], characters[at + 1])
        for at in range(1, len(characters) - 1)
        if characters[at]["synthetic"]
    )
    limit = 1.6 * widths[len(widths) // 2]
    return [
        c
        for at, c in enumerate(characters)
        if not c["synthetic"]
        or not 0 < at < len(characters) - 1
        or gap_between(characters[at - 1], characters[at + 1]) > limit
    ]


def _mended(characters: list[Character]) -> list[Character]:
    """Parts of ligatures with the ligature's box, accents on their letter, no unseen characters."""
    result: list[Character] = []
    for character in characters:
        box = _upright(character["bbox"])
        code = character["c"]
        flat = not (box[0] < box[2] and box[1] < box[3])
        joined = unicodedata.normalize("NFC", result[-1]["c"] + code) if result else code
        if result and len(joined) == 1 and unicodedata.combining(code):
            result[-1] = {**result[-1], "c": joined}
        elif _SPECIAL.match(code) and not unicodedata.combining(code):
            if not flat:  # a glyph that shows: a soft hyphen reads as a hyphen
                code = "-" if code == _SOFT_HYPHEN else _UNMAPPED
                result.append({**character, "c": code, "bbox": box})
        elif flat and result and not code.isspace():
            result.append({**character, "bbox": result[-1]["bbox"]})
        else:
            result.append({**character, "bbox": box})
    return result


def _upright(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if not all(map(math.isfinite, box)):
        return _NOWHERE
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
