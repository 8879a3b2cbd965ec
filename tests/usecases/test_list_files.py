"""CSV files of lists: what is written is read back, and every mistake is named by its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from woo_desk.domain.finding import EntityType
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.list_entry import ListEntry, ListKind, ListScope, OfficeHolder
from woo_desk.errors import UsageError
from woo_desk.texts import text
from woo_desk.usecases.list_files import (
    ENTRY_COLUMNS,
    read_entries,
    read_holders,
    write_entries,
    write_holders,
)

ALWAYS, NEVER, HERE = ListKind.ALWAYS, ListKind.NEVER, ListScope.DOSSIER


def file(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "lijst.csv"
    path.write_bytes(content.encode(encoding))
    return path


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    entries = (
        ListEntry(ALWAYS, "Project Zonnebloem", ("Zonnebl.", 'de "bloem"'), reason="Geheim; nog"),
        ListEntry(ALWAYS, "=SOM(1)", ground_code=GroundCode("5.1.1e"), entity_type=EntityType.BSN),
        ListEntry(ALWAYS, "Ün\tB", (), EntityType.PERSON, dt.date(2020, 1, 1), dt.date(2021, 2, 3)),
    )  # fmt: skip
    path = write_entries(tmp_path / "uit" / "altijd.csv", entries)
    assert read_entries(path, ALWAYS, HERE) == entries
    assert path.read_text("utf-8").startswith(";".join(ENTRY_COLUMNS))
    assert "'=SOM(1)" in path.read_text("utf-8")


def test_office_holders_are_read_back(tmp_path: Path) -> None:
    holders = (
        OfficeHolder("van der Laan", "Eberhard", "burgemeester", "Amsterdam", dt.date(2010, 7, 7)),
        OfficeHolder("Maas", "Rhodia", "dg", until=dt.date(2025, 1, 1)),
    )
    assert read_holders(write_holders(tmp_path / "a.csv", holders), HERE) == holders


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_signs_between_columns_and_order_of_columns(
    tmp_path: Path, sign: str, encoding: str
) -> None:
    content = f"Reden{sign}TERM{sign}Varianten\r\nom{sign}Kip{sign}haan|hen\r\n\r\n"
    (entry,) = read_entries(file(tmp_path, content, encoding), NEVER, HERE)
    assert (entry.term, entry.variants, entry.reason) == ("Kip", ("haan", "hen"), "om")


def test_dates_as_the_dutch_write_them(tmp_path: Path) -> None:
    path = file(tmp_path, "term;van;tot_en_met\nA1;1-2-2020;31/12/2021\n")
    (entry,) = read_entries(path, ALWAYS, HERE)
    assert (entry.valid_from, entry.valid_until) == (dt.date(2020, 2, 1), dt.date(2021, 12, 31))


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (";;;;;;", None),
        ("---;;;;;;", "term"),
        ("x" * 201 + ";;;;;;", "term"),
        ("Kip;;dier;;;;", "kind"),
        ("Kip;;;32-1-2020;;;", "date"),
        ("Kip;;;2021-01-01;2020-01-01;;", "period"),
        ("Kip;;;;;9.9.9z;", "ground"),
        ("Kip;;;;;;reden;nog iets", "columns"),
        ("Haan;;;;;;", "double"),
        ("Kip;haan;;;;;", "double"),
        ("haan;;;2020-01-01;;;", None),
    ],
)
def test_each_mistake_is_named_with_its_line(tmp_path: Path, line: str, key: str | None) -> None:
    path = file(tmp_path, f"{';'.join(ENTRY_COLUMNS)}\nHaan;;;;;;\n{line}\n")
    if key is None:
        assert read_entries(path, ALWAYS, HERE)
        return
    with pytest.raises(UsageError) as caught:
        read_entries(path, ALWAYS, HERE)
    assert caught.value.key == "list_lines"
    problems = str(caught.value.values["problems"])
    assert problems.startswith("Regel 3:")
    ending = text(f"list.problem.{key}", line=3, value="", allowed="", earlier=2).rpartition("’")[2]
    assert ending.partition(":")[0] in problems
    assert text("error.list_lines", **caught.value.values)


def test_what_never_goes_has_no_ground(tmp_path: Path) -> None:
    path = file(tmp_path, "term;grondslag\nKip;5.1.2e\n")
    assert read_entries(path, ALWAYS, HERE)[0].ground_code == "5.1.2e"
    with pytest.raises(UsageError, match="list_lines"):
        read_entries(path, NEVER, HERE)


def test_all_mistakes_are_told_at_once_and_nothing_is_taken(tmp_path: Path) -> None:
    path = file(tmp_path, "term;soort\ngoed;\n;Naam\nKip;dier\n---;\n")
    with pytest.raises(UsageError) as caught:
        read_entries(path, ALWAYS, HERE)
    lines = str(caught.value.values["problems"]).splitlines()
    assert [line.split(":")[0] for line in lines] == ["Regel 3", "Regel 4", "Regel 5"]


@pytest.mark.parametrize("content", ["", "naam;reden\nx;y\n"])
def test_a_header_without_its_columns(tmp_path: Path, content: str) -> None:
    with pytest.raises(UsageError, match="list_header"):
        read_entries(file(tmp_path, content), ALWAYS, HERE)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="list_unreadable"):
        read_entries(tmp_path / "niet.csv", ALWAYS, HERE)
    with pytest.raises(UsageError, match="list_unreadable"):
        read_entries(file(tmp_path, "term\nMüller\n", "latin-1"), ALWAYS, HERE)
    with pytest.raises(UsageError, match="list_unreadable"):
        read_entries(file(tmp_path, 'term\n"Kip\n'), ALWAYS, HERE)


def test_an_office_that_does_not_exist(tmp_path: Path) -> None:
    path = file(tmp_path, "achternaam;voornaam;rol\nBos;Wouter;keizer\nBos;;minister\n")
    with pytest.raises(UsageError) as caught:
        read_holders(path, HERE)
    assert "keizer" in str(caught.value.values["problems"])
    assert "Regel 3" in str(caught.value.values["problems"])
