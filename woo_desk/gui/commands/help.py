"""Menu "Help": what the program is, what it did with the network, and where its log lies."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from pathlib import Path

from PySide6.QtCore import qVersion

from woo_desk import __version__
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.defect_dialog import open_log_folder
from woo_desk.gui.dialogs.text_dialog import TextDialog
from woo_desk.gui.views.tour import Tour
from woo_desk.logs import crash_log_path, log_path
from woo_desk.offline import NetworkUse, network_use
from woo_desk.settings import settings_path
from woo_desk.texts import text

LICENCES = "licenties.txt"
"""Lies beside a built program; a checkout asks what is installed."""


class HelpCommands(Commands):
    """Nothing here changes the dossier."""

    _tour: Tour | None = None

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "tour": self.show_tour,
            "network": lambda: self.desk.asker.run(self.network_dialog()),
            "open_log": self.open_log,
            "about": lambda: self.desk.asker.run(self.about_dialog()),
        }

    def show_tour(self) -> None:
        """Walk along the parts of the window."""
        if self._tour is not None:
            self._tour.end()
        self._tour = Tour(self.desk.window, self.desk.memory)
        self._tour.ended.connect(self._forget_tour)
        self._tour.begin()

    def _forget_tour(self) -> None:
        self._tour = None

    def open_log(self) -> None:
        """Show the folder of the log; say where it is when that cannot be."""
        if not open_log_folder():
            self.desk.sink.tell("gui.log.where", folder=str(log_path().parent))

    def network_dialog(self) -> TextDialog:
        """What this run did with the network, and what is kept where."""
        use = network_use()
        body = "\n\n".join((*network_lines(use), *self._places(), text("gui.network.limits")))
        verdict = "clean" if use.is_clean else "not_clean"
        return TextDialog(
            text("gui.network.title"), text(f"gui.network.{verdict}"), body, self.desk.window
        )

    def _places(self) -> tuple[str, ...]:
        session = self.desk.session
        dossier = str(session.file.path) if session else text("gui.network.no_dossier")
        return (
            text("gui.network.dossier", path=dossier),
            text("gui.network.settings", path=str(settings_path())),
            text("gui.network.log", path=str(log_path())),
            text("gui.network.crash", path=str(crash_log_path())),
        )

    def about_dialog(self) -> TextDialog:
        """Version, licence, and everything inside with its licence."""
        body = "\n\n".join(
            (
                text("gui.about.licence"),
                text(
                    "gui.about.system",
                    python=platform.python_version(),
                    qt=qVersion(),
                    system=platform.platform(terse=True),
                ),
                text("gui.about.inside"),
                licences(),
            )
        )
        heading = text("gui.about", version=__version__)
        dialog = TextDialog(text("gui.about.title"), heading, body, self.desk.window)
        dialog.add_button(text("gui.action.open_log"), self.open_log)
        return dialog


def network_lines(use: NetworkUse) -> tuple[str, ...]:
    """What is known of the network use, one sentence each."""
    known = use.open_connections
    return (
        text("gui.network.refused", count=use.refused),
        text("gui.network.allowed", count=use.allowed),
        text("gui.network.unknown") if known is None else text("gui.network.open", count=known),
    )


def licences() -> str:
    """Name, version and licence of everything that came with the program, a line each."""
    built = Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent)) / LICENCES
    if getattr(sys, "frozen", False) and built.is_file():
        return built.read_text("utf-8", "replace")
    found = {}
    for package in importlib.metadata.distributions():
        data = package.metadata
        named = [*(data.get_all("License-Expression") or ()), *(data.get_all("License") or ())]
        licence = named[0] if named else ""
        kinds = [
            c.rpartition(" :: ")[2] for c in data.get_all("Classifier") or () if "License" in c
        ]
        first = (licence.strip().splitlines() or [""])[0]
        found[data["Name"]] = (
            f"{data['Name']} {package.version}: {first or ', '.join(kinds) or '?'}"
        )
    return "\n".join(found[name] for name in sorted(found, key=str.casefold))
