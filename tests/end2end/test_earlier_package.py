"""A package of an earlier dossier, taken up in a new one: proposed, accepted, published as such."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from tests.end2end.test_publication import csv_rows, export
from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import NO_SHA256
from woo_desk.domain.letters import LetterFacts
from woo_desk.domain.provision import MatchKind
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import ResidueFound, UsageError
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.history import undo
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.letters import change_letter_facts
from woo_desk.usecases.provisions import (
    accept_provisions,
    earlier_boxes,
    import_package,
    provision_matches,
    provisions,
    take_over_boxes,
)
from woo_desk.usecases.review import confirm_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.workers.engine import LocalEngine

LINK = "https://open.voorbeeld.nl/kamer/"
WORDS = [f"Regel {n} gaat over de dijken en de waterstand van de rivier." for n in range(8)]
SECRET = "Zijn burgerservicenummer is 123456782."
SOURCES = {
    "open.pdf": [*WORDS, "Dit stuk is heel openbaar."],
    "gelakt.pdf": [*WORDS, SECRET],
    "derde.pdf": ["Een kort briefje."],
}


def new(folder: Path, basis: LegalBasis, *sources: Path) -> Session:
    """A dossier with these sources, searched; nothing is decided."""
    folder.mkdir()
    session = create_dossier(
        folder / "d.woodossier", "Dijken", basis, user="tester", clock=FixedClock()
    )
    run_blocking(add_files(session, sources), LocalEngine())
    run_blocking(detect_documents(session), LocalEngine())
    return session


def decided(session: Session) -> None:
    ids = [document.id for document in session.file.documents()]
    decide_scope(session, ids, ScopeOutcome.IN_SCOPE)
    confirm_findings(session, [f for s in session.file.states() for f in s.findings])


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What went to the Kamer: the target of an export, the sources beside it."""
    folder = tmp_path_factory.mktemp("eerder")
    for name, lines in SOURCES.items():
        (folder / name).write_bytes(simple_pdf([lines]))
    session = new(folder / "a", LegalBasis.ART_68_GW, *(folder / name for name in SOURCES))
    with session.file:
        decided(session)
        change_letter_facts(session, LetterFacts(belongs_to="vragen over dijken"))
        export(session, folder / "uit")
    return folder


@pytest.fixture
def later(earlier: Path, tmp_path: Path) -> Session:
    """A Woo request for the same documents, one of them as it was given, and for a new one."""
    fresh = tmp_path / "nieuw.pdf"
    fresh.write_bytes(simple_pdf([[*reversed(WORDS), "Iets anders."]]))
    given = tmp_path / "ontvangen.pdf"
    shutil.copy(earlier / "uit" / "publicatie" / "documenten" / "0003.pdf", given)
    return new(
        tmp_path / "b", LegalBasis.WOO, earlier / "open.pdf", earlier / "gelakt.pdf", given, fresh
    )


def taken(session: Session, folder: Path, **told: object) -> int:
    return run_blocking(import_package(session, folder, **told), LocalEngine())  # type: ignore[arg-type]  # per case


def kinds(session: Session) -> dict[str, MatchKind]:
    names = {document.id: document.printed_number for document in session.file.documents()}
    return {names[match.document_id]: match.kind for match in provision_matches(session)}


def test_documents_of_a_package_are_known_again(earlier: Path, later: Session) -> None:
    with later.file:
        assert taken(later, earlier / "uit", link=LINK, reference="Kamerstuk 36 600, nr. 1") == 3
        assert kinds(later) == {
            "0001": MatchKind.SAME_SOURCE, "0002": MatchKind.SAME_SOURCE,
            "0003": MatchKind.SAME_FILE,
        }  # fmt: skip
        found = {provision.link.removeprefix(LINK): provision for provision in provisions(later)}
        assert set(found) == {f"documenten/000{n}.pdf" for n in (1, 2, 3)}
        told = json.loads((earlier / "uit" / "publicatie" / "dossier.json").read_bytes())
        for row in told["documents"]:
            provision = found[row["file"]]
            assert (provision.title, provision.sha256) == (row["title"], row["sha256"])
            assert provision.basis is LegalBasis.ART_68_GW
            assert provision.day == FixedClock().now().date()
            assert provision.reference == "Kamerstuk 36 600, nr. 1"
        assert taken(later, earlier / "uit", link=LINK) == 3
        assert len(provisions(later)) == 3, "the same package twice is the same register"
        undo(later)
        undo(later)
        assert provisions(later) == ()
        assert kinds(later) == {}


def test_without_the_internal_folder_words_and_files_are_compared(
    earlier: Path, later: Session, tmp_path: Path
) -> None:
    """What somebody downloaded: only `publicatie`."""
    shutil.copytree(earlier / "uit" / "publicatie", tmp_path / "gehaald")
    with later.file:
        assert taken(later, tmp_path / "gehaald", day=dt.date(2024, 6, 7)) == 3
        assert kinds(later) == {"0001": MatchKind.SAME_TEXT, "0003": MatchKind.SAME_FILE}
        assert {provision.source_sha256 for provision in provisions(later)} == {NO_SHA256}
        assert {provision.basis for provision in provisions(later)} == {LegalBasis.ART_68_GW}
        assert {provision.day for provision in provisions(later)} == {dt.date(2024, 6, 7)}
        with pytest.raises(UsageError, match="provision_without_link"):
            accept_provisions(later, provision_matches(later))


def test_what_is_accepted_is_listed_with_its_place_and_not_given_again(
    earlier: Path, later: Session, tmp_path: Path
) -> None:
    with later.file:
        taken(later, earlier / "uit", link=LINK, reference="Kamerstuk 36 600, nr. 1")
        accept_provisions(later, provision_matches(later))
        assert kinds(later) == {}
        decided(later)
        public = export(later, tmp_path / "uit")
    rows = {row["Nr."]: row for row in csv_rows(public / "inventarislijst.csv")}
    for number in ("0001", "0002", "0003"):
        assert rows[number]["Beoordeling"] == "Reeds openbaar"
        assert rows[number]["Vindplaats openbaar"] == f"{LINK}documenten/{number}.pdf"
        assert "Kamerstuk 36 600, nr. 1" in rows[number]["Toelichting"]
        assert rows[number]["Bestand"] == ""
    assert rows["0004"]["Bestand"] == "documenten/0004.pdf"
    assert [path.name for path in (public / "documenten").iterdir()] == ["0004.pdf"]
    parts = json.loads((public / "bladzijden.json").read_bytes())["documents"]
    assert [part["number"] for part in parts] == ["0004"]


def test_boxes_of_the_earlier_dossier_are_taken_over_and_hold(
    earlier: Path, later: Session, tmp_path: Path
) -> None:
    with later.file:
        boxes = earlier_boxes(later, earlier / "uit" / "intern" / "dossier.woodossier")
        take_over_boxes(later, boxes, [*boxes.boxes])
        (document,) = boxes.boxes
        taken_over = later.file.redactions(document)
        assert {box.ground_codes for box in taken_over} == {("5.1.2e",)}
        ids = [document.id for document in later.file.documents()]
        decide_scope(later, ids, ScopeOutcome.IN_SCOPE)
        rest = [f for s in later.file.states() for f in s.findings if f.document_id != document]
        confirm_findings(later, rest)
        confirm_findings(later, later.file.findings(document))
        public = export(later, tmp_path / "uit")
    row = csv_rows(public / "inventarislijst.csv")[1]
    assert (row["Beoordeling"], row["Weigeringsgronden"].split("; ")[-1]) == (
        "Deels openbaar", "5.1.2e",
    )  # fmt: skip
    for path in public.rglob("*.pdf"):
        assert b"123456782" not in path.read_bytes()


@pytest.mark.parametrize("name", ["documenten/0002.pdf", "bundel.pdf", "dossier.json"])
def test_a_package_that_was_altered_is_refused(
    name: str, earlier: Path, later: Session, tmp_path: Path
) -> None:
    shutil.copytree(earlier / "uit" / "publicatie", tmp_path / "gehaald")
    with (tmp_path / "gehaald" / name).open("ab") as file:
        file.write(b" ")
    with later.file:
        with pytest.raises(ResidueFound, match="package_altered"):
            taken(later, tmp_path / "gehaald")
        assert provisions(later) == ()
        with pytest.raises(UsageError, match="no_package"):
            taken(later, tmp_path)
