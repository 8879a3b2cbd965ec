"""Lays words that were read from a page's picture invisibly on that page.

From then on the page has text as any other: it is searched, selected, redacted glyph by glyph, and
stays readable for a screen reader where it is not redacted. The layer's font (`LAYER_FONT`) marks
it as ours. What the page says itself goes first: a word is laid only where no drawn text stands,
and where another text layer does not already say the same.
"""

from __future__ import annotations

import io
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf
import pymupdf

from woo_desk.domain.geometry import Box, Rotation
from woo_desk.domain.ocr import RecognisedPage, Word
from woo_desk.pdf.annotations import PageBox
from woo_desk.pdf.extract import is_reliable
from woo_desk.pdf.objects import dictionary
from woo_desk.pdf.open import named_problems, open_pdf, open_structure
from woo_desk.pdf.own_font import LAYER_HEIGHTS, LayerFont
from woo_desk.pdf.pages import page_box
from woo_desk.pdf.tokens import number_text

_FONT_NAME = "/WoodTekstlaag"
"""Of the font in the resources of a page."""
_DRAWN = 16 | 32
"""Bits of a span's `char_flags`: filled, stroked."""
_SAME_PLACE = 0.4
"""Share of a word's box that has to lie in other text to stand in the same place."""
_DESCENT = -LAYER_HEIGHTS[1] / 1000
_LINE_HIGH = 1.15
"""Size of a letter in heights of its ink: readers tell paragraphs from lines by sizes."""
_WIDE_GAP = 1.5
"""Heights of the line from which the next word stands in a column of its own."""
_ROOM = 0.8
"""Points by which a word is made wider on each side, where its neighbours leave room."""
_NARROW = ".,:;!?'\"()[]-"
_NARROW_PART = 0.55
"""Width of a sign at the edge of a word, in letters."""
_STEP = 20
"""Thousandths of the size that widths are rounded to, so that a long file needs few glyphs."""
_DIRECTIONS: Mapping[Rotation, tuple[int, int]] = {
    Rotation.NONE: (1, 0),
    Rotation.RIGHT: (0, 1),
    Rotation.HALF: (-1, 0),
    Rotation.LEFT: (0, -1),
}
"""In PDF user space (y upwards), where text runs on a page that has to be turned so."""


def lay_words(prepared: bytes, pages: Mapping[int, RecognisedPage]) -> bytes:
    """The prepared PDF with the words of these pages (by 0-based index) laid on them.

    The same words give the same bytes.

    Raises:
        SourceError: the PDF cannot be read.
        IndexError: there is no such page.
    """
    missing = _not_yet_there(prepared, pages)
    font = LayerFont()
    with named_problems(), open_structure(prepared) as pdf:
        holder = pdf.make_indirect(pikepdf.Dictionary())
        for index, words in sorted(missing.items()):
            if words:
                page = pdf.pages[index]
                name = _add_font(page, holder)
                layer = invisible_words(words, pages[index].turn, page_box(page.obj), font, name)
                _append(pdf, page, b"\n".join(layer))
        font.build(pdf, into=holder)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def _not_yet_there(
    prepared: bytes, pages: Mapping[int, RecognisedPage]
) -> Mapping[int, Sequence[Word]]:
    with named_problems(), open_pdf(prepared) as document:
        return {
            index: _without_known(document[index], recognised.words)
            for index, recognised in pages.items()
        }


def _without_known(page: Any, words: Sequence[Word]) -> list[Word]:
    """The words that the page does not say itself."""
    drawn, other = _texts_of(page)
    return [
        word
        for word in words
        if not any(_covers(box, word.box) for box, _ in drawn)
        and not any(_covers(box, word.box) and _same(text, word.text) for box, text in other)
    ]


def _texts_of(page: Any) -> tuple[list[tuple[Box, str]], list[tuple[Box, str]]]:
    """Pieces of text that can be relied on, and those of other layers or unreliable fonts."""
    drawn: list[tuple[Box, str]] = []
    other: list[tuple[Box, str]] = []
    for block in page.get_text("rawdict", flags=pymupdf.TEXT_IGNORE_ACTUALTEXT)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                pieces = drawn if span["char_flags"] & _DRAWN else other
                pieces += _pieces(span["chars"])
    if not is_reliable(" ".join(text for _, text in drawn)):
        return [], drawn + other
    return drawn, other


def _pieces(characters: Sequence[dict[str, Any]]) -> Iterator[tuple[Box, str]]:
    """The words of a span."""
    for is_space, group in itertools.groupby(characters, key=lambda c: c["c"].isspace()):
        if is_space:
            continue
        letters = list(group)
        xs = [value for c in letters for value in (c["bbox"][0], c["bbox"][2])]
        ys = [value for c in letters for value in (c["bbox"][1], c["bbox"][3])]
        if all(abs(value) < 1e6 for value in (*xs, *ys)):  # also refuses NaN
            yield Box(min(xs), min(ys), max(xs), max(ys)), "".join(c["c"] for c in letters)


def _covers(box: Box, word: Box) -> bool:
    return box.overlap(word) >= _SAME_PLACE * word.area


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold() or other.casefold() in one.casefold()


def _add_font(page: pikepdf.Page, font: pikepdf.Object) -> str:
    """Make the font known to the page, under a name that is not taken."""
    resources = page.obj.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        resources = page.obj.Resources = pikepdf.Dictionary()
    shared = dictionary(resources, "/Font")
    # WHY a copy: pages may share one dictionary of fonts.
    fonts = pikepdf.Dictionary({} if shared is None else dict(shared.items()))
    numbered = (f"{_FONT_NAME}{number}" for number in itertools.count())
    name = next(candidate for candidate in numbered if candidate not in fonts)
    fonts[name] = font
    resources["/Font"] = fonts
    return name


def _append(pdf: pikepdf.Pdf, page: pikepdf.Page, layer: bytes) -> None:
    """Put the layer behind the content, whatever state that leaves behind."""
    depth = lowest = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        depth += (operator == "q") - (operator == "Q")
        lowest = min(lowest, depth)
    # WHY more than one: a Q without a q is ignored by readers, but would close ours.
    page.contents_add(pdf.make_stream(b"q " * (1 - lowest)), prepend=True)
    page.contents_add(pdf.make_stream(b"Q " * (1 - lowest + depth) + b"\n" + layer))


def invisible_words(
    words: Sequence[Word], turn: Rotation, sheet: PageBox, font: LayerFont, name: str
) -> Iterator[bytes]:
    """One text object for each word.

    Args:
        words: in page space, in reading order.
        turn: how the page has to be turned for them to be upright.
        sheet: the page in PDF user space.
        font: to write them in.
        name: of the font in the resources.
    """
    cos, sin = _DIRECTIONS[turn]
    end_before = -math.inf
    for word, following in itertools.zip_longest(words, words[1:]):
        start, end, low, high = _along(word.box, turn)
        room = start - end_before if start > end_before else math.inf
        is_followed = following is not None and following.line == word.line
        gap = _along(following.box, turn)[0] - end if is_followed else math.inf
        # WHY wider: the edge of a letter is grey, and lies a little outside its box.
        start -= max(min(_ROOM, room / 3), 0.0)
        end_before = end
        end += max(min(_ROOM, gap / 3), 0.0)
        letters = list(_letters(word.text, end - start))
        if gap < _WIDE_GAP * (high - low):
            # WHY a space that is drawn: readers guess spaces from gaps, and guess wrong where
            # print stands close.
            letters.append((" ", max(gap / 3, 0.5)))
        size = _LINE_HIGH * max(high - low, 0.5)
        shown = font.encode(
            (letter, _STEP * steps) for letter, steps in _in_steps(letters, 1000 / size / _STEP)
        )
        base = (low + high - size) / 2 + _DESCENT * size
        x, y = start * cos - base * sin, start * sin + base * cos
        matrix = (cos, sin, -sin, cos, sheet[0] + x, sheet[3] + y)
        yield b" ".join(
            (
                b"BT 3 Tr", name.encode(), number_text(size), b"Tf",
                *map(number_text, matrix), b"Tm", shown, b"Tj ET",
            )
        )  # fmt: skip


def _letters(text: str, width: float) -> Iterator[tuple[str, float]]:
    """Each letter with its width; signs at the edges are narrow.

    WHY: what is redacted mostly ends before the comma, and must then cover the last letter whole.
    """
    core = text.strip(_NARROW)
    begin = text.find(core) if core else 0
    inside = range(begin, begin + len(core)) if core else range(len(text))
    parts = [1.0 if at in inside else _NARROW_PART for at in range(len(text))]
    for letter, part in zip(text, parts, strict=True):
        yield letter, width * part / sum(parts)


def _in_steps(
    letters: Sequence[tuple[str, float]], steps_per_point: float
) -> Iterator[tuple[str, int]]:
    """Widths in whole steps, so rounded that no letter drifts from its place."""
    place = 0.0
    taken = 0
    for letter, width in letters:
        place += width * steps_per_point
        steps = max(round(place) - taken, 1)
        taken += steps
        yield letter, steps


def _along(box: Box, turn: Rotation) -> tuple[float, float, float, float]:
    """Start and end along the line, bottom and top across it, in user space from the top left."""
    match turn:
        case Rotation.NONE:
            return box.x0, box.x1, -box.y1, -box.y0
        case Rotation.RIGHT:
            return -box.y1, -box.y0, -box.x1, -box.x0
        case Rotation.HALF:
            return -box.x1, -box.x0, box.y0, box.y1
        case Rotation.LEFT:
            return box.y0, box.y1, box.x0, box.x1
