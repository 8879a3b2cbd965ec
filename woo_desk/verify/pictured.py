"""Pages that the writer says it made a picture of, with what could be read in it laid over it.

Its word is not enough: one picture has to cover the page, and no letter beside the labels may be
one that is printed.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2.raw as pdfium

from woo_desk.domain.geometry import Box
from woo_desk.verify.drawing import every_object, images, object_box
from woo_desk.verify.readers import PdfiumPage

MISREAD = 0.06
"""Share of letters that a recogniser may misread on a clean page; more needs a person."""
_COVERS = 0.98
_SLACK = 2.0
"""Points by which a label may stand out of its place."""


def is_picture_with_words(page: PdfiumPage, labels: Sequence[Box]) -> bool:
    """Whether a page is one picture with invisible words.

    Args:
        page: as pdfium reads it.
        labels: where its labels stand, boxes included.
    """
    places = [box.grown(_SLACK) for box in labels]
    for handle, outer in every_object(page, pdfium.FPDF_PAGEOBJ_TEXT):
        place = object_box(page, handle, outer)
        is_invisible = (
            pdfium.FPDFTextObj_GetTextRenderMode(handle) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        )
        if place is None or not (is_invisible or any(b.contains(*place.centre) for b in places)):
            return False
    width, height = page.size
    return any(
        abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) >= _COVERS * width * height
        for _, matrix in images(page)
    )
