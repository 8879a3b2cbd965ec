"""Menu "Beeld" and "Help": where one looks, and how large."""

from __future__ import annotations

from woo_desk import __version__
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.keys_dialog import KeysDialog
from woo_desk.gui.views.page_view import ZOOM_STEP


class ViewCommands(Commands):
    """Nothing here changes the dossier."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {
            "next_document": lambda: self.desk.window.document_list.step(1),
            "previous_document": lambda: self.desk.window.document_list.step(-1),
            "next_page": lambda: self._turn(1),
            "previous_page": lambda: self._turn(-1),
            "zoom_in": lambda: self.desk.window.page_view.zoom_by(ZOOM_STEP),
            "zoom_out": lambda: self.desk.window.page_view.zoom_by(1 / ZOOM_STEP),
            "zoom_fit": lambda: self.desk.window.page_view.zoom_to_fit(),
            "as_published": self._show_published,
            "keys": lambda: self.desk.asker.run(KeysDialog(self.desk.window)),
            "about": lambda: self.desk.sink.tell("gui.about", version=__version__),
        }

    def _turn(self, step: int) -> None:
        view = self.desk.window.page_view
        view.show_page(view.current_page + step)

    def _show_published(self, on: bool) -> None:
        self.desk.as_published = on
        self.desk.show_marks()
