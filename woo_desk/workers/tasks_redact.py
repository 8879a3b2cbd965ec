"""Task "redact": the redacted PDF of one document."""

from __future__ import annotations

from pathlib import Path

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
