"""Stand-ins for everything of the window that waits for a person: they write down and answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QDialog

from woo_desk.errors import DeskError
from woo_desk.texts import text


@dataclass
class RecordingSink:
    """A `MessageSink`: keeps what is said; questions get the next of `answers`, or no."""

    answers: list[bool] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def error(self, error: DeskError) -> None:
        text(f"error.{error.key}", **error.values)  # the real one would need it
        self.errors.append(error.key)

    def defect(self, name: str, place: str) -> None:
        assert place
        self.defects.append(name)

    def tell(self, key: str, /, **values: object) -> None:
        text(key, **values)
        self.told.append(key)

    def ask(self, key: str, /, **values: object) -> bool:
        text(key, **values), text(f"{key}.yes")
        self.asked.append(key)
        return self.answers.pop(0) if self.answers else False


@dataclass
class RecordingAsker:
    """An `Asker`: fills in dialogs as told, and hands out paths."""

    fill: Callable[[QDialog], bool] = field(default=lambda _dialog: False)
    next_files: list[Path] = field(default_factory=list)
    next_folder: Path | None = None
    next_dossier: Path | None = None
    next_saved: Path | None = None
    dialogs: list[QDialog] = field(default_factory=list)

    def run(self, dialog: QDialog) -> bool:
        self.dialogs.append(dialog)
        return self.fill(dialog)

    def files(self) -> list[Path]:
        return self.next_files

    def folder(self) -> Path | None:
        return self.next_folder

    def dossier_to_open(self) -> Path | None:
        return self.next_dossier

    def dossier_to_create(self, name: str) -> Path | None:
        return self.next_dossier

    def file_to_save(self, name: str) -> Path | None:
        return self.next_saved
