"""Tasks of the verifier. Imports nothing of what wrote the files."""

from __future__ import annotations

from pathlib import Path

from woo_desk.domain.document import IntakeProblem
from woo_desk.errors import SourceError
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import (
    VerifyFolderRequest,
    VerifyFolderResult,
    VerifyRequest,
    VerifyResult,
)
from woo_desk.verify.folder import verify_folder as look_through
from woo_desk.verify.verify_pdf import verify_pdf
from woo_desk.workers.tasks_common import prepared_bytes


def verify(request: VerifyRequest, report: Report) -> VerifyResult:
    """Re-read one PDF and look for anything that should be gone.

    Raises:
        SourceError: the file cannot be read.
        DossierError: the dossier cannot be read.
    """
    original = None
    if request.original_sha256 or request.original_path:
        original = prepared_bytes(
            request.dossier_path, request.original_sha256, request.original_path
        )
    try:
        verification = verify_pdf(
            Path(request.path),
            request.file_name,
            marks=request.marks,
            terms=request.terms,
            original=original,
            report=report,
        )
    except OSError:
        raise SourceError(IntakeProblem.UNREADABLE.value) from None
    return VerifyResult(verification)


def verify_folder(request: VerifyFolderRequest, report: Report) -> VerifyFolderResult:
    """Look at every file of a package, its name included, and for sources among them.

    Raises:
        SourceError: the folder cannot be read.
    """
    try:
        verifications = look_through(
            Path(request.folder), request.terms, request.source_sha256, report
        )
    except OSError:
        raise SourceError(IntakeProblem.UNREADABLE.value) from None
    return VerifyFolderResult(verifications)
