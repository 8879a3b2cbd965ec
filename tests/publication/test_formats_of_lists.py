"""The inventory says the same in every format."""

from __future__ import annotations

import csv
import dataclasses
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pymupdf

from tests.helpers.pdfa import pdfa_findings
from tests.publication.samples import (
    CHANGE,
    DUPLICATE,
    ENTRY,
    HELD_BACK,
    LEFT_OUT,
    MAIL,
    many,
)
from woo_desk.domain.table import Table
from woo_desk.pdf.table_pages import write_tables
from woo_desk.publication.cells import write_csv
from woo_desk.publication.columns import inventory_tables, register_of
from woo_desk.publication.ods import write_ods
from woo_desk.publication.workbook import write_workbook

ODD = dataclasses.replace(
    ENTRY, printed_number="0009", title="=1+1 & <b>\ttwee  regels\nonder elkaar", remark="-x"
)
ENTRIES = (ENTRY, LEFT_OUT, HELD_BACK, DUPLICATE, MAIL, ODD)
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def ods_sheets(path: Path) -> dict[str, list[list[str]]]:
    """What a reader of the format shows, white space as its elements say."""
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        root = ET.fromstring(archive.read("content.xml"))
    sheets = {}
    for table in root.iter(f"{TABLE}table"):
        rows = []
        for row in table.iter(f"{TABLE}table-row"):
            for cell in row:
                assert cell.get(f"{OFFICE}value-type", "string") == "string"
                assert f"{TABLE}formula" not in cell.attrib
            rows.append(["\n".join(map(_paragraph, cell)) for cell in row])
        sheets[table.attrib[f"{TABLE}name"]] = rows
    return sheets


def _paragraph(element: ET.Element) -> str:
    said = element.text or ""
    for child in element:
        said += "\t" if child.tag == f"{TEXT}tab" else " " * int(child.attrib[f"{TEXT}c"])
        said += child.tail or ""
    return said


def xlsx_sheets(path: Path) -> dict[str, list[list[str]]]:
    return {
        sheet.title: [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
        for sheet in openpyxl.load_workbook(path)
    }


def rows_of(table: Table) -> list[list[str]]:
    return [[column.heading for column in table.columns], *map(list, table.rows)]


def test_ods_and_xlsx_say_the_same_on_every_sheet(tmp_path: Path) -> None:
    tables = inventory_tables(ENTRIES, (CHANGE,), register_apart=True)
    assert [table.name for table in tables] == [
        "Inventarislijst",
        "Buiten reikwijdte",
        "Wijzigingen",
    ]
    write_ods(tables, tmp_path / "a.ods", "Nareis")
    write_workbook(tables, tmp_path / "a.xlsx", "Nareis")
    expected = {table.name: rows_of(table) for table in tables}
    assert ods_sheets(tmp_path / "a.ods") == expected
    assert xlsx_sheets(tmp_path / "a.xlsx") == expected
    assert expected["Buiten reikwijdte"][1][0] == "0002"
    assert "0002" not in {row[0] for row in expected["Inventarislijst"]}
    assert expected["Wijzigingen"][1][4:6] == ["gecorrigeerd", "ongelakte gegevens in het document"]


def test_csv_has_the_rows_of_the_table(tmp_path: Path) -> None:
    (table,) = inventory_tables(ENTRIES[:-1], (), register_apart=False)
    write_csv(table, tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == rows_of(table)


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    tables = inventory_tables(ENTRIES, (), register_apart=True)
    for name in ("a", "b"):
        write_ods(tables, tmp_path / f"{name}.ods", "Nareis")
        write_tables(tables, "Nareis", tmp_path / f"{name}.pdf")
    for suffix in (".ods", ".pdf"):
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_pdf_has_every_printed_cell_and_headings_on_every_page(tmp_path: Path) -> None:
    tables = inventory_tables(tuple(many(60)), (CHANGE,), register_apart=False)
    output = tmp_path / "a.pdf"
    pages = write_tables(tables, "Nareis op nareis", output)
    with pymupdf.open(output) as document:
        assert len(document) == pages > 3
        texts = [" ".join(page.get_text().split()) for page in document]
    for number, said in enumerate(texts[:-1], 1):
        assert "Documentsoort" in said
        assert said.endswith(f"Inventarislijst - blz. {number} van {pages}")
    together = "".join("".join(texts).split())
    for row in tables[0].rows:
        for column, cell in zip(tables[0].columns, row, strict=True):
            if column.printed:
                assert "".join(cell.split()) in together
    assert "Wijzigingen" in texts[-1]
    assert "".join(CHANGE.new_sha256.split()) in "".join(texts[-1].split())
    assert pdfa_findings(output) == []


def test_pdf_cuts_nothing_off(tmp_path: Path) -> None:
    long = dataclasses.replace(ENTRY, remark=" ".join(f"woord{n}" for n in range(900)))
    wide = dataclasses.replace(ENTRY, public_link="https://voorbeeld.nl/" + "a" * 300)
    output = tmp_path / "a.pdf"
    write_tables(inventory_tables((long, wide), (), register_apart=False), "Nareis", output)
    with pymupdf.open(output) as document:
        words = " ".join(page.get_text() for page in document)
        for page in document:
            for block in page.get_text("blocks"):
                assert page.rect.contains(pymupdf.Rect(block[:4]))
    assert [n for n in range(900) if f"woord{n}" not in "".join(words.split())] == []
    assert "a" * 300 in "".join(words.split())


def test_a_table_without_rows_has_its_headings(tmp_path: Path) -> None:
    tables = inventory_tables((), (), register_apart=False)
    assert write_tables(tables, "Leeg", tmp_path / "a.pdf") == 1
    write_ods(tables, tmp_path / "a.ods", "Leeg")
    assert len(ods_sheets(tmp_path / "a.ods")["Inventarislijst"]) == 1


def test_register_that_holds_nothing_is_no_empty_page() -> None:
    within = [entry for entry in ENTRIES if not register_of((entry,))]
    assert len(within) < len(ENTRIES)
    assert len(inventory_tables(within, (), register_apart=True)) == 1
    assert len(inventory_tables(ENTRIES, (), register_apart=True)) == 2


def test_since_when_and_as_which_file_it_is_public_is_told() -> None:
    entry = dataclasses.replace(
        ENTRY, remark="Kamerstuk", public_since="2023-05-04", public_sha256="ab" * 32
    )
    (table,) = inventory_tables((entry,), (), register_apart=False)
    told = f"Kamerstuk; openbaar sinds 2023-05-04; sha256 {'ab' * 32}"
    assert told in table.rows[0]
