"""A leak that stays in one document of a batch run costs that document, and that alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end2end.conftest import Meddling, batch, files_in
from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from tests.helpers.readers import texts_of
from woo_desk.domain.checks import CheckKey
from woo_desk.domain.export import LEAK, ExportProfile
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.errors import ResidueFound
from woo_desk.publication.package import check_package
from woo_desk.usecases.batch import BatchReport, dossier_path_of
from woo_desk.usecases.checks import export_checks
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.export import ExportResidue, export_package
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.requests import RedactRequest
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.workers.engine import LocalEngine

NAME = "Sanne Kwakernaat"
LINES = ["Geachte mevrouw,", "BSN 123456782", "Met vriendelijke groet,", NAME]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "bron"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"{number}.pdf").write_bytes(simple_pdf([*LINES, f"Dossier 471{number}."]))
    return folder


def leaks(*numbers: str) -> Callable[[object], None]:
    """What a broken engine would do: some files keep the name, on their second page."""

    def act(request: object) -> None:
        assert isinstance(request, RedactRequest)
        path = Path(request.output_path)
        if path.stem in numbers:
            path.write_bytes(simple_pdf([["Leeg."], [NAME]]))

    return act


def run(sources: Path, target: Path, act: Callable[[object], None]) -> BatchReport:
    return batch(Meddling("redact", act, after=True), target, sources)


def test_what_a_killed_worker_left_half_written_stops_nobody(sources: Path, tmp_path: Path) -> None:
    """At the very end the package counted as changed, and nothing was delivered."""

    def act(request: object) -> None:
        assert isinstance(request, RedactRequest)
        output = Path(request.output_path)
        output.with_name(f".deel-{output.stem}abc.pdf").write_bytes(b"%PDF-1.7")

    target = tmp_path / "uit"
    report = run(sources, target, act)
    assert not report.has_problems
    check_package(target / "publicatie")
    names = sorted(path.name for path in (target / "publicatie" / "documenten").iterdir())
    assert names == ["0001.pdf", "0002.pdf", "0003.pdf"]


def test_one_leak_holds_back_its_document_and_the_others_go_out(
    sources: Path, tmp_path: Path
) -> None:
    target = tmp_path / "uit"
    report = run(sources, target, leaks("0002"))
    assert report.has_problems
    (trouble,) = report.export.troubles
    assert (trouble.document_id,) == report.export.held_back
    assert trouble.key == LEAK
    assert {residue.page_index for residue in trouble.residues} >= {1}
    assert {r.file_name for r in trouble.residues} == {"documenten/0002.pdf"}
    public = target / "publicatie"
    check_package(public)
    assert sorted(p.name for p in (public / "documenten").iterdir()) == ["0001.pdf", "0003.pdf"]
    for text in texts_of(public / "bundel.pdf").values():
        assert "4711" in text and "4713" in text  # noqa: PT018
        assert "4712" not in text
    assert not any(NAME.encode() in path.read_bytes() for path in files_in(public))
    told = json.loads((target / "intern" / "verificatie.json").read_bytes())
    assert told["held_back"] == ["0002"]
    assert told["is_clean"] is True
    assert [each["number"] for each in told["troubles"]] == ["0002"]
    assert "Kwakernaat" not in json.dumps(told)


def test_nothing_goes_out_when_every_document_leaks(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportResidue):
        run(sources, tmp_path / "uit", leaks("0001", "0002", "0003"))
    assert not (tmp_path / "uit" / "publicatie").exists()


def test_the_window_leads_to_the_place_and_refuses_until_the_document_is_out(
    sources: Path, tmp_path: Path
) -> None:
    target = tmp_path / "uit"
    report = run(sources, target, leaks("0002"))
    session = open_dossier(dossier_path_of(target), user="tester", clock=FixedClock())
    with session.file:
        (leaking,) = report.export.held_back
        (proof,) = (c for c in export_checks(session, ExportProfile()) if c.key is CheckKey.PROOF)
        assert leaking in {place.document_id for place in proof.places}
        assert 1 in {place.page_index for place in proof.places}
        with pytest.raises(ResidueFound):
            _export(session, tmp_path / "nog eens", leaks("0002"))
        assert not (tmp_path / "nog eens" / "publicatie").exists()
        decide_scope(session, [leaking], ScopeOutcome.OUT_OF_SCOPE, ScopeReason.UNUSABLE)
        _export(session, tmp_path / "zonder", leaks("0002"))
    names = [path.name for path in (tmp_path / "zonder/publicatie/documenten").iterdir()]
    assert sorted(names) == ["0001.pdf", "0003.pdf"]


def _export(session: Session, target: Path, act: Callable[[object], None]) -> None:
    engine: LocalEngine = Meddling("redact", act, after=True)
    run_blocking(export_package(session, target, ExportProfile()), engine)
