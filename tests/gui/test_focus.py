"""The keyboard's place can be seen, boxes to tick grow with the words, Enter is foreseeable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStyle,
    QTabBar,
    QToolButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.every_dialog import every_dialog
from tests.gui.test_accessible import shown
from tests.gui.test_look import big_text, contrast
from tests.gui.work import files, make_dossier
from tests.helpers.fake_engine import FakeEngine
from woo_desk.gui.dialogs.password_dialogs import PasswordDialog
from woo_desk.gui.focus_ring import FocusFollower
from woo_desk.gui.theme import apply_theme
from woo_desk.texts import text

__all__ = ["big_text"]

SEEN = 3.0
"""Contrast that WCAG 2.1 asks of what is no text (1.4.11, AA)."""
KINDS: tuple[Callable[[], QWidget], ...] = (
    *(QCheckBox, QRadioButton, QPushButton, QLineEdit, QComboBox, QSpinBox, QListWidget),
    *(QTreeWidget, QGraphicsView),
)
ENTER = {
    "about": "gui.button.close",
    "network": "gui.button.close",
    "keys": "gui.button.close",
    "manual": "gui.button.close",
    "CompareDialog": "gui.button.close",
    "procedure": "gui.button.close",
    "earlier_provisions": "gui.button.close",
    "export_checks": "gui.list.go",
    "PassageDialog": "gui.passage.redact",
    "search_redact": "gui.search.find",
    "third_parties": "gui.parties.save",
    "new_dossier": "gui.dossier.new.accept",
    "PasswordDialog": "gui.password.accept",
}
"""What Enter presses in dialogs where that is not plain; everywhere else what it is for."""


@pytest.fixture(params=["light", "dark"])
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    apply_theme(qapp, request.param)
    yield request.param
    apply_theme(qapp, "light")


@pytest.fixture
def follower(qapp: QApplication) -> Iterator[FocusFollower]:
    made = FocusFollower(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def full(make_bench: MakeBench, fake_engine: FakeEngine, tmp_path: Path) -> Bench:
    sources = files(tmp_path / "in", "brief 2", "nota 3")
    path = make_dossier(tmp_path / "zaak.woodossier", fake_engine, sources)
    bench = make_bench(fake_engine)
    assert bench.desk.open(path)
    bench.desk.redact_commands.go_on()
    return bench


def every_kind() -> list[QWidget]:
    tool, tabs, words = QToolButton(), QTabBar(), QPlainTextEdit()
    tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    tabs.addTab("Een")
    words.setTabChangesFocus(True)
    made = [*(kind() for kind in KINDS), tool, tabs, words]
    for each in made:
        if isinstance(each, QTreeWidget | QListWidget):
            each.setTabKeyNavigation(False)
    return made


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_focus_is_seen_around_every_kind_of_control(
    qtbot: QtBot, theme: str, follower: FocusFollower
) -> None:
    window, controls = QWidget(), every_kind()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for each in controls:
        column.addWidget(each)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    controls[-1].setFocus()
    accent = window.palette().color(QPalette.ColorRole.Accent)
    assert contrast(accent, window.palette().color(QPalette.ColorRole.Window)) >= SEEN
    unseen = []
    for each in controls:
        now = QApplication.focusWidget()
        assert now is not None
        QTest.keyClick(now, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is each
        beside = each.mapTo(window, QPoint(-1, each.height() // 2))
        if picture(window).pixelColor(beside) != accent:
            unseen.append(f"{theme} {type(each).__name__}")
    assert unseen == []


def test_the_mouse_brings_no_ring(qtbot: QtBot, follower: FocusFollower) -> None:
    button = QPushButton("Knop")
    qtbot.addWidget(button)
    button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert follower.ring is None


def test_a_ring_that_went_with_its_window_is_no_trouble(
    qtbot: QtBot, follower: FocusFollower
) -> None:
    for _ in range(2):
        window = QWidget()
        column = QVBoxLayout(window)
        for _each in range(2):
            column.addWidget(QPushButton("Knop"))
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window, Qt.Key.Key_Tab)
        assert follower.ring is not None
        window.close()
        window.deleteLater()
        QApplication.processEvents()


@pytest.mark.usefixtures("theme")
def test_the_box_of_an_entry_that_is_off_is_seen(qtbot: QtBot) -> None:
    """In the dark the edge was darker than the menu."""
    menu = QMenu()
    qtbot.addWidget(menu)
    entry = QAction("Uit", menu, checkable=True)
    menu.addAction(entry)
    menu.resize(menu.sizeHint())
    ground = menu.palette().color(QPalette.ColorRole.Base)
    middle = menu.actionGeometry(entry).center().y()
    row = picture(menu)
    edges = [row.pixelColor(x, middle) for x in range(2, 26)]
    assert max(contrast(edge, ground) for edge in edges) >= 1.4


def test_boxes_to_tick_grow_with_the_words(qapp: QApplication, theme: str, big_text: None) -> None:
    apply_theme(qapp, theme)
    metrics = QStyle.PixelMetric
    pairs = (
        (QCheckBox("Woord"), metrics.PM_IndicatorHeight),
        (QRadioButton("Woord"), metrics.PM_ExclusiveIndicatorHeight),
    )
    for box, metric in pairs:
        box.ensurePolished()
        high = box.style().pixelMetric(metric, None, box)
        assert high >= 0.7 * box.fontMetrics().height(), type(box).__name__


def test_enter_presses_what_is_foreseen(full: Bench) -> None:
    """Dialogs began with the first button, which often was the less likely one, or cancelled."""
    faults = {}
    for name, dialog in every_dialog(full).items():
        shown(dialog)
        chosen = [each.text() for each in dialog.findChildren(QPushButton) if each.isDefault()]
        if text("gui.button.cancel") in chosen:
            faults[name] = chosen
        if name in ENTER and chosen != [text(ENTER[name])]:
            faults[name] = chosen
        dialog.close()
    assert faults == {}


def test_a_password_is_typed_at_once_and_enter_opens(qtbot: QtBot) -> None:
    """The focus was on the button that cancels, and that is what Enter did after typing, too."""
    dialog = PasswordDialog("zaak.woodossier", was_wrong=False)
    qtbot.addWidget(dialog)
    shown(dialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "geheim")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.result() == PasswordDialog.DialogCode.Accepted


def test_the_beginning_of_the_first_field_is_seen(full: Bench) -> None:
    """A long subject was chosen from its beginning, and only its end was in view."""
    dialogs = every_dialog(full)
    dialog = dialogs["edit_dossier"]
    field = dialog.findChildren(QLineEdit)[0]
    field.setText("Een onderwerp dat veel langer is dan het veld waarin het staat " * 3)
    shown(dialog)
    assert field.hasFocus() or dialog.focusWidget() is field
    assert field.selectedText() == field.text()
    assert field.cursorPosition() == 0
    for each in dialogs.values():
        each.close()


def test_the_list_of_persons_takes_the_room_that_is_left(full: Bench) -> None:
    """Below the list to merge from lay a third of the dialog empty."""
    dialogs = every_dialog(full)
    dialog = dialogs["person_merge"]
    dialog.resize(600, 600)
    shown(dialog)
    before = dialog.findChildren(QListWidget)[0].height()
    dialog.resize(600, 660)
    QApplication.processEvents()
    assert dialog.findChildren(QListWidget)[0].height() == before + 60
    for each in dialogs.values():
        each.close()
