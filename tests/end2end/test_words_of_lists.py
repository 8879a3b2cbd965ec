"""A word that the lists say by themselves, or in a title, does not stop a whole package."""

from __future__ import annotations

from pathlib import Path

from tests.end2end.conftest import batch, files_in
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.publication.package import check_package
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import find_words, redact_places
from woo_desk.workers.engine import LocalEngine


def test_names_that_are_words_of_a_workbook(tmp_path: Path) -> None:
    """The theme of a workbook has "Hans", "Kartika" and "Guru", its elements "name"."""
    source = tmp_path / "bron"
    source.mkdir()
    for number, name in enumerate(("Beste Hans,", "Beste Kartika,", "Geachte mevrouw S. Name,")):
        lines = ["Aan de afdeling", name, "hierbij ontvangt u het stuk."]
        (source / f"{number}.pdf").write_bytes(simple_pdf(lines))
    report = batch(LocalEngine(), tmp_path / "uit", source)
    assert not report.export.held_back
    check_package(tmp_path / "uit" / "publicatie")


def test_a_word_redacted_in_one_document_stands_in_the_title_of_another(tmp_path: Path) -> None:
    source = tmp_path / "bron"
    source.mkdir()
    (source / "memo.pdf").write_bytes(simple_pdf(["Het project Zeester gaat door."]))
    (source / "begroting-Zeester-2021.pdf").write_bytes(simple_pdf(["De begroting is af."]))

    def redact_project(session: Session) -> Flow[None]:
        codes = (GroundCode("5.1.2b"),)
        for document in session.file.documents():
            places = find_words(session, document.id, "Zeester", codes)
            yield from redact_places(session, places, RedactionOrigin.BATCH)

    report = batch(LocalEngine(), tmp_path / "uit", source, decide=redact_project)
    assert not report.export.held_back
    public = tmp_path / "uit" / "publicatie"
    lines = (public / "inventarislijst.csv").read_text("utf-8-sig").splitlines()
    assert any("begroting-[…]-2021" in line for line in lines)
    assert not any(b"Zeester" in path.read_bytes() for path in files_in(public))
