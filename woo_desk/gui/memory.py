"""What the window remembers between two times: its layout and the dossiers opened last."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

SHOWN = 8
"""So many dossiers are remembered."""


class WindowMemory:
    """A small file of its own; losing it loses no work. Holds paths and sizes, nothing else."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def layout(self, name: str) -> bytes:
        """A remembered part of the layout; empty when there is none."""
        value = self._store.value(f"layout/{name}")
        return bytes(value.data()) if isinstance(value, QByteArray) else b""

    def keep_layout(self, name: str, value: bytes) -> None:
        """Remember a part of the layout."""
        self._store.setValue(f"layout/{name}", QByteArray(value))

    def recent(self) -> list[Path]:
        """Dossiers opened last, the latest first; they need not be there any more."""
        value = self._store.value("recent") or []
        names = [value] if isinstance(value, str) else value  # one name comes back as a string
        return [Path(str(name)) for name in names][:SHOWN] if isinstance(names, list) else []

    def remember(self, path: Path) -> None:
        """A dossier was opened."""
        first = path.absolute()
        others = [each for each in self.recent() if each != first]
        self._put([first, *others])

    def forget(self, path: Path) -> None:
        """A dossier should no longer be listed."""
        self._put([each for each in self.recent() if each != path])

    def workspace(self, path: Path) -> str:
        """Where the work in a dossier was left; "" when that is not known."""
        value = self._store.value(_workspace_key(path))
        return value if isinstance(value, str) else ""

    def keep_workspace(self, path: Path, name: str) -> None:
        """Remember where the work in a dossier is."""
        self._store.setValue(_workspace_key(path), name)

    def has_seen(self, name: str) -> bool:
        """Whether something that is shown once was shown."""
        return str(self._store.value(f"seen/{name}")) == "yes"

    def note_seen(self, name: str) -> None:
        """Something that is shown once was shown."""
        self._store.setValue(f"seen/{name}", "yes")

    def save(self) -> None:
        """Write the file now."""
        self._store.sync()

    def _put(self, paths: list[Path]) -> None:
        self._store.setValue("recent", [str(path) for path in paths[:SHOWN]])


def _workspace_key(path: Path) -> str:
    """WHY a digest: a path holds separators that this kind of file gives a meaning."""
    digest = hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape"))
    return f"workspace/{digest.hexdigest()[:16]}"
