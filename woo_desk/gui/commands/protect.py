"""Opening what is locked, encrypted or damaged; a password on the dossier."""

from __future__ import annotations

from pathlib import Path

from woo_desk.errors import DeskError, DossierDamaged, DossierEncrypted, DossierError, DossierLocked
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.password_dialogs import NewPasswordDialog, PasswordDialog
from woo_desk.gui.views.notice_bar import Level
from woo_desk.store.salvage import Salvage
from woo_desk.texts import text
from woo_desk.usecases.dossier import (
    is_protected,
    open_dossier,
    protect_dossier,
    unlock_dossier,
)
from woo_desk.usecases.recovery import place_for_recovered, recover_dossier
from woo_desk.usecases.session import Session

WRONG, READ_ONLY = "dossier_wrong_password", "dossier_read_only"


class ProtectCommands(Commands):
    """What stands between the user and her dossier."""

    _to_say: tuple[str, Level] | None = None

    def handlers(self) -> Handlers:
        """By action id."""
        return {"protect_dossier": self.protect}

    def opened(self, path: Path) -> Session | None:
        """Open a dossier; asks for what is needed, None when the user changed her mind.

        Raises:
            DeskError: it cannot be opened.
        """
        services = self.desk.services
        try:
            return open_dossier(path, user=services.user, clock=services.clock)
        except DossierEncrypted:
            return self.opened(path) if self._unlock(path) else None
        except DossierDamaged as damaged:
            return self._recovered(path, damaged)
        except DossierLocked as locked:
            if not self._may_read_only("gui.locked", locked):
                return None
        except DossierError as refused:
            if refused.key != READ_ONLY:
                raise
            if not self._may_read_only("gui.read_only_medium", refused):
                return None
        return open_dossier(path, user=services.user, clock=services.clock, read_only=True)

    def _may_read_only(self, question: str, why: DossierError) -> bool:
        return self.desk.sink.ask(question, what=text(f"error.{why.key}", **why.values))

    def say_opened(self) -> None:
        """Tell what is to be known about the dossier that was just opened."""
        if self._to_say is not None:
            self.desk.notify(*self._to_say)
            self._to_say = None

    def protect(self) -> None:
        """Give the open dossier a password, another one, or none."""
        session = self.desk.session
        if session is None:
            return
        path = session.file.path
        dialog = NewPasswordDialog(is_protected=is_protected(path), parent=self.desk.window)
        if not self.desk.asker.run(dialog):
            return
        # WHY closed: the file is written anew as a whole.
        self.desk.close()
        try:
            protect_dossier(path, dialog.password)
        except DeskError as error:
            self.desk.sink.error(error)
            self.desk.open(path)
            return
        if self.desk.open(path):
            done = "gui.protect.done" if dialog.password else "gui.protect.off"
            self.desk.notify(text(done))

    def _unlock(self, path: Path) -> bool:
        """Ask for the password until it is right; False when the user gives up."""
        was_wrong = False
        while True:
            dialog = PasswordDialog(path.name, was_wrong=was_wrong, parent=self.desk.window)
            if not self.desk.asker.run(dialog):
                return False
            try:
                unlock_dossier(path, dialog.password)
            except DossierError as error:
                if error.key != WRONG:
                    raise
                was_wrong = True
                continue
            return True

    def _recovered(self, path: Path, damaged: DossierDamaged) -> Session | None:
        """Offer to make a new dossier of what can still be read; raises the damage when refused."""
        if not path.is_file():
            raise damaged
        target = place_for_recovered(path)
        if not self.desk.sink.ask("gui.damaged", name=path.name, target=target.name):
            raise damaged
        services = self.desk.services
        found = recover_dossier(path, target, user=services.user, clock=services.clock)
        session = open_dossier(target, user=services.user, clock=services.clock)
        self._to_say = _told(found, target), Level.DONE if found.is_complete else Level.WARNING
        return session


def _told(found: Salvage, target: Path) -> str:
    """What came along and what is lost, in words."""
    said = [text("gui.recovered.done", name=target.name)]
    if found.is_complete:
        said.append(text("gui.recovered.complete"))
    lost = sum(found.lost.values())
    if lost:
        said.append(text("gui.recovered.lost", count=lost))
    if found.sources_missing:
        numbers = ", ".join(document.printed_number for document in found.sources_missing[:20])
        said.append(text("gui.recovered.sources", numbers=numbers))
    return " ".join(said)
