"""The program as it is started: the window comes, closes, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from tests.gui.conftest import Bench
from tests.gui.work import answers, make_dossier
from tests.helpers.fake_engine import FakeEngine
from tests.helpers.processes import child_environment
from woo_desk.gui.asker import DialogAsker

PATIENCE_S = 60

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from woo_desk.gui.main import run_window

HEAVY = {"pymupdf", "presidio_analyzer", "docx", "xlsxwriter", "lxml", "ssl", "woo_desk.cli"}

def look():
    (window,) = [w for w in QApplication.topLevelWidgets() if w.objectName() == "main"]
    print("title:", window.windowTitle())
    print("heavy:", sorted(HEAVY & set(sys.modules)))
    window.close()

if __name__ == "__main__":
    real = QApplication.exec
    def exec_(application):
        QTimer.singleShot(500, look)
        return real()
    QApplication.exec = exec_
    sys.exit(run_window(sys.argv[1:]))
"""


def test_window_opens_a_dossier_and_closes_cleanly(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path / "zaak.woodossier", FakeEngine(answers()), [])
    program = tmp_path / "start.py"
    program.write_text(PROGRAM, "utf-8")
    environment = {**child_environment(), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, str(program), str(dossier)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "title: Proefdossier - Woo Desk" in done.stdout
    assert "heavy: []" in done.stdout
    assert not dossier.with_name(f"{dossier.name}.lock").exists()
    assert (Path(os.environ["WOO_DESK_HOME"]) / "window.ini").is_file()


def test_asker_gives_paths_and_adds_the_suffix(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asker = DialogAsker(bench.desk.window)
    name = str(tmp_path / "zaak")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (name, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([name], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: name)
    assert asker.dossier_to_create("x") == tmp_path / "zaak.woodossier"
    assert asker.dossier_to_open() == tmp_path / "zaak"
    assert asker.files() == [tmp_path / "zaak"]
    assert asker.folder() == tmp_path / "zaak"


def test_asker_gives_nothing_when_the_user_changes_her_mind(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker = DialogAsker(bench.desk.window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    assert asker.dossier_to_create("x") is None
    assert asker.dossier_to_open() is None
    assert asker.files() == []
    assert asker.folder() is None


def test_a_dialog_never_begins_in_the_folder_of_the_program(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A first dossier was proposed beside the program, in the folder that an update replaces."""
    began: list[str] = []
    answer = tmp_path / "zaken" / "a.woodossier"

    def ask(_parent: object, _title: str, start: str, *_: str) -> tuple[str, str]:
        began.append(start)
        return str(answer), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    asker = DialogAsker(bench.desk.window)
    asker.dossier_to_create("voorbeeld.woodossier")
    asker.dossier_to_open()
    asker.file_to_save("lijst.csv")
    home = Path.home()
    assert Path(began[0]) in {
        home / "voorbeeld.woodossier",
        home / "Documents" / "voorbeeld.woodossier",
    }
    assert [Path(each) for each in began[1:]] == [answer.parent, answer.parent / "lijst.csv"]


@pytest.mark.parametrize("code", [QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
def test_asker_tells_whether_a_dialog_was_accepted(
    bench: Bench, code: QDialog.DialogCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: code)
    accepted = DialogAsker(bench.desk.window).run(QDialog(bench.desk.window))
    assert accepted is (code is QDialog.DialogCode.Accepted)
