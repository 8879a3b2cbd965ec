"""Every screen and dialog by keyboard alone, by what a screen reader is told, and at 200 %."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QTabBar,
    QTabWidget,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.every_dialog import every_dialog, missing
from tests.gui.test_look import big_text, cut_texts
from tests.gui.work import files, make_dossier
from tests.helpers.fake_engine import FakeEngine

__all__ = ["big_text"]

Role = QAccessible.Role
WORKSPACES = ("documents", "persons", "inventory", "publish", "second")
SMALL_SCREEN = (1366, 700)
"""Pixels of a usual laptop, without the bar of the desktop and the frame of a window."""
UNHEARD = {Role.NoRole, Role.Client}
"""Roles that tell a screen reader nothing; Qt gives the second to what holds other things."""
_INNER_STOPS = (QDateTimeEdit, QTextBrowser)
"""Tab comes to day, month and year, and to each link, before it goes on."""
MANY = 400
"""More presses of Tab than any window has stops."""


@pytest.fixture(scope="module", autouse=True)
def _as_if_listened_to() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def full(make_bench: MakeBench, fake_engine: FakeEngine, tmp_path: Path) -> Bench:
    """A dossier with something of everything."""
    sources = files(tmp_path / "in", "brief 2", "nota 3", "scan 1")
    path = make_dossier(tmp_path / "zaak.woodossier", fake_engine, sources)
    bench = make_bench(fake_engine)
    assert bench.desk.open(path)
    bench.desk.redact_commands.go_on()
    return bench


def every_node(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """What a screen reader can come to in a window, in its order; rows of lists aside."""
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        node = waiting.pop(0)
        if node.state().invisible and node.object() is not widget:
            continue
        yield node
        if node.role() in (Role.Table, Role.List, Role.Tree, Role.ComboBox, Role.MenuBar):
            continue
        waiting[:0] = [child for n in range(node.childCount()) if (child := node.child(n))]


def name_of(node: QAccessibleInterface) -> str:
    widget = node.object()
    # WHY: on Linux Qt tells the value of such a field as its name, and the label as a relation.
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    return node.text(QAccessible.Text.Name)


def unheard(widget: QWidget) -> list[str]:
    """Controls without a name, or with a role that says nothing."""
    found = []
    for node in every_node(widget):
        if not node.state().focusable:
            continue
        said = f"{node.role().name} {type(node.object()).__name__}"
        if not name_of(node).strip():
            found.append(f"no name: {said}")
        if node.role() in UNHEARD and not _holds_others(node.object()):
            found.append(f"no role: {said} {name_of(node)}")
    return found


def _holds_others(thing: QObject) -> bool:
    """Whether it is an area that scrolls, the window inside of one, or a set of tabs."""
    kinds = QAbstractScrollArea | QTabWidget
    return isinstance(thing, kinds) or isinstance(thing.parent(), QAbstractScrollArea)


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab has to come: what is shown, can be used, and takes the focus by Tab."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisibleTo(window)
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.window() is window
        and not _is_of_a_group(each)
    ]


def _is_of_a_group(widget: QWidget) -> bool:
    """Buttons of which one is chosen: Tab comes to that one, arrows to the others."""
    return isinstance(widget, QAbstractButton) and widget.autoExclusive() and not widget.isChecked()


def walked(window: QWidget) -> list[QWidget]:
    """Where Tab comes, from the first stop until it comes there again."""
    first = window.focusWidget() or stops(window)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [first]
    for _ in range(MANY):
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is seen[-1] and isinstance(now, _INNER_STOPS):
            continue
        if now is seen[-1]:
            message = f"Tab stays in {type(now).__name__} {now.accessibleName()}"
            raise AssertionError(message)
        if now is None or now is first:
            break
        seen.append(now)
    return seen


def jumps_back(order: list[QWidget], window: QWidget) -> list[str]:
    """Pairs in which Tab goes up in the window; a further column and the first stop aside."""
    found = []
    top = min(each.mapTo(window, QPoint(0, 0)).y() for each in order)
    for one, other in itertools.pairwise(order):
        here, there = (each.mapTo(window, QPoint(0, 0)) for each in (one, other))
        is_above = there.y() + other.height() <= here.y()
        is_beside = there.x() >= here.x() + one.width()
        if is_above and not is_beside and there.y() > top:
            found.append(f"{_told(one)} -> {_told(other)}")
    return found


def _told(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} {words!r}"


def shown(dialog: QDialog) -> None:
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()


def test_walk_comes_to_every_dialog(full: Bench) -> None:
    assert missing(every_dialog(full)) == []


def test_every_control_of_every_dialog_has_a_name_and_a_role(full: Bench) -> None:
    faults: dict[str, list[str]] = {}
    for name, dialog in every_dialog(full).items():
        shown(dialog)
        assert dialog.windowTitle(), name
        faults[name] = unheard(dialog)
        dialog.close()
    assert {name: found for name, found in faults.items() if found} == {}


def test_tab_comes_everywhere_in_every_dialog_from_top_to_bottom(qtbot: QtBot, full: Bench) -> None:
    faults: dict[str, list[str]] = {}
    for name, dialog in every_dialog(full).items():
        shown(dialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        try:
            order = walked(dialog)
        except AssertionError as trap:
            faults[name] = [str(trap)]
            continue
        left_out = [f"never comes to {_told(each)}" for each in stops(dialog) if each not in order]
        faults[name] = [*left_out, *jumps_back(order, dialog)]
        dialog.close()
    assert {name: found for name, found in faults.items() if found} == {}


def test_escape_leaves_every_dialog(full: Bench) -> None:
    staying = []
    for name, dialog in every_dialog(full).items():
        shown(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        if dialog.isVisible():
            staying.append(name)
            dialog.close()
    assert staying == []


@pytest.mark.usefixtures("big_text")
def test_every_dialog_fits_and_shows_all_its_words_at_200_percent(full: Bench) -> None:
    faults: dict[str, list[str]] = {}
    for name, dialog in every_dialog(full).items():
        shown(dialog)
        needs = dialog.minimumSizeHint()
        faults[name] = cut_texts(dialog)
        if needs.width() > SMALL_SCREEN[0] or needs.height() > SMALL_SCREEN[1]:
            faults[name].append(f"needs {needs.width()} x {needs.height()}")
        if dialog.height() > dialog.screen().availableSize().height():
            faults[name].append(f"comes up {dialog.height()} high")
        dialog.close()
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("workspace", WORKSPACES)
def test_every_workspace_is_heard_and_can_be_walked(
    qtbot: QtBot, full: Bench, workspace: str
) -> None:
    window = full.desk.window
    full.desk.workspaces.go(workspace)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    assert unheard(window) == []
    next(each for each in stops(window) if isinstance(each, QTabBar)).setFocus()
    order = walked(window)
    assert [_told(each) for each in stops(window) if each not in order] == []
    assert jumps_back(order, window) == []


def test_welcome_is_heard_and_can_be_walked(qtbot: QtBot, bench: Bench) -> None:
    window = bench.desk.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert unheard(window) == []
    order = walked(window)
    assert [_told(each) for each in stops(window) if each not in order] == []
    assert jumps_back(order, window) == []
