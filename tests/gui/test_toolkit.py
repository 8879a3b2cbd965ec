"""What we rely on in the toolkit itself."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

EVENTS = 200


class _Sender(QObject):
    said = Signal(object)


def test_events_leave_the_counts_of_true_and_none_alone(qapp: QApplication) -> None:
    """PySide6 6.12.0 freed `True` after some hundreds of events; the window then crashed."""
    sender = _Sender()
    heard: list[object] = []
    sender.said.connect(heard.append, Qt.ConnectionType.QueuedConnection)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for number in range(EVENTS):
        sender.said.emit(number)
        qapp.processEvents()
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert heard == list(range(EVENTS))
    assert all(end - start > -EVENTS // 4 for start, end in zip(before, after, strict=True))
