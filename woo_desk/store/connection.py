"""One SQLite connection to a dossier file. Tells what SQLite reports as errors of the dossier."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from woo_desk.errors import DossierDamaged, DossierEncrypted, DossierError, DossierLocked
from woo_desk.store import cipher
from woo_desk.store.files import create_empty

BUSY_TIMEOUT_S = 30.0
"""How long a reader waits for a writer, and the other way round; a 900 MB source takes seconds."""
_PAGES_AT_ONCE = 2_000
"""Pages of the file (4 kB each) that are copied while nobody else can write."""
_ROWS_AT_ONCE = 500
"""Written between two turns of the window, if there is one; a few milliseconds."""

_Row = tuple[Any, ...]
"""WHY Any: SQLite fixes no column types; `rows` turns them into checked values."""


def _go_on() -> None:
    """What is done between parts when nobody waits."""


class Database:
    """A connection in autocommit mode; `transaction` groups statements.

    Attributes:
        path: of the file.
        between: called between the parts of what takes long; must not touch the database.
    """

    def __init__(self, path: Path, connection: Any) -> None:
        """Args: connection: of `sqlite3`, or of SQLCipher, which has the same interface."""
        self.path = path
        self.between: Callable[[], None] = _go_on
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run a statement and return the row id that it inserted last, or 0."""
        try:
            return int(self._connection.execute(sql, parameters).lastrowid or 0)
        except cipher.ERRORS as error:
            raise as_dossier_error(self.path, error) from error

    def execute_many(self, sql: str, parameters: Iterable[Sequence[object]]) -> None:
        """Run a statement once for each of the parameters."""
        every = iter(parameters)
        while part := list(islice(every, _ROWS_AT_ONCE)):
            try:
                self._connection.executemany(sql, part)
            except cipher.ERRORS as error:
                raise as_dossier_error(self.path, error) from error
            self.between()

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[_Row]:
        """All rows of a question."""
        try:
            found: list[_Row] = self._connection.execute(sql, parameters).fetchall()
        except cipher.ERRORS as error:
            raise as_dossier_error(self.path, error) from error
        return found

    def each(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[_Row]:
        """Rows one by one, as far as they can be read; the error comes where reading ends."""
        try:
            yield from self._connection.execute(sql, parameters)
        except cipher.ERRORS as error:
            raise as_dossier_error(self.path, error) from error

    def row(self, sql: str, parameters: Sequence[object] = ()) -> _Row | None:
        """The first row of a question, None when there is none."""
        rows = self.rows(sql, parameters)
        return rows[0] if rows else None

    @contextmanager
    def blob(self, row_id: int, *, read_only: bool) -> Iterator[Any]:
        """The content of one stored file, for reading or writing in parts."""
        try:
            with cipher.open_blob(self._connection, row_id, read_only=read_only) as blob:
                yield blob
        except cipher.ERRORS as error:
            raise as_dossier_error(self.path, error) from error

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._connection.in_transaction)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside or none; an exception takes everything back."""
        if self.in_transaction:
            msg = "a transaction is already open"
            raise RuntimeError(msg)
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        finally:
            # After COMMIT, and after some errors (disk full), there is nothing left to take back.
            self._connection.rollback()

    @contextmanager
    def mutex(self) -> Iterator[None]:
        """No other process writes meanwhile; changes nothing."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            self._connection.rollback()

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy to a new file; when that fails there is no file.

        Raises:
            DossierError: the target exists or cannot be written.
        """
        create_empty(target)
        try:
            address = sqlite_uri(target.absolute().as_posix(), "rw")
            copy = cipher.open_connection(address, BUSY_TIMEOUT_S, cipher.key_of(self.path))
            try:
                # WHY in parts: in between, whoever has the dossier open can write.
                self._connection.backup(copy, pages=_PAGES_AT_ONCE)
            finally:
                copy.close()
        except BaseException as error:
            target.unlink(missing_ok=True)
            if isinstance(error, cipher.ERRORS):
                raise as_dossier_error(target, error) from error
            raise

    def close(self) -> None:
        """Close the connection; what no transaction has committed is gone."""
        # Closed before, or opened to read only; WHY MemoryError: so SQLCipher answers after a wrong
        # key.
        with suppress(*cipher.ERRORS, MemoryError):
            # So that no empty journal file stays behind.
            self._connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        self._connection.close()


def connect(path: Path, *, read_only: bool, timeout_s: float = BUSY_TIMEOUT_S) -> Database:
    """Open a file that exists; nothing is read from it yet.

    Raises:
        DossierEncrypted: it asks for a password, and has not been unlocked in this process.
        DossierError: the file cannot be opened.
    """
    key = cipher.key_of(path)
    if not key and cipher.is_encrypted(path):
        raise DossierEncrypted("dossier_encrypted", name=path.name)
    address = sqlite_uri(path.absolute().as_posix(), "ro" if read_only else "rw")
    try:
        connection = cipher.open_connection(address, timeout_s, key)
    except cipher.ERRORS as error:
        raise as_dossier_error(path, error) from error
    database = Database(path, connection)
    try:
        _configure(database, read_only=read_only)
    except BaseException:
        database.close()
        raise
    return database


def _configure(database: Database, *, read_only: bool) -> None:
    # WHY trusted_schema: a dossier may come by mail; its schema is not ours until checked.
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.execute("PRAGMA foreign_keys = ON")
    if read_only:
        database.execute("PRAGMA query_only = ON")
        return
    # WHY TRUNCATE: see DESIGN.md; WAL is no good on a share.
    database.row("PRAGMA journal_mode = TRUNCATE")
    database.execute("PRAGMA synchronous = FULL")
    # WHY: what is removed from a dossier should not stay readable in the bytes of its file.
    database.row("PRAGMA secure_delete = ON")


def sqlite_uri(path: str, mode: str) -> str:
    """The address of a file as SQLite reads it.

    Args:
        path: absolute, with forward slashes: POSIX, with a drive letter, or of a share (UNC).
        mode: "ro" or "rw"; neither makes a file that is not there.
    """
    # WHY always three slashes: SQLite refuses an address with a host, so a share becomes a path.
    rooted = path if path.startswith("/") else f"/{path}"
    return f"file://{quote(rooted, safe='/:')}?mode={mode}"


def as_dossier_error(path: Path, error: Exception) -> Exception:
    """What an error of SQLite means for the user; the error itself when it is a defect of ours."""
    if isinstance(error, MemoryError) and cipher.key_of(path):  # see `cipher.ERRORS`
        return DossierDamaged("dossier_damaged", name=path.name)
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # not from SQLite but from Python's module: text that is no UTF-8, or misuse
        is_text = type(error).__name__ == "OperationalError"
        return DossierDamaged("dossier_damaged", name=path.name) if is_text else error
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        # A writer was cut off, and only a writer can finish what it left behind.
        return DossierError("dossier_unfinished", name=path.name)
    is_refused = code & 0xFF == sqlite3.SQLITE_READONLY
    if code == sqlite3.SQLITE_READONLY_DBMOVED or (is_refused and not path.exists()):
        # The file was moved, replaced or lost with its share while it was open.
        return DossierError("dossier_moved", name=path.name)
    match code & 0xFF:
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return DossierDamaged("dossier_damaged", name=path.name)
        case sqlite3.SQLITE_BUSY:
            return DossierLocked("dossier_busy", name=path.name)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return DossierError("dossier_read_only", name=path.name)
        case sqlite3.SQLITE_FULL:
            return DossierError("dossier_disk_full", name=path.name)
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return DossierError("dossier_unreachable", name=path.name)
        case _:
            return error
