"""Old Office files on their way in: LibreOffice, when it is installed, writes them anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from woo_desk.domain.ids import DocumentId
from woo_desk.settings import LIBREOFFICE, Settings
from woo_desk.usecases.flow import Job, Outcome
from woo_desk.usecases.ports import Finished
from woo_desk.usecases.requests_content import ModerniseRequest, ModerniseResult, OldFile

OFF = "off"
"""Value of the setting for an organisation that wants no other program to open documents."""
_NAMES = ("soffice", "libreoffice", "soffice.com", "soffice.exe")
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_WINDOWS = ("PROGRAMFILES", "PROGRAMFILES(X86)")
_AT_ONCE = 20
"""Files in one run: a start takes longer than a file."""
_LIMIT_S = 3600.0
"""The task itself keeps to shorter times."""


def find_office() -> str:
    """Path of LibreOffice: as set, on the search path, or at a usual place; "" without it."""
    chosen = Settings.load().get(LIBREOFFICE).strip()
    if chosen:
        return chosen if chosen != OFF and _is_program(Path(chosen)) else ""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    return next((str(path) for path in _usual_places() if _is_program(path)), "")


class Modernising:
    """Gathers the old files of one intake and hands them over, several at once.

    Attributes:
        again: jobs that came up besides the first look at each file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program: str | None = None
        self._waiting: dict[DocumentId, OldFile] = {}
        self._running: list[DocumentId] = []
        self._runs = 0
        self.again = 0

    @property
    def waiting(self) -> int:
        """Files that wait for their turn."""
        return len(self._waiting)

    def takes(self, document_id: DocumentId, path: Path, kind: str) -> bool:
        """Take a file ("doc", "xls", "ppt" or "rtf") on; False when nothing here can read it."""
        if not kind:
            return False
        if self._program is None:
            self._program = find_office()
        if self._program:
            self._waiting[document_id] = OldFile(str(path), kind)
        return bool(self._program)

    def job(self) -> Job | None:
        """The next run; None when one is going on, or nothing waits."""
        if self._running or not self._waiting or not self._program:
            return None
        self._running = list(self._waiting)[:_AT_ONCE]
        files = tuple(self._waiting.pop(document_id) for document_id in self._running)
        self._runs += 1
        self.again += 1
        folder = self._folder / f"modern{self._runs}"
        return Job("modernise", ModerniseRequest(self._program, files, str(folder)), _LIMIT_S)

    def ended(self, outcome: Outcome) -> Mapping[DocumentId, Path | None]:
        """The modern file of each document of the run; None where there is none."""
        running, self._running = self._running, []
        paths: tuple[str, ...] = ("",) * len(running)
        if isinstance(outcome, Finished) and isinstance(outcome.result, ModerniseResult):
            paths = outcome.result.paths
        made = {
            document_id: Path(path) if path else None
            for document_id, path in zip(running, paths, strict=True)
        }
        self.again += sum(path is not None for path in made.values())
        return made


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _usual_places() -> list[Path]:
    windows = [
        Path(base) / "LibreOffice" / "program" / "soffice.com"
        for name in _WINDOWS
        if (base := os.environ.get(name))
    ]
    return [*map(Path, _PLACES), *windows]
