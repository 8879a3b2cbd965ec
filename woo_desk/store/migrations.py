"""Older dossier files made into what this version reads: one function per version.

Before anything is changed the file is copied beside itself, so an older program can still be used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from woo_desk.errors import DossierTooNew
from woo_desk.store.connection import Database
from woo_desk.store.schema import INDEXES_NEW_IN_2, NEW_IN_2, VERSION

Migration = Callable[[Database], None]


def _add_items_and_cache(database: Database) -> None:
    for statement in (*NEW_IN_2, *INDEXES_NEW_IN_2):
        database.execute(statement)


MIGRATIONS: Mapping[int, Migration] = {1: _add_items_and_cache}
"""From which version, and what makes the next one of it."""


def schema_version(database: Database) -> int:
    """Version of the schema in the file."""
    row = database.row("PRAGMA user_version")
    return int(row[0]) if row else 0


def refuse_newer(database: Database, *, newest: int = VERSION) -> None:
    """Raise DossierTooNew when the file was made by a newer program."""
    found = schema_version(database)
    if found > newest:
        raise DossierTooNew("dossier_too_new", name=database.path.name, version=found)


def migrate(
    database: Database,
    *,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    newest: int = VERSION,
) -> Path | None:
    """Bring the file up to date, all versions in one transaction.

    Returns:
        The copy of the file as it was; None when it was up to date.
    """
    found = schema_version(database)
    if found == newest:
        return None
    backup = _back_up(database, found)
    with database.transaction():
        for version in range(found, newest):
            migrations[version](database)
        database.execute(f"PRAGMA user_version = {newest}")
    return backup


def _back_up(database: Database, version: int) -> Path:
    path = database.path
    names = [f"{path.stem}.v{version}{path.suffix}"]
    names += [f"{path.stem}.v{version}-{number}{path.suffix}" for number in range(2, 1000)]
    target = next(candidate for name in names if not (candidate := path.with_name(name)).exists())
    database.copy_to(target)
    return target
