"""Starts the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QSize, QTimer
from PySide6.QtWidgets import QApplication

from woo_desk import __version__
from woo_desk.app import running_services, settings_file, speak_chosen_language
from woo_desk.errors import DeskError, ExitCode
from woo_desk.gui.desk import Desk
from woo_desk.gui.focus_ring import FocusFollower
from woo_desk.gui.last_run import LastRun
from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.message_sink import DialogSink
from woo_desk.gui.qt_dutch import translators
from woo_desk.gui.views.notice_bar import Level
from woo_desk.gui.views.tour import SEEN
from woo_desk.logs import log_path
from woo_desk.texts import DUTCH, language, text
from woo_desk.usecases.ports import Engine, Lane
from woo_desk.workers.engine import ProcessEngine
from woo_desk.workers.garbage import settle

logger = logging.getLogger(__name__)

ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


TITLE_BAR = 40
"""Pixels that the frame of a window takes from its height, at most."""


def run_window(arguments: Sequence[str]) -> int:
    """Show the window, with the dossier that is named, until it is closed."""
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Woo Desk")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    try:
        speak_chosen_language()
    except DeskError as error:  # a wrong profile: other rules must not hold without a word
        speak_dutch(application)
        DialogSink(None).error(error)
        return error.exit_code
    speak_dutch(application) if language() == DUTCH else speak_english()
    last_run = LastRun(log_path().parent)
    ended_badly = last_run.ended_badly()
    last_run.begin()
    try:
        return _run(application, arguments, ended_badly=ended_badly)
    finally:
        last_run.end()


def _run(application: QApplication, arguments: Sequence[str], *, ended_badly: bool) -> int:
    with running_services() as services:
        memory = WindowMemory(settings_file("window.ini"))
        desk = Desk(services, memory)
        sys.excepthook = report_to(desk)
        FocusFollower(application)
        fit_screen(desk)
        remember_layout(desk, memory)
        desk.view_commands.show_theme()
        application.styleHints().colorSchemeChanged.connect(
            lambda _scheme: desk.view_commands.show_theme()
        )
        desk.window.show()
        QTimer.singleShot(0, lambda: on_shown(services.engine))
        if arguments:
            desk.open(Path(arguments[0]))
        if ended_badly:
            button = (text("gui.action.open_log"), desk.help_commands.open_log)
            desk.notify(text("gui.ended_badly"), Level.WARNING, button)
        elif not memory.has_seen(SEEN):
            desk.help_commands.show_tour()
        code = application.exec()
        desk.shut_down()
    return int(code) or ExitCode.DONE


def on_shown(engine: Engine) -> None:
    """Do what the window need not wait for, once it has been drawn."""
    # WHY written down: the build is held to it, and an administrator can look it up.
    logger.info("window shown")
    settle()
    if isinstance(engine, ProcessEngine):  # the first page should not have to wait
        engine.warm_up(Lane.SCREEN, "render", "page_text")


def fit_screen(desk: Desk) -> None:
    """Keep a new window within the screen: a laptop of 1366 x 768 must show the status bar."""
    room = desk.window.screen().availableSize() - QSize(0, TITLE_BAR)
    desk.window.resize(desk.window.size().boundedTo(room))


def speak_dutch(application: QApplication) -> None:
    """Qt's own texts, dates and numbers in Dutch."""
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    for translator in translators(application):
        application.installTranslator(translator)


def speak_english() -> None:
    """Dates and numbers as in English; Qt's own texts are English by themselves."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


def remember_layout(desk: Desk, memory: WindowMemory) -> None:
    """Put size and docks back as they were, and keep them when the window closes."""
    desk.window.restore_layout(memory)
    desk.window.about_to_close.connect(lambda: desk.window.keep_layout(memory))


def report_to(desk: Desk) -> ExceptHook:
    """What is done with an error that nobody caught: it is written down and told."""

    def report(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        desk.bridge.report_defect(error)

    return report
