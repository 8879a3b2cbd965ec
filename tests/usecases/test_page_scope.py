"""Pages outside the request go out blank, say why, and come back with undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.work import PAGE, answers, files, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.dossier import DocumentState, readiness
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.geometry import Box
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.errors import UsageError
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.export_marks import marks_of
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.history import undo
from woo_desk.usecases.page_scope import (
    OUT_OF_SCOPE,
    leave_pages_out,
    page_scopes,
    take_pages_in,
)
from woo_desk.usecases.review import add_redaction
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.usecases.spoken import spoken_of


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(answers())


@pytest.fixture
def session(tmp_path: Path, engine: FakeEngine) -> Iterator[Session]:
    path = tmp_path / "zaak.woodossier"
    make_dossier(path, engine, files(tmp_path / "in", "brief 4"))
    session = open_dossier(path, user="Anna", clock=FixedClock())
    with session.file:
        decide_scope(session, [state_of(session).document.id], ScopeOutcome.IN_SCOPE)
        yield session


def state_of(session: Session) -> DocumentState:
    return session.file.states()[0]


def leave_out(session: Session, engine: FakeEngine, first: int, last: int) -> None:
    flow = leave_pages_out(
        session, state_of(session).document.id, first, last, ScopeReason.SUBJECT, "over vissen"
    )
    run_blocking(flow, engine)


def test_pages_go_out_blank_with_one_label(session: Session, engine: FakeEngine) -> None:
    document_id = state_of(session).document.id
    add_redaction(session, document_id, 1, (Box(1, 1, 9, 9),), (OUT_OF_SCOPE,), text="eerder")
    leave_out(session, engine, 1, 2)
    marks = [m for m in marks_of(state_of(session), ExportProfile()) if m.page_index in (1, 2)]
    assert [(mark.page_index, mark.boxes) for mark in marks] == [
        (1, (Box(0, 0, *PAGE),)),
        (2, (Box(0, 0, *PAGE),)),
    ]
    assert {mark.label for mark in marks} == {"buiten reikwijdte"}
    assert spoken_of(session, state_of(session)).remark == (
        "blz. 2-3 buiten de reikwijdte (Gaat over een ander onderwerp, over vissen)"
    )


def test_nothing_on_those_pages_is_asked_any_more(session: Session, engine: FakeEngine) -> None:
    def open_pages() -> set[int | None]:
        blockers = readiness(session.dossier, [state_of(session)], load_grounds())
        return {blocker.page_index for blocker in blockers}

    assert open_pages() == {0, 1, 2, 3}
    leave_out(session, engine, 2, 3)
    assert open_pages() == {0, 1}


def test_one_undo_step_and_a_way_back(session: Session, engine: FakeEngine) -> None:
    before = state_of(session)
    leave_out(session, engine, 0, 0)
    assert state_of(session) != before
    undo(session)
    assert state_of(session) == before
    assert page_scopes(session, before.document.id) == ()
    leave_out(session, engine, 0, 0)
    take_pages_in(session, page_scopes(session, before.document.id)[0])
    assert state_of(session) == before


def test_not_every_page_and_none_that_is_not_there(session: Session, engine: FakeEngine) -> None:
    for first, last, key in ((0, 3, "pages_all"), (3, 4, "pages_out_of_range")):
        with pytest.raises(UsageError) as refused:
            leave_out(session, engine, first, last)
        assert refused.value.key == key
    leave_out(session, engine, 0, 1)
    with pytest.raises(UsageError):
        leave_out(session, engine, 2, 3)
