"""Words of the formats themselves are no leak where they stand as such, and one anywhere else."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from woo_desk.domain.table import Table, TableColumn
from woo_desk.ocr.recognise import ENGINE
from woo_desk.publication import manifest, page_map
from woo_desk.publication.ods import write_ods
from woo_desk.publication.portals import DOSSIER_FORMAT
from woo_desk.resources import resource_path
from woo_desk.verify import certificate
from woo_desk.verify.folder import OWN, verify_folder
from woo_desk.verify.readers import PDFIUM, PILLOW, PYPDF
from woo_desk.verify.second import SHOWN

CHECKS = tuple(tomllib.loads(resource_path("texts/verify.toml").read_text("utf-8"))["check"])
FORMATS = (certificate.FORMAT, manifest.FORMAT, page_map.FORMAT, DOSSIER_FORMAT)
NAMES = ("Hans", "Kartika", "Viet", "Roman", "Office", "Microsoft", "Core", "Family", "Name")
"""First names, surnames and companies that are words of a workbook."""


def workbook(path: Path, title: str, cell: str) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": title})
        book.add_worksheet("Lijst").write_string(0, 0, cell)


def leaks(folder: Path, *terms: str) -> bool:
    return any(found.has_leak for found in verify_folder(folder, terms, ()))


def test_every_workbook_may_be_one(tmp_path: Path) -> None:
    workbook(tmp_path / "lijst.xlsx", "Besluit", "Nota")
    assert not leaks(tmp_path, *NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_in_a_cell_or_a_title_they_count(tmp_path: Path, name: str) -> None:
    for number, (title, cell) in enumerate(((name, "Nota"), ("Besluit", name))):
        folder = tmp_path / str(number)
        folder.mkdir()
        workbook(folder / "lijst.xlsx", title, cell)
        assert leaks(folder, *NAMES)
        assert not leaks(folder, "Kwakernaat")


def test_every_spreadsheet_may_be_one(tmp_path: Path) -> None:
    columns = (TableColumn("Nr.", 6),)
    write_ods([Table("Lijst", columns, (("1",),))], tmp_path / "lijst.ods", "Besluit")
    assert not leaks(tmp_path, "Value", "Family", "Cell", "Bold", "Head")
    write_ods([Table("Lijst", columns, (("Value",),))], tmp_path / "lijst.ods", "Besluit")
    assert leaks(tmp_path, "Value")


@pytest.mark.parametrize(
    "written",
    ["<vt:lpstr>Worksheets</vt:lpstr>Kwakernaat", '<vt:lpstr x="Kwakernaat">Worksheets</vt:lpstr>'],
)
def test_a_word_of_the_format_hides_nothing_round_it(tmp_path: Path, written: str) -> None:
    """An element with such a text was passed over whole: its attributes and what follows too."""
    workbook(tmp_path / "bron.xlsx", "Besluit", "Nota")
    with (
        zipfile.ZipFile(tmp_path / "bron.xlsx") as old,
        zipfile.ZipFile(tmp_path / "lijst.xlsx", "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name).decode()
            new.writestr(name, part.replace("<vt:lpstr>Worksheets</vt:lpstr>", written))
    (tmp_path / "bron.xlsx").unlink()
    assert leaks(tmp_path, "Kwakernaat")
    assert not leaks(tmp_path, "Worksheets")


def test_codes_of_the_program_under_their_key(tmp_path: Path) -> None:
    """Where the word "text" was redacted, the certificate said that text was checked."""
    checks = [{"check": name, "outcome": "clean"} for name in CHECKS]
    path = tmp_path / "certificaat.json"
    formats = [{"format": name} for name in FORMATS]
    readers = [{"by": name} for name in (OWN, SHOWN, PYPDF, ENGINE, f"{PDFIUM}, {PILLOW}")]
    path.write_text(json.dumps({"a": checks, "b": formats, "c": readers, "basis": "woo"}))
    assert not leaks(tmp_path, "Text", "Public", "Clean", "Boxes", "File_name", "Picture Text")
    assert not leaks(tmp_path, "Certificate", "Pages", "Desk", "Python", "Woo Desk", "Pillow")
    for key, said in (("remark", "text"), ("check", "Text Jansen"), ("by", "Woo Desk, Text 2")):
        path.write_text(json.dumps({key: said}))
        assert leaks(tmp_path, "Text")


@pytest.mark.parametrize("place", ["key", "text", "address"])
def test_keys_and_addresses_to_the_letter(tmp_path: Path, place: str) -> None:
    known = "https://identifier.overheid.nl/tooi/def/thes/kern/c_10eb451d"
    clean: dict[str, object] = {"file_name": "0001.pdf", "page": 1, "familyId": known}
    path = tmp_path / "lijst.json"
    path.write_text(json.dumps(clean))
    assert not leaks(tmp_path, "Kern", "Page", "Family")
    worse: dict[str, dict[str, object]] = {
        "key": {"Kern": 1},
        "text": {"title": "Kern"},
        "address": {"id": f"{known}/kern"},
    }
    path.write_text(json.dumps(clean | worse[place]))
    assert leaks(tmp_path, "Kern", "Page", "Family")


def test_a_part_that_is_none_of_a_workbook_is_no_frame(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    workbook(path, "Besluit", "Nota")
    data = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("content.xml", "<a/>")
    path.write_bytes(data.getvalue())
    assert leaks(tmp_path, "Kwakernaat")
