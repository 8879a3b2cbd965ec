"""A batch run that was cut off goes on where it was, as long as it is the same run.

What was recorded before the cut is in the dossier: documents that came in, pages that were
analysed, files that were redacted. Each stage does only what is missing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from woo_desk.errors import UsageError
from woo_desk.store.dossier_file import CREATE_STEP_KEY, DossierFile
from woo_desk.usecases.names import clean_name
from woo_desk.usecases.ports import Clock
from woo_desk.usecases.session import Session

_KIND = "batch"
_REQUEST = "request"


def digest_of(*values: object) -> bytes:
    """Names what a run was asked to do."""
    data = msgspec.json.encode(values, order="deterministic", enc_hook=str)
    return hashlib.sha256(data).hexdigest().encode()


def note_request(session: Session, digest: bytes) -> None:
    """Keep what the run was asked to do, before it does anything."""
    with session.file.derive() as tx:
        tx.put_cached(_KIND, _REQUEST, digest)


def resume(path: Path, digest: bytes, target: Path, *, user: str, clock: Clock) -> Session | None:
    """Open the dossier of the same run that was cut off; None when there is none yet.

    Raises:
        UsageError: "target_in_use": there is a dossier of something else, a run that came to its
            end, or one in which a person has decided since.
        DossierError: it cannot be opened; DossierLocked while the run is still going on.
    """
    if _is_stillborn(path):
        path.unlink(missing_ok=True)
    if not path.exists():
        return None
    session = Session(DossierFile.open(path), user, clock)
    if not _is_the_same(session, digest):
        session.file.close()
        raise UsageError("target_in_use", name=clean_name(str(target)))
    return session


def _is_stillborn(path: Path) -> bool:
    """Whether the run was cut off while it made the dossier file."""
    return path.is_file() and path.stat().st_size == 0


def _is_the_same(session: Session, digest: bytes) -> bool:
    file = session.file
    lines = file.log_lines()
    if file.exports() or any(line.by != session.user for line in lines):
        return False
    is_new = all(line.step_key == CREATE_STEP_KEY for line in lines) and not file.documents()
    return file.cached(_KIND, _REQUEST) == digest or (
        is_new and file.cached(_KIND, _REQUEST) is None
    )
