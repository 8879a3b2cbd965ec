"""Reading scans as they come in: once per page, one undo step, and what happens when it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.helpers.cases import FixedClock
from tests.helpers.ink import BLUE, RED, sign, stamp
from tests.helpers.scans import scan_pdf
from tests.ocr.conftest import drawn
from woo_desk.domain.finding import EntityType, Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.errors import SourceError
from woo_desk.ocr import data
from woo_desk.ocr.recognise import recognise_picture
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.history import undo
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.recognition import (
    RecognitionReport,
    pages_to_read,
    recognise_documents,
    recognised_pages,
)
from woo_desk.usecases.session import Session
from woo_desk.workers import tasks_ocr
from woo_desk.workers.engine import LocalEngine

NOTE = "Geachte mevrouw Wiebenga,\nde heer Kranendonk heeft gebeld."


@pytest.fixture
def session(tmp_path: Path) -> Session:
    path = tmp_path / "dossier.woodossier"
    return create_dossier(path, "Scans", LegalBasis.WOO, user="A", clock=FixedClock())


@pytest.fixture(autouse=True)
def _closed(session: Session) -> object:
    yield
    session.file.close()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Sizes of the pictures that are really read."""
    seen: list[tuple[int, int]] = []

    def counted(picture: Image.Image, dpi: int) -> object:
        seen.append(picture.size)
        return recognise_picture(picture, dpi)

    monkeypatch.setattr(tasks_ocr, "recognise_picture", counted)
    return seen


def scan(folder: Path, name: str, *pictures: Image.Image) -> Path:
    path = folder / name
    path.write_bytes(scan_pdf(list(pictures)))
    return path


def page(text: str = NOTE, mark: Callable[[Image.Image], None] | None = None) -> Image.Image:
    """A small page, so that reading it takes a moment."""
    picture = drawn(text).crop((100, 120, 1100, 720))
    if mark is not None:
        mark(picture)
    return picture


def add(session: Session, *paths: Path, reads_scans: bool = True) -> RecognitionReport:
    flow = add_documents(session, paths, reads_scans=reads_scans)
    return run_blocking(flow, LocalEngine()).recognition


def test_a_scan_has_text_that_a_person_must_look_at(
    session: Session, tmp_path: Path, reads: list[tuple[int, int]]
) -> None:
    report = add(session, scan(tmp_path, "scan.pdf", page()))
    assert report == RecognitionReport(pages=1)
    [document] = session.file.documents()
    [read] = session.file.pages(document.id)
    assert (read.has_text, read.text_reliable, read.needs_eyes) == (True, False, True)
    assert read.ocr_confidence is not None
    assert read.ocr_confidence > 0.8
    words = [word.text for word in recognised_pages(session, document.id)[0].words]
    assert "Kranendonk" in words
    assert len(reads) == 1
    assert pages_to_read(session) == {}


def test_what_is_read_is_detected_and_found(session: Session, tmp_path: Path) -> None:
    add(session, scan(tmp_path, "scan.pdf", page()))
    run_blocking(detect_documents(session), LocalEngine())
    [document] = session.file.documents()
    found = [f for f in session.file.findings(document.id) if f.entity_type is EntityType.PERSON]
    assert [finding.text.split()[-1] for finding in found] == ["Wiebenga", "Kranendonk"]
    assert all(finding.boxes for finding in found)


def test_signatures_and_stamps_are_asked(session: Session, tmp_path: Path) -> None:
    def mark(picture: Image.Image) -> None:
        sign(picture, (100, 350), (380, 120), BLUE, seed=1)
        stamp(picture, (650, 250), 280, RED)

    add(session, scan(tmp_path, "scan.pdf", page(mark=mark)))
    run_blocking(detect_documents(session), LocalEngine())
    [document] = session.file.documents()
    ink = [f for f in session.file.findings(document.id) if not f.text]
    assert {f.entity_type for f in ink} == {EntityType.SIGNATURE, EntityType.STAMP}
    assert all(f.proposal is Proposal.ASK and f.ground_code and f.why and f.boxes for f in ink)
    assert len({f.id for f in ink}) == len(ink)
    first = [f.id for f in ink]
    run_blocking(detect_documents(session, [document.id]), LocalEngine())
    again = [f.id for f in session.file.findings(document.id) if not f.text]
    assert again == first


def test_intake_with_its_scans_is_one_step(session: Session, tmp_path: Path) -> None:
    add(session, scan(tmp_path, "scan.pdf", page()))
    undo(session)
    assert session.file.documents() == ()


def test_the_same_page_is_read_once(
    session: Session, tmp_path: Path, reads: list[tuple[int, int]]
) -> None:
    same, other = page(), page("Een andere bladzijde over bezwaar en beroep.")
    first = scan(tmp_path, "een.pdf", same)
    second = scan(tmp_path, "twee.pdf", other, same)
    report = add(session, first, second)
    assert report == RecognitionReport(pages=3)
    assert len(reads) == 2
    one, two = session.file.documents()
    assert session.file.pages(one.id)[0].ocr_key == session.file.pages(two.id)[1].ocr_key


def test_a_copy_is_not_read_again_and_has_the_text_too(
    session: Session, tmp_path: Path, reads: list[tuple[int, int]]
) -> None:
    source = scan(tmp_path, "een.pdf", page())
    copy = tmp_path / "kopie.pdf"
    copy.write_bytes(source.read_bytes())
    add(session, source, copy)
    assert len(reads) == 1
    prepared = {document.prepared_sha256 for document in session.file.documents()}
    assert len(prepared) == 1
    assert pages_to_read(session) == {}


def test_a_page_with_text_of_its_own_is_not_read(
    session: Session, tmp_path: Path, reads: list[tuple[int, int]]
) -> None:
    path = tmp_path / "tekst.txt"
    path.write_text("Gewone tekst van een brief.", "utf-8")
    assert add(session, path) == RecognitionReport()
    assert reads == []


def test_without_language_data_the_pages_wait(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scan(tmp_path, "scan.pdf", page())
    with monkeypatch.context() as absent:
        absent.setattr(data, "_folders", lambda: ())
        assert add(session, path) == RecognitionReport(unread=1, data_missing=True)
    [document] = session.file.documents()
    assert not session.file.pages(document.id)[0].has_text
    report = run_blocking(recognise_documents(session), LocalEngine())
    assert report == RecognitionReport(pages=1)
    assert session.file.pages(document.id)[0].has_text
    undo(session)
    assert not session.file.pages(document.id)[0].has_text


def test_switched_off_nothing_is_read(
    session: Session, tmp_path: Path, reads: list[tuple[int, int]]
) -> None:
    assert add(session, scan(tmp_path, "scan.pdf", page()), reads_scans=False) == (
        RecognitionReport()
    )
    assert reads == []
    assert sum(map(len, pages_to_read(session).values())) == 1


def test_a_page_that_cannot_be_read_is_counted_and_the_others_are_read(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sometimes(picture: Image.Image, dpi: int) -> object:
        if picture.getpixel((5, 5)) != (255, 255, 255):
            raise SourceError("damaged")
        return recognise_picture(picture, dpi)

    monkeypatch.setattr(tasks_ocr, "recognise_picture", sometimes)
    bad = page()
    ImageDraw.Draw(bad).rectangle((0, 0, 60, 60), fill="black")
    path = scan(tmp_path, "scan.pdf", bad, page())
    assert add(session, path) == RecognitionReport(pages=1, unread=1)
    [document] = session.file.documents()
    first, second = session.file.pages(document.id)
    assert (first.has_text, first.ocr_key) == (False, "")
    assert second.has_text
    assert list(pages_to_read(session)) == [document.prepared_sha256]


def test_an_empty_scan_has_no_text_and_is_not_read_twice(
    session: Session, tmp_path: Path, reads: list[tuple[int, int]]
) -> None:
    path = scan(tmp_path, "leeg.pdf", Image.new("RGB", (600, 400), "white"))
    assert add(session, path) == RecognitionReport(pages=1)
    [document] = session.file.documents()
    [empty] = session.file.pages(document.id)
    assert (empty.has_text, empty.needs_eyes, empty.ocr_confidence) == (False, True, None)
    run_blocking(recognise_documents(session), LocalEngine())
    assert len(reads) == 1


def test_what_was_read_outlives_the_dossier(session: Session, tmp_path: Path) -> None:
    add(session, scan(tmp_path, "scan.pdf", page()))
    session.file.close()
    with DossierFile.open(session.file.path, read_only=True) as again:
        [document] = again.documents()
        read = recognised_pages(Session(again, "A", FixedClock()), document.id)
    assert read[0].words
