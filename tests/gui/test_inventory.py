"""The register of all candidates, on the real window: edited in place, many at once, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench
from tests.gui.keys import press
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.gui.dialogs.decision_dialog import AlreadyPublicDialog
from woo_desk.gui.models.inventory_table import Column
from woo_desk.gui.workspaces.inventory import InventoryWorkspace

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHOWN, TYPED = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole


@pytest.fixture
def register(opened: Bench) -> Bench:
    """The three documents of `opened`, in "Inventaris"."""
    opened.desk.workspaces.go("inventory")
    return opened


def shelf(bench: Bench) -> InventoryWorkspace:
    return bench.desk.inventory


def column(bench: Bench, which: Column) -> list[str]:
    table = shelf(bench).table
    return [str(table.data(table.index(row, which), SHOWN)) for row in range(table.rowCount())]


def fill_in(bench: Bench, row: int, which: Column, value: object) -> None:
    table = shelf(bench).table
    assert table.setData(table.index(row, which), value, TYPED)


def test_every_candidate_has_a_row(register: Bench) -> None:
    press(register.desk.window, Qt.Key.Key_2, CTRL)
    assert register.desk.workspaces.current.name == "documents"
    press(register.desk.window, Qt.Key.Key_3, CTRL)
    assert column(register, Column.NUMBER) == ["0001", "0002", "0003"]
    assert register.desk.window.middle is shelf(register).middle()
    assert not register.desk.window.document_list.isVisible()


def test_cells_are_edited_in_place_and_undone(register: Bench) -> None:
    fill_in(register, 1, Column.TITLE, "Nota over de brug")
    fill_in(register, 1, Column.DATE, QDate(2024, 6, 7))
    fill_in(register, 1, Column.KIND, "nota")
    assert column(register, Column.TITLE)[1] == "Nota over de brug"
    assert column(register, Column.DATE)[1] == "7 jun 2024"
    press(register.desk.window, Qt.Key.Key_Z, CTRL)
    press(register.desk.window, Qt.Key.Key_Z, CTRL)
    assert column(register, Column.DATE)[1] == ""
    assert column(register, Column.KIND)[1] == ""
    fill_in(register, 1, Column.TITLE, "  ")
    assert register.sink.errors == ["title_empty"]


def test_letters_typed_in_a_cell_are_no_commands(register: Bench, qtbot: QtBot) -> None:
    view = shelf(register).view
    view.setCurrentIndex(shelf(register).table.index(0, Column.KIND))
    press(view, Qt.Key.Key_F2)
    (editor,) = view.viewport().findChildren(QLineEdit)
    for key in (Qt.Key.Key_K, Qt.Key.Key_X):
        press(editor, key)
    press(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: column(register, Column.KIND)[0] == "kx")


def test_decisions_are_for_all_selected_rows(register: Bench) -> None:
    view = shelf(register).view
    view.selectAll()
    press(view, Qt.Key.Key_1, ALT)
    assert len(set(column(register, Column.SCOPE))) == 1
    session = register.desk.session
    assert session is not None
    decisions = session.file.current_decisions(session.dossier.basis)
    assert {d.outcome for d in decisions.values()} == {ScopeOutcome.IN_SCOPE}
    assert len(decisions) == 3

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, AlreadyPublicDialog)
        dialog.fill("https://example.org/stuk", "Eerder verstrekt")
        return True

    register.asker.fill = fill
    view.selectAll()
    press(view, Qt.Key.Key_4, ALT)
    assert column(register, Column.LINK) == ["https://example.org/stuk"] * 3
    assert column(register, Column.REMARK) == ["Eerder verstrekt"] * 3
    register.desk.window.actions_["clear_override"].trigger()
    assert column(register, Column.LINK) == [""] * 3


def test_one_value_for_all_selected_rows_is_one_step(register: Bench) -> None:
    fill_in(register, 0, Column.KIND, "brief")
    view = shelf(register).view
    view.setCurrentIndex(shelf(register).table.index(0, Column.KIND))
    view.selectAll()
    press(view, Qt.Key.Key_J, CTRL)
    assert column(register, Column.KIND) == ["brief"] * 3
    press(register.desk.window, Qt.Key.Key_Z, CTRL)
    assert column(register, Column.KIND) == ["brief", "", ""]


def test_title_is_never_filled_in_for_others(register: Bench) -> None:
    view = shelf(register).view
    view.setCurrentIndex(shelf(register).table.index(0, Column.TITLE))
    view.selectAll()
    before = column(register, Column.TITLE)
    press(view, Qt.Key.Key_J, CTRL)
    assert column(register, Column.TITLE) == before


def test_link_makes_already_public_and_its_absence_ends_that(register: Bench) -> None:
    fill_in(register, 0, Column.LINK, "geen adres")
    assert register.sink.errors == ["no_web_address"]
    fill_in(register, 0, Column.LINK, "https://example.org/a")
    session = register.desk.session
    assert session is not None
    (override,) = session.file.overrides().values()
    assert override.judgement is Judgement.ALREADY_PUBLIC
    fill_in(register, 0, Column.REMARK, "Kamerstuk")
    fill_in(register, 0, Column.LINK, "")
    assert session.file.overrides() == {}


def test_remark_belongs_to_a_decision(register: Bench) -> None:
    fill_in(register, 0, Column.REMARK, "Let op")
    assert register.sink.errors == ["remark_needs_decision"]
    press(shelf(register).view, Qt.Key.Key_1, ALT)
    fill_in(register, 0, Column.REMARK, "Let op")
    assert column(register, Column.REMARK)[0] == "Let op"
    session = register.desk.session
    assert session is not None
    document = session.file.documents()[0]
    assert [d.note for d in session.file.decisions(document.id)] == ["", "Let op"]


def test_sorted_and_filtered(register: Bench) -> None:
    header = shelf(register).view.horizontalHeader()
    header.setSortIndicator(Column.TITLE, Qt.SortOrder.DescendingOrder)
    titles = [title.casefold() for title in column(register, Column.TITLE)]
    assert titles == sorted(titles, reverse=True)
    shelf(register).filter.setText("nota")
    shown = [row for row in range(3) if not shelf(register).view.isRowHidden(row)]
    assert [column(register, Column.TITLE)[row] for row in shown] == ["nota 3"]


def test_decisions_about_documents_are_not_made_from_the_person_board(register: Bench) -> None:
    register.desk.workspaces.go("persons")
    assert not register.desk.window.actions_["in_scope"].isEnabled()
    assert not register.desk.window.actions_["remove_documents"].isEnabled()
