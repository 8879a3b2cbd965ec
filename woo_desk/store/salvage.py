"""Copying out of a damaged dossier what can still be read, into a new one.

Row by row, so that one bad page of the file costs only what lies on it; each value is checked by
its type and each stored file by its digest before it is taken over. The damaged file is not
changed. History for undo is not taken over: half a history would undo to what never was.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from woo_desk.domain.document import Document
from woo_desk.domain.dossier import Dossier
from woo_desk.errors import DossierDamaged, DossierError, SourceError
from woo_desk.store import blobs, cipher, rows
from woo_desk.store.connection import Database, connect
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.files import refuse_missing
from woo_desk.store.rows import KINDS, Kind, encode

_PARTS = ("page", "page_look", "review", "redaction", "decision", "override")
"""Kinds in tables of their own that hang on a document."""
_DERIVED: Mapping[str, tuple[str, ...]] = {
    "page_result": (
        *("document_id", "page_index", "prepared_sha256", "detector_version"),
        *("complete", "text", "folded"),
    ),
    "finding": ("key", "document_id", "page_index", "start", "proposal", "data"),
    "person": ("document_id", "data"),
}
"""Tables that detection could fill again; taken over so that verdicts keep their findings."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What became of a damaged dossier.

    Attributes:
        kept: values taken over, by name of their kind; "blob" for stored files.
        lost: places that exist in the damaged file but could not be read, likewise.
        sources_missing: documents whose source or prepared PDF could not be read.
    """

    kept: Mapping[str, int]
    lost: Mapping[str, int]
    sources_missing: tuple[Document, ...]

    @property
    def is_complete(self) -> bool:
        """Whether everything but the history came along."""
        return not any(self.lost.values()) and not self.sources_missing


@dataclass(slots=True)
class _Work:
    old: Database
    new: Database
    kept: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    documents: dict[str, Document] = field(default_factory=dict)

    def go_on(self) -> None:
        """Read on behind something that could not be read.

        WHY: after one page that it cannot make out SQLCipher gives no other page any more, until
        the file is opened again.
        """
        if cipher.key_of(self.old.path):
            self.old.close()
            self.old = connect(self.old.path, read_only=True)


def salvage(path: Path, target: Path, fallback: Dossier, *, by: str) -> Salvage:
    """Make a new dossier at `target` of what can be read in the one at `path`.

    Args:
        path: the damaged dossier; opened to read only.
        target: must not exist.
        fallback: the dossier's own fields where even those cannot be read.
        by: who asked for it, for the logbook.

    Raises:
        DossierDamaged: nothing can be read: it is no database, or not one document is left.
        DossierEncrypted: it asks for a password first.
        DossierError: it is out of reach, or the target exists or cannot be written.
    """
    refuse_missing(path)
    old = connect(path, read_only=True)
    work = _Work(old, old)
    try:
        dossier = next(_values(work, rows.DOSSIER, "dossier"), fallback)
        _create_alike(path, target, dossier, by)
        try:
            work.new = connect(target, read_only=False)
            try:
                return _fill(work)
            finally:
                work.new.close()
        except DossierDamaged:
            target.unlink(missing_ok=True)
            cipher.forget(target)  # what is made there later has no password yet
            raise
    finally:
        work.old.close()


def _create_alike(path: Path, target: Path, dossier: Dossier, by: str) -> None:
    """Make the new dossier; what had a password keeps it: nothing may come out unprotected."""
    key = cipher.key_of(path)
    if key and not target.exists():
        cipher.remember(target, key)
    with DossierFile.create(target, dossier, by=by):
        pass


def _fill(work: _Work) -> Salvage:
    with work.new.transaction():
        for document in _values(work, rows.DOCUMENT, "document"):
            _put(work, rows.DOCUMENT, document, document.id)
            work.documents[document.id] = document
        if not work.documents:
            raise DossierDamaged("dossier_damaged", name=work.old.path.name)
        _copy_counter(work)
        for table, columns in _DERIVED.items():
            _copy_plain(work, table, columns)
        for name in _PARTS:
            _copy_parts(work, KINDS[name])
        _copy_items(work)
        _copy_plain(work, "export", ("step", "by", "at", "data"))
        _copy_plain(work, "log", ("at", "by", "action", "step_key", "step", "ids"))
    missing = _copy_files(work)
    return Salvage(dict(work.kept), dict(work.lost), missing)


def _values(work: _Work, kind: Kind[Any], table: str) -> Iterator[Any]:
    for row in _rows(work, table, ("data",)):
        try:
            yield kind.codec.one(row[0])
        except (DossierDamaged, TypeError):
            work.lost[kind.name] += 1


def _put(work: _Work, kind: Kind[Any], value: Any, document_id: Any) -> None:
    work.new.execute(kind.upsert, kind.row(value, document_id, encode(value)))
    work.kept[kind.name] += 1


def _copy_parts(work: _Work, kind: Kind[Any]) -> None:
    for document_id, data in _rows(work, kind.table, ("document_id", "data")):
        _copy_value(work, kind, document_id, data)


def _copy_items(work: _Work) -> None:
    for name, document_id, data in _rows(work, "item", ("kind", "document_id", "data")):
        kind = KINDS.get(name)
        if kind is None:
            work.lost["item"] += 1
        else:
            _copy_value(work, kind, document_id, data)


def _copy_value(work: _Work, kind: Kind[Any], document_id: str | None, data: str) -> None:
    """A value of a document that is lost is lost with it."""
    is_homeless = document_id is not None and document_id not in work.documents
    try:
        value = kind.codec.one(data)
    except (DossierDamaged, TypeError):
        is_homeless = True
        value = None
    if is_homeless:
        work.lost[kind.name] += 1
    else:
        _put(work, kind, value, document_id)


def _copy_plain(work: _Work, table: str, columns: tuple[str, ...]) -> None:
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    for row in _rows(work, table, columns):
        work.new.execute(sql, row)
        work.kept[table] += 1


def _copy_counter(work: _Work) -> None:
    """Numbers that were ever given do not come back."""
    highest = max(document.number for document in work.documents.values())
    for name, value in _rows(work, "counter", ("name", "value")):
        if name == "number":
            highest = max(highest, int(value))
    work.new.execute("INSERT OR REPLACE INTO counter VALUES ('number', ?)", (highest,))


def _copy_files(work: _Work) -> tuple[Document, ...]:
    """Stored files one by one; returns the documents that miss one."""
    missing = []
    for document in work.documents.values():
        wanted = {document.source_sha256, document.prepared_sha256} - {""}
        found = [_copy_file(work, sha256) for sha256 in sorted(wanted)]
        if not all(found):
            missing.append(document)
    return tuple(missing)


def _copy_file(work: _Work, sha256: Any) -> bool:
    if blobs.has_blob(work.new, sha256):
        return True
    try:
        content = blobs.blob_bytes(work.old, sha256)
    except (DossierError, sqlite3.Error):
        work.lost["blob"] += 1
        work.go_on()
        return False
    with suppress(SourceError), work.new.transaction():
        blobs.put_blob(work.new, sha256, content)
    work.kept["blob"] += 1
    return True


def _rows(work: _Work, table: str, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """Every row that can be read; each is asked for by itself, so that a bad page costs no more."""
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE rowid = ?"
    for row_id in _row_ids(work, table):
        try:
            row = work.old.row(sql, (row_id,))
        except (DossierError, sqlite3.Error):
            work.go_on()
            row = None
        if row is None:
            work.lost[table] += 1
        else:
            yield row


def _row_ids(work: _Work, table: str) -> list[int]:
    """Ids from both ends of the table: a bad page in its middle ends either walk."""
    found: set[int] = set()
    is_whole = False
    for order in ("ASC", "DESC"):
        walk = _walk(work.old, f"SELECT rowid FROM {table} NOT INDEXED ORDER BY rowid {order}")
        with suppress(DossierError, sqlite3.Error):
            for row_id in walk:
                found.add(row_id)
            is_whole = True
        if is_whole:
            break
        work.go_on()
    if not is_whole:
        work.lost[table] += 1  # at least; how many lie on a bad page cannot be told
    return sorted(found)


def _walk(database: Database, sql: str) -> Iterator[int]:
    for row in database.each(sql):
        yield int(row[0])
