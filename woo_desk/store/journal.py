"""Commands as steps that can be undone: the image of each row before and after, kept in the file.

A step is written by the same transaction as its rows, so one never exists without the other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from woo_desk.domain.changes import Changes, UndoStatus
from woo_desk.domain.ids import DocumentId
from woo_desk.store.connection import Database
from woo_desk.store.images import Image, write_row, write_rows
from woo_desk.store.log import LogAction, add_log_line
from woo_desk.store.rows import (
    DECISION,
    DOCUMENT,
    KINDS,
    PARTS_OF_DOCUMENT,
    REVIEW,
    Kind,
    Undoable,
    encode,
    kind_of,
)

KEYS_AT_ONCE = 500
"""Keys in one question: SQLite has a limit on these."""


@dataclass(slots=True)
class Transaction:
    """What one command does. Made by `DossierFile.transact`.

    Attributes:
        step: number of the step that it was written to, once the block has been left; None when
            there is nothing to undo.
        changes: what changed, once the block has been left.
    """

    database: Database
    step: int | None = None
    changes: Changes = field(default_factory=Changes)
    _images: dict[tuple[str, str], Image] = field(default_factory=dict)

    def put(self, value: Undoable) -> None:
        """Write a value, in the place of the one with the same key if there is one.

        Raises:
            ValueError: a decision that exists was to be changed, or a review names a finding that
                does not exist.
        """
        image = self._changed(value)
        if image is not None:
            write_row(self.database, image, value)

    def put_all(self, values: Sequence[Undoable]) -> None:
        """The same as `put` for each, in a few statements; for decisions on thousands of places.

        Raises:
            ValueError: as for `put`, or a document is among them.
        """
        if any(kind_of(value) is DOCUMENT for value in values):
            msg = "documents are put one by one: others follow them"
            raise ValueError(msg)
        for start in range(0, len(values), KEYS_AT_ONCE):
            self._put_part(values[start : start + KEYS_AT_ONCE])

    def _put_part(self, values: Sequence[Undoable]) -> None:
        self._read_ahead(values)
        rows: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
        for value in values:
            image = self._changed(value)
            if image is not None:
                row = image.kind.row(value, image.document_id, image.after or "")
                rows[image.kind.upsert].append(row)
        for statement, each in rows.items():
            self.database.execute_many(statement, each)

    def _changed(self, value: Undoable) -> Image | None:
        """The image of a row that has to be written; None when it is there already."""
        kind = kind_of(value)
        data = encode(value)
        kind.codec.one(data)  # what cannot be read back must not get in
        image = self._image(kind, kind.key(value), value)
        if image.after == data:
            return None
        if kind is REVIEW and image.document_id is None:
            msg = f"review of a finding that does not exist: {image.key}"
            raise ValueError(msg)
        if kind is DECISION and image.after is not None:
            msg = f"decision {image.key} exists; decisions are added, never changed"
            raise ValueError(msg)
        image.after = data
        return image

    def _read_ahead(self, values: Sequence[Undoable]) -> None:
        """Read what is there of these values, many at once."""
        by_kind: defaultdict[Kind[Any], dict[str, Any]] = defaultdict(dict)
        for value in values:
            kind = kind_of(value)
            key = kind.key(value)
            if (kind.table, key) not in self._images:
                by_kind[kind][key] = value
        for kind, wanted in by_kind.items():
            there = self._rows_of(kind.table, "data, document_id", wanted)
            missing = [key for key in wanted if key not in there]
            found = self._rows_of("finding", "document_id, 0", missing) if kind is REVIEW else {}
            for key, value in wanted.items():
                owner = getattr(value, "document_id", None) or found.get(key, (None,))[0]
                before, document_id = there.get(key, (None, owner))
                self._images[kind.table, key] = Image(kind, key, document_id, before, before)

    def _rows_of(self, table: str, columns: str, keys: Iterable[str]) -> dict[str, tuple[Any, Any]]:
        """Two columns of the rows with these keys, by key."""
        result: dict[str, tuple[Any, Any]] = {}
        every = list(keys)
        for start in range(0, len(every), KEYS_AT_ONCE):
            part = every[start : start + KEYS_AT_ONCE]
            marks = ", ".join("?" * len(part))
            sql = f"SELECT key, {columns} FROM {table} WHERE key IN ({marks})"
            result.update(
                (row[0], (row[1], row[2])) for row in self.database.rows(sql, tuple(part))
            )
        return result

    def remove(self, value: Undoable) -> None:
        """Remove the value with this key; with a document everything that belongs to it.

        Removing what does not exist changes nothing.
        """
        kind = kind_of(value)
        if kind is DOCUMENT:
            self._remove_parts(kind.key(value))
        image = self._image(kind, kind.key(value), value)
        if image.after is not None:
            image.after = None
            write_row(self.database, image, None)

    @property
    def images(self) -> list[Image]:
        """What has changed on balance, row by row."""
        return [image for image in self._images.values() if image.before != image.after]

    def _image(self, kind: Kind[Any], key: str, value: Any) -> Image:
        known = self._images.get((kind.table, key))
        if known is not None:
            return known
        row = self.database.row(f"SELECT data, document_id FROM {kind.table} WHERE key = ?", (key,))
        before, document_id = row or (None, self._document_of(kind, value))
        image = Image(kind, key, document_id, before, before)
        self._images[kind.table, key] = image
        return image

    def _document_of(self, kind: Kind[Any], value: Any) -> DocumentId | None:
        if kind is DOCUMENT:
            return DocumentId(value.id)
        if kind is REVIEW:
            row = self.database.row(
                "SELECT document_id FROM finding WHERE key = ?", (value.finding_id,)
            )
            return DocumentId(row[0]) if row else None
        return getattr(value, "document_id", None)

    def _remove_parts(self, document_id: str) -> None:
        for kind in PARTS_OF_DOCUMENT:
            rows = self.database.rows(
                f"SELECT data FROM {kind.table} WHERE document_id = ?", (document_id,)
            )
            for value in kind.codec.many(rows):
                self.remove(value)
        items = "SELECT kind, data FROM item WHERE document_id = ?"
        for name, data in self.database.rows(items, (document_id,)):
            self.remove(KINDS[name].codec.one(data))


def finish_step(
    transaction: Transaction, step_key: str, *, by: str, at: dt.datetime, join: int | None
) -> None:
    """Write the step and its log line, and fill in `step` and `changes`; nothing for no change.

    Args:
        transaction: whose rows have been written.
        step_key: text key of the step.
        by: who.
        at: when.
        join: a step to add to. It is, as long as it stands, no export has been made since, and no
            later step has changed one of the same rows; otherwise a new step begins. Steps that
            change other rows can be undone in any order, so what a person does while a long step
            is being filled stays hers to undo.
    """
    images = transaction.images
    if not images:
        return
    database = transaction.database
    step = _joinable(database, join, images)
    if step is None:
        database.execute("DELETE FROM step WHERE undone = 1")  # its changes go with it
        step = database.execute(
            "INSERT INTO step (step_key, by, at) VALUES (?, ?, ?)", (step_key, by, at.isoformat())
        )
    database.execute_many(
        "INSERT INTO step_change (step, kind, key, document_id, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (step, kind, key) DO UPDATE SET after = excluded.after",
        ((step, i.kind.name, i.key, i.document_id, i.before, i.after) for i in images),
    )
    _log(database, LogAction.DO, step_key, step, images, by=by, at=at)
    # WHY only then: a step of its own holds nothing but what changed.
    is_void = step == join and _is_void(database, step, images)
    transaction.step = None if is_void else step
    transaction.changes = changes_of(step_key, images)


def _is_void(database: Database, step: int, images: Iterable[Image]) -> bool:
    """Whether this part of the step has taken back all of the earlier; it is then no step.

    WHY only the rows of this part: an intake of ten thousand files adds to its step ten thousand
    times, and a look at all that the step holds would grow with the square of that.
    """
    database.execute_many(
        "DELETE FROM step_change WHERE step = ? AND kind = ? AND key = ? AND before IS after",
        ((step, image.kind.name, image.key) for image in images),
    )
    if database.row("SELECT 1 FROM step_change WHERE step = ? LIMIT 1", (step,)):
        return False
    database.execute("DELETE FROM step WHERE number = ?", (step,))
    return True


def _joinable(database: Database, join: int | None, images: Iterable[Image]) -> int | None:
    """The step to add to; None for a new one. Undone steps in the way are given up."""
    if join is None or not database.row(
        "SELECT 1 FROM step WHERE number = ? AND undone = 0", (join,)
    ):
        return None
    if database.row("SELECT 1 FROM export WHERE step >= ? LIMIT 1", (join,)):
        return None
    later = _later_steps(database, join, images)
    if not all(later.values()):
        return None
    if later:
        database.execute("DELETE FROM step WHERE undone = 1")
    return join


def _later_steps(database: Database, join: int, images: Iterable[Image]) -> dict[int, bool]:
    """Later steps that changed one of these rows, and whether each has been undone."""
    if _last_number(database) == join:
        return {}
    sql = (
        "SELECT s.number, s.undone FROM step s JOIN step_change c"
        " ON c.step = s.number AND c.kind = ? AND c.key = ? WHERE s.number > ?"
    )
    return {
        number: bool(undone)
        for image in images
        for number, undone in database.rows(sql, (image.kind.name, image.key, join))
    }


def _last_number(database: Database) -> int:
    """Number of the last step, undone ones included; 0 when there is none."""
    row = database.row("SELECT max(number) FROM step")
    return (row and row[0]) or 0


def last_step(database: Database) -> int:
    """Number of the last step that stands; 0 when there is none."""
    row = database.row("SELECT max(number) FROM step WHERE undone = 0")
    return (row and row[0]) or 0


def undo_status(database: Database) -> UndoStatus:
    """What could be undone and redone now."""
    undo = _next_step(database, undone=False)
    redo = _next_step(database, undone=True)
    return UndoStatus(
        undo_key=undo[1] if undo else None,
        redo_key=redo[1] if redo else None,
        step=undo[0] if undo else 0,
    )


def undo(database: Database, *, by: str, at: dt.datetime) -> Changes:
    """Take back the last step that stands; empty changes when there is none."""
    return _replay(database, LogAction.UNDO, by=by, at=at)


def redo(database: Database, *, by: str, at: dt.datetime) -> Changes:
    """Do the first undone step again; empty changes when there is none."""
    return _replay(database, LogAction.REDO, by=by, at=at)


def _replay(database: Database, action: LogAction, *, by: str, at: dt.datetime) -> Changes:
    is_undo = action is LogAction.UNDO
    found = _next_step(database, undone=not is_undo)
    if found is None:
        return Changes()
    step, step_key = found
    images = [
        Image(KINDS[kind], key, document_id, *((after, before) if is_undo else (before, after)))
        for kind, key, document_id, before, after in database.rows(
            "SELECT kind, key, document_id, before, after FROM step_change WHERE step = ?", (step,)
        )
    ]
    write_rows(database, images)
    database.execute("UPDATE step SET undone = ? WHERE number = ?", (is_undo, step))
    _log(database, action, step_key, step, images, by=by, at=at)
    return changes_of(step_key, images)


def _next_step(database: Database, *, undone: bool) -> tuple[int, str] | None:
    """The step that undo takes back, or the one that redo does again: undone steps come last."""
    direction = "ASC" if undone else "DESC"
    row = database.row(
        f"SELECT number, step_key FROM step WHERE undone = ? ORDER BY number {direction} LIMIT 1",
        (undone,),
    )
    return (row[0], row[1]) if row else None


def changes_of(step_key: str, images: Iterable[Image]) -> Changes:
    """Which documents changed, and in what way."""
    areas: defaultdict[str, set[DocumentId]] = defaultdict(set)
    dossier = False
    for image in images:
        if image.document_id is None:
            dossier = True
        else:
            areas[image.kind.area].add(image.document_id)
    return Changes(
        step_key=step_key,
        documents=frozenset(areas["documents"]),
        findings=frozenset(areas["findings"]),
        redactions=frozenset(areas["redactions"]),
        decisions=frozenset(areas["decisions"]),
        dossier=dossier,
    )


def _log(
    database: Database,
    action: LogAction,
    step_key: str,
    step: int,
    images: Iterable[Image],
    *,
    by: str,
    at: dt.datetime,
) -> None:
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for image in images:
        ids[image.kind.name].append(image.key)
    add_log_line(database, action, step_key, step=step, ids=ids, by=by, at=at)
