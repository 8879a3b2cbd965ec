"""The court's version of a document: nothing removed, boxes transparent, a watermark on each page.

For the judge who reads the unredacted set beside the grounds (Awb art. 8:29). It holds everything
that is withheld, and says so on every page. It is drawn on the prepared PDF as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pymupdf

from woo_desk.domain.export import Mark
from woo_desk.pdf.open import named_problems, open_pdf
from woo_desk.pdf.write import beside

_FILL, _EDGE = (1.0, 0.85, 0.2), (0.8, 0.3, 0.0)
_OPACITY = 0.35
_LABEL = 6.0
"""Points."""
_FONT = "helv"


def write_court(
    prepared: bytes,
    marks: Sequence[Mark],
    watermark: str,
    output: Path,
    report: Callable[[int, int], None],
) -> int:
    """Write the document with its boxes as glass; gives the number of pages.

    Args:
        prepared: the prepared PDF.
        marks: the redactions, in page space.
        watermark: said across every page, and at its foot.
        output: is overwritten, whole or not at all.
        report: told how many pages are done.

    Raises:
        SourceError: the PDF cannot be read.
        OSError: the output cannot be written.
    """
    by_page: dict[int, list[Mark]] = {}
    for mark in marks:
        by_page.setdefault(mark.page_index, []).append(mark)
    with open_pdf(prepared) as document, named_problems():
        pages = len(document)
        for index in range(pages):
            page = document[index]
            page.wrap_contents()
            for mark in by_page.get(index, []):
                _draw_mark(page, mark)
            _draw_watermark(page, watermark)
            report(index + 1, pages)
        with beside(output) as temporary:
            document.save(str(temporary), garbage=3, deflate=True)
    return pages


def _draw_mark(page: pymupdf.Page, mark: Mark) -> None:
    for box in mark.boxes:
        # WHY no derotation: page space is that of the page before its /Rotate, as drawing is.
        page.draw_rect(
            pymupdf.Rect(box.as_tuple()), color=_EDGE, fill=_FILL, width=0.7,
            fill_opacity=_OPACITY, overlay=True,
        )  # fmt: skip
    first = mark.boxes[0]
    page.insert_text(
        pymupdf.Point(first.x0, max(first.y0 - 1, _LABEL)), mark.label, fontsize=_LABEL,
        fontname=_FONT, color=_EDGE, overlay=True,
    )  # fmt: skip


def _draw_watermark(page: pymupdf.Page, words: str) -> None:
    """Across the page and at its foot, upright for who reads the page as it is turned."""
    width, height = page.rect.width, page.rect.height
    size = min(width, height) / max(pymupdf.get_text_length(words, _FONT, 1), 1) * 1.05
    middle = pymupdf.Point(width / 2, height / 2)
    start = pymupdf.Point(middle.x - pymupdf.get_text_length(words, _FONT, size) / 2, middle.y)
    turn = pymupdf.Matrix(1, 1).prerotate(45)
    page.insert_text(
        start * page.derotation_matrix, words, fontsize=size, fontname=_FONT,
        color=(0.75, 0.0, 0.0), fill_opacity=0.18, stroke_opacity=0.18, overlay=True,
        rotate=page.rotation, morph=(middle * page.derotation_matrix, turn),
    )  # fmt: skip
    page.insert_text(
        pymupdf.Point(20, height - 8) * page.derotation_matrix, words, fontsize=7, fontname=_FONT,
        color=(0.75, 0.0, 0.0), overlay=True, rotate=page.rotation,
    )  # fmt: skip
