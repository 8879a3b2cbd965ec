"""Redactions of one's own, and changes to them, on the real window over a fake engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.keys import press, states_of
from tests.gui.pages import (
    CTRL,
    SHIFT,
    do,
    document,
    drag,
    lettered,
    place_of,
    redactions,
    settle,
    switch,
    tool_of,
)
from tests.gui.work import WORDS
from tests.helpers import cases
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.gui.dialogs.pages_dialog import PagesDialog, Which
from woo_desk.gui.dialogs.places_dialog import PlacesDialog, SearchDialog
from woo_desk.gui.dialogs.redaction_grounds_dialog import Reach, RedactionGroundsDialog
from woo_desk.gui.views.page_hands import Tool
from woo_desk.usecases.dossier import describe_document


@pytest.fixture
def bench(make_bench: MakeBench, path: Path, tmp_path: Path) -> Bench:
    return lettered(make_bench, path, tmp_path)


# Verdicts and grounds -------------------------------------------------------------------------


def test_reject_and_ask_by_key_and_go_on(bench: Bench) -> None:
    view = bench.desk.window.page_view
    view.setFocus()
    press(view, Qt.Key.Key_N)
    press(view, Qt.Key.Key_X)
    press(view, Qt.Key.Key_Question, SHIFT)
    assert states_of(bench)[:3] == ["rejected", "readable", "asked"]
    assert bench.desk.selected != bench.desk.window.marks.rows[2].key  # a question is left behind
    press(view, Qt.Key.Key_Z, CTRL)
    press(view, Qt.Key.Key_Z, CTRL)
    assert states_of(bench)[:3] == ["proposed", "readable", "asked"]


def test_a_number_redacts_on_that_ground_of_the_organisation(bench: Bench) -> None:
    view = bench.desk.window.page_view
    view.setFocus()
    press(view, Qt.Key.Key_N)
    press(view, Qt.Key.Key_2)
    assert redactions(bench)[0].ground_codes == ("5.1.2i",)
    bench.desk.window.finding_panel.choose_near(0)
    press(view, Qt.Key.Key_1)
    assert redactions(bench)[0].ground_codes == ("5.1.2e",)


def test_a_reason_is_asked_for_and_given_once_for_the_dossier(bench: Bench) -> None:
    old = document(bench)
    bench.desk.do(lambda s: describe_document(s, old, date=cases.NOW.date().replace(year=2010)))
    do(bench, "next_finding")
    do(bench, "ground_1")
    assert "ouder dan vijf jaar" in bench.desk.window.notice.words

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, RedactionGroundsDialog)
        assert "5.3" in dialog.why
        dialog.check([GroundCode("5.1.5"), GroundCode("5.1.2i")])
        assert not dialog.can_accept
        dialog.check([cases.PERSONAL])
        dialog.fill_reason("Werkt er nog.", Reach.DOSSIER)
        return dialog.can_accept

    bench.asker.fill = fill
    bench.desk.window.finding_panel.choose_near(0)
    do(bench, "change_ground")
    assert bench.desk.state is not None
    assert bench.desk.state.motivated == {cases.PERSONAL}
    do(bench, "undo")
    assert bench.desk.state.motivated == frozenset()


# Many at once ---------------------------------------------------------------------------------


def test_equal_words_are_shown_first_and_what_a_filter_hides_is_counted(bench: Bench) -> None:
    do(bench, "next_finding")
    bench.desk.window.document_list.filter.setText("brief")
    seen: list[str] = []

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, PlacesDialog)
        seen.append(dialog.chooser.summary)
        dialog.chooser.table.tick([1], on=False)
        seen.append(dialog.chooser.summary)
        dialog.choose_ground(GroundCode("5.1.2i"))
        return dialog.can_accept

    bench.asker.fill = fill
    do(bench, "confirm_same")
    assert seen == [
        "5 plaatsen in 2 documenten, 3 niet zichtbaar in dit filter",
        "4 plaatsen in 2 documenten, 3 niet zichtbaar in dit filter",
    ]
    words = bench.desk.window.notice.words
    assert words == f"Gelakt: {seen[1]}."
    assert {r.ground_codes for r in redactions(bench)} == {("5.1.2i",)}
    bench.desk.window.notice.press()  # "Ongedaan maken"
    assert redactions(bench) == []


@pytest.mark.parametrize(
    ("action", "state", "count"), [("keep_same", "kept", 2), ("reject_same", "rejected", 2)]
)
def test_equal_words_may_stay_readable(bench: Bench, action: str, state: str, count: int) -> None:
    bench.asker.fill = lambda _dialog: True
    do(bench, "next_finding")
    do(bench, action)
    assert states_of(bench).count(state) == count
    do(bench, "undo")
    assert states_of(bench).count(state) == 0


def test_a_whole_kind_is_redacted(bench: Bench) -> None:
    bench.asker.fill = lambda _dialog: True
    do(bench, "next_finding")
    do(bench, "confirm_kind")
    assert states_of(bench).count("redacted") == 4
    assert "10 plaatsen in 2 documenten" in bench.desk.window.notice.words


def test_search_by_pattern_and_redact_what_stays_ticked(qtbot: QtBot, bench: Bench) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, SearchDialog)
        assert not dialog.can_accept
        dialog.is_pattern.setChecked(True)
        dialog.words.setText("(")
        dialog.look()
        qtbot.waitUntil(lambda: not dialog.is_searching)
        assert not dialog.can_accept
        dialog.words.setText(r"B\w{2}r")
        dialog.look()
        qtbot.waitUntil(lambda: not dialog.is_searching)
        assert dialog.chooser.summary == "5 plaatsen in 2 documenten"
        dialog.chooser.table.tick([0], on=False)
        return dialog.can_accept

    bench.asker.fill = fill
    do(bench, "search_redact")
    qtbot.waitUntil(lambda: "Gelakt: 4 plaatsen" in bench.desk.window.notice.words)
    (made,) = redactions(bench)
    assert (made.page_index, made.text, made.origin) == (1, "Boer", RedactionOrigin.SEARCH)


def test_a_page_without_blocks_says_so(bench: Bench) -> None:
    do(bench, "sweep_header")
    assert "mailkop" in bench.desk.window.notice.words


def test_a_range_of_pages_and_a_repeat(qtbot: QtBot, bench: Bench) -> None:
    bench.desk.window.document_list.step(1)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, PagesDialog)
        dialog.first.setValue(1)
        dialog.which.setCurrentIndex(dialog.which.findData(Which.ODD))
        assert dialog.indexes == (0, 2)
        return dialog.can_accept

    bench.asker.fill = fill
    do(bench, "page_range")
    qtbot.waitUntil(lambda: len(redactions(bench)) == 2)
    assert {r.origin for r in redactions(bench)} == {RedactionOrigin.WHOLE_PAGE}
    do(bench, "undo")
    assert redactions(bench) == []
    bench.desk.edit_commands.on_box_drawn(0, Box(0, 40, 45, 60))
    qtbot.waitUntil(lambda: len(redactions(bench)) == 1)
    do(bench, "repeat")
    qtbot.waitUntil(lambda: len(redactions(bench)) == 2)
    assert [(r.page_index, r.text) for r in redactions(bench)] == [
        (0, "P. Jansen"),
        (2, "P. Jansen"),
    ]


# On the page ----------------------------------------------------------------------------------


def test_text_is_selected_by_mouse_copied_and_redacted(qtbot: QtBot, bench: Bench) -> None:
    switch(bench, "select_text")
    settle()
    drag(bench, place_of(bench, 15.5, 50), place_of(bench, 44.5, 50))
    (selected,) = bench.desk.window.page_view.selected_text
    assert selected.text == "Jansen"
    do(bench, "copy_text")
    assert QGuiApplication.clipboard().text() == "Jansen"
    do(bench, "redact_selection")
    qtbot.waitUntil(lambda: len(redactions(bench)) == 1)
    (made,) = redactions(bench)
    assert (made.text, made.boxes) == ("Jansen", (Box(15, 40, 45, 60),))
    assert bench.desk.window.page_view.selected_text == ()


def test_text_is_selected_over_pages_and_redacted_as_one_step(qtbot: QtBot, bench: Bench) -> None:
    view = bench.desk.window.page_view
    switch(bench, "select_text")
    settle()
    press(view, Qt.Key.Key_Home)
    press(view, Qt.Key.Key_Right, CTRL)
    for _ in range(20):  # to the end of the first page, and into the second
        press(view, Qt.Key.Key_Right, CTRL | SHIFT)
        settle()
        if len(view.selected_text) == 2:
            break
    first, second = view.selected_text
    assert (first.page_index, second.page_index) == (0, 1)
    assert first.text.startswith(" Jansen")
    assert second.text.strip() == "P."
    do(bench, "redact_selection")
    qtbot.waitUntil(lambda: len(redactions(bench)) == 2)
    assert {made.page_index for made in redactions(bench)} == {0, 1}
    do(bench, "undo")
    assert redactions(bench) == []


def test_dragging_to_another_page_selects_what_lies_between(qtbot: QtBot, bench: Bench) -> None:
    view = bench.desk.window.page_view
    switch(bench, "select_text")
    settle()
    hands = view._hands.selecting
    for index in range(2):
        bench.desk.edit_commands.on_text_wanted(index)
    settle()
    hands.press(view.pages[0], view.pages[0].rect_of(Box(15.5, 50, 16, 51)).center())
    last = view.pages[1]
    hands.drag_to(last.mapToScene(last.rect_of(Box(14, 50, 14.5, 51)).center()))
    first, second = view.selected_text
    assert first.text.startswith("Jansen")
    assert (second.page_index, second.text) == (1, "P. ")
    hands.clear()
    assert view.selected_text == ()


def test_text_is_selected_by_keyboard_alone(qtbot: QtBot, bench: Bench) -> None:
    view = bench.desk.window.page_view
    switch(bench, "select_text")
    settle()
    press(view, Qt.Key.Key_Home)
    press(view, Qt.Key.Key_Right, CTRL)
    press(view, Qt.Key.Key_Right, CTRL | SHIFT)
    assert [part.text for part in view.selected_text] == [" Jansen"]
    press(view, Qt.Key.Key_Right, SHIFT)
    press(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(redactions(bench)) == 1)
    assert redactions(bench)[0].text == "Jansen"
    press(view, Qt.Key.Key_Escape)
    assert view.tool is Tool.CHOOSE
    assert not bench.desk.window.actions_["select_text"].isChecked()


def test_everything_but_a_box_or_a_selection(qtbot: QtBot, bench: Bench) -> None:
    switch(bench, "keep_only")
    drag(bench, place_of(bench, 0, 40), place_of(bench, 45, 60))
    qtbot.waitUntil(lambda: len(redactions(bench)) == 1)
    (made,) = redactions(bench)
    assert "Jansen" not in made.text
    assert WORDS[2] in made.text
    assert bench.desk.window.page_view.tool is Tool.CHOOSE
    do(bench, "undo")
    switch(bench, "select_text")
    settle()
    press(bench.desk.window.page_view, Qt.Key.Key_A, CTRL)
    switch(bench, "keep_only")
    qtbot.waitUntil(lambda: len(redactions(bench)) == 1)
    assert redactions(bench)[0].text == ""


def test_two_tools_are_never_in_use_together(bench: Bench) -> None:
    switch(bench, "draw")
    switch(bench, "select_text")
    assert not bench.desk.window.actions_["draw"].isChecked()
    assert tool_of(bench) is Tool.TEXT
    switch(bench, "select_text", on=False)
    assert tool_of(bench) is Tool.CHOOSE


def test_a_redaction_is_moved_and_sized_by_mouse(qtbot: QtBot, bench: Bench) -> None:
    bench.desk.edit_commands.on_box_drawn(0, Box(20, 220, 80, 260))
    qtbot.waitUntil(lambda: len(redactions(bench)) == 1)
    drag(bench, place_of(bench, 50, 240), place_of(bench, 70, 230))
    qtbot.waitUntil(lambda: redactions(bench)[0].boxes != (Box(20, 220, 80, 260),))
    moved = redactions(bench)[0].boxes[0]
    assert moved.as_tuple() == pytest.approx((40, 210, 100, 250), abs=1)
    drag(bench, place_of(bench, moved.x1, 230), place_of(bench, 150, 230))
    qtbot.waitUntil(lambda: redactions(bench)[0].boxes[0].x1 > 140)
    assert redactions(bench)[0].boxes[0].x0 == pytest.approx(moved.x0, abs=0.5)
    do(bench, "undo")
    do(bench, "undo")
    assert redactions(bench)[0].boxes == (Box(20, 220, 80, 260),)


def test_a_redaction_is_moved_by_keyboard(qtbot: QtBot, bench: Bench) -> None:
    view = bench.desk.window.page_view
    bench.desk.edit_commands.on_box_drawn(0, Box(20, 220, 80, 260))
    qtbot.waitUntil(lambda: len(redactions(bench)) == 1)
    do(bench, "adjust")
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Down, SHIFT)
    press(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: redactions(bench)[0].boxes[0].x0 > 25)
    assert redactions(bench)[0].boxes[0].as_tuple() == pytest.approx((29, 220, 89, 270))


def test_a_place_is_widened_narrowed_and_split(qtbot: QtBot, bench: Bench) -> None:
    do(bench, "next_finding")
    do(bench, "end_word_more")
    qtbot.waitUntil(lambda: len(redactions(bench)) == 1)
    assert redactions(bench)[0].text == "P. Jansen minister"
    assert redactions(bench)[0].finding_id
    do(bench, "start_word_less")
    do(bench, "end_letter_less")
    assert redactions(bench)[0].text == "Jansen ministe"
    do(bench, "split")
    assert sorted(r.text for r in redactions(bench)) == ["Jansen", "ministe"]
    for _ in range(4):
        do(bench, "undo")
    assert redactions(bench) == []
    assert states_of(bench)[0] == "proposed"
