"""`woo-desk verify`, `status` and `export`: on files, on a package, and on one that was altered."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import one_page, scanned_pdf, simple_pdf
from woo_desk.errors import ExitCode
from woo_desk.usecases.batch import BatchRequest, redact_folder
from woo_desk.usecases.flow import run_blocking
from woo_desk.workers.engine import LocalEngine

BSN = "123456782"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with one document, and a scan that was held back."""
    base = tmp_path_factory.mktemp("pakket")
    (base / "nota.pdf").write_bytes(simple_pdf(["Wet Kwakernaat", f"BSN {BSN} hoort weg."]))
    (base / "scan.pdf").write_bytes(scanned_pdf([["Gescand blad"]], dpi=60))
    engine = LocalEngine()
    sources = (base / "nota.pdf", base / "scan.pdf")
    report = run_blocking(redact_folder(BatchRequest(sources, base / "uit"), FixedClock()), engine)
    assert len(report.export.held_back) == 1
    return base


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "uit", tmp_path / "uit")
    return tmp_path / "uit"


def test_a_sound_package(run: Run, package: Path) -> None:
    said = run("verify", package)
    assert said.code == ExitCode.DONE, said.out
    assert "Er is niets gevonden." in said.out
    parsed = json.loads(run("verify", package / "publicatie", "--json").out)
    assert parsed["clean"] is True
    assert parsed["altered"] is None
    names = {check["file_name"] for check in parsed["verifications"]}
    assert {"documenten/0001.pdf", "bundel.pdf", "inventarislijst.xlsx"} <= names


def test_terms_are_sought_in_a_package(run: Run, package: Path, tmp_path: Path) -> None:
    terms = tmp_path / "termen.txt"
    terms.write_text(f"{BSN}\n", "utf-8")
    assert run("verify", package, "--terms", terms).code == ExitCode.DONE
    terms.write_text("hoort weg\n", "utf-8")
    unsure = run("verify", package, "--terms", terms)
    assert unsure.code == ExitCode.DONE_WITH_PROBLEMS
    assert "kijk die zelf na" in unsure.out
    terms.write_text("Kwakernaat\n", "utf-8")
    said = run("verify", package, "--terms", terms, "--json")
    assert said.code == ExitCode.RESIDUE_FOUND
    assert json.loads(said.out)["clean"] is False


@pytest.mark.parametrize("name", ["documenten/0001.pdf", "bundel.pdf", "inventarislijst.csv"])
def test_one_byte_more(run: Run, package: Path, name: str) -> None:
    path = package / "publicatie" / name
    path.write_bytes(path.read_bytes() + b" ")
    said = run("verify", package, "--json")
    assert said.code == ExitCode.RESIDUE_FOUND
    assert json.loads(said.out)["altered"] == name


def test_one_byte_different(run: Run, package: Path) -> None:
    path = package / "publicatie" / "bundel.pdf"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    said = run("verify", package)
    assert said.code == ExitCode.RESIDUE_FOUND
    assert "bundel.pdf ontbreekt, is gewijzigd of hoort niet" in said.out


def test_a_file_too_many_or_too_few(run: Run, package: Path) -> None:
    extra = package / "publicatie" / "documenten" / "0009.pdf"
    extra.write_bytes(simple_pdf(["Erbij"]))
    assert json.loads(run("verify", package, "--json").out)["altered"] == "documenten/0009.pdf"
    extra.unlink()
    (package / "publicatie" / "documenten" / "0001.pdf").unlink()
    assert json.loads(run("verify", package, "--json").out)["altered"] == "documenten/0001.pdf"


def test_a_package_without_its_manifest(run: Run, package: Path) -> None:
    (package / "publicatie" / "manifest.json").unlink()
    said = run("verify", package)
    assert said.code == ExitCode.RESIDUE_FOUND
    assert "manifest.json ontbreekt" in said.out


def test_one_file(run: Run, made: Path, package: Path, tmp_path: Path) -> None:
    path = package / "publicatie" / "documenten" / "0001.pdf"
    assert run("verify", path).code == ExitCode.DONE
    terms = tmp_path / "termen.txt"
    terms.write_text("Kwakernaat", "utf-8")
    said = run("verify", path, "--terms", terms)
    assert said.code == ExitCode.RESIDUE_FOUND
    assert "Kwakernaat" not in said.out
    assert "maak dit niet openbaar" in said.out
    other = tmp_path / "ander.pdf"
    other.write_bytes(simple_pdf([["Een"], ["Twee"]]))
    assert run("verify", path, "--original", other).code == ExitCode.RESIDUE_FOUND


def test_a_file_that_is_no_pdf_is_no_proof(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "los.pdf"
    path.write_bytes(b"geen pdf")
    assert run("verify", path).code == ExitCode.RESIDUE_FOUND


def test_status_lists_what_blocks(run: Run, package: Path) -> None:
    dossier = package / "intern" / "dossier.woodossier"
    said = run("status", dossier)
    assert said.code == ExitCode.NOT_READY
    assert "Er staat nog 1 punt open:" in said.out
    assert "Document 0002, pagina 1:" in said.out
    parsed = json.loads(run("status", dossier, "--json").out)
    assert parsed == {
        "ready": False,
        "blockers": [{"kind": "needs_eyes", "document": "0002", "page": 1}],
        "inconsistent": [],
        "likenesses": 0,
        "scope_proposals": 0,
        "deadline": None,
    }


def test_export_refuses_and_lists_what_blocks(run: Run, package: Path, tmp_path: Path) -> None:
    said = run("export", package / "intern" / "dossier.woodossier", "--out", tmp_path / "weer")
    assert said.code == ExitCode.NOT_READY
    assert "Document 0002, pagina 1:" in said.err
    assert not (tmp_path / "weer").exists()


def test_a_dossier_that_is_none(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "geen.woodossier"
    path.write_bytes(b"niets van dat al" * 100)
    said = run("status", path)
    assert said.code == ExitCode.BAD_USAGE
    assert "geen dossier van Woo Desk" in said.err


def test_batch_of_only_broken_files_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "leeg.pdf").write_bytes(b"")
    said = run("batch", tmp_path / "leeg.pdf", "--out", tmp_path / "uit")
    assert said.code == ExitCode.NOT_READY
    assert "Document 0001 (leeg.pdf): Het bestand is leeg" in said.out
    assert "Document 0001: " in said.err
    assert not (tmp_path / "uit" / "publicatie").exists()


def test_batch_tells_what_a_document_waits_for(run: Run, tmp_path: Path) -> None:
    """It said no more than that somebody had to open the dossier."""
    (tmp_path / "nota.txt").write_text("Nota over de subsidie\n", "utf-8")
    (tmp_path / "tekening.pdf").write_bytes(one_page(b"1 0 0 rg 100 100 300 300 re f"))
    out = tmp_path / "uit"
    said = run("batch", tmp_path / "nota.txt", tmp_path / "tekening.pdf", "--out", out)
    assert said.code == ExitCode.DONE_WITH_PROBLEMS, said.err
    told = said.out[said.out.index("tekening.pdf") :].splitlines()
    assert "is nog niet klaar" in told[0]
    assert told[1].startswith("  ")
    assert "pagina 1" in told[1]


def test_batch_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text(f"Nota\n\nBSN {BSN}\n", "utf-8")
    (tmp_path / "leeg.pdf").write_bytes(b"")
    said = run(
        "batch", tmp_path / "nota.txt", tmp_path / "leeg.pdf", "--out", tmp_path / "uit", "--json"
    )
    assert said.code == ExitCode.DONE_WITH_PROBLEMS, said.err
    parsed = json.loads(said.out)
    assert parsed["clean"] is True
    assert [(d["number"], d["problem"], d["held_back"]) for d in parsed["documents"]] == [
        ("0001", None, False),
        ("0002", "empty", True),
    ]
    assert [d["waits_for"] for d in parsed["documents"]] == [[], ["problem"]]
    assert {file["path"] for file in parsed["files"]} >= {"documenten/0001.pdf", "bundel.pdf"}
    again = run("batch", tmp_path / "nota.txt", "--out", tmp_path / "uit")
    assert again.code == ExitCode.BAD_USAGE
    assert "ligt al een dossier" in again.err
    exported = run(
        "export", tmp_path / "uit" / "intern" / "dossier.woodossier", "--out", tmp_path / "b"
    )
    assert exported.code == ExitCode.NOT_READY


def test_what_an_earlier_run_left_is_no_source(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text("Nota\n", "utf-8")
    assert run("batch", tmp_path, "--out", tmp_path).code in (0, 1)
    (tmp_path / "intern").rename(tmp_path / "eerder-9")
    said = run("batch", tmp_path, "--out", tmp_path, "--json")
    names = [d["name"] for d in json.loads(said.out)["documents"]]
    assert "nota.txt" in names
    assert not [name for name in names if name.endswith((".woodossier", ".csv", ".pdf"))]
