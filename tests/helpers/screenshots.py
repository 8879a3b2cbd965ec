"""Makes the pictures of the manual and README: `python -m tests.helpers.screenshots FOLDER`.

Works on the example dossier with the real engine, without a screen. `--big` draws at 200 %.
"""

from __future__ import annotations

import tests.helpers.screen  # noqa: F401  first: it tells Qt how large to draw

# isort: split
import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.helpers.recorders import RecordingAsker, RecordingSink
from woo_desk.app import Services
from woo_desk.domain.changes import Changes
from woo_desk.domain.finding import Proposal
from woo_desk.domain.geometry import Span
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.letters import LetterFacts, LetterKind
from woo_desk.domain.list_entry import ListEntry, ListKind
from woo_desk.domain.passage import PassageDifference, PassageSide
from woo_desk.domain.publication import PublicationSettings
from woo_desk.domain.role_policy import RolePolicy
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.gui.actions.table import ACTIONS
from woo_desk.gui.desk import Desk
from woo_desk.gui.dialogs.batch_dialog import BatchDialog
from woo_desk.gui.dialogs.change_dialog import ChangeDialog
from woo_desk.gui.dialogs.decision_dialog import PagesOutDialog
from woo_desk.gui.dialogs.export_dialog import ExportDialog
from woo_desk.gui.dialogs.keys_dialog import KeysDialog
from woo_desk.gui.dialogs.letters_dialog import LettersDialog
from woo_desk.gui.dialogs.lists_dialog import ListsDialog
from woo_desk.gui.dialogs.manual_dialog import ManualDialog
from woo_desk.gui.dialogs.palette_dialog import PaletteDialog, choices_of
from woo_desk.gui.dialogs.passage_dialog import PassageDialog, ShownSide
from woo_desk.gui.dialogs.password_dialogs import NewPasswordDialog, PasswordDialog
from woo_desk.gui.dialogs.person_dialogs import AddPersonDialog, MergeDialog, SplitDialog
from woo_desk.gui.dialogs.publication_dialog import PublicationDialog
from woo_desk.gui.dialogs.rehearsal_dialog import RehearsalDialog
from woo_desk.gui.dialogs.roles_dialog import RolesDialog
from woo_desk.gui.dialogs.settings_dialog import SettingsDialog
from woo_desk.gui.dialogs.words_dialog import WordsDialog
from woo_desk.gui.main import speak_dutch
from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.theme import apply_theme
from woo_desk.settings import Settings
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.history import undo
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.letters import kinds_for
from woo_desk.usecases.rehearsal import Rehearsed
from woo_desk.usecases.review import confirm_findings, keep_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import SystemClock
from woo_desk.usecases.voorbeeld import example_sources, new_example_dossier
from woo_desk.workers.engine import EngineOptions, ProcessEngine

USER = "A. Beoordelaar"
SIZE = (1360, 850)
SMALL = (1180, 720)
"""Of the window at 200 %, in points: a screen of 2560 by 1440."""
PATIENCE_S = 60.0
COLOURS = 256
"""Of a picture: enough for a window, and a third of the bytes."""


class Photographer:
    """Waits until a window stands still and keeps a picture of it."""

    def __init__(self, application: QApplication, folder: Path, suffix: str) -> None:
        self._application = application
        self._folder = folder
        self._suffix = suffix

    def wait(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not until():
            self._application.processEvents()
            time.sleep(0.01)

    def take(self, widget: QWidget, name: str) -> None:
        self.wait(0.3)
        path = self._folder / f"{name}{self._suffix}.png"
        widget.grab().save(str(path))
        with Image.open(path) as picture:
            small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(path, optimize=True)
        print(path.name)  # noqa: T201  a script for people


def prepare(path: Path, engine: ProcessEngine) -> None:
    """An example dossier that has been searched and of which the first document is half done."""
    session = new_example_dossier(path, user=USER, clock=SystemClock())
    run_blocking(add_documents(session, example_sources()), engine)
    run_blocking(detect_documents(session), engine)
    documents = session.file.documents()
    ids = [document.id for document in documents]
    decide_scope(session, [*ids[:8], *ids[9:10]], ScopeOutcome.IN_SCOPE)
    decide_scope(session, ids[11:12], ScopeOutcome.OUT_OF_SCOPE, ScopeReason.PERIOD)
    copies = [document.id for document in documents if document.duplicate_of]
    decide_scope(session, copies, ScopeOutcome.DUPLICATE, ScopeReason.DUPLICATE)
    findings = session.file.state(ids[0]).findings
    proposed = [f for f in findings if f.proposal is Proposal.REDACT]
    confirm_findings(session, proposed[: len(proposed) // 2])
    # What the second reader is asked about: names that were left readable against the proposal.
    others = session.file.state(ids[1]).findings
    keep_findings(session, [f for f in others if f.proposal is Proposal.REDACT][:2])
    session.file.close()


def photograph(desk: Desk, dossier: Path, camera: Photographer) -> None:
    window = desk.window
    window.show()
    camera.take(window, "welkom")
    desk.open(dossier)
    window.document_list.choose(window.documents.at(0).document.id)
    desk.redact_commands.go_on()
    desk.redact_commands.go_on()
    camera.wait(PATIENCE_S, lambda: all_drawn(desk))
    camera.take(window, "beoordelen")
    if desk.session is None:
        return
    findings = desk.session.file.state(window.documents.at(0).document.id).findings
    wanted = [finding for finding in findings if finding.proposal is Proposal.REDACT]
    desk.do(lambda session: confirm_findings(session, wanted))
    window.actions_["as_published"].setChecked(True)
    window.page_view.show_page(0)
    camera.wait(PATIENCE_S, lambda: all_drawn(desk))
    camera.take(window, "gepubliceerd")
    undo(desk.session)
    desk.on_changed(Changes(redactions=frozenset({window.documents.at(0).document.id})))
    window.actions_["as_published"].setChecked(False)
    unseen = next(row for row in window.documents.rows if has_unseen(desk, row.document.id))
    window.document_list.choose(unseen.document.id)
    camera.wait(PATIENCE_S, lambda: all_drawn(desk))
    camera.take(window, "zonder-tekst")
    photograph_workspaces(desk, camera)
    for workspace, name in (("publish", "publiceren"), ("second", "tweede-lezer")):
        desk.workspaces.go(workspace)
        camera.wait(PATIENCE_S, lambda: all_drawn(desk) and all_listed(desk))
        camera.take(window, name)
    take_new_dialogs(desk, camera)
    target = Path("Funderingsherstel publicatie")
    take_dialog(ExportDialog(target, window), "export", camera)
    batch = BatchDialog(window)
    # WHY made: the dialog asks for a folder that is there, and the picture names no real one.
    binnen = Path("Binnengekomen stukken")
    binnen.mkdir(exist_ok=True)
    batch.fill(binnen, Path("Resultaat"))
    take_dialog(batch, "batch", camera)


def photograph_workspaces(desk: Desk, camera: Photographer) -> None:
    """The person board with its dialogs, the register, and what finds things."""
    window, board = desk.window, desk.persons
    desk.workspaces.go("persons")
    camera.wait(PATIENCE_S, lambda: board.register is not None)
    camera.wait(PATIENCE_S, lambda: all(e.is_read for e in board.column.in_view()))
    camera.take(window, "personen")
    desk.window.actions_["next_example"].trigger()
    desk.window.actions_["next_example"].trigger()
    camera.wait(2)
    camera.take(window, "persoon-in-pagina")
    person, register = board.person, board.register
    if person is not None and register is not None:
        take_dialog(SplitDialog(person, board.documents, window), "persoon-splitsen", camera)
        others = [each for each in register.persons if each is not person]
        take_dialog(MergeDialog(person, others, window), "personen-samenvoegen", camera)
    take_dialog(AddPersonDialog(window), "persoon-toevoegen", camera)
    desk.workspaces.go("inventory")
    camera.take(window, "inventaris")
    desk.workspaces.go("documents")
    desk.find_commands.open()
    desk.find_commands.panel.field.setText("funderingsherstel")
    camera.wait(1)
    desk.find_commands.panel.step()
    camera.wait(PATIENCE_S, lambda: all_drawn(desk))
    camera.take(window, "zoeken")
    desk.find_commands.close()
    actions = {spec.id: window.actions_[spec.id] for spec in ACTIONS}
    choices = choices_of(ACTIONS, actions, desk.in_step.window_state())
    take_dialog(PaletteDialog(choices, window), "opdrachten", camera)
    take_dialog(KeysDialog(window), "sneltoetsen", camera)
    take_dialog(SettingsDialog(Settings(), window), "instellingen", camera)
    take_dialog(ManualDialog("welcome", window), "handleiding", camera)


def take_new_dialogs(desk: Desk, camera: Photographer) -> None:
    """What comes up from "Publiceren" and the menu "Dossier"."""
    window, session = desk.window, desk.session
    if session is None:
        return
    take_shown(desk, camera)
    documents = session.file.documents()
    here, there = (_passage_side(document.id) for document in documents[:2])
    gap = Span(12, 40)
    shown = [ShownSide(side, "0001 Nota", " ".join([_WORDS] * 4)) for side in (here, there)]
    difference = PassageDifference("", here, there, (gap,), ())
    entry = ListEntry(ListKind.ALWAYS, "Zonnebloem", reason="codenaam van het project")
    dialogs: dict[str, QDialog] = {
        "naast-elkaar": PassageDialog(difference, shown[0], shown[1], 3, window),
        "publicatiegegevens": PublicationDialog(PublicationSettings(), window),
        "wijziging": ChangeDialog(documents, window),
        "betwisten": WordsDialog("gui.second.dispute", parent=window),
        "pagina-buiten": PagesOutDialog(8, 3, window),
        "wachtwoord": PasswordDialog("zaak.woodossier", was_wrong=True, parent=window),
        "beveiligen": NewPasswordDialog(is_protected=False, parent=window),
        "lijsten": ListsDialog([entry], parent=window),
        "rollen": RolesDialog(RolePolicy(), window),
        "proef": RehearsalDialog([Rehearsed("0001", "Nota over de brug", 4, 12, 3, 0, "")], window),
    }
    for name, dialog in dialogs.items():
        take_dialog(dialog, name, camera)


def take_shown(desk: Desk, camera: Photographer) -> None:
    """Dialogs as their own actions show them."""
    if not isinstance(desk.asker, RecordingAsker):
        return
    for name, action in (
        ("procedure", "procedure"),
        ("derden", "third_parties"),
        ("tijdlijn", "chronology"),
    ):
        desk.window.actions_[action].trigger()
        take_dialog(desk.asker.dialogs[-1], name, camera)
    # WHY made: the picture names no real folder.
    take_dialog(letters_dialog(desk.window), "brieven", camera)


def letters_dialog(parent: QWidget | None) -> LettersDialog:
    kinds = (*kinds_for(LegalBasis.WOO), LetterKind.VIEWS)
    return LettersDialog(LetterFacts(), kinds, Path("Funderingsherstel/intern/brieven"), parent)


_WORDS = "Wij vinden dat de wethouder dit plan beter niet had kunnen indienen bij de raad."


def _passage_side(document_id: DocumentId) -> PassageSide:
    return PassageSide(document_id, 0, Span(0, len(_WORDS)), (Span(12, 40),))


def has_unseen(desk: Desk, document_id: object) -> bool:
    if desk.session is None:
        return False
    states = desk.session.file.states()
    return any(s.document.id == document_id and any(p.needs_eyes for p in s.pages) for s in states)


def all_drawn(desk: Desk) -> bool:
    return all(item.picture_pixels or item.has_failed for item in desk.window.page_view.pages[:2])


def all_listed(desk: Desk) -> bool:
    """Whether the list of the workspace is filled: it comes in the time that is left."""
    front = desk.workspaces.current
    if front is desk.publish:
        return bool(desk.publish.left.lines)
    return front is not desk.second or desk.second.table.rowCount() > 0


def take_dialog(dialog: QDialog, name: str, camera: Photographer) -> None:
    dialog.show()
    camera.take(dialog, name)
    dialog.close()
    dialog.deleteLater()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--big", action="store_true")
    parser.add_argument("--text", type=int, help="size of text, in percent of the usual")
    parser.add_argument("--dossier", type=Path, help="use this dossier, or make it here")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    application.setStyle("Fusion")
    speak_dutch(application)
    if chosen.text:
        font = application.font()
        font.setPointSizeF(font.pointSizeF() * chosen.text / 100)
        application.setFont(font)
    apply_theme(application, "dark" if chosen.dark else "light")
    suffix = ("-donker" if chosen.dark else "") + ("-200" if chosen.big else "")
    suffix += f"-tekst{chosen.text}" if chosen.text else ""
    engine = ProcessEngine(EngineOptions())
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder.resolve()
        dossier = (
            chosen.dossier.resolve()
            if chosen.dossier
            else Path(temporary) / "Funderingsherstel.woodossier"
        )
        try:
            if not dossier.exists():
                prepare(dossier, engine)
            os.chdir(temporary)
            services = Services(SystemClock(), engine, USER)
            memory = WindowMemory(Path(temporary) / "window.ini")
            memory.remember(Path(temporary) / "Oud verzoek.woodossier")
            memory.remember(dossier)
            desk = Desk(services, memory, RecordingSink(), RecordingAsker())
            desk.window.resize(*(SMALL if chosen.big else SIZE))
            photograph(desk, dossier, Photographer(application, folder, suffix))
            desk.shut_down()
        finally:
            os.chdir(folder)
            engine.close()


if __name__ == "__main__":
    main()
