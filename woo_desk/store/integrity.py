"""Whether a file is a whole dossier of ours, and what in it belongs to nothing any more."""

from __future__ import annotations

import functools
import sqlite3

from woo_desk.errors import DossierDamaged
from woo_desk.store import cipher
from woo_desk.store.connection import Database
from woo_desk.store.schema import APPLICATION_ID, STATEMENTS, TABLES

_BIG_TABLE = "blob"


def refuse_stranger(database: Database) -> None:
    """Raise DossierDamaged when the file is no dossier at all."""
    if database.row("PRAGMA application_id") != (APPLICATION_ID,):
        raise DossierDamaged("dossier_damaged", name=database.path.name)


def refuse_damaged(database: Database, *, with_blobs: bool = False) -> None:
    """Raise DossierDamaged when the file is cut short, altered, or inconsistent.

    Args:
        database: of the newest version.
        with_blobs: also walk through all stored files. WHY not on each opening: that reads the
            whole file, gigabytes over a network; each stored file is checked by its digest on use.
    """
    try:
        is_whole = (
            _objects(database) == _expected_objects()
            and all(_is_quickly_checked(database, name) for name in _small_tables())
            and (not with_blobs or _is_whole_throughout(database))
        )
    except cipher.ERRORS:  # SQLCipher has no code of its own for a page that does not decrypt
        is_whole = False
    if not is_whole:
        raise DossierDamaged("dossier_damaged", name=database.path.name)


def _is_quickly_checked(database: Database, table: str) -> bool:
    return database.row(f"PRAGMA quick_check ({table})") == ("ok",)


def _small_tables() -> list[str]:
    return [name for table in TABLES if (name := table.split()[2]) != _BIG_TABLE]


def _is_whole_throughout(database: Database) -> bool:
    return database.row("PRAGMA integrity_check") == ("ok",) and not database.rows(
        "PRAGMA foreign_key_check"
    )


# WHY not sqlite_…: SQLite makes those by itself, and lets nobody else.
_OBJECTS = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite|_%' ESCAPE '|'"


def _objects(database: Database) -> frozenset[tuple[str, ...]]:
    """Every table, index and trigger. WHY: a planted trigger would run with our rights."""
    return frozenset(database.rows(_OBJECTS))


@functools.cache
def _expected_objects() -> frozenset[tuple[str, ...]]:
    connection = sqlite3.connect(":memory:")
    try:
        for statement in STATEMENTS:
            connection.execute(statement)
        return frozenset(connection.execute(_OBJECTS).fetchall())
    finally:
        connection.close()


_LIVING = "SELECT key FROM document UNION SELECT key FROM step_change WHERE kind = 'document'"
_DIGESTS = " UNION ".join(
    f"SELECT {name} FROM document UNION"
    f" SELECT json_extract(before, '$.{name}') FROM step_change"
    "  WHERE kind = 'document' AND before IS NOT NULL UNION"
    f" SELECT json_extract(after, '$.{name}') FROM step_change"
    "  WHERE kind = 'document' AND after IS NOT NULL"
    for name in ("source_sha256", "prepared_sha256")
)
_KEPT_OUTPUTS = (
    "SELECT json_extract(CAST(content AS TEXT), '$.redacted.sha256') FROM cache"
    " JOIN document ON document.key = cache.key"
    " WHERE cache.kind = 'export_output' AND json_valid(CAST(content AS TEXT))"
    " AND json_extract(CAST(content AS TEXT), '$.redacted.sha256') IS NOT NULL"
)
"""Redacted files that exports keep, so that they need not be made again."""


def sweep(database: Database) -> None:
    """Delete stored files and derived rows that no document and no step refers to.

    They remain when an intake is cut off, when undone steps have been given up, or when a document
    was redacted anew. To be called on opening only: a file is stored a moment before the document
    that refers to it.
    """
    with database.transaction():
        for table in ("page_result", "finding", "person"):
            database.execute(f"DELETE FROM {table} WHERE document_id NOT IN ({_LIVING})")
        database.execute(f"DELETE FROM blob WHERE sha256 NOT IN ({_DIGESTS} UNION {_KEPT_OUTPUTS})")
