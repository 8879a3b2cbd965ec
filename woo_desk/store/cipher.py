"""Dossier files that only open with a password: SQLCipher behind the same connection.

SQLCipher encrypts every page of the file and of its journal with AES-256 and a HMAC; the key comes
from the password by PBKDF2-HMAC-SHA512 with 256,000 rounds and the 16 bytes salt that the file
begins with (the defaults of SQLCipher 4). The key is made once and kept in memory for as long as
the program runs, so that a worker which opens the file many times does not make it each time.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any

from woo_desk.errors import DossierError

try:
    from sqlcipher3 import dbapi2 as _sqlcipher
except ImportError:  # an optional part: the extra "encryption"
    _sqlcipher = None  # type: ignore[assignment]

ROUNDS = 256_000
SALT_BYTES = 16
PAGE_BYTES = 4096
_KEY_BYTES = 32
_PLAIN_HEADER = b"SQLite format 3\0"

_keys: dict[str, str] = {}
"""Key and salt in hexadecimal, by absolute path; this process only."""

ERRORS: tuple[type[Exception], ...] = (
    (sqlite3.Error,) if _sqlcipher is None else (sqlite3.Error, _sqlcipher.Error, MemoryError)
)
"""What either library raises. WHY MemoryError: SQLite says "no memory" where SQLCipher could not
make a page out (`CODEC1` in its pager)."""


def is_available() -> bool:
    """Whether this installation can open encrypted files."""
    return _sqlcipher is not None


def is_encrypted(path: Path) -> bool:
    """Whether the file looks encrypted: whole pages that do not begin as SQLite does.

    Raises:
        DossierError: "dossier_unreachable": it cannot be read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(_PLAIN_HEADER))
    except OSError:
        raise DossierError("dossier_unreachable", name=path.name) from None
    return size > 0 and size % PAGE_BYTES == 0 and start != _PLAIN_HEADER


def make_key(password: str, salt: bytes) -> str:
    """Key and salt in hexadecimal, as SQLCipher takes them."""
    # WHY NFC: the same password typed on another system may come in other code points.
    secret = unicodedata.normalize("NFC", password).encode()
    key = hashlib.pbkdf2_hmac("sha512", secret, salt, ROUNDS, _KEY_BYTES)
    return key.hex() + salt.hex()


def key_for(path: Path, password: str) -> str:
    """The key of an encrypted file, right or wrong: only opening it tells."""
    with path.open("rb") as file:
        return make_key(password, file.read(SALT_BYTES))


def fresh_key(password: str) -> str:
    """The key for a new file."""
    return make_key(password, os.urandom(SALT_BYTES))


def remember(path: Path | str, key: str) -> None:
    """Open this file with this key from now on, in this process."""
    _keys[_name(path)] = key


def forget(path: Path | str) -> None:
    """Do not know the key any more."""
    _keys.pop(_name(path), None)


def key_of(path: Path | str) -> str:
    """The key to open a file with; "" for a file that is not encrypted, or not unlocked."""
    return _keys.get(_name(path), "")


def open_connection(address: str, timeout_s: float, key: str) -> Any:
    """A connection in autocommit mode; with a key by SQLCipher, which has the same interface.

    WHY Any: SQLCipher's classes are no subclasses of those of `sqlite3`, and have no types.

    Raises:
        DossierError: "dossier_encryption_missing": this installation lacks SQLCipher.
    """
    if not key:
        return sqlite3.connect(address, uri=True, isolation_level=None, timeout=timeout_s)
    if _sqlcipher is None:
        raise DossierError("dossier_encryption_missing")
    connection = _sqlcipher.connect(address, uri=True, isolation_level=None, timeout=timeout_s)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
    connection.execute(key_pragma(key))
    # WHY: temporary tables of large questions must not lie unencrypted in a temporary folder.
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def open_plain(address: str) -> Any:
    """An unencrypted file through SQLCipher, which can then write an encrypted copy of it."""
    if _sqlcipher is None:
        raise DossierError("dossier_encryption_missing")
    return _sqlcipher.connect(address, uri=True, isolation_level=None)


def key_pragma(key: str) -> str:
    """The statement that gives a key; only hexadecimal digits get into it."""
    return f"""PRAGMA key = "x'{bytes.fromhex(key).hex()}'" """


def open_blob(connection: Any, row_id: int, *, read_only: bool) -> Any:
    """One stored file, for reading or writing in parts."""
    if isinstance(connection, sqlite3.Connection):
        return connection.blobopen("blob", "content", row_id, readonly=read_only)
    return connection.open_blob("blob", "content", row_id, readonly=read_only)


def _name(path: Path | str) -> str:
    return str(Path(path).absolute())
