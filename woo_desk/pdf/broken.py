"""What the PDF libraries raise on a file that is not as it should be."""

from __future__ import annotations

import pikepdf
from pymupdf import mupdf

BROKEN = (
    mupdf.FzErrorBase, pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError,
    AttributeError, ArithmeticError, RecursionError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""WHY so many: they convert what a PDF says to Python values without looking, and so do we; each
of these means that the page, font or picture goes the next safer way, never that it is skipped."""
