"""Notices that the program ended without closing, and keeps the places of a native crash.

Each running window has a small file of its own in the folder for logs, with its process id; it goes
when the window closes as it should. One that is left of a process that no longer runs tells that
the program, or the computer, stopped all at once. What `faulthandler` writes names functions and
lines of the program, never document text.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
from io import TextIOWrapper
from pathlib import Path

from woo_desk.store.process import is_running, own_pid_space, start_of

_PREFIX = "window-"
_CRASH = "window-crash.log"
_MOST_BYTES = 200_000


class LastRun:
    """Of the folder for logs; a folder that cannot be written is no reason not to start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._marker = folder / f"{_PREFIX}{os.getpid()}.run"
        self._file: TextIOWrapper | None = None

    def ended_badly(self) -> bool:
        """Whether a window before this one never closed; asked once, then forgotten."""
        found = False
        with contextlib.suppress(OSError):
            for marker in self._folder.glob(f"{_PREFIX}*.run"):
                if marker != self._marker and not _still_runs(marker):
                    marker.unlink(missing_ok=True)
                    found = True
        return found

    def begin(self) -> None:
        """Note that this window runs, and write native crashes down from now on."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            start = start_of(os.getpid()) or ""
            self._marker.write_text(f"{os.getpid()}\n{start}\n{own_pid_space()}\n", "utf-8")
            path = self._folder / _CRASH
            is_long = path.exists() and path.stat().st_size > _MOST_BYTES
            self._file = path.open("w" if is_long else "a", encoding="utf-8")
            faulthandler.enable(self._file)

    def end(self) -> None:
        """Note that this window closed as it should."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
        with contextlib.suppress(OSError):
            self._marker.unlink(missing_ok=True)


def _still_runs(marker: Path) -> bool:
    """Whether the window of a marker is open; one of another container counts as open."""
    try:
        number, start, space = [*marker.read_text("utf-8").split("\n"), "", "", ""][:3]
        process = int(number)
        return space != own_pid_space() or is_running(process, start)
    except (OSError, ValueError):  # half written: it ended while it began
        return False
