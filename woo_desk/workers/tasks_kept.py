"""What the dossier keeps goes into a package as it is: redacted files, and the dossier itself."""

from __future__ import annotations

from pathlib import Path

from woo_desk.store.blobs import read_blobs
from woo_desk.store.connection import connect
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests_publication import (
    CopyDossierRequest,
    CopyDossierResult,
    TakeOverRequest,
    TakeOverResult,
)
from woo_desk.workers.tasks_common import unwritable


def take_over(request: TakeOverRequest, report: Report) -> TakeOverResult:
    """Write each file whose bytes are still those of its digest; tell which were.

    Raises:
        DossierError: the dossier cannot be read.
        UsageError: an output cannot be written.
    """
    written: list[bool] = []
    kept = read_blobs(request.dossier_path, (sha256 for sha256, _ in request.files))
    for content, (_, name) in zip(kept, request.files, strict=True):
        if content is not None:  # gone or changed: the document is redacted again
            try:
                Path(name).write_bytes(content)
            except OSError:
                raise unwritable(Path(name)) from None
        written.append(content is not None)
        report(len(written), len(request.files))
    return TakeOverResult(tuple(written))


def copy_dossier(request: CopyDossierRequest, _report: Report) -> CopyDossierResult:
    """Copy the dossier, an encrypted one under the same password.

    Raises:
        DossierError: the dossier cannot be read, or the copy exists or cannot be written.
    """
    database = connect(Path(request.dossier_path), read_only=True)
    try:
        database.copy_to(Path(request.output_path))
    finally:
        database.close()
    return CopyDossierResult()
