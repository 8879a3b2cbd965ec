"""The certificate says what was checked by what, and never what was found."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from tests.verify import build
from tests.verify.build import NAME
from woo_desk.domain.export import CheckOutcome, ResidueKind
from woo_desk.texts import has_text
from woo_desk.verify.certificate import certificate, certificate_json, certificate_text
from woo_desk.verify.folder import verify_folder

AT = dt.datetime(2026, 3, 2, 10, 30, tzinfo=dt.UTC)
VERSIONS = {"woo-desk": "1.0.0", "pikepdf": "10"}


def test_clean_certificate(tmp_path: Path) -> None:
    result = [build.verify(tmp_path, build.make_pdf())]
    values = certificate(result, versions=VERSIONS, made_at=AT)
    assert not values["has_leak"]
    assert values["made_at"] == "2026-03-02T10:30:00+00:00"
    assert values["versions"] == VERSIONS
    (file,) = values["files"]
    assert file["sha256"] == result[0].sha256
    checks = {check["check"]: check for check in file["checks"]}
    assert "pdfium" in checks["text"]["by"]
    assert checks["text_second"]["by"].startswith("Woo Desk (pikepdf ")
    assert checks["kept_text"]["outcome"] == "not_applicable"
    assert values["outcomes"]["clean"] == len(checks) - 5


def test_bytes_are_the_same_each_time(tmp_path: Path) -> None:
    result = [build.verify(tmp_path, build.make_pdf())]
    first = certificate_json(result, versions=VERSIONS, made_at=AT)
    assert first == certificate_json(result, versions=dict(VERSIONS), made_at=AT)
    assert json.loads(first)["format"] == "woo-desk-certificate/1"


def test_no_secret_in_a_certificate(tmp_path: Path) -> None:
    sheet = build.redacted().text(NAME, y=300)
    pdf = build.verify(tmp_path, build.make_pdf([sheet]), file_name=f"{NAME}.pdf")
    package = tmp_path / "package"
    package.mkdir()
    (package / f"{NAME}.json").write_text(json.dumps({NAME: NAME}))
    result = [pdf, *verify_folder(package, [NAME], ())]
    written = certificate_json(result, versions=VERSIONS, made_at=AT).decode()
    readable = certificate_text(result, versions=VERSIONS, made_at=AT)
    assert NAME not in written
    assert NAME not in readable
    assert "In 2 bestanden is iets gevonden" in readable
    assert "pagina 1" in readable


def test_every_value_has_a_text(tmp_path: Path) -> None:
    assert all(has_text(f"residue.{kind.value}") for kind in ResidueKind)
    assert all(has_text(f"residue.{kind.value}.what_now") for kind in ResidueKind)
    assert all(has_text(f"outcome.{outcome.value}") for outcome in CheckOutcome)
    checked = build.verify(tmp_path, build.make_pdf(), terms=["a", NAME]).checks
    folder = verify_folder(tmp_path, [], ())
    names = {check.check for check in (*checked, *(c for v in folder for c in v.checks))}
    assert len(names) == 19
    assert all(has_text(f"check.{name}") for name in names)
