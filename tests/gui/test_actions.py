"""The one table of actions: complete, without clashes, and honest about what cannot be done."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton

from tests.gui.conftest import Bench
from woo_desk.gui.actions.spec import REASONS, ActionSpec, WindowState
from woo_desk.gui.actions.table import ACTIONS, MENUS, TOOLBAR
from woo_desk.gui.dialogs.keys_dialog import KeysDialog
from woo_desk.gui.workspaces.table import WORKSPACES
from woo_desk.resources import resource_path
from woo_desk.texts import all_texts, text


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_action_has_text_menu_and_icon(spec: ActionSpec) -> None:
    assert text(f"gui.action.{spec.id}")
    assert spec.menu in MENUS
    if spec.icon:
        assert resource_path(f"icons/{spec.icon}.svg").is_file()


@pytest.mark.parametrize("workspace", [workspace.name for workspace in WORKSPACES])
def test_shortcuts_are_unique_within_a_workspace(workspace: str) -> None:
    specs = [spec for spec in ACTIONS if not spec.workspaces or workspace in spec.workspaces]
    keys = [key.toString() for spec in specs for key in spec.keys]
    assert all(keys)
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_what_belongs_to_a_workspace_names_one_that_is_there() -> None:
    names = {workspace.name for workspace in WORKSPACES}
    for spec in ACTIONS:
        assert set(spec.workspaces) <= names
        if spec.workspaces:
            assert text(f"gui.why_not.only_in_{spec.workspaces[0]}")


def test_every_icon_is_used_once() -> None:
    used = Counter(spec.icon for spec in ACTIONS if spec.icon)
    assert max(used.values()) == 1
    there = {path.stem for path in resource_path("icons").glob("*.svg")} - {"app"}
    assert there == set(used)


def test_every_action_has_a_handler_and_none_is_left_over(bench: Bench) -> None:
    desk = bench.desk
    names = [name for group in desk.groups for name in group.handlers()]
    assert Counter(names) == Counter(spec.id for spec in ACTIONS)


def test_toolbar_shows_a_word_under_every_icon(bench: Bench) -> None:
    toolbar = bench.desk.window.actions_.toolbar
    names = [name for group in TOOLBAR for name in group]
    buttons = [
        button
        for button in toolbar.findChildren(QToolButton)
        if button.defaultAction() is not None and button.defaultAction().objectName() in names
    ]
    assert {b.defaultAction().objectName() for b in buttons} == set(names)
    for button in buttons:
        assert button.text() == text(f"gui.tool.{button.defaultAction().objectName()}")
        assert not button.icon().isNull()
        assert button.width() >= button.sizeHint().width()


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_text(reason: str) -> None:
    assert f"gui.why_not.{reason}" in all_texts()


def test_what_cannot_be_done_says_why(bench: Bench) -> None:
    actions = bench.desk.window.actions_
    assert not actions["add_files"].isEnabled()
    assert text("gui.why_not.no_dossier") in actions["add_files"].toolTip()
    actions.update(WindowState(has_dossier=True, is_busy=True))
    assert text("gui.why_not.busy") in actions["export"].toolTip()
    actions.update(WindowState(has_dossier=True, is_read_only=True, has_document=True))
    assert text("gui.why_not.read_only") in actions["in_scope"].toolTip()
    actions.update(WindowState(has_dossier=True))
    assert actions["export"].isEnabled()
    assert actions["export"].toolTip() == "Publicatiepakket maken (Ctrl+E)"


def test_undo_says_what_it_takes_back(bench: Bench) -> None:
    actions = bench.desk.window.actions_
    actions.update(WindowState(has_dossier=True, undo_key="step.keep_findings"))
    assert actions["undo"].text() == "Ongedaan maken: leesbaar laten"
    assert actions["undo"].iconText() == "Ongedaan"
    actions.update(WindowState(has_dossier=True))
    assert actions["undo"].text() == "Ongedaan maken"


def test_sheet_of_keys_shows_every_shortcut(bench: Bench, tmp_path: Path) -> None:
    bench.desk.window.actions_["keys"].trigger()
    (dialog,) = bench.asker.dialogs
    assert isinstance(dialog, KeysDialog)
    shown = dialog.shown()
    for spec in ACTIONS:
        if spec.shortcut:
            assert spec.shown_keys in shown, spec.id
