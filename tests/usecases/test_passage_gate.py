"""What is redacted here and readable there stays in, until somebody says that it is meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import cases
from tests.helpers.cases import FixedClock
from woo_desk.domain.checks import CheckKey, CheckState
from woo_desk.domain.dossier import BlockerKind
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.usecases.checks import export_checks
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.export_plan import ExportNotReady, plan_export
from woo_desk.usecases.history import undo
from woo_desk.usecases.passage_answers import alike, leave_so
from woo_desk.usecases.passages import find_passages, read_passages
from woo_desk.usecases.session import Session

SAID = "wij vinden dat de wethouder dit plan beter niet had kunnen indienen bij de raad"
MAIL = f"Beste collega, {SAID}. Groet van ons allen"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Three documents within the request with the same mail; in the first it is redacted."""
    session = create_dossier(
        tmp_path / "a.woodossier", "Proef", LegalBasis.WOO, user="Anna", clock=FixedClock()
    )
    with session.file:
        for number in (1, 2, 3):
            with session.step("add_documents") as tx:
                tx.put(cases.document(number))
                tx.put(cases.page(number))
                tx.put(cases.decision(number, sequence=number))
            with session.file.derive() as derived:
                derived.put_page_result(cases.document(number).id, 0, MAIL, (), True, "1")
        redact(session, 1)
        yield session


def redact(session: Session, number: int, words: str = SAID) -> None:
    with session.step("add_redaction") as tx:
        tx.put(cases.redaction(number=number, words=words, origin=RedactionOrigin.MANUAL))


def check(session: Session) -> CheckState:
    return next(c.state for c in export_checks(session) if c.key is CheckKey.PASSAGES)


def test_the_export_is_refused_and_says_where(session: Session) -> None:
    with pytest.raises(ExportNotReady) as refused:
        plan_export(session, ExportProfile())
    assert [(b.kind, b.document_id, b.page_index) for b in refused.value.blockers] == [
        (BlockerKind.PASSAGE, "d2", 0),
        (BlockerKind.PASSAGE, "d3", 0),
    ]
    assert check(session) is CheckState.BLOCK


def test_what_is_meant_goes_out_and_is_remembered(session: Session) -> None:
    found = find_passages(session)
    same = alike(session, found[0], found)
    assert len(same) == 2
    leave_so(session, same, "De schrijver gaf voor deze versies toestemming.")
    assert len(plan_export(session, ExportProfile()).published) == 3
    assert check(session) is CheckState.GOOD
    undo(session)
    with pytest.raises(ExportNotReady):
        plan_export(session, ExportProfile())


def test_a_run_without_a_person_holds_the_readable_ones_back(session: Session) -> None:
    plan = plan_export(session, ExportProfile(hold_back_unready=True))
    assert plan.held_back == {"d2", "d3"}
    assert [state.document.id for state in plan.published] == ["d1"]


def test_redacted_in_all_places_nothing_is_held_back(session: Session) -> None:
    redact(session, 2)
    redact(session, 3)
    assert find_passages(session) == ()
    assert len(plan_export(session, ExportProfile()).published) == 3


def test_a_passage_that_is_open_twice_on_one_page_is_one_line_each(session: Session) -> None:
    with session.file.derive() as derived:
        twice = f"{MAIL}. En nog eens: {MAIL}"
        derived.put_page_result(cases.document(2).id, 0, twice, (), True, "1")
    places = [(p.readable.document_id, p.missing[0].start) for p in find_passages(session)]
    assert places == [("d2", 15), ("d2", twice.rindex(SAID)), ("d3", 15)]


def test_however_many_copies_there_are_each_is_found(session: Session) -> None:
    for number in range(4, 104):
        with session.step("add_documents") as tx:
            tx.put(cases.document(number))
            tx.put(cases.page(number))
            tx.put(cases.decision(number, sequence=number))
        with session.file.derive() as derived:
            derived.put_page_result(cases.document(number).id, 0, MAIL, (), True, "1")
    assert len(find_passages(session)) == 102


def test_reading_gives_the_window_its_turn(session: Session) -> None:
    steps = list(read_passages(session, session.file.states()))
    assert steps[-1] is not None
    assert steps.count(None) >= 4  # at least one for each document, and one for what it redacts
