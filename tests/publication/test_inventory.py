from __future__ import annotations

import csv
import dataclasses
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publication.samples import (
    ENTRY,
    HELD_BACK,
    LEFT_OUT,
    many,
    write_csv,
    write_inventory,
    write_xlsx,
)
from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.publication import columns
from woo_desk.publication.cells import MAX_CELL
from woo_desk.publication.columns import load_columns

HEADINGS = [column.heading for column in load_columns()]
RISKY = [
    "=1+1",
    '=HYPERLINK("http://x";"klik")',
    "+31 6 12345678",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "＠x",
]
HARMLESS = [
    "Nota = besluit",
    "'=1",
    "https://example.org/a?b=c",
    "007",
    "1e5",
    "TRUE",
    "2022-05-09",
]


def xlsx_rows(path: Path) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(path).active
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head] == HEADINGS
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} <= {"s"}
    return [
        {name: cell.value or "" for name, cell in zip(HEADINGS, row, strict=True)} for row in rows
    ]


def csv_rows(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_row_says_what_was_decided(tmp_path: Path) -> None:
    files = write_inventory(
        [ENTRY, LEFT_OUT, HELD_BACK], "Nareis", tmp_path / "lijst.xlsx", tmp_path / "lijst.csv"
    )
    rows = csv_rows(tmp_path / "lijst.csv")
    assert rows == xlsx_rows(tmp_path / "lijst.xlsx")
    assert rows[0] == {
        "Nr.": "0001",
        "Document": "Nota over de nareis van gezinsleden",
        "Datum": "2022-05-09",
        "Documentsoort": "nota",
        "Ons kenmerk": "3941234",
        "Beoordeling": "Deels openbaar",
        "Weigeringsgronden": "5.1.2e; 5.1.2i",
        "Reden buiten reikwijdte": "",
        "Toelichting": "",
        "Vindplaats openbaar": "",
        "Dubbel van": "",
        "Aantal pagina's": "3",
        "Bijlage": "1",
        "Blz. bundel van": "1",
        "t/m": "3",
        "Horend bij": "",
        "In deel": "1",
        "Grondslag": "Wet open overheid",
        "Familie": "",
        "E-maildraad": "",
        "Hoort bij": "",
        "Opgeschort": "",
        "Aantal lakkingen": "4",
        "Beoordeeld door een medewerker": "ja",
        "Bestand": "documenten/0001.pdf",
        "SHA-256": "0f" * 32,
    }
    assert rows[1]["Beoordeling"] == "Buiten de reikwijdte"
    assert rows[1]["Reden buiten reikwijdte"] == "Valt buiten de gevraagde periode"
    assert rows[1]["Datum"] == "onbekend"
    assert rows[2]["Beoordeling"] == "Nog te beoordelen"
    assert rows[2]["Beoordeeld door een medewerker"] == ""
    assert rows[2]["Aantal pagina's"] == ""
    assert [(file.path, file.pages) for file in files] == [("lijst.xlsx", 0), ("lijst.csv", 0)]
    assert files[1].bytes == (tmp_path / "lijst.csv").stat().st_size


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"judgement": Judgement.PUBLIC}, "Openbaar"),
        ({"judgement": Judgement.NOT_PUBLIC}, "Niet openbaar"),
        ({"judgement": Judgement.ALREADY_PUBLIC}, "Reeds openbaar"),
        ({"outcome": ScopeOutcome.DUPLICATE, "judgement": Judgement.NOT_PUBLIC}, "Dubbel"),
        ({"outcome": ScopeOutcome.OUT_OF_SCOPE, "judgement": None}, "Buiten de reikwijdte"),
        ({"is_withdrawn": True}, "Deels openbaar, ingetrokken"),
    ],
)
def test_the_judgement_in_words(tmp_path: Path, changes: dict[str, object], expected: str) -> None:
    entry = dataclasses.replace(ENTRY, **changes)  # type: ignore[arg-type]  # per case
    write_csv([entry], tmp_path / "lijst.csv")
    assert csv_rows(tmp_path / "lijst.csv")[0]["Beoordeling"] == expected


def test_every_reason_for_leaving_out_is_told_and_none_for_what_is_in(tmp_path: Path) -> None:
    entries = [dataclasses.replace(LEFT_OUT, reason=reason) for reason in ScopeReason]
    entries.append(dataclasses.replace(ENTRY, reason=ScopeReason.KIND))
    write_csv(entries, tmp_path / "lijst.csv")
    told = [row["Reden buiten reikwijdte"] for row in csv_rows(tmp_path / "lijst.csv")]
    assert told[0] == told[-1] == ""
    assert len(set(told)) == len(ScopeReason)


def test_what_no_person_looked_at_is_told(tmp_path: Path) -> None:
    write_csv([dataclasses.replace(ENTRY, reviewed_by_person=False)], tmp_path / "lijst.csv")
    (row,) = csv_rows(tmp_path / "lijst.csv")
    assert row["Beoordeeld door een medewerker"] == "nee, automatisch bevestigd"


@pytest.mark.parametrize(
    ("title", "is_risky"), [(t, True) for t in RISKY] + [(t, False) for t in HARMLESS]
)
def test_no_cell_is_a_formula(tmp_path: Path, title: str, is_risky: bool) -> None:
    entry = dataclasses.replace(ENTRY, title=title, remark=title, reference=title, kind=title)
    write_inventory([entry], title, tmp_path / "a.xlsx", tmp_path / "a.csv")
    (in_csv,) = csv_rows(tmp_path / "a.csv")
    title = title.replace("\r", "\n")
    for name in ("Document", "Toelichting", "Ons kenmerk", "Documentsoort"):
        assert in_csv[name] == (f"'{title}" if is_risky else title)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert not [name for name in archive.namelist() if "rels" in name and "sheet1" in name]
    (in_xlsx,) = xlsx_rows(tmp_path / "a.xlsx")
    assert in_xlsx["Document"] == title


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_text_comes_back_from_both_forms(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("lijst")
    clean = [
        "".join(c for c in title if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))
        for title in (re.sub("\r\n?", "\n", title) for title in titles)
    ]
    entries = [dataclasses.replace(ENTRY, title=title) for title in titles]
    write_inventory(entries, titles[0], folder / "a.xlsx", folder / "a.csv")
    in_csv = [row["Document"] for row in csv_rows(folder / "a.csv")]
    assert [told.removeprefix("'") for told in in_csv] == [t.removeprefix("'") for t in clean]
    in_xlsx = [row["Document"] for row in xlsx_rows(folder / "a.xlsx")]
    assert in_xlsx == clean


def test_text_that_looks_like_an_escape_stays_what_it_is(tmp_path: Path) -> None:
    write_xlsx([dataclasses.replace(ENTRY, title="_x0041_")], tmp_path / "a.xlsx", "")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert "_x005F_x0041_" in archive.read("xl/worksheets/sheet1.xml").decode()


def test_a_cell_that_is_too_long_is_cut_with_a_mark_and_not_lost(tmp_path: Path) -> None:
    entry = dataclasses.replace(ENTRY, remark="x" * (MAX_CELL + 5))
    write_inventory([entry], "", tmp_path / "a.xlsx", tmp_path / "a.csv")
    (row,) = csv_rows(tmp_path / "a.csv")
    assert row == xlsx_rows(tmp_path / "a.xlsx")[0]
    assert len(row["Toelichting"]) == MAX_CELL
    assert row["Toelichting"].endswith("x…")


def test_the_same_rows_give_the_same_bytes_and_no_user_name(tmp_path: Path) -> None:
    entries = list(many(50))
    first = write_inventory(entries, "Nareis", tmp_path / "a.xlsx", tmp_path / "a.csv")
    (tmp_path / "b").mkdir()
    second = write_inventory(
        iter(entries), "Nareis", tmp_path / "b" / "a.xlsx", tmp_path / "b" / "a.csv"
    )
    assert first == second
    properties = openpyxl.load_workbook(tmp_path / "a.xlsx").properties
    assert properties.title == "Nareis"
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created.year == properties.modified.year == 2000


def test_the_sheet_is_easy_to_read(tmp_path: Path) -> None:
    write_xlsx(many(3), tmp_path / "a.xlsx", "Nareis")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet.title == "Inventarislijst"
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(4, len(HEADINGS)).coordinate}"
    assert sheet.print_title_rows == "$1:$1"
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == pytest.approx(
        [6.7, 48.7], abs=0.1
    )


def test_a_list_without_rows_has_its_header(tmp_path: Path) -> None:
    write_inventory([], "Leeg", tmp_path / "a.xlsx", tmp_path / "a.csv")
    assert xlsx_rows(tmp_path / "a.xlsx") == []
    assert (tmp_path / "a.csv").read_text("utf-8-sig").strip() == ";".join(HEADINGS)


def test_every_field_of_a_row_has_its_column() -> None:
    """A value that nobody prints is a value that somebody misses."""
    fields = {field.name for field in dataclasses.fields(InventoryEntry)}
    elsewhere = {
        "public_since",  # told in the remark
        "public_sha256",
        "document_id",
        "outcome",  # told in the column of the judgement, as is the next
        "is_withdrawn",
        "source_type",  # for the platform's report alone, as is the next
        "bytes",
        "reviewed_by_person",
        "printed_number",
        "date_text",
        "ground_codes",
    }
    renamed = {"number", "date", "grounds", "reviewed"}
    assert {column.field for column in load_columns()} == (fields - elsewhere) | renamed


@pytest.mark.parametrize(
    "data",
    [
        '[[column]]\nheading = "A"\nfield = "source_name"\nwidth = 5\n',
        '[[column]]\nheading = "A"\nfield = "title"\nwidth = 5\n' * 2,
    ],
)
def test_mistakes_in_the_columns_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str
) -> None:
    (tmp_path / "inventory.toml").write_text(data)
    monkeypatch.setattr(columns, "resource_path", lambda name: tmp_path / name)
    with pytest.raises(ValueError, match=r"inventory\.toml"):
        load_columns.__wrapped__()
