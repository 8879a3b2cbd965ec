"""Opens PDF bytes that nobody vouches for. Every failure has a name that a person understands."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterator
from typing import Any

import pikepdf
import pymupdf

from woo_desk.domain.document import IntakeProblem
from woo_desk.errors import LimitExceeded, SourceError
from woo_desk.pdf.limits import MAX_OBJECTS, MAX_PAGES, check_bytes

# WHY: what the libraries say of a file can hold words of the document.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)
logging.getLogger("pikepdf").setLevel(logging.CRITICAL + 1)

_HEADER_WITHIN = 1024
"""Readers look for %PDF- in the first 1024 bytes (PDF 32000-1, annex H, note 13)."""


def open_pdf(untrusted: bytes) -> Any:
    """A `pymupdf.Document` with at least one page; the caller closes it.

    `is_repaired` of the result tells whether MuPDF had to rebuild the file's structure. Files
    with only an owner password open: that password limits what readers offer, not who may read.

    Raises:
        SourceError: empty, not a PDF, damaged, encrypted, or without pages.
        LimitExceeded: too large or too many pages.
    """
    check_admission(untrusted)
    with named_problems():
        document = pymupdf.open(stream=untrusted, filetype="pdf")
    try:
        _check_opened(document)
    except SourceError:
        document.close()
        raise
    return document


def check_admission(untrusted: bytes) -> None:
    """Refuse what is no PDF at all or too large, without parsing; SourceError."""
    if not untrusted:
        raise SourceError(IntakeProblem.EMPTY.value)
    check_bytes(untrusted)
    if b"%PDF-" not in untrusted[:_HEADER_WITHIN]:
        raise SourceError(IntakeProblem.NOT_WHAT_IT_SAYS.value)


def open_structure(untrusted: bytes) -> pikepdf.Pdf:
    """The objects of a PDF, with the attributes of its page tree as they are written.

    Raises:
        SourceError: empty, not a PDF, damaged, encrypted.
        LimitExceeded: too large.
    """
    check_admission(untrusted)
    with named_problems():
        return pikepdf.open(io.BytesIO(untrusted), suppress_warnings=True)


@contextlib.contextmanager
def named_problems() -> Iterator[None]:
    """Turn whatever a PDF library throws at untrusted bytes into a SourceError with a key.

    WHY from None: the libraries' messages can hold words of the document.
    """
    try:
        yield
    except pikepdf.PasswordError:
        raise SourceError(IntakeProblem.ENCRYPTED.value) from None
    except (MemoryError, RecursionError, pymupdf.mupdf.FzErrorLimit):
        raise LimitExceeded(IntakeProblem.TOO_COMPLEX.value) from None
    except _LIBRARY_ERRORS:
        raise SourceError(IntakeProblem.DAMAGED.value) from None


_LIBRARY_ERRORS: tuple[type[Exception], ...] = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    pymupdf.mupdf.FzErrorBase,
    # WHY these two: PyMuPDF raises them itself for files that it does not like.
    RuntimeError,
    ValueError,
)


def _check_opened(document: Any) -> None:
    if document.needs_pass:
        raise SourceError(IntakeProblem.ENCRYPTED.value)
    with named_problems():
        # WHY: a file of 1 kB can claim object number 8,000,000, and MuPDF would write them all.
        if document.xref_length() > MAX_OBJECTS:
            raise LimitExceeded(IntakeProblem.TOO_COMPLEX.value)
        count = document.page_count
        if count > MAX_PAGES:
            raise LimitExceeded(IntakeProblem.TOO_MANY_PAGES.value)
        if count == 0 or not document.is_pdf:
            raise SourceError(IntakeProblem.DAMAGED.value)
        document.load_page(count - 1)  # WHY: walks the page tree to its end, loops included
