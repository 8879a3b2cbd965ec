"""What tests of the desk do and look at again and again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gui.conftest import Bench
from woo_desk.domain.document import Document
from woo_desk.usecases.session import Session


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def states_of(bench: Bench) -> list[str]:
    return [mark.state.value for mark in bench.desk.window.marks.rows]


def current_number(bench: Bench) -> int:
    return bench.desk.state.document.number if bench.desk.state else 0


def middle_of(bench: Bench) -> QWidget | None:
    """What stands in the middle now; asked anew, for it changes."""
    return bench.desk.window.middle


def session_of(bench: Bench) -> Session | None:
    """The open session; asked anew, for it changes."""
    return bench.desk.session


def document_of(bench: Bench) -> Document:
    """The current document as it is now."""
    if bench.desk.state is None:
        raise AssertionError
    return bench.desk.state.document
