"""Room for large letters."""

from __future__ import annotations

from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from woo_desk.gui.room import LeastRoom


def test_a_table_that_is_taken_apart_may_still_tell_of_its_columns(qtbot: QtBot) -> None:
    """Its header was gone for Python and not yet for Qt: each dialog with a table gave an error."""
    table = QTableWidget(2, 3)
    qtbot.addWidget(table)
    header = table.horizontalHeader()
    LeastRoom(header, 1, 20)
    table.show()
    Shiboken.invalidate(header)
    with qtbot.captureExceptions() as errors:
        table.setColumnWidth(0, 55)
    assert errors == []
    assert table.columnWidth(0) == 55
