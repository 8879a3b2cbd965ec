"""The same passage in two documents, side by side, with what is redacted in each."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.geometry import Span
from woo_desk.domain.passage import PassageDifference, PassageSide
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text

AROUND = 200
"""Characters of the page that are shown before and after the passage."""
REDACTED_COLOURS = QColor("#1b1f24"), QColor("#ffffff")
OPEN_COLOURS = QColor("#ffe08a"), QColor("#1b1f24")
"""Paper and ink; redacted words are struck through as well, open ones underlined."""


class Answer(enum.Enum):
    """What the user wants."""

    NOTHING = enum.auto()
    REDACT = enum.auto()
    LEAVE = enum.auto()
    SHOW = enum.auto()


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One side with the words of its page."""

    side: PassageSide
    title: str
    page_text: str


class PassageDialog(QDialog):
    """Accepted with an answer other than NOTHING.

    Attributes:
        for_all: whether the answer also holds for the other places with the same words.
    """

    def __init__(
        self,
        difference: PassageDifference,
        redacted: ShownSide,
        readable: ShownSide,
        others: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.passage.title"))
        self.difference = difference
        self.answer = Answer.NOTHING
        how = QLabel(text("gui.passage.how"))
        how.setWordWrap(True)
        both = QHBoxLayout()
        self.left = _Side("gui.passage.redacted", redacted, redacted.side.redacted, ())
        self.right = _Side(
            "gui.passage.readable", readable, readable.side.redacted, difference.missing
        )
        both.addWidget(self.left)
        both.addWidget(self.right)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(text("gui.passage.reason"))
        self.reason.setAccessibleName(text("gui.passage.reason"))
        self.redact, self.show_place, self.leave = (
            QPushButton(text(f"gui.passage.{name}")) for name in ("redact", "show", "leave")
        )
        self.leave.setEnabled(False)
        self.reason.textChanged.connect(lambda words: self.leave.setEnabled(bool(words.strip())))
        self.redact.clicked.connect(lambda: self._end(Answer.REDACT))
        self.leave.clicked.connect(lambda: self._end(Answer.LEAVE))
        self.show_place.clicked.connect(lambda: self._end(Answer.SHOW))
        self.for_all = QCheckBox(text("gui.passage.alike", count=others))
        self.for_all.setVisible(others > 0)
        self.for_all.setChecked(others > 0)
        row = QHBoxLayout()
        row.addWidget(self.reason, 1)
        row.addWidget(self.leave)
        buttons = QDialogButtonBox()
        buttons.addButton(self.redact, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.show_place, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(text("gui.button.close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(how)
        column.addLayout(both, 1)
        column.addWidget(self.for_all)
        column.addLayout(row)
        column.addWidget(buttons)
        self.redact.setDefault(True)
        resize_for_letters(self, 960, 520)

    @property
    def is_for_all(self) -> bool:
        """Whether the answer also holds for the other places with the same words."""
        return self.for_all.isChecked()

    def _end(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()


class _Side(QWidget):
    def __init__(
        self, key: str, shown: ShownSide, redacted: Sequence[Span], missing: Sequence[Span]
    ) -> None:
        super().__init__()
        page = shown.side.page_index + 1
        heading = QLabel(text(key, title=shown.title, page=page))
        heading.setWordWrap(True)
        self.view = QPlainTextEdit(readOnly=True)
        self.view.setAccessibleName(heading.text())
        first = max(shown.side.span.start - AROUND, 0)
        last = shown.side.span.end + AROUND
        self.view.setPlainText(shown.page_text[first:last])
        for spans, is_redacted in ((redacted, True), (missing, False)):
            for span in spans:
                self._mark(span.start - first, span.end - first, is_redacted=is_redacted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading)
        column.addWidget(self.view, 1)

    def _mark(self, start: int, end: int, *, is_redacted: bool) -> None:
        paper, ink = REDACTED_COLOURS if is_redacted else OPEN_COLOURS
        look = QTextCharFormat()
        look.setBackground(paper)
        look.setForeground(ink)
        look.setFontWeight(QFont.Weight.Bold)
        look.setFontStrikeOut(is_redacted)
        look.setFontUnderline(not is_redacted)
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(look)
