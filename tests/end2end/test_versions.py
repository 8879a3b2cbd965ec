"""A later version of a publication: what went out keeps its numbers, and every change is told."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pymupdf
import pytest

from tests.end2end.test_publication import csv_rows, export
from tests.end2end.test_whole_line import ready
from tests.helpers.pdfs import simple_pdf
from tests.helpers.tagged import tree_of
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.publication import ChangeKind, ChangeReason
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import NotReady
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.publication import change_published, publications, record_publication
from woo_desk.usecases.review import add_redaction
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.workers.engine import LocalEngine

PAGES = {"0001": 2, "0002": 1, "0003": 3, "0004": 1}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    sources = []
    for number, pages in PAGES.items():
        sources.append(tmp_path / f"{number}.pdf")
        words = [[f"Stuk {number}, bladzijde {n} over de dijken."] for n in range(1, pages + 1)]
        sources[-1].write_bytes(simple_pdf(words))
    return ready(tmp_path / "d.woodossier", *sources)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def told(public: Path) -> list[tuple[str, str, int, int, str]]:
    found = json.loads((public / "bladzijden.json").read_bytes())
    return [
        (p["number"], p["annex"], p["first_page"], p["last_page"], p["kind"])
        for p in found["documents"]
    ]


def sheets_of(public: Path) -> dict[str, str]:
    """What stands on each page of all volumes, by its label."""
    sheets = {}
    for path in sorted(public.glob("bundel*.pdf")):
        with pymupdf.open(path) as document:
            for page in document:
                if not page.get_label().isalpha():
                    sheets[page.get_label()] = " ".join(page.get_text().split())
    return sheets


def test_a_correction_a_withdrawal_and_a_new_document(session: Session, tmp_path: Path) -> None:
    with session.file:
        first = export(session, tmp_path / "uit")
        old = {number: digest(first / "documenten" / f"{number}.pdf") for number in PAGES}
        before = sheets_of(first)
        record_publication(session)
        ids = [document.id for document in session.file.documents()]

        # 0001 gets one more box, 0002 goes, 0005 comes
        add_redaction(session, ids[0], 1, (Box(60, 60, 300, 90),), (GroundCode("5.1.2e"),))
        with pytest.raises(NotReady, match="change_unexplained"):
            export(session, tmp_path / "uit")
        note = "Ook de naam van een bewoner, J.P. Kwakernaat, is nu gelakt."
        change_published(session, [ids[0]], ChangeKind.CORRECTED, ChangeReason.PRIVACY, note)
        change_published(session, [ids[1]], ChangeKind.WITHDRAWN, ChangeReason.WRONG_ATTACHMENT)
        new = tmp_path / "nieuw.pdf"
        new.write_bytes(simple_pdf([["Een nieuw stuk."], ["Slot."]]))
        run_blocking(add_files(session, [new]), LocalEngine())
        run_blocking(detect_documents(session), LocalEngine())
        decide_scope(session, [session.file.documents()[-1].id], ScopeOutcome.IN_SCOPE)
        second = export(session, tmp_path / "uit")
        record_publication(session)
        assert [found.version for found in publications(session)] == [1, 2]

    assert told(second) == [
        ("0001", "1", 1, 2, "document"), ("0002", "2", 3, 3, "withdrawn"),
        ("0003", "3", 4, 6, "document"), ("0004", "4", 7, 7, "document"),
        ("0005", "5", 8, 9, "document"),
    ]  # fmt: skip
    after = sheets_of(second)
    assert [*after] == [str(page) for page in range(1, 10)]
    same = {"1", "4", "5", "6", "7"}
    assert {page for page in before if before[page] == after[page]} == same
    assert "ingetrokken" in after["3"]
    assert "5.1.2" in after["2"]
    corrected, withdrawn = csv_rows(second / "wijzigingen.csv")
    earlier = tmp_path / "uit" / "eerder-1" / "publicatie"
    assert (corrected["Nr."], corrected["Versie"], corrected["Wijziging"]) == (
        "0001", "2", "gecorrigeerd",
    )  # fmt: skip
    assert corrected["SHA-256 was"] == old["0001"] == digest(earlier / "documenten" / "0001.pdf")
    assert corrected["SHA-256 is"] == digest(second / "documenten" / "0001.pdf") != old["0001"]
    assert "Kwakernaat" not in corrected["Toelichting"]
    assert (withdrawn["SHA-256 was"], withdrawn["SHA-256 is"]) == (old["0002"], "")
    assert withdrawn["Reden"] == "de bijlage hoort niet bij het document"
    assert digest(second / "documenten" / "0003.pdf") == old["0003"]
    changes = json.loads((second / "dossier.json").read_bytes())["changes"]
    assert [change["new_sha256"] for change in changes] == [corrected["SHA-256 is"], ""]
    listed = " ".join(sheets_of_list(second))
    assert old["0001"][:10] in listed, "the printed inventory tells the changes too"
    assert len(tree_of(second / "bundel.pdf").kids) == 2 + 5


def sheets_of_list(public: Path) -> list[str]:
    with pymupdf.open(public / "inventarislijst.pdf") as document:
        return ["".join(page.get_text().split()) for page in document]


def test_volumes_keep_their_documents_in_a_later_version(session: Session, tmp_path: Path) -> None:
    with session.file:
        first = export(session, tmp_path / "uit", volume_pages=4)
        names = {path.name for path in first.glob("bundel*.pdf")}
        assert names == {"bundel-deel-1.pdf", "bundel-deel-2.pdf"}
        before = sheets_of(first)
        assert [*before] == [str(page) for page in range(1, 8)]
        record_publication(session)
        ids = [document.id for document in session.file.documents()]
        change_published(session, [ids[2]], ChangeKind.WITHDRAWN, ChangeReason.PRIVACY)
        second = export(session, tmp_path / "uit", volume_pages=4)
    after = sheets_of(second)
    assert [*after] == ["1", "2", "3", "4-6", "7"]
    assert {page: after[page] for page in ("1", "2", "3", "7")} == {
        page: before[page] for page in ("1", "2", "3", "7")
    }
    assert {path.name for path in second.glob("bundel*.pdf")} == names
    found = json.loads((second / "bladzijden.json").read_bytes())["pages"]
    where = {page["page"]: (page["file"], page["kind"]) for page in found}
    assert where[3] == ("bundel-deel-1.pdf", "document")
    assert {where[page] for page in (4, 5, 6)} == {("bundel-deel-2.pdf", "withdrawn")}
    assert where[7] == ("bundel-deel-2.pdf", "document")
