"""Task "read_text": the text of a PDF, page by page, to look things up in it or for it."""

from __future__ import annotations

from pathlib import Path

from woo_desk.domain.document import IntakeProblem
from woo_desk.errors import SourceError
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.open import open_pdf
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests_publication import ReadTextRequest, ReadTextResult


def read_text(request: ReadTextRequest, report: Report) -> ReadTextResult:
    """The text of each page, in the order in which detection reads it too.

    Raises:
        SourceError: the file cannot be read, or is no PDF that can be worked with.
    """
    try:
        data = Path(request.path).read_bytes()
    except OSError:
        raise SourceError(IntakeProblem.UNREADABLE.value) from None
    pages = []
    with open_pdf(data) as document:
        for index in range(document.page_count):
            report(index, document.page_count)
            pages.append(extract_page(document, index).text)
    return ReadTextResult(tuple(pages))
