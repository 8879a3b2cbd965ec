"""Annexes for the Kamer: "Bijlage nummer … / Horend bij …" wherever a document is told of."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pymupdf
import pytest

from tests.end2end.test_publication import csv_rows, export
from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.letters import LetterFacts
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.letters import change_letter_facts
from woo_desk.usecases.lookup import look_up
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.workers.engine import LocalEngine

BELONGS = "schriftelijke vragen over gestapelde gezinshereniging"


def dossier(folder: Path, basis: LegalBasis) -> Session:
    """Two documents, of two pages and of one, decided on."""
    sources = [folder / "1.pdf", folder / "2.pdf"]
    sources[0].write_bytes(simple_pdf([["Brief over dijken."], ["Slot van de brief."]]))
    sources[1].write_bytes(simple_pdf(["Nota over de waterstand."]))
    session = create_dossier(
        folder / "d.woodossier", "Proef", basis, user="tester", clock=FixedClock()
    )
    run_blocking(add_files(session, sources), LocalEngine())
    run_blocking(detect_documents(session), LocalEngine())
    ids = [document.id for document in session.file.documents()]
    decide_scope(session, ids, ScopeOutcome.IN_SCOPE)
    return session


def pages_of(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [" ".join(page.get_text().split()) for page in document]


def test_annexes_are_numbered_and_say_what_they_belong_to(tmp_path: Path) -> None:
    session = dossier(tmp_path, LegalBasis.ART_68_GW)
    with session.file:
        change_letter_facts(session, LetterFacts(belongs_to=BELONGS))
        public = export(session, tmp_path / "uit")
    sheets = pages_of(public / "bundel.pdf")
    said = [f"Bijlage nummer {n} Horend bij {BELONGS}" for n in (1, 2)]
    assert [[line in sheet for line in said] for sheet in sheets[-3:]] == [
        [True, False], [False, False], [False, True]
    ]  # fmt: skip
    assert f"Horend bij {BELONGS}" in sheets[0], "the cover says it"
    assert all(
        f"Horend bij {BELONGS}" in sheet for sheet in pages_of(public / "inventarislijst.pdf")
    )
    rows = csv_rows(public / "inventarislijst.csv")
    assert [(row["Bijlage"], row["Horend bij"]) for row in rows] == [("1", BELONGS), ("2", BELONGS)]
    sheet = openpyxl.load_workbook(public / "inventarislijst.xlsx").active
    head, *values = sheet.iter_rows(values_only=True)
    assert {value[head.index("Horend bij")] for value in values} == {BELONGS}
    assert {row["Horend bij"] for row in csv_rows(public / "bladzijden.csv")} == {BELONGS}
    assert json.loads((public / "bladzijden.json").read_bytes())["belongs_to"] == BELONGS
    assert json.loads((public / "dossier.json").read_bytes())["annexesBelongTo"] == BELONGS
    report = run_blocking(look_up(tmp_path / "uit", "1. Zie blz. 3."), LocalEngine())
    assert [(link.number, link.annex) for link in report.links] == [("0002", "2")]
    assert report.links[0].passage.split() == ["Nota", "over", "de", "waterstand."]


def test_what_they_belong_to_tells_no_name(tmp_path: Path) -> None:
    """It goes through detection like every other word that is published."""
    session = dossier(tmp_path, LegalBasis.ART_68_GW)
    with session.file:
        change_letter_facts(session, LetterFacts(belongs_to="de brief van J.P. Kwakernaat"))
        public = export(session, tmp_path / "uit")
    for name in ("bundel.pdf", "inventarislijst.pdf"):
        assert not any("Kwakernaat" in sheet for sheet in pages_of(public / name))
    assert "Kwakernaat" not in (public / "dossier.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("basis", "is_numbered"), [(LegalBasis.ART_68_GW, True), (LegalBasis.WOO, False)]
)
def test_without_words_only_the_kamer_gets_annexes(
    basis: LegalBasis, is_numbered: bool, tmp_path: Path
) -> None:
    session = dossier(tmp_path, basis)
    with session.file:
        public = export(session, tmp_path / "uit")
    sheets = pages_of(public / "bundel.pdf")
    assert any("Bijlage nummer 2" in sheet for sheet in sheets) == is_numbered
    assert not any("Horend bij" in sheet for sheet in sheets)
