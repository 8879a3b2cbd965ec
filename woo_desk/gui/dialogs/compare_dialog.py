"""Two documents beside each other; F8 goes to the next difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from woo_desk.domain.alignment import Part
from woo_desk.domain.document import Page
from woo_desk.domain.geometry import Box
from woo_desk.gui.room import resize_for_letters
from woo_desk.gui.views.compared_page import ComparedPage, Draw
from woo_desk.texts import text
from woo_desk.usecases.requests_content import Piece, Segment

SIZE = (1280, 860)
_SHOWN_WORDS = 300
"""Characters of a difference that are written out below the pages."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents."""

    name: str
    pages: Sequence[Page]
    draw: Draw


class CompareDialog(QDialog):
    """Two page columns; below them the words that differ."""

    def __init__(
        self, left: Side, right: Side, segments: Sequence[Segment], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.compare.title", left=left.name, right=right.name))
        self._segments = segments
        self.differences = [n for n, one in enumerate(segments) if one.part is not Part.EQUAL]
        self._place = -1
        self.left = ComparedPage(left.name, left.pages, left.draw)
        self.right = ComparedPage(right.name, right.pages, right.draw)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(3 * self.words.fontMetrics().height())
        sheets, buttons, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        sheets.addWidget(self.left, 1)
        sheets.addWidget(self.right, 1)
        for name, keys, step in (("previous", "Shift+F8", -1), ("next", "F8", 1)):
            button = QPushButton(text(f"gui.compare.{name}", keys=keys))
            button.clicked.connect(self._stepper(step))
            QShortcut(QKeySequence(keys), self).activated.connect(self._stepper(step))
            button.setEnabled(bool(self.differences))
            buttons.addWidget(button)
        close = QPushButton(text("gui.button.close"))
        close.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column.addLayout(sheets, 1)
        column.addWidget(self.words)
        column.addLayout(buttons)
        close.setDefault(True)
        self.left.setFocus()
        resize_for_letters(self, *SIZE)
        self._show_first()

    def step(self, count: int) -> None:
        """Go so many differences on; after the last comes the first."""
        if self.differences:
            self._place = (self._place + count) % len(self.differences)
            self._show(self.differences[self._place])

    def _stepper(self, count: int) -> Callable[[], None]:
        return lambda: self.step(count)

    def _show_first(self) -> None:
        if self.differences:
            self.step(1)
            return
        self.words.setText(text("gui.compare.equal"))
        for view in (self.left, self.right):
            if view.has_pages:
                view.show_page(0, (), ())

    def _show(self, number: int) -> None:
        segment = self._segments[number]
        self._show_side(self.left, number, "left")
        self._show_side(self.right, number, "right")
        self.words.setText(
            text(
                f"gui.compare.{segment.part.value}",
                number=self._place + 1,
                count=len(self.differences),
                left=_cut(segment.left_text),
                right=_cut(segment.right_text),
            )
        )

    def _show_side(self, view: ComparedPage, number: int, side: str) -> None:
        pieces = self._pieces(number, side)
        index = pieces[0].page_index if pieces else self._page_beside(number, side)
        if not view.has_pages:
            return
        others = [
            box
            for place in self.differences
            if place != number
            for box in _boxes(self._pieces(place, side), index)
        ]
        view.show_page(index, others, _boxes(pieces, index))

    def _page_beside(self, number: int, side: str) -> int:
        """Where the text would stand that this side has not: after what comes before it."""
        for place in range(number - 1, -1, -1):
            pieces = self._pieces(place, side)
            if pieces:
                return pieces[-1].page_index
        return 0

    def _pieces(self, number: int, side: str) -> tuple[Piece, ...]:
        segment = self._segments[number]
        return segment.left if side == "left" else segment.right


def _boxes(pieces: Sequence[Piece], index: int) -> list[Box]:
    return [box for piece in pieces if piece.page_index == index for box in piece.boxes]


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN_WORDS else f"{words[:_SHOWN_WORDS]}…"
