"""The publication as a whole: all its lists agree, numbers stay, and nothing personal is told."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pymupdf
import pytest
from docx.document import Document

from tests.end2end.conftest import engine_running
from tests.end2end.test_whole_line import ready
from tests.helpers.cases import NOW, FixedClock
from tests.helpers.pdfa import pdfa_findings, pdfa_rules
from tests.helpers.pdfs import simple_pdf
from tests.helpers.readers import plain
from tests.publication.samples import SETTINGS
from tests.publication.test_formats_of_lists import ods_sheets
from woo_desk.domain.export import DuplicatesInBundle, ExportProfile, Format, formats_for
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import Sha256
from woo_desk.domain.letters import LetterFacts
from woo_desk.domain.motivation import Motivation
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.domain.publication import ChangeKind, ChangeReason
from woo_desk.errors import NotReady, UsageError
from woo_desk.resources import resource_path
from woo_desk.usecases.batch import dossier_path_of
from woo_desk.usecases.dossier import change_dossier, open_dossier
from woo_desk.usecases.export import export_package
from woo_desk.usecases.export_books import PublicationRefused
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.letters import change_letter_facts
from woo_desk.usecases.lookup import LinkOutcome, look_up, write_lookup
from woo_desk.usecases.procedure import put_event
from woo_desk.usecases.publication import (
    change_publication_settings,
    change_published,
    publication_settings,
    publications,
    record_publication,
)
from woo_desk.usecases.session import Session
from woo_desk.usecases.voorbeeld import redact_example
from woo_desk.workers.engine import LocalEngine

PROFILE = ExportProfile(
    formats=formats_for(LegalBasis.WOO),
    duplicates=DuplicatesInBundle.REFERRED,
    register_apart=True,
)
FACTS = LetterFacts(
    addressee="De heer J. Verzoeker", search_account="Het archief is doorzocht.", place="Dijkstad",
    signatory="Het college",
)  # fmt: skip
TRUTH = json.loads(resource_path("voorbeeld/waarheid.json").read_text("utf-8"))["files"]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example dossier in every format."""
    target = tmp_path_factory.mktemp("voorbeeld")
    with engine_running() as engine:
        run_blocking(redact_example(target, FixedClock()), engine)
        session = open_dossier(dossier_path_of(target), user="tester", clock=FixedClock())
        with session.file:
            settings = dataclasses.replace(SETTINGS, decision_day=dt.date(2022, 9, 1))
            change_publication_settings(session, settings)
            change_dossier(session, dataclasses.replace(session.dossier, organisation="Dijkstad"))
            put_event(session, ProcedureEventKind.RECEIVED, dt.date(2022, 8, 1))
            change_letter_facts(session, FACTS)
            note_motivations(session)
            run_blocking(export_package(session, target / "uit", PROFILE), engine)
    return target / "uit" / "publicatie"


def note_motivations(session: Session) -> None:
    """A reason for every ground that was used, as the law asks for a decision on paper."""
    codes = {
        code
        for state in session.file.states()
        for box in state.redactions
        for code in box.ground_codes
    }
    with session.step("motivate") as tx:
        for code in sorted(codes):
            tx.put(Motivation(code, f"Reden bij {code}.", "tester", NOW))


def csv_rows(path: Path) -> list[dict[str, str]]:
    stream = io.StringIO(path.read_text("utf-8-sig"), newline="")
    return list(csv.DictReader(stream, delimiter=";"))


def test_rows_files_page_map_metadata_and_bundle_agree(public: Path) -> None:
    rows = [*csv_rows(public / "inventarislijst.csv"), *csv_rows(public / "buiten-reikwijdte.csv")]
    files = {path.stem for path in (public / "documenten").iterdir()}
    pages = json.loads((public / "bladzijden.json").read_bytes())
    dossier = json.loads((public / "dossier.json").read_bytes())
    assert {row["Nr."] for row in rows if row["Bestand"]} == files
    assert len({row["Nr."] for row in rows}) == len(rows) >= len(TRUTH)

    # rows and page map
    parts = {part["number"]: part for part in pages["documents"]}
    assert {row["Nr."] for row in rows if row["Bijlage"]} == set(parts)
    for row in rows:
        if part := parts.get(row["Nr."]):
            assert (row["Bijlage"], row["Blz. bundel van"], row["t/m"]) == (
                part["annex"], str(part["first_page"]), str(part["last_page"])
            )  # fmt: skip
    numbers = [page["page"] for page in pages["pages"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [row["Blz. bundel"] for row in csv_rows(public / "bladzijden.csv")] == list(
        map(str, numbers)
    )
    _bundle_agrees(public, pages)
    _metadata_agrees(public, rows, dossier)


def _bundle_agrees(public: Path, pages: Mapping[str, Any]) -> None:
    lengths: dict[str, int] = {}
    with pymupdf.open(public / "bundel.pdf") as bundle:
        for page in pages["pages"]:
            sheet = bundle[page["sheet"] - 1]
            assert sheet.get_label() == str(page["page"])
            said = " ".join(sheet.get_text().split())
            assert said.endswith(f"bundel blz. {page['page']}")
            if page["document_page"] is None:
                continue
            lengths[page["number"]] = page["document_page"]
            with pymupdf.open(public / "documenten" / f"{page['number']}.pdf") as document:
                own = " ".join(document[page["document_page"] - 1].get_text().split())
                total = len(document)
            line = f"Bijlage {page['annex']} - blz. {page['document_page']} van {total}"
            assert line in said
            assert own in said, "the page of the bundle is that page of the document"
        marks = {entry[1][:4]: entry[2] for entry in bundle.get_toc()}
        assert {part["number"] for part in pages["documents"]} <= set(marks)
    sheets = {page["number"]: page["sheet"] for page in reversed(pages["pages"])}
    assert {number: marks[number] for number in sheets} == sheets


def _metadata_agrees(public: Path, rows: list[dict[str, str]], dossier: Mapping[str, Any]) -> None:
    published = {row["Nr."]: row for row in rows if row["Bestand"]}
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9",
             "d": "https://standaarden.overheid.nl/diwoo/metadata/"}  # fmt: skip
    root = ET.parse(public / "diwoo" / "sitemap-diwoo-infocat014-1.xml").getroot()
    titles = {
        str(url.findtext("s:loc", "", space))[-8:-4]: url.findtext(".//d:officieleTitel", "", space)
        for url in root.findall("s:url", space)
    }
    assert titles == {number: row["Document"] for number, row in published.items()}
    told = {entry["id"]: entry for entry in dossier["documents"]}
    assert {number for number, entry in told.items() if entry["file"]} == set(published)
    for number, row in published.items():
        assert told[number]["sha256"] == row["SHA-256"]
        assert "; ".join(told[number]["grounds"]) == row["Weigeringsgronden"]
        assert str(told[number]["redactions"]) == row["Aantal lakkingen"]
    report = openpyxl.load_workbook(public / "platform" / "productierapport.xlsx").active
    head, *values = report.iter_rows(values_only=True)
    listed = {value[0]: dict(zip(head, value, strict=True)) for value in values}
    for number, row in published.items():
        assert listed[number]["Beoordeling"] == row["Beoordeling"]
        assert listed[number]["Document"] == row["Document"]
        assert (listed[number]["Beoordelingsgrond"] or "") == row["Weigeringsgronden"]
    with zipfile.ZipFile(public / "platform" / "documenten.zip") as archive:
        assert {name[:4] for name in archive.namelist()} == set(published)
    gpp = json.loads((public / "publicatiebank.json").read_bytes())
    assert {entry["bestandsnaam"][:4] for entry in gpp["documenten"]} == set(published)
    woogle = json.loads((public / "woogle.json").read_bytes())
    assert len(woogle[0]["foi_files"]["foi_documenten"]) == len(published) + 1  # reeds openbaar


def test_inventory_is_the_same_in_every_format(public: Path) -> None:
    rows = [list(row.values()) for row in csv_rows(public / "inventarislijst.csv")]
    sheet = openpyxl.load_workbook(public / "inventarislijst.xlsx")["Inventarislijst"]
    in_xlsx = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    in_ods = ods_sheets(public / "inventarislijst.ods")["Inventarislijst"]
    assert in_ods == in_xlsx
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == in_xlsx[1:]


def test_no_planted_datum_in_any_cell_name_xml_or_bookmark(public: Path) -> None:
    """Everything but the pages of documents, which other tests look at."""
    said = [path.relative_to(public).as_posix() for path in public.rglob("*")]
    for path in public.rglob("*"):
        if path.suffix in (".csv", ".json", ".xml"):
            said.append(path.read_text("utf-8-sig"))
        elif path.suffix in (".xlsx", ".ods", ".zip", ".docx"):
            with zipfile.ZipFile(path) as archive:
                said += archive.namelist()
                said += [
                    re.sub(r"<[^>]+>", " ", archive.read(name).decode())
                    for name in archive.namelist()
                    if name.endswith(".xml")
                ]
    for name in ("bundel.pdf", "inventarislijst.pdf"):
        with pymupdf.open(public / name) as document:
            said += [entry[1] for entry in document.get_toc()]
            said += [str(value) for value in document.metadata.values()]
    with pymupdf.open(public / "inventarislijst.pdf") as document:
        said += [page.get_text() for page in document]
    everything = plain(" ".join(said))
    kept = [plain(p["text"]) for file in TRUTH for p in file["plants"] if p["must"] == "keep"]
    cores = {plain(p["core"]) for file in TRUTH for p in file["plants"] if p["must"] == "redact"}
    sought = {core for core in cores if len(core) >= 6 and not any(core in k for k in kept)}
    assert len(sought) > 70
    assert [core for core in sought if core in everything] == []


def test_letters_tell_the_same_as_the_inventory(public: Path) -> None:
    rows = [*csv_rows(public / "inventarislijst.csv"), *csv_rows(public / "buiten-reikwijdte.csv")]
    letters = public / "brieven"
    names = {"besluit.docx", "verantwoording.docx", "tijdlijn.docx"}
    assert {path.name for path in letters.iterdir()} == names
    judged = {row["Nr."]: row for row in rows if row["Beoordeling"] and not row["Dubbel van"]
              and not row["Reden buiten reikwijdte"]}  # fmt: skip
    decision = docx.Document(str(letters / "besluit.docx"))
    listed = {row[0]: row for row in _rows(decision, "Nr.", "Beoordeling")}
    assert set(listed) == set(judged)
    for number, (_, _, title, judgement, grounds, pages) in listed.items():
        row = judged[number]
        first, last = row["Blz. bundel van"], row["t/m"]
        assert (title, judgement) == (row["Document"], row["Beoordeling"])
        assert grounds.split(", ") == row["Weigeringsgronden"].split("; ")
        assert pages == (f"{first}-{last}" if first else "")
    words = "\n".join(paragraph.text for paragraph in decision.paragraphs)
    used = {g for row in judged.values() for g in row["Weigeringsgronden"].split("; ") if g}
    for code in used:
        assert f"Reden bij {code}." in words
    assert "J. Verzoeker" not in words, "a published decision names no requester"
    passages = _rows(docx.Document(str(letters / "verantwoording.docx")), "Nr.", "Motivering")
    assert Counter(row[0] for row in passages) == {
        number: int(row["Aantal lakkingen"])
        for number, row in judged.items()
        if row["Aantal lakkingen"] not in ("", "0")
    }
    assert {row[3] for row in passages} <= used
    line = csv_rows(public / "tijdlijn.csv")
    assert {row["Nr."] for row in line if row["Nr."]} <= {
        n for n, r in judged.items() if r["Bestand"]
    }


def _rows(letter: Document, first: str, other: str) -> list[tuple[str, ...]]:
    for table in letter.tables:
        head, *rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
        if head[0] == first and other in head:
            return rows
    return []


def test_what_is_printed_is_pdfa(public: Path) -> None:
    """The bundle breaks no rule that a document in it does not break by itself."""
    assert pdfa_findings(public / "inventarislijst.pdf") == []
    assert pdfa_findings(public / "certificaat.pdf") == []
    documents = (public / "documenten").iterdir()
    assert pdfa_rules(public / "bundel.pdf") <= set().union(*map(pdfa_rules, documents))


# Versions ----------------------------------------------------------------------------------------


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Three documents, of which the first went out twice already under its own name."""
    sources = []
    for number, lines in enumerate((["Brief een."], ["Brief twee."], ["Brief drie."]), 1):
        sources.append(tmp_path / f"{number}.pdf")
        sources[-1].write_bytes(simple_pdf([*lines, "Het ging om de motie over de dijken."]))
    return ready(tmp_path / "d.woodossier", *sources)


def export(session: Session, target: Path, **changes: object) -> Path:
    profile = dataclasses.replace(ExportProfile(), **changes)  # type: ignore[arg-type]  # per case
    run_blocking(export_package(session, target, profile), LocalEngine())
    return target / "publicatie"


def labels_of(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [page.get_label() for page in document if page.get_label().isdigit()]


def test_numbers_stay_through_withdrawal_and_correction(session: Session, tmp_path: Path) -> None:
    with session.file:
        target = tmp_path / "uit"
        first = export(session, target)
        assert not (first / "wijzigingen.csv").exists()
        assert record_publication(session).version == 1
        with pytest.raises(UsageError, match="export_out_of_date"):
            record_publication(session)
        ids = [document.id for document in session.file.documents()]
        change_published(session, [ids[1]], ChangeKind.WITHDRAWN, ChangeReason.PRIVACY, "Te vroeg")
        second = export(session, target)
        with pytest.raises(UsageError, match="not_published"):
            change_published(session, ids * 2 + [ids[0] + "x"], ChangeKind.CORRECTED,  # type: ignore[list-item]
                             ChangeReason.PRIVACY)  # fmt: skip
        assert not (second / "documenten" / "0002.pdf").exists()
        assert labels_of(second / "bundel.pdf") == ["1", "2", "3"]
        with pymupdf.open(second / "bundel.pdf") as bundle:
            assert "ingetrokken" in bundle[-2].get_text()
        (line,) = csv_rows(second / "wijzigingen.csv")
        assert (line["Nr."], line["Wijziging"], line["SHA-256 is"]) == ("0002", "ingetrokken", "")
        assert line["SHA-256 was"] == publications(session)[0].parts[1].sha256
        inventory = csv_rows(second / "inventarislijst.csv")
        assert inventory[1]["Beoordeling"] == "Openbaar, ingetrokken"
        assert inventory[1]["Bestand"] == ""
        record_publication(session)
        assert [found.version for found in publications(session)] == [1, 2]


def test_what_went_out_may_not_change_without_a_reason(session: Session, tmp_path: Path) -> None:
    with session.file:
        export(session, tmp_path / "uit")
        record_publication(session)
        (found,) = publications(session)
        altered = dataclasses.replace(found.parts[0], sha256=Sha256("0" * 64))
        with session.step("record_publication") as tx:
            tx.put(dataclasses.replace(found, parts=(altered, *found.parts[1:])))
        with pytest.raises(NotReady, match="change_unexplained") as caught:
            export(session, tmp_path / "uit")
        assert caught.value.values == {"count": 1, "numbers": "0001"}
        change_published(
            session, [altered.part.document_id], ChangeKind.CORRECTED, ChangeReason.PROCEDURE
        )
        public = export(session, tmp_path / "uit")
        (line,) = csv_rows(public / "wijzigingen.csv")
        assert line["SHA-256 was"] == "0" * 64
        assert line["SHA-256 is"] == csv_rows(public / "inventarislijst.csv")[0]["SHA-256"]


def test_volumes_count_on(session: Session, tmp_path: Path) -> None:
    with session.file:
        public = export(session, tmp_path / "uit", volume_pages=2)
    assert labels_of(public / "bundel-deel-1.pdf") == ["1", "2"]
    assert labels_of(public / "bundel-deel-2.pdf") == ["3"]
    assert not (public / "bundel.pdf").exists()
    rows = csv_rows(public / "bladzijden.csv")
    assert [row["Bestand"] for row in rows] == ["bundel-deel-1.pdf"] * 2 + ["bundel-deel-2.pdf"]
    report = run_blocking(look_up(tmp_path / "uit", "1. Zie blz. 3.\n2. Zie blz. 1"), LocalEngine())
    assert [(ln.number, ln.file) for ln in report.links] == [
        ("0003", "bundel-deel-2.pdf"),
        ("0001", "bundel-deel-1.pdf"),
    ]


def test_a_format_that_would_be_refused_refuses_the_export(
    session: Session, tmp_path: Path
) -> None:
    with session.file:
        assert publication_settings(session).matter == ""
        with pytest.raises(PublicationRefused) as caught:
            export(session, tmp_path / "uit", formats=frozenset({Format.PLATFORM}))
    assert {"matter", "summary", "decision_day"} <= {p.key for p in caught.value.problems}
    assert not (tmp_path / "uit").exists()


def test_questions_are_linked(session: Session, tmp_path: Path) -> None:
    with session.file:
        export(session, tmp_path / "uit")
    words = (
        "1. Wat staat er op blz. 2?\n2. Wie zei „ging om de motie over de dijken”?\n"
        "3. En bijlage 3, p. 1?\n4. En blz. 99?\n5. Wie zei 'dit staat er echt helemaal niet in'?"
    )
    report = run_blocking(look_up(tmp_path / "uit", words), LocalEngine())
    found = [(ln.question, ln.outcome, ln.number, ln.bundle_first) for ln in report.links]
    assert found == [
        ("1", LinkOutcome.FOUND, "0002", 2),
        ("2", LinkOutcome.FOUND, "0001", 1),
        ("2", LinkOutcome.FOUND, "0002", 2),
        ("2", LinkOutcome.FOUND, "0003", 3),
        ("3", LinkOutcome.FOUND, "0003", 3),
        ("4", LinkOutcome.NO_SUCH_PAGE, "", None),
        ("5", LinkOutcome.NOT_FOUND, "", None),
    ]
    assert (report.references, report.resolved) == (5, 3)
    assert "Brief twee." in report.links[0].passage
    assert "bundel blz." not in report.links[0].passage
    write_lookup(report, tmp_path / "a.csv")
    assert [row["Vraag"] for row in csv_rows(tmp_path / "a.csv")] == list("1222345")
    write_lookup(report, tmp_path / "a.json")
    assert len(json.loads((tmp_path / "a.json").read_bytes())["links"]) == 7
    with pytest.raises(UsageError, match="no_page_map"):
        run_blocking(look_up(tmp_path, words), LocalEngine())
