"""Third parties and earlier provisions, on the real window."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import docx
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog

from tests.gui.conftest import Bench
from tests.gui.work import answers, files, make_dossier
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.domain.provision import EarlierProvision
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.third_party import ViewOutcome
from woo_desk.gui.dialogs.proposals_dialog import ProposalsDialog
from woo_desk.gui.dialogs.provisions_dialog import ProvisionsDialog
from woo_desk.gui.dialogs.third_parties_dialog import ThirdPartiesDialog
from woo_desk.usecases.procedure import procedure, put_event
from woo_desk.usecases.provisions import add_provision, provision_matches, provisions
from woo_desk.usecases.review import confirm_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.usecases.third_parties import (
    add_third_party,
    record_view,
    suspended,
    third_parties,
)

WORD = "Smit"
"""Stands on every page of the documents with text."""


def session_of(bench: Bench) -> Session:
    assert bench.desk.session is not None
    return bench.desk.session


def fill_parties(bench: Bench, act: Callable[[ThirdPartiesDialog], object]) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ThirdPartiesDialog)
        act(dialog)
        return dialog.wanted is not None

    bench.asker.fill = fill
    bench.desk.window.actions_["third_parties"].trigger()


def test_a_party_is_put_in_and_its_passages_are_found(opened: Bench) -> None:
    session = session_of(opened)

    def act(dialog: ThirdPartiesDialog) -> None:
        assert not dialog.asking.isEnabled()
        dialog.who.save.click()
        assert opened.sink.errors == ["party_without_name"]
        dialog.who.name.setText("Bakkerij De Zon")
        dialog.who.terms.setText(f"{WORD}; ")
        dialog.who.address.setPlainText("Kade 1\nDelft")
        dialog.who.save.click()
        assert dialog.chosen is not None
        assert dialog.passages.rowCount() == len(dialog.chosen.passages) == 5
        dialog.passages.tick(0, objection=False, is_on=False)
        assert [each.is_theirs for each in third_parties(session)[0].passages].count(False) == 1
        dialog.who.terms.setText(f"{WORD}; De Boer")
        dialog.who.save.click()
        again = third_parties(session)[0]
        assert not again.passages[0].is_theirs, "what a person said of a passage stays"

    fill_parties(opened, act)
    (party,) = third_parties(session)
    assert (party.name, party.terms) == ("Bakkerij De Zon", (WORD, "De Boer"))
    for _ in range(3):
        opened.desk.window.actions_["undo"].trigger()
    assert third_parties(session) == ()


def test_asking_stops_the_term_and_the_last_answer_lets_it_go_on(opened: Bench) -> None:
    session, window = session_of(opened), opened.desk.window
    opened.desk.do(lambda s: put_event(s, ProcedureEventKind.RECEIVED, dt.date(2026, 3, 2)))
    before = window.deadline.text()
    for name in ("De Zon", "De Maan"):
        add_third_party(session, name, terms=[WORD])

    def ask(dialog: ThirdPartiesDialog) -> None:
        for row in range(2):
            dialog.choose(row)
            dialog.asking.day.setDate(QDate(2026, 3, 3))
            dialog.asking.until.setDate(QDate(2026, 3, 17))
            dialog.asking.told.setChecked(row == 0)
            dialog.asking.ask.click()

    fill_parties(opened, ask)
    assert [e.kind for e in procedure(session)].count(ProcedureEventKind.VIEWS_ASKED) == 1
    assert window.deadline.text() != before

    def answer(dialog: ThirdPartiesDialog) -> None:
        for row, (outcome, day) in enumerate(
            [(ViewOutcome.AGREES, QDate(2026, 3, 9)), (ViewOutcome.OBJECTS, QDate(2026, 3, 5))]
        ):
            dialog.choose(row)
            form = dialog.answering
            form.outcome.setCurrentIndex(form.outcome.findData(outcome))
            form.day.setDate(day)
            form.record.click()
            kinds = [event.kind for event in procedure(session)]
            assert kinds.count(ProcedureEventKind.VIEWS_IN) == row

    fill_parties(opened, answer)
    (views_in,) = [e for e in procedure(session) if e.kind is ProcedureEventKind.VIEWS_IN]
    assert views_in.day == dt.date(2026, 3, 9)
    opened.desk.window.actions_["undo"].trigger()
    assert ProcedureEventKind.VIEWS_IN not in [event.kind for event in procedure(session)]


def test_an_answer_before_the_question_is_refused(opened: Bench) -> None:
    session = session_of(opened)
    add_third_party(session, "De Zon", terms=[WORD])

    def act(dialog: ThirdPartiesDialog) -> None:
        dialog.asking.day.setDate(QDate(2026, 3, 3))
        dialog.asking.until.setDate(QDate(2026, 3, 1))
        dialog.asking.ask.click()
        assert opened.sink.errors == ["event_day_wrong"]
        dialog.asking.until.setDate(QDate(2026, 3, 17))
        dialog.asking.ask.click()
        form = dialog.answering
        form.outcome.setCurrentIndex(form.outcome.findData(ViewOutcome.AGREES))
        form.day.setDate(QDate(2026, 3, 2))
        form.record.click()
        assert opened.sink.errors == ["event_day_wrong"] * 2

    fill_parties(opened, act)
    assert third_parties(session)[0].outcome is ViewOutcome.NONE


def test_what_is_objected_to_waits_and_the_line_jumps_to_the_parties(opened: Bench) -> None:
    desk, session = opened.desk, session_of(opened)
    documents = [document.id for document in session.file.documents()]
    decide_scope(session, documents, ScopeOutcome.IN_SCOPE)
    party = add_third_party(session, "De Zon", terms=[WORD])
    objects = dataclasses.replace(
        party, asked_on=dt.date(2026, 2, 1), outcome=ViewOutcome.PARTLY,
        answered_on=dt.date(2026, 2, 2),
    )  # fmt: skip
    record_view(session, objects)
    assert len(suspended(session)) == 2

    def only_the_first(dialog: ThirdPartiesDialog) -> None:
        dialog.passages.tick(0, objection=True, is_on=True)
        assert "0001" in dialog.waits.text()
        assert "0002" not in dialog.waits.text()

    fill_parties(opened, only_the_first)
    assert suspended(session) == {documents[0]}
    desk.workspaces.go("publish")
    desk.publish.read_again()
    left = desk.publish.left
    row = next(n for n, line in enumerate(left.lines) if line.kind == "objections")
    assert not left.lines[row].blocks
    left.choose(row)
    left.go.click()
    assert desk.state is not None
    assert desk.state.document.id == documents[0]

    def follow(dialog: ThirdPartiesDialog) -> None:
        dialog.answering.followed.click()
        dialog.answering.record.click()
        assert dialog.waits.text() == ""

    fill_parties(opened, follow)
    assert suspended(session) == frozenset()


def test_the_letter_of_one_party_is_written_and_a_passage_is_shown(opened: Bench) -> None:
    session = session_of(opened)
    for name in ("De Zon", "De Maan"):
        add_third_party(session, name, terms=[WORD])

    def act(dialog: ThirdPartiesDialog) -> None:
        dialog.choose(1)
        dialog.asking.letter.click()
        dialog.passages.setCurrentCell(dialog.passages.rowCount() - 1, 4)
        dialog.go.click()

    fill_parties(opened, act)
    folder = session.file.path.parent / "intern" / "brieven"
    (path,) = folder.iterdir()
    said = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert "De Maan" in said
    assert "De Zon" not in said
    assert opened.desk.state is not None
    assert opened.desk.state.document.printed_number == "0002"


def test_a_reader_can_look_and_change_nothing(opened: Bench, path: Path) -> None:
    session = session_of(opened)
    add_third_party(session, "De Zon", terms=[WORD])
    opened.desk.close()
    path.chmod(0o400)
    assert opened.desk.open(path)
    if opened.desk.can_write:  # root may write to everything
        return

    def act(dialog: ThirdPartiesDialog) -> None:
        assert dialog.chosen is not None
        assert not dialog.who.isEnabled()
        assert not dialog.new.isEnabled()

    fill_parties(opened, act)


# Earlier provisions ------------------------------------------------------------------------------


def fill_register(bench: Bench, act: Callable[[ProvisionsDialog], object]) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ProvisionsDialog)
        act(dialog)
        return dialog.wanted is not None

    bench.asker.fill = fill
    bench.desk.window.actions_["earlier_provisions"].trigger()


def test_what_went_out_before_is_entered_and_accepted(opened: Bench, tmp_path: Path) -> None:
    session = session_of(opened)
    document = session.file.documents()[1]
    opened.asker.next_files = [tmp_path / "in" / "nota 3.txt"]

    def act(dialog: ProvisionsDialog) -> None:
        dialog.name.setText("Nota voor de Kamer")
        dialog.reference.setText("19637, nr. 3606")
        dialog.buttons["file"].click()
        dialog.buttons["save"].click()
        assert [match.document_id for match in provision_matches(session)] == [document.id]
        assert "0002" in (item.text() if (item := dialog.table.item(0, 5)) else "")
        dialog.buttons["accept"].click()
        assert opened.sink.errors == ["provision_without_link"]
        dialog.link.setText("geen adres")
        dialog.buttons["save"].click()
        assert opened.sink.errors[-1] == "provision_link_wrong"
        dialog.link.setText("https://voorbeeld.nl/1.pdf")
        dialog.buttons["save"].click()
        dialog.buttons["go"].click()
        dialog.buttons["accept"].click()

    fill_register(opened, act)
    assert opened.desk.state is not None
    assert opened.desk.state.document.id == document.id
    override = session.file.override(document.id)
    assert override is not None
    assert override.judgement is Judgement.ALREADY_PUBLIC
    assert override.public_link == "https://voorbeeld.nl/1.pdf"
    assert "3606" in override.reason
    opened.desk.window.actions_["undo"].trigger()
    assert session.file.override(document.id) is None
    fill_register(opened, lambda dialog: dialog.buttons["remove"].click())
    assert provisions(session) == ()


def test_a_proposal_that_nobody_took_over_is_a_line_with_a_jump(opened: Bench) -> None:
    session = session_of(opened)
    document = session.file.documents()[0]
    given = EarlierProvision("e", "Brief", None, None, source_sha256=document.source_sha256)
    add_provision(session, given)
    desk = opened.desk
    desk.workspaces.go("publish")
    desk.publish.read_again()
    left = desk.publish.left
    row = next(n for n, line in enumerate(left.lines) if line.kind == "provisions")
    seen: list[str] = []

    def fill(dialog: QDialog) -> bool:
        seen.append(type(dialog).__name__)
        return False

    opened.asker.fill = fill
    left.choose(row)
    left.go.click()
    assert seen == ["ProvisionsDialog"]


def test_earlier_redactions_are_shown_first_then_taken_over_and_undone(
    opened: Bench, tmp_path: Path
) -> None:
    session = session_of(opened)
    earlier = tmp_path / "eerder.woodossier"
    session.file.copy_to(earlier)
    other = make_dossier(
        tmp_path / "ander.woodossier", FakeEngine(answers()), files(tmp_path / "x", "kaart 1")
    )
    first = session.file.documents()[0]
    found = session.file.findings(first.id)
    confirm_findings(session, [found[0]])
    (box,) = session.file.redactions(first.id)
    session.file.copy_to(tmp_path / "gelakt.woodossier")
    opened.desk.window.actions_["undo"].trigger()
    shown: list[list[str]] = []

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ProposalsDialog)
        shown.append(
            [item.text() for n in range(4) if (item := dialog.table.item(0, n)) is not None]
        )
        return True

    opened.asker.fill = fill
    reuse = opened.desk.window.actions_["reuse_redactions"]
    for path in (earlier, other):
        opened.asker.next_dossier = path
        reuse.trigger()
        assert shown == []
    opened.asker.next_dossier = tmp_path / "gelakt.woodossier"
    reuse.trigger()
    assert shown == [["0001", first.title, "1", "0"]]
    (taken,) = session.file.redactions(first.id)
    assert (taken.boxes, taken.confirmed_by) == (box.boxes, "tester")
    opened.desk.window.actions_["undo"].trigger()
    assert session.file.redactions(first.id) == ()
    opened.asker.next_dossier = session.file.path
    reuse.trigger()
    assert opened.sink.errors == ["same_dossier"]
