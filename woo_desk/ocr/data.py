"""Where the language data of the recogniser lies: with the program, or where the user put it.

Imports nothing that opens documents, so that the window may ask too.
"""

from __future__ import annotations

from pathlib import Path

from woo_desk.errors import UsageError
from woo_desk.logs import user_folder
from woo_desk.resources import resources_root

LANGUAGE = "nld"
DATA_FILE = f"{LANGUAGE}.traineddata"
DATA_MISSING = "ocr_data_missing"
"""Key of the error when no language data are found."""
_FOLDER = "tessdata"
_SMALLEST = 100_000
"""Bytes: a file that was cut short would end the process that reads it."""


def has_language_data() -> bool:
    """Whether pages can be read at all in this installation."""
    return any(_is_usable(folder) for folder in _folders())


def language_folder() -> Path:
    """The folder with the language data; UsageError that says where to put them if missing."""
    for folder in _folders():
        if _is_usable(folder):
            return folder
    raise UsageError(DATA_MISSING, file=DATA_FILE, folder=str(user_data_folder()))


def user_data_folder() -> Path:
    """Where a user can add language data; the folder need not exist."""
    return user_folder("config") / _FOLDER


def _folders() -> tuple[Path, ...]:
    return user_data_folder(), resources_root() / _FOLDER


def _is_usable(folder: Path) -> bool:
    try:
        return (folder / DATA_FILE).stat().st_size >= _SMALLEST
    except OSError:
        return False
