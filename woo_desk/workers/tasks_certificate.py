"""Task "certificate": what the verifier says, as a PDF/A for people and as JSON for machines."""

from __future__ import annotations

from pathlib import Path

from woo_desk.pdf.statement import write_statement
from woo_desk.publication.manifest import published_file, running_versions
from woo_desk.publication.package import CERTIFICATE_JSON, CERTIFICATE_PDF
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import CertificateRequest, CertificateResult
from woo_desk.verify.certificate import Facts, certificate_json, statement
from woo_desk.workers.tasks_common import unwritable


def certificate(request: CertificateRequest, report: Report) -> CertificateResult:
    """Write both files; UsageError when that cannot be done."""
    facts = Facts(
        verifications=request.verifications,
        versions=running_versions(),
        made_at=request.made_at,
        seen=request.seen,
        title=request.title,
    )
    folder = Path(request.folder)
    json_path, pdf_path = folder / CERTIFICATE_JSON, folder / CERTIFICATE_PDF
    try:
        _written, pages = write_statement(statement(facts), pdf_path)
        report(1, 2)
        json_path.write_bytes(certificate_json(facts))
        files = (
            published_file(pdf_path, CERTIFICATE_PDF, pages),
            published_file(json_path, CERTIFICATE_JSON),
        )
    except OSError:
        raise unwritable(pdf_path) from None
    return CertificateResult(files)
