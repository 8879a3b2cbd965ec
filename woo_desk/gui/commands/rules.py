"""Menu "Dossier": the lists and the policy per role of this dossier."""

from __future__ import annotations

from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.lists_dialog import ListsDialog
from woo_desk.gui.dialogs.roles_dialog import RolesDialog
from woo_desk.profile import ROLES
from woo_desk.store.rows import LIST_ENTRY, OFFICE_HOLDER
from woo_desk.texts import text
from woo_desk.usecases.lists import conflicts_with, replace_lists, sentence_of
from woo_desk.usecases.policies import fixed_by, role_policy, set_role_policy


class RuleCommands(Commands):
    """After a change of a list, what it is about is looked for again."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {"dossier_lists": self.edit_lists, "role_policy": self.edit_roles}

    def edit_lists(self) -> None:
        """Edit "altijd lakken", "nooit lakken" and the office holders of the dossier."""
        session = self.desk.session
        if session is None:
            return
        dialog = ListsDialog(
            session.file.items(LIST_ENTRY),
            session.file.items(OFFICE_HOLDER),
            lambda entries, holders: [sentence_of(one) for one in conflicts_with(entries, holders)],
            self.desk.window,
        )
        if not self.desk.asker.run(dialog):
            return
        entries, holders = dialog.every_entry(), dialog.holders()
        if self.desk.do(lambda s: replace_lists(s, entries, holders)):
            detect = self.desk.window.actions_["detect"]
            self.desk.notify(
                text("gui.lists.saved"), button=(text("gui.action.detect"), detect.trigger)
            )

    def edit_roles(self) -> None:
        """Choose what is proposed for each role; what was found before is proposed anew."""
        session = self.desk.session
        if session is None:
            return
        dialog = RolesDialog(role_policy(session), self.desk.window, fixed_by(ROLES))
        if self.desk.asker.run(dialog):
            self.desk.do(lambda s: set_role_policy(s, dialog.policy()))
