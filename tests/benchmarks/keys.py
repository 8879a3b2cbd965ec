"""How many keys a dossier costs: `python -m tests.benchmarks.keys`.

Works through the example dossier in the real window with real key presses and real workers: from
files that were taken in to a package that was exported and checked. Prints how many keys each part
took. Aim: two for a person and one for each finding that is left; ends with exit code 1 when an aim
is missed or no package comes of it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.helpers.recorders import RecordingAsker, RecordingSink
from woo_desk.app import Services
from woo_desk.gui.desk import Desk
from woo_desk.gui.dialogs.passage_dialog import PassageDialog
from woo_desk.gui.main import speak_dutch
from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.models.document_table import RowState
from woo_desk.gui.models.left_lines import PASSAGE
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.session import SystemClock
from woo_desk.usecases.take_in import take_in
from woo_desk.usecases.voorbeeld import example_sources, new_example_dossier
from woo_desk.workers.engine import EngineOptions, ProcessEngine

MOST = 2_000
"""Keys after which something is wrong."""
PATIENCE_S = 300.0
"""Until the board has grouped the persons, or a package is made."""
AIMS = {"persons": 2, "findings": 1}
EXTRA = 2
"""Keys to get to a screen."""
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Hands:
    """Presses keys and counts them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.counts: Counter[str] = Counter()
        self.part = ""

    def press(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        self.counts[self.part] += 1
        if self.counts.total() > MOST:
            raise SystemExit(f"no end to it: {dict(self.counts)}")
        QTest.keyClick(widget, key, modifier)
        QApplication.processEvents()

    def wait(self, is_done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not is_done():
            if time.monotonic() > end:
                raise SystemExit(f"nothing more happens: {self.part}")
            QApplication.processEvents()

    def answer(self, dialog: QDialog) -> bool:
        """Enter in whatever dialog comes up: what it proposes."""
        results: list[int] = []
        dialog.finished.connect(results.append)
        dialog.show()
        QApplication.processEvents()
        # WHY in a difference: the reason why it stays is words, not keys of a decision.
        if isinstance(dialog, PassageDialog):
            dialog.reason.setText("Beide plaatsen bekeken.")
            dialog.leave.setFocus()
        self.press(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
        dialog.close()
        self.desk.window.activateWindow()  # as the system does when a dialog has gone
        QTest.qWaitForWindowActive(self.desk.window)
        return bool(results and results[0])

    def persons(self) -> int:
        """Enter for each person until nothing waits; returns how many persons waited."""
        self.part = "persons"
        self.press(self.desk.window, Qt.Key.Key_1, CTRL)
        board = self.desk.persons
        self.wait(lambda: bool(board.table.rows))
        waiting = sum(bool(row.waiting) for row in board.table.rows)
        while any(row.waiting for row in board.table.rows):
            self.press(board.list.view, Qt.Key.Key_Return)
        return waiting

    def scope(self) -> None:
        """What is proposed, and the rest within the request."""
        self.part = "scope"
        self.press(self.desk.window, Qt.Key.Key_8, ALT)
        self.press(self.desk.window, Qt.Key.Key_0, ALT)

    def left(self) -> int:
        """Enter on each finding that is open; returns how many there were."""
        self.part = "findings"
        self.press(self.desk.window, Qt.Key.Key_2, CTRL)
        view = self.desk.window.finding_panel.view
        found = self.still_open()
        if found and not self.desk.window.finding_panel.selected():
            self.press(view, Qt.Key.Key_N)
        while self.still_open():
            before = self.still_open()
            self.press(view, Qt.Key.Key_Return)
            if self.still_open() == before:  # it was not on an open one
                self.press(view, Qt.Key.Key_N)
        return found

    def still_open(self) -> int:
        rows = self.desk.window.documents.rows
        return sum(row.open_findings for row in rows if row.state is not RowState.OUT)

    def unseen(self) -> int:
        rows = self.desk.window.documents.rows
        return sum(row.unseen for row in rows if row.state is not RowState.OUT)

    def pages(self) -> int:
        """L on each page that a person has to look at; returns how many there were."""
        self.part = "pages"
        found = self.unseen()
        if found:
            self.go_to("needs_eyes")
        while self.unseen():
            self.press(self.desk.window.page_view, Qt.Key.Key_L)
        return found

    def go_to(self, kind: str) -> None:
        """By the list of what is left, with the arrow keys."""
        left = self.desk.publish.left
        self.press(self.desk.window, Qt.Key.Key_L, CTRL)
        self.wait(lambda: any(line.kind == kind for line in left.lines))
        while left.chosen is None or left.chosen.kind != kind:
            self.press(left.view, Qt.Key.Key_Down)
        self.press(left.view, Qt.Key.Key_Return)

    def passages(self) -> int:
        """Each passage that is redacted here and readable there; returns how many there were."""
        self.part = "passages"
        self.desk.workspaces.go("publish")
        self.wait(lambda: not self.desk.publish.is_reading)
        found = 0
        while any(line.kind == PASSAGE for line in self.desk.publish.left.lines):
            found += next(n.count for n in self.desk.publish.left.lines if n.kind == PASSAGE)
            self.go_to(PASSAGE)
        return found

    def export(self) -> bool:
        """Ctrl+E and Enter; whether a package came of it."""
        self.part = "export"
        self.press(self.desk.window, Qt.Key.Key_E, CTRL)
        self.wait(lambda: not self.desk.publish.is_reading)
        self.wait(lambda: not self.desk.bridge.is_busy)
        return self.desk.publish_commands.package_made() is not None


def main() -> int:
    qInstallMessageHandler(_quiet)
    application = QApplication([])
    application.setStyle("Fusion")
    speak_dutch(application)
    engine = ProcessEngine(EngineOptions())
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "voorbeeld.woodossier"
        session = new_example_dossier(path, user="teller", clock=SystemClock())
        run_blocking(take_in(session, example_sources(), reads_scans=True), engine)
        session.file.close()
        memory = WindowMemory(Path(temporary) / "window.ini")
        asker = RecordingAsker()
        desk = Desk(Services(SystemClock(), engine, "teller"), memory, RecordingSink(), asker)
        hands = Hands(desk)
        asker.fill = hands.answer
        desk.window.show()
        desk.open(path)
        desk.window.activateWindow()  # keys go to the window that is at the front
        QTest.qWait(300)
        done = {"persons": hands.persons()}
        hands.scope()
        done["findings"] = hands.left()
        done["pages"] = hands.pages()
        done["passages"] = hands.passages()
        is_exported = hands.export()
        rest = Counter(line.kind for line in desk.publish.left.lines if line.blocks)
        desk.shut_down()
    engine.close()
    report(hands.counts, done)
    print(f"exported: {'yes' if is_exported else 'no'}; still blocks: {dict(rest)}")
    kept = all(hands.counts[name] <= most * done[name] + EXTRA for name, most in AIMS.items())
    return 0 if is_exported and kept else 1


def report(counts: Counter[str], done: Mapping[str, int]) -> None:
    for name, keys in counts.items():
        each = f" for {done[name]}, {keys / done[name]:.2f} each" if done.get(name) else ""
        print(f"{name}: {keys} keys{each}")
    print(f"in all: {counts.total()} keys")


def _quiet(_kind: QtMsgType, _context: object, _message: str | None) -> None:
    """Qt without a screen has much to say."""


if __name__ == "__main__":
    sys.exit(main())
