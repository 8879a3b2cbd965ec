"""What the program says of the five documents of the case, against what a person read in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.test_case_nareis import NAMES
from tests.helpers.cases import FixedClock
from woo_desk.domain.document import DatePrecision, Document
from woo_desk.domain.finding import Finding, Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.lookup import ReferenceKind, read_questions
from woo_desk.domain.self_description import DocumentStatus, SelfDescription
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.self_descriptions import (
    description_of,
    expected_attachments,
    public_links,
)
from woo_desk.usecases.session import Session
from woo_desk.usecases.take_in import TakenIn, take_in
from woo_desk.workers.engine import LocalEngine

INFORMATIEBLAD = "informatieblad nareis op nareis"
PROJECT = "Nota Projectmatige aanpak aangiftes nareis op nareis"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, TakenIn]]:
    folder = Path(__file__).resolve().parents[3] / "shared" / "case-nareis"
    if not folder.is_dir():
        pytest.skip("the real case does not lie beside this checkout")
    path = tmp_path_factory.mktemp("zaak") / "zaak.woodossier"
    session = create_dossier(path, "Nareis", LegalBasis.ART_68_GW, user="t", clock=FixedClock())
    with session.file:
        sources = [folder / f"{name}.pdf" for name in NAMES]
        yield session, run_blocking(take_in(session, sources), LocalEngine())


@pytest.fixture
def session(case: tuple[Session, TakenIn]) -> Session:
    return case[0]


def document(session: Session, name: str) -> Document:
    return next(d for d in session.file.documents() if d.source_name == f"{name}.pdf")


def said_by(session: Session, name: str) -> SelfDescription:
    said = description_of(session, document(session, name).id)
    assert said is not None
    return said


def to_redact(session: Session, document_id: DocumentId) -> list[Finding]:
    found = session.file.findings(document_id)
    return [each for each in found if each.proposal is not Proposal.KEEP]


def pages_of(session: Session, name: str) -> tuple[str, ...]:
    return tuple(session.file.page_texts(document(session, name).id))


def test_all_came_in_and_nothing_is_alike(case: tuple[Session, TakenIn]) -> None:
    intake = case[1].intake
    assert (intake.files, intake.inside, len(intake.added), intake.held) == (5, 0, 5, 5)
    assert (intake.problems, intake.warnings, intake.duplicates) == (0, 0, 0)


def test_kind_date_and_reference(session: Session) -> None:
    facts = {
        name: (d.kind, d.date, d.date_precision, d.reference)
        for name in NAMES
        for d in [document(session, name)]
    }
    day, exact, unknown = dt.date, DatePrecision.EXACT, DatePrecision.UNKNOWN
    assert facts == {
        "nota-informatieverzoek": ("nota", day(2024, 6, 7), exact, "5277899"),
        "conceptnota": ("conceptnota", None, unknown, ""),
        "processchets": ("processchets", day(2024, 6, 19), exact, ""),
        "vragenlijst": ("vragenlijst", None, unknown, ""),
        "stand-van-de-uitvoering": ("rapport", None, unknown, ""),
    }


def test_the_nota(session: Session) -> None:
    said = said_by(session, "nota-informatieverzoek")
    titles = {section.number: section.title for section in said.sections}
    assert titles["5"] == "Informatie die niet openbaar gemaakt kan worden"
    words = {each.text for each in to_redact(session, said.document_id)}
    assert not any("Turfmarkt" in each or "2511" in each for each in words)
    assert said.status is not DocumentStatus.CONCEPT
    assert said.basis is LegalBasis.ART_68_GW
    assert [said_by(session, name).basis for name in NAMES].count(None) == 4


def test_the_concept(session: Session) -> None:
    said = said_by(session, "conceptnota")
    assert said.status is DocumentStatus.CONCEPT
    attachments = expected_attachments(session, said)
    assert [(each.name, each.found) for each in attachments] == [
        (INFORMATIEBLAD, None),
        (PROJECT, None),
    ]
    cells = [c for page in pages_of(session, "conceptnota") for c in page.split() if c.isdigit()]
    assert len(cells) > 40, "the figures of its four tables"
    marked = {each.text for each in to_redact(session, said.document_id)}
    assert not marked.intersection(cells), "a figure in a table is no personal datum"


def test_the_questions(session: Session) -> None:
    asked = document(session, "vragenlijst")
    assert to_redact(session, asked.id) == []
    questions = read_questions("\n".join(pages_of(session, "vragenlijst")))
    pages = [
        (each.first, each.last)
        for question in questions
        for each in question.references
        if each.kind is ReferenceKind.PAGE
    ]
    assert sorted(pages) == [(11, 15), (11, 15), (13, 13), (144, 144), (254, 254), (254, 254)]


def test_what_is_public_already(session: Session) -> None:
    report = document(session, "stand-van-de-uitvoering")
    links = public_links(session, report)
    sketch = document(session, "processchets")
    assert [link.printed_in.id for link in links] == [sketch.id]
    assert links[0].url.endswith("stand-van-de-uitvoering-2306.pdf")
    texts = pages_of(session, "stand-van-de-uitvoering")
    broken = {index for index, text in enumerate(texts) if "\ufffd" in text}
    assert broken, "letters without a Unicode value"
    pages = session.file.pages(report.id)
    assert all(pages[index].needs_eyes for index in broken), "a person is told to look"
    assert "Rhodia Maas" in " ".join(" ".join(texts).split())
    marked = {each.text for each in to_redact(session, report.id)}
    assert not any("Maas" in each for each in marked)


def test_the_sketch(session: Session) -> None:
    said = said_by(session, "processchets")
    assert [note.number for note in said.footnotes] == [1, 2, 3, 4, 5]
    assert [link.url.split("/")[2] for link in said.links] == [
        "ind.nl", "www.rijksoverheid.nl", "www.rijksoverheid.nl", "ind.nl",
    ]  # fmt: skip
    assert sum(link.is_joined for link in said.links) == 3
    assert said.reference == "", "an empty label takes no other line for its value"
