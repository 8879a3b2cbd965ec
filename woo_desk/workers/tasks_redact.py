"""Task "redact": the redacted PDF of one document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from woo_desk.domain.ocr import Word
from woo_desk.errors import LimitExceeded, SourceError
from woo_desk.ocr.data import has_language_data
from woo_desk.ocr.recognise import recognise_pixels
from woo_desk.pdf.redact import redact_pdf
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import RedactRequest, RedactResult
from woo_desk.workers.tasks_common import prepared_bytes, unwritable


def redact(request: RedactRequest, report: Report) -> RedactResult:
    """Write the redacted PDF.

    Raises:
        ResidueFound, SourceError, UsageError: as `pdf.redact.redact_pdf`.
        DossierError: the dossier cannot be read.
        UsageError: the output cannot be written.
    """
    prepared = prepared_bytes(request.dossier_path, request.prepared_sha256, request.source_path)
    output = Path(request.output_path)
    try:
        redacted = redact_pdf(
            prepared,
            request.marks,
            request.terms,
            style=request.style,
            title=request.title,
            output=output,
            report=report,
            keeps_links=request.keeps_links,
            read=_read if has_language_data() else None,
            pictured=frozenset(request.pictured),
        )
    except OSError:
        raise unwritable(output) from None
    return RedactResult(
        redacted.sha256,
        redacted.bytes,
        redacted.pages,
        redacted.fallbacks,
        redacted.written,
        redacted.moved,
    )


def _read(rgb: bytes, width: int, height: int, dpi: int) -> Sequence[Word]:
    """The words on a page that had to become a picture; none when the recogniser gives up."""
    try:
        return recognise_pixels(rgb, width, height, dpi)
    except (LimitExceeded, SourceError):
        return ()
