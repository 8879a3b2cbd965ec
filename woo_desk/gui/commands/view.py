"""Menu "Beeld" and "Help": where one looks, and how large."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from woo_desk.errors import UsageError
from woo_desk.gui.actions.spec import DOCUMENTS, INVENTORY, PERSONS
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.keys_dialog import KeysDialog
from woo_desk.gui.dialogs.settings_dialog import SettingsDialog
from woo_desk.gui.theme import apply_theme, is_dark
from woo_desk.gui.views.page_layout import Fit
from woo_desk.gui.views.page_view import ZOOM_STEP
from woo_desk.profile import PROFILE_NAME, current_profile
from woo_desk.settings import (
    LANGUAGE,
    OCR,
    ORGANISATION,
    THEME,
    USER_NAME,
    WORKER_MEMORY_MB,
    WORKERS,
    Settings,
)
from woo_desk.texts import text
from woo_desk.usecases.profiles import import_profile, present_profile, write_profile

LATER = (LANGUAGE, USER_NAME, WORKERS, WORKER_MEMORY_MB, OCR)
"""Settings that count from the next start of the program."""


class ViewCommands(Commands):
    """Nothing here changes the dossier."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "find_document": self._find_document,
            "settings": self.change_settings,
            "workspace_persons": lambda: self.desk.workspaces.go(PERSONS),
            "workspace_inventory": lambda: self.desk.workspaces.go(INVENTORY),
            "edit_cell": lambda: self.desk.inventory.edit_cell(),
            "fill_down": lambda: self.desk.inventory.fill_down(),
            "workspace_documents": lambda: self.desk.workspaces.go(DOCUMENTS),
            "next_document": lambda: self.desk.window.document_list.step(1),
            "previous_document": lambda: self.desk.window.document_list.step(-1),
            "next_page": lambda: self._turn(1),
            "previous_page": lambda: self._turn(-1),
            "next_area": lambda: self.desk.workspaces.next_area(),
            "zoom_in": lambda: self.desk.window.page_view.zoom_by(ZOOM_STEP),
            "zoom_out": lambda: self.desk.window.page_view.zoom_by(1 / ZOOM_STEP),
            "zoom_fit": lambda: self.desk.window.page_view.zoom_to_fit(),
            "zoom_page": lambda: self.desk.window.page_view.zoom_to_fit(Fit.PAGE),
            "zoom_finding": self._show_close,
            "rotate_right": lambda: self.desk.window.page_view.turn_view(90),
            "rotate_left": lambda: self.desk.window.page_view.turn_view(-90),
            "two_pages": lambda on: self.desk.window.page_view.set_columns(2 if on else 1),
            "page_strip": lambda on: self.desk.window.page_pane.strip.set_on(on),
            "as_published": self._show_published,
            "dark": self._show_dark,
            "keys": lambda: self.desk.asker.run(KeysDialog(self.desk.window)),
        }

    def show_theme(self) -> None:
        """Show everything in the theme that the settings name."""
        application = QCoreApplication.instance()
        if isinstance(application, QApplication):
            theme = Settings.load().get(THEME)
            apply_theme(application, theme)
            self.desk.window.actions_.set_checked("dark", is_dark(application, theme))
            self.desk.window.restyle()

    def change_settings(self) -> None:
        """Show all settings, and work by what is changed from now on."""
        settings = Settings.load()
        dialog = SettingsDialog(settings, self.desk.window)
        dialog.import_wanted.connect(self.import_profile)
        dialog.export_wanted.connect(self.export_profile)
        if not self.desk.asker.run(dialog):
            return
        changed = dialog.apply()
        if not changed:
            return
        try:
            settings.save()
        except OSError:
            self.desk.sink.error(UsageError("settings_unwritable"))
            return
        self.show_theme()
        later = [setting for setting in changed if setting in LATER]
        self.desk.notify(text("gui.settings.later" if later else "gui.settings.saved"))

    def import_profile(self) -> None:
        """Ask for the organisation's profile and put it in place, for the next start."""
        for path in self.desk.asker.files()[:1]:
            self._told(functools.partial(import_profile, path), "gui.settings.profile_imported")

    def export_profile(self) -> None:
        """Ask for a file and write what holds here as a profile for others."""
        path = self.desk.asker.file_to_save(PROFILE_NAME)
        if path is None:
            return
        name = Settings.load().get(ORGANISATION)
        fixed = current_profile().fixed
        self._told(
            lambda: write_profile(present_profile(name, fixed), path),
            "gui.settings.profile_exported",
            name=path.name,
        )

    def _told(self, action: Callable[[], object], key: str, **values: object) -> None:
        try:
            action()
        except UsageError as error:
            self.desk.sink.error(error)
        else:
            self.desk.sink.tell(key, **values)

    def _find_document(self) -> None:
        self.desk.workspaces.go(DOCUMENTS)
        self.desk.window.document_list.filter.setFocus()

    def _show_dark(self, on: bool) -> None:
        settings = Settings.load()
        settings.put(THEME, "dark" if on else "light")
        with contextlib.suppress(OSError):  # a read-only home folder: for this time only
            settings.save()
        application = QCoreApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, "dark" if on else "light")
            self.desk.window.restyle()

    def _turn(self, step: int) -> None:
        self.desk.window.page_view.turn_page(step)

    def _show_close(self) -> None:
        """Show the chosen place large."""
        mark = self.desk.window.finding_panel.current()
        if mark is not None:
            self.desk.window.page_view.zoom_to_mark(mark)

    def _show_published(self, on: bool) -> None:
        self.desk.as_published = on
        self.desk.window.page_pane.show_state(self.desk.state, as_published=on)
        self.desk.show_marks()
