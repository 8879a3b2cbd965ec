"""A document that was not converted completely waits until a person compared it with its source."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from woo_desk.domain.document import Document, IntakeProblem
from woo_desk.domain.dossier import BlockerKind, readiness
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import UsageError
from woo_desk.usecases import history
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.usecases.source import confirm_compared, save_source, to_compare
from woo_desk.workers.engine import LocalEngine


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = create_dossier(
        tmp_path / "z.woodossier", "Zaak", LegalBasis.WOO, user="tester", clock=FixedClock()
    )
    with made.file:
        (tmp_path / "a b.txt").write_bytes(b"woorden")
        run_blocking(add_documents(made, [tmp_path / "a b.txt"], reads_scans=False), LocalEngine())
        decide_scope(made, [made.file.documents()[0].id], ScopeOutcome.IN_SCOPE)
        yield made


def warn(session: Session, *warnings: IntakeProblem) -> Document:
    document = dataclasses.replace(session.file.documents()[0], warnings=warnings)
    with session.step("add_documents") as tx:
        tx.put(document)
    return document


def blocks(session: Session) -> bool:
    found = readiness(session.dossier, session.file.states(), load_grounds())
    return BlockerKind.NOT_COMPARED in {blocker.kind for blocker in found}


@pytest.mark.parametrize(
    "warning",
    [IntakeProblem.TEXT_LOST, IntakeProblem.PART_LEFT_OUT, IntakeProblem.NOT_COMPARED],
)
def test_it_blocks_until_it_was_compared_and_again_after_undo(
    session: Session, warning: IntakeProblem
) -> None:
    document = warn(session, warning)
    assert blocks(session)
    changes = confirm_compared(session, [document.id])
    assert changes.documents == {document.id}
    assert not blocks(session)
    assert not session.file.state(document.id).document.problem
    assert confirm_compared(session, [document.id]).documents == frozenset()
    history.undo(session)
    assert blocks(session)


def test_other_warnings_and_none_do_not(session: Session) -> None:
    assert not blocks(session)
    document = warn(session, IntakeProblem.ARCHIVE_NAMES)
    assert not blocks(session)
    assert to_compare(session, [document.id]) == []


def test_other_pages_have_to_be_compared_anew(session: Session) -> None:
    document = warn(session, IntakeProblem.TEXT_LOST)
    confirm_compared(session, [document.id])
    with session.step("add_documents") as tx:
        tx.put(dataclasses.replace(document, prepared_sha256=document.source_sha256))
    assert blocks(session)


def test_the_source_is_saved_as_it_came_in_and_overwrites_nothing(
    session: Session, tmp_path: Path
) -> None:
    document = session.file.documents()[0]
    folder = tmp_path / "uit"
    folder.mkdir()
    names = [save_source(session, document.id, folder).name for _ in range(2)]
    assert names == ["0001 a b.txt", "0001 a b (2).txt"]
    assert {path.read_bytes() for path in folder.iterdir()} == {b"woorden"}


def test_a_name_that_leads_elsewhere_stays_in_the_folder(session: Session, tmp_path: Path) -> None:
    document = dataclasses.replace(session.file.documents()[0], source_name="../../weg/con.d/oc")
    with session.step("add_documents") as tx:
        tx.put(document)
    assert save_source(session, document.id, tmp_path).parent == tmp_path


def test_no_source_and_no_room(session: Session, tmp_path: Path) -> None:
    document = session.file.documents()[0]
    with pytest.raises(UsageError) as refused:
        save_source(session, document.id, tmp_path / "nergens")
    assert refused.value.key == "target_unwritable"
    with session.step("add_documents") as tx:
        tx.put(dataclasses.replace(document, source_sha256=type(document.source_sha256)("")))
    with pytest.raises(UsageError) as refused:
        save_source(session, document.id, tmp_path)
    assert refused.value.key == "unreadable"
