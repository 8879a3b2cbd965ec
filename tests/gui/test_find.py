"""Finding: words in the dossier, actions by name, pages of the manual; settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench
from tests.gui.keys import current_number, press
from woo_desk.gui.actions.spec import WindowState
from woo_desk.gui.actions.table import ACTIONS
from woo_desk.gui.dialogs.manual_dialog import ManualDialog, manual_page
from woo_desk.gui.dialogs.palette_dialog import PaletteDialog, choices_of, matching
from woo_desk.gui.dialogs.settings_dialog import SettingsDialog
from woo_desk.gui.workspaces.table import WORKSPACES
from woo_desk.settings import SETTINGS, THEME, USER_NAME, WORKERS, Settings
from woo_desk.texts import text

CTRL = Qt.KeyboardModifier.ControlModifier


def test_words_are_found_in_every_document_and_jumped_to(opened: Bench, qtbot: QtBot) -> None:
    desk = opened.desk
    desk.workspaces.go("persons")
    press(desk.window, Qt.Key.Key_F, CTRL)
    panel = desk.find_commands.panel
    assert panel.isVisible()
    assert desk.window.focusWidget() is panel.field
    QTest.keyClicks(panel.field, "MINISTER de boer")
    qtbot.waitUntil(lambda: panel.view.model().rowCount() == 5)
    assert panel.count.text() == text("gui.find.count", count=5)
    press(panel.field, Qt.Key.Key_Return)
    assert desk.workspaces.current.name == "documents"
    assert current_number(opened) == 1
    for _ in range(2):
        press(panel.field, Qt.Key.Key_Return)
    assert current_number(opened) == 2
    assert desk.window.page_view.current_page == 0
    press(panel.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert current_number(opened) == 1
    model = panel.view.model()
    assert "minister De Boer" in model.data(model.index(0, 3), Qt.ItemDataRole.DisplayRole)
    press(panel.field, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert opened.sink.defects == []


def test_letters_typed_in_the_search_decide_nothing(opened: Bench) -> None:
    opened.desk.find_commands.open()
    opened.desk.window.finding_panel.choose_next_open()
    QTest.keyClicks(opened.desk.find_commands.panel.field, "kxn")
    assert {mark.is_open for mark in opened.desk.window.marks.rows} == {True, False}
    session = opened.desk.session
    assert session is not None
    assert not any(session.file.reviews(d.id) for d in session.file.documents())


def test_nothing_is_left_of_a_search_in_another_dossier(opened: Bench) -> None:
    opened.desk.find_commands.open()
    opened.desk.find_commands.panel.field.setText("boer")
    opened.desk.find_commands.look_for("boer")
    opened.desk.close()
    assert opened.desk.find_commands.panel.view.model().rowCount() == 0
    assert opened.desk.find_commands.panel.field.text() == ""


def test_palette_does_what_is_chosen(opened: Bench) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, PaletteDialog)
        QTest.keyClicks(dialog.field, "naar pers")
        assert dialog.shown[0].id == "workspace_persons"
        press(dialog.field, Qt.Key.Key_Return)
        return dialog.result() == QDialog.DialogCode.Accepted

    opened.asker.fill = fill
    press(opened.desk.window, Qt.Key.Key_K, CTRL)
    assert opened.desk.workspaces.current.name == "persons"


def test_palette_says_why_something_cannot_be_done(bench: Bench) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, PaletteDialog)
        dialog.field.setText(text("gui.action.export").rstrip("…"))
        assert dialog.shown[0].why_not == text("gui.why_not.no_dossier")
        press(dialog.field, Qt.Key.Key_Return)
        assert dialog.chosen == ""
        assert dialog.result() != QDialog.DialogCode.Accepted
        return False

    bench.asker.fill = fill
    bench.desk.window.actions_["palette"].trigger()
    assert len(bench.asker.dialogs) == 1


@pytest.mark.parametrize(
    ("typed", "first"),
    [("ongd mak", "undo"), ("publicatiepakket", "export"), ("ctrl+l", "what_is_left")],
)
def test_palette_is_forgiving(bench: Bench, typed: str, first: str) -> None:
    actions = {spec.id: bench.desk.window.actions_[spec.id] for spec in ACTIONS}
    state = WindowState(has_dossier=True, undo_key="step.confirm_findings")
    assert matching(choices_of(ACTIONS, actions, state), typed)[0].id == first


def test_palette_lists_every_action_with_its_keys(bench: Bench) -> None:
    actions = {spec.id: bench.desk.window.actions_[spec.id] for spec in ACTIONS}
    choices = choices_of(ACTIONS, actions, WindowState())
    assert {choice.id for choice in matching(choices, "")} == {spec.id for spec in ACTIONS}
    keys = {choice.id: choice.keys for choice in choices}
    assert keys["palette"] == "Ctrl+K"


def test_manual_opens_and_stays_within_itself(bench: Bench) -> None:
    press(bench.desk.window, Qt.Key.Key_F1)
    (dialog,) = bench.asker.dialogs
    assert isinstance(dialog, ManualDialog)
    assert dialog.page == "index"
    assert "Woo Desk" in dialog.browser.toPlainText()
    dialog.browser.anchorClicked.emit(QUrl("https://example.org/"))
    dialog.browser.anchorClicked.emit(QUrl.fromLocalFile(str(Path(__file__))))
    assert dialog.page == "index"


def test_every_workspace_has_a_page_that_is_there() -> None:
    for workspace in WORKSPACES:
        assert manual_page(workspace.name).is_file()
    assert manual_page("no such subject").stem == "index"


def test_settings_are_changed_saved_and_reset(bench: Bench) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, SettingsDialog)
        dialog.put(USER_NAME, "B. de Tweede")
        dialog.put(THEME, "dark")
        dialog.put(WORKERS, 3)
        return True

    bench.asker.fill = fill
    bench.desk.window.actions_["settings"].trigger()
    saved = Settings.load()
    assert [saved.get(s) for s in (USER_NAME, THEME, WORKERS)] == ["B. de Tweede", "dark", 3]
    assert bench.desk.window.actions_["dark"].isChecked()

    def reset(dialog: QDialog) -> bool:
        assert isinstance(dialog, SettingsDialog)
        assert dialog.value(USER_NAME) == "B. de Tweede"
        dialog.reset()
        return True

    bench.asker.fill = reset
    bench.desk.window.actions_["settings"].trigger()
    assert all(Settings.load().get(setting) == setting.default for setting in SETTINGS)


def test_settings_that_were_not_accepted_change_nothing(bench: Bench) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, SettingsDialog)
        dialog.put(USER_NAME, "Niemand")
        return False

    bench.asker.fill = fill
    bench.desk.window.actions_["settings"].trigger()
    assert Settings.load().get(USER_NAME) == ""


def test_every_setting_has_a_named_field_with_an_explanation(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    for setting in SETTINGS:
        assert dialog.value(setting) == setting.default
    fields = dialog.findChildren(QLineEdit)
    named = [f for f in fields if f.accessibleName() == text(USER_NAME.text_key)]
    assert named[0].accessibleDescription() == text(f"{USER_NAME.text_key}.help")
