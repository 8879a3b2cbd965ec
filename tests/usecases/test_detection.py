"""Two rounds over a dossier: what one document teaches is looked for in the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from tests.usecases.test_lists import Watching
from woo_desk.domain.finding import Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.person import KnownPerson
from woo_desk.usecases.detection import _News, detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.session import Session
from woo_desk.workers.engine import LocalEngine

BARE = ["Besluitenlijst", "1. Formatie. Voorstel Zwaarkransink, zie bijlage.", "2. Einde"]
NOTHING = ["Agenda", "Het weer blijft wisselvallig in het noorden.", "Rondvraag"]
TEACHES = ["Nota", "Contactpersoon: Wobke Zwaarkransink", "T 06-12345678"]


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("WOO_DESK_HOME", str(tmp_path / "thuis"))
    path = tmp_path / "proef.woodossier"
    session = create_dossier(path, "Proef", LegalBasis.WOO, user="tester", clock=FixedClock())
    files = []
    for number, lines in enumerate((BARE, NOTHING, TEACHES)):
        files.append(tmp_path / f"stuk{number}.pdf")
        files[-1].write_bytes(simple_pdf(lines))
    run_blocking(add_files(session, files), LocalEngine())
    yield session
    session.file.close()


def test_a_later_document_teaches_an_earlier_one(session: Session) -> None:
    engine = Watching()
    run_blocking(detect_documents(session), engine)
    first, second, third = (document.id for document in session.file.documents())
    assert [(r.document_id, r.pages) for r in engine.asked] == [
        (first, ()),
        (second, ()),
        (third, ()),
        (first, (0,)),
    ]
    (found,) = [f for f in session.file.findings(first) if f.text == "Zwaarkransink"]
    assert found.proposal is Proposal.REDACT


def test_words_of_persons_learnt_since() -> None:
    early = KnownPerson("Visser", first_name="Kees")
    late = KnownPerson("de Groot", first_name="Anne-Marie", aliases=("amg",))
    news = _News({early: 0, late: 1})
    text = "Kees Visser belde Marie, AMG en GROOT. Grootmoeder niet."
    places = [text[span.start : span.end] for span in news.places(text, 1, frozenset())]
    assert places == ["Marie", "AMG", "GROOT"]
    assert list(news.places(text, 2, frozenset())) == []
    assert list(news.places(text, 1, frozenset({late}))) == []
