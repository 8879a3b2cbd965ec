"""Sources and prepared PDFs inside the dossier file, by the sha256 of their content."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from woo_desk.domain.ids import Sha256
from woo_desk.errors import DossierDamaged, LimitExceeded, SourceError
from woo_desk.store.connection import Database, connect
from woo_desk.store.files import refuse_missing
from woo_desk.store.integrity import refuse_stranger

MAX_BLOB_BYTES = 900_000_000
"""LIMIT: SQLite holds at most 1,000,000,000 bytes in one row."""
_PART_BYTES = 1 << 20


def put_blob(database: Database, sha256: Sha256, content: Path | bytes) -> None:
    """Store a file under its digest; nothing happens when it is there already.

    Must be called inside a transaction.

    Raises:
        LimitExceeded: "too_large": over `MAX_BLOB_BYTES`.
        SourceError: "unreadable": it cannot be read, or its content is not that of the digest
            (any more).
    """
    if has_blob(database, sha256):
        return
    if isinstance(content, bytes):
        _store(database, sha256, io.BytesIO(content), len(content))
        return
    try:
        with content.open("rb") as source:
            _store(database, sha256, source, content.stat().st_size)
    except OSError:
        raise SourceError("unreadable") from None


def _store(database: Database, sha256: Sha256, source: BinaryIO, size: int) -> None:
    if size > MAX_BLOB_BYTES:
        raise LimitExceeded("too_large")
    row_id = database.execute(
        "INSERT INTO blob (sha256, bytes, content) VALUES (?, ?, zeroblob(?))",
        (sha256, size, size),
    )
    digest, left = hashlib.sha256(), size
    with database.blob(row_id, read_only=False) as target:
        while left and (part := source.read(min(_PART_BYTES, left))):
            digest.update(part)
            target.write(part)
            left -= len(part)
    if left or digest.hexdigest() != sha256:
        raise SourceError("unreadable")


def has_blob(database: Database, sha256: Sha256) -> bool:
    """Whether a file with this digest is stored."""
    return database.row("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)) is not None


def blob_bytes(database: Database, sha256: Sha256) -> bytes:
    """The content of a stored file.

    Raises:
        DossierDamaged: it is not there, or its content is no longer what was stored.
    """
    row = database.row("SELECT rowid FROM blob WHERE sha256 = ?", (sha256,))
    if row is None:
        raise DossierDamaged("dossier_damaged", name=database.path.name)
    with database.blob(row[0], read_only=True) as blob:
        content: bytes = blob.read()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DossierDamaged("dossier_damaged", name=database.path.name)
    return content


def read_blob(dossier_path: Path | str, sha256: Sha256) -> bytes:
    """The content of a stored file, from any process; waits while the dossier is being written.

    Raises:
        DossierError: the dossier cannot be read.
        DossierDamaged: the file is no dossier, or does not hold this content.
    """
    path = Path(dossier_path)
    refuse_missing(path)
    database = connect(path, read_only=True)
    try:
        refuse_stranger(database)
        return blob_bytes(database, sha256)
    finally:
        database.close()


def read_blobs(dossier_path: Path | str, digests: Iterable[Sha256]) -> Iterator[bytes | None]:
    """The content of several stored files, in the order asked, as `read_blob` gives one.

    None for one that is not there, or whose content is no longer what was stored.
    """
    path = Path(dossier_path)
    refuse_missing(path)
    database = connect(path, read_only=True)
    try:
        refuse_stranger(database)
        for sha256 in digests:
            try:
                content: bytes | None = blob_bytes(database, sha256)
            except DossierDamaged:
                content = None
            yield content
    finally:
        database.close()


def read_cached(dossier_path: Path | str, kind: str, key: str) -> bytes | None:
    """What `DerivedTransaction.put_cached` kept, from any process; None when it is not there.

    Raises:
        DossierError: the dossier cannot be read.
        DossierDamaged: the file is no dossier.
    """
    path = Path(dossier_path)
    refuse_missing(path)
    database = connect(path, read_only=True)
    try:
        refuse_stranger(database)
        sql = "SELECT content FROM cache WHERE kind = ? AND key = ?"
        row = database.row(sql, (kind, key))
        return bytes(row[0]) if row else None
    finally:
        database.close()
