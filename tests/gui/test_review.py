"""Deciding on places, over a fake engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.keys import current_number, press, states_of
from tests.gui.work import answers, files, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import WorkerDied
from woo_desk.gui.dialogs.redaction_grounds_dialog import RedactionGroundsDialog
from woo_desk.gui.models.finding_table import MarkState
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.requests import TextRequest


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
    assert desk.workspaces.current.name == "publish"


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
    opened.asker.fill = lambda _dialog: True
    desk.window.finding_panel.choose_near(0)
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
        assert isinstance(dialog, RedactionGroundsDialog)
        dialog.check([])
        assert not dialog.can_accept
        dialog.check([GroundCode("5.1.2i")])
        return dialog.can_accept

    opened.asker.fill = fill
    desk.window.actions_["change_ground"].trigger()
    assert desk.state is not None
    assert desk.state.redactions[0].ground_codes == ("5.1.2i",)
    desk.window.actions_["remove_redaction"].trigger()
    assert desk.state.redactions == ()


def test_boxes_drawn_fast_each_keep_their_words(
    qtbot: QtBot, opened: Bench, fake_engine: FakeEngine
) -> None:
    desk = opened.desk
    fake_engine.hold = True
    boxes = [Box(0, 30, 45, 70), Box(35, 30, 90, 70)]
    for box in boxes:
        desk.edit_commands.on_box_drawn(0, box)
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
    bench.desk.edit_commands.whole_page()
    qtbot.waitUntil(lambda: bool(bench.desk.state and bench.desk.state.redactions))
    assert "kon niet worden gelezen" in bench.desk.window.notice.words


def test_box_of_a_dossier_that_was_closed_goes_nowhere(
    qtbot: QtBot, opened: Bench, fake_engine: FakeEngine, path: Path, tmp_path: Path
) -> None:
    other = make_dossier(tmp_path / "b.woodossier", FakeEngine(answers()), [])
    fake_engine.hold = True
    opened.desk.edit_commands.on_box_drawn(0, Box(0, 30, 45, 70))
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
