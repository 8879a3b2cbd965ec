"""Deciding on documents, over a fake engine."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.gui.conftest import Bench
from tests.gui.keys import current_number, document_of, press
from woo_desk.domain.document import DatePrecision
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.gui.dialogs.decision_dialog import (
    AlreadyPublicDialog,
    GroundDialog,
    OutOfScopeDialog,
)
from woo_desk.gui.models.document_table import Column, RowState
from woo_desk.usecases.dossier import describe_document
from woo_desk.usecases.scope import decide_scope


def test_fields_of_a_document_are_corrected_and_undone(opened: Bench) -> None:
    desk, panel = opened.desk, opened.desk.window.document_panel
    panel.kind.setFocus()
    QTest.keyClicks(panel.kind, "brief")
    press(panel.kind, Qt.Key.Key_Return)
    assert desk.state is not None
    assert desk.state.document.kind == "brief"
    panel.title.clear()
    panel.title.editingFinished.emit()
    assert desk.state.document.title == "brief 2"
    steps = desk.session.file.undo_status().step if desk.session else 0
    panel.title.editingFinished.emit()  # nothing changed, so there is no step
    assert desk.session is not None
    assert desk.session.file.undo_status().step == steps
    desk.window.actions_["undo"].trigger()
    assert panel.kind.text() == ""


def test_date_of_a_document_can_be_given_and_taken_away(opened: Bench) -> None:
    panel = opened.desk.window.document_panel
    panel.date.tick()
    assert document_of(opened).date_precision is DatePrecision.EXACT
    panel.date.tick()
    assert document_of(opened).date is None
    assert document_of(opened).date_precision is DatePrecision.UNKNOWN


def test_scope_for_several_documents_at_once(opened: Bench) -> None:
    desk = opened.desk
    desk.window.document_list.view.selectAll()
    desk.window.actions_["in_scope"].trigger()
    outcomes = {row.outcome for row in desk.window.documents.rows}
    assert outcomes == {ScopeOutcome.IN_SCOPE}
    desk.window.actions_["undo"].trigger()
    assert {row.outcome for row in desk.window.documents.rows} == {None}


def test_out_of_scope_asks_why_and_a_change_of_mind_changes_nothing(opened: Bench) -> None:
    desk = opened.desk
    button = desk.window.document_panel.scope_buttons[ScopeOutcome.OUT_OF_SCOPE]
    button.click()
    assert isinstance(opened.asker.dialogs[-1], OutOfScopeDialog)
    assert not button.isChecked()
    opened.asker.fill = lambda _dialog: True
    button.click()
    assert button.isChecked()
    assert button.text() == "✓ Buiten"
    assert desk.state is not None
    assert desk.state.decision is not None
    assert desk.state.decision.reason is ScopeReason.PERIOD


def test_judgements_of_a_whole_document(opened: Bench) -> None:
    desk = opened.desk
    desk.window.actions_["in_scope"].trigger()

    def fill(dialog: QDialog) -> bool:
        if isinstance(dialog, AlreadyPublicDialog):
            assert not dialog.can_accept
            dialog.fill("https://open.example/1")
            return dialog.can_accept
        assert isinstance(dialog, GroundDialog)
        dialog.check([GroundCode("5.1.2i")])
        assert not dialog.can_accept  # the law asks for a reason
        dialog.fill_reason("Omdat het zo is.")
        return dialog.can_accept

    opened.asker.fill = fill
    desk.window.actions_["already_public"].trigger()
    assert desk.window.documents.at(0).judgement is Judgement.ALREADY_PUBLIC
    desk.window.actions_["not_public"].trigger()
    assert desk.window.documents.at(0).judgement is Judgement.NOT_PUBLIC
    assert desk.window.actions_["clear_override"].isEnabled()
    desk.window.actions_["clear_override"].trigger()
    assert desk.window.documents.at(0).judgement is Judgement.PUBLIC
    assert not desk.window.actions_["clear_override"].isEnabled()


def test_filter_and_only_what_is_open(opened: Bench) -> None:
    documents = opened.desk.window.document_list
    documents.filter.setText("nota 3")
    assert [documents.view.isRowHidden(row) for row in range(3)] == [True, False, True]
    documents.filter.setText("bestaat niet")
    assert all(documents.view.isRowHidden(row) for row in range(3))
    documents.filter.clear()
    documents.choose(opened.desk.window.documents.at(2).document.id)
    opened.desk.window.actions_["duplicate"].trigger()
    documents.choose(opened.desk.window.documents.at(0).document.id)
    documents.only_open.setChecked(True)
    assert [documents.view.isRowHidden(row) for row in range(3)] == [False, False, True]


def test_hidden_documents_are_not_decided_with_the_others(opened: Bench) -> None:
    documents = opened.desk.window.document_list
    documents.view.selectAll()
    documents.filter.setText("nota")
    opened.desk.window.actions_["in_scope"].trigger()
    outcomes = [row.outcome for row in opened.desk.window.documents.rows]
    assert outcomes == [None, ScopeOutcome.IN_SCOPE, None]


def test_removed_documents_come_back_by_undo(opened: Bench) -> None:
    desk = opened.desk
    opened.sink.answers = [False, True]
    desk.window.actions_["remove_documents"].trigger()
    assert len(desk.window.documents.rows) == 3
    desk.window.actions_["remove_documents"].trigger()
    assert [row.document.number for row in desk.window.documents.rows] == [2, 3]
    assert current_number(opened) == 2
    desk.window.actions_["undo"].trigger()
    assert len(desk.window.documents.rows) == 3


def test_page_without_text_asks_to_be_looked_at(opened: Bench) -> None:
    desk = opened.desk
    scan = desk.window.documents.at(2).document.id
    desk.window.document_list.choose(scan)
    banner = desk.window.page_pane.banner
    assert banner.words.startswith("Pagina 1 heeft geen leesbare tekst")
    assert all(item.needs_eyes for item in desk.window.page_view.pages)
    press(desk.window.page_view, Qt.Key.Key_L)
    assert desk.window.page_view.current_page == 1
    assert banner.words.startswith("Pagina 2 heeft")
    banner.press()
    assert banner.words == ""
    assert desk.state is not None
    assert desk.state.looked_at == {0, 1}
    assert not desk.window.actions_["mark_looked"].isEnabled()
    assert not any(item.needs_eyes for item in desk.window.page_view.pages)


def test_what_is_left_jumps_to_the_place(opened: Bench) -> None:
    desk = opened.desk
    desk.window.document_list.view.selectAll()
    desk.window.actions_["in_scope"].trigger()

    desk.window.actions_["export"].trigger()  # not ready: the list comes instead
    left = desk.publish.left
    assert [(line.number, line.count) for line in left.lines] == [
        ("0001", 4),
        ("0002", 6),
        ("0003", 2),
    ]
    left.choose(2)
    left.go.click()
    assert current_number(opened) == 3


def shown_numbers(bench: Bench) -> list[int]:
    view, rows = bench.desk.window.document_list.view, bench.desk.window.documents.rows
    return [row.document.number for n, row in enumerate(rows) if not view.isRowHidden(n)]


def test_list_is_sorted_by_its_headings_and_keeps_the_current_document(opened: Bench) -> None:
    documents = opened.desk.window.document_list
    documents.choose(opened.desk.window.documents.at(1).document.id)
    header = documents.view.horizontalHeader()
    header.setSortIndicator(Column.PAGES, Qt.SortOrder.DescendingOrder)
    assert shown_numbers(opened) == [2, 3, 1] or shown_numbers(opened) == [2, 1, 3]
    assert current_number(opened) == 2
    assert documents.view.currentIndex().row() == 0
    header.setSortIndicator(Column.TITLE, Qt.SortOrder.AscendingOrder)
    titles = [row.document.title.casefold() for row in opened.desk.window.documents.rows]
    assert titles == sorted(titles)
    ids = [row.document.id for row in opened.desk.window.documents.rows]
    opened.desk.do(lambda s: decide_scope(s, ids[:1], ScopeOutcome.IN_SCOPE))
    assert [row.document.id for row in opened.desk.window.documents.rows] == ids


def test_list_is_filtered_by_state_scope_and_kind(opened: Bench) -> None:
    documents = opened.desk.window.document_list
    first = opened.desk.window.documents.at(0).document
    opened.desk.do(lambda s: decide_scope(s, [first.id], ScopeOutcome.IN_SCOPE))
    documents.state.setCurrentIndex(documents.state.findData(ScopeOutcome.IN_SCOPE))
    assert shown_numbers(opened) == [1]
    documents.state.setCurrentIndex(documents.state.findData(RowState.NEW))
    assert shown_numbers(opened) == [2, 3]
    documents.state.setCurrentIndex(0)
    opened.desk.do(
        lambda s: describe_document(
            s, first, title=first.title, date=None, kind="besluit", reference="", is_undated=True
        )
    )
    documents.kind.setCurrentIndex(documents.kind.findData("besluit"))
    assert shown_numbers(opened) == [1]
    documents.clear_filter()
    assert shown_numbers(opened) == [1, 2, 3]


def test_already_public_with_link_day_and_digest(opened: Bench, tmp_path: Path) -> None:
    desk = opened.desk
    assert desk.session is not None
    document = document_of(opened)
    published = tmp_path / "publicatie.pdf"
    published.write_bytes(b"zoals gepubliceerd")

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, AlreadyPublicDialog)
        dialog.fill("https://open.example/1", "Kamerstuk 1", dt.date(2023, 5, 4), "geen getal")
        assert not dialog.can_accept
        dialog.take_file(tmp_path / "bestaat niet.pdf")
        assert not dialog.can_accept
        dialog.take_file(published)
        return dialog.can_accept

    opened.asker.fill = fill
    desk.window.actions_["already_public"].trigger()
    override = desk.session.file.overrides()[document.id]
    assert override.public_on == dt.date(2023, 5, 4)
    assert override.public_sha256 == hashlib.sha256(b"zoals gepubliceerd").hexdigest()
    shown = desk.window.document_panel.reasons
    assert "4 mei 2023" in shown
    assert "ander bestand" in shown
    desk.window.actions_["undo"].trigger()
    assert document.id not in desk.session.file.overrides()
