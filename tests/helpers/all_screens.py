"""A picture of every screen, menu and dialog, to be looked at by people.

`python -m tests.helpers.all_screens FOLDER [--dark] [--big] [--text 200] [--english]
[--size 1366x768]` works on the example dossier; `--dossier` keeps it for the next round.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from tests.helpers.screenshots import (  # first: it tells Qt how large to draw
    PATIENCE_S,
    SIZE,
    USER,
    Photographer,
    all_drawn,
    all_listed,
    prepare,
    take_dialog,
)

# isort: split
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.gui.conftest import Bench
from tests.gui.every_dialog import every_dialog
from tests.helpers.recorders import RecordingAsker, RecordingSink
from woo_desk.app import Services
from woo_desk.gui.desk import Desk
from woo_desk.gui.main import fit_screen, speak_dutch, speak_english
from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.theme import apply_theme
from woo_desk.gui.views.tour import Tour
from woo_desk.texts import set_language
from woo_desk.usecases.session import SystemClock
from woo_desk.workers.engine import EngineOptions, ProcessEngine

WORKSPACES = ("documents", "persons", "inventory", "publish", "second")


def photograph(bench: Bench, dossier: Path, camera: Photographer) -> None:
    """Welcome, the workspaces, what comes up in them, the menus, and every dialog."""
    desk, window = bench.desk, bench.desk.window
    window.show()
    camera.take(window, "scherm-welkom")
    desk.help_commands.show_tour()
    camera.take(window, "scherm-rondleiding")
    for tour in window.findChildren(Tour):
        tour.end()
    desk.open(dossier)
    window.document_list.choose(window.documents.at(0).document.id)
    desk.redact_commands.go_on()
    for workspace in WORKSPACES:
        desk.workspaces.go(workspace)
        camera.wait(PATIENCE_S, lambda: all_drawn(desk) and all_listed(desk))
        if workspace == "persons":
            camera.wait(PATIENCE_S, lambda: desk.persons.register is not None)
            camera.wait(2)
        camera.take(window, f"scherm-{workspace}")
    desk.workspaces.go("documents")
    for action in ("as_published", "page_strip", "two_pages", "draw"):
        window.actions_[action].trigger()
        camera.wait(1)
        camera.take(window, f"scherm-{action}")
        window.actions_[action].trigger()
    desk.find_commands.open()
    desk.find_commands.panel.field.setText("funderingsherstel")
    camera.wait(1)
    camera.take(window, "scherm-zoeken")
    desk.find_commands.close()
    take_menus(desk, camera)
    for name, dialog in every_dialog(bench).items():
        camera.wait(0.2)
        take_dialog(dialog, f"dialoog-{name}", camera)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def take_menus(desk: Desk, camera: Photographer) -> None:
    """Each menu of the bar, as it hangs."""
    for number, action in enumerate(desk.window.menuBar().actions()):
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.aboutToShow.emit()
            menu.ensurePolished()
            menu.resize(menu.sizeHint())
            camera.take(menu, f"menu-{number}")


def main() -> None:
    """Make the pictures that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--big", action="store_true")
    parser.add_argument("--english", action="store_true")
    parser.add_argument("--text", type=int, default=100, help="size of text, in percent")
    parser.add_argument("--size", default="{}x{}".format(*SIZE), help="of the screen, in points")
    parser.add_argument("--dossier", type=Path, help="use this dossier, or make it here")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    application.setStyle("Fusion")
    if chosen.english:
        set_language("en")
        speak_english()
    else:
        speak_dutch(application)
    font = application.font()
    font.setPointSizeF(font.pointSizeF() * chosen.text / 100)
    application.setFont(font)
    apply_theme(application, "dark" if chosen.dark else "light")
    engine = ProcessEngine(EngineOptions())
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder.resolve()
        kept = chosen.dossier.resolve() if chosen.dossier else Path(temporary) / "zaak.woodossier"
        try:
            if not kept.exists():
                prepare(kept, engine)
            os.chdir(temporary)
            memory = WindowMemory(Path(temporary) / "window.ini")
            memory.remember(kept)
            asker, sink = RecordingAsker(), RecordingSink()
            desk = Desk(Services(SystemClock(), engine, USER), memory, sink, asker)
            fit_screen(desk)
            desk.window.resize(*(int(part) for part in chosen.size.split("x")))
            camera = Photographer(application, folder, "")
            photograph(Bench(desk, sink, asker, memory), kept, camera)
            desk.shut_down()
        finally:
            os.chdir(folder)
            engine.close()


if __name__ == "__main__":
    main()
