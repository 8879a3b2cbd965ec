"""Tools of others on everything that an export writes: they find nothing, and a standard is met.

Each skips, plainly, where its tool is not installed. `x-ray` needs an old PyMuPDF and so a Python
environment of its own: `WOO_DESK_XRAY` names its program `xray` when that is not on the path.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import page
import pdf_redaction_check  # type: ignore[import-untyped]  # a tool, not made as a library
import pikepdf
import pymupdf
import pytest

from tests.end2end.conftest import batch, engine_running
from tests.end2end.test_case_nareis import NAMES
from tests.external import verapdf
from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.ground import LegalBasis
from woo_desk.resources import resource_path
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.voorbeeld import redact_example

pytestmark = pytest.mark.slow
LIMIT_S = 120
CRASHED = "crashed"
LETTERS = 6
"""Shorter plants recur inside other words."""


@pytest.fixture(scope="module", params=["example", "case"])
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """Every PDF of the package of the example dossier, or of the real case."""
    target = tmp_path_factory.mktemp(request.param)
    with engine_running() as engine:
        if request.param == "example":
            run_blocking(redact_example(target, FixedClock()), engine)
        else:
            _export_case(engine_target=(engine, target), folder=tmp_path_factory.mktemp("brief"))
    found = sorted((target / "publicatie").rglob("*.pdf"))
    assert len(found) > 5
    return found


def _export_case(engine_target: tuple[object, Path], folder: Path) -> None:
    engine, target = engine_target
    case = Path(__file__).resolve().parents[3] / "shared" / "case-nareis"
    if not case.is_dir():
        pytest.skip("the real case does not lie beside this checkout")
    letter = folder / "brief.pdf"
    letter.write_bytes(simple_pdf(["Brief van een burger", "BSN 123456782"]))
    sources = [case / f"{name}.pdf" for name in NAMES]
    batch(engine, target, *sources, letter, basis=LegalBasis.ART_68_GW)  # type: ignore[arg-type]


def _secrets() -> list[str]:
    """What was planted in the example to be redacted, and nowhere to be kept."""
    files = json.loads(resource_path("voorbeeld/waarheid.json").read_text("utf-8"))["files"]
    plants = [plant for file in files for plant in file["plants"]]
    kept = " ".join(plant["text"] for plant in plants if plant["must"] != "redact").casefold()
    cores = {plant["core"] for plant in plants if plant["must"] == "redact"}
    return sorted(core for core in cores if len(core) >= LETTERS and core.casefold() not in kept)


def _declared(path: Path) -> str:
    """The flavour that a file says it is: "2a" or "2b". All of 2b is part of 2a."""
    found = re.search(rb"<pdfaid:conformance>([AB])<", _metadata(path))
    assert found is not None
    return f"2{found[1].decode().lower()}"


def _metadata(path: Path) -> bytes:
    with pikepdf.open(path) as pdf:
        return pdf.Root.Metadata.read_bytes()


def test_pdfa_by_page_validation(published: list[Path]) -> None:
    broken = {
        path.name: page.validate_pdf(str(path), profile=_declared(path)).failures
        for path in published
    }
    assert {name: found for name, found in broken.items() if found} == {}


@pytest.mark.parametrize("of", ["2b", "declared"])
def test_pdfa_by_verapdf(published: list[Path], of: str) -> None:
    flavours = {path: "2b" if of == "2b" else _declared(path) for path in published}
    try:
        broken = {
            path.name: rules
            for flavour in sorted(set(flavours.values()))
            for path, rules in verapdf.failures(
                [each for each in published if flavours[each] == flavour], flavour
            ).items()
        }
    except verapdf.NotHereError as error:
        pytest.skip(str(error))
    assert not broken


def test_accessible_by_verapdf(published: list[Path]) -> None:
    """PDF/UA-1, whatever says that it is: all pages of our own do."""
    told = [path for path in published if b"<pdfuaid:part>1<" in _metadata(path)]
    assert {"inventarislijst.pdf", "certificaat.pdf"} <= {path.name for path in told}
    try:
        assert verapdf.failures(told, "ua1") == {}
    except verapdf.NotHereError as error:
        pytest.skip(str(error))


def test_verapdf_can_fail(tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(simple_pdf(["Geen PDF/A"]))
    try:
        broken = verapdf.failures([plain], "2b")
    except verapdf.NotHereError as error:
        pytest.skip(str(error))
    assert re.search(r"6\.6\.", broken[plain])  # metadata: it does not say that it is one


def test_nothing_found_by_pdf_redaction_check(published: list[Path]) -> None:
    secrets = _secrets()
    assert len(secrets) > 50
    critical = pdf_redaction_check.Severity.CRITICAL
    found = [
        path.name
        for path in published
        if pdf_redaction_check.analyze(path, secrets)[0].worst is critical
    ]
    assert not found


def _xray() -> Iterator[str]:
    named = os.environ.get("WOO_DESK_XRAY") or shutil.which("xray")
    if named:
        yield named


def _by_xray(path: Path) -> object:
    program = next(_xray(), None)
    if program is None:
        pytest.skip("x-ray is not here: install it apart and set WOO_DESK_XRAY to its `xray`")
    run = subprocess.run(
        [program, str(path)], capture_output=True, text=True, timeout=LIMIT_S, check=False
    )
    if run.returncode < 0:  # its PyMuPDF of 2024 crashes on some files of ours
        return CRASHED
    assert run.returncode == 0, run.stderr[-300:]
    return json.loads(run.stdout)


def test_nothing_found_by_x_ray(published: list[Path]) -> None:
    found = {path.name: _by_xray(path) for path in published}
    assert {name: what for name, what in found.items() if what and what != CRASHED} == {}
    crashed = [name for name, what in found.items() if what == CRASHED]
    assert len(crashed) <= len(published) // 4, crashed


def test_x_ray_can_find(tmp_path: Path) -> None:
    path = tmp_path / "drawn.pdf"
    with pymupdf.open() as document:
        sheet = document.new_page()
        sheet.insert_text((72, 100), "Aan mevrouw Kwartelmans", fontsize=12)
        sheet.draw_rect(pymupdf.Rect(70, 86, 260, 106), color=(0, 0, 0), fill=(0, 0, 0))
        document.save(path)
    found = _by_xray(path)
    assert found
    assert found != CRASHED
