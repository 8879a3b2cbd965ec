"""A line of text over the work with at most one button: what happened, and what is next."""

from __future__ import annotations

import enum
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from woo_desk.texts import text


class Level(enum.Enum):
    """How a notice looks; the sign before it differs too, not only the colour."""

    DONE = "✓"
    WARNING = "!"


STRIPE = {Level.DONE: QColor("#23904a"), Level.WARNING: QColor("#c26a00")}
STRIPE_WIDTH = 5


class NoticeBar(QWidget):
    """Hidden until there is something to say. Takes no focus and stops nobody."""

    def __init__(self, *, closable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = Level.DONE
        self._do: Callable[[], object] = _nothing
        self._sign = QLabel()
        font = self._sign.font()
        font.setBold(True)
        self._sign.setFont(font)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton()
        self._button.hide()
        self._button.clicked.connect(lambda: self._do())
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setAutoRaise(True)
        self._close.setToolTip(text("gui.notice.close"))
        self._close.setAccessibleName(text("gui.notice.close"))
        self._close.clicked.connect(self.hide)
        self._close.setVisible(closable)
        row = QHBoxLayout(self)
        row.setContentsMargins(8 + STRIPE_WIDTH, 6, 8, 6)
        row.addWidget(self._sign)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.setBackgroundRole(self.palette().ColorRole.Midlight)
        self.setAutoFillBackground(True)
        self.hide()

    def show_notice(
        self,
        words: str,
        level: Level = Level.DONE,
        button: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show these words, in place of earlier ones; `button` is its text and what it does."""
        is_new = words != self._label.text() or self.isHidden()
        self._level = level
        self._sign.setText(level.value)
        self._label.setText(words)
        self._button.setVisible(button is not None)
        if button is not None:
            self._button.setText(button[0])
            self._do = button[1]
        self.show()
        self.update()
        if is_new:  # screen readers hear it without leaving their place
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @property
    def words(self) -> str:
        """What is shown; "" when nothing is."""
        return "" if self.isHidden() else self._label.text()

    def press(self) -> None:
        """Do what the button does."""
        self._button.click()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, STRIPE_WIDTH, self.height(), STRIPE[self._level])
        painter.end()


def _nothing() -> None:
    """What the button does before it has been given something to do."""
