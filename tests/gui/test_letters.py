"""Procedure, time line, letters and the promise of only personal data, on the real window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDate, QUrl
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench
from woo_desk.domain.chronology import Happening
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.gui.dialogs.chronology_dialog import ChronologyDialog
from woo_desk.gui.dialogs.dossier_dialog import DossierDialog
from woo_desk.gui.dialogs.letters_dialog import LettersDialog
from woo_desk.gui.dialogs.procedure_dialog import ProcedureDialog
from woo_desk.usecases.chronology import (
    chosen_chronology,
    chronology,
    note_chronology,
    public_chronology,
)
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


def fill_time_line(bench: Bench, act: Callable[[ChronologyDialog], object]) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ChronologyDialog)
        act(dialog)
        return dialog.wanted is not None

    bench.asker.fill = fill
    bench.desk.window.actions_["chronology"].trigger()


def row_of(dialog: ChronologyDialog, words: str) -> int:
    cells = [dialog.table.item(row, 2) for row in range(dialog.table.rowCount())]
    return next(row for row, item in enumerate(cells) if item and item.text() == words)


def test_a_line_of_the_time_line_goes_to_its_document(opened: Bench) -> None:
    desk = opened.desk
    assert desk.session is not None
    last = desk.session.file.documents()[-1].id
    desk.do(lambda s: note_chronology(s, dt.date(2026, 1, 2), "besproken", "de DG", last))

    def by_list(dialog: ChronologyDialog) -> None:
        dialog.table.setCurrentCell(row_of(dialog, "besproken"), 0)
        dialog.go.click()

    fill_time_line(opened, by_list)
    assert desk.state is not None
    assert desk.state.document.id == last
    desk.window.document_list.choose(desk.session.file.documents()[0].id)

    def by_page(dialog: ChronologyDialog) -> None:
        assert "januari 2026" in dialog.page.toPlainText()
        assert "→ de DG" in dialog.page.toPlainText()
        dialog.page.anchorClicked.emit(QUrl(f"#{row_of(dialog, 'besproken')}"))

    fill_time_line(opened, by_page)
    assert desk.state.document.id == last


def test_the_time_line_is_chosen_line_by_line_and_goes_with_undo(
    opened: Bench, tmp_path: Path
) -> None:
    desk, session = opened.desk, opened.desk.session
    assert session is not None
    opened.asker.next_saved = tmp_path / "tijdlijn.csv"

    def note(dialog: ChronologyDialog) -> None:
        dialog.add.click()
        assert opened.sink.errors == ["note_without_words"]
        for words, day in (("besproken", 2), ("getekend", 3)):
            dialog.day.setDate(QDate(2026, 1, day))
            dialog.words.setText(words)
            dialog.add.click()
        dialog.tick(row_of(dialog, "besproken"), False)
        assert "besproken" not in dialog.page.toPlainText()
        dialog.keep.click()

    fill_time_line(opened, note)
    assert [line.text for line in chosen_chronology(session)] == ["getekend"]
    assert [line.text for line in public_chronology(session, ())] == ["getekend"]
    saved = (tmp_path / "tijdlijn.csv").read_text("utf-8-sig")
    assert "getekend" in saved
    assert "besproken" not in saved

    def kinds(dialog: ChronologyDialog) -> None:
        dialog.kinds[Happening.NOTE].click()
        assert "getekend" not in dialog.page.toPlainText()

    fill_time_line(opened, kinds)
    assert chosen_chronology(session) == ()
    for _ in range(2):
        desk.window.actions_["undo"].trigger()
    assert len(chosen_chronology(session)) == 2

    def remove(dialog: ChronologyDialog) -> None:
        dialog.table.setCurrentCell(row_of(dialog, "getekend"), 0)
        dialog.remove.click()

    fill_time_line(opened, remove)
    assert [line.text for line in chronology(session)] == ["besproken"]


def test_letters_are_written_and_what_is_lacking_is_said(
    opened: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
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
    qtbot.waitUntil(lambda: not desk.bridge.is_busy)
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
