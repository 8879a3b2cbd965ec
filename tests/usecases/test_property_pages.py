"""Pages with the properties of a file are proposed to be left out, all in one step."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.work import answers
from tests.helpers import cases
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.document import HiddenItem, HiddenKind
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DossierId
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.store.dossier_file import DossierFile
from woo_desk.texts import text
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.history import undo
from woo_desk.usecases.page_scope import page_scopes, sentence_of
from woo_desk.usecases.property_pages import (
    PropertyPages,
    leave_properties_out,
    property_pages,
)
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session

SAID = HiddenItem(HiddenKind.METADATA, None, "creator: Jan Jansen")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    dossier = Dossier(DossierId("x"), "Proef", LegalBasis.WOO, cases.NOW)
    file = DossierFile.create(tmp_path / "zaak.woodossier", dossier, by="tester")
    yield Session(file, "tester", cases.FixedClock())
    file.close()


def add(session: Session, number: int, *pages: str, hidden: tuple[HiddenItem, ...] = ()) -> None:
    document = dataclasses.replace(cases.document(number), hidden=hidden, page_count=len(pages))
    with session.step("add_documents") as tx:
        tx.put(document)
        for index in range(len(pages)):
            tx.put(dataclasses.replace(cases.page(number), index=index))
    with session.file.derive() as derived:
        for index, words in enumerate(pages):
            derived.put_page_result(document.id, index, words, (), True, "test")


def heading() -> str:
    return f"[{text('mark.properties')}]".replace(" van ", " van\n", 1)


def test_pages_of_properties_are_proposed_and_left_out_in_one_step(session: Session) -> None:
    add(session, 1, "Nota", f"{heading()}\ncreator Jan Jansen", "title Nota", hidden=(SAID,))
    add(session, 2, "Nota zonder", "tweede bladzijde", hidden=(SAID,))
    add(session, 3, "Over eigenschappen", heading())
    add(session, 4, "Tabel", heading(), hidden=(SAID,))
    first, fourth = (session.file.documents()[n].id for n in (0, 3))
    found = property_pages(session)
    assert found == (PropertyPages(first, 1, 2), PropertyPages(fourth, 1, 1))
    assert run_blocking(leave_properties_out(session, found), FakeEngine(answers())) == 2
    assert sentence_of(page_scopes(session, first)).endswith("(eigenschappen van het bestand)")
    assert {box.page_index for box in session.file.redactions(first)} == {1, 2}
    assert property_pages(session) == ()
    undo(session)
    assert not session.file.redactions(first)
    assert not page_scopes(session, fourth)
    assert property_pages(session) == found


def test_what_is_left_out_as_a_whole_needs_no_proposal(session: Session) -> None:
    add(session, 1, "Nota", heading(), hidden=(SAID,))
    add(session, 2, heading(), hidden=(SAID,))
    first = session.file.documents()[0].id
    decide_scope(session, [first], ScopeOutcome.OUT_OF_SCOPE)
    assert property_pages(session) == ()
