"""What was provided before: the register, and earlier redactions that are used again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from woo_desk.domain.changes import Changes
from woo_desk.domain.ids import Sha256
from woo_desk.domain.provision import EarlierProvision, ProvisionMatch
from woo_desk.errors import DeskError
from woo_desk.gui.actions.spec import DOCUMENTS
from woo_desk.gui.commands.base import Commands, Handlers
from woo_desk.gui.dialogs.proposals_dialog import ProposalsDialog
from woo_desk.gui.dialogs.provisions_dialog import ProvisionsDialog
from woo_desk.gui.views.notice_bar import Level
from woo_desk.texts import text
from woo_desk.usecases.provisions import (
    EarlierBoxes,
    accept_provisions,
    add_provision,
    digest_of,
    earlier_boxes,
    import_package,
    provision_matches,
    provisions,
    remove_provision,
    take_over_boxes,
)
from woo_desk.usecases.session import Session, new_id

_HEADINGS = ("gui.proposals.number", "gui.proposals.document", "gui.reuse.boxes",
             "gui.reuse.left")  # fmt: skip


class ProvisionCommands(Commands):
    """A document is judged and redacted once, also over two requests."""

    def handlers(self) -> Handlers:
        """By action id."""
        return {"earlier_provisions": self.register, "reuse_redactions": self.reuse}

    def register(self) -> None:
        """Show the register; changes are made at once."""
        session = self.desk.session
        if session is None:
            return
        verbs = _Verbs(self)
        dialog = ProvisionsDialog(verbs, can_write=self.desk.can_write, parent=self.desk.window)
        numbers = {document.id: document.printed_number for document in session.file.documents()}
        verbs.show = lambda: dialog.show_register(
            provisions(session), provision_matches(session), numbers
        )
        verbs.show()
        if self.desk.asker.run(dialog) and dialog.wanted is not None:
            self.desk.workspaces.go(DOCUMENTS)
            self.desk.window.document_list.choose(dialog.wanted)

    def reuse(self) -> None:
        """Choose an earlier dossier, show which boxes it has for documents here, take them over."""
        session = self.desk.session
        path = self.desk.asker.dossier_to_open() if session else None
        if session is None or path is None:
            return
        try:
            found = earlier_boxes(session, path)
        except DeskError as error:
            self.desk.sink.error(error)
            return
        if not found.boxes:
            self.desk.notify(_nothing(found), Level.WARNING)
            return
        documents = {document.id: document for document in session.file.documents()}
        ids = list(found.boxes)
        rows = [
            (
                documents[each].printed_number,
                documents[each].title,
                str(len(found.boxes[each])),
                str(found.left.get(each, 0)),
            )
            for each in ids
        ]
        dialog = ProposalsDialog("gui.reuse", _HEADINGS, rows, parent=self.desk.window)
        current = self.desk.state.document.id if self.desk.state else None
        if current is not None and current in found.boxes:
            dialog.table.selectRow(ids.index(current))
        if not self.desk.asker.run(dialog):
            return
        chosen = [ids[row] for row in dialog.chosen]
        if self.desk.do(lambda s: take_over_boxes(s, found, chosen)):
            self._say_taken(found, sum(len(found.boxes[each]) for each in chosen))

    def _say_taken(self, found: EarlierBoxes, count: int) -> None:
        left = sum(found.left.values())
        words = [text("gui.reuse.done", count=count)]
        words += [text("gui.reuse.not_taken", count=left)] if left else []
        undo = (text("gui.action.undo"), self.desk.window.actions_["undo"].trigger)
        level = Level.WARNING if left else Level.DONE
        self.desk.notify(" ".join(words), level, undo)


def _nothing(found: EarlierBoxes) -> str:
    if found.skipped:
        return text("gui.reuse.has_boxes", count=len(found.skipped))
    left = sum(found.left.values())
    return text("gui.reuse.not_taken", count=left) if left else text("gui.reuse.nothing")


class _Verbs:
    """What the dialog does, on the desk."""

    def __init__(self, commands: ProvisionCommands) -> None:
        self._desk = commands.desk
        self.show: Callable[[], None] = lambda: None

    def put(self, provision: EarlierProvision) -> None:
        """A new one, or a changed one."""
        kept = provision if provision.id else replace(provision, id=new_id())
        self._do(lambda session: add_provision(session, kept))

    def remove(self, provision: EarlierProvision) -> None:
        """One goes out."""
        self._do(lambda session: remove_provision(session, provision))

    def digest(self) -> Sha256 | None:
        """Of a file that the user chooses."""
        files = self._desk.asker.files()
        found: list[Sha256] = []

        def command(_session: Session) -> Changes:
            found.append(digest_of(files[0]))
            return Changes()

        if files:
            self._desk.do(command)
        return found[0] if found else None

    def accept(self, found: Sequence[ProvisionMatch]) -> None:
        """Judge documents as already public."""
        self._do(lambda session: accept_provisions(session, found))

    def take_in(self, about: EarlierProvision) -> None:
        """Take in a package that the user chooses."""
        session = self._desk.session
        folder = self._desk.asker.folder() if session else None
        if session is None or folder is None:
            return

        def done(count: int) -> None:
            self._desk.on_changed(Changes("step.provision", dossier=True))
            self._desk.notify(
                text("gui.earlier.taken_in", count=count, found=len(provision_matches(session)))
            )
            self.show()

        flow = import_package(
            session, folder, basis=about.basis, link=about.link, reference=about.reference,
            day=about.day,
        )  # fmt: skip
        self._desk.bridge.run(flow, done, about=session)

    def _do(self, command: Callable[[Session], Changes]) -> None:
        self._desk.do(command)
        self.show()
