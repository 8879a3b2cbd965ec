"""Making the files that a dossier is written to: private to the user from their first byte."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from woo_desk.errors import DossierError

_REASONS = {
    errno.ENAMETOOLONG: "dossier_name_long",
    errno.EINVAL: "dossier_name_wrong",
    errno.EILSEQ: "dossier_name_wrong",
    errno.ENOENT: "dossier_unreachable",
    errno.ENOTDIR: "dossier_unreachable",
    errno.ENOSPC: "dossier_disk_full",
    errno.EDQUOT: "dossier_disk_full",
    errno.EROFS: "dossier_read_only",
}
"""Error of the system to text key; anything else is said to be read-only."""
_SHOWN = 80


def create_empty(path: Path) -> None:
    """Create an empty file that only its owner can read or write.

    Raises:
        DossierError: it exists, or the folder cannot be written to.
    """
    try:
        str(path).encode("utf-8")  # SQLite takes no other path
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise DossierError("dossier_exists", name=path.name) from None
    except (ValueError, OSError) as error:  # ValueError: a zero byte, or no text at all
        number = error.errno if isinstance(error, OSError) else errno.EINVAL
        key = _REASONS.get(number or 0, "dossier_read_only")
        raise DossierError(key, name=shown_name(path)) from None


def shown_name(path: Path) -> str:
    """The name of a file for a message: one that is no text with signs in place, never too long."""
    name = path.name.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"


def refuse_missing(path: Path) -> None:
    """Raise DossierError when there is no file, or its folder may not be looked into."""
    try:
        is_there = path.is_file()
    except (ValueError, OSError):
        raise DossierError("dossier_unreachable", name=shown_name(path)) from None
    if not is_there:
        raise DossierError("dossier_not_found", name=shown_name(path))
