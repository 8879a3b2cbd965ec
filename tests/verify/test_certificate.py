"""The certificate says what was checked by what, and never what was found."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

from tests.verify import build
from tests.verify.build import NAME
from woo_desk.domain.acknowledgement import SeenPlace
from woo_desk.domain.export import CheckOutcome, CheckResult, ResidueKind, Verification
from woo_desk.texts import dutch_text as text
from woo_desk.texts import has_text
from woo_desk.verify.certificate import (
    Facts,
    certificate,
    certificate_json,
    merged,
    statement,
)
from woo_desk.verify.folder import verify_folder

AT = dt.datetime(2026, 3, 2, 10, 30, tzinfo=dt.UTC)
VERSIONS = {"woo-desk": "1.0.0", "pikepdf": "10"}


def _facts(verifications: list[Verification], seen: tuple[SeenPlace, ...] = ()) -> Facts:
    return Facts(verifications, VERSIONS, AT, seen, "Nareis op nareis")


def _words(facts: Facts) -> str:
    return "\n".join(f"{line.label} {line.text}" for line in statement(facts).lines)


def _doubtful(tmp_path: Path) -> Verification:
    result = build.verify(tmp_path, build.make_pdf())
    doubt = CheckResult("picture_text", CheckOutcome.NOT_POSSIBLE, "pdfium", (2, 4))
    return dataclasses.replace(result, checks=(*result.checks[:-1], doubt))


def test_clean_certificate(tmp_path: Path) -> None:
    result = [build.verify(tmp_path, build.make_pdf())]
    values = certificate(_facts(result))
    assert not values["has_leak"]
    assert values["needs_person"] == []
    assert values["made_at"] == "2026-03-02T10:30:00+00:00"
    assert values["versions"] == VERSIONS
    (file,) = values["files"]
    assert file["sha256"] == result[0].sha256
    checks = {check["check"]: check for check in file["checks"]}
    assert "pdfium" in checks["text"]["by"]
    assert checks["text_second"]["by"].startswith("Woo Desk (pikepdf ")
    assert checks["kept_text"]["outcome"] == "not_applicable"
    assert values["outcomes"]["clean"] == len(checks) - 5
    said = _words(_facts(result))
    assert "1 bestand nagegaan. Niets gevonden" in said
    assert result[0].sha256 in said
    assert "pdfium" in said


def test_bytes_are_the_same_each_time(tmp_path: Path) -> None:
    result = [build.verify(tmp_path, build.make_pdf())]
    first = certificate_json(_facts(result))
    assert first == certificate_json(dataclasses.replace(_facts(result), versions=dict(VERSIONS)))
    assert json.loads(first)["format"] == "woo-desk-certificate/2"


def test_what_a_person_has_looked_at(tmp_path: Path) -> None:
    doubtful = _doubtful(tmp_path)
    name = doubtful.file_name
    half = _facts([doubtful], (SeenPlace(name, "picture_text", 2),))
    assert certificate(half)["needs_person"] == [name]
    assert "moet iemand nog bekijken" in _words(half)
    assert "bekeken en akkoord" not in _words(half)
    whole = _facts([doubtful], tuple(SeenPlace(name, "picture_text", page) for page in (2, 4)))
    assert certificate(whole)["needs_person"] == []
    assert certificate(whole)["seen_by_a_person"][1]["page"] == 5
    assert "(pagina 3, 5); door een medewerker bekeken en akkoord" in _words(whole)
    assert "moet iemand" not in _words(whole)


def test_what_is_said_of_one_file_goes_together(tmp_path: Path) -> None:
    (tmp_path / "pakket").mkdir()
    data = build.make_pdf()
    (tmp_path / "pakket" / "0001.pdf").write_bytes(data)
    both = [build.verify(tmp_path, data), *verify_folder(tmp_path / "pakket", [NAME], ())]
    (file,) = merged(both)
    names = [check.check for check in file.checks]
    assert len(names) == len(set(names))
    assert {"structure", "original"} <= set(names)


def test_files_of_which_the_same_is_to_be_said_stand_together(tmp_path: Path) -> None:
    clean = build.verify(tmp_path, build.make_pdf())
    same = [dataclasses.replace(clean, file_name=f"documenten/{n:04d}.pdf") for n in range(40)]
    other = dataclasses.replace(_doubtful(tmp_path), file_name="documenten/9999.pdf")
    said = statement(_facts([*same[:20], other, *same[20:]])).lines
    texts = [line.text for line in said]
    (heading,) = [n for n, each in enumerate(texts) if each.startswith("40 bestanden waarvan")]
    own = texts.index("documenten/9999.pdf")
    assert heading < own
    assert all(
        any(f"{file.file_name}  SHA-256 {file.sha256}" == each for each in texts[heading:own])
        for file in same
    )
    doubts = [n for n, line in enumerate(said) if line.label == text("outcome.not_possible")]
    assert [n for n in doubts if n > heading] == [own + 2]
    assert len(certificate(_facts([*same, other]))["files"]) == 41


def test_no_secret_in_a_certificate(tmp_path: Path) -> None:
    sheet = build.redacted().text(NAME, y=300)
    pdf = build.verify(tmp_path, build.make_pdf([sheet]), file_name=f"{NAME}.pdf")
    package = tmp_path / "package"
    package.mkdir()
    (package / f"{NAME}.json").write_text(json.dumps({NAME: NAME}))
    facts = _facts([pdf, *verify_folder(package, [NAME], ())])
    written, readable = certificate_json(facts).decode(), _words(facts)
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
