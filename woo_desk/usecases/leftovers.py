"""Temporary folders that say whose they are, so that those of a killed run can be cleaned up.

WHY: a folder that is being worked in holds unredacted pages; after a power cut or a kill nobody
would remove it. A folder is only removed when its process is known to have ended.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from woo_desk.errors import UsageError
from woo_desk.store.process import own_pid_space, start_of

PREFIX = "woo-desk-"
_MARK = re.compile(r"(?P<place>[0-9a-f]{8})-(?P<pid>\d{1,10})-(?P<start>[0-9a-f]{8})-")


def own_mark() -> str:
    """Names this process: computer, process id and start of the process."""
    pid = os.getpid()
    return f"{_digest(_place())}-{pid}-{_digest(start_of(pid) or '')}-"


def clear_abandoned(folder: Path, prefix: str) -> None:
    """Remove what processes of this computer left in `folder` under names with this prefix.

    What cannot be removed, or cannot be known to be abandoned, stays.
    """
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if path.name.startswith(prefix) and _is_abandoned(path.name.removeprefix(prefix)):
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def private_folder() -> Iterator[Path]:
    """A temporary folder for its owner alone; those that killed runs left are removed first.

    Raises:
        UsageError: it cannot be made.
    """
    clear_abandoned(Path(tempfile.gettempdir()), PREFIX)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{own_mark()}"))
    except OSError:
        raise UsageError("target_unwritable", name=tempfile.gettempdir()) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(rest: str) -> bool:
    found = _MARK.match(rest)
    if found is None or found["place"] != _digest(_place()):
        return False
    start = start_of(int(found["pid"]))
    if start is None:
        return True
    is_known = start != "" and found["start"] != _digest("")
    return is_known and found["start"] != _digest(start)  # a later process with the same id


def _place() -> str:
    return f"{platform.node()}/{own_pid_space()}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:8]
