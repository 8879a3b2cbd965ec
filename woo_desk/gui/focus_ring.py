"""A ring around what has the focus, for who works by keyboard.

WHY: the style marks buttons and boxes, in the dark too faintly, and nothing around a list, a text,
a table or the page. One ring around every kind of control is seen in both themes (WCAG 2.4.7).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget
from shiboken6 import isValid


class FocusRing(QFocusFrame):
    """The ring; Qt keeps it around its widget and leaves the inside open."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the colour of the theme that stands out most."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Accent))
        painter.end()


class FocusFollower(QObject):
    """Moves the ring along with the focus, while keys and not the mouse move it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.ring: FocusRing | None = None
        application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self.ring is not None and isValid(self.ring):  # it went with its window otherwise
            self.ring.hide()
            self.ring.deleteLater()
        self.ring = None
        by_key = Qt.WidgetAttribute.WA_KeyboardFocusChange
        if now is not None and now.window().testAttribute(by_key):
            self.ring = FocusRing(now)
            self.ring.setWidget(now)
