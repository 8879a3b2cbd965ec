"""Rows before and after a command, and how they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from woo_desk.domain.ids import DocumentId
from woo_desk.store.connection import Database
from woo_desk.store.rows import DOCUMENT, Kind


@dataclass(slots=True)
class Image:
    """One row as it was before a step and as it is after; None where it did not exist."""

    kind: Kind[Any]
    key: str
    document_id: DocumentId | None
    before: str | None
    after: str | None


def write_row(database: Database, image: Image, value: Any) -> None:
    """Make a row what the image says it is after; `value` is the same, None to delete it."""
    kind = image.kind
    if value is None:
        database.execute(f"DELETE FROM {kind.table} WHERE key = ?", (image.key,))
        return
    database.execute(kind.upsert, kind.row(value, image.document_id, image.after or ""))
    if kind is DOCUMENT:
        _follow_document(database, value.id, value.number, value.prepared_sha256)


def write_rows(database: Database, images: Iterable[Image]) -> None:
    """The same for many rows, in a few statements; what goes, goes first."""
    gone: defaultdict[str, list[tuple[str]]] = defaultdict(list)
    rows: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
    for image in images:
        kind = image.kind
        value = None if image.after is None else kind.codec.one(image.after)
        if kind is DOCUMENT:  # others follow it
            write_row(database, image, value)
        elif value is None:
            gone[kind.table].append((image.key,))
        else:
            rows[kind.upsert].append(kind.row(value, image.document_id, image.after or ""))
    for table, keys in gone.items():
        database.execute_many(f"DELETE FROM {table} WHERE key = ?", keys)
    for statement, each in rows.items():
        database.execute_many(statement, each)


def _follow_document(
    database: Database, document_id: str, number: int, prepared_sha256: str
) -> None:
    """Numbers never come back; what was found in another PDF than this one does not count."""
    database.execute(
        "INSERT INTO counter (name, value) VALUES ('number', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)",
        (number,),
    )
    stale = "document_id = ? AND prepared_sha256 <> ?"
    parameters = (document_id, prepared_sha256)
    database.execute(
        "DELETE FROM finding WHERE (document_id, page_index) IN"
        f" (SELECT document_id, page_index FROM page_result WHERE {stale})",
        parameters,
    )
    database.execute(f"DELETE FROM page_result WHERE {stale}", parameters)
