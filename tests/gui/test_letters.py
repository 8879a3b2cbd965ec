"""Procedure, time line, letters and the promise of only personal data, on the real window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog

from tests.gui.conftest import Bench
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.gui.dialogs.dossier_dialog import DossierDialog
from woo_desk.gui.dialogs.letters_dialog import LettersDialog
from woo_desk.gui.dialogs.list_dialog import ListDialog
from woo_desk.gui.dialogs.procedure_dialog import ProcedureDialog
from woo_desk.usecases.chronology import note_chronology
from woo_desk.usecases.letters import letter_facts
from woo_desk.usecases.procedure import procedure
from woo_desk.usecases.scope import decide_scope


def test_the_term_stands_in_the_status_bar_and_goes_with_undo(opened: Bench) -> None:
    desk, window = opened.desk, opened.desk.window
    assert desk.session is not None
    assert window.deadline.text() == ""

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ProcedureDialog)
        dialog.kind.setCurrentIndex(dialog.kind.findData(ProcedureEventKind.RECEIVED))
        dialog.day.setDate(QDate(2026, 11, 2))
        dialog.add_button.click()
        assert dialog.table.rowCount() == 1
        assert "30 november 2026" in dialog.deadline.text()
        assert "artikel 4.4" in dialog.explanation.text()
        return True

    opened.asker.fill = fill
    window.actions_["procedure"].trigger()
    assert "30 november 2026" in window.deadline.text()
    window.actions_["undo"].trigger()
    assert window.deadline.text() == ""
    assert procedure(desk.session) == ()


def test_a_line_of_the_time_line_goes_to_its_document(opened: Bench, tmp_path: Path) -> None:
    desk = opened.desk
    assert desk.session is not None
    last = desk.session.file.documents()[-1].id
    desk.do(lambda s: note_chronology(s, dt.date(2026, 1, 2), "besproken", "de DG", last))
    opened.asker.next_saved = tmp_path / "tijdlijn.csv"

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ListDialog)
        words = [dialog.table.item(row, 2) for row in range(dialog.table.rowCount())]
        row = next(n for n, item in enumerate(words) if item and item.text() == "besproken")
        dialog.table.setCurrentCell(row, 0)
        dialog.go.click()
        return True

    opened.asker.fill = fill
    desk.window.actions_["chronology"].trigger()
    assert desk.state is not None
    assert desk.state.document.id == last


def test_letters_are_written_and_what_is_lacking_is_said(opened: Bench, tmp_path: Path) -> None:
    desk = opened.desk
    session = desk.session
    assert session is not None
    documents = [document.id for document in session.file.documents()]
    desk.do(lambda s: decide_scope(s, documents, ScopeOutcome.IN_SCOPE))

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, LettersDialog)
        assert dialog.can_accept
        return True

    opened.asker.fill = fill
    desk.window.actions_["letters"].trigger()
    folder = session.file.path.parent / "intern" / "brieven"
    assert {path.suffix for path in folder.iterdir()} == {".docx", ".csv"}
    assert (folder / "besluit.docx").is_file()
    assert "Zoekslag" in desk.window.notice.words
    assert letter_facts(session).sections == {}


def test_only_an_article_68_dossier_promises_only_personal_data(opened: Bench) -> None:
    session = opened.desk.session
    assert session is not None
    dialog = DossierDialog(session.dossier)
    box = dialog.only_personal
    assert not box.isEnabled()
    dialog.fill("x", LegalBasis.ART_68_GW)
    assert box.isEnabled()
    box.click()
    assert dialog.apply_to(session.dossier).only_personal_data
    dialog.fill("x", LegalBasis.WOO)
    assert not dialog.apply_to(session.dossier).only_personal_data
    dialog.deleteLater()
