"""A second person reads what is risky, what changed and a sample; nobody reads herself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.work import answers, files, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.dossier import BlockerKind
from woo_desk.domain.export import ExportProfile, SecondReaderDemand
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.second_reading import WHOLE, ReadingReason, is_in_sample
from woo_desk.errors import UsageError
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.export_profile import change_export_profile
from woo_desk.usecases.history import undo
from woo_desk.usecases.review import add_redaction, confirm_findings, keep_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.second_reader import (
    agree,
    dispute,
    item_of,
    queue,
    resolve,
    second_reader_blockers,
)
from woo_desk.usecases.session import Session

NO_SAMPLE = ExportProfile(sample_percent=0)


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Session]:
    """Two documents of one page, all decided: the proposal redacted, the question kept."""
    path = tmp_path / "zaak.woodossier"
    make_dossier(path, FakeEngine(answers()), files(tmp_path / "in", "brief 1", "nota 1"))
    session = open_dossier(path, user="Anna", clock=FixedClock())
    with session.file:
        documents = [document.id for document in session.file.documents()]
        decide_scope(session, documents, ScopeOutcome.IN_SCOPE)
        for document_id in documents:
            redact, _keep, ask = session.file.findings(document_id)
            confirm_findings(session, [redact])
            keep_findings(session, [ask])
        yield session


def as_second(session: Session) -> Session:
    return dataclasses.replace(session, user="Bert")


def reasons(session: Session, profile: ExportProfile = NO_SAMPLE) -> list[ReadingReason]:
    return [item.reason for item in queue(session, profile=profile)]


def test_names_kept_and_boxes_by_hand_wait_and_the_rest_does_not(first: Session) -> None:
    assert reasons(first) == [ReadingReason.KEPT_NAME] * 2
    document = first.file.documents()[0]
    add_redaction(first, document.id, 0, (Box(1, 1, 9, 9),), (GroundCode("5.1.2e"),))
    add_redaction(first, document.id, 0, (Box(20, 1, 29, 9),), (GroundCode("5.1.5"),))
    assert reasons(first).count(ReadingReason.MANUAL) == 1
    assert reasons(first).count(ReadingReason.RESIDUAL) == 1


def test_sample_is_the_same_each_time_and_of_its_size(first: Session) -> None:
    assert reasons(first, ExportProfile(sample_percent=100)).count(ReadingReason.SAMPLE) == 2
    drawn = [n for n in range(10_000) if is_in_sample("zaak", str(n), 5)]
    assert 400 < len(drawn) < 600
    assert set(drawn) <= {n for n in range(10_000) if is_in_sample("zaak", str(n), 10)}
    assert drawn != [n for n in range(10_000) if is_in_sample("andere zaak", str(n), 5)]


def test_nobody_reads_her_own_decision(first: Session) -> None:
    for name in ("Anna", " anna "):
        with pytest.raises(UsageError) as refused:
            agree(dataclasses.replace(first, user=name), queue(first, profile=NO_SAMPLE))
        assert refused.value.key == "second_reader_same"
    agree(as_second(first), queue(first, profile=NO_SAMPLE))
    assert reasons(first) == []
    undo(first)
    assert len(reasons(first)) == 2


def test_what_changes_after_reading_waits_again(first: Session) -> None:
    agree(as_second(first), queue(first, profile=NO_SAMPLE))
    item = first.file.findings(first.file.documents()[0].id)[2]
    confirm_findings(first, [item])
    assert reasons(first) == [ReadingReason.CHANGED]
    keep_findings(first, [item])  # as it was when it was read
    assert reasons(first) == []


def test_dispute_blocks_until_it_is_answered_or_the_decision_changes(first: Session) -> None:
    item = queue(first, profile=NO_SAMPLE)[0]
    with pytest.raises(UsageError):
        dispute(as_second(first), item, "  ")
    dispute(as_second(first), item, "Dit is geen ambtsdrager.")
    blockers = second_reader_blockers(first, first.file.states(), NO_SAMPLE)
    assert [blocker.kind for blocker in blockers] == [BlockerKind.DISPUTED]
    assert blockers[0].finding_id == item.key
    disputed = queue(first, profile=NO_SAMPLE)[0]
    assert disputed.reading is not None
    assert disputed.reading.comment == "Dit is geen ambtsdrager."
    resolve(first, disputed, "Zij is raadslid.")
    assert second_reader_blockers(first, first.file.states(), NO_SAMPLE) == ()
    after = item_of(first, item.document_id, item.key)
    assert after is not None
    assert after.reading is not None
    assert (after.reading.answered_by, after.reading.by) == ("Anna", "Bert")
    with pytest.raises(UsageError):
        resolve(first, after, "nog eens")


def test_profile_of_the_dossier_demands_it_whatever_the_export_says(first: Session) -> None:
    states = first.file.states()
    assert second_reader_blockers(first, states, NO_SAMPLE) == ()
    demand = dataclasses.replace(NO_SAMPLE, second_reader=SecondReaderDemand.QUEUE)
    assert len(second_reader_blockers(first, states, demand)) == 2
    change_export_profile(first, demand)
    assert len(second_reader_blockers(first, states, ExportProfile(sample_percent=0))) == 2
    agree(as_second(first), queue(first))
    assert second_reader_blockers(first, first.file.states(), NO_SAMPLE) == ()


def test_a_document_read_as_a_whole_needs_nothing_more(first: Session) -> None:
    demand = dataclasses.replace(NO_SAMPLE, second_reader=SecondReaderDemand.DOCUMENTS)
    whole = [item for item in queue(first, profile=demand) if item.key == WHOLE]
    assert len(whole) == 2
    agree(as_second(first), whole)
    assert queue(first, profile=demand) == ()
    add_redaction(
        first, whole[0].document_id, 0, (Box(1, 1, 9, 9),), (GroundCode("5.1.2e"),), text="x"
    )
    assert ReadingReason.CHANGED in reasons(first, demand)
    blocked = second_reader_blockers(first, first.file.states(), demand)
    assert {blocker.document_id for blocker in blocked} == {whole[0].document_id}
