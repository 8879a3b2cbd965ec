"""One window at a time: a lock file beside the dossier says who has it open for writing.

WHY a file and not a row: a copy of a dossier that is open must not be locked by the original.
A lock is only taken over when its process is known to have ended. A lock of another computer stays
until that computer, or a person who deletes the file, removes it.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
import platform
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import msgspec

from woo_desk.errors import DossierError, DossierLocked
from woo_desk.store.process import is_running, own_pid_space, start_of


class LockOwner(msgspec.Struct, frozen=True):
    """Who holds a lock, as written in the lock file."""

    host: str
    pid_space: str
    pid: int
    start: str
    """Of the process, so that a later process with the same id is not taken for it."""
    user: str
    since: str
    """ISO 8601, UTC."""
    token: str
    """Differs for each opening."""


class Lock:
    """A lock that this process holds."""

    def __init__(self, path: Path, owner: LockOwner) -> None:
        self._path = path
        self._owner = owner

    def confirm(self) -> None:
        """Make sure that the lock is still ours; to be called inside a write transaction.

        Raises:
            DossierLocked: a person deleted the lock file and somebody else opened the dossier.
        """
        found = _read(self._path)
        if found is None:
            _write(self._path, self._owner)
        elif found.token != self._owner.token:
            raise _locked(self._path, found)

    def release(self) -> None:
        """Let go; a lock that has passed to somebody else stays."""
        with suppress(DossierError):
            found = _read(self._path)
            if found is not None and found.token == self._owner.token:
                self._path.unlink(missing_ok=True)


def lock_path(dossier: Path) -> Path:
    """Where the lock of a dossier lies."""
    return dossier.with_name(f"{dossier.name}.lock")


def take_lock(dossier: Path, mutex: Callable[[], AbstractContextManager[None]]) -> Lock:
    """Take the lock of a dossier.

    Args:
        dossier: path of the dossier file.
        mutex: keeps all other processes from taking the lock at the same moment.

    Raises:
        DossierLocked: somebody has the dossier open; `values` say who, where and since when.
        DossierError: the folder cannot be written to.
    """
    path = lock_path(dossier)
    _refuse_if_held(path)  # before the mutex, which waits while the holder writes
    owner = _own()
    with mutex():
        _refuse_if_held(path)
        _write(path, owner)
    return Lock(path, owner)


def _refuse_if_held(path: Path) -> None:
    owner = _read(path)
    if owner is None:
        return
    is_here = (owner.host, owner.pid_space) == (platform.node(), own_pid_space())
    if not is_here or is_running(owner.pid, owner.start):
        raise _locked(path, owner)


def _own() -> LockOwner:
    return LockOwner(
        host=platform.node(),
        pid_space=own_pid_space(),
        pid=os.getpid(),
        start=start_of(os.getpid()) or "",
        user=_user_name(),
        since=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        token=uuid.uuid4().hex,
    )


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the environment and none in the system
        return "?"


def _read(path: Path) -> LockOwner | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=LockOwner)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError:
        # Whole files are put in place, so this one is not ours: whose it is cannot be known.
        raise DossierLocked(
            "dossier_locked", user="?", host="?", since="?", lock_file=path.name
        ) from None
    except OSError:
        raise DossierError("dossier_unreachable", name=path.name) from None


def _write(path: Path, owner: LockOwner) -> None:
    draft = path.with_name(f"{path.name}.{owner.token}")
    try:
        descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(owner))
            file.flush()
            os.fsync(descriptor)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        key = "dossier_read_only" if path.parent.exists() else "dossier_moved"
        raise DossierError(key, name=path.name.removesuffix(".lock")) from error


def _locked(path: Path, owner: LockOwner) -> DossierLocked:
    return DossierLocked(
        "dossier_locked",
        user=owner.user,
        host=owner.host,
        since=owner.since,
        lock_file=path.name,
    )
