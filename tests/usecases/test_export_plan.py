"""The plan of an export: read in small steps, and of what is decided at its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import cases
from tests.helpers.cases import FixedClock
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.export_plan import ExportNotReady, plan_export, read_plan
from woo_desk.usecases.session import Session
from woo_desk.usecases.steps import whole

DOCUMENTS = 120


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = create_dossier(
        tmp_path / "a.woodossier", "Proef", LegalBasis.WOO, user="Anna", clock=FixedClock()
    )
    with session.file:
        with session.step("add_documents") as tx:
            for number in range(1, DOCUMENTS + 1):
                tx.put(cases.document(number))
                tx.put(cases.page(number))
                tx.put(cases.decision(number, sequence=number))
        with session.file.derive() as derived:
            for number in range(1, DOCUMENTS + 1):
                text = f"Aan Naam{number}\nen Kwartelmans"
                derived.put_page_result(cases.document(number).id, 0, text, (), True, "1")
        yield session


def redact(session: Session, number: int, words: str) -> None:
    with session.step("add_redaction") as tx:
        tx.put(cases.redaction(number=number, words=words, origin=RedactionOrigin.SEARCH))


def test_no_step_reads_many_documents(session: Session) -> None:
    """An export of six thousand pages was planned in one go, and the window stood still."""
    redact(session, 7, "Naam7")
    steps = list(read_plan(session, ExportProfile()))
    assert len(steps) > 3 * DOCUMENTS
    assert steps[-1] == plan_export(session, ExportProfile())
    assert steps[-1] is not None
    assert steps[-1].terms == ("Naam7",)
    assert len(steps[-1].published) == DOCUMENTS


@pytest.mark.parametrize("after", [1, DOCUMENTS, 3 * DOCUMENTS])
def test_what_is_decided_meanwhile_is_in_the_plan(session: Session, after: int) -> None:
    redact(session, 7, "Naam7")
    steps = read_plan(session, ExportProfile())
    for _ in range(after):
        assert next(steps) is None
    redact(session, 8, "Naam8")
    plan = whole(steps)
    assert plan.terms == ("Naam7", "Naam8")
    assert plan.step == session.file.undo_status().step
    assert sum(len(state.redactions) for state in plan.published) == 2


def test_a_run_without_a_person_holds_back_what_shows_a_redacted_word(session: Session) -> None:
    """One place that could not be redacted kept back all documents, not its own alone."""
    redact(session, 7, "Kwartelmans")
    with pytest.raises(ExportNotReady) as stopped:
        plan_export(session, ExportProfile())
    assert len(stopped.value.open_places) == DOCUMENTS - 1
    plan = plan_export(session, ExportProfile(hold_back_unready=True))
    assert [state.document.id for state in plan.published] == [cases.document(7).id]
    assert len(plan.held_back) == DOCUMENTS - 1
    assert plan.terms == ("Kwartelmans",)
