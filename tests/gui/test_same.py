"""Copies and versions, two documents beside each other, proposals for the scope: in the window."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench
from tests.gui.work import answers
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.alignment import Part
from woo_desk.domain.changes import Changes
from woo_desk.domain.document import DatePrecision, HiddenItem, HiddenKind
from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.likeness import Likeness, LikenessKind, LikenessState
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.self_description import DateBasis, SelfDescription
from woo_desk.domain.vague_dates import Fineness
from woo_desk.errors import UsageError, WorkerDied
from woo_desk.gui.commands.same import COMPARE, REJECT
from woo_desk.gui.dialogs.choose_document_dialog import ChooseDocumentDialog
from woo_desk.gui.dialogs.compare_dialog import CompareDialog
from woo_desk.gui.dialogs.description_dialog import DescriptionDialog
from woo_desk.gui.dialogs.proposals_dialog import ProposalsDialog
from woo_desk.gui.dialogs.request_dialog import RequestDialog
from woo_desk.gui.models.told_lines import told_lines
from woo_desk.texts import text
from woo_desk.usecases.page_scope import page_scopes
from woo_desk.usecases.requests_content import CompareRequest, CompareResult, Piece, Segment
from woo_desk.usecases.same_once import likenesses
from woo_desk.usecases.scope_proposals import scope_request
from woo_desk.usecases.self_descriptions import date_in_words, description_of
from woo_desk.usecases.session import Session
from woo_desk.usecases.spoken import spoken_of


def compared(_request: CompareRequest) -> CompareResult:
    left = Piece(0, Span(0, 5), (Box(20, 20, 60, 32),))
    right = Piece(1, Span(0, 3), (Box(30, 40, 60, 52),))
    equal = Piece(0, Span(6, 9), ())
    return CompareResult(
        (
            Segment(Part.EQUAL, (equal,), (equal,)),
            Segment(Part.CHANGED, (left,), (right,), "1.040", "980"),
            Segment(Part.RIGHT, (), (right,), "", "nieuw"),
        )
    )


@pytest.fixture
def fake_engine() -> FakeEngine:
    return FakeEngine({**answers(), "compare": compared})


@pytest.fixture
def session(opened: Bench) -> Session:
    assert opened.desk.session is not None
    return opened.desk.session


def put_likeness(session: Session, kind: LikenessKind) -> Likeness:
    first, second = session.file.documents()[:2]
    likeness = Likeness(second.id, first.id, kind, 0.8)
    with session.step("liken_documents") as tx:
        tx.put(likeness)
    return likeness


def fill(bench: Bench, kind: type[QDialog], verb: str = "") -> list[QDialog]:
    """Accept dialogs of a kind, by a further button when one is named."""

    def run(dialog: QDialog) -> bool:
        if not isinstance(dialog, kind):
            return False
        if verb and isinstance(dialog, ProposalsDialog):
            dialog.press(verb)
        return True

    bench.asker.fill = run
    return bench.asker.dialogs


def test_likenesses_are_compared_and_confirmed(
    opened: Bench, session: Session, qtbot: QtBot
) -> None:
    put_likeness(session, LikenessKind.SAME_TEXT)
    dialogs = fill(opened, ProposalsDialog, COMPARE)
    opened.desk.same_commands.show_likenesses()
    qtbot.waitUntil(lambda: isinstance(dialogs[-1], CompareDialog))
    fill(opened, ProposalsDialog)
    opened.desk.same_commands.show_likenesses()
    assert likenesses(session)[0].state is LikenessState.CONFIRMED
    second = session.file.documents()[1]
    assert second.duplicate_of == session.file.documents()[0].id
    opened.desk.window.document_list.choose(second.id)
    opened.desk.same_commands.show_likenesses()
    assert opened.desk.window.notice.isVisible()


def test_rejecting_leaves_the_documents_alone(opened: Bench, session: Session) -> None:
    put_likeness(session, LikenessKind.SCAN)
    fill(opened, ProposalsDialog, REJECT)
    opened.desk.same_commands.show_likenesses()
    assert likenesses(session)[0].state is LikenessState.REJECTED
    assert not any(each.duplicate_of for each in session.file.documents())


def test_two_documents_beside_each_other(opened: Bench, session: Session, qtbot: QtBot) -> None:
    likeness = put_likeness(session, LikenessKind.VERSION)
    dialogs = fill(opened, ChooseDocumentDialog)
    opened.desk.same_commands.compare_with()
    qtbot.waitUntil(lambda: len(dialogs) == 2)
    chooser, dialog = dialogs
    assert isinstance(chooser, ChooseDocumentDialog)
    assert chooser.chosen == likeness.document_id, "what is alike comes first"
    assert isinstance(dialog, CompareDialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert (dialog.left.index, dialog.right.index) == (0, 1)
    assert "1.040" in dialog.words.text()
    assert "980" in dialog.words.text()
    dialog.step(1)
    assert "nieuw" in dialog.words.text()
    assert dialog.right.marks == 1
    dialog.step(1)
    assert "1.040" in dialog.words.text(), "after the last comes the first"
    dialog.grab()
    dialog.close()


def test_scope_is_proposed_and_accepted_for_what_is_ticked(opened: Bench, session: Session) -> None:
    opened.desk.same_commands.propose_scope()
    assert opened.asker.dialogs == [], "nothing was asked, so nothing can be proposed"

    def run(dialog: QDialog) -> bool:
        if isinstance(dialog, RequestDialog):
            dialog.subjects.setText("stuk; nareis")
            dialog.words.setPlainText("Alle stukken")
        if isinstance(dialog, ProposalsDialog):
            assert dialog.table.rowCount() == 3
            dialog.tick(0, False)
        return True

    opened.asker.fill = run
    opened.desk.same_commands.change_request()
    assert scope_request(session).subjects == ("stuk", "nareis")
    opened.desk.same_commands.propose_scope()
    decided = session.file.current_decisions(session.dossier.basis)
    assert len(decided) == 2
    assert {each.outcome for each in decided.values()} == {ScopeOutcome.IN_SCOPE}


def test_pages_with_properties_of_a_file_are_left_out_at_once(
    opened: Bench, session: Session, qtbot: QtBot
) -> None:
    desk, nota = opened.desk, session.file.documents()[1]
    said = HiddenItem(HiddenKind.METADATA, None, "creator: Jan Jansen")
    with session.step("correct_description") as tx:
        tx.put(replace(nota, hidden=(said,)))
    with session.file.derive() as derived:
        heading = f"[{text('mark.properties')}]"
        derived.put_page_result(nota.id, 2, heading, (), True, "test")

    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, ProposalsDialog)
        assert dialog.table.rowCount() == 1
        return True

    opened.asker.fill = run
    desk.window.actions_["scope_proposals"].trigger()
    qtbot.waitUntil(lambda: not desk.bridge.is_busy)
    (scope,) = page_scopes(session, nota.id)
    assert (scope.first, scope.last) == (2, 2)
    desk.window.actions_["undo"].trigger()
    assert page_scopes(session, nota.id) == ()


def test_what_was_read_can_be_corrected(opened: Bench, session: Session) -> None:
    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, DescriptionDialog)
        dialog.unit.setText("Directie Migratie")
        dialog.attachment_field.setPlainText("brief 2\nverslag")
        return True

    opened.asker.fill = run
    first = session.file.documents()[1]
    opened.desk.window.document_list.choose(first.id)
    opened.desk.same_commands.correct_description()
    said = description_of(session, first.id)
    assert said is not None
    assert (said.unit, said.attachments) == ("Directie Migratie", ("brief 2", "verslag"))
    shown = opened.desk.window.document_panel.told
    assert text("gui.told.missing", name="verslag") in shown
    assert text("gui.told.found", name="brief 2", number="0001") in shown


def test_a_vague_date_is_proposed_taken_over_and_shown(opened: Bench, session: Session) -> None:
    first = session.file.documents()[0]
    said = SelfDescription(
        first.id,
        dt.date(2023, 12, 11),
        dt.date(2023, 12, 20),
        "medio december 2023",
        Fineness.PART_OF_MONTH,
        DateBasis.VAGUE,
        basis=LegalBasis.ART_68_GW,
    )
    with session.step("liken_documents") as tx:
        tx.put(said)
    opened.desk.on_changed(Changes(documents=frozenset({first.id})))
    panel = opened.desk.window.document_panel
    why = text("date_basis.vague")
    assert text("gui.told.date", printed="medio december 2023", why=why) in panel.told
    assert text("gui.told.basis", basis=text("legal_basis.art68")) in panel.told

    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, DescriptionDialog)
        dialog.date_words.setText("ergens in de winter")
        allowed = [dialog.can_accept]
        dialog.proposal.click()
        allowed.append(dialog.can_accept)
        assert allowed == [False, True]
        assert "11-12-2023" in dialog.period.text()
        assert "20-12-2023" in dialog.period.text()
        return True

    opened.asker.fill = run
    opened.desk.same_commands.correct_description()
    document = session.file.document(first.id)
    assert (document.date, document.date_precision) == (
        dt.date(2023, 12, 11), DatePrecision.DERIVED,
    )  # fmt: skip
    assert text("description.dated", printed="medio december 2023") in panel.told
    assert spoken_of(session, session.file.state(first.id)).remark == "Datum: medio december 2023"
    opened.desk.window.actions_["undo"].trigger()
    assert session.file.document(first.id).date is None
    with pytest.raises(UsageError, match="date_unclear"):
        date_in_words("3 mei of 4 mei 2024")


def make_copy(session: Session, prepared: str | None = None) -> tuple[DocumentId, DocumentId]:
    """The second document becomes a copy of the first, with the same pages unless others given."""
    first, second = session.file.documents()[:2]
    digest = first.prepared_sha256 if prepared is None else second.prepared_sha256
    with session.step("liken_documents") as tx:
        tx.put(replace(second, duplicate_of=first.id, prepared_sha256=digest))
    return first.id, second.id


def test_what_follows_in_copies_is_shown_at_once(opened: Bench, session: Session) -> None:
    first, second = make_copy(session)
    desk = opened.desk
    desk.window.document_list.choose(first)
    desk.window.actions_["out_of_scope"].trigger()  # the dialog is closed: nothing happens
    desk.window.actions_["in_scope"].trigger()
    row = next(row for row in desk.window.documents.rows if row.document.id == second)
    assert row.outcome is ScopeOutcome.DUPLICATE, "the row in the list says so"
    assert told_lines(session, session.file.document(first))[0] == text("gui.told.copies", count=1)
    desk.window.actions_["undo"].trigger()
    row = next(row for row in desk.window.documents.rows if row.document.id == second)
    assert row.outcome is None


def test_a_copy_with_other_pages_is_offered_with_one_key(opened: Bench, session: Session) -> None:
    first, second = make_copy(session, prepared="own")
    desk = opened.desk
    desk.window.document_list.choose(second)
    desk.window.actions_["in_scope"].trigger()
    assert desk.window.notice.words == text("gui.carried.waiting", count=1)
    number = session.file.document(first).printed_number
    said = text("gui.told.own_pages", number=number)
    assert said in told_lines(session, session.file.document(second))
    waiting = text("gui.told.other_pages", count=1)
    assert waiting in told_lines(session, session.file.document(first))
    assert desk.window.actions_["carry_over"].shortcut().toString() == "Ctrl+Shift+D"


def test_carrying_over_says_what_it_did(opened: Bench, session: Session) -> None:
    opened.desk.same_commands.carry_over()
    assert opened.desk.window.notice.isVisible()
    assert opened.sink.errors == []


def test_a_comparison_that_fails_is_told(opened: Bench, session: Session, qtbot: QtBot) -> None:
    first, second = (each.id for each in session.file.documents()[:2])
    engine = opened.desk.services.engine
    assert isinstance(engine, FakeEngine)
    engine.answers = {**engine.answers, "compare": WorkerDied("worker_died")}
    opened.desk.same_commands.compare(first, second)
    qtbot.waitUntil(lambda: opened.desk.window.notice.isVisible())
    assert opened.asker.dialogs == []
