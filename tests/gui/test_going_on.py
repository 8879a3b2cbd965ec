"""One key leads on to what is next: documents without a decision, pages to look at, differences."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.keys import current_number, session_of
from tests.gui.work import answers, files, make_dossier
from tests.helpers import cases
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.gui.dialogs.passage_dialog import PassageDialog
from woo_desk.gui.stepper import Stepper
from woo_desk.store.rows import PASSAGE_CHOICE
from woo_desk.texts import text
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session


def session(bench: Bench) -> Session:
    found = session_of(bench)
    if found is None:
        raise AssertionError
    return found


def outcomes(bench: Bench) -> list[ScopeOutcome | None]:
    return [row.outcome for row in bench.desk.window.documents.rows]


def test_the_rest_comes_within_the_request_as_one_step(opened: Bench) -> None:
    first = opened.desk.window.documents.at(0).document.id
    opened.desk.do(lambda s: decide_scope(s, [first], ScopeOutcome.OUT_OF_SCOPE))
    opened.desk.window.actions_["rest_in_scope"].trigger()
    inside = ScopeOutcome.IN_SCOPE
    assert outcomes(opened) == [ScopeOutcome.OUT_OF_SCOPE, inside, inside]
    assert opened.desk.window.notice.isVisible()
    opened.desk.window.actions_["undo"].trigger()
    assert outcomes(opened) == [ScopeOutcome.OUT_OF_SCOPE, None, None]
    opened.desk.window.actions_["rest_in_scope"].trigger()
    opened.desk.window.actions_["rest_in_scope"].trigger()  # nothing is left
    assert outcomes(opened) == [ScopeOutcome.OUT_OF_SCOPE, inside, inside]


def test_copies_follow_what_is_decided_about_the_first_of_them(
    make_bench: MakeBench, fake_engine: FakeEngine, path: Path, tmp_path: Path
) -> None:
    sources = files(tmp_path / "in", "brief 1", "nota 1")
    copy = tmp_path / "in" / "kopie 1.txt"
    copy.write_bytes(sources[0].read_bytes())
    make_dossier(path, fake_engine, [*sources, copy])
    bench = make_bench(fake_engine)
    assert bench.desk.open(path)
    bench.desk.window.actions_["rest_in_scope"].trigger()
    rows = bench.desk.window.documents.rows
    copies = [row.outcome for row in rows if row.document.duplicate_of]
    assert copies == [ScopeOutcome.DUPLICATE]
    inside = [row.outcome for row in rows if not row.document.duplicate_of]
    assert inside == [ScopeOutcome.IN_SCOPE, ScopeOutcome.IN_SCOPE]


def test_a_page_that_was_looked_at_leads_to_the_next_document(
    make_bench: MakeBench, path: Path, tmp_path: Path
) -> None:
    engine = FakeEngine(answers())
    make_dossier(path, engine, files(tmp_path / "in", "scan 2", "brief 1", "scan 1"))
    bench = make_bench(engine)
    assert bench.desk.open(path)
    desk = bench.desk
    desk.window.document_list.choose(desk.window.documents.at(0).document.id)
    order = [current_number(bench)]
    for _ in range(3):
        desk.window.actions_["mark_looked"].trigger()
        order.append(current_number(bench))
    assert [row.unseen for row in desk.window.documents.rows] == [0, 0, 0]
    scans = [row.document.number for row in desk.window.documents.rows if row.document.page_count]
    assert order[0] == order[1]  # its second page
    assert order[2] == order[3] != order[0]
    assert set(order) <= set(scans)
    assert desk.window.notice.isVisible()  # nothing is left to look at


# Differences ----------------------------------------------------------------------------------

SAID = "wij vinden dat de wethouder dit plan beter niet had kunnen indienen bij de raad"


@pytest.fixture
def differing(bench: Bench, path: Path) -> Bench:
    """Three documents with one passage; it is redacted in the first alone."""
    make_dossier(path, FakeEngine(answers()), [])
    assert bench.desk.open(path)
    found = session(bench)
    for number in (1, 2, 3):
        with found.step("add_documents") as tx:
            tx.put(cases.document(number))
            tx.put(cases.page(number))
            tx.put(cases.decision(number, sequence=number))
        with found.file.derive() as derived:
            derived.put_page_result(cases.document(number).id, 0, f"Wel, {SAID}.", (), True, "1")
    with found.step("add_redaction") as tx:
        tx.put(cases.redaction(number=1, words=SAID, origin=RedactionOrigin.MANUAL))
    bench.desk.in_step.reload_documents()
    return bench


def test_export_is_refused_until_the_difference_is_settled(differing: Bench) -> None:
    desk = differing.desk
    desk.window.actions_["export"].trigger()
    assert desk.workspaces.current.name == "publish"
    lines = {line.kind: line for line in desk.publish.left.lines}
    assert lines["passage"].blocks
    shown: list[tuple[str, str, bool]] = []

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, PassageDialog)
        shown.append(
            (
                dialog.left.view.toPlainText(),
                dialog.right.view.toPlainText(),
                dialog.leave.isEnabled(),
            )
        )
        dialog.reason.setText("De schrijver gaf toestemming.")
        dialog.leave.click()
        return True

    differing.asker.fill = answer
    desk.compare_commands.compare(lines["passage"])
    assert shown == [(f"Wel, {SAID}.", f"Wel, {SAID}.", False)]
    kept = session(differing).file.items(PASSAGE_CHOICE)
    assert [choice.reason for choice in kept] == ["De schrijver gaf toestemming."]
    # each document has a line of its own; the other one still waits
    assert [line.kind for line in desk.publish.left.lines].count("passage") == 1


def test_an_answer_can_hold_for_the_same_words_elsewhere(differing: Bench) -> None:
    desk = differing.desk
    file = session(differing).file
    with file.derive() as derived:
        twice = f"Wel, {SAID}. Nog eens: {SAID}."
        derived.put_page_result(cases.document(2).id, 0, twice, (), True, "1")
    desk.workspaces.go("publish")
    line = next(n for n in desk.publish.left.lines if n.kind == "passage" and n.count == 2)
    asked: list[bool] = []

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, PassageDialog)
        asked.append(dialog.is_for_all)
        dialog.reason.setText("Zo bedoeld.")
        dialog.leave.click()
        return True

    differing.asker.fill = answer
    desk.compare_commands.compare(line)
    assert asked == [True]
    assert len(file.items(PASSAGE_CHOICE)) == 2


def test_a_file_that_could_not_be_opened_says_what_is_wrong_with_it(
    differing: Bench,
) -> None:
    found = session(differing)
    damaged = dataclasses.replace(cases.document(4), problem=IntakeProblem.ENCRYPTED, page_count=0)
    with found.step("add_documents") as tx:
        tx.put(damaged)
    differing.desk.workspaces.go("publish")
    (line,) = [n for n in differing.desk.publish.left.lines if n.kind == "problem"]
    assert "wachtwoord" in line.what
    assert "zonder wachtwoord" in line.now


def test_while_documents_come_in_the_window_does_not_ask_for_them(
    make_bench: MakeBench, path: Path, tmp_path: Path
) -> None:
    make_dossier(path, FakeEngine(answers()), [])
    engine = FakeEngine(answers(), hold=True)
    bench = make_bench(engine)
    assert bench.desk.open(path)
    window = bench.desk.window
    assert window.middle is window.empty_dossier
    bench.desk.dossier_commands.add(files(tmp_path / "in", "brief 1"))
    assert window.middle is window.taking_in
    bench.desk.bridge.finish()
    assert window.middle is window.empty_dossier


def test_what_is_left_is_read_in_slices_and_an_export_waits_for_it(
    differing: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Stepper, "slice_s", 0.0)  # one step at a time
    desk = differing.desk
    desk.workspaces.go("publish")
    assert desk.publish.left.heading.text() == text("gui.left.reading")
    assert desk.publish.left.lines == ()
    desk.window.actions_["export"].trigger()
    # Nothing is known yet, so nothing is refused.
    assert desk.window.notice.words == text("gui.left.reading")
    qtbot.waitUntil(lambda: bool(desk.publish.left.lines))
    assert desk.window.notice.words == text("gui.export.blocked")


def test_a_change_while_it_is_read_begins_the_reading_anew(
    differing: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Stepper, "slice_s", 0.0)
    desk = differing.desk
    desk.workspaces.go("publish")
    documents = [document.id for document in session(differing).file.documents()]
    out = ScopeOutcome.OUT_OF_SCOPE
    desk.do(lambda s: decide_scope(s, documents[1:], out, ScopeReason.PERIOD))
    qtbot.waitUntil(lambda: desk.publish.left.heading.text() != text("gui.left.reading"))
    assert "passage" not in [line.kind for line in desk.publish.left.lines]
