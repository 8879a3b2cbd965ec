"""What is printed in the boxes, as opposed to what is said of them, and the legend of a page.

A reader of text gives the other words of a box (ActualText) instead of what is printed in it. So
what is printed is read from the content streams, and must be the label that is said, or a letter
that a legend elsewhere on the page explains: "A = gelakt: 5.1.2e". Nothing but such lines counts as
legend, only for letters that stand in a box, and only once each: other words there are no legend,
and are found as any words that do not belong on the page.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from types import TracebackType
from typing import Any

import pikepdf

from woo_desk.domain.export import Mark, ResidueKind
from woo_desk.domain.geometry import Box, bounding_box
from woo_desk.verify.boxes import plain
from woo_desk.verify.findings import Check, CutShort
from woo_desk.verify.pixels import Drawn
from woo_desk.verify.readers import Characters
from woo_desk.verify.shown_fonts import NotUnderstood, ShownFont, load_font
from woo_desk.verify.speech import SPOKEN

MAX_STREAM = 32 * 1024 * 1024
"""Unpacked bytes of a content stream that is read step by step."""
SMALLEST = 4.0
"""Points: the height under which nobody can read a line."""
SEEN = 60
"""Grey levels by which print differs from its paper."""
_CODE = re.compile("[A-Z]{1,2}")
_OPERATORS = "BDC BMC EMC Tf Tj TJ ' \""


@dataclass(slots=True)
class Printed:
    """A stretch of content with other words for it."""

    said: str
    parts: list[str] = field(default_factory=list)
    is_understood: bool = True

    @property
    def shown(self) -> str:
        """What is printed."""
        return "".join(self.parts)


class PrintedLabels:
    """What is printed in the boxes of one file. Close it after use."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: pikepdf.Pdf | None = None

    def __enter__(self) -> PrintedLabels:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def page(self, index: int) -> pikepdf.Object:
        """One page as qpdf reads it."""
        if self._pdf is None:
            self._pdf = pikepdf.open(io.BytesIO(self._data))
        return self._pdf.pages[index].obj

    def on(self, index: int) -> list[Printed]:
        """The stretches of one page that are said to be a box.

        Raises:
            pikepdf.PdfError, ValueError, LookupError: the page cannot be read.
        """
        page = self.page(index)
        contents = page.get("/Contents", pikepdf.Array())
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        fonts = page.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        font_of = cache(partial(_font, fonts))
        found: list[Printed] = []
        for stream in streams:
            data = stream.read_bytes()
            if b"/ActualText" not in data:
                continue
            if len(data) > MAX_STREAM:
                raise CutShort(str(MAX_STREAM))
            found += _stretches(stream, font_of)
        return [each for each in found if each.said.startswith(SPOKEN)]


def _stretches(stream: Any, font_of: Callable[[str], ShownFont | None]) -> list[Printed]:
    found: list[Printed] = []
    opened: list[Printed | None] = []
    font: ShownFont | None = None
    for operands, operator in _operations(stream):
        match str(operator):
            case "BDC" | "BMC":
                said = _said(operands)
                opened.append(None if said is None else Printed(said))
                found += [each for each in opened[-1:] if each is not None]
            case "EMC":
                if opened:
                    opened.pop()
            case "Tf":
                font = font_of(str(operands[0]))
            case _:
                for inner in opened:
                    if inner is not None:
                        _add(inner, font, operands)
    return found


def _operations(stream: Any) -> Sequence[Any]:
    """Raises ValueError for what qpdf can only read in part."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        operations = pikepdf.parse_content_stream(stream, _OPERATORS)
    if caught:
        msg = "a content stream that does not end"
        raise ValueError(msg)
    return operations


def _said(operands: Sequence[Any]) -> str | None:
    for operand in operands:
        if isinstance(operand, pikepdf.Dictionary) and "/ActualText" in operand:
            return str(operand["/ActualText"])
    return None


def _font(fonts: Any, name: str) -> ShownFont | None:
    try:
        return load_font(fonts[name])
    except (NotUnderstood, LookupError, ValueError):
        return None


def _add(printed: Printed, font: ShownFont | None, operands: Sequence[Any]) -> None:
    for data in _strings(operands):
        text = None if font is None else _text(font, data)
        printed.parts.append(text or "")
        printed.is_understood = printed.is_understood and text is not None


def _text(font: ShownFont, data: bytes) -> str | None:
    try:
        return font.by_hex(data.hex().encode()).text
    except NotUnderstood:
        return None


def _strings(operands: Sequence[Any]) -> Iterator[bytes]:
    for operand in operands:
        if isinstance(operand, pikepdf.String):
            yield bytes(operand)
        elif isinstance(operand, pikepdf.Array):
            yield from (bytes(item) for item in operand if isinstance(item, pikepdf.String))


def check_printed(
    printed: Sequence[Printed],
    characters: Characters,
    marks: Sequence[Mark],
    page: tuple[int, tuple[float, float]],
    check: Check,
) -> list[Box]:
    """Report boxes in which something else is printed than their label, or what stands for it.

    Args:
        printed: what is printed in the boxes of the page.
        characters: of the page.
        marks: of the page.
        page: its index, and its size in points.
        check: takes the findings.

    Returns:
        Where the lines of the legend stand.
    """
    index, (width, height) = page
    labels = {plain(mark.label) for mark in marks}
    codes: dict[str, str] = {}
    for each in printed:
        label, shown = plain(each.said.removeprefix(SPOKEN)), plain(each.shown)
        if not each.is_understood:
            check.doubt(index)
        elif label not in labels or not (
            shown == label or (_CODE.fullmatch(shown) and codes.setdefault(shown, label) == label)
        ):
            check.add(ResidueKind.GLYPH_IN_BOX, page_index=index, place="printed label")
    sheet = Box(0, 0, width, height)
    covered = [box for mark in marks for box in mark.boxes]
    lines = _lines(characters, codes)
    for code, places in lines.items():
        is_good = len(places) == 1 and _can_be_read(places[0], sheet, covered)
        if not is_good:
            check.add(ResidueKind.LABEL_MISSING, page_index=index, place="legend")
            lines[code] = []
    return [place for places in lines.values() for place in places]


def _can_be_read(place: Box, sheet: Box, covered: Sequence[Box]) -> bool:
    return (
        min(place.width, place.height) >= SMALLEST
        and sheet.contains(place.x0, place.y0)
        and sheet.contains(place.x1, place.y1)
        and not any(place.intersects(box) for box in covered)
    )


def _lines(characters: Characters, codes: Mapping[str, str]) -> dict[str, list[Box]]:
    """Where a page explains each letter."""
    if not codes:
        return {}
    single = {letter for letter in set(characters.text) if len(plain(letter)) == 1}
    indexes = [i for i in characters.visible if characters.text[i] in single]
    text = plain("".join(characters.text[i] for i in indexes))
    found: dict[str, list[Box]] = {}
    for code, label in codes.items():
        words = f"{code}={plain(SPOKEN)}{label}"
        found[code] = []
        for match in re.finditer(re.escape(words), text):
            letters = [characters.box(i) for i in indexes[match.start() : match.end()]]
            before = characters.box(indexes[match.start() - 1]) if match.start() else None
            if before is None or not before.grown(1).intersects(letters[0]):
                found[code].append(bounding_box(letters))
    return found


def check_seen(drawn: Drawn | None, legend: Sequence[Box], index: int, check: Check) -> None:
    """Report lines of a legend that are there and cannot be seen."""
    for place in legend:
        levels: Any = drawn.picture.crop(drawn.pixels(place, 0)).getextrema() if drawn else (0, 0)
        if levels[1] - levels[0] < SEEN:
            check.add(ResidueKind.LABEL_MISSING, page_index=index, box=place, place="legend")
