"""Task "take_over": redacted files that the dossier keeps go into a package as they are."""

from __future__ import annotations

from pathlib import Path

from woo_desk.errors import DossierDamaged
from woo_desk.store.blobs import read_blob
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests_publication import TakeOverRequest, TakeOverResult
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
