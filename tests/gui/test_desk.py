"""The desk over a fake engine: what a coordinator does, and what may go wrong meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.work import answers, files, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.document import DatePrecision
from woo_desk.domain.geometry import Box
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.errors import WorkerDied
from woo_desk.gui.dialogs.blockers_dialog import BlockersDialog
from woo_desk.gui.dialogs.decision_dialog import (
    AlreadyPublicDialog,
    GroundDialog,
    OutOfScopeDialog,
)
from woo_desk.gui.dialogs.dossier_dialog import DossierDialog
from woo_desk.gui.models.finding_table import MarkState
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.requests import TextRequest

MakeOpen = Callable[..., Bench]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "zaak.woodossier"


@pytest.fixture
def opened(make_bench: MakeBench, fake_engine: FakeEngine, path: Path, tmp_path: Path) -> Bench:
    """Three documents, the last one a scan; the first is shown."""
    sources = files(tmp_path / "in", "brief 2", "nota 3", "scan 2")
    make_dossier(path, fake_engine, sources)
    bench = make_bench(fake_engine)
    assert bench.desk.open(path)
    return bench


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def states_of(bench: Bench) -> list[str]:
    return [mark.state.value for mark in bench.desk.window.marks.rows]


def current_number(bench: Bench) -> int:
    return bench.desk.state.document.number if bench.desk.state else 0


# Reviewing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("area", ["list", "pages", "places"])
def test_review_by_keyboard_from_every_part_of_the_window(opened: Bench, area: str) -> None:
    window = opened.desk.window
    widget: QWidget = {
        "list": window.document_list.view,
        "pages": window.page_view,
        "places": window.finding_panel.view,
    }[area]
    widget.setFocus()
    press(widget, Qt.Key.Key_N)
    press(widget, Qt.Key.Key_Return)
    press(widget, Qt.Key.Key_K)
    assert states_of(opened)[:3] == ["redacted", "readable", "kept"]
    assert window.marks.rows[3].key == opened.desk.selected
    press(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert states_of(opened)[:3] == ["redacted", "readable", "asked"]
    press(widget, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert states_of(opened)[:3] == ["redacted", "readable", "kept"]


def test_letters_typed_in_a_field_are_no_commands(opened: Bench) -> None:
    window = opened.desk.window
    opened.desk.redact_commands.go_on()
    for field in (window.document_list.filter, window.document_panel.kind):
        field.setFocus()
        QTest.keyClicks(field, "knrf")
        press(field, Qt.Key.Key_Backspace)
        press(field, Qt.Key.Key_Return)
        press(field, Qt.Key.Key_Delete)
        assert field.text() == "knr"
    assert MarkState.REDACTED.value not in states_of(opened)
    assert MarkState.KEPT.value not in states_of(opened)
    assert not window.actions_["draw"].isChecked()


def test_enter_on_a_button_presses_it_and_redacts_nothing(opened: Bench) -> None:
    opened.desk.redact_commands.go_on()
    button = opened.desk.window.document_panel.scope_buttons[ScopeOutcome.IN_SCOPE]
    button.setFocus()
    press(button, Qt.Key.Key_Return)
    assert MarkState.REDACTED.value not in states_of(opened)
    assert opened.desk.state is not None
    assert opened.desk.state.decision is not None
    assert opened.desk.state.decision.outcome is ScopeOutcome.IN_SCOPE


def test_next_goes_through_all_documents_and_ends_with_what_is_left(opened: Bench) -> None:
    desk = opened.desk
    for _ in range(4):
        desk.redact_commands.go_on()
        desk.redact_commands.confirm()
    assert current_number(opened) == 2
    assert desk.selected
    for _ in range(6):
        desk.redact_commands.confirm()
    assert desk.window.notice.words.startswith("Over alle gevonden plaatsen is beslist")
    desk.window.notice.press()
    assert isinstance(opened.asker.dialogs[-1], BlockersDialog)


def test_confirm_page_and_reopen(opened: Bench) -> None:
    desk = opened.desk
    desk.redact_commands.confirm_page()
    assert states_of(opened)[:4] == ["redacted", "readable", "redacted", "proposed"]
    desk.window.finding_panel.choose_near(0)
    desk.window.actions_["reopen"].trigger()
    assert states_of(opened)[0] == "proposed"


def test_same_words_everywhere_after_asking(opened: Bench) -> None:
    desk = opened.desk
    desk.redact_commands.go_on()
    desk.window.actions_["confirm_same"].trigger()
    assert states_of(opened).count("redacted") == 0
    opened.sink.answers = [True]
    desk.window.actions_["confirm_same"].trigger()
    assert desk.session is not None
    redactions = [r for state in desk.session.file.states() for r in state.redactions]
    assert len(redactions) == 5
    desk.window.actions_["undo"].trigger()
    assert not any(state.redactions for state in desk.session.file.states())


def test_grounds_are_changed_for_the_chosen_redaction(opened: Bench) -> None:
    desk = opened.desk
    desk.redact_commands.go_on()
    desk.redact_commands.confirm()
    desk.window.finding_panel.choose_near(0)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, GroundDialog)
        assert dialog.can_accept
        dialog.check([])
        assert not dialog.can_accept
        dialog.check(["5.1.2i"])
        return dialog.can_accept

    opened.asker.fill = fill
    desk.window.actions_["change_ground"].trigger()
    assert desk.state is not None
    assert desk.state.redactions[0].ground_codes == ("5.1.2i",)
    desk.window.actions_["remove_redaction"].trigger()
    assert desk.state.redactions == ()


# Boxes ----------------------------------------------------------------------------------------


def test_boxes_drawn_fast_each_keep_their_words(
    qtbot: QtBot, opened: Bench, fake_engine: FakeEngine
) -> None:
    desk = opened.desk
    fake_engine.hold = True
    boxes = [Box(0, 30, 45, 70), Box(35, 30, 90, 70)]
    for box in boxes:
        desk.redact_commands.on_box_drawn(0, box)
    asked = [s for s in fake_engine.submissions if isinstance(s.request, TextRequest)]
    assert len(asked) == 1  # the second waits for the first
    fake_engine.hold = False
    fake_engine.release()
    qtbot.waitUntil(lambda: bool(desk.state and len(desk.state.redactions) == 2))
    assert desk.state is not None
    assert [r.text for r in desk.state.redactions] == ["Be", "rt"]
    assert {r.origin for r in desk.state.redactions} == {RedactionOrigin.MANUAL}
    assert desk.selected == desk.state.redactions[1].id


def test_box_on_a_page_that_cannot_be_read_is_redacted_and_said(
    qtbot: QtBot, make_bench: MakeBench, path: Path, tmp_path: Path
) -> None:
    engine = FakeEngine({**answers(), "page_text": WorkerDied("worker_died")})
    make_dossier(path, engine, files(tmp_path / "in", "brief 1"))
    bench = make_bench(engine)
    bench.desk.open(path)
    bench.desk.redact_commands.whole_page()
    qtbot.waitUntil(lambda: bool(bench.desk.state and bench.desk.state.redactions))
    assert "kon niet worden gelezen" in bench.desk.window.notice.words


def test_box_of_a_dossier_that_was_closed_goes_nowhere(
    qtbot: QtBot, opened: Bench, fake_engine: FakeEngine, path: Path, tmp_path: Path
) -> None:
    other = make_dossier(tmp_path / "b.woodossier", FakeEngine(answers()), [])
    fake_engine.hold = True
    opened.desk.redact_commands.on_box_drawn(0, Box(0, 30, 45, 70))
    opened.desk.open(other)
    fake_engine.hold = False
    fake_engine.release()
    qtbot.wait(50)
    assert not opened.sink.errors
    assert not opened.sink.defects
    opened.desk.close()
    session = open_dossier(path, user="x", clock=FixedClock())
    assert not any(state.redactions for state in session.file.states())
    session.file.close()


# Documents ------------------------------------------------------------------------------------


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
    desk, panel = opened.desk, opened.desk.window.document_panel
    panel.date.tick()
    assert desk.state is not None
    assert desk.state.document.date_precision is DatePrecision.EXACT
    panel.date.tick()
    assert desk.state.document.date is None
    assert desk.state.document.date_precision is DatePrecision.UNKNOWN


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
        dialog.check(["5.1.2i"])
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

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, BlockersDialog)
        assert [(line.number, line.count) for line in dialog.lines] == [
            ("0001", 4),
            ("0002", 6),
            ("0003", 2),
        ]
        dialog.choose(2)
        return True

    opened.asker.fill = fill
    desk.window.actions_["export"].trigger()  # not ready: the list comes instead
    assert current_number(opened) == 3


# Opening, closing, work meanwhile -------------------------------------------------------------


def test_new_dossier_and_files_end_with_what_is_next(
    qtbot: QtBot, bench: Bench, path: Path, tmp_path: Path
) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, DossierDialog)
        assert not dialog.can_accept
        dialog.fill("Verzoek: brug/sluis?")
        return dialog.can_accept

    bench.asker.fill = fill
    bench.asker.next_dossier = path
    desk = bench.desk
    desk.window.actions_["new_dossier"].trigger()
    assert desk.window.middle is desk.window.empty_dossier
    bench.asker.next_files = files(tmp_path / "in", "brief 2", "nota 1")
    desk.window.actions_["add_files"].trigger()
    qtbot.waitUntil(lambda: desk.window.notice.words != "")
    assert "6 plaatsen wachten op uw beslissing" in desk.window.notice.words
    assert desk.window.middle is desk.window.page_pane
    desk.window.notice.press()
    assert desk.selected


def test_a_dossier_that_exists_is_not_overwritten(bench: Bench, path: Path) -> None:
    path.write_bytes(b"iets anders")
    bench.asker.fill = lambda dialog: (dialog.fill("X"), True)[1]  # type: ignore[attr-defined]
    bench.asker.next_dossier = path
    bench.desk.window.actions_["new_dossier"].trigger()
    assert bench.sink.errors == ["dossier_exists"]
    assert path.read_bytes() == b"iets anders"
    assert bench.desk.session is None


def test_dossier_open_elsewhere_can_only_be_read(bench: Bench, path: Path, tmp_path: Path) -> None:
    make_dossier(path, FakeEngine(answers()), files(tmp_path / "in", "brief 1"))
    elsewhere = open_dossier(path, user="collega", clock=FixedClock())
    try:
        assert not bench.desk.open(path)
        assert bench.sink.asked == ["gui.locked"]
        bench.sink.answers = [True]
        assert bench.desk.open(path)
        window = bench.desk.window
        assert "alleen lezen" in window.windowTitle()
        assert "alleen om te lezen" in window.actions_["in_scope"].toolTip()
        assert not window.document_panel.title.isEnabled()
        bench.desk.redact_commands.on_box_drawn(0, Box(0, 0, 10, 10))
        assert not bench.sink.errors
    finally:
        elsewhere.file.close()


def test_a_file_that_is_no_dossier_is_refused(bench: Bench, tmp_path: Path) -> None:
    stranger = tmp_path / "x.woodossier"
    stranger.write_bytes(b"geen dossier")
    assert not bench.desk.open(stranger)
    assert not bench.desk.open(tmp_path / "weg.woodossier")
    assert bench.sink.errors == ["dossier_damaged", "dossier_not_found"]
    assert bench.desk.window.middle is bench.desk.window.welcome


def test_recent_dossiers_are_listed_and_missing_ones_said(
    bench: Bench, fake_engine: FakeEngine, path: Path, tmp_path: Path
) -> None:
    make_dossier(path, FakeEngine(answers()), [])
    gone = make_dossier(tmp_path / "weg.woodossier", FakeEngine(answers()), [])
    for each in (gone, path):
        bench.desk.open(each)
    bench.desk.close()
    gone.unlink()
    bench.desk.window.welcome.show_recent(bench.memory.recent())
    buttons = bench.desk.window.welcome.recent_buttons
    assert [b.text() for b in buttons] == ["zaak", "weg (niet gevonden)"]
    assert [b.isEnabled() for b in buttons] == [True, False]
    buttons[0].click()
    assert bench.desk.session is not None
    assert bench.desk.session.file.path == path


def test_work_ends_before_its_dossier_is_closed(
    opened: Bench, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    desk = opened.desk
    fake_engine.hold = True
    desk.dossier_commands.add(files(tmp_path / "meer", "brief 1", "brief 2"))
    assert desk.bridge.is_busy
    assert "er loopt al werk" in desk.window.actions_["add_files"].toolTip()
    desk.dossier_commands.close()  # asked, and the answer is no
    assert opened.sink.asked == ["gui.stop_work"]
    assert desk.session is not None
    opened.sink.answers = [True]
    desk.dossier_commands.close()
    assert desk.session is None
    assert not desk.bridge.is_busy
    assert not opened.sink.errors
    assert not opened.sink.defects


def test_stopping_keeps_what_is_recorded_and_says_so(
    qtbot: QtBot, opened: Bench, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    desk = opened.desk
    fake_engine.hold = True
    desk.dossier_commands.add(files(tmp_path / "meer", "brief 1", "nota 2", "nota 4", "nota 5"))
    fake_engine.release(1)
    qtbot.waitUntil(lambda: len(desk.window.documents.rows) == 4)
    with qtbot.waitSignal(desk.bridge.work_ended):
        desk.window.job_bar.stop.click()
    assert len(desk.window.documents.rows) == 4
    assert desk.window.notice.words.startswith("Het werk is gestopt")
    assert not desk.window.job_bar.isVisible()
    assert current_number(opened) == 1


def test_window_asks_before_it_closes_during_work(
    opened: Bench, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    desk = opened.desk
    fake_engine.hold = True
    desk.window.actions_["detect"].trigger()
    assert not desk.window.close()
    assert desk.window.isVisible()
    opened.sink.answers = [True]
    assert desk.window.close()
    assert not desk.bridge.is_busy


def test_undo_of_the_documents_while_they_are_searched(
    qtbot: QtBot, opened: Bench, fake_engine: FakeEngine
) -> None:
    desk = opened.desk
    fake_engine.hold = True
    desk.window.actions_["detect"].trigger()
    desk.window.actions_["undo"].trigger()
    assert desk.window.middle is desk.window.empty_dossier
    with qtbot.waitSignal(desk.bridge.work_ended):
        fake_engine.hold = False
        fake_engine.release()
    assert not opened.sink.errors
    assert not opened.sink.defects
    desk.window.actions_["redo"].trigger()
    assert len(desk.window.documents.rows) == 3
    assert desk.window.middle is desk.window.page_pane


def drop(bench: Bench, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(100, 100),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    bench.desk.window.dropEvent(event)


def test_dropped_files_are_taken_in_and_a_dropped_dossier_is_opened(
    qtbot: QtBot, bench: Bench, path: Path, tmp_path: Path
) -> None:
    sources = files(tmp_path / "in", "brief 2")
    drop(bench, sources)
    assert bench.sink.errors == ["no_dossier_open"]
    make_dossier(path, FakeEngine(answers()), [])
    drop(bench, [path])
    assert bench.desk.session is not None
    drop(bench, [tmp_path / "in"])
    qtbot.waitUntil(lambda: len(bench.desk.window.documents.rows) == 1)
    qtbot.waitUntil(lambda: not bench.desk.bridge.is_busy)
