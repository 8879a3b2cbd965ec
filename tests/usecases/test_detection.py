"""Two rounds over a dossier: what one document teaches is looked for in the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from tests.usecases.test_lists import Watching
from woo_desk.detect.versions import detector_version
from woo_desk.domain.finding import Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, JobId
from woo_desk.domain.person import KnownPerson
from woo_desk.usecases import detection
from woo_desk.usecases.detection import Detection, _News, detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.ports import Failed
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


PAGES = [BARE, NOTHING, NOTHING, TEACHES, NOTHING]


def _found(session: Session, document_id: DocumentId) -> list[tuple[int, str, Proposal]]:
    return [(f.page_index, f.text, f.proposal) for f in session.file.findings(document_id)]


def _take_in(session: Session, path: Path) -> DocumentId:
    path.write_bytes(simple_pdf(PAGES))
    run_blocking(add_files(session, [path]), LocalEngine())
    return session.file.documents()[-1].id


def test_a_long_document_in_parts_says_the_same_as_in_one(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = _take_in(session, tmp_path / "lang.pdf")
    run_blocking(detect_documents(session, [long]), LocalEngine())
    whole, persons = _found(session, long), session.file.persons_of(long)
    assert (0, "Zwaarkransink", Proposal.REDACT) in whole
    with session.file.derive() as tx:
        tx.put_persons(long, ())
    monkeypatch.setattr(detection, "PAGES_AT_ONCE", 2)
    engine = Watching()
    run_blocking(detect_documents(session, [long]), engine)
    assert [request.pages for request in engine.asked] == [(0, 1), (2, 3), (4,), (0,)]
    assert _found(session, long) == whole
    assert set(session.file.persons_of(long)) == set(persons)


def test_pages_to_see_again_are_done_in_parts_too(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detection, "PAGES_AT_ONCE", 1)
    bare = tmp_path / "vijf.pdf"
    bare.write_bytes(simple_pdf([BARE] * 3))
    run_blocking(add_files(session, [bare]), LocalEngine())
    engine = Watching()
    run_blocking(detect_documents(session), engine)
    last = session.file.documents()[-1].id
    asked = [request.pages for request in engine.asked if request.document_id == last]
    assert asked[:3] == [(0,), (1,), (2,)]
    found = _found(session, last)
    assert [page for page, text, _ in found if text == "Zwaarkransink"] == [0, 1, 2]


def test_what_is_looked_at_comes_first(session: Session) -> None:
    first, second, third = (document.id for document in session.file.documents())
    session.attention.document_id = third
    engine = Watching()
    run_blocking(detect_documents(session), engine)
    assert [request.document_id for request in engine.asked][:3] == [third, first, second]


def test_attention_that_moves_is_followed(session: Session, tmp_path: Path) -> None:
    """Also while a long document is under way: it goes on later."""
    long = _take_in(session, tmp_path / "lang.pdf")
    first, second, third, _ = session.file.documents()
    round_ = Detection(session)
    jobs = round_.jobs(session.file.documents(), {})
    session.attention.document_id = second.id
    subjects = [next(jobs).subject]
    session.attention.document_id = long
    subjects += [job.subject for job in jobs]
    assert subjects == [second.id, long, first.id, third.id]


def test_a_part_that_fails_leaves_the_document_for_a_person(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = _take_in(session, tmp_path / "lang.pdf")
    monkeypatch.setattr(detection, "PAGES_AT_ONCE", 2)
    round_ = Detection(session)
    document = session.file.document(long)
    jobs = list(round_.jobs([document], {}))
    round_.record(jobs[1], Failed(JobId("x"), "time_limit", {}))
    assert round_.failed == {long}
    assert [job.time_limit_s for job in jobs] == [100.0, 100.0, 80.0]
    assert document in session.file.documents_to_detect(detector_version())


def test_words_of_persons_learnt_since() -> None:
    early = KnownPerson("Visser", first_name="Kees")
    late = KnownPerson("de Groot", first_name="Anne-Marie", aliases=("amg",))
    news = _News({early: 0, late: 1})
    text = "Kees Visser belde Marie, AMG en GROOT. Grootmoeder niet."
    places = [text[span.start : span.end] for span in news.places(text, 1, frozenset())]
    assert places == ["Marie", "AMG", "GROOT"]
    assert list(news.places(text, 2, frozenset())) == []
    assert list(news.places(text, 1, frozenset({late}))) == []
