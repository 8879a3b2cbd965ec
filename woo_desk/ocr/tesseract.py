"""The recogniser: Tesseract as it is built into PyMuPDF. One picture in, words out.

MuPDF hands on the words and their boxes, but not how sure Tesseract was of them; see `confidence`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pymupdf
from PIL import Image

from woo_desk.domain.document import IntakeProblem
from woo_desk.errors import LimitExceeded, SourceError
from woo_desk.ocr.data import LANGUAGE, language_folder

# WHY: what the libraries say of a file can hold words of the document.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

MAX_PIXELS = 40_000_000
"""Of one picture: A3 at 400 dpi has 31 million."""
_SMALLEST_SIDE = 8
"""Pixels: Tesseract finds nothing in less, and fails on less than three."""


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word, with its box in pixels of the picture; words of a line share top and bottom."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def read_words(picture: Image.Image, dpi: int) -> list[list[RawWord]]:
    """The words of each printed line, in reading order. Nothing is mended.

    Args:
        picture: grey or colour.
        dpi: pixels per inch of the picture.

    Raises:
        LimitExceeded: more than MAX_PIXELS pixels.
        SourceError: the recogniser gave up.
        UsageError: there are no language data.
    """
    folder = language_folder()
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise LimitExceeded(IntakeProblem.TOO_LARGE.value)
    if min(width, height) < _SMALLEST_SIDE:
        return []
    # WHY RGB: on a grey pixmap MuPDF writes an empty text layer, without an error (1.28.2).
    samples = picture.convert("RGB").tobytes()
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, width, height, samples, False)
    pixmap.set_dpi(dpi, dpi)
    try:
        layered = pixmap.pdfocr_tobytes(compress=False, language=LANGUAGE, tessdata=str(folder))
        with pymupdf.open(stream=layered, filetype="pdf") as document:
            return _lines(document[0].get_text("words"), dpi / 72)
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError):
        raise SourceError(IntakeProblem.DAMAGED.value) from None


def _lines(
    words: list[tuple[float, float, float, float, str, int, int, int]], scale: float
) -> list[list[RawWord]]:
    lines: list[list[RawWord]] = []
    last: tuple[int, float, float] | None = None
    for x0, y0, x1, y1, text, block, _line, _number in words:
        # WHY by height and not by line number: MuPDF ends a line at a wide space.
        place = (block, round(y0, 2), round(y1, 2))
        if place != last:
            lines.append([])
            last = place
        lines[-1].append(RawWord(text, x0 * scale, y0 * scale, x1 * scale, y1 * scale))
    return lines
