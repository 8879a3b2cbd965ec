"""What tests of the desk do and look at again and again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gui.conftest import Bench


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def states_of(bench: Bench) -> list[str]:
    return [mark.state.value for mark in bench.desk.window.marks.rows]


def current_number(bench: Bench) -> int:
    return bench.desk.state.document.number if bench.desk.state else 0
