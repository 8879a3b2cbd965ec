"""One dossier in one file: opening, commands, undo. The door to everything in this package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.ids import Sha256
from woo_desk.errors import DossierError
from woo_desk.store import blobs, integrity, journal
from woo_desk.store.connection import Database, connect
from woo_desk.store.copies import Copies
from woo_desk.store.derived import DerivedTransaction
from woo_desk.store.files import create_empty, refuse_missing
from woo_desk.store.journal import Transaction
from woo_desk.store.lock import Lock, take_lock
from woo_desk.store.log import LogAction, add_log_line
from woo_desk.store.migrations import migrate, refuse_newer, schema_version
from woo_desk.store.overview import Overview
from woo_desk.store.people import People
from woo_desk.store.queries import Queries
from woo_desk.store.rows import DOCUMENT, DOSSIER, encode
from woo_desk.store.schema import APPLICATION_ID, STATEMENTS, VERSION

CREATE_STEP_KEY = "step.create_dossier"


class DossierFile(Queries):
    """An open dossier. Belongs to the thread that opened it.

    Every method that writes raises DossierError when the file was opened to read only, is out of
    reach, or the disk is full; nothing of the command has then happened.

    Attributes:
        path: of the file.
        is_read_only: whether it can be changed.
        people: questions of the person register.
        overview: questions about all documents at once.
        copies: which documents are copies of which.
    """

    def __init__(self, path: Path, database: Database, lock: Lock | None) -> None:
        """Use `create` or `open` instead."""
        super().__init__(database)
        self.path = path
        self.is_read_only = lock is None
        self.people = People(database)
        self.overview = Overview(database)
        self.copies = Copies(database)
        self._lock = lock

    # --- life ---------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, dossier: Dossier, *, by: str = "") -> DossierFile:
        """Make a new dossier file and open it.

        Raises:
            DossierError: "dossier_exists", or the folder cannot be written to.
        """
        path = path.absolute()
        create_empty(path)
        try:
            database = connect(path, read_only=False)
            try:
                _fill(database, dossier, by)
                return cls(path, database, take_lock(path, database.mutex))
            except BaseException:
                database.close()
                raise
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> DossierFile:
        """Open a dossier file; an older one is copied beside itself and brought up to date.

        Raises:
            DossierError: it is not there or out of reach, or cannot be written to and
                `read_only` was not asked for.
            DossierLocked: somebody has it open for writing, and `read_only` was not asked for.
            DossierTooNew: made by a newer program.
            DossierDamaged: no dossier, or damaged.
        """
        path = path.absolute()
        refuse_missing(path)
        database = connect(path, read_only=read_only)
        lock = None
        try:
            integrity.refuse_stranger(database)
            refuse_newer(database)
            if read_only:
                _refuse_older(database)
            else:
                lock = take_lock(path, database.mutex)
                migrate(database)
            integrity.refuse_damaged(database)
            if not read_only:
                integrity.sweep(database)
            return cls(path, database, lock)
        except BaseException:
            database.close()
            if lock is not None:
                lock.release()
            raise

    def close(self) -> None:
        """Close the file; closing twice is allowed."""
        self._database.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> DossierFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- commands -----------------------------------------------------------------------------

    @contextmanager
    def transact(
        self, step_key: str, *, by: str, at: dt.datetime, join: int | None = None
    ) -> Iterator[Transaction]:
        """One command: one transaction, one step to undo, one line in the logbook.

        Leaving the block by an exception takes back everything; a block that changes nothing
        writes nothing. Undone steps are given up as soon as a new one begins.

        Args:
            step_key: text key of the step, for the undo menu.
            by: who.
            at: when; aware.
            join: number of an earlier step that this continues. It does so only while that one
                stands, no export was made since, and no later step changed one of the same rows;
                otherwise a new step begins.
                Either way `Transaction.step` tells afterwards which step it became.
        """
        with self._writing():
            transaction = Transaction(self._database)
            try:
                yield transaction
                journal.finish_step(transaction, step_key, by=by, at=at, join=join)
            finally:
                if any(image.kind is DOCUMENT for image in transaction.images):
                    self.copies.forget()

    @contextmanager
    def derive(self) -> Iterator[DerivedTransaction]:
        """One transaction of derived data, which cannot be undone; by itself or within a command.

        WHY within: each transaction waits for the disk, which takes longer than what it writes.
        """
        if self._database.in_transaction:
            yield DerivedTransaction(self._database)
            return
        with self._writing():
            yield DerivedTransaction(self._database)

    def put_blob(self, sha256: Sha256, content: Path | bytes) -> None:
        """Store a file by its digest, by itself or within a command; see `blobs.put_blob`."""
        if self._database.in_transaction:
            blobs.put_blob(self._database, sha256, content)
            return
        with self._writing():
            blobs.put_blob(self._database, sha256, content)

    def undo(self, *, by: str, at: dt.datetime) -> Changes:
        """Take back the last step; empty changes when there is none."""
        with self._writing():
            self.copies.forget()
            return journal.undo(self._database, by=by, at=at)

    def redo(self, *, by: str, at: dt.datetime) -> Changes:
        """Do the last undone step again; empty changes when there is none."""
        with self._writing():
            self.copies.forget()
            return journal.redo(self._database, by=by, at=at)

    def between_parts(self, act: Callable[[], None]) -> None:
        """Do this between the parts of a long command, within its transaction.

        WHY: a window has to go on. What is done must not use this dossier: a command that is half
        written can be read, and no other can begin.
        """
        self._database.between = act

    # --- the file -----------------------------------------------------------------------------

    def copy_to(self, target: Path) -> None:
        """Write a copy of the whole dossier to a new file.

        Raises:
            DossierError: the target exists or cannot be written.
        """
        self._database.copy_to(target)

    def check(self) -> None:
        """Read the whole file, stored files included; DossierDamaged when anything is wrong."""
        integrity.refuse_damaged(self._database, with_blobs=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._lock is None:
            raise DossierError("dossier_read_only", name=self.path.name)
        with self._database.transaction():
            self._lock.confirm()
            yield


def _fill(database: Database, dossier: Dossier, by: str) -> None:
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    with database.transaction():
        for statement in STATEMENTS:
            database.execute(statement)
        database.execute(DOSSIER.upsert, DOSSIER.row(dossier, None, encode(dossier)))
        add_log_line(
            database,
            LogAction.CREATE,
            CREATE_STEP_KEY,
            by=by,
            at=dossier.created_at,
            ids={"dossier": [dossier.id]},
        )
        database.execute(f"PRAGMA user_version = {VERSION}")


def _refuse_older(database: Database) -> None:
    if schema_version(database) < VERSION:
        raise DossierError("dossier_old_read_only", name=database.path.name)
