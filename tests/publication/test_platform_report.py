"""The productierapport against the rules of the platform, written anew from the shared study."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import xlsx2csv  # type: ignore[import-untyped]

from tests.publication.samples import DUPLICATE, ENTRY, MAIL, PUBLISHED_BEFORE, SETTINGS, facts
from woo_desk.domain.export import Format
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.judgement import Judgement
from woo_desk.publication import package
from woo_desk.publication.facts import Facts, decision_type
from woo_desk.publication.format_checks import check_formats
from woo_desk.publication.platform_report import HEADINGS, report_rows, report_table
from woo_desk.publication.records import write_records
from woo_desk.publication.workbook import write_workbook
from woo_desk.texts import text


def through_xlsx2csv(path: Path) -> list[list[str]]:
    """What the platform gets: it has xlsx2csv make a csv of the first sheet."""
    out = io.StringIO()
    xlsx2csv.Xlsx2csv(str(path), outputencoding="utf-8").convert(out)
    return list(csv.reader(io.StringIO(out.getvalue())))


def test_the_workbook_comes_back_through_xlsx2csv_as_it_went_in(tmp_path: Path) -> None:
    rows = report_rows(facts())
    write_workbook([report_table(rows)], tmp_path / "r.xlsx", "Nareis")
    head, *told = through_xlsx2csv(tmp_path / "r.xlsx")
    assert head == list(HEADINGS)
    assert told == [list(row.cells()) for row in rows]
    assert [row[0] for row in told] == ["0001", "0004", "0005", "0006", "0007"]
    assert told[1][7:10] == ["Niet openbaar", "", "dubbel"]
    assert told[1][12] == "0001"
    assert told[4][2:4] == ["7", "7"]


def parts_of(cell: str, separator: str = ";") -> list[str]:
    return [part.strip() for part in cell.split(separator) if part.strip()]


def is_date(cell: str) -> bool:
    try:
        dt.datetime.strptime(cell, "%Y-%m-%d")  # noqa: DTZ007  as PHP's Y-m-d does
    except ValueError:
        return False
    return True


def problems_of_study(rows: Sequence[Mapping[str, str]], files: set[str], study: Any) -> list[str]:
    """An independent reading of `inventory_columns.json`; shares nothing with the checker."""
    judgements = set(study["productierapport"]["enums"]["judgement"])
    types = set(study["productierapport"]["enums"]["file_type"])
    ids = [row["ID"] for row in rows]
    refused, given = ("Deels openbaar", "Niet openbaar"), ("Openbaar", "Deels openbaar")
    link = re.compile(r"https?://[^\s/]+\.[a-zA-Z]{2,}(?:[/?#][\x21-\x7e]*)?")
    ground = re.compile(r"[1-9]\d?\.\d(?:\.\d[a-i])?|dubbel")
    rules: Mapping[str, Callable[[Mapping[str, str]], object]] = {
        "id": lambda r: re.fullmatch(r"[A-Za-z0-9]{1,170}", r["ID"]),
        "unique": lambda r: [number.lower() for number in ids].count(r["ID"].lower()) == 1,
        "matter": lambda r: re.fullmatch(r"[A-Za-z0-9\-._~]{2,50}", r["Matter"]),
        "family": lambda r: not r["Family ID"] or int(r["Family ID"]) >= 1,
        "thread": lambda r: not r["Email Thread ID"] or int(r["Email Thread ID"]) >= 1,
        "name": lambda r: 0 < len(r["Document"]) <= 500,
        "remark": lambda r: len(r["Toelichting"]) <= 1000 and r["Toelichting"][:4] != "http",
        "type": lambda r: r["File type"] in types,
        "date": lambda r: not r["Datum"] or is_date(r["Datum"]),
        "judgement": lambda r: r["Beoordeling"].lower() in judgements,
        "suspended": lambda r: r["Opgeschort"] in ("", "ja"),
        "ground": lambda r: r["Beoordeling"] not in refused or parts_of(r["Beoordelingsgrond"]),
        "ground form": lambda r: all(map(ground.fullmatch, parts_of(r["Beoordelingsgrond"]))),
        "number": lambda r: len(f"{r['Matter']}-{r['ID']}") <= 255,
        "link length": lambda r: all(len(p) <= 2048 for p in parts_of(r["Publieke link"], "|")),
        "no ground": lambda r: r["Beoordeling"] != "Openbaar" or not r["Beoordelingsgrond"],
        "link": lambda r: all(map(link.fullmatch, parts_of(r["Publieke link"], "|"))),
        "already": lambda r: r["Beoordeling"] != "Reeds openbaar" or r["Publieke link"],
        "file": lambda r: (r["Beoordeling"] in given and not r["Opgeschort"]) == (r["ID"] in files),
        "related": lambda r: set(parts_of(r["Gerelateerd ID"])) <= set(ids),
        "case": lambda r: re.fullmatch(r"(?i)[a-z0-9\-.;() ]*", r["Zaaknummer"]),
        "formula": lambda r: not any(c.startswith(("=", "+", "-", "@")) for c in r.values()),
    }
    return [name for row in rows for name, holds in rules.items() if not holds(row)]


def fields_of_study(head: Sequence[str], study: Any) -> dict[str, str]:
    """Which column the platform takes for each of its fields: the first whose heading it knows."""
    plain = [re.sub(r"^\d+", "", heading.strip().lower()).strip() for heading in head]
    found = {}
    for column in study["productierapport"]["columns"]:
        known = column["accepted_headers_lowercase"]
        places = [place for place, heading in enumerate(plain) if heading in known]
        assert places or not column["required_column"]
        if places:
            found[column["field"]] = head[places[0]]
    return found


def test_the_platform_takes_every_column_for_what_it_is(shared: Path) -> None:
    study = json.loads((shared / "inventory_columns.json").read_text("utf-8"))
    found = fields_of_study(HEADINGS, study)
    meant = {c["field"]: c["export_header"] for c in study["productierapport"]["columns"]}
    del meant["publication_context"]  # never together with a matter
    assert found == meant
    assert fields_of_study(("Documentnr", *HEADINGS), study)["document"] == "Documentnr"


def test_every_cell_of_the_report_is_text(tmp_path: Path) -> None:
    """In the file itself: a date, number or formula would come back as something else."""
    write_workbook([report_table(report_rows(facts()))], tmp_path / "r.xlsx", "Nareis")
    assert cells_that_are_no_text(tmp_path / "r.xlsx") == []


def cells_that_are_no_text(path: Path) -> list[str]:
    """Cells with something in them that is a number, a date, a formula or a link."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    cells = list(sheet.iter(f"{space}c"))
    assert cells
    assert not list(sheet.iter(f"{space}f"))
    assert not list(sheet.iter(f"{space}hyperlink"))
    filled = [cell for cell in cells if len(cell)]
    return [cell.get("r", "") for cell in filled if cell.get("t") not in ("s", "inlineStr")]


def test_an_independent_reading_of_the_rules_finds_nothing(tmp_path: Path, shared: Path) -> None:
    study = json.loads((shared / "inventory_columns.json").read_text("utf-8"))
    assert list(HEADINGS) == study["productierapport"]["recommended_header_order"]
    given = facts()
    documents = package.documents_folder(tmp_path)
    documents.mkdir()
    for entry in given.published:
        (tmp_path / entry.file_name).write_bytes(f"inhoud {entry.printed_number}".encode())
    files = write_records(given, {Format.PLATFORM}, tmp_path)
    assert {file.path for file in files} == {package.REPORT, package.ARCHIVE, package.CHANGES_CSV}
    head, *told = through_xlsx2csv(tmp_path / package.REPORT)
    with zipfile.ZipFile(tmp_path / package.ARCHIVE) as archive:
        names = archive.namelist()
        for name in names:
            assert archive.read(name) == (documents / name).read_bytes()
    assert names == ["0001.pdf", "0007.pdf"]
    stems = {match[0] for name in names if (match := re.match(r"[a-zA-Z0-9]+", name))}
    rows = [dict(zip(head, row, strict=True)) for row in told]
    assert problems_of_study(rows, stems, study) == []
    rows[0]["Beoordeling"] = "Gedeeltelijk openbaar"
    assert problems_of_study(rows, stems, study) == ["judgement", "file"]


def with_entry(entry: InventoryEntry, **changes: object) -> Facts:
    changed = dataclasses.replace(entry, **changes)  # type: ignore[arg-type]  # per case
    entries = tuple(changed if e.printed_number == entry.printed_number else e
                    for e in facts().entries)  # fmt: skip
    return facts(entries=entries)


def with_settings(**changes: object) -> Facts:
    chosen = dataclasses.replace(SETTINGS, **changes)  # type: ignore[arg-type]  # per case
    return facts(settings=chosen)


BROKEN: list[tuple[str, Callable[[], Facts]]] = [
    ("not_for_this_basis", lambda: facts(basis=LegalBasis.ART_68_GW)),
    ("matter", lambda: with_settings(matter="x")),
    ("matter", lambda: with_settings(matter="2026/01")),
    ("dossier_number", lambda: with_settings(dossier_number="WOO 1")),
    ("prefix", lambda: with_settings(prefix="MIN_JENV")),
    ("title_length", lambda: facts(title="ab")),
    ("summary", lambda: facts(summary="")),
    ("decision_day", lambda: with_settings(decision_day=None)),
    ("decision_day", lambda: with_settings(decision_day=dt.date(2026, 11, 23))),
    ("nothing_judged", lambda: facts(entries=())),
    ("file_too_large", lambda: with_entry(ENTRY, bytes=(1 << 30) + 1)),
    ("archive_too_large", lambda: with_entry(ENTRY, bytes=(4 << 30) + 1)),
    ("id_twice", lambda: facts(entries=(*facts().entries, facts().entries[0]))),
    ("id", lambda: with_entry(MAIL, printed_number="7-a")),
    ("whole_number", lambda: with_entry(MAIL, family=0)),
    ("document_length", lambda: with_entry(ENTRY, title="x" * 501)),
    ("date", lambda: with_entry(ENTRY, date_text="2026-02-30")),
    ("date", lambda: with_entry(ENTRY, date_text="2026-11-23")),
    ("remark_length", lambda: with_entry(ENTRY, remark="x" * 1001)),
    ("remark_link", lambda: with_entry(ENTRY, remark="https://voorbeeld.nl")),
    ("case_number", lambda: facts(case_number="2026/12")),
    ("formula", lambda: with_entry(ENTRY, title="=1+1")),
    ("formula", lambda: with_entry(ENTRY, remark="- geen")),
    ("ground_missing", lambda: with_entry(ENTRY, ground_codes=())),
    ("ground_too_much", lambda: with_entry(MAIL, ground_codes=(GroundCode("5.2"),))),
    ("link_missing", lambda: with_entry(PUBLISHED_BEFORE, public_link="")),
    ("link", lambda: with_entry(PUBLISHED_BEFORE, public_link="http://a.nl/een twee.pdf")),
    ("related", lambda: with_entry(ENTRY, related=("0001",))),
    ("duplicate_of_nothing", lambda: with_entry(DUPLICATE, related=())),
    ("file_missing", lambda: with_entry(ENTRY, file_name="")),
    ("file_too_much", lambda: with_entry(PUBLISHED_BEFORE, file_name="documenten/0005.pdf")),
    ("public_with_boxes", lambda: with_entry(MAIL, redactions=1)),
    ("number_length", lambda: with_settings(prefix="x" * 250)),
]


@pytest.mark.parametrize(("key", "broken"), BROKEN)
def test_every_rule_is_checked_and_told_in_dutch(
    key: str, broken: Callable[[], Facts], tmp_path: Path
) -> None:
    assert check_formats(facts(), {Format.PLATFORM}) == ()
    problems = check_formats(broken(), {Format.PLATFORM})
    assert key in {problem.key for problem in problems}
    for problem in problems:
        assert text(f"publication_problem.{problem.key}", **problem.values)
    with pytest.raises(ValueError, match="would refuse"):
        write_records(broken(), {Format.PLATFORM}, tmp_path)
    assert list(tmp_path.iterdir()) in ([], [tmp_path / "home"])


def test_a_suspended_document_has_a_row_and_no_file() -> None:
    given = with_entry(ENTRY, suspended=True)
    assert {p.key for p in check_formats(given, {Format.PLATFORM})} == {"file_too_much"}
    given = with_entry(ENTRY, suspended=True, file_name="")
    assert check_formats(given, {Format.PLATFORM}) == ()
    assert report_rows(given)[0].suspended == "ja"


def test_a_withdrawn_document_keeps_its_row_without_a_file() -> None:
    given = with_entry(ENTRY, is_withdrawn=True, file_name="", redactions=0)
    assert check_formats(given, {Format.PLATFORM}) == ()
    assert report_rows(given)[0].id == ENTRY.printed_number


def test_duplicates_are_listed_by_choice() -> None:
    rows = report_rows(with_settings(lists_duplicates=False))
    assert DUPLICATE.printed_number not in {row.id for row in rows}


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ((), "nothing_found"),
        ((Judgement.ALREADY_PUBLIC,), "already_public"),
        ((Judgement.PUBLIC, Judgement.ALREADY_PUBLIC), "public"),
        ((Judgement.PUBLIC, Judgement.NOT_PUBLIC), "partial_public"),
        ((Judgement.PARTIAL_PUBLIC,), "partial_public"),
        ((Judgement.NOT_PUBLIC, Judgement.ALREADY_PUBLIC), "not_public"),
    ],
)
def test_the_decision_as_a_whole(judgements: tuple[Judgement, ...], expected: str) -> None:
    entries = [dataclasses.replace(ENTRY, judgement=judgement) for judgement in judgements]
    assert decision_type(entries) == expected
