"""What several tasks do: read the bytes they work on."""

from __future__ import annotations

from pathlib import Path

from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.ids import Sha256
from woo_desk.errors import SourceError, UsageError
from woo_desk.store.blobs import read_blob


def prepared_bytes(dossier_path: str, sha256: Sha256, plain_path: str) -> bytes:
    """A prepared PDF: from a plain file when one is named, otherwise out of the dossier.

    Raises:
        SourceError: the plain file cannot be read.
        DossierError: the dossier cannot be read, or does not hold it.
    """
    if not plain_path:
        return read_blob(dossier_path, sha256)
    try:
        return Path(plain_path).read_bytes()
    except OSError:
        raise SourceError(IntakeProblem.UNREADABLE.value) from None


def unwritable(path: Path) -> UsageError:
    """The error for an output that cannot be written; names the file, which we chose."""
    return UsageError("target_unwritable", name=path.name)
