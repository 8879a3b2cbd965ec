"""Menu "Dossier": the lists and the policy per role of this dossier."""

from __future__ import annotations

from woo_desk.domain.list_entry import ListKind
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.lists_dialog import ListsDialog
from woo_desk.gui.dialogs.roles_dialog import RolesDialog
from woo_desk.store.rows import LIST_ENTRY
from woo_desk.texts import text
from woo_desk.usecases.lists import replace_entries
from woo_desk.usecases.policies import role_policy, set_role_policy


class RuleCommands(Commands):
    """After a change of a list, what it is about is looked for again."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {"dossier_lists": self.edit_lists, "role_policy": self.edit_roles}

    def edit_lists(self) -> None:
        """Edit "altijd lakken" and "nooit lakken" of the dossier."""
        session = self.desk.session
        if session is None:
            return
        dialog = ListsDialog(session.file.items(LIST_ENTRY), self.desk.window)
        if not self.desk.asker.run(dialog):
            return
        entries = [*dialog.entries(ListKind.ALWAYS), *dialog.entries(ListKind.NEVER)]
        if self.desk.do(lambda s: replace_entries(s, entries)):
            detect = self.desk.window.actions_["detect"]
            self.desk.notify(
                text("gui.lists.saved"), button=(text("gui.action.detect"), detect.trigger)
            )

    def edit_roles(self) -> None:
        """Choose what is proposed for each role; what was found before is proposed anew."""
        session = self.desk.session
        if session is None:
            return
        dialog = RolesDialog(role_policy(session), self.desk.window)
        if self.desk.asker.run(dialog):
            self.desk.do(lambda s: set_role_policy(s, dialog.policy()))
