"""Task "court": one document as the judge gets it."""

from __future__ import annotations

from pathlib import Path

from woo_desk.pdf.court import write_court
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests_publication import CourtRequest, CourtResult
from woo_desk.workers.tasks_common import prepared_bytes, unwritable


def court(request: CourtRequest, report: Report) -> CourtResult:
    """Write the document with transparent boxes and a watermark.

    Raises:
        DossierError: the dossier cannot be read.
        SourceError: the PDF cannot be read.
        UsageError: the output cannot be written.
    """
    prepared = prepared_bytes(request.dossier_path, request.prepared_sha256, "")
    output = Path(request.output_path)
    try:
        pages = write_court(prepared, request.marks, request.watermark, output, report)
    except OSError:
        raise unwritable(output) from None
    return CourtResult(pages)
