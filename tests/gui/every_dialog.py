"""Every dialog of the program, filled as in use: for walks by keyboard, by ear and at 200 %.

Most come up by their own actions in a dossier; the others answer to something that happens, and
are made here. `missing` names the classes that are in neither.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from tests.gui.conftest import Bench
from woo_desk.domain.alignment import Part
from woo_desk.domain.document import Document
from woo_desk.domain.geometry import Span
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.list_entry import ListEntry, ListKind
from woo_desk.domain.passage import PassageDifference, PassageSide
from woo_desk.domain.role_policy import RolePolicy
from woo_desk.domain.self_description import SelfDescription
from woo_desk.gui import dialogs
from woo_desk.gui.actions.table import ACTIONS
from woo_desk.gui.dialogs.batch_dialog import BatchDialog
from woo_desk.gui.dialogs.change_dialog import ChangeDialog
from woo_desk.gui.dialogs.choose_document_dialog import ChooseDocumentDialog
from woo_desk.gui.dialogs.compare_dialog import CompareDialog, Side
from woo_desk.gui.dialogs.decision_dialog import GroundDialog
from woo_desk.gui.dialogs.defect_dialog import DefectDialog
from woo_desk.gui.dialogs.description_dialog import DescriptionDialog
from woo_desk.gui.dialogs.dossier_dialog import DossierDialog
from woo_desk.gui.dialogs.export_dialog import ExportDialog
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.dialogs.lists_dialog import ListsDialog
from woo_desk.gui.dialogs.manual_dialog import ManualDialog
from woo_desk.gui.dialogs.passage_dialog import PassageDialog, ShownSide
from woo_desk.gui.dialogs.password_dialogs import PasswordDialog
from woo_desk.gui.dialogs.person_dialogs import MergeDialog, SplitDialog
from woo_desk.gui.dialogs.places_dialog import PlacesDialog
from woo_desk.gui.dialogs.proposals_dialog import ProposalsDialog
from woo_desk.gui.dialogs.redaction_grounds_dialog import RedactionGroundsDialog
from woo_desk.gui.dialogs.rehearsal_dialog import RehearsalDialog
from woo_desk.gui.dialogs.roles_dialog import RolesDialog
from woo_desk.gui.dialogs.words_dialog import WordsDialog
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.rehearsal import Rehearsed
from woo_desk.usecases.requests_content import Segment

_WITHOUT_DOTS = frozenset({"keys", "network", "about", "manual"})
"""Actions that show a dialog which asks nothing."""
_WORDS = "Wij vinden dat de wethouder dit plan beter niet had kunnen indienen bij de raad."


def every_dialog(bench: Bench) -> Mapping[str, QDialog]:
    """By name: the action that shows it, or its class. The dossier of the bench is open."""
    window = bench.desk.window
    shown: dict[str, QDialog] = {}
    for workspace in ("documents", "persons", "inventory", "publish", "second"):
        bench.desk.workspaces.go(workspace)
        for spec in ACTIONS:
            action = window.actions_[spec.id]
            shows = "…" in action.text() or spec.id in _WITHOUT_DOTS
            if not shows or not action.isEnabled() or spec.id in shown:
                continue
            before = len(bench.asker.dialogs)
            action.trigger()
            for dialog in bench.asker.dialogs[before:]:
                shown[spec.id] = dialog
    bench.desk.workspaces.go("documents")
    made = {type(dialog).__name__: dialog for dialog in _made(bench)}
    known = {type(dialog) for dialog in shown.values()}
    return {**shown, **{name: each for name, each in made.items() if type(each) not in known}}


def missing(found: Mapping[str, QDialog]) -> list[str]:
    """Names of dialog classes that are not among these."""
    return sorted({each.__name__ for each in dialog_classes()} - {
        type(dialog).__name__ for dialog in found.values()
    })  # fmt: skip


def dialog_classes() -> Iterator[type[QDialog]]:
    """Every class of dialog that the package defines; not the form that others fill in."""
    for module in pkgutil.iter_modules(dialogs.__path__, f"{dialogs.__name__}."):
        loaded = importlib.import_module(module.name)
        for _name, each in inspect.getmembers(loaded, inspect.isclass):
            is_own = each.__module__ == module.name
            if is_own and issubclass(each, QDialog) and each is not FormDialog:
                yield each


def _made(bench: Bench) -> Iterator[QDialog]:
    window, session = bench.desk.window, bench.desk.session
    assert session is not None
    documents = session.file.documents()
    yield from _of_documents(documents, window)
    person = bench.desk.persons.register
    if person is not None and len(person.persons) > 1:
        yield SplitDialog(person.persons[0], bench.desk.persons.documents, window)
        yield MergeDialog(person.persons[0], person.persons[1:], window)
    grounds = load_grounds().of_basis(LegalBasis.WOO)
    yield GroundDialog("gui.not_public", grounds, with_reason=True, parent=window)
    yield RedactionGroundsDialog(LegalBasis.WOO, lambda _codes: (), window)
    yield ExportDialog(Path("uit"), window)
    yield PasswordDialog("zaak.woodossier", was_wrong=True, parent=window)
    yield DefectDialog("KeyError", "desk:12", window)
    yield DossierDialog(None, window)
    yield BatchDialog(window)
    yield ManualDialog("welcome", window)
    yield RehearsalDialog([Rehearsed("0001", "Nota over de brug", 4, 12, 3, 0, "")], window)
    yield WordsDialog("gui.second.dispute", parent=window)
    yield ListsDialog([ListEntry(ListKind.ALWAYS, "Zonnebloem", reason="codenaam")], parent=window)
    yield RolesDialog(RolePolicy(), window, "Ministerie van Voorbeeld")
    yield PlacesDialog("gui.same.redact", [], grounds, window)
    headings = ("gui.proposals.number", "gui.proposals.what")
    yield ProposalsDialog("gui.scope_proposals", headings, [("0001", "buiten")], parent=window)


def _of_documents(documents: tuple[Document, ...], window: QWidget) -> Iterator[QDialog]:
    here, there = (_side(document) for document in documents[:2])
    gap = Span(12, 40)
    one, other = (ShownSide(side, "0001 Nota", " ".join([_WORDS] * 4)) for side in (here, there))
    yield PassageDialog(PassageDifference("", here, there, (gap,), ()), one, other, 2, window)
    left, right = (Side(document.title, (), _draw_nothing) for document in documents[:2])
    yield CompareDialog(left, right, (Segment(Part.CHANGED, (), (), "drie", "vier"),), window)
    yield ChooseDocumentDialog(documents, window)
    yield ChangeDialog(documents, window)
    yield DescriptionDialog(SelfDescription(documents[0].id), documents[0], parent=window)


def _side(document: Document) -> PassageSide:
    return PassageSide(document.id, 0, Span(0, len(_WORDS)), (Span(12, 40),))


def _draw_nothing(*_asked: object) -> None:
    """A page that is never drawn."""
