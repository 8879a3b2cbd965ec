"""Starts the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from woo_desk import __version__
from woo_desk.app import running_services, settings_file
from woo_desk.errors import ExitCode
from woo_desk.gui.desk import Desk


def run_window(arguments: Sequence[str]) -> int:
    """Show the window, with the dossier that is named, until it is closed."""
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Woo Desk")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    speak_dutch(application)
    with running_services() as services:
        desk = Desk(services)
        sys.excepthook = _report_to(desk)
        remember_layout(desk)
        desk.window.show()
        if arguments:
            desk.open(Path(arguments[0]))
        code = application.exec()
        desk.close()
    return int(code) or ExitCode.DONE


def speak_dutch(application: QApplication) -> None:
    """Qt's own texts, dates and numbers in Dutch."""
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_nl", folder):
        application.installTranslator(translator)


def remember_layout(desk: Desk) -> None:
    """Put size and docks back as they were, and keep them when the window closes."""
    store = QSettings(str(settings_file("window.ini")), QSettings.Format.IniFormat)
    geometry, docks = store.value("geometry"), store.value("docks")
    if geometry and docks:
        desk.window.restore_layout(bytes(geometry), bytes(docks))
        desk.refresh_middle()

    def save() -> None:
        geometry, docks = desk.window.layout_state()
        store.setValue("geometry", geometry)
        store.setValue("docks", docks)

    desk.window.about_to_close.connect(save)


def _report_to(desk: Desk):  # type: ignore[no-untyped-def]
    def report(
        kind: type[BaseException], _error: BaseException, _trace: TracebackType | None
    ) -> None:
        desk.sink.defect(kind.__name__)

    return report
