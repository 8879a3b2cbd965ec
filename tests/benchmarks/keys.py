"""How many keys a dossier costs: `python -m tests.benchmarks.keys`.

Works through the example dossier in the real window with real key presses, from the first person to
nothing that blocks, and prints how many keys each part took. Aim: two for a person and one for each
finding that is left.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.recorders import RecordingAsker, RecordingSink
from woo_desk.app import Services
from woo_desk.gui.desk import Desk
from woo_desk.gui.main import speak_dutch
from woo_desk.gui.memory import WindowMemory
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.session import SystemClock
from woo_desk.usecases.voorbeeld import example_sources, new_example_dossier
from woo_desk.workers.engine import EngineOptions, ProcessEngine

MOST = 2_000
"""Keys after which something is wrong."""
PATIENCE_S = 30.0
"""Until the board has grouped the persons."""
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
            raise SystemExit("no end to it")
        QTest.keyClick(widget, key, modifier)
        QApplication.processEvents()

    def persons(self) -> int:
        """Enter for each person until nothing waits; returns how many persons waited."""
        self.part = "persons"
        self.press(self.desk.window, Qt.Key.Key_1, CTRL)
        board = self.desk.persons
        end = time.monotonic() + PATIENCE_S
        while not board.table.rows and time.monotonic() < end:
            QApplication.processEvents()
        waiting = sum(bool(row.waiting) for row in board.table.rows)
        while any(row.waiting for row in board.table.rows):
            self.press(board.list.view, Qt.Key.Key_Return)
        return waiting

    def scope(self) -> None:
        """All at once within the request; copies as duplicates when they come up."""
        self.part = "scope"
        self.press(self.desk.window, Qt.Key.Key_3, CTRL)
        self.press(self.desk.inventory.view, Qt.Key.Key_A, CTRL)
        self.press(self.desk.inventory.view, Qt.Key.Key_1, ALT)

    def left(self) -> int:
        """Enter on each finding that is open; returns how many there were."""
        self.part = "findings"
        self.press(self.desk.window, Qt.Key.Key_2, CTRL)
        session, view = self.desk.session, self.desk.window.finding_panel.view
        if session is None:
            raise SystemExit("no dossier is open")
        self.press(view, Qt.Key.Key_N)
        found = still = sum(count.open_findings for count in session.file.counts().values())
        while still:
            self.press(view, Qt.Key.Key_Return)
            now = sum(count.open_findings for count in session.file.counts().values())
            if now == still:
                self.press(view, Qt.Key.Key_N)
            still = now
        return found

    def pages(self) -> int:
        """L on each page that a person has to look at; returns how many there were."""
        self.part = "pages"
        done = 0
        for _ in range(60):
            self.desk.workspaces.go("publish")
            lines = [n for n in self.desk.publish.left.lines if n.kind == "needs_eyes"]
            if not lines:
                return done
            self.press(self.desk.window, Qt.Key.Key_L, CTRL)
            self.desk.publish.left.choose(self.desk.publish.left.lines.index(lines[0]))
            self.press(self.desk.publish.left.view, Qt.Key.Key_Return)
            self.press(self.desk.window.page_view, Qt.Key.Key_L)
            done += 1
        return done


def main() -> None:
    application = QApplication([])
    application.setStyle("Fusion")
    speak_dutch(application)
    engine = ProcessEngine(EngineOptions())
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "voorbeeld.woodossier"
        session = new_example_dossier(path, user="teller", clock=SystemClock())
        run_blocking(add_documents(session, example_sources()), engine)
        run_blocking(detect_documents(session), engine)
        session.file.close()
        memory = WindowMemory(Path(temporary) / "window.ini")
        services = Services(SystemClock(), engine, "teller")
        desk = Desk(services, memory, RecordingSink(), RecordingAsker())
        desk.window.show()
        desk.open(path)
        desk.window.activateWindow()  # keys go to the window that is at the front
        QTest.qWait(300)
        hands = Hands(desk)
        persons = hands.persons()
        hands.scope()
        findings = hands.left()
        pages = hands.pages()
        desk.workspaces.go("publish")
        rest = Counter(line.kind for line in desk.publish.left.lines if line.blocks)
        report(hands.counts, persons, findings, pages)
        print(f"still blocks: {dict(rest)}")
        desk.shut_down()
    engine.close()


def report(counts: Counter[str], persons: int, findings: int, pages: int) -> None:
    for name, number in (("persons", persons), ("findings", findings), ("pages", pages)):
        each = counts[name] / number if number else 0.0
        print(f"{name}: {counts[name]} keys for {number}, {each:.2f} each")
    print(f"scope: {counts['scope']} keys; in all {counts.total()}")


if __name__ == "__main__":
    main()
