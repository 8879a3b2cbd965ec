"""The tables behave as Qt asks, and say in words what they show by a sign."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from tests.gui.work import files, make_dossier
from tests.helpers import cases
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.finding import Proposal
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.gui.models import document_table, finding_table
from woo_desk.gui.models.document_table import DocumentTable, RowState
from woo_desk.gui.models.finding_table import FindingTable, MarkState, mark_rows
from woo_desk.store.dossier_file import DossierFile

Role = Qt.ItemDataRole


def check(tester: ModelTester, table: DocumentTable | FindingTable) -> None:
    tester.check(table)  # type: ignore[no-untyped-call]  # pytest-qt types it half


def test_document_table_keeps_the_rules_of_qt(
    qtmodeltester: ModelTester, tmp_path: Path, fake_engine: FakeEngine
) -> None:
    path = make_dossier(
        tmp_path / "d.woodossier", fake_engine, files(tmp_path / "in", "brief 3", "scan 1")
    )
    table = DocumentTable()
    with DossierFile.open(path) as file:
        table.load(file)
        check(qtmodeltester, table)
        table.load(None)
    check(qtmodeltester, table)
    assert table.rowCount() == 0


def test_finding_table_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    table = FindingTable()
    found = cases.finding("P. Jansen", 0)
    table.load(cases.state(findings=(found,), redactions=(cases.redaction(found),)))
    check(qtmodeltester, table)
    table.load(cases.state(findings=(found,)))
    table.load(None)
    check(qtmodeltester, table)


def test_document_row_says_its_state_in_words(tmp_path: Path, fake_engine: FakeEngine) -> None:
    path = make_dossier(tmp_path / "d.woodossier", fake_engine, files(tmp_path / "in", "brief 3"))
    table = DocumentTable()
    with DossierFile.open(path) as file:
        table.load(file)
    state = table.index(0, document_table.Column.STATE)
    assert table.data(state, Role.AccessibleTextRole) == "Nog geen beslissing over de reikwijdte"
    assert table.data(table.index(0, document_table.Column.OPEN), Role.DisplayRole) == "6"
    spoken = table.data(table.index(0, document_table.Column.OPEN), Role.AccessibleTextRole)
    assert spoken == "6 punten open"
    assert table.at(0).open_findings == 6
    assert table.data(QModelIndex(), Role.DisplayRole) is None


@pytest.mark.parametrize("table", [DocumentTable(), FindingTable()])
def test_the_column_with_signs_has_a_name_though_its_heading_is_empty(
    table: DocumentTable | FindingTable,
) -> None:
    across = Qt.Orientation.Horizontal
    assert table.headerData(0, across, Role.DisplayRole) == ""
    assert table.headerData(0, across, Role.AccessibleTextRole) == "Stand"


@pytest.mark.parametrize(
    ("outcome", "problem", "open_points", "expected"),
    [
        (None, None, 3, RowState.NEW),
        (None, IntakeProblem.DAMAGED, 0, RowState.PROBLEM),
        (ScopeOutcome.OUT_OF_SCOPE, IntakeProblem.DAMAGED, 0, RowState.OUT),
        (ScopeOutcome.DUPLICATE, None, 3, RowState.OUT),
        (ScopeOutcome.IN_SCOPE, None, 3, RowState.OPEN),
        (ScopeOutcome.IN_SCOPE, None, 0, RowState.DONE),
        (ScopeOutcome.IN_SCOPE, IntakeProblem.DAMAGED, 0, RowState.PROBLEM),
    ],
)
def test_state_of_a_row(
    outcome: ScopeOutcome | None,
    problem: IntakeProblem | None,
    open_points: int,
    expected: RowState,
) -> None:
    document = cases.document(problem=problem)
    assert document_table._state(document, outcome, open_points) is expected


def test_a_name_like_markup_is_shown_as_it_is() -> None:
    tip = document_table.plain_tip("<b>nota</b> & zo\nregel twee")
    assert tip == "<qt>&lt;b&gt;nota&lt;/b&gt; &amp; zo<br>regel twee</qt>"


@pytest.mark.parametrize(
    ("proposal", "redacted", "expected"),
    [
        (Proposal.REDACT, False, MarkState.PROPOSED),
        (Proposal.ASK, False, MarkState.ASKED),
        (Proposal.KEEP, False, MarkState.READABLE),
        (Proposal.KEEP, True, MarkState.REDACTED),
        (Proposal.REDACT, True, MarkState.REDACTED),
    ],
)
def test_state_of_a_place(proposal: Proposal, redacted: bool, expected: MarkState) -> None:
    found = cases.finding("P. Jansen", 0, proposal=proposal)
    redactions = (cases.redaction(found),) if redacted else ()
    (row,) = mark_rows(cases.state(findings=(found,), redactions=redactions))
    assert row.state is expected
    assert row.is_open is (expected in (MarkState.PROPOSED, MarkState.ASKED))


def test_a_redaction_whose_finding_is_gone_is_still_listed() -> None:
    gone = cases.finding("P. Jansen", 0)
    (row,) = mark_rows(cases.state(redactions=(cases.redaction(gone),)))
    assert row.state is MarkState.REDACTED
    assert row.words == "P. Jansen"
    assert row.key


def test_details_say_kind_role_reason_and_who_redacted() -> None:
    found = cases.finding("P. Jansen", 0)
    (row,) = mark_rows(cases.state(findings=(found,), redactions=(cases.redaction(found),)))
    lines = finding_table.described(row).splitlines()
    assert lines[:4] == ["P. Jansen", "Gelakt", "Naam, Ambtenaar", "test"]
    assert lines[4].startswith("5.1.2.e ")
    assert lines[-1].endswith("door tester")
