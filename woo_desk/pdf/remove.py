"""Removes glyphs from a working copy, one by one.

WHY one by one: MuPDF's redaction takes every glyph whose upright box touches a mark, which with
tight leading eats the lines above and below. A speck inside each glyph that has to go, at a spot
where no glyph that stays reaches, takes that glyph alone. Type 3, unmapped fonts, forms and OCR
layers go the same way, because MuPDF itself knows where it draws them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pymupdf import mupdf

from woo_desk.pdf.matrix import Point, Rect
from woo_desk.pdf.page_text import Glyph, PageText

_SPECK = 0.05
"""Half the side of the mark in a glyph, in points."""
_SPOTS = (0.5, 0.38, 0.62, 0.26, 0.74, 0.18, 0.82)
"""Where in a glyph's box a spot is tried, as shares of its width and height."""


def remove_glyphs(page: Any, text: PageText, *, firmly: bool = False) -> None:
    """Take `text.removed` out of the page's content and of its own copies of the forms on it.

    The page must have no annotations: other redaction marks would be applied with ours.

    Args:
        page: a PyMuPDF page.
        text: what stands on it now.
        firmly: mark most of each glyph's box instead of a speck in it, for fonts that draw
            elsewhere than their metrics say; may take a neighbour along, which is noticed later.
    """
    if not text.removed:
        return
    specks = (_shrunk(glyph.bbox, 0.2) for glyph in text.removed) if firmly else _specks(text)
    pdf_page = mupdf.pdf_page_from_fz_page(page.this)
    # WHY one annotation: MuPDF goes through all that there are for each glyph of the page.
    annotation = mupdf.pdf_create_annot(pdf_page, mupdf.PDF_ANNOT_REDACT)
    for x0, y0, x1, y1 in sorted(set(specks)):
        speck = mupdf.FzRect(x0 - _SPECK, y0 - _SPECK, x1 + _SPECK, y1 + _SPECK)
        mupdf.pdf_add_annot_quad_point(annotation, speck.fz_quad_from_rect())
    options = mupdf.PdfRedactOptions()
    options.black_boxes = 0
    options.text = mupdf.PDF_REDACT_TEXT_REMOVE
    options.image_method = mupdf.PDF_REDACT_IMAGE_NONE
    options.line_art = mupdf.PDF_REDACT_LINE_ART_NONE
    mupdf.pdf_redact_page(pdf_page.doc(), pdf_page, options)


def _specks(text: PageText) -> Iterator[Rect]:
    """One dash through the centres of each run of glyphs that go, or a speck in each of them.

    Specks where a glyph that stays reaches over the dash, in a line that is printed through another
    or in one that is slanted by force: for each glyph that goes another spot is looked for.
    """
    crowded = text.crowded_lines()
    neighbours = [glyph.bbox for glyph in text.kept if glyph.line in crowded]
    mates: dict[int, list[Rect]] = {}
    for glyph in text.kept:
        mates.setdefault(glyph.line, []).append(glyph.bbox)
    for run in _runs(text):
        line, dash = run[0].line, _dash(run)
        near = neighbours if line in crowded else mates.get(line, ())
        if not any(_meets(box, dash) for box in near):
            yield dash
            continue
        for glyph in run:
            x, y = _free_spot(glyph.bbox, [box for box in near if _meets(box, glyph.bbox)])
            yield x, y, x, y


def _runs(text: PageText) -> Iterator[list[Glyph]]:
    """Stretches of a level line in which every glyph goes; of other lines each glyph alone."""
    run: list[Glyph] = []
    for glyph in text.removed:
        if run and not (_continues(run[-1], glyph) and text.lines[glyph.line].is_level):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _continues(last: Glyph, glyph: Glyph) -> bool:
    return (
        last.line == glyph.line
        and abs(last.centre[1] - glyph.centre[1]) < _SPECK
        and abs(glyph.bbox[0] - last.bbox[2]) < _SPECK
    )


def _dash(run: Sequence[Glyph]) -> Rect:
    (x0, y), (x1, _) = run[0].centre, run[-1].centre
    return min(x0, x1), y, max(x0, x1), y


def _meets(first: Rect, second: Rect) -> bool:
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )


def _free_spot(bbox: Rect, near: Sequence[Rect]) -> Point:
    """The point nearest to the centre that lies in no neighbour's box; else in the fewest.

    MuPDF takes a tenth off each side of a box before it compares; so less is taken off here.
    """
    x0, y0, x1, y1 = bbox
    cores = [_shrunk(box, 0.08) for box in near]
    spots = [
        (x0 + across * (x1 - x0), y0 + down * (y1 - y0)) for across in _SPOTS for down in _SPOTS
    ]
    return min(spots, key=lambda spot: sum(_holds(core, spot) for core in cores))


def _shrunk(box: Rect, share: float) -> Rect:
    x0, y0, x1, y1 = box
    dx, dy = share * (x1 - x0), share * (y1 - y0)
    return x0 + dx, y0 + dy, x1 - dx, y1 - dy


def _holds(box: Rect, spot: Point) -> bool:
    return box[0] <= spot[0] <= box[2] and box[1] <= spot[1] <= box[3]
