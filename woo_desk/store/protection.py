"""Giving a dossier file a password, another one, or none: by a new file in the place of the old."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from woo_desk.errors import DossierDamaged, DossierError
from woo_desk.store import cipher
from woo_desk.store.connection import as_dossier_error, connect, sqlite_uri
from woo_desk.store.files import create_empty, refuse_missing
from woo_desk.store.integrity import refuse_stranger
from woo_desk.store.lock import take_lock

SHORTEST = 12
"""Characters that a password has at least: what a file lies on may be copied and tried at leisure
(guideline NIST SP 800-63B names 8 as the least where tries are limited)."""


def unlock(path: Path, password: str) -> None:
    """Open an encrypted dossier from now on, in this process and its workers.

    Raises:
        DossierError: "dossier_wrong_password", or the file is out of reach or not encrypted.
    """
    path = path.absolute()
    refuse_missing(path)
    if not cipher.is_encrypted(path):
        raise DossierError("dossier_not_encrypted", name=path.name)
    cipher.remember(path, cipher.key_for(path, password))
    try:
        _refuse_wrong(path)
    except BaseException:
        cipher.forget(path)
        raise


def begin_protected(path: Path, password: str) -> None:
    """Encrypt the dossier that this process is about to make here, from its first byte.

    Raises:
        DossierError: "dossier_password_short", "dossier_encryption_missing".
    """
    _refuse_short(password)
    if not cipher.is_available():
        raise DossierError("dossier_encryption_missing")
    cipher.remember(path.absolute(), cipher.fresh_key(password))


def protect(path: Path, password: str) -> None:
    """Encrypt a dossier that nobody has open, or give it another password.

    Nothing of the unencrypted file is left in its place; what a disk or a backup still holds of it
    is beyond the program.

    Raises:
        DossierError: "dossier_password_short"; the dossier is out of reach; there is no room.
        DossierLocked: somebody has it open.
    """
    _refuse_short(password)
    _rewrite(path.absolute(), cipher.fresh_key(password))


def unprotect(path: Path) -> None:
    """Take the password off an unlocked dossier that nobody has open; errors as of `protect`."""
    _rewrite(path.absolute(), "")


def _refuse_short(password: str) -> None:
    if len(password) < SHORTEST:
        raise DossierError("dossier_password_short", count=SHORTEST)


def _rewrite(path: Path, key: str) -> None:
    refuse_missing(path)
    database = connect(path, read_only=False)
    try:
        refuse_stranger(database)
        lock = take_lock(path, database.mutex)
    finally:
        database.close()
    new = path.with_name(f"{path.stem}.nieuw{path.suffix}")
    try:
        create_empty(new)
        try:
            _export(path, new, key)
            with new.open("rb") as file:
                os.fsync(file.fileno())
            _swap(path, new, key)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    finally:
        lock.release()


def _export(path: Path, new: Path, key: str) -> None:
    source = _source(path)
    try:
        source.execute("ATTACH DATABASE ? AS target KEY ?", (str(new), _literal(key)))
        source.execute("SELECT sqlcipher_export('target')").fetchall()
        # WHY by hand: the export copies tables, not these two numbers of the header.
        for name in ("application_id", "user_version"):
            (value,) = source.execute(f"PRAGMA main.{name}").fetchone()
            source.execute(f"PRAGMA target.{name} = {int(value)}")
        source.execute("DETACH DATABASE target")
    except cipher.ERRORS as error:
        raise as_dossier_error(path, error) from error
    finally:
        source.close()


def _source(path: Path) -> Any:
    address, key = sqlite_uri(path.as_posix(), "rw"), cipher.key_of(path)
    return cipher.open_connection(address, 30.0, key) if key else cipher.open_plain(address)


def _literal(key: str) -> str:
    return f"x'{key}'" if key else ""


def _swap(path: Path, new: Path, key: str) -> None:
    """The new file in the place of the old, once it has been read through."""
    before = cipher.key_of(path)
    if key:
        cipher.remember(new, key)
    try:
        _refuse_wrong(new, throughout=True)
        new.replace(path)
    finally:
        cipher.forget(new)
    if key:
        cipher.remember(path, key)
    elif before:
        cipher.forget(path)


def _refuse_wrong(path: Path, *, throughout: bool = False) -> None:
    try:
        database = connect(path, read_only=True)
        try:
            refuse_stranger(database)
            if throughout and database.row("PRAGMA integrity_check") != ("ok",):
                raise DossierDamaged("dossier_damaged", name=path.name)
        finally:
            database.close()
    except DossierDamaged:
        if throughout:
            raise
        raise DossierError("dossier_wrong_password", name=path.name) from None
