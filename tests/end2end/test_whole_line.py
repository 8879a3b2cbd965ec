"""The line as a whole: same bytes twice, the same person everywhere, and no package that leaks."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end2end.conftest import Meddling, batch, engine_running, files_in
from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from tests.helpers.readers import plain, texts_of
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.export import BoxStyle, ExportProfile
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.publication.package import check_package
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier, open_dossier
from woo_desk.usecases.export import ExportResidue, export_package
from woo_desk.usecases.export_plan import ExportNotReady
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.leftovers import own_mark
from woo_desk.usecases.requests import PrepareRequest, RedactRequest
from woo_desk.usecases.review import confirm_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import find_words, redact_places
from woo_desk.workers.engine import LocalEngine

NAME = "Sanne Kwakernaat"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bron")
    first = [
        "Geachte mevrouw,",
        "BSN 123456782",
        "Met vriendelijke groet,",
        NAME,
        "Het gaat om 4711.",
    ]
    (folder / "a.pdf").write_bytes(simple_pdf(first))
    (folder / "b.pdf").write_bytes(simple_pdf([f"Besproken met {NAME} op 3 mei 2022.", "Blad."]))
    shutil.copy(folder / "a.pdf", folder / "c kopie.pdf")
    return folder


def digests(target: Path) -> dict[str, str]:
    public = target / "publicatie"
    return {
        path.relative_to(public).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files_in(public)
    }


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> tuple[Path, Path]:
    one, two = tmp_path_factory.mktemp("een"), tmp_path_factory.mktemp("twee")
    with engine_running() as engine:
        for target in (one, two):
            batch(engine, target, sources)
    return one, two


def test_the_same_decisions_give_the_same_bytes(twice: tuple[Path, Path]) -> None:
    first, second = map(digests, twice)
    assert first == second
    assert {"bundel.pdf", "inventarislijst.xlsx", "inventarislijst.csv"} < set(first)


def test_a_copy_is_listed_and_not_published(twice: tuple[Path, Path]) -> None:
    target, _ = twice
    assert set(digests(target)) & {"documenten/0003.pdf"} == set()
    listed = (target / "publicatie" / "inventarislijst.csv").read_text("utf-8-sig")
    assert "0003" in listed


def test_one_person_goes_in_every_document(twice: tuple[Path, Path]) -> None:
    target, _ = twice
    for text in texts_of(target / "publicatie" / "bundel.pdf").values():
        assert "kwakernaat" not in plain(text)
        assert "4711" in text


def ready(path: Path, *files: Path) -> Session:
    """A dossier in which everything proposed is confirmed."""
    session = create_dossier(path, "Proef", LegalBasis.WOO, user="tester", clock=FixedClock())
    engine = LocalEngine()
    run_blocking(add_files(session, files), engine)
    run_blocking(detect_documents(session), engine)
    ids = [document.id for document in session.file.documents()]
    decide_scope(session, ids, ScopeOutcome.IN_SCOPE)
    confirm_findings(session, [f for s in session.file.states() for f in s.findings])
    return session


def export(
    session: Session,
    target: Path,
    engine: LocalEngine | None = None,
    style: BoxStyle = BoxStyle.BLACK,
) -> None:
    profile = ExportProfile(box_style=style)
    run_blocking(export_package(session, target, profile), engine or LocalEngine())


def keep_the_name(request: object) -> None:
    """What a broken engine would do: the file keeps what should be gone."""
    assert isinstance(request, RedactRequest)
    Path(request.output_path).write_bytes(simple_pdf(["BSN 123456782", NAME]))


def test_an_engine_that_leaves_a_name_is_found_out(sources: Path, tmp_path: Path) -> None:
    target = tmp_path / "uit"
    with ready(tmp_path / "x.woodossier", sources / "a.pdf").file as file:
        session = Session(file, "tester", FixedClock())
        export(session, target)
        before = digests(target)
        report = (target / "intern" / "verificatie.json").read_bytes()
        engine = Meddling("redact", keep_the_name, after=True)
        with pytest.raises(ExportResidue) as caught:
            export(session, target, engine, BoxStyle.GREY)  # nothing kept: written anew
    assert caught.value.exit_code == 4
    assert {residue.file_name for residue in caught.value.residues} == {"documenten/0001.pdf"}
    assert digests(target) == before
    check_package(target / "publicatie")
    assert (target / "intern" / "verificatie.json").read_bytes() == report
    refused = json.loads((target / "intern" / "geweigerd" / "verificatie.json").read_bytes())
    assert refused["is_clean"] is False
    assert "Kwakernaat" not in json.dumps(refused)
    assert list(target.glob("onvoltooid-*")) == []


def test_redacted_here_and_readable_there_blocks_the_export(tmp_path: Path) -> None:
    for name in ("een.pdf", "twee.pdf"):
        (tmp_path / name).write_bytes(simple_pdf(["Project Zonnewende", f"Blad {name}"]))
    files = (tmp_path / "een.pdf", tmp_path / "twee.pdf")
    with ready(tmp_path / "x.woodossier", *files).file as file:
        session = Session(file, "tester", FixedClock())
        first, second = (document.id for document in file.documents())
        codes = (GroundCode("5.1.2e"),)
        for document_id in (first, second):
            places = find_words(session, document_id, "Project Zonnewende", codes)
            assert len(places) == 1
            if document_id == second:
                with pytest.raises(ExportNotReady) as caught:
                    export(session, tmp_path / "uit")
                assert [place.document_id for place in caught.value.open_places] == [second]
                assert not (tmp_path / "uit").exists()
            run_blocking(redact_places(session, places, RedactionOrigin.SEARCH), LocalEngine())
        export(session, tmp_path / "uit")
    assert (tmp_path / "uit" / "publicatie" / "bundel.pdf").is_file()


def test_what_a_dead_run_left_is_cleaned_up(sources: Path, tmp_path: Path) -> None:
    target = tmp_path / "uit"
    place, _, start, _ = own_mark().split("-")
    mine = target / f"onvoltooid-{own_mark()}abc"
    dead = target / f"onvoltooid-{place}-999999999-{start}-abc"
    reused = target / f"onvoltooid-{place}-1-{start}-abc"
    elsewhere = target / f"onvoltooid-00000000-999999999-{start}-abc"
    unknown = target / "onvoltooid-abc"
    for folder in (mine, dead, reused, elsewhere, unknown):
        (folder / "publicatie").mkdir(parents=True)
    with ready(tmp_path / "x.woodossier", sources / "a.pdf").file as file:
        export(Session(file, "tester", FixedClock()), target)
    left = set(target.glob("onvoltooid-*"))
    assert left == {mine, elsewhere, unknown}


def problem_after(tmp_path: Path, act: Callable[[Path], None], *, after: bool) -> object:
    source = tmp_path / "nota.pdf"
    source.write_bytes(simple_pdf(["Nota"]))
    (tmp_path / "ander.pdf").write_bytes(simple_pdf(["Ander stuk"]))

    def meddle(request: object) -> None:
        assert isinstance(request, PrepareRequest)
        if request.path == str(source):
            act(source)

    engine = Meddling("prepare", meddle, after=after)
    session = create_dossier(
        tmp_path / "x.woodossier", "x", LegalBasis.WOO, user="t", clock=FixedClock()
    )
    with session.file as file:
        run_blocking(add_files(session, (source, tmp_path / "ander.pdf")), engine)
        first, second = file.documents()
        assert second.problem is None
        assert second.page_count == 1
        assert first.page_count == 0
        assert not first.prepared_sha256
    return first.problem


@pytest.mark.parametrize("after", [False, True])
def test_a_source_that_vanishes(tmp_path: Path, after: bool) -> None:
    assert problem_after(tmp_path, Path.unlink, after=after) is IntakeProblem.UNREADABLE


def test_a_source_that_changes_while_it_is_taken_in(tmp_path: Path) -> None:
    def change(path: Path) -> None:
        path.write_bytes(simple_pdf(["Iets heel anders"]))

    assert problem_after(tmp_path, change, after=True) is IntakeProblem.UNREADABLE


def test_a_dossier_of_a_batch_can_be_opened_later(twice: tuple[Path, Path]) -> None:
    path = twice[0] / "intern" / "dossier.woodossier"
    session = open_dossier(path, user="tester", clock=FixedClock(), read_only=True)
    with session.file as file:
        assert len(list(file.documents())) == 3
