"""The person board, on the real window: one key per person, exceptions, split, merge, add."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.keys import press
from tests.helpers.fake_engine import FakeEngine
from tests.usecases.persons.dossiers import add_document, asked, civil, mail, new_session, office
from woo_desk.domain.finding import Verdict
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.person import PersonVerdict
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.gui.dialogs.person_dialogs import AddPersonDialog, MergeDialog, SplitDialog
from woo_desk.gui.models.left_lines import MIXED
from woo_desk.gui.workspaces.persons import PersonsWorkspace
from woo_desk.texts import text
from woo_desk.usecases.persons.model import PersonStatus
from woo_desk.usecases.review import confirm_findings, keep_findings
from woo_desk.usecases.scope import decide_scope


@pytest.fixture
def board(make_bench: MakeBench, fake_engine: FakeEngine, path: Path) -> Bench:
    """Two documents: Jan Jansen in many forms, Bea Groen, and a minister; "Personen" is shown."""
    session = new_session(path)
    add_document(
        session, 1, [civil("Jan Jansen"), civil("Jansen"), civil("Bea Groen"), office("De Boer")]
    )
    add_document(session, 2, [asked("J. Jansen"), mail("jan.jansen@minx.nl"), civil("Bea Groen")])
    session.file.close()
    bench = make_bench(fake_engine)
    assert bench.desk.open(path)
    bench.desk.workspaces.go("persons")
    return bench


def persons(bench: Bench) -> PersonsWorkspace:
    return bench.desk.persons


def names(bench: Bench) -> list[str]:
    return [row.person.name for row in persons(bench).table.rows]


def chosen(bench: Bench) -> str:
    person = persons(bench).person
    return person.name if person else ""


def status_of(bench: Bench, name: str) -> PersonStatus:
    return next(row.status for row in persons(bench).table.rows if row.person.name == name)


def redacted(bench: Bench) -> list[str]:
    session = bench.desk.session
    assert session is not None
    return [
        redaction.text
        for document in session.file.documents()
        for redaction in session.file.redactions(document.id)
    ]


def answer(bench: Bench, fill: Callable[[QDialog], None]) -> None:
    def accept(dialog: QDialog) -> bool:
        fill(dialog)
        return True

    bench.asker.fill = accept


def test_most_uncertain_comes_first_and_is_chosen(board: Bench) -> None:
    assert names(board) == ["Jan Jansen", "Bea Groen", "De Boer"]
    assert chosen(board) == "Jan Jansen"
    assert [e.place.text for e in persons(board).examples.examples] == [
        "Jan Jansen",
        "Jansen",
        "J. Jansen",
        "jan.jansen@minx.nl",
    ]


def test_one_key_per_person_and_on_to_the_next(board: Bench) -> None:
    view = persons(board).list.view
    press(view, Qt.Key.Key_Return)
    assert len(redacted(board)) == 4
    assert chosen(board) == "Bea Groen"
    press(view, Qt.Key.Key_K)
    assert len(redacted(board)) == 4
    assert [status_of(board, n) for n in ("Jan Jansen", "Bea Groen", "De Boer")] == [
        PersonStatus.REDACTED,
        PersonStatus.KEPT,
        PersonStatus.READABLE,
    ]
    press(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert status_of(board, "Bea Groen") is PersonStatus.OPEN
    assert board.sink.defects == []


def test_digit_chooses_the_ground_in_the_organisations_order(board: Bench) -> None:
    press(persons(board).list.view, Qt.Key.Key_2)
    session = board.desk.session
    assert session is not None
    codes = {r.ground_codes for r in session.file.redactions(DocumentId("d1"))}
    assert codes == {("5.1.2i",)}


def test_same_key_means_another_thing_elsewhere(board: Bench) -> None:
    board.desk.workspaces.go("documents")
    press(board.desk.window.finding_panel.view, Qt.Key.Key_K)
    assert status_of(board, "Jan Jansen") is PersonStatus.OPEN
    actions = board.desk.window.actions_
    assert not actions["person_keep"].isEnabled()
    assert text("gui.why_not.only_in_persons") in actions["person_keep"].toolTip()


def test_workspace_is_remembered_for_each_dossier(board: Bench, path: Path) -> None:
    board.desk.close()
    assert board.desk.workspaces.current.name == "documents"
    assert board.desk.open(path)
    assert board.desk.workspaces.current.name == "persons"
    assert names(board)


def test_tabs_and_keys_switch(board: Bench) -> None:
    window = board.desk.window
    press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.middle is window.page_pane
    assert board.desk.workspaces.bar.tabs.currentIndex() == 1
    board.desk.workspaces.bar.tabs.setCurrentIndex(0)
    assert window.middle is persons(board).middle()
    assert persons(board).list.isVisible()
    assert not window.document_list.isVisible()


def test_place_decided_otherwise_is_listed_under_the_person(board: Bench) -> None:
    view = persons(board).list.view
    press(view, Qt.Key.Key_Return)
    board_of = persons(board)
    jan = next(r.person for r in board_of.table.rows if r.person.name == "Jan Jansen")
    board_of.list.choose(jan.id)
    board_of.choose_example(jan.places[1].id)
    press(board_of.column, Qt.Key.Key_X)
    assert "Jansen" not in redacted(board)
    assert board_of.card.exceptions.topLevelItemCount() == 1
    assert board_of.examples.examples[0].deviates
    board_of.choose_example(board_of.examples.examples[0].place.id)
    press(board_of.column, Qt.Key.Key_X)
    assert "Jansen" in redacted(board)
    assert board_of.card.exceptions.isHidden()


def test_space_shows_the_next_example_in_its_page(board: Bench, qtbot: QtBot) -> None:
    board_of = persons(board)
    press(board_of.list.view, Qt.Key.Key_Space)
    assert board_of.page.isVisible()
    first = board_of.column.current()
    press(board_of.page, Qt.Key.Key_Space)
    assert board_of.column.current() is not first
    press(board_of.page, Qt.Key.Key_Return)  # decides from here as well
    assert len(redacted(board)) == 4
    assert board_of.column.isVisible()


def test_strips_of_what_is_in_view_are_drawn(board: Bench, qtbot: QtBot) -> None:
    board_of = persons(board)
    qtbot.waitUntil(lambda: all(e.is_read for e in board_of.column.in_view()))
    drawn = [e for e in board_of.column.in_view() if e.picture is not None]
    assert len(drawn) == len(board_of.column.in_view()) > 0
    assert "Jansen" in drawn[0].context
    assert text("gui.mark_state.proposed.name") in board_of.examples.data(
        board_of.examples.index(0), Qt.ItemDataRole.AccessibleTextRole
    )


def test_split_by_dialog(board: Bench) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, SplitDialog)
        assert not dialog.can_accept
        dialog.tick(["j. jansen", "jan.jansen@minx.nl"])
        assert dialog.can_accept

    answer(board, fill)
    press(persons(board).list.view, Qt.Key.Key_S)
    assert sorted(names(board)) == ["Bea Groen", "De Boer", "J. Jansen", "Jan Jansen"]


def test_merge_by_dialog_and_by_selection(board: Bench) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, MergeDialog)
        dialog.tick([r.person for r in persons(board).table.rows if r.person.name == "Bea Groen"])

    answer(board, fill)
    press(persons(board).list.view, Qt.Key.Key_M)
    assert names(board) == ["Jan Jansen", "De Boer"]
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    table = persons(board).table
    persons(board).list.view.selectionModel().select(table.index(1, 0), flags)
    press(persons(board).list.view, Qt.Key.Key_M)
    assert names(board) == ["Jan Jansen"]
    assert len(board.asker.dialogs) == 1


def test_several_persons_are_decided_in_one_step(board: Bench) -> None:
    persons(board).list.view.selectAll()
    press(persons(board).list.view, Qt.Key.Key_K)
    assert {row.waiting for row in persons(board).table.rows} == {0}
    press(persons(board).list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row.waiting for row in persons(board).table.rows] == [4, 2, 0]


def test_added_person_is_listed(board: Bench) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AddPersonDialog)
        assert not dialog.can_accept
        dialog.fill("Karel van der Zee", ["KvdZ"])

    answer(board, fill)
    board.desk.window.actions_["person_add"].trigger()
    assert status_of(board, "Karel van der Zee") is PersonStatus.ABSENT
    assert chosen(board) == "Karel van der Zee"


def test_place_opens_in_its_document(board: Bench) -> None:
    board_of = persons(board)
    board_of.column.setCurrentIndex(board_of.examples.index(2))
    press(board_of.column, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert board.desk.workspaces.current.name == "documents"
    mark = board.desk.window.finding_panel.current()
    assert mark is not None
    assert mark.words == "J. Jansen"


def test_decision_elsewhere_is_seen_when_the_board_is_shown_again(board: Bench) -> None:
    board.desk.workspaces.go("documents")
    board.desk.window.document_list.choose(DocumentId("d1"))
    board.desk.window.finding_panel.choose_next_open()
    press(board.desk.window.finding_panel.view, Qt.Key.Key_X)
    board.desk.workspaces.go("persons")
    assert sum(row.waiting for row in persons(board).table.rows) == 5
    register = persons(board).register
    assert register is not None
    assert Verdict.REJECT in {done.verdict for done in register.decided.values()}


def test_filter_knows_every_form(board: Bench) -> None:
    board_of = persons(board)
    board_of.list.filter.setText("jan.jansen@")
    shown = [n for row, n in enumerate(names(board)) if not board_of.list.view.isRowHidden(row)]
    assert shown == ["Jan Jansen"]
    board_of.list.filter.clear()
    board_of.list.only_open.setChecked(True)
    shown = [n for row, n in enumerate(names(board)) if not board_of.list.view.isRowHidden(row)]
    assert shown == ["Jan Jansen", "Bea Groen"]


def test_card_says_what_is_known(board: Bench) -> None:
    card = persons(board).card
    assert [card.forms.topLevelItem(n).text(0) for n in range(4)] == [  # type: ignore[union-attr]
        "Jan Jansen",
        "Jansen",
        "J. Jansen",
        "jan.jansen@minx.nl",
    ]
    press(persons(board).list.view, Qt.Key.Key_Return)
    session = board.desk.session
    assert session is not None
    board_of = persons(board)
    jan = next(r.person for r in board_of.table.rows if r.person.name == "Jan Jansen")
    assert jan.entry is not None
    assert jan.entry.verdict is PersonVerdict.REDACT


def test_without_a_dossier_there_is_no_workspace_to_go_to(bench: Bench) -> None:
    bench.desk.workspaces.go("persons")
    assert bench.desk.workspaces.current.name == "documents"
    assert not bench.desk.workspaces.bar.tabs.isEnabled()
    assert not bench.desk.window.actions_["workspace_persons"].isEnabled()


def test_person_treated_differently_blocks_the_export_with_a_jump(board: Bench) -> None:
    session = board.desk.session
    assert session is not None
    documents = [document.id for document in session.file.documents()]
    board.desk.do(lambda s: decide_scope(s, documents, ScopeOutcome.IN_SCOPE))
    first, second = (session.file.findings(document) for document in documents)
    jan = [f for f in (*first, *second) if "ansen" in f.text]
    board.desk.do(lambda s: confirm_findings(s, [f for f in jan if f.document_id == "d1"]))
    board.desk.do(lambda s: keep_findings(s, [f for f in jan if f.document_id == "d2"]))
    board.desk.workspaces.go("documents")

    board.desk.window.actions_["what_is_left"].trigger()
    left = board.desk.publish.left
    (row,) = [n for n, line in enumerate(left.lines) if line.kind == MIXED]
    left.choose(row)
    left.go.click()
    assert board.desk.workspaces.current.name == "persons"
    assert chosen(board) == "Jan Jansen"
    example = persons(board).column.current()
    assert example is not None
    assert example.place.document_id == "d2"
    press(persons(board).list.view, Qt.Key.Key_Return)
    board.desk.workspaces.go("publish")
    assert [line for line in left.lines if line.kind == MIXED] == []
