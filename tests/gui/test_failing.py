"""What the window does when the program, the clock or the last run failed; and menu Help."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench
from tests.gui.work import answers, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from tests.helpers.processes import child_environment
from woo_desk.errors import ExitCode
from woo_desk.gui.commands.help import licences, network_lines
from woo_desk.gui.dialogs.defect_dialog import DefectDialog, DefectEnd
from woo_desk.gui.dialogs.text_dialog import TextDialog
from woo_desk.gui.last_run import LastRun
from woo_desk.gui.message_sink import DialogSink
from woo_desk.gui.views.tour import SEEN, Tour
from woo_desk.offline import NetworkUse
from woo_desk.texts import text

SECRET = "Jansen-van-Loon"


def button_of(dialog: DefectDialog, key: str) -> QPushButton:
    words = text(f"gui.defect.{key}")
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == words)


def fail() -> None:
    raise KeyError(SECRET)


@pytest.mark.expects_log("woo_desk.gui.bridge")
def test_defect_is_told_by_class_and_place_only(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[DefectDialog] = []

    def run(dialog: DefectDialog) -> int:
        told.append(dialog)
        bench.desk.bridge.report_defect(ValueError(SECRET))  # a second one while it is shown
        return 0

    monkeypatch.setattr(DefectDialog, "exec", run)
    bench.desk.bridge.sink = DialogSink(bench.desk.window)
    try:
        fail()
    except KeyError as error:
        bench.desk.bridge.report_defect(error)
    [dialog] = told
    assert "KeyError" in dialog.report.toPlainText()
    assert "test_failing:" in dialog.report.toPlainText()
    assert SECRET not in dialog.report.toPlainText()


def test_buttons_of_the_defect_dialog(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = DefectDialog("KeyError", "desk:12")
    qtbot.addWidget(dialog)
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    button_of(dialog, "open_log").click()
    assert opened == [str(tmp_path / "home" / "woo-desk")]
    button_of(dialog, "copy").click()
    assert "desk:12" in QGuiApplication.clipboard().text()
    ends = [dialog.end]
    button_of(dialog, "quit").click()
    ends.append(dialog.end)
    assert ends == [DefectEnd.GO_ON, DefectEnd.QUIT]


def test_leaving_after_a_defect_ends_with_its_exit_code(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []
    monkeypatch.setattr(QApplication, "exit", codes.append)
    monkeypatch.setattr(DefectDialog, "exec", lambda dialog: dialog.quit())
    DialogSink(bench.desk.window).defect("KeyError", "desk:12")
    assert codes == [ExitCode.INTERNAL_ERROR]


CRASH = """
import os, sys
from pathlib import Path
from woo_desk.gui.last_run import LastRun
run = LastRun(Path(sys.argv[1]))
print(run.ended_badly())
run.begin()
if sys.argv[2] == "crash":
    import faulthandler
    faulthandler._sigsegv()
if sys.argv[2] == "kill":
    os._exit(9)
run.end()
"""


def start(folder: Path, how: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(folder), how],
        env=child_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("how", ["crash", "kill"])
def test_next_start_knows_that_the_last_one_stopped(tmp_path: Path, how: str) -> None:
    assert start(tmp_path, "close") == "False"
    assert start(tmp_path, how) == "False"
    if how == "crash":
        assert "Segmentation fault" in (tmp_path / "window-crash.log").read_text("utf-8")
    assert start(tmp_path, "close") == "True"
    assert start(tmp_path, "close") == "False"


def test_window_that_is_still_open_did_not_end_badly(tmp_path: Path) -> None:
    first = LastRun(tmp_path)
    marker = first._marker
    first._marker = tmp_path / "window-other.run"
    first._marker.write_text(marker.name, "utf-8")
    assert LastRun(tmp_path).ended_badly()
    assert not LastRun(tmp_path / "nergens").ended_badly()


def test_clock_that_is_behind_is_told(bench: Bench, tmp_path: Path) -> None:
    path = make_dossier(tmp_path / "zaak.woodossier", FakeEngine(answers()), [])
    bench.desk.open(path)
    assert not bench.desk.window.notice.isVisible()
    bench.desk.close()
    clock = bench.desk.services.clock
    assert isinstance(clock, FixedClock)
    bench.desk.services = type(bench.desk.services)(
        Behind(), bench.desk.services.engine, bench.desk.services.user
    )
    bench.desk.open(path)
    assert bench.desk.window.notice.isVisible()


class Behind:
    def now(self) -> dt.datetime:
        return FixedClock().now() - dt.timedelta(days=2)


def test_network_page_says_what_was_counted(bench: Bench) -> None:
    dialog = bench.desk.help_commands.network_dialog()
    assert dialog.heading in (text("gui.network.clean"), text("gui.network.not_clean"))
    assert "settings.toml" in dialog.body.toPlainText()
    lines = " ".join(network_lines(NetworkUse(3, 0, None)))
    assert "3" in lines
    assert text("gui.network.unknown") in lines
    assert not NetworkUse(3, 0, None).is_clean


def test_about_lists_what_is_inside(bench: Bench) -> None:
    bench.desk.window.actions_["about"].trigger()
    [dialog] = bench.asker.dialogs
    assert isinstance(dialog, TextDialog)
    assert "AGPL" in dialog.heading
    assert any(line.lower().startswith("pymupdf 1.") for line in licences().splitlines())


def test_tour_goes_along_every_stop_by_keyboard_and_is_shown_once(
    bench: Bench, qtbot: QtBot
) -> None:
    window = bench.desk.window
    assert not bench.memory.has_seen(SEEN)
    tour = Tour(window, bench.memory)
    tour.begin()
    assert bench.memory.has_seen(SEEN)
    seen = []
    for _ in tour.keys:
        seen.append(tour.at)
        assert window.rect().contains(tour.geometry())
        assert tour.accessibleDescription()
        if len(seen) < len(tour.keys):
            QTest.keyClick(tour, Qt.Key.Key_Right)
    assert seen == tour.keys
    QTest.keyClick(tour, Qt.Key.Key_Left)
    assert tour.at == seen[-2]
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert not tour.isVisible()


def test_tour_in_a_dossier_does_not_say_how_to_begin_and_gives_the_focus_back(
    opened: Bench, qtbot: QtBot
) -> None:
    desk = opened.desk
    desk.window.activateWindow()
    view = desk.window.finding_panel.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    desk.help_commands.show_tour()
    (first,) = desk.window.findChildren(Tour)
    assert "begin" not in first.keys
    assert not view.hasFocus()
    desk.help_commands.show_tour()  # again: the first card goes
    assert not first.isVisible()
    (tour,) = [each for each in desk.window.findChildren(Tour) if each.isVisible()]
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert view.hasFocus()
