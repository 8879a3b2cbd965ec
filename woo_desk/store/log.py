"""The logbook: who did what when, to which ids. Only ever added to; never holds document text."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from woo_desk.store.connection import Database
from woo_desk.store.rows import Codec, encode


class LogAction(enum.StrEnum):
    """What happened to the step that the line names."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    EXPORT = "export"
    CREATE = "create"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the logbook."""

    number: int
    """1-based, in order of writing."""
    at: dt.datetime
    by: str
    action: LogAction
    step_key: str
    """Text key of what was done."""
    step: int | None
    """Number of the step; None when it is no step."""
    ids: Mapping[str, tuple[str, ...]]
    """Keys of the rows touched, by kind: "document", "page", "redaction", …"""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows of each kind."""
        return {kind: len(ids) for kind, ids in self.ids.items()}


_IDS = Codec(dict[str, tuple[str, ...]])


def add_log_line(
    database: Database,
    action: LogAction,
    step_key: str,
    *,
    by: str,
    at: dt.datetime,
    step: int | None = None,
    ids: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write one line, within the transaction of what it tells."""
    database.execute(
        "INSERT INTO log (at, by, action, step_key, step, ids) VALUES (?, ?, ?, ?, ?, ?)",
        (at.isoformat(), by, action, step_key, step, encode(ids or {})),
    )


def read_log(database: Database, *, limit: int | None = None) -> list[LogLine]:
    """The lines from first to last, or only the last `limit` of them."""
    rows = database.rows(
        "SELECT id, at, by, action, step_key, step, ids FROM log ORDER BY id DESC LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return [
        LogLine(number, dt.datetime.fromisoformat(at), by, LogAction(action), key, step, ids)
        for number, at, by, action, key, step, ids in (
            (*row[:6], _IDS.one(row[6])) for row in reversed(rows)
        )
    ]
