"""The log file: what happened, by ids and counts; never a word out of a document.

Nothing can know whether a number or a name came out of a document, so the formatter goes by origin:
messages of our own loggers are written, for those hold to the house rule; of other libraries only
the place is written; of an exception only its class and where it came from.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import logging
import logging.handlers
import os
import traceback
from pathlib import Path
from types import TracebackType
from typing import Literal

import platformdirs

_FILE_BYTES = 1024 * 1024
_OLD_FILES = 3
_OURS = "woo_desk"
_APP_NAME = "woo-desk"

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def user_folder(kind: Literal["state", "config"]) -> Path:
    """Folder for what the program keeps for this user; WOO_DESK_HOME stands in for both kinds."""
    home = os.environ.get("WOO_DESK_HOME")
    if home:
        return Path(home)
    if kind == "state":
        return platformdirs.user_state_path(_APP_NAME, appauthor=False)
    return platformdirs.user_config_path(_APP_NAME, appauthor=False, roaming=True)


def log_path() -> Path:
    """The log file; it need not exist yet."""
    return user_folder("state") / "woo-desk.log"


def crash_log_path() -> Path:
    """Where worker processes leave the places of a native crash; it need not exist yet."""
    return user_folder("state") / "workers.log"


def set_up(level: int = logging.INFO) -> logging.Handler:
    """Send every record of `level` and higher to the log file, and to no earlier one any more.

    A log that cannot be written does not keep the program from working: then nothing is logged.
    """
    path = log_path()
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = PrivateFileHandler(path)
    except OSError:  # a full or read-only home folder
        handler = logging.NullHandler()
    handler.setFormatter(PlaceFormatter())
    root = logging.getLogger()
    for earlier in [h for h in root.handlers if isinstance(h.formatter, PlaceFormatter)]:
        root.removeHandler(earlier)
        earlier.close()
    root.addHandler(handler)
    root.setLevel(level)
    return handler


class PrivateFileHandler(logging.handlers.RotatingFileHandler):
    """A rotating file of which only the user has rights."""

    def __init__(self, path: Path, max_bytes: int = _FILE_BYTES) -> None:
        super().__init__(path, maxBytes=max_bytes, backupCount=_OLD_FILES, encoding="utf-8")

    def doRollover(self) -> None:
        """Begin a new file; goes on in the old one while another window holds it (Windows)."""
        with contextlib.suppress(OSError):
            super().doRollover()

    def _open(self) -> io.TextIOWrapper:
        def private(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        return open(self.baseFilename, "a", encoding="utf-8", opener=private)


class PlaceFormatter(logging.Formatter):
    """One line per record: when, how serious, where, and the message if it is our own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without traceback text, stack or message of an exception."""
        when = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line = f"{when} {record.levelname} {record.name}:{record.lineno}"
        if record.name == _OURS or record.name.startswith(f"{_OURS}."):
            line += f" {_one_line(record.getMessage())}"
        if record.exc_info:
            line += f" | {self.formatException(record.exc_info)}"
        return line

    def formatException(self, ei: _ExcInfo) -> str:
        """Class and places, innermost last, of the exception and of what caused it."""
        parts: list[str] = []
        error = ei[1]
        while error is not None and len(parts) < 5:
            parts.append(describe_error(error))
            error = error.__cause__ or error.__context__
        return " <- ".join(parts)


def describe_error(error: BaseException) -> str:
    """What may be written down of any error: its class and the lines it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " ".join(f"{Path(frame.filename).stem}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {places or 'unknown'}"


def _one_line(message: str) -> str:
    return "".join(c if c.isprintable() else " " for c in message)
