"""What the dossier keeps goes into a package as it is: redacted files, and the dossier itself."""

from __future__ import annotations

from pathlib import Path

from woo_desk.errors import DossierDamaged
from woo_desk.store.blobs import read_blob
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
    for sha256, name in request.files:
        path = Path(name)
        try:
            path.write_bytes(read_blob(request.dossier_path, sha256))
        except DossierDamaged:  # gone or changed: the document is redacted again
            written.append(False)
        except OSError:
            raise unwritable(path) from None
        else:
            written.append(True)
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
