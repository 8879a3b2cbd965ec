"""The table of whole rows that dialogs share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from woo_desk.gui.dialogs.row_table import ReadTable

HEADINGS = ("gui.procedure.day", "gui.procedure.what")


def filled(qtbot: QtBot) -> ReadTable:
    table = ReadTable("Lijst", HEADINGS, is_single=True, stretched=(1,))
    qtbot.addWidget(table)
    table.setRowCount(2)
    table.write_row(0, ("eerste", "woorden"))
    table.write_row(1, ("tweede", "andere"))
    return table


def test_rows_are_read_and_chosen_whole(qtbot: QtBot) -> None:
    table = filled(qtbot)
    table.setCurrentCell(0, 0)
    table.setCurrentCell(1, 0)
    assert {index.row() for index in table.selectedIndexes()} == {1}
    assert len(table.selectedIndexes()) == 2
    QTest.keyClicks(table, "x")
    cell = table.item(1, 0)
    assert cell is not None
    assert (cell.text(), cell.toolTip()) == ("tweede", "tweede")
    assert table.accessibleName() == "Lijst"


def test_a_tick_is_kept_when_the_row_is_written_again(qtbot: QtBot) -> None:
    table = filled(qtbot)
    table.put_tick(0, 0, is_on=True, name="hoort bij de derde")
    table.put_tick(1, 0, is_on=True, can_write=False)
    table.write_row(0, ("eerste", "nu anders"))
    assert [table.is_ticked(0), table.is_ticked(1), table.is_ticked(0, 1)] == [True, True, False]
    table.set_tick(0, False)
    assert not table.is_ticked(0)
    first, second = table.item(0, 0), table.item(1, 0)
    assert first is not None
    assert second is not None
    assert first.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not second.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "hoort bij de derde"


def test_tab_leads_out_of_the_table(qtbot: QtBot) -> None:
    holder, table, field = QWidget(), filled(qtbot), QLineEdit()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.addWidget(table)
    column.addWidget(field)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert field.hasFocus()
