"""Making the files that a dossier is written to: private to the user from their first byte."""

from __future__ import annotations

import os
from pathlib import Path

from woo_desk.errors import DossierError


def create_empty(path: Path) -> None:
    """Create an empty file that only its owner can read or write.

    Raises:
        DossierError: it exists, or the folder cannot be written to.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise DossierError("dossier_exists", name=path.name) from None
    except OSError:
        raise DossierError("dossier_read_only", name=path.name) from None


def refuse_missing(path: Path) -> None:
    """Raise DossierError when there is no file, or its folder may not be looked into."""
    try:
        is_there = path.is_file()
    except OSError:
        raise DossierError("dossier_unreachable", name=path.name) from None
    if not is_there:
        raise DossierError("dossier_not_found", name=path.name)
