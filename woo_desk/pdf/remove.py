"""Removes glyphs from a working copy: those whose centre lies in a box, or outside the page.

WHY glyph by glyph: MuPDF's redaction takes every glyph whose box touches a mark, which with tight
leading eats the lines above and below. A speck at the centre of each glyph that has to go takes
that glyph alone. Type 3, unmapped fonts, forms and OCR layers go the same way, because MuPDF itself
knows where it draws them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pymupdf
from pymupdf import mupdf

from woo_desk.domain.geometry import Box

_FLAGS: int = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_USE_GID_FOR_UNKNOWN_UNICODE
)
"""One entry per glyph, as drawn: ligatures whole, glyphs without Unicode value too."""
_OURS = " gelakt "
_SPECK = 0.05
"""Half the side of the mark at the centre of a glyph, in points."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph on a page, in page space."""

    text: str
    bbox: tuple[float, float, float, float]
    font: str

    @property
    def centre(self) -> tuple[float, float]:
        """Centre of the glyph's box."""
        x0, y0, x1, y1 = self.bbox
        return (x0 + x1) / 2, (y0 + y1) / 2


@dataclass(slots=True)
class PageText:
    """What stands on one page, split by whether it has to go."""

    kept: list[Glyph] = field(default_factory=list)
    removed: list[Glyph] = field(default_factory=list)
    text: str = ""
    """All of it as a reader gives it back, lines apart; ours replaced by a word of its own."""

    def letters(self) -> Counter[str]:
        """How often each character is kept; white space does not count."""
        return Counter(glyph.text for glyph in self.kept if not glyph.text.isspace())


def read_page(
    page: Any, boxes: Sequence[Box], size: tuple[float, float], ours: str = ""
) -> PageText:
    """Every glyph of a page in drawing order, and which of them have to go.

    Args:
        page: a PyMuPDF page, unturned or not.
        boxes: in page space.
        size: width and height of the crop box in points; what lies outside it goes too.
        ours: name of the font that labels are printed in; they are not counted.
    """
    result = PageText()
    out: list[str] = []
    width, height = size
    raw = page.get_text("rawdict", flags=_FLAGS, clip=pymupdf.INFINITE_RECT())
    for span in _spans(raw):
        if span is None:
            out.append("\n")
            continue
        font = span["font"]
        if ours and font == ours:
            out.append(_OURS)
            continue
        for char in span["chars"]:
            text, bbox = char["c"], char["bbox"]
            out.append(text)
            if char["synthetic"]:
                continue
            x, y = (bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2
            goes = not (0 <= x <= width and 0 <= y <= height) or any(
                box.contains(x, y) for box in boxes
            )
            (result.removed if goes else result.kept).append(Glyph(text, bbox, font))
    result.text = "".join(out)
    return result


def _spans(raw: Any) -> Iterator[Any]:
    for block in raw["blocks"]:
        for line in block.get("lines", ()):
            yield from line["spans"]
            yield None


def remove_glyphs(page: Any, glyphs: Sequence[Glyph]) -> None:
    """Take the glyphs out of the page's content and of its own copies of the forms on it.

    The page must have no annotations: other redaction marks would be applied with ours.
    """
    if not glyphs:
        return
    pdf_page = mupdf.pdf_page_from_fz_page(page.this)
    for x, y in sorted({glyph.centre for glyph in glyphs}):
        annotation = mupdf.pdf_create_annot(pdf_page, mupdf.PDF_ANNOT_REDACT)
        speck = mupdf.FzRect(x - _SPECK, y - _SPECK, x + _SPECK, y + _SPECK)
        mupdf.pdf_set_annot_rect(annotation, speck)
    options = mupdf.PdfRedactOptions()
    options.black_boxes = 0
    options.text = mupdf.PDF_REDACT_TEXT_REMOVE
    options.image_method = mupdf.PDF_REDACT_IMAGE_NONE
    options.line_art = mupdf.PDF_REDACT_LINE_ART_NONE
    mupdf.pdf_redact_page(pdf_page.doc(), pdf_page, options)
