"""File names as they came in: hostile, unprintable or not even text."""

from __future__ import annotations

import contextlib
import shutil
import unicodedata
from pathlib import Path

UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def clean_name(name: str) -> str:
    """The name as it can be stored and shown: what does not print is replaced by one sign.

    On Linux a name may be any bytes; bytes that are no UTF-8 arrive as lone surrogates, which
    neither SQLite nor a message to a worker can hold. Control and direction signs would let a name
    pose as another one on screen.
    """
    return "".join(_clean(character) for character in name)


def _clean(character: str) -> str:
    if character.isprintable():
        return character
    return " " if unicodedata.category(character) == "Zs" else UNKNOWN


def reachable(path: Path, folder: Path, name: str) -> Path:
    """The same file under a path that can be sent to a worker.

    Args:
        path: of the file; returned as it is when it can be sent.
        folder: private; a link to the file (or a copy) is made in it under `name` otherwise. When
            that fails nothing is there, and whoever reads it says that it cannot be read.
        name: of the link, without suffix; the suffix of the file is added.
    """
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        link = folder / f"{name}{clean_name(path.suffix)}"
        with contextlib.suppress(OSError):
            try:
                link.symlink_to(path.absolute())
            except OSError:  # no right to make links (Windows)
                if path.is_file():
                    shutil.copyfile(path, link)
        return link
    return path
