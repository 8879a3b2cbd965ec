"""What the letters tell that stands nowhere else, which ones are made, and where they go."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from woo_desk.domain.letters import LetterFacts, LetterKind
from woo_desk.gui.dialogs.choose_folder import FolderField
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.texts import text

_LINES = ("requester", "occasion", "belongs_to", "place", "day", "signatory")
_TEXTS = ("addressee", "search_account")
_OWN = {LetterKind.NOTE: ("nota.politiek", "nota.krachtenveld")}
"""Sections that only a person can write."""
_HEIGHT = 64


class LettersDialog(FormDialog):
    """Facts, kinds and a folder."""

    def __init__(
        self,
        facts: LetterFacts,
        kinds: Sequence[LetterKind],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("gui.letters", parent)
        self._facts = facts
        self._lines = {name: QLineEdit(getattr(facts, name)) for name in _LINES}
        self._texts = {name: _field(getattr(facts, name)) for name in _TEXTS}
        self._own = {
            key: _field(facts.sections.get(key, "")) for kind in kinds for key in _OWN.get(kind, ())
        }
        self._kinds = {kind: QCheckBox(text(f"letter_kind.{kind.value}")) for kind in kinds}
        self._court = QCheckBox(text("gui.letters.court"))
        self._folder = FolderField("gui.letters.folder")
        self._folder.set_path(folder)
        for name in ("addressee", *_LINES, "search_account"):
            field = self._texts.get(name) or self._lines[name]
            self.add_field(f"gui.letters.{name}", field)
        for key, own in self._own.items():
            self.add_field(f"gui.letters.own.{key.replace('.', '_')}", own)
        boxes = QWidget()
        column = QVBoxLayout(boxes)
        column.setContentsMargins(0, 0, 0, 0)
        for box in self._kinds.values():
            box.setChecked(True)
            box.toggled.connect(self._check)
            column.addWidget(box)
        self._court.toggled.connect(self._check)
        column.addWidget(self._court)
        self.add_field("gui.letters.kinds", boxes)
        self.add_field("gui.letters.folder", self._folder)
        self._folder.changed.connect(self._check)
        self._check()

    def facts(self) -> LetterFacts:
        """As they are filled in."""
        words = {name: field.text().strip() for name, field in self._lines.items()}
        words |= {name: field.toPlainText().strip() for name, field in self._texts.items()}
        own = {key: field.toPlainText().strip() for key, field in self._own.items()}
        sections = {**self._facts.sections, **own}
        kept = {key: value for key, value in sections.items() if value}
        return dataclasses.replace(self._facts, **words, sections=kept)

    def kinds(self) -> tuple[LetterKind, ...]:
        """Those that were chosen."""
        return tuple(kind for kind, box in self._kinds.items() if box.isChecked())

    def court(self) -> bool:
        """Whether the version for the court is written too."""
        return self._court.isChecked()

    def folder(self) -> Path | None:
        """Where they go."""
        return self._folder.path()

    def _check(self) -> None:
        chosen = bool(self.kinds()) or self.court()
        self.allow_accept(chosen and self.folder() is not None, text("gui.letters.nothing"))


def _field(words: str) -> QPlainTextEdit:
    field = QPlainTextEdit(words)
    field.setTabChangesFocus(True)
    field.setFixedHeight(_HEIGHT)
    return field
