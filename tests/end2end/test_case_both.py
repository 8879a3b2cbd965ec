"""The real case under article 68 and under the Woo: every file of both packages is opened."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pymupdf
import pytest

from tests.conftest import SHARED
from tests.end2end.conftest import engine_running
from tests.end2end.test_case_nareis import NAMES
from tests.helpers.cases import NOW, FixedClock
from tests.helpers.readers import everything_in, plain
from tests.publication.samples import SETTINGS
from woo_desk.domain.export import ExportProfile, Format, formats_for
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.letters import LetterFacts, LetterKind
from woo_desk.domain.motivation import Motivation
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import NotReady
from woo_desk.usecases.dossier import change_dossier, create_dossier
from woo_desk.usecases.export import export_package
from woo_desk.usecases.export_plan import ExportNotReady
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.letter_intake import take_in_letter
from woo_desk.usecases.letters import change_letter_facts
from woo_desk.usecases.lookup import LinkOutcome, look_up_file
from woo_desk.usecases.places import Place
from woo_desk.usecases.procedure import put_event
from woo_desk.usecases.publication import change_publication_settings
from woo_desk.usecases.scope import decide_scope, override_judgement
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import redact_chosen
from woo_desk.usecases.take_in import take_in
from woo_desk.usecases.text_search import Query, search
from woo_desk.workers.engine import ProcessEngine

CASE = SHARED / "case-nareis"
SECRET = {"conceptnota": "oneigenlijk gebruik", "nota-informatieverzoek": "de landsadvocaat"}
"""Nothing in these documents is private; these words stand for what somebody withholds."""
GROUND = {LegalBasis.WOO: "5.1.2i", LegalBasis.ART_68_GW: "belang van de staat"}
FACTS = LetterFacts(
    addressee="De Voorzitter van de Tweede Kamer", requester="het lid Veldkamp (NSC)",
    occasion="Tijdens het ordedebat van 27 februari 2024",
    search_account="Verzameld zijn stukken over nareis op nareis.",
    belongs_to="Reactie op informatieverzoek nareis op nareis", day="7 juni 2024",
    signatory="De Staatssecretaris van Justitie en Veiligheid", place="Den Haag",
    sections={"nota.politiek": "Speelde bij de val van het kabinet.",
              "nota.krachtenveld": "Afgestemd met de IND."},
)  # fmt: skip
IND = "https://ind.nl/nl/documenten/05-2023/stand-van-de-uitvoering.pdf"
Package = tuple[LegalBasis, Path]

pytestmark = pytest.mark.skipif(not CASE.is_dir(), reason="the case does not lie beside this")


def places(session: Session, words: str) -> list[Place]:
    query = Query(words, is_pattern=False, whole_words=True, match_case=True)
    return [place for found in search(session, query) for place in found]


def prepare(session: Session, engine: ProcessEngine) -> None:
    """Decide as a person would: one already public, some words withheld with a reason."""
    basis = session.dossier.basis
    run_blocking(take_in(session, [CASE / f"{name}.pdf" for name in NAMES]), engine)
    documents = {d.source_name.removesuffix(".pdf"): d.id for d in session.file.documents()}
    decide_scope(session, list(documents.values()), ScopeOutcome.IN_SCOPE)
    public = [documents["stand-van-de-uitvoering"]]
    override_judgement(session, public, Judgement.ALREADY_PUBLIC, public_link=IND)
    named = dataclasses.replace(
        session.dossier, organisation="Ministerie van Justitie en Veiligheid",
        inquiry_number="5277899",
    )  # fmt: skip
    change_dossier(session, named)
    code = GroundCode(GROUND[basis])
    found = [p for p in places(session, SECRET["conceptnota"]) if p.document_id not in public]
    assert found
    run_blocking(redact_chosen(session, found, (code,)), engine)
    with session.step("motivate") as tx:
        tx.put(Motivation(code, "Ambtenaren moeten vrij kunnen adviseren.", "tester", NOW))
    put_event(session, ProcedureEventKind.RECEIVED, dt.date(2024, 2, 27))
    change_letter_facts(session, FACTS)
    change_publication_settings(
        session, dataclasses.replace(SETTINGS, decision_day=dt.date(2024, 6, 7))
    )


@pytest.fixture(scope="module", params=list(LegalBasis), ids=str)
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The case in every format that the regime has; under art. 68 with the note as a document."""
    basis: LegalBasis = request.param
    folder = tmp_path_factory.mktemp("zaak")
    session = create_dossier(
        folder / "a.woodossier", "Nareis op nareis", basis, user="t", clock=FixedClock()
    )
    profile = ExportProfile(formats=formats_for(basis), register_apart=True)
    with session.file, engine_running() as engine:
        prepare(session, engine)
        if basis is LegalBasis.ART_68_GW:
            refuses_other_grounds(session, engine, folder, profile)
            take_in_the_note(session, engine)
        run_blocking(export_package(session, folder / "uit", profile), engine)
    return basis, folder / "uit" / "publicatie"


def refuses_other_grounds(
    session: Session, engine: ProcessEngine, folder: Path, profile: ExportProfile
) -> None:
    """The promise "only personal data" stops the interest of the State, and a 5.1 label."""
    promised = dataclasses.replace(session.dossier, only_personal_data=True)
    change_dossier(session, promised)
    with pytest.raises(ExportNotReady) as error:
        run_blocking(export_package(session, folder / "niet", profile), engine)
    assert {blocker.kind.value for blocker in error.value.blockers} >= {"not_only_personal_data"}
    assert not (folder / "niet").exists()
    change_dossier(session, dataclasses.replace(promised, only_personal_data=False))


def take_in_the_note(session: Session, engine: ProcessEngine) -> None:
    """The decision note itself goes to the Kamer: a document with a number of its own."""
    change_letter_facts(session, dataclasses.replace(FACTS, sections={}))
    with pytest.raises(NotReady, match="letter_incomplete"):
        run_blocking(take_in_letter(session, LetterKind.NOTE), engine)
    change_letter_facts(session, FACTS)
    before = {document.id for document in session.file.documents()}
    run_blocking(take_in_letter(session, LetterKind.NOTE), engine)
    (note,) = [d for d in session.file.documents() if d.id not in before]
    assert note.source_name == "nota.docx"
    decide_scope(session, [note.id], ScopeOutcome.IN_SCOPE)
    state = session.file.state(note.id)
    assert not [finding for finding in state.findings if state.is_open(finding)]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def words_of(path: Path) -> str:
    letter = docx.Document(str(path))
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in letter.paragraphs), *cells])


def read(path: Path) -> object:
    """Open a file with the program for its kind; what cannot be opened raises."""
    if path.suffix == ".pdf":
        with pymupdf.open(path) as document:
            return [len(page.get_pixmap(dpi=20).samples) for page in document]
    if path.suffix == ".docx":
        return words_of(path)
    if path.suffix == ".xlsx":
        return openpyxl.load_workbook(path).sheetnames
    if path.suffix in (".ods", ".zip"):
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None and archive.namelist()
    if path.suffix == ".json":
        return json.loads(path.read_bytes())
    if path.suffix == ".xml":
        return ET.parse(path).getroot().tag
    return rows_of(path) if path.name != "buiten-reikwijdte.csv" else True


def test_every_file_opens_and_each_format_is_there(package: Package) -> None:
    basis, public = package
    files = {p.relative_to(public).as_posix(): p for p in public.rglob("*") if p.is_file()}
    assert all(read(path) for path in files.values())
    letters = {name for name in files if name.startswith("brieven/")}
    usual = {"brieven/verantwoording.docx", "brieven/tijdlijn.docx"}
    if basis is LegalBasis.WOO:
        assert letters == {*usual, "brieven/besluit.docx"}
        assert "platform/productierapport.xlsx" in files
    else:
        assert letters == {*usual, "brieven/reactie.docx", "brieven/nota.docx"}
        assert not {"platform/productierapport.xlsx", "woogle.json"} & set(files)
        assert Format.PLATFORM not in formats_for(basis)
    (sitemap,) = [name for name in files if name.startswith("diwoo/sitemap-")]
    assert ("014" if basis is LegalBasis.WOO else "006") in sitemap


def test_nothing_withheld_is_in_any_byte_and_the_label_is_that_of_the_regime(
    package: Package,
) -> None:
    basis, public = package
    for path in public.rglob("*"):
        if path.is_file():
            assert plain(SECRET["conceptnota"]) not in everything_in(path), path.name
    with pymupdf.open(public / "documenten" / "0001.pdf") as document:
        said = "".join(page.get_text() for page in document)
    assert ("5.1.2" in said) is (basis is LegalBasis.WOO)
    if basis is LegalBasis.ART_68_GW:
        for path in public.rglob("*"):
            if path.is_file():
                assert "5.1.2" not in everything_in(path), path.name


def test_inventory_letters_and_bundle_tell_the_same(package: Package) -> None:
    basis, public = package
    rows = {row["Nr."]: row for row in rows_of(public / "inventarislijst.csv")}
    assert rows["0004"]["Beoordeling"] == "Reeds openbaar"
    assert rows["0004"]["Vindplaats openbaar"] == IND
    assert rows["0001"]["Weigeringsgronden"] == GROUND[basis]
    name = "besluit" if basis is LegalBasis.WOO else "reactie"
    letter = words_of(public / "brieven" / f"{name}.docx")
    assert "Ambtenaren moeten vrij kunnen adviseren." in letter
    assert IND in letter
    assert "De Voorzitter van de Tweede Kamer" not in letter, "nobody is addressed in public"
    assert words_of(public / "brieven" / "verantwoording.docx").count(GROUND[basis]) > 1
    if basis is LegalBasis.ART_68_GW:
        assert "Bijlage nummer" in letter
        assert "Horend bij" in letter
        note = words_of(public / "brieven" / "nota.docx")
        for heading in ("1. Aanleiding", "2. Geadviseerd besluit", "3. Kernpunten",
                        "4. Politieke context", "4.1 Krachtenveld",
                        "5. Informatie die niet openbaar gemaakt kan worden"):  # fmt: skip
            assert heading in note
        assert rows["0006"]["Bestand"] == "documenten/0006.pdf", "the note is in the package"
    pages: Mapping[str, Any] = json.loads((public / "bladzijden.json").read_bytes())
    with pymupdf.open(public / "bundel.pdf") as bundle:
        for page in pages["pages"]:
            assert bundle[page["sheet"] - 1].get_label() == str(page["page"])


def test_the_time_line_tells_who_received_the_piece(package: Package) -> None:
    _, public = package
    lines = rows_of(public / "tijdlijn.csv")
    given = {(row["Datum"], row["Aan wie"]) for row in lines if row["Aan wie"]}
    assert ("2023-06-26", "de coalitiepartners") in given
    assert ("2024-02-01", "Akkoord") in {(row["Datum"], row["Wat"]) for row in lines}
    assert not [row for row in lines if row["Omschrijving"].startswith("Mei 2023 Tot slot")]


def test_the_questions_are_linked(package: Package) -> None:
    _, public = package
    with engine_running() as engine:
        report = run_blocking(look_up_file(public, CASE / "vragenlijst.pdf"), engine)
    assert len(report.questions) == 28
    pages = [r for q in report.questions for r in q.references if r.first]
    assert [(r.first, r.last) for r in pages] == [
        (11, 15), (11, 15), (13, 13), (144, 144), (254, 254), (254, 254),
    ]  # fmt: skip
    assert report.references == 8, "six pages and two quotes"
    quotes = [link for link in report.links if not link.reference.first]
    assert {link.outcome for link in quotes} == {LinkOutcome.IN_LIST}
    assert {link.number for link in quotes} == {"0005"}
    beyond = [link for link in report.links if link.outcome is LinkOutcome.NO_SUCH_PAGE]
    assert len(beyond) >= 3, "this bundle has no page 144 or 254"
